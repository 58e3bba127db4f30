"""The command line of dutysolve: its guard, its replay, its progress, what it refuses."""
import json
import os
import re
import subprocess
import sys
import time

import pytest

from process import PROGRAMS, ROOT

PROGRESS = re.compile(r"progress cost (\d+) bound (\d+) uncovered (\d+) moves (\d+)")


def call(*args):
    return subprocess.run([PROGRAMS / "dutysolve", *map(str, args)], capture_output=True, text=True,
                          check=False, timeout=120)


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    path = tmp_path_factory.mktemp("province") / "in.json"
    path.write_bytes(subprocess.run([sys.executable, ROOT / "tests/bench/roster_gen.py", "--days",
                                     "92"], capture_output=True, check=True).stdout)
    return path


def test_the_clock_ends_what_takes_too_long_and_its_moves_draw_it_again(tmp_path, province):
    first, again = tmp_path / "first.json", tmp_path / "again.json"
    started = time.monotonic()
    done = call("--seconds", 1, "--budget", 10 ** 10, "--problem", province, "--out", first)
    assert done.returncode == 0 and time.monotonic() - started < 20
    said = json.loads(first.read_text())
    assert said["budget"] == 10 ** 10 and 0 < said["moves"] < 10 ** 10
    done = call("--budget", 10 ** 10, "--until", said["moves"], "--threads", 2, "--problem",
                province, "--out", again)
    assert done.returncode == 0
    assert first.read_bytes() == again.read_bytes()


def test_a_proof_that_was_ended_keeps_what_it_has_and_its_moves_draw_it_again(tmp_path, province):
    first, again, whole = (tmp_path / name for name in ("first", "again", "whole"))
    call("--budget", 300000, "--until", 200000, "--problem", province, "--out", first)
    said = json.loads(first.read_text())
    assert 200000 <= said["moves"] < 300000
    call("--budget", 300000, "--until", said["moves"], "--problem", province, "--out", again)
    assert first.read_bytes() == again.read_bytes()
    call("--budget", 300000, "--problem", province, "--out", whole)
    end = json.loads(whole.read_text())
    assert (end["moves"], end["penalty"]) == (300000, said["penalty"])
    assert 0 < said["bound"] < end["bound"] <= end["penalty"]


def test_progress_is_told_line_by_line_and_changes_nothing(tmp_path, province):
    told, silent = tmp_path / "told.json", tmp_path / "silent.json"
    done = call("--budget", 300000, "--progress", "--problem", province, "--out", told)
    call("--budget", 300000, "--problem", province, "--out", silent)
    lines = [tuple(map(int, PROGRESS.fullmatch(x).groups())) for x in done.stderr.splitlines()]
    said = json.loads(told.read_text())
    assert [x[0] for x in lines] == sorted((x[0] for x in lines), reverse=True)
    assert lines[-1] == (said["penalty"], said["bound"], 0, said["moves"])
    assert told.read_bytes() == silent.read_bytes()


def test_the_solution_says_how_it_was_made_and_how_good_it_is(tmp_path, province):
    call("--budget", 100000, "--seed", 7, "--problem", province, "--out", tmp_path / "out.json")
    said = json.loads((tmp_path / "out.json").read_text())
    assert (said["seed"], said["budget"], said["mode"]) == (7, 100000, "draft")
    assert said["gap"] == said["penalty"] - said["bound"] and said["engine"]
    assert said["optimal"] == (said["gap"] == 0)


def test_a_pipe_is_written_to_and_not_replaced(tmp_path, province):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = tmp_path / "read"
    with open(read, "wb") as to, subprocess.Popen(["cat", pipe], stdout=to) as reader:
        done = call("--budget", 1000, "--problem", province, "--out", pipe)
        assert reader.wait(30) == 0
    assert done.returncode == 0 and json.loads(read.read_text())["budget"] == 1000
    assert pipe.is_fifo() and not (tmp_path / "pipe.part").exists()


@pytest.mark.parametrize("args", [
    ("--mode", "rank"), ("--mode", "explain"), ("--shift", 5), ("--mode", "guess"),
    ("--threads", 3), ("--until", 0), ("--until",), ("--mode", "fill", "--shifts", "x"),
    ("--seconds", -1), ("--budget", "many"), ("--out", ""), ("x",)], ids=str)
def test_a_command_that_makes_no_sense_is_refused_with_the_usage(args):
    done = call(*args)
    assert done.returncode == 2 and done.stderr.startswith("usage: dutysolve")


@pytest.mark.parametrize("mode", ["rank", "explain"])
def test_a_shift_that_does_not_exist_is_named(tmp_path, province, mode):
    done = call("--mode", mode, "--shift", 999999, "--problem", province, "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (2, "error: --shift: is no shift of this problem\n")
    assert not (tmp_path / "out").exists()

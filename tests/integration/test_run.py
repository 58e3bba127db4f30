"""`make run`: from nothing to a published month, and away again without leaving anything."""
import re
import shutil
import signal
import socket
import tempfile
import time
from pathlib import Path

import pytest

import ics
from ports import free_port, is_listening
from process import PROGRAMS, ROOT, Process
from routes import ROLES
from wait import until
from web import Client


@pytest.fixture
def state():
    """A folder the unprivileged cluster's user can reach, unlike pytest's."""
    folder = Path(tempfile.mkdtemp(prefix="duty-run-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder / "var"
    shutil.rmtree(folder)


class Run:
    def __init__(self, state, log):
        self.port, self.log = free_port(), log
        log.unlink(missing_ok=True)
        start = time.monotonic()
        self.process = Process([PROGRAMS / "dutyctl", "run", "--port", str(self.port), "--state",
                                state], log, orphan_signal="TERM", cwd=ROOT)
        until(self.is_ready, 240, "the line `ready`")
        self.seconds = time.monotonic() - start

    def is_ready(self):
        if not self.process.is_running():
            raise SystemExit(f"dutyctl run ended:\n{self.process.output()[-3000:]}")
        return self.lines()[-1:] == ["ready"]

    def lines(self):
        return self.process.output().rstrip("\n").split("\n")

    def said(self, word):
        return [line.split(" ")[1:] for line in self.lines() if line.split(" ")[0] == word]

    def family(self):
        """pid -> name of every process below it that runs now."""
        parents, names = {}, {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    stat = (entry / "stat").read_text()
                except OSError:
                    continue  # it has just ended
                name, rest = re.match(r"\d+ \((.*)\) (.*)", stat, re.S).groups()
                parents[int(entry.name)] = int(rest.split()[1])
                names[int(entry.name)] = name
        found, more = {}, [self.process.pid]
        while more:
            pid = more.pop()
            found[pid] = names[pid]
            more += [p for p, parent in parents.items() if parent == pid]
        return found

    def login(self, role):
        (_, name, password), = [x for x in self.said("login") if x[0] == role]
        client = Client(self.port)
        client.login("cantho", name, password)
        return client


def postmaster(state):
    return int(next(state.rglob("postmaster.pid")).read_text().split("\n")[0])


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_demonstration_runs_stops_whole_and_keeps_its_data(state, tmp_path):
    run = Run(state, tmp_path / "first.log")
    contract(run)
    uses(run)
    told = run.login("coordinator").get_json("/messages")
    feed = ics.read(fetch(run))
    first_feed, first_logins = run.said("feed"), run.said("login")
    ends_without_a_trace(run, state)

    again = Run(state, tmp_path / "second.log")
    contract(again)
    assert again.said("login") == first_logins
    assert again.said("feed")[0][0].rpartition("/")[2] == first_feed[0][0].rpartition("/")[2]
    assert ics.read(fetch(again)).keys() == feed.keys()
    assert again.login("coordinator").get_json("/messages") == told, "nobody is told twice"
    assert again.seconds < max(15, run.seconds / 2), f"{again.seconds:.1f} s after {run.seconds:.1f}"
    ends_without_a_trace(again, state)


def contract(run):
    """The lines a script reads, in their order, `ready` last."""
    words = [line.split(" ")[0] for line in run.lines()]
    wanted = ["web"] + ["login"] * 6 + ["feed", "texts", "mails", "ready"]
    assert words[-len(wanted):] == wanted, run.lines()
    base = f"http://127.0.0.1:{run.port}"
    assert run.said("web") == [[f"{base}/"]]
    assert run.said("texts") == [[f"{base}/texts"]] and run.said("mails") == [[f"{base}/mails"]]
    assert {x[0] for x in run.said("login")} == set(ROLES)
    assert all(len(x) == 3 for x in run.said("login"))
    assert re.fullmatch(rf"{base}/feed/[\w-]{{40,}}\.ics", run.said("feed")[0][0])


def fetch(run):
    path = "/feed/" + run.said("feed")[0][0].rpartition("/")[2]
    reply = Client(run.port).get(path)
    assert reply.status == 200, reply
    return reply.body


def uses(run):
    for role in ROLES:
        assert run.login(role).get("/").status == 200
    coordinator = run.login("coordinator")
    assert "TGPL" in coordinator.get("/texts").text
    assert "Kính gửi" in coordinator.get("/mails").text
    assert len(ics.read(fetch(run))) > 3


def ends_without_a_trace(run, state):
    started = {**run.family(), postmaster(state): "postgres"}
    names = set(started.values())
    assert {"dutyctl", "dutyd"} <= names and any("postgres" in n for n in names), started
    assert run.process.end(signal.SIGINT, 60) == 0, run.process.output()[-3000:]
    left = {pid: name for pid, name in started.items() if is_alive(pid)}
    assert not left, f"still running: {left}"
    assert not is_listening(run.port)
    assert not list(state.rglob("postmaster.pid"))


def test_a_taken_port_is_said_and_nothing_is_left_running(state, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        run = Process([PROGRAMS / "dutyctl", "run", "--port", str(port), "--state", state],
                      tmp_path / "run.log", orphan_signal="TERM", cwd=ROOT)
        until(lambda: not run.is_running(), 240, "it to give up")
    assert run.popen.returncode == 1
    assert f"port {port}" in run.output() and "ready" not in run.output().split("\n")
    assert not list(state.rglob("postmaster.pid"))

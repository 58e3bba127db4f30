"""Runs dutysolve for the benches: what it printed, and what it cost."""
import os
import subprocess
import sys
import time
from pathlib import Path

BUILD = Path(os.environ.get("BUILD", "build"))
PROGRAM = BUILD / "dutysolve"


def solve(*args):
    """The numbers it printed, and the wall seconds it took."""
    start = time.monotonic()
    done = subprocess.run([PROGRAM, *map(str, args)], capture_output=True, text=True, check=False)
    wall = time.monotonic() - start
    if done.returncode != 0:
        raise SystemExit(f"dutysolve {args}: exit {done.returncode}: {done.stderr}")
    said = {"wall": wall}
    for row in (done.stdout + done.stderr).splitlines():
        name, _, value = row.partition(" ")
        try:
            said[name] = float(value) if "." in value else int(value)
        except ValueError:
            said[name] = value
    return said


def peak_mb(*args):
    """The most memory one run held at a time; a small parent asks, a large one would show itself."""
    done = subprocess.run([sys.executable, "-c", PEAK, PROGRAM, *map(str, args)],
                          capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1]) / 1024


PEAK = ("import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n")

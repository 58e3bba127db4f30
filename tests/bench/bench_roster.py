"""bench-roster: a province's month drawn by dutysolve, one core, fixed seeds, every result re-scored by
the independent checker. The public benchmarks and the other solvers come with the engine's issue."""
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench import line

SEEDS = (1, 2, 3)


def solve(folder, problem, seed):
    out = folder / f"solution-{seed}.json"
    start = time.monotonic()
    done = subprocess.run(["build/dutysolve", "--seconds", "5", "--seed", str(seed), "--problem",
                           problem, "--out", out], capture_output=True, text=True, check=True)
    seconds = time.monotonic() - start
    subprocess.run([sys.executable, "tests/lib/roster_check.py", problem, out], check=True,
                   stdout=subprocess.DEVNULL)
    said = dict(row.split(None, 1) for row in done.stdout.strip().split("\n"))
    return float(said["penalty"]), float(said["bound"]), seconds


def main():
    folder = Path(tempfile.mkdtemp(prefix="duty-bench-", dir="/tmp"))
    problem = folder / "province.json"
    problem.write_bytes(subprocess.run([sys.executable, "tests/bench/roster_gen.py"],
                                       capture_output=True, check=True).stdout)
    results = [solve(folder, problem, seed) for seed in SEEDS]
    line("roster_province_penalty", median(r[0] for r in results), "cost")
    line("roster_province_bound", median(r[1] for r in results), "cost")
    line("roster_province_seconds", median(r[2] for r in results), "s")


if __name__ == "__main__":
    main()

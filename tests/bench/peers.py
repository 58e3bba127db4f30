"""The other solvers of the shift-scheduling instances: CBC, GLPK and HiGHS, one core each.

Each is given the same seconds; what it answers is re-scored by the independent checker, and an
answer with faults, or none in time, counts as none.
"""
import re
import subprocess
from pathlib import Path

import shifts_check
from shifts_lp import Model

HOME = Path(__file__).resolve().parent
HIGHS = "highs@1.15.3"  # tens of megabytes of WebAssembly: fetched for the benches alone
GRACE = 60  # seconds more for reading the file, stopping and writing


def cbc(lp, seconds, folder):
    out = folder / "cbc.txt"
    out.unlink(missing_ok=True)
    run(["cbc", lp, "timeMode", "elapsed", "sec", str(seconds), "threads", "1", "solve",
         "solution", out], seconds)
    rows = out.read_text().splitlines() if out.exists() else []
    return {f[1] for f in (row.replace("**", "").split() for row in rows[1:])
            if float(f[2]) > 0.5}


def glpk(lp, seconds, folder):
    out = folder / "glpk.txt"
    out.unlink(missing_ok=True)
    run(["glpsol", "--lp", lp, "--tmlim", str(seconds), "-o", out], seconds)
    text = out.read_text() if out.exists() else ""
    return set(re.findall(r"^ *\d+ (x\d+_\d+_\d+) +\* +1 ", text, re.M))


def highs(lp, seconds, folder):
    del folder
    home = Path("build/peers")
    if not (home / "node_modules/highs").exists():
        home.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", home, HIGHS],
                       check=True, stdout=subprocess.DEVNULL)
    return set(run(["node", HOME / "highs.js", home, lp, str(seconds)], seconds).split("\n"))


def run(command, seconds):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False,
                              timeout=seconds + GRACE).stdout
    except subprocess.TimeoutExpired:
        return ""


PEERS = {"cbc": cbc, "glpk": glpk, "highs": highs}


def solve(peer, instance, seconds, folder):
    """The penalty the checker gives its answer, or None."""
    model = Model(instance)
    lp = folder / "instance.lp"
    lp.write_text(model.text())
    rows = shifts_check.read_rows(model.solution(PEERS[peer](lp, seconds, folder)))
    penalty, faults = shifts_check.check(instance, rows)
    return None if faults else penalty

"""bench-roster: the roster engine on one core with fixed seeds; every result is re-scored by the
independent checkers, the other solvers run in the same call.

    make bench-roster                      about 25 minutes
    make bench-roster ROSTER="--full"      hours: every instance against every solver at 10, 60 and
                                           600 s; the nation for ten minutes
    make bench-roster ROSTER="shifts --instances 1,3,5 --seconds 60 --peer-seconds 60"

Parts: shifts province nation pure speed; all of them unless some are named.
"""
import argparse
import os
import shlex
import shutil
import tempfile
from pathlib import Path

from bench import line

import roster_duty
import roster_shifts

PARTS = {"shifts": roster_shifts.run, "province": roster_duty.province,
         "nation": roster_duty.nation, "pure": roster_duty.pure, "speed": roster_duty.speed}


def numbers(text):
    return [int(n) for n in text.split(",") if n]


def options():
    o = argparse.ArgumentParser(description=__doc__)
    o.add_argument("parts", nargs="*")
    o.add_argument("--full", action="store_true")
    o.add_argument("--seconds", type=numbers)
    o.add_argument("--peer-seconds", type=numbers)
    o.add_argument("--instances", type=lambda text: text.split(","), default=[])
    o = o.parse_args(shlex.split(os.environ.get("ROSTER", "")))
    unknown = set(o.parts) - set(PARTS)
    if unknown:
        raise SystemExit(f"no such part: {', '.join(unknown)}")
    if o.seconds is None:
        o.seconds = [10, 60, 600] if o.full else [10, 60]
    if o.peer_seconds is None:
        o.peer_seconds = o.seconds if o.full else [10]
    return o


def main():
    o = options()
    folder = Path(tempfile.mkdtemp(prefix="duty-bench-", dir="/tmp"))
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # with every program started from here
    for part in o.parts or PARTS:
        PARTS[part](line, folder, o)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()

"""bench-roster, part "shifts": instances of the public shift-scheduling format, against the best
values known and against CBC, GLPK and HiGHS at equal time. Each result is re-scored.

The public instances are read from ../shared when they are there; else generated ones are used."""
import csv
import os
from pathlib import Path

import peers
import shifts_check
import shifts_gen
from solve import solve

PUBLIC = Path(os.environ.get("SHIFTS", "../shared/data/shift-scheduling"))
GENERATED = ((14, 8, 1), (14, 20, 3), (28, 20, 3), (28, 50, 6), (56, 30, 4), (182, 50, 6))
SMALL = 30000  # employees x days x shifts: up to here the others are asked unless told otherwise


def instances(folder, wanted):
    """[(name, file, (proved lower bound, best known value), either may be None)]"""
    if not PUBLIC.exists():
        for n, size in enumerate(GENERATED):
            (folder / f"gen{n}.txt").write_text(shifts_gen.instance(n, *size)[0])
        return [(f"gen{n}", folder / f"gen{n}.txt", (None, None)) for n in range(len(GENERATED))]
    with open(PUBLIC / "best.csv", encoding="utf-8") as f:
        best = {row["instance"]: (row["lower_bound"], row["best_known"])
                for row in csv.DictReader(f)}
    files = sorted(PUBLIC.glob("Instance*.txt"), key=lambda p: int(p.stem[8:]))
    return [(p.stem[8:], p, tuple(int(v) if v else None for v in best[p.stem[8:]]))
            for p in files if not wanted or p.stem[8:] in wanted]


def ours(folder, path, seconds):
    """(penalty, bound, wall seconds), the penalty being the checker's."""
    out = folder / "shifts.out"
    said = solve("--seconds", seconds, "--seed", 1, "--shifts", path, "--out", out)
    rows = shifts_check.read_rows(out.read_text())
    penalty, faults = shifts_check.check(shifts_check.read_instance(path), rows)
    if faults or penalty != said["penalty"]:
        raise SystemExit(f"{path}: stated {said['penalty']}, is {penalty}; {faults[:3]}")
    return penalty, said["bound"], said["wall"]


def size(instance):
    return len(instance.staff) * instance.days * len(instance.minutes)


def run(line, folder, o):
    for seconds in o.seconds:
        for name, path, (low, best) in instances(folder, o.instances):
            key = f"roster_shifts_{name}_{seconds}s"
            penalty, bound, wall = ours(folder, path, seconds)
            line(key, penalty, "penalty")
            line(key + "_wall", wall, "s")
            if best:
                line(key + "_gap", 100 * (penalty - best) / best, "%")
                line(key + "_bound_of_best", 100 * bound / best, "%")
            line(key + "_proved", int(bound == penalty), "yes=1")
            if low and bound > best:
                raise SystemExit(f"{key}: bound {bound} is above the best known value {best}")
            instance = shifts_check.read_instance(path)
            if seconds in o.peer_seconds and (o.full or size(instance) <= SMALL):
                against(line, folder, instance, seconds, key, penalty)


def against(line, folder, instance, seconds, key, penalty):
    for peer in peers.PEERS:
        value = peers.solve(peer, instance, seconds, folder)
        if value is None:
            print(f"# {key}: {peer} has no feasible roster in {seconds} s", flush=True)
        else:
            line(key, penalty, "penalty", peer, value)

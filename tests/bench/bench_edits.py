"""A million random edits of hearings, by hand and by whole lists: what they cost, and that uid, sequence
and versions hold. EDITS= another number, SEED= other edits. In worlds of fifty thousand, one at
a time on each core.
"""
import collections
import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

import edits  # noqa: E402
from cluster import Cluster  # noqa: E402
from daemon import make_demo, write_ini  # noqa: E402

WORLD = 50000
STEP = 10000  # edits between two looks of the vacuum, which comes seldom in the tests' cluster; the first
# comes early: plans for empty tables are slow ones


def work(db, seed, count):
    db.rows(edits.WITNESS)
    # As many hearings a day for each person and court as in the small tests' world, not more.
    house = edits.Edits(db, seed, cases=max(60, count // 40), days=max(300, count // 150),
                        people=100, courts=100)
    spent = 0.0
    made = 0
    while made < count:
        started = time.monotonic()
        house.run(min(STEP if made else STEP // 20, count - made), edits.WEIGHTS)
        spent += time.monotonic() - started
        db.rows("vacuum analyze")
        made = sum(house.done.values())
        print(f"# {time.strftime('%H:%M:%S')} {db.name}: {made} edits, {len(house.hearings)} hearings,"
              f" {spent * 1000 / made:.2f} ms each, {len(house.surprises)} surprises", file=sys.stderr,
              flush=True)
    return spent, house.done, house.surprises, edits.broken(db)


def world(cluster, seed, count):
    """A database of its own for so many edits, judged and dropped."""
    db = cluster.create("template_demo")
    try:
        return work(db, seed, count)
    finally:
        db.drop()


def main(count, seed, workers):
    cluster = Cluster(memory="2GB").start()
    counts = [WORLD] * (count // WORLD) + [count % WORLD] * (count % WORLD > 0)
    try:
        with tempfile.TemporaryDirectory() as folder:
            make_demo(write_ini(Path(folder) / "dutyd.ini", {
                "database.socket": cluster.folder, "database.port": cluster.port,
                "database.name": "template_demo"}))
        started = time.monotonic()
        with ThreadPoolExecutor(workers) as pool:  # the work is PostgreSQL's
            parts = list(pool.map(world, [cluster] * len(counts), range(seed, seed + len(counts)), counts))
        spent = time.monotonic() - started
    finally:
        cluster.remove()
    done = sum((p[1] for p in parts), collections.Counter())
    made = sum(n for name, n in done.items() if "refused" not in name)
    print(f"bench edits.made {made} edits")
    print(f"bench edits.refused {sum(done.values()) - made} edits")
    print(f"bench edits.rate {sum(done.values()) / spent:.0f} per_second")
    print(f"bench edits.mean {sum(p[0] for p in parts) * 1000 / sum(done.values()):.2f} ms")
    wrong = [p[2] or p[3] for p in parts if p[2] or p[3]]
    print(f"bench edits.broken {len(wrong)} databases")
    for what in wrong:
        print(what, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(os.environ.get("EDITS", "1000000")), int(os.environ.get("SEED", "0")),
                  len(os.sched_getaffinity(0))))

#!/usr/bin/python3
"""Prints a made-up instance of the public shift-scheduling format, the same for the same options.

    shifts_gen.py [--seed N] [--days 14] [--staff 8] [--types 2]

Every employee is first given a row drawn at random; limits, requests and cover are set around those
rows, so that a roster without faults exists. The rows themselves are not printed.
"""
import argparse
import random
from collections import Counter, namedtuple

Contract = namedtuple("Contract", "max_run min_run min_off rest")  # rest: longest days off in a row
CONTRACTS = (Contract(5, 2, 2, 3), Contract(5, 2, 2, 4), Contract(6, 2, 3, 4), Contract(5, 1, 2, 6))
LENGTHS = (480, 480, 600, 720)


def make_types(n):
    """{name: (minutes, names that may not follow)}: early to late in groups of up to four."""
    groups = "EDLN" if n >= 4 else "EDL"
    size = -(-n // len(groups))
    names = [f"{g}{i + 1}" if size > 1 else g for g in groups for i in range(size)][:n]
    return {name: (480 if size == 1 else LENGTHS[k % size % len(LENGTHS)],
                   [b for b in names[:k] if k // size > names.index(b) // size])
            for k, name in enumerate(names)}


def draw_days(r, days, c):
    """The days of one row, in runs that keep the contract."""
    worked, day, on = [], -r.randrange(c.max_run), r.random() < 0.6
    while day < days:
        length = r.randint(c.min_run, c.max_run) if on else r.randint(c.min_off, c.rest)
        worked += [d for d in range(day, day + length) if on and 0 <= d < days]
        day, on = day + length, not on
    return worked


def draw_row(r, days, contract, types, known):
    """{day: type}: of a few drawn rows the one with the fewest weekends."""
    worked = min((draw_days(r, days, contract) for _ in range(6)),
                 key=lambda row: len({d // 7 for d in row if d % 7 >= 5}))
    row = {}
    for day in worked:
        banned = [t for t in known if row.get(day - 1) and t in types[row[day - 1]][1]]
        usual = [row[day - 1]] * 4 if day - 1 in row else []
        row[day] = r.choice([t for t in known if t not in banned] + usual)
    return row


def employee_name(i):
    name = ""
    while i >= 0:
        name, i = chr(65 + i % 26) + name, i // 26 - 1
    return name


def staff_line(r, who, row, contract, types, days):
    minutes = sum(types[t][0] for t in row.values())
    slack = r.choice((480, 720, 960)) * max(1, days // 28)
    count = Counter(row.values())
    most = {t: r.choice((count[t] + 2, days, days)) if count[t] else r.choice((0, days))
            for t in types}
    weekends = len({d // 7 for d in row if d % 7 >= 5})
    return (f"{who},{'|'.join(f'{t}={n}' for t, n in most.items())},{minutes + slack // 2},"
            f"{max(0, minutes - slack)},{contract.max_run},{contract.min_run},{contract.min_off},"
            f"{weekends + r.choice((0, 0, 1))}")


def requests(r, days, rows, types):
    """(on, off) lines: runs of a few days of one type, half of them against the drawn row."""
    on, off = [], []
    for who, row in rows.items():
        for _ in range(max(1, days // 14)):
            first, t = r.randrange(days), r.choice(list(types))
            lines = on if r.random() < 0.6 else off
            weight = r.randint(1, 3)
            for day in range(first, min(days, first + r.randint(1, 5))):
                if day not in (d for d in row if r.random() < 0.5):
                    lines.append((who, day, t, weight))
    unique = {key[:3]: key for key in on + off}  # never both on and off for one shift
    return [k for k in on if unique[k[:3]] is k], [k for k in off if unique[k[:3]] is k]


def instance(seed=1, days=14, staff=8, types=2):
    """(text, drawn rows {employee: {day: shift}})."""
    r = random.Random(seed)
    kinds = make_types(types)
    rows, lines, free = {}, [], []
    for i in range(staff):
        who, contract = employee_name(i), r.choice(CONTRACTS)
        known = r.sample(list(kinds), max(1, round(len(kinds) * r.uniform(0.5, 1))))
        rows[who] = draw_row(r, days, contract, kinds, sorted(known, key=list(kinds).index))
        lines.append(staff_line(r, who, rows[who], contract, kinds, days))
        off = [d for d in range(days) if d not in rows[who]]
        free.append(",".join(map(str, [who, *sorted(r.sample(off, min(len(off), days // 7)))])))
    people = Counter((d, t) for row in rows.values() for d, t in row.items())
    cover = [(d, t, max(0, people[d, t] + r.choice((-1, 0, 0, 0, 1))), 100, 1)
             for d in range(days) for t in kinds]
    on, off = requests(r, days, rows, kinds)
    sections = (("HORIZON", [str(days)]),
                ("SHIFTS", [f"{t},{m},{'|'.join(bad)}" for t, (m, bad) in kinds.items()]),
                ("STAFF", lines), ("DAYS_OFF", [x for x in free if "," in x]),
                ("SHIFT_ON_REQUESTS", [",".join(map(str, k)) for k in on]),
                ("SHIFT_OFF_REQUESTS", [",".join(map(str, k)) for k in off]),
                ("COVER", [",".join(map(str, c)) for c in cover]))
    text = f"# made by tests/lib/shifts_gen.py from seed {seed}\n" + "".join(
        f"SECTION_{name}\n" + "".join(x + "\n" for x in body) + "\n" for name, body in sections)
    return text, rows


def main():
    o = argparse.ArgumentParser()
    for name, value in (("seed", 1), ("days", 14), ("staff", 8), ("types", 2)):
        o.add_argument("--" + name, type=int, default=value)
    o = o.parse_args()
    print(instance(o.seed, o.days, o.staff, o.types)[0], end="")


if __name__ == "__main__":
    main()

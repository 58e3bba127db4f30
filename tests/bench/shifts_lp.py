#!/usr/bin/python3
"""Writes an instance of the shift-scheduling format as an integer program, for the other solvers.

    shifts_lp.py INSTANCE.txt > INSTANCE.lp

The usual model: a binary x for each employee, day and shift, and their sum y for each day; runs,
weekends and successions as rows over windows of days; slack for too few and too many people.
"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

from shifts_check import read_instance  # noqa: E402


class Model:
    def __init__(self, instance):
        self.i, self.rows, self.integer, self.cost = instance, [], [], ["0 one"]
        self.work = {}  # (employee, day): variable
        self.names, self.shifts = list(instance.staff), list(instance.minutes)
        self.x = {}  # (employee, day, shift): variable
        for p, who in enumerate(self.names):
            for day in sorted(set(range(instance.days)) - instance.days_off[who]):
                for t, shift in enumerate(self.shifts):
                    if instance.staff[who].max_of.get(shift, 1) > 0:
                        self.x[who, day, shift] = f"x{p}_{day}_{t}"
                        self.work[who, day] = f"y{p}_{day}"
        self.integer += self.x.values()
        for p, who in enumerate(self.names):
            self.person(p, instance.staff[who])
        for n, c in enumerate(instance.cover):
            people = [(1, self.x[w, c.day, c.shift]) for w in self.names
                      if (w, c.day, c.shift) in self.x]
            self.row([*people, (1, f"u{n}"), (-1, f"o{n}")], "=", c.need)
            self.cost += [f"{c.under} u{n}", f"{c.over} o{n}"]
        self.wishes()

    def row(self, terms, sense, right):
        if terms:
            text = " ".join(f"{'+' if k >= 0 else '-'} {abs(k)} {name}" for k, name in terms)
            self.rows.append(f"{text} {sense} {right}")

    def on(self, who, days, factor=1):
        """The terms of the working days among these."""
        return [(factor, self.work[who, d]) for d in days if (who, d) in self.work]

    def person(self, p, s):
        who, days = s.id, self.i.days
        for d in range(days):
            stood = [(1, self.x[who, d, t]) for t in self.shifts if (who, d, t) in self.x]
            self.row(stood + self.on(who, [d], -1), "=", 0)
            for t in self.shifts:
                after = [(1, self.x[who, d + 1, u]) for u in sorted(self.i.never_next[t])
                         if (who, d + 1, u) in self.x]
                if after and (who, d, t) in self.x:
                    self.row([(1, self.x[who, d, t]), *after], "<=", 1)
        for t, most in s.max_of.items():
            if 0 < most < days:
                self.row([(1, self.x[k]) for k in ((who, d, t) for d in range(days))
                          if k in self.x], "<=", most)
        minutes = [(self.i.minutes[k[2]], self.x[k])
                   for k in ((who, d, t) for d in range(days) for t in self.shifts) if k in self.x]
        self.row(minutes, "<=", s.max_minutes)
        self.row(minutes, ">=", s.min_minutes)
        self.runs(s)
        weekends = []
        for w in range(days // 7):
            weekends.append((1, f"k{p}_{w}"))
            for d in (7 * w + 5, 7 * w + 6):
                self.row([*self.on(who, [d]), (-1, f"k{p}_{w}")], "<=", 0)
        self.row(weekends, "<=", s.max_weekends)
        self.integer += [name for _, name in weekends]

    def runs(self, s):
        """Windows for the longest run; what begins on a day goes on for the shortest, except at
        the end. This form is tighter, and the others find more with it, than sums over runs."""
        days = self.i.days
        for d in range(days - s.max_run):
            self.row(self.on(s.id, range(d, d + s.max_run + 1)), "<=", s.max_run)
        for d in range(1, days):
            for later in range(d + 1, min(d + s.min_run, days)):
                self.row(self.on(s.id, [d]) + self.on(s.id, [d - 1, later], -1), "<=", 0)
            for later in range(d + 1, min(d + s.min_off, days)):
                self.row(self.on(s.id, [d - 1, later]) + self.on(s.id, [d], -1), "<=", 1)

    def wishes(self):
        constant = sum(self.i.on.values())
        self.cost[0] = f"{constant} one"
        for key, weight in self.i.on.items():
            if key in self.x:
                self.cost.append(f"- {weight} {self.x[key]}")
        for key, weight in self.i.off.items():
            if key in self.x:
                self.cost.append(f"{weight} {self.x[key]}")

    def text(self):
        cost = "\n".join(c if c.startswith("-") else f"+ {c}" for c in self.cost)
        rows = "\n".join(f"r{n}: {row}" for n, row in enumerate(self.rows))
        names = "\n".join(self.integer)
        days = "\n".join(f"{name} <= 1" for name in self.work.values())
        return (f"Minimize\ncost: {cost}\nSubject To\n{rows}\nBounds\none = 1\n{days}\n"
                f"Binary\n{names}\nEnd\n")

    def solution(self, chosen):
        """The lines `employee day shift` of the variables that are 1."""
        return "".join(f"{who} {day} {shift}\n" for (who, day, shift), name in self.x.items()
                       if name in chosen)


if __name__ == "__main__":
    print(Model(read_instance(sys.argv[1])).text(), end="")

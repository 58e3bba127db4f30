#!/usr/bin/python3
"""Checks a roster of the public shift-scheduling format, independently of the engine.

    shifts_check.py INSTANCE.txt SOLUTION

SOLUTION has one line `employee day shift` for each shift stood. Prints every broken hard rule,
then `penalty N faults N`; exit code 1 when there are faults. Runs that touch an end of the horizon
may be shorter than the minimum: what lies beyond is not known. The horizon begins on a Monday.
"""
import sys
from collections import Counter, namedtuple

Staff = namedtuple("Staff", "id max_of min_minutes max_minutes max_run min_run min_off "
                            "max_weekends")
Cover = namedtuple("Cover", "day shift need under over")


class Instance:
    """days, minutes {shift: length}, never_next {shift: set}, staff {id: Staff},
    days_off {id: set}, on and off {(id, day, shift): weight}, cover [Cover]."""

    def __init__(self, text):
        self.days, self.minutes, self.never_next, self.staff = 0, {}, {}, {}
        self.days_off, self.on, self.off, self.cover = {}, Counter(), Counter(), []
        readers = {"HORIZON": self._horizon, "SHIFTS": self._shift, "STAFF": self._staff,
                   "DAYS_OFF": self._days_off, "COVER": self._cover,
                   "SHIFT_ON_REQUESTS": lambda row: self._request(self.on, row),
                   "SHIFT_OFF_REQUESTS": lambda row: self._request(self.off, row)}
        read = None
        for line in text.splitlines():
            line = line.strip()
            if line.startswith("SECTION_"):
                read = readers[line[len("SECTION_"):]]
            elif line and not line.startswith("#"):
                read([field.strip() for field in line.split(",")])

    def _horizon(self, row):
        self.days = int(row[0])

    def _shift(self, row):
        self.minutes[row[0]] = int(row[1])
        self.never_next[row[0]] = {s for s in (row + [""])[2].split("|") if s}

    def _staff(self, row):
        limits = dict(item.split("=") for item in row[1].split("|") if item)
        most, least, *runs = map(int, row[2:8])
        self.staff[row[0]] = Staff(row[0], {s: int(n) for s, n in limits.items()}, least, most,
                                   *runs)
        self.days_off[row[0]] = set()

    def _days_off(self, row):
        self.days_off[row[0]] |= {int(day) for day in row[1:] if day}

    def _request(self, requests, row):
        requests[row[0], int(row[1]), row[2]] += int(row[3])

    def _cover(self, row):
        self.cover.append(Cover(int(row[0]), row[1], *map(int, row[2:5])))


def read_instance(path):
    with open(path, encoding="utf-8") as f:
        return Instance(f.read())


def read_rows(text):
    """[(employee, day, shift)] of a solution."""
    out = []
    for line in text.splitlines():
        fields = line.split()
        if fields and not fields[0].startswith("#"):
            out.append((fields[0], int(fields[1]), fields[2]))
    return out


def runs(worked, days):
    """[(first day, length, is worked)] of a person's days in order."""
    out = []
    for day in range(days):
        if out and out[-1][2] == (day in worked):
            out[-1][1] += 1
        else:
            out.append([day, 1, day in worked])
    return out


def row_faults(instance, who, row):
    """What one person's row {day: shift} breaks."""
    s, days = instance.staff[who], instance.days
    out = [f"{who} day {day}: has the day off" for day in row if day in instance.days_off[who]]
    for day, shift in row.items():
        if row.get(day + 1) in instance.never_next[shift]:
            out.append(f"{who} day {day}: {row[day + 1]} after {shift}")
    for shift, n in Counter(row.values()).items():
        if n > s.max_of.get(shift, days):
            out.append(f"{who}: {n} of {shift}, at most {s.max_of[shift]}")
    minutes = sum(instance.minutes[shift] for shift in row.values())
    if not s.min_minutes <= minutes <= s.max_minutes:
        out.append(f"{who}: {minutes} minutes, not {s.min_minutes} to {s.max_minutes}")
    for first, length, worked in runs(row, days):
        open_end = first == 0 or first + length == days
        if worked and length > s.max_run:
            out.append(f"{who} day {first}: {length} days in a row, at most {s.max_run}")
        if length < (s.min_run if worked else s.min_off) and not open_end:
            kind = "shifts" if worked else "days off"
            out.append(f"{who} day {first}: only {length} {kind} in a row")
    weekends = len({day // 7 for day in row if day % 7 >= 5})
    if weekends > s.max_weekends:
        out.append(f"{who}: {weekends} weekends, at most {s.max_weekends}")
    return out


def penalty_of(instance, stood):
    """Of the set of (employee, day, shift)."""
    total = sum(weight for key, weight in instance.on.items() if key not in stood)
    total += sum(weight for key, weight in instance.off.items() if key in stood)
    people = Counter((day, shift) for _, day, shift in stood)
    for c in instance.cover:
        n = people[c.day, c.shift]
        total += max(c.need - n, 0) * c.under + max(n - c.need, 0) * c.over
    return total


def check(instance, rows):
    """(penalty, [fault]) of [(employee, day, shift)]."""
    faults, table = [], {who: {} for who in instance.staff}
    for who, day, shift in rows:
        if who not in table or shift not in instance.minutes or not 0 <= day < instance.days:
            faults.append(f"{who} day {day}: no such employee, day or shift {shift}")
        elif day in table[who]:
            faults.append(f"{who} day {day}: two shifts in one day")
        else:
            table[who][day] = shift
    for who, row in table.items():
        faults += row_faults(instance, who, row)
    stood = {(who, day, shift) for who, row in table.items() for day, shift in row.items()}
    return penalty_of(instance, stood), faults


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    instance = read_instance(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as f:
        penalty, faults = check(instance, read_rows(f.read()))
    for fault in faults:
        print("fault", fault)
    print(f"penalty {penalty} faults {len(faults)}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()

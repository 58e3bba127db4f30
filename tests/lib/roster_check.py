#!/usr/bin/python3
"""Checks a roster against its problem, independently of the engine.

    roster_check.py problem.json solution.json

Reads docs/roster-rules.md as its only specification and shares no code with daemon/roster. Prints
every violation, then the penalty it computed; exit code 0 when the solution holds, 1 when not.
"""
import datetime
import json
import sys
from collections import Counter, defaultdict

DAY, WEEK = 1440, 7 * 1440
PARTS = ("uncovered", "fairness", "wish", "travel", "area", "stability")
NEVER = 10 ** 9


class Problem:
    def __init__(self, doc):
        self.days = doc["horizon"]["days"]
        self.first = datetime.date.fromisoformat(doc["horizon"]["start"])
        self.rules = {k: v for k, v in doc["rules"].items() if v is not None}
        self.weights = doc["weights"]
        self.kinds = doc.get("point_kinds") or []
        self.shifts = {s["id"]: s for s in doc.get("shifts") or []}
        self.people = {p["id"]: p for p in doc.get("providers") or []}
        self.default = doc.get("travel_default", 60)
        self.way = {(a, b): m for a, b, m in doc.get("travel") or []}
        self.pins = {(x["shift"], x["provider"]) for x in doc.get("pinned") or []}
        self.published = {(x["shift"], x["provider"]) for x in doc.get("published") or []
                          if x["provider"] in self.people}
        self.barred = {(x["shift"], x["provider"]) for x in doc.get("barred") or []}
        self.foes = defaultdict(set)
        for s in self.shifts.values():
            if s.get("pair") is not None:
                self.foes[s["id"]].add(s["pair"])
                self.foes[s["pair"]].add(s["id"])
        self.weeks = self.week(self.days - 1) + 1
        self._shares()

    def week(self, day):
        return (day + self.first.weekday()) // 7

    def month(self, day):
        date = self.first + datetime.timedelta(days=day)
        return (date.year, date.month)

    def travel(self, a, b):
        if a is None or b is None or a == b:
            return 0
        return self.way.get((a, b), self.way.get((b, a), self.default))

    def seats(self, shift):
        return max(self.shifts[shift].get("needed", 1),
                   sum(1 for s, _ in self.pins if s == shift))

    def _shares(self):
        """The fair share of every provider in every kind it takes part in."""
        self.target = {}
        for kind in self.kinds:
            bearing = [s for s in self.shifts.values() if s.get("points", {}).get(kind, 0) > 0]
            group = [p for p in self.people.values()
                     if any(self.fixed_rule(p, s) is None for s in bearing)]
            total = sum(s["points"][kind] * self.seats(s["id"]) for s in bearing)
            total += sum(p.get("ledger", {}).get(kind, 0) for p in group)
            shares = sum(p.get("share", 100) for p in group)
            for p in group:
                twice = 2 * total * p.get("share", 100)
                self.target[p["id"], kind] = (twice + shares) // (2 * shares)

    def fixed_rule(self, p, s):
        """The rule of the problem alone that keeps p from s."""
        if (s["id"], p["id"]) in self.barred:
            return "conflict"
        if p["class"] == "collaborator" and s["kind"] != "hotline":
            return "class"
        if p.get("share", 100) == 0:
            return "share"
        if set(s.get("skills") or []) - set(p.get("skills") or []):
            return "skill"
        if not self.credentialed(p, s):
            return "credential"
        found = [self.busy_rule(s, b) for b in p.get("busy") or [] if b["why"] != "duty"]
        order = ["absence", "hearing", "travel", "release"]
        return min((r for r in found if r), key=order.index, default=None)

    @staticmethod
    def credentialed(p, s):
        windows = p.get("credentials")
        if windows is None:
            return True
        reached = s["start"]
        for start, end in sorted((-NEVER if a is None else a, NEVER if b is None else b)
                                 for a, b in windows):
            if start <= reached:
                reached = max(reached, end)
        return reached >= s["end"]

    def busy_rule(self, s, b):
        if s["start"] < b["end"] and b["start"] < s["end"]:
            return b["why"]
        if b["why"] == "absence":
            return None
        if b["start"] >= s["end"]:
            if b["start"] - s["end"] < self.travel(s.get("place"), b.get("place")):
                return "travel"
            if s.get("night") and self.in_release(s["end"], b["start"]):
                return "release"
        elif s["start"] - b["end"] < self.travel(b.get("place"), s.get("place")):
            return "travel"
        return None

    def in_release(self, night_end, court_start):
        until = self.rules.get("night_release_until_min", 0)
        return night_end // DAY * DAY + until > court_start

    def duties(self, p, shifts):
        """Every duty of p: carried in and in the roster, as comparable records."""
        out = [dict(start=b["start"], end=b["end"], place=b.get("place"), court=False,
                    night=b.get("night", False), day=b.get("day", b["start"] // DAY), id=None)
               for b in p.get("busy") or [] if b["why"] == "duty"]
        for i in shifts:
            s = self.shifts[i]
            out.append(dict(start=s["start"], end=s["end"], place=s.get("place"),
                            court=s["kind"].startswith("court"), night=s.get("night", False),
                            day=s["day"], id=i))
        return sorted(out, key=lambda d: (d["start"], d["end"]))

    def between(self, a, b):
        """The rule that two duties of one person break."""
        if (b["start"], b["end"]) < (a["start"], a["end"]):
            a, b = b, a
        gap = b["start"] - a["end"]
        if gap < 0:
            return "overlap"
        if gap < self.rules.get("rest_min", 0):
            return "rest"
        if gap < self.travel(a["place"], b["place"]):
            return "travel"
        if a["night"] and b["court"] and self.in_release(a["end"], b["start"]):
            return "release"
        if a["id"] is not None and b["id"] in self.foes[a["id"]]:
            return "pair"
        return None

    def person_breaks(self, p, shifts):
        """[(rule, ids of the roster's duties involved)] for one person's whole roster."""
        duties, out = self.duties(p, shifts), []
        for i, a in enumerate(duties):
            for b in duties[i + 1:]:
                rule = self.between(a, b)
                if rule and (a["id"] or b["id"]):
                    out.append((rule, [d["id"] for d in (a, b) if d["id"]]))
                elif a["id"] and b["id"] and b["id"] in self.foes[a["id"]]:
                    out.append(("pair", [a["id"], b["id"]]))
        limits = (("day", lambda d: d, self.rules.get("max_duties_per_day"), None),
                  ("week", self.week, self.rules.get("max_duties_per_week"), "max_per_week"),
                  ("month", self.month, self.rules.get("max_duties_per_month"), "max_per_month"))
        for rule, key, limit, own in limits:
            if own and p.get(own) is not None:
                limit = p[own]
            groups = defaultdict(list)
            for d in duties:
                groups[key(d["day"])].append(d["id"])
            for ids in groups.values():
                if limit is not None and len(ids) > limit and any(ids):
                    out.append((rule, [i for i in ids if i]))
        return out + self.rest_breaks(duties)

    def rest_breaks(self, duties):
        out, need = [], self.rules.get("weekly_rest_min", 0)
        for week in range(self.weeks if need else 0):
            start = (week * 7 - self.first.weekday()) * DAY
            inside = [d for d in duties if d["start"] < start + WEEK and d["end"] > start]
            free, best = start, 0
            for d in inside:
                best = max(best, d["start"] - free)
                free = max(free, d["end"])
            if max(best, start + WEEK - free) < need and any(d["id"] for d in inside):
                out.append(("weekly_rest", [d["id"] for d in inside if d["id"]]))
        return out

    def may_add(self, p, shifts, extra):
        """No hard rule keeps p, who stands these shifts, from one more."""
        if extra in shifts or self.fixed_rule(p, self.shifts[extra]):
            return False
        return not any(extra in ids for _, ids in self.person_breaks(p, shifts | {extra}))

    def cost(self, held):
        """held: provider -> set of shifts."""
        w = {k: self.weights.get(k) or 0 for k in PARTS}
        total = dict.fromkeys(PARTS, 0)
        stood = Counter(s for shifts in held.values() for s in shifts)
        for i, s in self.shifts.items():
            missing = self.seats(i) - stood[i]
            total["uncovered"] += missing * w["uncovered"] * 4 ** (s.get("priority", 5) - 1)
        for p in self.people.values():
            for k, v in self.person_cost(p, held.get(p["id"], set()), w).items():
                total[k] += v
        total["stability"] = w["stability"] * sum(1 for s, p in self.published
                                                  if s not in held.get(p, set()))
        return total

    def person_cost(self, p, shifts, w):
        c = dict(fairness=0, wish=0, travel=0, area=0)
        for kind in self.kinds:
            if (p["id"], kind) in self.target:
                points = p.get("ledger", {}).get(kind, 0)
                points += sum(self.shifts[i].get("points", {}).get(kind, 0) for i in shifts)
                off = points - self.target[p["id"], kind]
                c["fairness"] += w["fairness"] * off * off // (100 * p.get("share", 100))
        worked = {d["day"] for d in self.duties(p, shifts)}
        for wish in p.get("wishes") or []:
            if (wish["weight"] > 0) != (wish["day"] in worked):
                c["wish"] += w["wish"] * abs(wish["weight"])
        for i in shifts:
            s = self.shifts[i]
            c["travel"] += w["travel"] * self.travel(p.get("home"), s.get("place"))
            if s.get("area") is not None and s["area"] not in (p.get("areas") or []):
                c["area"] += w["area"]
        return c


class Check:
    def __init__(self, problem, solution):
        self.p, self.s, self.faults = problem, solution, []
        self.held = defaultdict(set)
        self.warned = {(w["shift"], w["provider"]): w["rule"] for w in solution["warnings"]}

    def fault(self, text, *args):
        self.faults.append(text.format(*args))

    def run(self):
        self.read()
        self.cover()
        expected = set()
        for pid, shifts in self.held.items():
            expected |= self.person(self.p.people[pid], shifts)
        for i in self.p.shifts:
            pins = [x for x in self.p.pins if x[0] == i]
            over = len(pins) - self.p.shifts[i].get("needed", 1)
            told = [x for x in pins if self.warned.get(x) == "needed"]
            if max(over, 0) != len(told):
                self.fault("shift {}: {} pins too many, {} warned of", i, over, len(told))
            expected |= set(told)
        for x in expected ^ set(self.warned):
            self.fault("warning {}: {}", "missing" if x in expected else "without cause", x)
        cost = self.p.cost(self.held)
        if cost != self.s["cost"]:
            self.fault("cost: stated {}, is {}", self.s["cost"], cost)
        penalty = sum(cost.values())
        if penalty != self.s["penalty"]:
            self.fault("penalty: stated {}, is {}", self.s["penalty"], penalty)
        if self.s["bound"] > penalty:
            self.fault("bound {} above penalty {}", self.s["bound"], penalty)
        self.reasons()
        return penalty

    def read(self):
        for a in self.s["assignments"]:
            key = (a["shift"], a["provider"])
            if a["shift"] not in self.p.shifts or a["provider"] not in self.p.people:
                self.fault("unknown assignment {}", key)
                continue
            if a["shift"] in self.held[a["provider"]]:
                self.fault("assigned twice: {}", key)
            if a["pinned"] != (key in self.p.pins):
                self.fault("pinned is wrong: {}", key)
            self.held[a["provider"]].add(a["shift"])
        for s, p in self.p.pins:
            if s not in self.held[p]:
                self.fault("pin not kept: {}", (s, p))

    def cover(self):
        stood = Counter(s for shifts in self.held.values() for s in shifts)
        stated = {u["shift"]: u["missing"] for u in self.s["uncovered"]}
        for i in self.p.shifts:
            missing = self.p.seats(i) - stood[i]
            if missing < 0:
                self.fault("shift {}: {} people too many", i, -missing)
            if missing != stated.get(i, 0):
                self.fault("shift {}: {} missing, stated {}", i, missing, stated.get(i, 0))

    def person(self, p, shifts):
        """Faults of one person's duties; returns the pins that break a rule."""
        broken = set()
        for i in shifts:
            rule = self.p.fixed_rule(p, self.p.shifts[i])
            if rule and (i, p["id"]) in self.p.pins:
                broken.add((i, p["id"]))
            elif rule:
                self.fault("{}: shift {} provider {}", rule, i, p["id"])
        for rule, ids in self.p.person_breaks(p, shifts):
            if all((i, p["id"]) in self.p.pins for i in ids):
                broken |= {(i, p["id"]) for i in ids}
            else:
                self.fault("{}: shifts {} provider {}", rule, ids, p["id"])
        return broken

    def reasons(self):
        """Who else could have taken each seat, and what it would have cost, by full recount."""
        base = sum(self.p.cost(self.held).values())
        for a in self.s["assignments"]:
            why, shift, holder = a["reason"], a["shift"], a["provider"]
            self.held[holder].discard(shift)
            free = [q for q in self.p.people.values()
                    if self.p.may_add(q, self.held[q["id"]], shift)]
            if len(free) != why["eligible"]:
                self.fault("shift {} provider {}: {} eligible, stated {}", shift, holder,
                           len(free), why["eligible"])
            if why["eligible"] + sum(why["excluded"].values()) != len(self.p.people):
                self.fault("shift {} provider {}: not everybody accounted for", shift, holder)
            others = min(3, sum(1 for q in free if q["id"] != holder))
            if len(why["next"]) != others:
                self.fault("shift {} provider {}: {} alternatives, stated {}", shift, holder,
                           others, len(why["next"]))
            for n in why["next"][:1]:
                self.held[n["provider"]].add(shift)
                more = sum(self.p.cost(self.held).values()) - base
                self.held[n["provider"]].discard(shift)
                if more != n["more"]:
                    self.fault("shift {} provider {}: {} more, stated {}", shift, holder, more,
                               n["more"])
            self.held[holder].add(shift)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as f:
        problem = Problem(json.load(f))
    with open(sys.argv[2], encoding="utf-8") as f:
        check = Check(problem, json.load(f))
    penalty = check.run()
    for fault in check.faults:
        print("fault", fault)
    print("penalty", penalty, "faults", len(check.faults))
    sys.exit(1 if check.faults else 0)


if __name__ == "__main__":
    main()

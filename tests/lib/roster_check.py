#!/usr/bin/python3
"""Checks a roster against its problem, independently of the engine.

    roster_check.py [--reasons N] problem.json solution.json

Recomputes the hard rules, the costs, the certificates of empty shifts and the reasons of N
assignments (all when there are no more than 1,000, else 1,000 drawn with a fixed seed). Prints
every violation, then the penalty it computed; exit code 0 when the solution holds, 1 when not.
"""
import argparse
import json
import random
import sys
from collections import Counter, defaultdict

from roster_problem import PARTS, Problem

__all__ = ["Check", "Problem", "load"]
REASONS = 1000


class State:
    """A roster as it stands, asked what one more duty would break and cost."""

    mode = None

    def __init__(self, problem, held):
        self.p, self.held, self.faults = problem, held, []
        self.now = {}  # person: (duties, cost) of what they hold

    def fault(self, text, *args):
        self.faults.append(text.format(*args))

    def put(self, pid, shift):
        self.held[pid].add(shift)
        self.now.pop(pid, None)

    def take(self, pid, shift):
        self.held[pid].discard(shift)
        self.now.pop(pid, None)

    def state(self, pid):
        """(duties, cost) of one person as things are."""
        if pid not in self.now:
            p, shifts = self.p.people[pid], self.held[pid]
            self.now[pid] = self.p.duties(p, shifts), self.p.person_cost(p, shifts)
        return self.now[pid]

    def more(self, pid, shift):
        """What one more shift adds to one person's cost, by part; parts that are 0 are left out."""
        after = self.p.person_cost(self.p.people[pid], self.held[pid] | {shift})
        change = {k: after[k] - before for k, before in self.state(pid)[1].items()}
        return {k: v for k, v in change.items() if v}

    def rule_of(self, pid, shift):
        return self.p.first_rule(self.p.people[pid], self.state(pid)[0], shift)

    def judged(self, shift, people):
        """(those free to stand it, {rule: how many it excludes})"""
        free, excluded = [], Counter()
        for pid in people:
            rule = self.rule_of(pid, shift)
            excluded[rule] += 1
            if rule is None:
                free.append(pid)
        del excluded[None]
        return free, dict(excluded)

    def reason(self, a):
        """Who else could have taken this seat, and what it would have cost."""
        why, shift, holder = a["reason"], a["shift"], a["provider"]
        where = f"shift {shift} provider {holder}"
        self.take(holder, shift)
        free, excluded = self.judged(shift, self.p.people)
        if len(free) != why["eligible"] or excluded != why["excluded"]:
            self.fault("{}: {} eligible {}, stated {} {}", where, len(free), excluded,
                       why["eligible"], why["excluded"])
        own = self.more(holder, shift)
        if own != why["cost"]:
            self.fault("{}: costs {}, stated {}", where, own, why["cost"])
        other = {pid: ahead(self.more(pid, shift), own) for pid in free if pid != holder}
        best = sorted((sum(c.values()), pid) for pid, c in other.items())[:3]
        best = [(more, pid, other[pid]) for more, pid in best]
        stated = [(n["more"], n["provider"], n["cost"]) for n in why["next"]]
        if best != stated:
            self.fault("{}: next {}, stated {}", where, best, stated)
        decided = self.decided(a, best)
        if decided != why["decided"]:
            self.fault("{}: decided by {}, stated {}", where, decided, why["decided"])
        self.put(holder, shift)

    def decided(self, a, best):
        if a["pinned"]:
            return "pinned"
        if self.mode == "fill" and (a["shift"], a["provider"]) in self.p.published:
            return "kept"
        if not best:
            return "only"
        more, _, lead = best[0]
        if more <= 0:
            return "tie" if more == 0 else "budget"
        return max(PARTS[1:], key=lambda k: (lead.get(k, 0), -PARTS.index(k)))


class Check(State):
    def __init__(self, problem, solution, reasons=REASONS):
        super().__init__(problem, defaultdict(set))
        self.s, self.reasons_n = solution, reasons
        self.mode = solution.get("mode")
        self.warned = {(w["shift"], w["provider"]): w["rule"] for w in solution["warnings"]}

    def run(self):
        self.read()
        self.cover()
        expected = set()
        for pid, shifts in self.held.items():
            expected |= self.person(self.p.people[pid], shifts)
        self.warnings(expected)
        penalty = self.costs()
        for u in self.s["uncovered"]:
            self.empty(u)
        self.reasons()
        if self.mode == "fill":
            self.filled()
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
        self.stood = Counter(s for shifts in self.held.values() for s in shifts)

    def cover(self):
        stated = {u["shift"]: u["missing"] for u in self.s["uncovered"]}
        for i, s in self.p.shifts.items():
            missing = max(0, self.p.planned[i] - self.stood[i])
            if self.stood[i] > max(self.p.planned[i], s.get("most", 0)):
                self.fault("shift {}: {} people are too many", i, self.stood[i])
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

    def warnings(self, expected):
        pins = defaultdict(list)
        for x in self.p.pins:
            pins[x[0]].append(x)
        for i, on_it in pins.items():
            s = self.p.shifts[i]
            over = len(on_it) - max(s.get("needed", 1), s.get("most", 0))
            told = [x for x in on_it if self.warned.get(x) == "needed"]
            if max(over, 0) != len(told):
                self.fault("shift {}: {} pins too many, {} warned of", i, over, len(told))
            expected |= set(told)
        for x in expected ^ set(self.warned):
            self.fault("warning {}: {}", "missing" if x in expected else "without cause", x)

    def costs(self):
        cost = self.p.cost(self.held)
        if cost != self.s["cost"]:
            self.fault("cost: stated {}, is {}", self.s["cost"], cost)
        penalty = sum(cost.values())
        if penalty != self.s["penalty"]:
            self.fault("penalty: stated {}, is {}", self.s["penalty"], penalty)
        if self.s["bound"] > penalty:
            self.fault("bound {} above penalty {}", self.s["bound"], penalty)
        if self.s.get("optimal", False) != (self.s["bound"] == penalty):
            self.fault("optimal: stated {}, bound {} of {}", self.s.get("optimal"),
                       self.s["bound"], penalty)
        return penalty

    # -- reasons --

    def empty(self, u):
        """An empty shift: nobody is free, and its certificate holds."""
        where = f"uncovered shift {u['shift']}"
        others = [pid for pid in self.p.people if u["shift"] not in self.held[pid]]
        free, excluded = self.judged(u["shift"], others)
        if excluded != u["excluded"]:
            self.fault("{}: excluded {}, stated {}", where, excluded, u["excluded"])
        if free and "certificate" in u:
            self.fault("{}: certified, but {} are free", where, free)
        if "certificate" in u:
            self.certificate(where, u)

    def certificate(self, where, u):
        """Shifts of which nobody may stand two have more places than people who may stand one,
        duties elsewhere staying as they are."""
        shifts, people = u["certificate"]["shifts"], set(u["certificate"]["providers"])
        at = [self.p.shifts[i] for i in shifts]
        one_day = self.p.rules.get("max_duties_per_day") == 1
        if u["shift"] not in shifts or len(set(shifts)) != len(shifts):
            self.fault("{}: certificate of shifts {}", where, shifts)
        if not (one_day and len({s["day"] for s in at}) == 1
                or max(s["start"] for s in at) < min(s["end"] for s in at)):
            self.fault("{}: somebody may stand two of {}", where, shifts)
        places = sum(self.p.planned[i] for i in shifts)
        places -= sum(1 for pid in self.p.people for i in shifts if self.is_fixed(i, pid))
        if places <= len(people):
            self.fault("{}: {} places are not more than {} people", where, places, len(people))
        for pid in set(self.p.people) - people:
            duties = self.elsewhere(pid, self.p.shifts[u["shift"]], one_day)
            for i in shifts:
                if self.p.first_rule(self.p.people[pid], duties, i) is None:
                    self.fault("{}: provider {} may take shift {} too", where, pid, i)

    def elsewhere(self, pid, s, one_day):
        """Their duties without those of the same day or the same moment that may change."""
        def may_change(i):
            t = self.p.shifts[i]
            near = t["day"] == s["day"] if one_day else t["start"] <= s["start"] < t["end"]
            return near and not self.is_fixed(i, pid)

        return self.p.duties(self.p.people[pid], {i for i in self.held[pid] if not may_change(i)})

    def is_fixed(self, shift, pid):
        """Pinned, or published where only gaps are filled."""
        kept = self.mode == "fill" and (shift, pid) in self.p.published
        return (shift, pid) in self.p.pins or kept and shift in self.held[pid]

    def reasons(self):
        """Of all assignments, or of as many as were asked for."""
        seats = [a for a in self.s["assignments"] if a["shift"] in self.held[a["provider"]]]
        if len(seats) > self.reasons_n:
            seats = random.Random(1).sample(seats, self.reasons_n)
        for a in seats:
            self.reason(a)

    def filled(self):
        """What was published stays, unless a rule forbids it or its shift is full."""
        for shift, pid in self.p.published:
            p, held = self.p.people[pid], self.held[pid]
            if (shift not in held and self.stood[shift] < self.p.planned[shift]
                    and self.p.first_rule(p, self.p.duties(p, held), shift) is None):
                self.fault("shift {} of provider {} could have been kept", shift, pid)


def ahead(other, own):
    """Cost by part of one choice above another; parts that are 0 are left out."""
    change = {k: other.get(k, 0) - own.get(k, 0) for k in PARTS}
    return {k: v for k, v in change.items() if v}


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def main():
    o = argparse.ArgumentParser(description=__doc__)
    o.add_argument("--reasons", type=int, default=REASONS)
    o.add_argument("problem")
    o.add_argument("solution")
    o = o.parse_args()
    check = Check(Problem(load(o.problem)), load(o.solution), o.reasons)
    penalty = check.run()
    for fault in check.faults:
        print("fault", fault)
    print("penalty", penalty, "faults", len(check.faults))
    sys.exit(1 if check.faults else 0)


if __name__ == "__main__":
    main()

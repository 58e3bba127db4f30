#!/usr/bin/python3
"""Checks the answers about what is published, by their "mode": repair, rank, explain.

    roster_modes_check.py PROBLEM.json ANSWER.json

Of a repair, applies each way to the published roster and recomputes the measures it is compared by;
of a ranking, asks everybody again and recomputes what each substitute would cost.
"""
import sys
from collections import Counter, defaultdict
from itertools import combinations, product

from roster_check import State, ahead, load
from roster_problem import PARTS, Problem

MEASURES = ("uncovered", "people", "notice", "cells", "total")


def published(problem):
    held = defaultdict(set)
    for shift, pid in problem.published | problem.pins:
        held[pid].add(shift)
    return held


def is_lost(p, shift, pid):
    """Dropped out while the shift lasts; without any dropouts: a rule of the problem forbids it."""
    s = p.shifts[shift]
    if (shift, pid) in p.pins:
        return False
    if not p.out:
        return p.fixed_rule(p.people[pid], s) is not None
    return any(x["provider"] == pid and s["start"] < x["to"] and s["end"] > x["from"]
               for x in p.out)


class Repair:
    def __init__(self, problem, answer):
        self.p, self.a, self.faults = problem, answer, []
        self.before = published(problem)
        self.lost = {(i, pid) for pid, shifts in self.before.items() for i in shifts
                     if is_lost(problem, i, pid)}
        self.leavers = {pid for _, pid in self.lost} | {x["provider"] for x in problem.out}
        self.base = problem.cost(self.before)

    def fault(self, text, *args):
        self.faults.append(text.format(*args))

    def run(self):
        emptied = {(x["shift"], x["provider"]) for x in self.a["emptied"]}
        if emptied != self.lost:
            self.fault("emptied: stated {}, is {}", sorted(emptied), sorted(self.lost))
        ways = self.a["alternatives"]
        if not 1 <= len(ways) <= 3:
            self.fault("{} alternatives", len(ways))
        measured = [self.way(f"way {n}", w) for n, w in enumerate(ways)]
        if measured != sorted(measured):
            self.fault("the ways are not in order: {}", measured)
        changes = [sorted(map(str, w["changes"])) for w in ways]
        if any(x in changes[:n] for n, x in enumerate(changes)):
            self.fault("two ways are the same")
        if self.a["proved"] and ways:
            self.prove(measured[0])
            self.could_cover(self.apply("way 0", ways[0]["changes"]))
        return self.faults

    def apply(self, where, changes):
        """The roster after the changes."""
        held = defaultdict(set, {pid: set(shifts) for pid, shifts in self.before.items()})
        for c in changes:
            if c["shift"] not in held[c["from"]]:
                self.fault("{}: provider {} does not hold shift {}", where, c["from"], c["shift"])
            held[c["from"]].discard(c["shift"])
        for c in changes:
            if c["to"] is not None:
                if c["shift"] in held[c["to"]]:
                    self.fault("{}: shift {} twice for {}", where, c["shift"], c["to"])
                held[c["to"]].add(c["shift"])
        return held

    def way(self, where, w):
        """Its measures as they are."""
        held = self.apply(where, w["changes"])
        for shift, pid in self.lost:
            if shift in held[pid]:
                self.fault("{}: provider {} dropped out but keeps shift {}", where, pid, shift)
        for shift, pid in self.p.pins:
            if shift not in held[pid]:
                self.fault("{}: pin {} of {} not kept", where, shift, pid)
        for c in w["changes"]:
            if c["to"] is not None:
                self.taken(where, held, c["to"], c["shift"])
        now = self.p.cost(held)
        change = {k: now[k] - self.base[k] for k in PARTS if now[k] != self.base[k]}
        if change != w["cost"]:
            self.fault("{}: costs {}, stated {}", where, change, w["cost"])
        real = self.measures(w["changes"], held, change)
        stated = tuple(w[k] for k in MEASURES)
        if real != stated:
            self.fault("{}: {} are {}, stated {}", where, MEASURES, real, stated)
        if w["more"] != w["total"] - self.a["alternatives"][0]["total"]:
            self.fault("{}: {} more", where, w["more"])
        return real

    def taken(self, where, held, pid, shift):
        others = held[pid] - {shift}
        duties = self.p.duties(self.p.people[pid], others)
        rule = self.p.first_rule(self.p.people[pid], duties, shift)
        if rule or is_lost(self.p, shift, pid):
            self.fault("{}: provider {} may not take shift {}: {}", where, pid, shift, rule)

    def measures(self, changes, held, change):
        touched = {c["from"] for c in changes} | {c["to"] for c in changes}
        soon = -10 ** 9 if self.p.notice_until is None else self.p.notice_until
        late = sum(1 for c in changes if self.p.shifts[c["shift"]]["start"] < soon)
        stood = Counter(s for shifts in held.values() for s in shifts)
        was = Counter(s for shifts in self.before.values() for s in shifts)
        empty = sum(self.empty_cost(i) * max(0, min(was[i], self.p.planned[i]) - stood[i])
                    for i in {c["shift"] for c in changes})
        return (empty, len(touched - self.leavers - {None}), late, len(changes),
                sum(change.values()))

    def empty_cost(self, shift):
        return self.p.weights["uncovered"] * 4 ** (self.p.shifts[shift].get("priority", 5) - 1)

    def could_cover(self, held):
        """Of the first way: nobody could simply take what stays empty."""
        state = State(self.p, held)
        for shift, _ in self.lost:
            if any(shift in shifts for shifts in held.values()):
                continue
            for pid in set(self.p.people) - self.leavers:
                if state.rule_of(pid, shift) is None:
                    self.fault("proved, but {} could stand {}", pid, shift)

    def prove(self, best):
        """Looks for a way with fewer people who simply take over: one or two of them."""
        shifts = sorted({i for i, _ in self.lost})
        if best[0] > 0 or len(shifts) > 6:
            return
        able = {}
        for pid in set(self.p.people) - self.leavers:
            p, held = self.p.people[pid], self.before[pid]
            duties = self.p.duties(p, held)
            able[pid] = {i for i in shifts if i not in held
                         and self.p.first_rule(p, duties, i) is None}
        for n in range(1, min(best[1], 3)):
            for crew in combinations(sorted(able), n):
                if set().union(*(able[pid] for pid in crew)) != set(shifts):
                    continue
                for chosen in product(*([pid for pid in crew if i in able[pid]] for i in shifts)):
                    if self.holds(shifts, chosen):
                        self.fault("proved, but {} can take {}", chosen, shifts)
                        return

    def holds(self, shifts, people):
        held = {pid: set(self.before[pid]) for pid in people}
        for i, pid in zip(shifts, people):
            p = self.p.people[pid]
            if self.p.first_rule(p, self.p.duties(p, held[pid]), i):
                return False
            held[pid].add(i)
        return True


class Rank(State):
    """Who could take over one shift of the published roster."""

    def __init__(self, problem, answer):
        super().__init__(problem, published(problem))
        self.a, self.shift = answer, answer["shift"]

    def run(self):
        on_it = {pid for pid, shifts in self.held.items() if self.shift in shifts}
        instead = self.a["instead_of"]
        if len(on_it) < self.p.planned[self.shift]:
            if instead is not None:
                self.fault("instead of {}, but a place is empty", instead)
        elif instead is None and any((self.shift, pid) not in self.p.pins for pid in on_it):
            self.fault("instead of nobody, but {} stand it", on_it)
        elif instead is not None and (instead not in on_it
                                      or (self.shift, instead) in self.p.pins):
            self.fault("instead of {}, but {} stand it", instead, on_it)
        if instead is not None:
            self.take(instead, self.shift)
            on_it.discard(instead)
        rules = {pid: self.rule_of(pid, self.shift) for pid in self.p.people
                 if pid != instead and pid not in on_it}
        stated = {x["provider"]: x["rule"] for x in self.a["excluded"]}
        if stated != {pid: rule for pid, rule in rules.items() if rule}:
            self.fault("excluded: {}, stated {}", rules, stated)
        self.order([pid for pid, rule in rules.items() if rule is None])
        return self.faults

    def order(self, free):
        best = sorted((sum(self.more(pid, self.shift).values()), pid) for pid in free)
        if self.a["eligible"] != len(free):
            self.fault("{} eligible, stated {}", len(free), self.a["eligible"])
        subs = self.a["substitutes"]
        plain = [(x["adds"], x["provider"]) for x in subs if x["chain"] is None]
        if plain != best[:5]:
            self.fault("the best are {}, stated {}", best[:5], plain)
        if any(x["chain"] for x in subs[:len(plain)]) or len(subs) > 5:
            self.fault("who must pass a duty on comes before who need not")
        chains = [(x["adds"], x["provider"]) for x in subs if x["chain"]]
        if chains != sorted(chains):
            self.fault("chains are not in order: {}", chains)
        for x in subs:
            self.substitute(x)

    def substitute(self, x):
        pid, change = x["provider"], None
        if x["chain"] is None:
            change = self.more(pid, self.shift)
            self.facts(x)
        else:
            change = self.chain(x, x["chain"]["shift"], x["chain"]["to"])
        if x["cost"] != change or x["adds"] != sum(change.values()):
            self.fault("provider {}: adds {}, stated {} {}", pid, change, x["adds"], x["cost"])

    def chain(self, x, given, to):
        """One takes the shift and passes another on; what both changes cost."""
        pid = x["provider"]
        if given not in self.held[pid] or to == pid or (given, pid) in self.p.pins:
            self.fault("provider {} cannot pass shift {} on to {}", pid, given, to)
        before = self.state(pid)[1]
        self.take(pid, given)
        rules = self.rule_of(pid, self.shift), self.rule_of(to, given)
        if any(rules):
            self.fault("chain over provider {}: {} {}", pid, *rules)
        passed = self.more(to, given)
        after = self.p.person_cost(self.p.people[pid], self.held[pid] | {self.shift})
        own = {k: after[k] - before[k] for k in before}
        self.facts(x)
        self.put(pid, given)
        return ahead(own, {k: -v for k, v in passed.items()})

    def facts(self, x):
        """Rest around the shift and the way to it."""
        duties, s = self.state(x["provider"])[0], self.p.shifts[self.shift]
        before = [s["start"] - d["end"] for d in duties if d["end"] <= s["start"]]
        after = [d["start"] - s["end"] for d in duties if d["start"] >= s["end"]]
        way = self.p.travel(self.p.people[x["provider"]].get("home"), s.get("place"))
        real = (min(before, default=None), min(after, default=None), way)
        if real != (x["rest_before_min"], x["rest_after_min"], x["travel_min"]):
            self.fault("provider {}: rest and way are {}", x["provider"], real)


class Explain(State):
    """Why those on one shift of the published roster stand it."""

    def __init__(self, problem, answer):
        super().__init__(problem, published(problem))
        self.a = answer

    def run(self):
        shift = self.a["shift"]
        on_it = {pid for pid, shifts in self.held.items() if shift in shifts}
        if {x["provider"] for x in self.a["assignments"]} != on_it:
            self.fault("stands it: {}, stated {}", on_it, self.a["assignments"])
        if self.a["missing"] != max(0, self.p.planned[shift] - len(on_it)):
            self.fault("missing: stated {}", self.a["missing"])
        rules = {pid: self.rule_of(pid, shift) for pid in set(self.p.people) - on_it}
        stated = {x["provider"]: x["rule"] for x in self.a["excluded"]}
        if stated != {pid: rule for pid, rule in rules.items() if rule}:
            self.fault("excluded: {}, stated {}", rules, stated)
        for x in self.a["assignments"]:
            self.reason(x)
        return self.faults


MODES = {"repair": Repair, "rank": Rank, "explain": Explain}


def faults_of(problem, answer):
    return MODES[answer["mode"]](problem, answer).run()


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    faults = faults_of(Problem(load(sys.argv[1])), load(sys.argv[2]))
    for fault in faults:
        print("fault", fault)
    print("faults", len(faults))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()

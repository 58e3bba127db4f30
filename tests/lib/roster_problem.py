"""A roster problem as docs/roster-rules.md has it: its hard rules and what a roster costs.

The page is the only specification; no code is shared with daemon/roster. Everything is worked out
for one person at a time from the duties they hold, so a change is two people's cost, before and
after.
"""
import datetime
from collections import Counter, defaultdict

DAY, WEEK = 1440, 7 * 1440
PARTS = ("uncovered", "fairness", "wish", "travel", "area", "stability", "pattern")
ORDER = ("conflict", "class", "share", "skill", "credential", "absence", "hearing", "travel",
         "release", "overlap", "rest", "pair", "day", "week", "month", "weekly_rest")
NEVER = 10 ** 9


class Problem:
    def __init__(self, doc):
        self.days = doc["horizon"]["days"]
        self.first = datetime.date.fromisoformat(doc["horizon"]["start"])
        self.rules = {k: v for k, v in doc["rules"].items() if v is not None}
        self.weights = {k: doc["weights"].get(k) or 0 for k in PARTS}
        self.kinds = doc.get("point_kinds") or []
        self.shifts = {s["id"]: s for s in doc.get("shifts") or []}
        self.people = {p["id"]: p for p in doc.get("providers") or []}
        self.default = doc.get("travel_default", 60)
        self.way = {(a, b): m for a, b, m in doc.get("travel") or []}
        self.pins = pairs(doc.get("pinned"))
        self.published = {x for x in pairs(doc.get("published")) if x[1] in self.people}
        self.barred = pairs(doc.get("barred"))
        self.out = doc.get("out") or []
        self.notice_until = doc.get("notice_until")
        self.weeks = self.week(self.days - 1) + 1
        self.reach = max([self.rules.get("rest_min", 0), self.default, DAY, *self.way.values()])
        self.months = []
        self.months = [self.month(d) for d in range(self.days)]
        self.needs = {i: frozenset(s.get("skills") or []) for i, s in self.shifts.items()}
        self.skills = {i: frozenset(p.get("skills") or []) for i, p in self.people.items()}
        self.record = {i: self._record(s) for i, s in self.shifts.items()}
        self._foes()
        self._patterns(doc)
        self._shares()

    def _record(self, s):
        return dict(start=s["start"], end=s["end"], place=s.get("place"), day=s["day"], id=s["id"],
                    court=s["kind"].startswith("court"), night=s.get("night", False))

    def _foes(self):
        self.foes = defaultdict(set)
        for s in self.shifts.values():
            if s.get("pair") is not None:
                self.foes[s["id"]].add(s["pair"])
                self.foes[s["pair"]].add(s["id"])

    def _patterns(self, doc):
        self.contracts = {c["id"]: c for c in doc.get("contracts") or []}
        self.not_after = {t["id"]: set(t.get("not_after") or []) for t in doc.get("types") or []}
        self.requests = defaultdict(list)
        for x in doc.get("requests") or []:
            self.requests[x["provider"]].append((x["shift"], x["weight"]))

    def _shares(self):
        """The fair share of every provider in every kind it takes part in."""
        pinned = Counter(s for s, _ in self.pins)
        self.planned = {i: max(s.get("needed", 1), pinned[i]) for i, s in self.shifts.items()}
        self.target = {}
        for kind in self.kinds:
            bearing = defaultdict(list)
            for i, s in self.shifts.items():
                if s.get("points", {}).get(kind, 0) > 0:
                    bearing[self.needs[i]].append(s)
            group = [p for p in self.people.values() if self._may_any(p, bearing)]
            total = sum(s["points"][kind] * self.planned[s["id"]]
                        for shifts in bearing.values() for s in shifts)
            total += sum(p.get("ledger", {}).get(kind, 0) for p in group)
            shares = sum(p.get("share", 100) for p in group)
            for p in group:
                twice = 2 * total * p.get("share", 100)
                self.target[p["id"], kind] = (twice + shares) // (2 * shares)

    def _may_any(self, p, by_skills):
        return any(self.fixed_rule(p, s) is None for skills, shifts in by_skills.items()
                   if skills <= self.skills[p["id"]] for s in shifts)

    def week(self, day):
        return (day + self.first.weekday()) // 7

    def month(self, day):
        if 0 <= day < len(self.months):
            return self.months[day]
        date = self.first + datetime.timedelta(days=day)
        return (date.year, date.month)

    def travel(self, a, b):
        if a is None or b is None or a == b:
            return 0
        return self.way.get((a, b), self.way.get((b, a), self.default))

    # -- hard rules --

    def fixed_rule(self, p, s):
        """The rule of the problem alone that keeps p from s."""
        if (s["id"], p["id"]) in self.barred:
            return "conflict"
        if p["class"] == "collaborator" and s["kind"] != "hotline":
            return "class"
        if p.get("share", 100) == 0:
            return "share"
        if not self.needs[s["id"]] <= self.skills[p["id"]]:
            return "skill"
        if not credentialed(p, s):
            return "credential"
        return first_of(self.busy_rule(s, b) for b in p.get("busy") or [] if b["why"] != "duty")

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
        out += [self.record[i] for i in shifts]
        return sorted(out, key=lambda d: (d["start"], d["end"]))

    def between(self, a, b):
        """The rule that two duties of one person break by their times."""
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
        return None

    def limits(self, p):
        """[(rule, group of a day, at most so many duties in a group)]"""
        out = [("day", lambda d: d, self.rules.get("max_duties_per_day"))]
        for rule, key in (("week", self.week), ("month", self.month)):
            own = p.get("max_per_" + rule)
            most = own if own is not None else self.rules.get("max_duties_per_" + rule)
            out.append((rule, key, most))
        return [x for x in out if x[2] is not None]

    def person_breaks(self, p, shifts):
        """[(rule, ids of the roster's duties involved)] for one person's whole roster."""
        duties, out = self.duties(p, shifts), []
        for i, a in enumerate(duties):
            for b in duties[i + 1:]:
                ids = [d["id"] for d in (a, b) if d["id"] is not None]
                rule = self.between(a, b)
                if rule and ids:
                    out.append((rule, ids))
                if len(ids) == 2 and ids[1] in self.foes[ids[0]]:
                    out.append(("pair", ids))
        for rule, key, most in self.limits(p):
            groups = defaultdict(list)
            for d in duties:
                groups[key(d["day"])].append(d["id"])
            for ids in groups.values():
                ids_here = [i for i in ids if i is not None]
                if len(ids) > most and ids_here:
                    out.append((rule, ids_here))
        return out + self.rest_breaks(duties, range(self.weeks))

    def rest_breaks(self, duties, weeks):
        out, need = [], self.rules.get("weekly_rest_min", 0)
        for week in weeks if need else ():
            start = (week * 7 - self.first.weekday()) * DAY
            free, best, ids = start, 0, []
            for d in duties:
                if d["start"] < start + WEEK and d["end"] > start:
                    best = max(best, d["start"] - free)
                    free = max(free, d["end"])
                    ids += [d["id"]] if d["id"] is not None else []
            if max(best, start + WEEK - free) < need and ids:
                out.append(("weekly_rest", ids))
        return out

    def first_rule(self, p, duties, extra):
        """The first rule that keeps p, who has these duties, from one more shift."""
        return self.fixed_rule(p, self.shifts[extra]) or self.duty_rule(p, duties, extra)

    def duty_rule(self, p, duties, extra):
        x = self.record[extra]
        near = [d for d in duties if d["start"] < x["end"] + self.reach
                and d["end"] > x["start"] - self.reach]
        found = first_of(self.between(x, d) for d in near)
        if found:
            return found
        if self.foes[extra] and any(d["id"] in self.foes[extra] for d in duties):
            return "pair"
        for rule, key, most in self.limits(p):
            group = key(x["day"])
            if sum(1 for d in duties if key(d["day"]) == group) >= most:
                return rule
        monday = -self.first.weekday() * DAY
        weeks = range(max(0, (x["start"] - monday) // WEEK),
                      min(self.weeks - 1, (x["end"] - 1 - monday) // WEEK) + 1)
        after = sorted([*duties, x], key=lambda d: (d["start"], d["end"]))
        return "weekly_rest" if self.rest_breaks(after, weeks) else None

    # -- costs --

    def cost(self, held):
        """held: provider -> set of shifts."""
        total = self.cover_cost(Counter(s for shifts in held.values() for s in shifts))
        for p in self.people.values():
            for k, v in self.person_cost(p, held.get(p["id"], set())).items():
                total[k] += v
        total["stability"] += self.weights["stability"] * len(self.published)
        return total

    def cover_cost(self, stood):
        total = dict.fromkeys(PARTS, 0)
        for i, s in self.shifts.items():
            missing = self.planned[i] - stood[i]
            empty = self.weights["uncovered"] * 4 ** (s.get("priority", 5) - 1)
            total["uncovered"] += max(missing, 0) * empty + max(-missing, 0) * s.get("over", 0)
        return total

    def person_cost(self, p, shifts):
        """All that depends on one person alone; what is kept of the published counts below 0."""
        w, pid = self.weights, p["id"]
        c = dict(fairness=self.fairness(p, shifts), wish=0, travel=0, area=0)
        duties = self.duties(p, shifts)
        worked = {d["day"] for d in duties}
        for wish in p.get("wishes") or []:
            if (wish["weight"] > 0) != (wish["day"] in worked):
                c["wish"] += w["wish"] * abs(wish["weight"])
        for shift, weight in self.requests[pid]:
            if (weight > 0) != (shift in shifts):
                c["wish"] += w["wish"] * abs(weight)
        for i in shifts:
            s = self.shifts[i]
            c["travel"] += w["travel"] * self.travel(p.get("home"), s.get("place"))
            if s.get("area") is not None and s["area"] not in (p.get("areas") or []):
                c["area"] += w["area"]
        c["stability"] = -w["stability"] * sum(1 for i in shifts if (i, pid) in self.published)
        c["pattern"] = w["pattern"] * self.pattern_units(p, duties) if w["pattern"] else 0
        return c

    def fairness(self, p, shifts):
        total, points = 0, Counter(p.get("ledger"))
        for i in shifts:
            for kind, n in self.shifts[i].get("points", {}).items():
                points[kind] += n
        for kind in self.kinds:
            if (p["id"], kind) in self.target:
                off = points[kind] - self.target[p["id"], kind]
                total += self.weights["fairness"] * off * off // (100 * p.get("share", 100))
        return total

    def pattern_units(self, p, duties):
        """How far the days of one person are from what their contract asks for."""
        if p.get("contract") is None:
            return 0
        c = self.contracts[p["contract"]]
        inside = [d for d in duties if 0 <= d["day"] < self.days]
        worked = {d["day"] for d in inside}
        minutes = sum(d["end"] - d["start"] for d in inside)
        units = up(max(0, minutes - (c.get("max_minutes") or NEVER)), 60)
        units += up(max(0, (c.get("min_minutes") or 0) - minutes), 60)
        for first, length, on in runs(worked, self.days):
            open_end = first == 0 or first + length == self.days
            least = c.get("min_run" if on else "min_off") or 0
            units += 0 if open_end else max(0, least - length)
            if on:
                units += max(0, length - (c.get("max_run") or NEVER))
        weekends = {self.week(d) for d in worked if (d + self.first.weekday()) % 7 >= 5}
        units += max(0, len(weekends) - self.limit(c, "max_weekends"))
        return units + self.type_units(c, [d["id"] for d in inside if d["id"] is not None])

    @staticmethod
    def limit(contract, name):
        return NEVER if contract.get(name) is None else contract[name]

    def type_units(self, c, shifts):
        units, of_day = 0, defaultdict(list)
        for i in shifts:
            if self.shifts[i].get("type") is not None:
                of_day[self.shifts[i]["day"]].append(self.shifts[i]["type"])
        count = Counter(t for types in of_day.values() for t in types)
        for t, most in (c.get("max_of_type") or {}).items():
            units += max(0, count[int(t)] - most)
        for day, types in of_day.items():
            units += sum(1 for a in types for b in of_day.get(day + 1, ())
                         if b in self.not_after[a])
        return units


def pairs(items):
    return {(x["shift"], x["provider"]) for x in items or []}


def first_of(rules):
    return min((r for r in rules if r), key=ORDER.index, default=None)


def up(n, unit):
    return -(-n // unit)


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


def runs(worked, days):
    """[(first day, length, is worked)] of a person's days in order."""
    out = []
    for day in range(days):
        if out and out[-1][2] == (day in worked):
            out[-1] = (out[-1][0], out[-1][1] + 1, out[-1][2])
        else:
            out.append((day, 1, day in worked))
    return out

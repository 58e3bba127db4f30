#!/usr/bin/python3
"""Prints a made-up roster problem, the same for the same options.

    roster_gen.py [--seed N] [--people 39] [--days 31] [--zones 3] [--courts 5] [--start DATE]
                  [--max-week 4] [--max-month 14] [--pure] [--patterns]
                  [--nation [--centres 34] [--slots 36000] [--shared 0]]

The default is a month of the demonstration province: custody lines of three zones, day and night,
main and backup; the Centre's line; the hotline; sessions at courts. --people are officers and
lawyers; a few collaborators come on top, who may answer the hotline only.

--nation  several Centres in one problem, each with its own places, zones and posts, told apart by a
          skill; 92 days, 1,140 people (1,300 with collaborators) and 36,000 shifts; --shared
          people of each Centre also serve the next one.
--pure    nothing but eligibility, absence and one duty a day; one kind of points, the same for
          every duty: an assignment problem, for comparison with a network solver.
--patterns  contracts, types of shift, requests and places beyond the need.
"""
import argparse
import datetime
import json
import random

DAY = 1440
HELPERS = 7  # one collaborator for so many officers and lawyers


def options():
    o = argparse.ArgumentParser()
    for name, value in (("seed", 1), ("people", None), ("days", None), ("zones", 3), ("courts", 5),
                        ("max-week", 4), ("max-month", 14), ("centres", 34), ("slots", 36000),
                        ("shared", 0)):
        o.add_argument("--" + name, type=int, default=value)
    o.add_argument("--start", default="2026-12-01")
    for name in ("nation", "pure", "patterns"):
        o.add_argument("--" + name, action="store_true")
    o = o.parse_args()
    o.people = o.people or (1140 if o.nation else 39)
    o.days = o.days or (92 if o.nation else 31)
    if o.nation:
        a_day = o.slots / (o.centres * o.days)
        o.zones = max(0, int((a_day - 2.6) // 4))
        o.courts = max(1, round((a_day - 2 - 4 * o.zones) * 3.5))  # two sessions in seven days
    else:
        o.centres = 1
    return o


def make_places(r, n):
    """Places on a plane of 100 km; a minute and a half a kilometre of road."""
    at = {i: (r.randrange(100), r.randrange(100)) for i in range(1, n + 1)}
    way = [[a, b, int(10 + 1.5 * ((at[a][0] - at[b][0]) ** 2 + (at[a][1] - at[b][1]) ** 2) ** .5)]
           for a in at for b in at if a < b]
    return [{"id": i} for i in at], way


def points(date, night):
    kind, value = "day", 100
    if (date.month, date.day) in ((1, 1), (4, 30), (5, 1), (9, 2)):
        kind, value = "holiday", 300
    elif date.weekday() >= 5:
        kind, value = "weekend", 150
    elif night:
        kind, value = "night", 150
    return {kind: value + (50 if night and kind != "night" else 0)}


class Centre:
    """Number n, from 0: its places, areas and posts are numbered after those of the one before."""

    def __init__(self, o, n, shifts):
        self.o, self.n, self.shifts = o, n, shifts
        self.first = datetime.date.fromisoformat(o.start)
        self.place, self.area, self.post = n * (o.courts + 1), n * o.zones, n * 1000
        # In a month one in four lapses on its 20th day; that many would be missed in a quarter.
        self.lapse = (400, 400, 400, 20) if o.days <= 31 else (400,) * 11 + (o.days * 2 // 3,)
        self.skill = [f"centre-{n + 1:02}"] if o.centres > 1 else []

    def add(self, day, start, end, **rest):
        date = self.first + datetime.timedelta(days=day)
        night = end > DAY
        shift = {"id": len(self.shifts) + 1001, "day": day, "start": day * DAY + start,
                 "end": day * DAY + end, "night": night, "points": points(date, night),
                 "needed": 1, "place": None, "area": None, "pair": None, **rest}
        shift["skills"] = self.skill + rest.get("skills", [])
        shift["post"] += self.post
        self.shifts.append(shift)
        return shift["id"]

    def custody(self, day):
        for zone in range(1, self.o.zones + 1):
            for start, end in ((360, 1080), (1080, DAY + 360)):
                part = dict(post=zone, kind="custody_phone", area=self.area + zone)
                main = self.add(day, start, end, role="main", priority=9, **part)
                self.add(day, start, end, role="backup", priority=8, pair=main, **part)

    def courts(self, day, r):
        weekday = (self.first + datetime.timedelta(days=day)).weekday()
        for court in range(1, self.o.courts + 1):
            if weekday < 5 and (weekday + court) % 5 in (0, 2):
                area = self.area + 1 + court % self.o.zones if self.o.zones else None
                self.add(day, 450, 690, post=200 + court, kind="court_onsite", role="main",
                         priority=5, place=self.place + court + 1, area=area,
                         skills=["khmer"] if r.random() < 0.2 else [])

    def make(self, r):
        for day in range(self.o.days):
            self.custody(day)
            self.add(day, 420, 1140, post=100, kind="custody_phone", role="centre", priority=7)
            self.add(day, 450, 1050, post=101, kind="hotline", role="main", priority=4)
            self.courts(day, r)

    def busy(self, r):
        o, out = self.o, []
        if r.random() < 0.3:
            day, n = r.randrange(o.days), r.randrange(1, 8)
            out.append({"start": day * DAY, "end": (day + n) * DAY, "place": None,
                        "why": "absence", "ref": "leave"})
        for _ in range(0 if o.pure else r.randrange(0, o.days // 5)):
            start = r.randrange(o.days) * DAY + r.choice((450, 480, 810))
            place = self.place + r.randrange(2, o.courts + 2)
            out.append({"start": start, "end": start + 150, "place": place, "why": "hearing",
                        "ref": "case %d" % r.randrange(1000)})
        if not o.pure and r.random() < 0.15:
            out.append({"start": -360, "end": 360, "place": None, "why": "duty", "night": True,
                        "ref": "last month"})
        return out

    def person(self, r, i, collaborator):
        o, lawyer = self.o, i % 2 == 1
        days = sorted(r.sample(range(o.days), min(o.days, r.randrange(0, 5))))
        known = ["khmer"] if r.random() < 0.4 else []
        home = self.place + 1 + r.randrange(o.courts + 1)
        zones = r.sample(range(1, o.zones + 1), min(o.zones, 1 + r.randrange(2)))
        return {"id": i, "class": "collaborator" if collaborator else
                "contract_lawyer" if lawyer else "officer",
                "skills": self.skill + known, "home": home,
                "areas": [self.area + zone for zone in zones],
                "credentials": [[-10 * DAY, r.choice(self.lapse) * DAY]],
                "busy": self.busy(r),
                "wishes": [{"day": d, "weight": r.choice((-5, -3, -2, -1, 1, 2))} for d in days],
                "ledger": {"night": r.randrange(0, 12) * 50, "weekend": r.randrange(0, 8) * 50,
                           "holiday": r.choice((0, 0, 300)), "tet": r.choice((0, 0, 0, 400)),
                           "day": r.randrange(0, 10) * 50},
                "share": r.choice((100, 100, 100, 50)) if lawyer else 100,
                "max_per_week": None, "max_per_month": None}


def make_people(r, o, centres):
    out = []
    for c in centres:
        staff = o.people // len(centres) + (c.n < o.people % len(centres))
        for k in range(staff + max(1, staff // HELPERS)):
            out.append(c.person(r, len(out) + 1, k >= staff))
            if k < o.shared:
                out[-1]["skills"].append(centres[(c.n + 1) % len(centres)].skill[0])
    r.shuffle(out)
    return out


def make_pure(doc):
    """Eligibility, absence and one duty a day are all that is left."""
    doc["rules"], doc["point_kinds"] = {"max_duties_per_day": 1}, ["duty"]
    for s in doc["shifts"]:
        s["points"], s["night"] = {"duty": 100}, False
    for p in doc["providers"]:
        p["ledger"] = {"duty": sum(p["ledger"].values()) // 100 * 100}
        p["share"] = 100


def add_patterns(r, doc):
    """Types day, night and court; three contracts; a few requests; some posts may be doubled."""
    doc["types"] = [{"id": 1, "not_after": []}, {"id": 2, "not_after": [1, 3]},
                    {"id": 3, "not_after": []}]
    days = doc["horizon"]["days"]
    month = -(-days // 31)
    doc["contracts"] = [
        {"id": 1, "min_minutes": 2880 * month, "max_minutes": 10080 * month, "min_run": 1,
         "max_run": 3, "min_off": 1, "max_weekends": 3 * month, "max_of_type": {"2": 5 * month}},
        {"id": 2, "min_run": 2, "max_run": 4, "min_off": 2, "max_weekends": 2 * month},
        {"id": 3, "max_minutes": 5760 * month, "max_run": 2, "max_of_type": {"3": 2 * month}}]
    doc["weights"]["pattern"] = 150
    for s in doc["shifts"]:
        s["type"] = 3 if s["kind"] == "court_onsite" else 2 if s["night"] else 1
        if s["kind"] == "hotline":
            s["most"], s["over"] = 2, 400
    for p in doc["providers"]:
        p["contract"] = r.choice((1, 1, 2, 3, None))
    asked = {(r.choice(doc["shifts"])["id"], r.choice(doc["providers"])["id"])
             for _ in range(len(doc["shifts"]) // 5)}
    doc["requests"] = [{"provider": p, "shift": s, "weight": r.choice((-4, -2, 2, 3))}
                       for s, p in sorted(asked)]


def problem(o):
    r = random.Random(o.seed)
    places, way, shifts, centres = [], [], [], []
    for n in range(o.centres):
        centres.append(Centre(o, n, shifts))
        found, roads = make_places(r, o.courts + 1)
        base = centres[n].place
        places += [{"id": base + p["id"]} for p in found]
        way += [[base + a, base + b, m] for a, b, m in roads]
    for c in centres:
        c.make(r)
    people = make_people(r, o, centres)
    doc = {"version": 1, "horizon": {"start": o.start, "days": o.days},
           "rules": {"rest_min": 660, "max_duties_per_day": 1, "max_duties_per_week": o.max_week,
                     "max_duties_per_month": o.max_month, "weekly_rest_min": 1440,
                     "night_release_until_min": 780},
           "weights": {"uncovered": 1000000, "fairness": 100, "wish": 50, "travel": 1, "area": 20,
                       "stability": 200},
           "point_kinds": ["night", "weekend", "holiday", "tet", "day"],
           "places": places, "travel": way, "travel_default": 240 if o.nation else 60,
           "shifts": shifts, "providers": people,
           "barred": [{"shift": r.choice(shifts)["id"], "provider": r.choice(people)["id"],
                       "why": "conflict"}],
           "pinned": [], "published": []}
    if o.pure:
        make_pure(doc)
    if o.patterns:
        add_patterns(r, doc)
    return doc


if __name__ == "__main__":
    print(json.dumps(problem(options()), separators=(",", ":")))

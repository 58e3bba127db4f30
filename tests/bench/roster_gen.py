#!/usr/bin/python3
"""Prints a made-up month of one province as a roster problem, the same for the same options.

    roster_gen.py [--seed N] [--people 39] [--days 31] [--zones 3] [--courts 5] [--start DATE]
                  [--max-week 4] [--max-month 14]

The default is the demonstration province: custody lines of three zones, day and night, main and
backup; the Centre's line; the hotline; sessions at courts. --people are officers and lawyers;
a few collaborators come on top, who may answer the hotline only.
"""
import argparse
import datetime
import json
import random

DAY = 1440


def options():
    o = argparse.ArgumentParser()
    for name, value in (("seed", 1), ("people", 39), ("days", 31), ("zones", 3), ("courts", 5),
                        ("max-week", 4), ("max-month", 14)):
        o.add_argument("--" + name, type=int, default=value)
    o.add_argument("--start", default="2026-12-01")
    return o.parse_args()


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


class Month:
    def __init__(self, o):
        self.o, self.shifts = o, []
        self.first = datetime.date.fromisoformat(o.start)

    def add(self, day, start, end, **rest):
        date = self.first + datetime.timedelta(days=day)
        night = end - start > 0 and end > DAY
        shift = {"id": len(self.shifts) + 1001, "day": day, "start": day * DAY + start,
                 "end": day * DAY + end, "night": night, "points": points(date, night),
                 "needed": 1, "skills": [], "place": None, "area": None, "pair": None, **rest}
        self.shifts.append(shift)
        return shift["id"]

    def custody(self, day):
        for zone in range(1, self.o.zones + 1):
            for start, end in ((360, 1080), (1080, DAY + 360)):
                part = dict(post=zone, kind="custody_phone", area=zone)
                main = self.add(day, start, end, role="main", priority=9, **part)
                self.add(day, start, end, role="backup", priority=8, pair=main, **part)

    def courts(self, day, r):
        weekday = (self.first + datetime.timedelta(days=day)).weekday()
        for court in range(1, self.o.courts + 1):
            if weekday < 5 and (weekday + court) % 5 in (0, 2):
                self.add(day, 450, 690, post=200 + court, kind="court_onsite", role="main",
                         priority=5, place=court + 1, area=1 + court % self.o.zones,
                         skills=["khmer"] if r.random() < 0.2 else [])

    def make(self, r):
        for day in range(self.o.days):
            self.custody(day)
            self.add(day, 420, 1140, post=100, kind="custody_phone", role="centre", priority=7)
            self.add(day, 450, 1050, post=101, kind="hotline", role="main", priority=4)
            self.courts(day, r)
        return self.shifts


def busy(r, o):
    out = []
    if r.random() < 0.3:
        day, n = r.randrange(o.days), r.randrange(1, 8)
        out.append({"start": day * DAY, "end": (day + n) * DAY, "place": None, "why": "absence",
                    "ref": "leave"})
    for _ in range(r.randrange(0, o.days // 5)):
        start = r.randrange(o.days) * DAY + r.choice((450, 480, 810))
        out.append({"start": start, "end": start + 150, "place": r.randrange(2, o.courts + 2),
                    "why": "hearing", "ref": "case %d" % r.randrange(1000)})
    if r.random() < 0.15:
        out.append({"start": -360, "end": 360, "place": None, "why": "duty", "night": True,
                    "ref": "last month"})
    return out


def person(r, o, i, collaborator):
    lawyer = i % 2 == 1
    days = sorted(r.sample(range(o.days), min(o.days, r.randrange(0, 5))))
    return {"id": i, "class": "collaborator" if collaborator else
            "contract_lawyer" if lawyer else "officer",
            "skills": ["khmer"] if r.random() < 0.4 else [], "home": 1 + r.randrange(o.courts + 1),
            "areas": r.sample(range(1, o.zones + 1), min(o.zones, 1 + r.randrange(2))),
            "credentials": [[-10 * DAY, r.choice((400, 400, 400, 20)) * DAY]],
            "busy": busy(r, o),
            "wishes": [{"day": d, "weight": r.choice((-5, -3, -2, -1, 1, 2))} for d in days],
            "ledger": {"night": r.randrange(0, 12) * 50, "weekend": r.randrange(0, 8) * 50,
                       "holiday": r.choice((0, 0, 300)), "tet": r.choice((0, 0, 0, 400)),
                       "day": r.randrange(0, 10) * 50},
            "share": r.choice((100, 100, 100, 50)) if lawyer else 100,
            "max_per_week": None, "max_per_month": None}


def problem(o):
    r = random.Random(o.seed)
    places, way = make_places(r, o.courts + 1)
    shifts = Month(o).make(r)
    helpers = max(1, o.people // 7)
    people = [person(r, o, i + 1, i >= o.people) for i in range(o.people + helpers)]
    r.shuffle(people)
    return {"version": 1, "horizon": {"start": o.start, "days": o.days},
            "rules": {"rest_min": 660, "max_duties_per_day": 1, "max_duties_per_week": o.max_week,
                      "max_duties_per_month": o.max_month, "weekly_rest_min": 1440,
                      "night_release_until_min": 780},
            "weights": {"uncovered": 1000000, "fairness": 100, "wish": 50, "travel": 1,
                        "area": 20, "stability": 200},
            "point_kinds": ["night", "weekend", "holiday", "tet", "day"],
            "places": places, "travel": way, "travel_default": 60, "shifts": shifts,
            "providers": people,
            "barred": [{"shift": r.choice(shifts)["id"], "provider": r.choice(people)["id"],
                        "why": "conflict"}],
            "pinned": [], "published": []}


if __name__ == "__main__":
    print(json.dumps(problem(options()), separators=(",", ":")))

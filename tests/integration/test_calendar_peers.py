"""Other people's readers as judges: moments of single events by python-icalendar, occurrences of
series by dateutil."""
import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrulestr

import intake_table
from process import ROOT
from test_calendars import ask

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = datetime(2026, 11, 22)
FIRST, LAST = TODAY - timedelta(days=31), TODAY + timedelta(days=400)
ZONES = ["Asia/Ho_Chi_Minh", "Europe/Paris", "America/New_York", "Asia/Tokyo", "UTC"]
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def moments_of(path):
    """UID to the moment of every single event the other reader understands, on our clock."""
    found = {}
    try:
        calendars = icalendar.Calendar.from_ical(path.read_bytes(), multiple=True)
        events = [e for c in calendars for e in c.walk("VEVENT")]
    except (ValueError, AttributeError, KeyError, IndexError, TypeError):  # it stumbles over some
        return {}
    for event in events:
        start = getattr(event.get("DTSTART"), "dt", None)
        if not isinstance(start, datetime) or "UID" not in event or "RRULE" in event \
                or "RDATE" in event:
            continue
        here = start.astimezone(HERE) if start.tzinfo else start
        found.setdefault(str(event["UID"]), set()).add(here.strftime("%Y-%m-%dT%H:%M"))
    return found


def test_single_events_of_every_real_file_stand_where_another_reader_puts_them():
    compared = 0
    for path in sorted((ROOT / "tests/data/ics").rglob("*.ics")):
        theirs = moments_of(path)
        answer = intake_table.parsed(path)
        for row in answer.get("rows", []):
            fields = row["fields"]
            if not fields["time"] or len(theirs.get(row.get("uid"), ())) != 1:
                continue
            assert f"{fields['date']}T{fields['time']}" in theirs[row["uid"]], (path, row)
            compared += 1
    assert compared >= 40


def random_series(rng):
    """(zone, start, rule, dates taken out)."""
    start = datetime(rng.randint(2018, 2027), rng.randint(1, 12), rng.randint(1, 28),
                     rng.randint(7, 16), 30)
    freq = rng.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    rule = f"FREQ={freq};INTERVAL={rng.randint(1, 4)}"
    if freq == "WEEKLY" and rng.random() < 0.7:
        rule += ";BYDAY=" + ",".join(rng.sample(DAYS, rng.randint(1, 3)))
    elif freq == "MONTHLY" and rng.random() < 0.7:
        rule += rng.choice([f";BYDAY={rng.choice([1, 2, 3, -1])}{rng.choice(DAYS)}",
                            f";BYMONTHDAY={rng.choice([1, 15, 28, -1])}"])
    end = rng.random()
    if end < 0.3:
        rule += f";COUNT={rng.randint(1, 600)}"
    elif end < 0.6:
        rule += f";UNTIL={TODAY + timedelta(days=rng.randint(-40, 200)):%Y%m%d}T235959Z"
    return rng.choice(ZONES), start, rule


def occurrences(zone, start, rule):
    """By dateutil, in the event's zone, the start itself among them; then on our clock."""
    aware = start.replace(tzinfo=ZoneInfo(zone))
    found = {aware} | set(rrulestr(rule, dtstart=aware).between(
        (FIRST - timedelta(days=3)).replace(tzinfo=HERE), (LAST + timedelta(days=3)).replace(tzinfo=HERE)))
    here = sorted(d.astimezone(HERE).replace(tzinfo=None) for d in found)
    return [f"{d:%Y-%m-%dT%H:%M}" for d in here if FIRST <= d <= LAST]


@pytest.mark.parametrize("seed", range(4))
def test_series_take_place_when_another_reader_says(seed):
    rng = random.Random(seed)
    series = [random_series(rng) for _ in range(60)]
    text = "BEGIN:VCALENDAR\n" + "".join(
        f"BEGIN:VEVENT\nUID:{n}\nSUMMARY:1/2026/TLST-HS\nDTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}\n"
        f"RRULE:{rule}\nEND:VEVENT\n" for n, (zone, start, rule) in enumerate(series)) + "END:VCALENDAR\n"
    ours = {n: [] for n in range(len(series))}
    for row in ask(text.encode())["rows"]:
        assert row["errors"] == [], (row, series[int(row["uid"])])
        ours[int(row["uid"])].append(f"{row['fields']['date']}T{row['fields']['time']}")
    for n, (zone, start, rule) in enumerate(series):
        assert ours[n] == occurrences(zone, start, rule), (zone, start, rule)
    assert sum(map(len, ours.values())) > 1000

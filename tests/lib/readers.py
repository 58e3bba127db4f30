"""Other people's readers of calendars, all asked the same: which events, when, under what title.

An instant is in seconds since 1970; an all-day event's is that of its dates in UTC."""
import datetime
import json
import subprocess
from collections import namedtuple
from pathlib import Path

import icalendar
import vobject

from process import BUILD, ROOT

HERE = Path(__file__).parent
Read = namedtuple("Read", "start end title")


def seconds(moment):
    if not isinstance(moment, datetime.datetime):
        moment = datetime.datetime.combine(moment, datetime.time(), datetime.timezone.utc)
    assert moment.tzinfo, f"{moment} is floating"
    return int(moment.timestamp())


def by_uid(rows):
    """{uid: Read} of (uid, start, end, title); no uid twice."""
    found = {uid: Read(int(start), int(end), title) for uid, start, end, title in rows}
    assert len(found) == len(rows), "a UID twice"
    return found


def with_icalendar(raw):
    return by_uid([(str(e["UID"]), seconds(e["DTSTART"].dt), seconds(e["DTEND"].dt), str(e["SUMMARY"]))
                   for e in icalendar.Calendar.from_ical(raw).walk("VEVENT")])


def with_vobject(raw):
    """The strictest: it refuses what lacks a UID or a DTSTAMP, or a letter cut in two."""
    calendar = vobject.readOne(raw.decode("utf-8"))
    calendar.validate(raiseException=True)
    return by_uid([(e.uid.value, seconds(e.dtstart.value), seconds(e.dtend.value), e.summary.value)
                   for e in getattr(calendar, "vevent_list", [])])


def ics_check():
    """libical's restriction check as a program (ics_check.c), built when it is new."""
    source, program = HERE / "ics_check.c", BUILD / "ics_check"
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        fresh = program.with_suffix(".new")
        subprocess.run(["flock", source, "gcc", "-O2", "-std=c11", "-D_GNU_SOURCE", "-o", fresh, source,
                        "-lical"], check=True)
        fresh.replace(program)
    return program


def with_libical(paths):
    """{path: {uid: Read}}; insists that every file passes icalrestriction_check."""
    found = {}
    for path in paths:
        done = subprocess.run([ics_check(), path], capture_output=True, check=False)
        text = done.stdout.decode("utf-8")
        assert done.returncode == 0, text[-1000:]
        found[path] = by_uid([line.split("\t") for line in text.split("\n") if line])
    return found


def with_node(paths):
    """{reader: {path: {uid: Read}}} of ical.js and node-ical."""
    subprocess.run([ROOT / "tests/browser/install"], check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run(["node", HERE / "readers.js", *paths], capture_output=True, text=True,
                          env={"PATH": "/usr/local/bin:/usr/bin:/bin", "TZ": "UTC"}, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return {reader: {Path(path): by_uid([row[:4] for row in rows]) for path, rows in files.items()}
            for reader, files in json.loads(done.stdout).items()}

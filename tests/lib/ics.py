"""Calendars read back as clients read them: icalendar, vobject, and vdirsyncer with khal."""
import os
import re
import subprocess
from collections import namedtuple

import icalendar
import vobject

Event = namedtuple("Event", "uid sequence start end summary location description status stamp")

VDIRSYNCER = """
[general]
status_path = "{folder}/status"
"""
PAIR = """
[pair {name}]
a = "remote_{name}"
b = "local_{name}"
collections = null
[storage remote_{name}]
type = "http"
url = "{url}"
[storage local_{name}]
type = "filesystem"
path = "{folder}/{name}"
fileext = ".ics"
"""
KHAL = """
[calendars]
{calendars}
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = Asia/Ho_Chi_Minh
default_timezone = Asia/Ho_Chi_Minh
timeformat = %H:%M
dateformat = %d/%m/%Y
longdateformat = %d/%m/%Y
datetimeformat = %d/%m/%Y %H:%M
longdatetimeformat = %d/%m/%Y %H:%M
"""


def read(raw):
    """uid -> Event. Insists on the form of RFC 5545 and that two parsers see the same."""
    check_lines(raw)
    checked = vobject.readOne(raw.decode("utf-8"))
    checked.validate(raiseException=True)
    events = {}
    for e in icalendar.Calendar.from_ical(raw).walk("VEVENT"):
        event = Event(str(e["UID"]), int(e["SEQUENCE"]), e["DTSTART"].dt, e["DTEND"].dt,
                      str(e["SUMMARY"]), str(e.get("LOCATION", "")), str(e.get("DESCRIPTION", "")),
                      str(e["STATUS"]), e["DTSTAMP"].dt)
        assert event.uid not in events, f"UID twice: {event.uid}"
        events[event.uid] = event
    seen = {e.uid.value: (e.dtstart.value, e.summary.value)
            for e in getattr(checked, "vevent_list", [])}
    assert seen == {e.uid: (e.start, e.summary) for e in events.values()}
    return events


def check_lines(raw):
    """At most 75 octets and CRLF, and no letter cut in two (RFC 5545 3.1)."""
    assert raw.endswith(b"\r\n")
    lines = raw[:-2].split(b"\r\n")
    for line in lines:
        assert len(line) <= 75, line
        assert b"\r" not in line and b"\n" not in line, line
        line.decode("utf-8")
    assert (lines[0], lines[-1]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR")


def khal(urls, folder, first, days):
    """What khal lists of the feeds {name: url} that vdirsyncer fetched: {name: lines
    "start|title|location|status"}."""
    folder.mkdir()
    for name in urls:
        (folder / name).mkdir()
    (folder / "vdirsyncer.conf").write_text(VDIRSYNCER.format(folder=folder) + "".join(
        PAIR.format(folder=folder, name=name, url=url) for name, url in urls.items()))
    (folder / "khal.conf").write_text(KHAL.format(folder=folder, calendars="".join(
        f"[[{name}]]\npath = {folder}/{name}\nreadonly = True\n" for name in urls)))
    env = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "Asia/Ho_Chi_Minh",
           "VDIRSYNCER_CONFIG": str(folder / "vdirsyncer.conf")}
    for command in (["vdirsyncer", "discover", *urls], ["vdirsyncer", "sync"],
                    ["khal", "-c", folder / "khal.conf", "list", "--day-format", "", "--format",
                     "{calendar}|{start-long}|{title}|{location}|{status}", first.strftime("%d/%m/%Y"),
                     f"{days}d"]):
        done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=120, check=False)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    found = {name: [] for name in urls}
    for name, line in re.findall(r"^\s*(\w+)\|(.*\S)", done.stdout, re.M):
        found[name].append(line)
    return found

"""Calendar programs people use, run without a screen: Evolution's calendar server and Thunderbird.

Each is given addresses by name and tells what it shows of them: {name: {uid: Shown}}."""
import json
import os
import select
import shutil
import signal
import sqlite3
import subprocess
import tempfile
from collections import namedtuple
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar

from process import Process, as_user

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
# What both can tell of an event: the instant it starts, its title, status and where.
Shown = namedtuple("Shown", "start title status sequence")


def home(folder):
    """An environment in which a program writes to that folder alone."""
    for name in ("home", "config", "data", "cache", "run"):
        (folder / name).mkdir(parents=True, mode=0o700)
    return {**os.environ, "HOME": str(folder / "home"), "TZ": "Asia/Ho_Chi_Minh",
            "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"), "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_RUNTIME_DIR": str(folder / "run")}


class Evolution:
    """Evolution-Data-Server on a message bus of its own."""

    agent = "Evolution"

    def __init__(self, addresses):
        self.folder = Path(tempfile.mkdtemp(prefix="duty-eds-", dir="/tmp"))
        pairs = [f"{name}={url}" for name, url in addresses.items()]
        with open(self.folder / "log", "wb") as log:
            self.popen = subprocess.Popen(
                as_user(None, ["dbus-run-session", "--", "/usr/bin/python3",
                               Path(__file__).with_name("evolution.py"), *pairs], "TERM"),
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=home(self.folder))

    def ask(self, word):
        self.popen.stdin.write(f"{word}\n".encode())
        self.popen.stdin.flush()

    def refresh(self):
        self.ask("refresh")

    def shown(self):
        self.ask("look")
        assert select.select([self.popen.stdout], [], [], 20)[0], self.output()
        told = json.loads(self.popen.stdout.readline())
        return {name: dict(map(self.event, found)) for name, found in told.items()}

    def event(self, text):
        event = icalendar.Event.from_ical(text)
        return str(event["UID"]), Shown(event["DTSTART"].dt.astimezone(ZONE), str(event["SUMMARY"]),
                                        str(event["STATUS"]), int(event["SEQUENCE"]))

    def output(self):
        return (self.folder / "log").read_text(errors="replace")[-2000:]

    def stop(self):
        self.popen.stdin.close()
        try:
            self.popen.wait(10)
        except subprocess.TimeoutExpired:
            self.popen.terminate()
            self.popen.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)


PREFS = """
user_pref("calendar.timezone.local", "Asia/Ho_Chi_Minh");
user_pref("mail.provider.suppress_dialog_on_startup", true);
user_pref("mail.spotlight.firstRunDone", true);
user_pref("app.update.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("storage.sqlite.exclusiveLock.enabled", false);
"""
# The shortest interval its dialogue offers is a minute; the setting itself takes parts of one.
CALENDAR = """
user_pref("calendar.registry.{id}.type", "ics");
user_pref("calendar.registry.{id}.uri", "{url}");
user_pref("calendar.registry.{id}.name", "{name}");
user_pref("calendar.registry.{id}.readOnly", true);
user_pref("calendar.registry.{id}.cache.enabled", true);
user_pref("calendar.registry.{id}.refreshInterval", "0.05");
user_pref("calendar.registry.{id}.calendar-main-in-composite", true);
"""


class Thunderbird:
    """Thunderbird with a profile of its own, which asks its calendars again every three seconds."""

    agent = "Thunderbird"

    def __init__(self, addresses):
        self.folder = Path(tempfile.mkdtemp(prefix="duty-tb-", dir="/tmp"))
        self.ids = {f"0f1e2d3c-0000-4000-8000-{n:012}": name for n, name in enumerate(addresses)}
        self.profile = self.folder / "profile"
        self.profile.mkdir()
        prefs = PREFS + "".join(CALENDAR.format(id=key, name=name, url=addresses[name])
                                for key, name in self.ids.items())
        prefs += f'user_pref("calendar.list.sortOrder", "{" ".join(self.ids)}");\n'
        (self.profile / "user.js").write_text(prefs, encoding="utf-8")
        self.process = Process(["thunderbird", "--headless", "--no-remote", "--profile",
                                self.profile], self.folder / "log", orphan_signal="TERM",
                               env=home(self.folder))

    def refresh(self):
        """It does so by itself."""

    def shown(self):
        """Read from its cache, beside it: a copy of the files would be of several moments."""
        found = {name: {} for name in self.ids.values()}
        path = self.profile / "calendar-data" / "cache.sqlite"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as cache:
            for row in cache.execute("""
                    select e.cal_id, e.id, e.title, e.event_start, e.ical_status, p.value
                    from cal_events e left join cal_properties p on p.cal_id = e.cal_id
                        and p.item_id = e.id and p.key = 'SEQUENCE'"""):
                start = datetime.fromtimestamp(row[3] / 1_000_000, ZONE)
                found[self.ids[row[0]]][row[1]] = Shown(start, row[2], row[4], int(row[5] or 0))
        return found

    def output(self):
        return self.process.output()[-2000:]

    def stop(self):
        self.process.end(signal.SIGTERM, 60)
        shutil.rmtree(self.folder, ignore_errors=True)

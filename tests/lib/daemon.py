"""dutyd as users run it: its own process, its own ini file, asked over HTTP."""
import itertools
import os
import re
import shlex
import signal
import subprocess
from collections import namedtuple

from ports import free_port
from process import PROGRAMS, ROOT, Process
from wait import until
from web import Client

Login = namedtuple("Login", "role center name password")
# One account per role of the demonstration Centre, and the neighbour's coordinator, who must never
# see anything of it.
LOGINS = [Login(role, "cantho", name, f"mat-khau-{name}") for role, name in (
    ("provider", "bong.sung"), ("provider", "hoa.sen"), ("clerk", "thuky.kv1"),
    ("police", "truc.cqdt"), ("coordinator", "dieuphoi"), ("director", "giamdoc"),
    ("administrator", "quantri"))]
LOGINS.append(Login("neighbour", "camau", "dieuphoi", "mat-khau-camau"))
SANITIZERS = {"ASAN_OPTIONS": "exitcode=99:detect_stack_use_after_return=1",
              "UBSAN_OPTIONS": "print_stacktrace=1"}
REPORT = re.compile(r"(AddressSanitizer|LeakSanitizer|runtime error:|UndefinedBehavior).*")


def write_ini(path, settings):
    """settings: "section.key" -> value."""
    parts = sorted(((*key.split("."), value) for key, value in settings.items()))
    with open(path, "w", encoding="utf-8") as f:
        for section, keys in itertools.groupby(parts, lambda part: part[0]):
            f.write(f"[{section}]\n" + "".join(f"{key} = {value}\n" for _, key, value in keys))
    return path


def dutyctl(ini, *args, given="", check=True):
    """Runs build/dutyctl on that configuration; its result has stdout and stderr as text."""
    done = subprocess.run([PROGRAMS / "dutyctl", "--config", ini, *map(str, args)],
                          input=given, capture_output=True, text=True, cwd=ROOT,
                          env={**os.environ, **SANITIZERS}, timeout=120, check=False)
    assert not check or done.returncode == 0, \
        f"dutyctl {shlex.join(map(str, args))} ended with {done.returncode}\n{done.stderr[-3000:]}"
    return done


def make_demo(ini):
    """The schema, the demonstration Centre and its neighbour, and a password for each of LOGINS."""
    dutyctl(ini, "migrate")
    dutyctl(ini, "seed", "demo", "neighbour")
    for login in LOGINS:
        dutyctl(ini, "user", login.center, login.name, given=login.password + "\n")


class Dutyd:
    """database: a cluster.Database; folder: where ini, log and state go."""

    def __init__(self, database, folder, **settings):
        """settings: section__key=value, e.g. notice__sms_gateway="kannel"."""
        folder.mkdir(parents=True, exist_ok=True)
        self.database, self.folder = database, folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.settings = {"http.port": self.port, "state.dir": folder / "state",
                         "log.level": "debug", **database.settings(),
                         **{k.replace("__", "."): v for k, v in settings.items()}}
        self.ini = write_ini(folder / "dutyd.ini", self.settings)
        self.process, self.programs = None, PROGRAMS

    def start(self, *args, ready=True):
        self.process = Process([self.programs / "dutyd", "-c", self.ini, *args],
                               self.folder / "dutyd.log", orphan_signal="TERM", cwd=ROOT,
                               env={**os.environ, **SANITIZERS})
        if ready:
            until(self.is_ready, 30, "dutyd")
        return self

    def is_ready(self):
        if not self.process.is_running():
            raise SystemExit(f"dutyd ended with {self.process.popen.returncode}:\n{self.tail()}")
        return Client(self.port).get("/ready").status == 200

    def stop(self):
        """Asks it to end, and insists that it does so in order and without a sanitizer's report."""
        if self.process:
            status = self.process.end()
            self.process = None
            assert status == 0, f"dutyd ended with {status}:\n{self.tail()}"
        report = REPORT.search(self.output())
        assert not report, f"{report.group()}\n{self.tail()}"

    def kill(self):
        """As the kernel would: no warning, nothing tidied."""
        self.process.end(signal.SIGKILL)
        self.process = None

    def restart(self):
        self.stop()
        return self.start()

    def output(self):
        log = self.folder / "dutyd.log"
        return log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""

    def tail(self, size=4000):
        return self.output()[-size:]

    def events(self, name=None):
        """The log's lines as dicts, oldest first."""
        found = []
        for line in self.output().split("\n"):
            if m := re.match(r"<\d>(event=.*)", line):
                pairs = re.findall(r'(\w+)=("(?:[^"\\]|\\.)*"|\S*)', m.group(1))
                event = {key: value.strip('"') for key, value in pairs}
                if name in (None, event["event"]):
                    found.append(event)
        return found

    def metrics(self):
        """'dutyd_http_requests_total' or 'name{label="value"}' -> number."""
        lines = Client(self.port).get("/metrics").text.split("\n")
        return {name: float(value) for name, _, value in
                (line.rpartition(" ") for line in lines if line and not line.startswith("#"))}

    def ctl(self, *args, check=True):
        return dutyctl(self.ini, *args, check=check)

    def client(self, role=None):
        """A browser; with a role (or an account's name) of LOGINS it is logged in."""
        client = Client(self.port)
        if role:
            login = next(x for x in LOGINS if role in (x.role, x.name))
            client.login(login.center, login.name, login.password)
        return client

"""Kannel on loopback: bearerbox, smsbox and its simulated SMS centre, as a real gateway.

What handsets would show is read back from the SMS centre's output, part by part, and joined.
"""
import json
import re
import shutil
import tempfile
import urllib.parse
import urllib.request
from collections import namedtuple
from pathlib import Path

from ports import free_ports, is_listening
from process import Process
from wait import until

HERE = Path(__file__).parent
FAKESMSC = "/usr/lib/kannel/test/fakesmsc"
CONF = """
group = core
admin-port = {admin}
admin-interface = 127.0.0.1
admin-password = test-admin
status-password = test-status
smsbox-port = {boxes}
smsbox-interface = 127.0.0.1
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"
log-file = "{folder}/bearerbox.log"
log-level = 1
store-type = spool
store-location = "{folder}/spool"
dlr-storage = internal
sms-resend-freq = 1

{centre}
group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {sendsms}
sendsms-interface = 127.0.0.1
mo-recode = true
http-request-retry = 3
http-queue-delay = 1
log-file = "{folder}/smsbox.log"

group = sendsms-user
username = {user}
password = {password}
user-deny-ip = "*.*.*.*"
user-allow-ip = "127.0.0.1"
max-messages = 10
concatenation = true

group = sms-service
keyword = default
catch-all = yes
max-messages = 0
get-url = "{replies}"
"""
FAKE = """
group = smsc
smsc = fake
smsc-id = FAKE
port = {smsc}
connect-allow-ip = 127.0.0.1
our-host = 127.0.0.1
"""
SMPP = """
group = smsc
smsc = smpp
smsc-id = SMPP
host = 127.0.0.1
port = {smsc}
transceiver-mode = true
smsc-username = roster
smsc-password = secret
system-type = ""
reconnect-delay = 1
"""
# What fakesmsc prints for a message it got.
GOT = re.compile(r"Got message \d+: <(\S*) (\S*) (text|data|ucs-?2|udh) ?(.*)>$")

Text = namedtuple("Text", "sender to text parts")


class Kannel:
    user, password = "roster", "roster-secret"
    centre_conf = FAKE

    def __init__(self, replies="http://127.0.0.1:9/"):
        """replies: the URL (with Kannel's % escapes) that gets the texts people send."""
        self.folder = Path(tempfile.mkdtemp(prefix="duty-kannel-", dir="/tmp"))
        self.folder.chmod(0o777)  # the boxes may run as nobody
        self.admin, self.boxes, self.smsc, self.sendsms = free_ports(4)
        self.replies = replies
        self.running = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.sendsms}/cgi-bin/sendsms"

    def start(self):
        (self.folder / "spool").mkdir(exist_ok=True)
        (self.folder / "spool").chmod(0o777)
        conf = self.folder / "kannel.conf"
        conf.write_text(CONF.format(folder=self.folder, admin=self.admin, boxes=self.boxes,
                                    centre=self.centre_conf.format(smsc=self.smsc),
                                    sendsms=self.sendsms, replies=self.replies,
                                    user=self.user, password=self.password))
        self.bearerbox = self.run("/usr/sbin/bearerbox", conf)
        until(lambda: is_listening(self.boxes), 15, "bearerbox")
        self.smsbox = self.run("/usr/sbin/smsbox", conf)
        until(lambda: re.search(r"smsbox:.*on-line", self.status()), 15, "smsbox")
        until(lambda: is_listening(self.sendsms), 15, "sendsms")
        self.connect_centre()
        return self

    def run(self, program, *args, user="nobody"):
        process = Process([program, *args], self.folder / f"{Path(program).name}.out", user)
        self.running.append(process)
        return process

    def connect_centre(self):
        """The SMS centre takes the line; without it Kannel queues."""
        self.centre = self.run(FAKESMSC, "-H", "127.0.0.1", "-r", self.smsc)
        until(lambda: "FAKE" in self.status() and re.search(r"FAKE.*online", self.status()), 15,
              "the SMS centre")

    def disconnect_centre(self):
        self.running.remove(self.centre)
        self.centre.end()
        until(lambda: not re.search(r"FAKE.*online", self.status()), 60, "Kannel to notice")

    def reply(self, number, short_code, text):
        """A text from a handset."""
        coded = "".join(f"%{b:02X}" for b in text.encode("utf-16-be"))
        self.centre.say(f"{number.lstrip('+')} {short_code} ucs2 {coded}")

    def sends(self):
        """{number: how many parts the smsbox made of the last text to it}."""
        log = (self.folder / "smsbox.log").read_text(encoding="utf-8", errors="replace")
        return {to: int(n) for to, n in re.findall(
            r"sendsms sender:<[^>]*> \([^)]*\) to:<(\d+)> msg:<.*?"
            r"message length \d+, sending (\d+) messages", log, re.S)}

    def status(self):
        url = f"http://127.0.0.1:{self.admin}/status.txt?password=test-status"
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.read().decode()

    def texts(self):
        """Everything handsets got so far, oldest first; long texts joined from their parts."""
        return join(self.centre.output())

    def stop(self):
        for process in reversed(self.running):
            process.popen.kill()
            process.popen.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def join(output):
    found, waiting = [], {}
    for line in output.split("\n"):
        m = GOT.search(line)
        if not m:
            continue
        sender, to, kind, rest = m.groups()
        header, body = b"", rest
        if kind == "udh":
            head, _, rest = rest.partition(" ")
            header = urllib.parse.unquote_to_bytes(head)
            kind, _, body = rest.partition(" ")
        text = decode(kind, body)
        if len(header) >= 6 and header[1] in (0x00, 0x08):  # concatenation, 3GPP TS 23.040 9.2.3.24
            total, number = header[-2], header[-1]
            parts = waiting.setdefault((to, header[2:-2]), {})
            parts[number] = text
            if len(parts) == total:
                del waiting[(to, header[2:-2])]
                whole = "".join(parts[n] for n in sorted(parts))
                found.append(Text(sender, to, whole, total))
        else:
            found.append(Text(sender, to, text, 1))
    return found


def decode(kind, body):
    if kind == "text":
        return body
    raw = urllib.parse.unquote_to_bytes(body.replace("+", " "))
    if kind.startswith("ucs") or b"\0" in raw or any(b > 127 for b in raw):
        return raw.decode("utf-16-be", errors="replace")
    return raw.decode("latin-1")


class SmppKannel(Kannel):
    """The same over SMPP: an SMS centre that also refuses, throttles and reports failures (smpp.js)."""

    centre_conf = SMPP

    def start(self):
        self.centre = self.run("/usr/bin/env", "node", HERE / "smpp.js", self.smsc, user=None)
        until(lambda: self.said("listening"), 15, "the SMS centre")
        return super().start()

    def connect_centre(self):
        until(lambda: self.said("bound"), 15, "Kannel at the SMS centre")

    def said(self, event):
        found = (json.loads(line) for line in self.centre.output().split("\n") if line[:1] == "{")
        return [x for x in found if x["event"] == event]

    def reply(self, number, short_code, text):
        self.centre.say(f"{number.lstrip('+')} {short_code} {text}")

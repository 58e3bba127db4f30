"""smtp-sink of Postfix: a relay that refuses, drops and stalls as it is told to."""
import os
import re
import shutil
import tempfile
from pathlib import Path

from ports import free_port
from process import Process
from wait import until


class Sink:
    """options: of smtp-sink, e.g. "-r", "rcpt" (450 to every recipient)."""

    def __init__(self, *options):
        self.port, self.options, self.process = free_port(), options, None
        self.folder = Path(tempfile.mkdtemp(prefix="duty-sink-", dir="/tmp"))
        self.folder.chmod(0o777)

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}/dutyd.test"

    def start(self):
        user = ["-u", "nobody"] if os.getuid() == 0 else []
        self.process = Process(["/usr/sbin/smtp-sink", *user, "-R", self.folder, "-d", "%H%M%S.", *self.options,
                                f"127.0.0.1:{self.port}", "100"], self.folder / "log")
        until(self.listens, 10, "smtp-sink")
        return self

    def listens(self):
        table = Path("/proc/net/tcp").read_text(encoding="ascii")
        return re.search(rf"0100007F:{self.port:04X} 00000000:0000 0A", table)

    def stop(self):
        self.process.end()
        shutil.rmtree(self.folder)

    def mails(self):
        """What it was given whole, as bytes."""
        return [p.read_bytes() for p in self.folder.iterdir() if p.name != "log"]

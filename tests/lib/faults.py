"""Peers that fail as real ones do: a gateway of changing manners, a server that never answers, a
name server that hears and says nothing."""
import asyncio
import contextlib
import os
import re
import socket
import sys
import threading
import time
import urllib.parse
from collections import namedtuple

from dovecot import as_root
from gateway import describe
from ports import free_port
from process import Process
from wait import until

Sent = namedtuple("Sent", "token to text at")  # at: seconds of the monotonic clock

DESCRIPTION = """[gateway]
kind = http
url = {url}
format = form
text = keep
{more}
[param]
token = {{{{token}}}}
to = {{{{to}}}}
text = {{{{text}}}}
[answer]
code_from = status
success = 200
temporary = 503
"""


class Talk(asyncio.Protocol):
    """One connection of a sender."""

    def __init__(self, gateway):
        self.gateway, self.data, self.line = gateway, b"", None

    def connection_made(self, transport):
        self.line = transport
        self.gateway.lines.add(transport)

    def connection_lost(self, exc):
        self.gateway.lines.discard(self.line)

    def data_received(self, data):
        self.data += data
        while (fields := self.take()) is not None:
            self.gateway.asked(self.line, fields)

    def take(self):
        """The next whole request's fields, None while it has not arrived."""
        head, mark, rest = self.data.partition(b"\r\n\r\n")
        if not mark:
            return None
        size = int(re.search(rb"(?im)^content-length: *(\d+)", head).group(1))
        if len(rest) < size:
            return None
        self.data = rest[size:]
        return dict(urllib.parse.parse_qsl(rest[:size].decode(), strict_parsing=True))


class Moody:
    """An HTTP gateway that keeps what it takes. manner, to be changed at any time:
    ok, busy (503, nothing taken), stuck (heard and never answered, nothing taken), cut (taken, and the
    line breaks before the answer), away (nobody listens and open lines break)."""

    def __init__(self, latency=0.0, manner="ok", name="moody"):
        self.latency, self.manner, self.name = latency, manner, name
        self.port = free_port()
        self.got, self.knocks, self.lines = [], [], set()  # knocks: texts, taken or not
        self.loop, self.server = asyncio.new_event_loop(), None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/send"

    def settings(self, folder, more=""):
        """Settings of a dutyd that sends its texts here. more: further lines of [gateway]."""
        text = DESCRIPTION.format(url=self.url, more=more)
        return describe(folder, self.name, text)

    def start(self):
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.become(self.manner)
        return self

    def become(self, manner):
        asyncio.run_coroutine_threadsafe(self.turn(manner), self.loop).result(10)

    async def turn(self, manner):
        self.manner = manner
        if manner == "away":
            if self.server:
                self.server.close()
                self.server = None
            for line in list(self.lines):
                line.abort()
        elif not self.server:
            self.server = await self.loop.create_server(lambda: Talk(self), "127.0.0.1", self.port,
                                                        backlog=1024)

    def stop(self):
        self.become("away")
        self.loop.call_soon_threadsafe(self.loop.stop)

    def asked(self, line, fields):
        self.knocks.append(fields["text"])
        if self.manner in ("ok", "cut"):
            self.got.append(Sent(fields["token"], fields["to"], fields["text"], time.monotonic()))
        if self.manner == "cut":
            line.abort()
        elif self.manner == "ok":
            self.loop.call_later(self.latency, self.answer, line, b"200 OK")
        elif self.manner == "busy":
            self.loop.call_later(self.latency, self.answer, line, b"503 Service Unavailable")

    @staticmethod
    def answer(line, status):
        if not line.is_closing():
            line.write(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n")

    def sent(self):
        return list(self.got)

    def count(self):
        return len(self.got)

    def open_lines(self):
        return len(self.lines)


@contextlib.contextmanager
def deaf_port():
    """A port at which connections succeed and nothing is ever read or said."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(1024)
        yield server.getsockname()[1]


MUTE = "127.42.0.53"


@contextlib.contextmanager
def mute_names(folder, programs):
    """A folder with a dutyd that asks a name server which hears everything and never answers: the
    real program in a mount namespace of its own, where /etc/resolv.conf is another."""
    folder.mkdir(parents=True, exist_ok=True)
    conf = folder / "resolv.conf"
    conf.write_text(f"nameserver {MUTE}\noptions timeout:30 attempts:5\n")
    wrapped = folder / "dutyd"
    unshare = " ".join(as_root(["unshare", "--mount", "--", "sh", "-c"]))
    back = f"setpriv --reuid={os.getuid()} --regid={os.getgid()} --clear-groups --"
    wrapped.write_text(f"""#!/bin/sh
exec {unshare} 'mount --bind {conf} "$(readlink -f /etc/resolv.conf)" && exec {back} "$0" "$@"' \\
    {programs}/dutyd "$@"
""")
    wrapped.chmod(0o755)
    server = Process(as_root([sys.executable, __file__, MUTE]), folder / "names.log")
    try:
        until(lambda: "ready" in server.output(), 10, "the mute name server")
        yield folder
    finally:
        server.end()


def hear_and_say_nothing(address):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.bind((address, 53))
        print("ready", flush=True)
        while True:
            s.recv(4096)


if __name__ == "__main__":
    hear_and_say_nothing(sys.argv[1])

"""A network of its own for a daemon: real names, real public and private addresses, nothing outside.

island.py FOLDER COMMAND...   runs in new network and mount namespaces (`Island` starts it): brings up
loopback with a public address, a cloud's metadata address and 127.0.0.1, a calendar server on each, a
DNS server that resolv.conf names, then COMMAND. What the servers were asked goes to FOLDER/asked.
"""
import fcntl
import itertools
import json
import os
import socket
import struct
import subprocess
import sys
import threading
from pathlib import Path

PUBLIC, METADATA, INSIDE, INSIDE6 = "11.22.33.44", "169.254.169.254", "127.0.0.1", "::1"
# Names of example.vn, and the addresses they give, one after the other and then again.
NAMES = {
    "toa": [PUBLIC],
    "noi-bo": [INSIDE],
    "sau": [INSIDE6],
    "dam-may": [METADATA],
    # Rebinding: harmless for whoever asks first, and inside for whoever connects.
    "doi": [PUBLIC, INSIDE],
    "doi-ngay": [PUBLIC, METADATA],
    # Both at once: the public one must not excuse the other.
    "hai": [INSIDE + " " + METADATA],
}


class Island:
    """command: what runs inside, like dutyd; its log goes where Process writes it."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def command(self, *command):
        own = [] if os.getuid() == 0 else ["--map-root-user"]
        return ["unshare", *own, "--net", "--mount", "--", sys.executable, __file__, self.folder,
                *command]

    def asked(self):
        """(address, port, host, path) of every request, and (address, port) of bare connections."""
        log = self.folder / "asked"
        lines = log.read_text(encoding="utf-8").split("\n") if log.exists() else []
        return [tuple(json.loads(line)) for line in lines if line]


# ---- inside ----

def interface(name, address):
    """Gives loopback one more IPv4 address and brings it up (netdevice(7))."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        if address:
            packed = struct.pack("16sH2s4s8x", name.encode(), socket.AF_INET, b"",
                                 socket.inet_aton(address))
            fcntl.ioctl(s, 0x8916, packed)  # SIOCSIFADDR
        fcntl.ioctl(s, 0x8914, struct.pack("16sH22x", name.encode(), 1 | 64))  # SIOCSIFFLAGS: UP


def resolv_conf(folder):
    own = folder / "resolv.conf"
    own.write_text(f"nameserver {INSIDE}\noptions timeout:20 attempts:1\n")
    subprocess.run(["mount", "--bind", own, "/etc/resolv.conf"], check=True)


class Names(threading.Thread):
    """A DNS server (RFC 1035) that knows NAMES, and takes the next address at each question."""

    def __init__(self):
        super().__init__(daemon=True)
        self.next = {name: itertools.cycle(addresses) for name, addresses in NAMES.items()}
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((INSIDE, 53))

    def run(self):
        while True:
            query, peer = self.socket.recvfrom(512)
            self.socket.sendto(self.answer(query), peer)

    def answer(self, query):
        at, labels = 12, []
        while query[at]:
            labels.append(query[at + 1:at + 1 + query[at]].decode().lower())
            at += 1 + query[at]
        kind, question = struct.unpack("!H", query[at + 1:at + 3])[0], query[12:at + 5]
        name = labels[0] if labels[1:] == ["example", "vn"] else ""
        family, wanted = (socket.AF_INET6, 28) if NAMES.get(name) == [INSIDE6] else (socket.AF_INET, 1)
        found = next(self.next[name]).split() if name in self.next and kind == wanted else []
        records = b"".join(b"\xc0\x0c" + struct.pack("!HHIH", kind, 1, 0, len(raw)) + raw for raw in
                           (socket.inet_pton(family, address) for address in found))
        code = 0x8180 if name in self.next else 0x8183  # there is no such name
        return query[:2] + struct.pack("!HHHHH", code, 1, len(found), 0, 0) + question + records


def serve(folder, host, port, tls):
    """A server that writes down who comes; what it answers stands in FOLDER/answers."""
    from calendars import Answer, CalendarServer

    class Book(list):
        def append(self, asked):
            note(folder, host, port, asked.headers.get("Host"), asked.path)

    class Answers(dict):
        def get(self, path, default=None):
            said = json.loads((folder / "answers").read_text(encoding="utf-8")).get(path)
            return Answer(**said) if said else default

    server = CalendarServer(folder / "authority", host, port, tls)
    server.asked, server.answers = Book(), Answers()
    accept = server.server.get_request

    def get_request():
        connection = accept()
        note(folder, host, port)
        return connection

    server.server.get_request = get_request
    server.start()


def note(folder, *what):
    with open(folder / "asked", "a", encoding="utf-8") as f:
        f.write(json.dumps(what) + "\n")


def main(folder, command):
    interface("lo", None)
    interface("lo:1", PUBLIC)
    interface("lo:2", METADATA)
    resolv_conf(folder)
    Names().start()
    for host in (PUBLIC, METADATA, INSIDE, INSIDE6):
        serve(folder, host, 443, True)
        serve(folder, host, 80, False)
    dutyd = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "--", *command])
    return dutyd.wait()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))

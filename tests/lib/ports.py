"""Free loopback TCP ports, different ones for each of the processes that run tests at the same time.

They lie below those the system gives to outgoing connections, and none is given twice soon: whoever
asked for one binds it a moment later, and some again after a restart.
"""
import itertools
import os
import socket

WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw9").removeprefix("gw"))
ROOM = 1800
FIRST = 12000 + ROOM * (WORKER % 10)
offsets = itertools.count(os.getpid() * 97)


def is_free(port):
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port():
    """One nobody listens on now."""
    ports = (FIRST + n % ROOM for n in itertools.islice(offsets, ROOM))
    return next(port for port in ports if is_free(port))


def free_ports(count):
    return [free_port() for _ in range(count)]


def is_listening(port):
    with socket.socket() as s:
        s.settimeout(0.5)
        return s.connect_ex(("127.0.0.1", port)) == 0

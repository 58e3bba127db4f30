"""Free loopback TCP ports."""
import socket


def free_port():
    return free_ports(1)[0]


def free_ports(count):
    """Different ports nobody listens on now (all held open at once while choosing)."""
    held = [socket.socket() for _ in range(count)]
    try:
        for s in held:
            s.bind(("127.0.0.1", 0))
        return [s.getsockname()[1] for s in held]
    finally:
        for s in held:
            s.close()


def is_listening(port):
    with socket.socket() as s:
        s.settimeout(0.5)
        return s.connect_ex(("127.0.0.1", port)) == 0

"""A court's calendar server: real https with its own authority, answers as a test says, and a book of
what it was asked."""
import http.server
import ssl
import subprocess
import threading
from collections import namedtuple

Asked = namedtuple("Asked", "path headers")
NAMES = "DNS:localhost,DNS:*.example.vn,IP:127.0.0.1,IP:::1,IP:11.22.33.44"


def authority(folder):
    """Makes an authority and a server's certificate in a folder, once; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    ca, key, cert = folder / "ca.pem", folder / "server.key", folder / "server.pem"
    if cert.exists():
        return ca, cert, key

    def openssl(*args):
        subprocess.run(["openssl", *map(str, args)], check=True, capture_output=True, cwd=folder)

    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc"]
    openssl("req", "-x509", *curve, "-keyout", "ca.key", "-out", ca, "-days", 3650,
            "-subj", "/CN=Toa an thu nghiem")
    openssl("req", *curve, "-keyout", key, "-out", "server.csr", "-subj", "/CN=lich.example.vn")
    (folder / "names").write_text(f"subjectAltName={NAMES}\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", ca, "-CAkey", "ca.key", "-CAcreateserial",
            "-days", 3650, "-extfile", "names", "-out", cert)
    return ca, cert, key


class Answer:
    """What is said to a request. body: bytes, text, or a function that gives text. promised: the
    length that is claimed; hold: an Event to wait for."""

    def __init__(self, body=b"", status=200, promised=None, hold=None, **headers):
        self.given = body
        self.status, self.promised, self.hold = status, promised, hold
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    @property
    def body(self):
        given = self.given() if callable(self.given) else self.given
        return given.encode() if isinstance(given, str) else given


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A caller that refuses us or is killed breaks its connection: that is none of ours."""


class CalendarServer:
    """answers: path -> Answer, or a function of the request's headers that gives one."""

    def __init__(self, folder, host="127.0.0.1", port=0, tls=True):
        self.ca, cert, key = authority(folder)
        self.answers, self.asked, self.connections = {}, [], 0
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self):
                outer.connections += 1
                super().setup()

            def do_GET(self):
                outer.asked.append(Asked(self.path, dict(self.headers)))
                answer = outer.answers.get(self.path, Answer(status=404))
                outer.say(self, answer(self.headers) if callable(answer) else answer)

            def log_message(self, format, *args):
                pass

        class Family(Server):
            address_family = 10 if ":" in host else 2  # AF_INET6, AF_INET

        self.server = Family((host, port), Handler)
        self.port = self.server.server_address[1]
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(cert, key)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True,
                                                     do_handshake_on_connect=False)

    def say(self, handler, answer):
        if answer.hold:
            answer.hold.wait(60)
        body = answer.body
        handler.send_response(answer.status)
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        length = len(body) if answer.promised is None else answer.promised
        if answer.status != 304:
            handler.send_header("Content-Length", str(length))
        handler.end_headers()
        if answer.status != 304:
            handler.wfile.write(body)
        handler.close_connection = answer.promised is not None

    def start(self):
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def url(self, path, host="localhost"):
        return f"https://{host}:{self.port}{path}"

    def settings(self):
        """What lets a daemon come here, which it would not by itself."""
        return {"source__ca_file": self.ca, "source__ports": f"443 {self.port}",
                "source__networks": "127.0.0.0/8"}


def event(uid, day, time="07:30", code="1/2027/HS-ST", minutes=120, **more):
    """A hearing as a court's calendar holds it. day: a date; more: further properties."""
    start = f"{day:%Y%m%d}T{time.replace(':', '')}00"
    lines = ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T000000Z",
             f"DTSTART;TZID=Asia/Ho_Chi_Minh:{start}", f"DURATION:PT{minutes}M",
             f"SUMMARY:Vụ {code}", *(f"{k.upper()}:{v}" for k, v in more.items()), "END:VEVENT"]
    return "\r\n".join(lines)


def calendar(*events):
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Toa an//Lich//VI", *events,
                        "END:VCALENDAR", ""])

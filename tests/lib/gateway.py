"""An HTTP text-message gateway that writes down what it was given, and gateway descriptions."""
import threading
import time
import urllib.parse
from collections import namedtuple
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from process import ROOT

Sent = namedtuple("Sent", "token to text")

DESCRIPTION = """[gateway]
kind = http
url = {url}
format = form
text = keep
[param]
token = {{{{token}}}}
to = {{{{to}}}}
text = {{{{text}}}}
[answer]
code_from = status
success = 200
"""


class Server(ThreadingHTTPServer):
    request_queue_size = 512
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A sender that was killed breaks its connection: that is none of ours."""


class Gateway:
    """latency: seconds from having a message to saying so."""

    def __init__(self, latency=0.0):
        self.latency = latency
        self.got, self.lock = [], threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.keep(dict(urllib.parse.parse_qsl(body.decode(), strict_parsing=True)))
                time.sleep(outer.latency)  # a gateway's own slowness
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format, *args):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/send"

    def keep(self, fields):
        with self.lock:
            self.got.append(Sent(fields["token"], fields["to"], fields["text"]))

    def sent(self):
        with self.lock:
            return list(self.got)

    def count(self):
        return len(self.got)

    def start(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def settings(self, folder):
        """Settings of a dutyd that sends its texts here."""
        return describe(folder, "recorder", DESCRIPTION.format(url=self.url))


def describe(folder, name, text):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.ini").write_text(text, encoding="utf-8")
    return {"notice__sms_gateway": name, "notice__gateways_dir": folder}


def kannel_settings(folder, kannel, text="keep"):
    """The shipped description of Kannel, pointed at the one that runs for the test. text: keep the
    Vietnamese marks, or fold."""
    own = {"url": kannel.url, "user": kannel.user, "password": kannel.password, "text": text}
    lines = (ROOT / "config/gateways/kannel.ini").read_text(encoding="utf-8").split("\n")
    for i, line in enumerate(lines):
        key = line.partition("=")[0].strip()
        if key in own:
            lines[i] = f"{key} = {own.pop(key)}"
    assert not own, f"config/gateways/kannel.ini has no {own}"
    return describe(folder, "kannel", "\n".join(lines))

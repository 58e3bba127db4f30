"""A real SMTP server (aiosmtpd) that keeps what it is given and fails when it is told to."""
import email
import email.policy
import threading
from collections import namedtuple

from aiosmtpd.controller import Controller

from ports import free_port

Mail = namedtuple("Mail", "sender recipients message raw")


class Mailserver:
    """answers: recipient address -> the reply to its RCPT ("450 4.2.1 busy"); after_data: the reply
    to the end of DATA for a recipient ("drop" closes the connection instead, once the mail is in).
    options: of aiosmtpd's server (tls_context, authenticator, auth_required, enable_SMTPUTF8)."""

    def __init__(self, **options):
        self.port, self.options = free_port(), {"enable_SMTPUTF8": True, **options}
        self.answers, self.after_data = {}, {}
        self.attempts = []  # every recipient named, accepted or not
        self.envelopes = []  # (options of MAIL, sender) of each mail begun
        self.kept, self.lock = [], threading.Lock()
        self.controller = None

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}/dutyd.test"

    def start(self):
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port, ready_timeout=60,
                                     **self.options)
        self.controller.start()
        return self

    def stop(self):
        if self.controller:
            self.controller.stop()
            self.controller = None

    def mails(self, to=None):
        with self.lock:
            return [m for m in self.kept if to is None or to in m.recipients]

    async def handle_MAIL(self, server, session, envelope, address, options):
        with self.lock:
            self.envelopes.append((list(options), address))
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        with self.lock:
            self.attempts.append(address)
        refusal = self.answers.get(address)
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        raw = envelope.original_content
        message = email.message_from_bytes(raw, policy=email.policy.default)
        answer = next((self.after_data[r] for r in envelope.rcpt_tos if r in self.after_data), None)
        if answer is None or answer == "drop":
            with self.lock:
                self.kept.append(Mail(envelope.mail_from, list(envelope.rcpt_tos), message, raw))
        if answer == "drop":
            server.transport.abort()
        return answer or "250 2.0.0 kept"

"""A private Postfix: its own queue and configuration, everything for example.vn goes to Dovecot.

What goes elsewhere goes to `outside`, a port of this host. Recipients named busy, full, drop, gone are
refused at once, as their names say.
"""
import os
import shutil
import smtplib
import subprocess
import tempfile
from pathlib import Path

from dovecot import as_root
from ports import free_port, is_listening
from wait import until

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.test.example.vn
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
maillog_file = {folder}/data/maillog
maillog_file_prefixes = {folder}
alias_maps =
virtual_mailbox_domains = regexp:{folder}/conf/domains
virtual_mailbox_maps = regexp:{folder}/conf/boxes
virtual_transport = lmtp:unix:{lmtp}
recipient_delimiter = +
smtpd_tls_security_level = {tls}
smtpd_tls_cert_file = {folder}/conf/cert.pem
smtpd_tls_key_file = {folder}/conf/key.pem
smtpd_relay_restrictions = check_recipient_access regexp:{folder}/conf/faults, permit_mynetworks, reject
default_transport = smtp:[127.0.0.1]:{outside}
default_process_limit = 10
"""
FAULTS = """/^busy.*@/ 450 4.2.1 busy
/^full.*@/ 452 4.2.2 full
/^drop.*@/ 421 4.3.2 closing
/^gone.*@/ 550 5.1.1 no such user
"""


def certificate(folder):
    """A certificate for 127.0.0.1 that vouches for itself: cert.pem, key.pem."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                    "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                    "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
                   check=True, stderr=subprocess.DEVNULL)
    return folder / "cert.pem"


class Postfix:
    def __init__(self, dovecot, tls="none", outside=9):
        """tls: none, may or encrypt, with a certificate of its own (cert)."""
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="duty-smtp-", dir="/tmp"))
        self.folder.chmod(0o755)
        for name in ("conf", "queue", "data"):
            (self.folder / name).mkdir()
        conf = self.folder / "conf"
        self.cert = certificate(conf)
        (conf / "main.cf").write_text(MAIN.format(folder=self.folder, lmtp=dovecot.lmtp, tls=tls,
                                                  outside=outside))
        (conf / "faults").write_text(FAULTS)
        (conf / "domains").write_text("/example\\.vn$/ OK\n")
        (conf / "boxes").write_text("/^[^@]+@.*example\\.vn$/ OK\n")
        shutil.copy("/etc/postfix/dynamicmaps.cf", conf)
        master = Path("/usr/share/postfix/master.cf.dist")
        master = master if master.exists() else Path("/etc/postfix/master.cf.proto")
        lines = []
        for line in master.read_text().split("\n"):
            words = line.split()
            if len(words) == 8 and words[0] == "smtp" and words[1] == "inet":
                words[0] = f"127.0.0.1:{self.port}"
            if len(words) >= 8 and words[1] in ("inet", "unix", "fifo"):
                words[4] = "n"  # no chroot
                line = " ".join(words)
            lines.append(line)
        (conf / "master.cf").write_text("\n".join(lines))

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}/dutyd.test"

    def command(self, *words):
        return subprocess.run(as_root(["postfix", "-c", self.folder / "conf", *words]),
                              check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode

    def start(self):
        subprocess.run(as_root(["chown", "postfix", self.folder / "data"]), check=True)
        self.resume()
        return self

    def resume(self):
        """Begins, again after pause: it refuses to as long as the one before has not ended."""
        until(lambda: self.command("start") == 0, 60, "Postfix to begin")
        until(self.answers, 60, "Postfix")

    def pause(self):
        """Ends, and takes nothing any more when this returns."""
        self.command("abort")
        until(lambda: not is_listening(self.port), 60, "Postfix to end")

    def answers(self):
        with smtplib.SMTP("127.0.0.1", self.port, timeout=5) as client:
            return client.noop()[0] == 250

    def stop(self):
        self.command("abort")
        subprocess.run(as_root(["rm", "-rf", self.folder]), check=False)

    def log(self):
        log = self.folder / "data/maillog"
        return log.read_text() if os.path.exists(log) else ""

    def send(self, sender, recipient, raw):
        """Hands over a message as a mail program would."""
        with smtplib.SMTP("127.0.0.1", self.port, timeout=60) as client:
            client.sendmail(sender, [recipient], raw)

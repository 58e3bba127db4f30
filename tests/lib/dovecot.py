"""A private Dovecot: every name is a mailbox with one password, read over IMAP, filled over LMTP."""
import email
import email.policy
import imaplib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from ports import free_port
from wait import until

PASSWORD = "matkhau"
CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap lmtp
listen = 127.0.0.1, 127.0.0.2
ssl = no
disable_plaintext_auth = no
default_login_user = nobody
default_internal_user = nobody
default_internal_group = nogroup
mail_location = maildir:~/Maildir
mail_fsync = never
first_valid_uid = 1
recipient_delimiter = +
auth_username_format = %Ln
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}/mail/%Ln allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service lmtp {{
  unix_listener lmtp {{
    mode = 0666
  }}
}}
"""


def as_root(command):
    """Mail servers start as root and drop it."""
    return [*([] if os.getuid() == 0 else ["sudo", "-n"]), *map(str, command)]


class Dovecot:
    def __init__(self):
        self.port, self.parsed = free_port(), {}
        self.folder = Path(tempfile.mkdtemp(prefix="duty-imap-", dir="/tmp"))
        self.folder.chmod(0o755)
        mail = self.folder / "mail"
        mail.mkdir()
        mail.chmod(0o777)
        self.conf = self.folder / "dovecot.conf"
        self.conf.write_text(CONFIG.format(folder=self.folder, port=self.port, password=PASSWORD))

    @property
    def lmtp(self):
        return self.folder / "run/lmtp"

    def url(self, host="127.0.0.1"):
        """INBOX, as dutyd is given it."""
        return f"imap://{host}:{self.port}/INBOX"

    def command(self, *words):
        """Its pipes stay open with it, so they are not ours."""
        subprocess.run(as_root(["dovecot", "-c", self.conf, *words]), check=True,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start(self):
        self.command()
        until(lambda: self.box("lich-truc").logout(), 10, "Dovecot")
        return self

    def stop(self):
        self.command("stop")
        subprocess.run(as_root(["rm", "-rf", self.folder]), check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def box(self, name):
        client = imaplib.IMAP4("127.0.0.1", self.port)
        client.login(name, PASSWORD)
        client.select("INBOX")
        return client

    def append(self, name, raw):
        with self.box(name) as client:
            assert client.append("INBOX", None, None, raw)[0] == "OK"

    def spoil_first(self, name):
        """The oldest mail of a box is listed and can be read no more."""
        folder = self.folder / "mail" / name / "Maildir"
        (mail,) = [p for d in ("cur", "new") for p in (folder / d).iterdir()]
        subprocess.run(as_root(["chmod", "000", mail]), check=True)

    def mails(self, name):
        """What lies in somebody's mailbox, in the order it came: messages, each parsed once."""
        with self.box(name) as client:
            keys = [(name, uid) for uid in client.uid("SEARCH", "ALL")[1][0].split()]
            for key in keys:
                if key not in self.parsed:
                    raw = client.uid("FETCH", key[1], "(BODY.PEEK[])")[1][0][1]
                    self.parsed[key] = email.message_from_bytes(raw, policy=email.policy.default)
        return [self.parsed[key] for key in keys]

    def flags(self, name):
        """The flags of each mail."""
        with self.box(name) as client:
            found = client.uid("FETCH", "1:*", "(FLAGS)")[1]
            return [[f.decode() for f in imaplib.ParseFlags(line)] for line in found if line]

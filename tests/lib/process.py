"""Programs a test starts: each dies with the test run, and runs unprivileged where that is wanted."""
import os
import signal
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / os.environ.get("BUILD", "build")
# Where dutyd and its children are taken from: build/asan under `make check`.
PROGRAMS = ROOT / os.environ.get("DUTYD_PROGRAMS", str(BUILD))


def as_user(user, command, orphan_signal="KILL"):
    """The command for an unprivileged user when we are root; the kernel ends it when we die."""
    drop = [f"--reuid={user}", "--regid", str(group_of(user)), "--init-groups"] \
        if os.getuid() == 0 and user else []
    return ["setpriv", "--pdeathsig", orphan_signal, *drop, "--", *map(str, command)]


def group_of(user):
    import pwd
    return pwd.getpwnam(user).pw_gid


class Process:
    """One program with its output in a file; say() writes to its standard input."""

    def __init__(self, command, log, user=None, orphan_signal="KILL", env=None, cwd=None):
        self.log_path = Path(log)
        self.command = command
        with open(self.log_path, "ab") as out:
            self.popen = subprocess.Popen(
                as_user(user, command, orphan_signal), stdin=subprocess.PIPE, stdout=out,
                stderr=out, env=env, cwd=cwd)
        self.pid = self.popen.pid

    def is_running(self):
        return self.popen.poll() is None

    def say(self, line):
        self.popen.stdin.write(line.encode() + b"\n")
        self.popen.stdin.flush()

    def output(self):
        return self.log_path.read_text(encoding="utf-8", errors="replace")

    def end(self, sig=signal.SIGTERM, seconds=60):
        """Sends the signal and waits; kills what does not listen. Returns the exit status."""
        if self.is_running():
            self.popen.send_signal(sig)
        try:
            return self.popen.wait(seconds)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait()
            raise AssertionError(f"{self.command[0]} did not end within {seconds} s of signal "
                                 f"{int(sig)}:\n{self.output()[-2000:]}") from None

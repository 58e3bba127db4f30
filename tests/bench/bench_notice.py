"""bench-notice: notices a second from the outbox to `sent`, into the null channel, into a real Kannel
and a real Postfix, each beside a bare libcurl loop to the same; and what a hundred thousand queued
cost. The database keeps its promises (fsync on). FIGURE=null,kannel,... picks some."""
import os
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import quote

from bench import demo, line
from daemon import Dutyd
from dovecot import Dovecot
from gateway import kannel_settings
from kannel import Kannel
from postfix import Postfix
from process import PROGRAMS
from strain import main_pid, memory_kib
from wait import until

# Urgent enough that nobody is spared: the bench writes thousands to one person.
QUEUE = """
insert into duty.notice (center_id, person_id, channel, address, language, template, params,
    dedupe_key, priority, due_at, deadline, created_at)
select p.center_id, p.person_id, %(channel)s::text, case %(channel)s::text when 'sms' then
        '+8490' || lpad(i::text, 7, '0') else 'bench' || i || '@example.vn' end, 'vi',
    'hearing.assigned',
    jsonb_build_object('code', i || '/2026/TLST-HS', 'date', '2026-12-03', 'time', '07:30',
        'court', 'Tòa án nhân dân khu vực 1 - Cần Thơ', 'room', 'Phòng xử A', 'mode', 'in_person',
        'name', p.full_name, 'center_name', 'Trung tâm', 'hearing_id', i),
    'bench:' || %(run)s || ':' || i, 7, now(), now() + interval '1 day', now()
from generate_series(1, %(count)s) i, (select * from duty.person order by person_id limit 1) p
"""
TOOK = """
select extract(epoch from max(a.ended_at) - min(a.started_at))::float8 from duty.notice_attempt a
join duty.notice n using (center_id, notice_id) where n.dedupe_key like %s
"""
TURNS = 3
SENT = "select count(*) from duty.notice where dedupe_key like %s and state in ('sent', 'delivered')"


@contextmanager
def a_kannel():
    kannel = Kannel().start()
    try:
        yield kannel
    finally:
        kannel.stop()


class Bench:
    def __init__(self, folder):
        self.folder = folder
        self.cluster, self.database, _ = demo(folder)

    def queue(self, run, count, channel="sms"):
        with self.database.connect(user="duty_super") as conn:
            conn.execute(QUEUE, {"run": run, "count": count, "channel": channel})
            conn.execute("vacuum analyze duty.notice")

    def daemon(self, run, **settings):
        return Dutyd(self.database, self.folder / run, log__level="warn", **settings)

    def sent(self, run):
        return self.database.value(SENT, f"bench:{run}:%", user="duty_super")

    def rate(self, run, count, channel="sms", **settings):
        """Queues so many, starts dutyd, and waits until each is sent; notices a second, from the
        first claim to the last record."""
        self.queue(run, count, channel)
        daemon = self.daemon(run, **settings).start(ready=False)
        try:
            until(lambda: self.sent(run) == count, 300, run)
            return count / self.database.value(TOOK, f"bench:{run}:%", user="duty_super")
        finally:
            daemon.stop()

    def words(self):
        """A text as it was sent, for the bare loop."""
        return self.database.value("select body from duty.captured where channel = 'sms'"
                                   " order by captured_id limit 1", user="duty_super")

    def loop(self, name, *args):
        program = self.folder / name
        subprocess.run(["gcc", "-O2", "-o", program, f"tests/bench/{name}.c", "-lcurl"], check=True)
        done = subprocess.run([program, *map(str, args)], capture_output=True, text=True, check=True)
        return float(done.stdout)

    # ---- figures ----

    def null(self):
        line("notice_null", self.rate("null", 20000, notice__sms_gateway="null"), "notices/s")

    def capture(self):
        line("notice_capture", self.rate("capture", 5000), "notices/s")

    def kannel(self):
        """Each into a Kannel of its own, for what one has taken it still works at afterwards; by
        turns, and the median, for Kannel keeps a file of each text until it has left."""
        self.rate("words", 1)
        rates, bare = [], []
        for n in range(TURNS):
            with a_kannel() as kannel:
                url = (f"{kannel.url}?username={kannel.user}&password={kannel.password}&from=TGPL"
                       f"&coding=2&charset=UTF-8&text={quote(self.words())}")
                bare.append(self.loop("curl_loop", url, 5000, 64))
            with a_kannel() as kannel:
                gateways = kannel_settings(self.folder / f"gateways{n}", kannel)
                rates.append(self.rate(f"kannel{n}", 5000, **gateways))
        line("notice_kannel", median(rates), "notices/s", "libcurl-loop", median(bare))

    def mail(self):
        dovecot = Dovecot().start()
        postfix = Postfix(dovecot).start()
        settings = {"notice__mail_gateway": "smtp", "notice__smtp_url": postfix.url}
        rates, bare = [], []
        try:
            for n in range(TURNS):
                rates.append(self.rate(f"mail{n}", 3000, "mail", **settings))
                text = self.folder / "mail.eml"
                text.write_bytes(self.message(dovecot))
                bare.append(self.loop("mail_loop", postfix.url, "<lich-truc@example.vn>", text,
                                      3000, 8))
            line("notice_mail", median(rates), "mails/s", "libcurl-loop", median(bare))
        finally:
            postfix.stop()
            dovecot.stop()

    @staticmethod
    def message(dovecot):
        """One of the mails as it arrived, for the bare loop to send the same."""
        found = until(lambda: dovecot.mails("bench7"), 60, "the mail of bench7")
        return bytes(found[0])

    def memory(self):
        """A hundred thousand in the queue: what the daemon takes, and whether the end is as fast."""
        count = 100_000
        self.queue("many", count)
        daemon = self.daemon("many", notice__sms_gateway="null").start()
        seen = [(time.monotonic(), self.sent("many"), 0)]
        try:
            pid = main_pid(daemon)
            while seen[-1][1] < count:
                time.sleep(0.5)  # between two looks
                seen.append((time.monotonic(), self.sent("many"), memory_kib(pid)))
        finally:
            daemon.stop()
        early = max(k for _, n, k in seen[1:] if n <= count / 10 or n == seen[1][1])
        line("notice_queued_memory", max(k for _, _, k in seen), "KiB")
        line("notice_queued_growth", max(k for _, _, k in seen) - early, "KiB")

        def speed(low, high):
            part = [(t, n) for t, n, _ in seen if low * count <= n <= high * count]
            return (part[-1][1] - part[0][1]) / (part[-1][0] - part[0][0])
        line("notice_queued_slowdown", speed(0, 0.2) / speed(0.8, 1), "times")


def main():
    assert (PROGRAMS / "dutyd").exists(), "make first"
    folder = Path(tempfile.mkdtemp(prefix="duty-bench-", dir="/tmp"))
    os.chmod(folder, 0o755)
    bench = Bench(folder)
    try:
        for figure in os.environ.get("FIGURE", "null,capture,kannel,mail,memory").split(","):
            getattr(bench, figure)()
    finally:
        bench.cluster.remove()


if __name__ == "__main__":
    main()

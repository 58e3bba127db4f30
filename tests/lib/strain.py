"""What the tests under strain share: who got what how often, counted beside the database; senders
killed at random points; and how long a loop keeps others waiting."""
import contextlib
import http.client
import os
import random
import re
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path

import demo
from dovecot import as_root
from wait import until


def number(name, default):
    """A size that is small in the check and may be given by hand: KILLS=1000 NOTICES=50000."""
    return int(os.environ.get(name, default))


def unthrottled(db):
    """What keeps people from being flooded would keep these tests from flooding them."""
    db.rows("update duty.rule set value = 1000000 where key = 'notice.person_per_hour'")
    db.rows("update duty.rule set value = 0 where key = 'notice.bundle_seconds'")


def impatient(db):
    """Whoever is turned away tries again after a second, not after half a minute."""
    db.rows("update duty.rule set value = 1 where key like 'notice.backoff.%%'")
    db.rows("update duty.rule set value = 100 where key = 'notice.max_attempts'")


@contextlib.contextmanager
def supervised(kannel):
    """Starts Kannel's smsbox again when it ends, as its own run_kannel_box does: version 1.4.5 now and
    then crashes when a callback's peer is killed."""
    done = threading.Event()

    def watch():
        while not done.wait(0.1):
            if not kannel.smsbox.is_running():
                kannel.smsbox = kannel.run("/usr/sbin/smsbox", kannel.folder / "kannel.conf")

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    yield kannel
    done.set()
    thread.join()


# ---- the account ----

def attempts(db):
    """number of a text of demo.add_notices -> the outcomes of its attempts, in order; what a
    stopping daemon gave back unsent is none."""
    rows = db.rows("""
        select substring(n.dedupe_key from 'test:(.*)')::int as number,
            coalesce(array_agg(a.outcome order by a.n) filter (where a.code is distinct from 'stopping'),
                '{}') as outcomes
        from duty.notice n left join duty.notice_attempt a using (center_id, notice_id)
        where n.dedupe_key like 'test:%' group by 1""")
    return {r["number"]: r["outcomes"] for r in rows}


def account(db, received, states=("sent", "delivered")):
    """None lost, and every copy but one stands in the log as an attempt nobody knew the end of.
    received: number of a text -> how often it arrived. Returns attempts(db)."""
    outcomes = attempts(db)
    lost = set(outcomes) - set(received)
    assert not lost, f"never arrived: {len(lost)} of {len(outcomes)}, {sorted(lost)[:20]}"
    strange = set(received) - set(outcomes)
    assert not strange, f"nobody wrote them: {sorted(strange)[:20]}"
    unsaid = {n: (times, outcomes[n]) for n, times in received.items()
              if times > 1 + outcomes[n].count("unknown")}
    assert not unsaid, f"arrived more often than the log admits: {dict(list(unsaid.items())[:20])}"
    endless = [n for n, each in outcomes.items() if None in each]
    assert not endless, f"attempts without an end: {endless[:20]}"
    found = Counter(r["state"] for r in db.rows(
        "select state from duty.notice where dedupe_key like 'test:%'"))
    assert set(found) <= set(states), found
    return outcomes


def tokens_are_ours(db, tokens):
    """What arrived was claimed and committed before, and each attempt was sent once."""
    twice = [t for t, n in Counter(tokens).items() if n > 1]
    assert not twice, f"one attempt was sent more than once: {twice[:5]}"
    ours = {r["token"] for r in db.rows("select token from duty.notice_attempt")}
    assert set(tokens) <= ours, f"sent without a committed claim: {list(set(tokens) - ours)[:5]}"


def copies(texts):
    """number -> how often it arrived, of anything that has a .text."""
    return demo.numbers(t.text for t in texts)


# ---- deaths ----

def kill_again_and_again(db, dutyd, kills, notices, seed):
    """Writes at least so many notices, kills their sender so many times at random points, of its
    work or, one time in ten, of its start, and lets it finish in the end."""
    chance, added = random.Random(seed), 0
    with db.connect() as c:
        for _ in range(kills):
            if demo.unsettled(db) < 1000:  # so that every kill finds it at work
                demo.add_notices(db, 1000, first=added + 1)
                added += 1000
            began = c.execute("select duty.now() as t").fetchone()["t"]
            dutyd.start(ready=False)
            if chance.random() < 0.9:
                until(lambda since=began: has_begun(c, since), 30, "a message on its way")
            time.sleep(chance.uniform(0, 0.2))  # the random point this is about
            dutyd.kill()
    if added < notices:
        demo.add_notices(db, notices - added, first=added + 1)
    dutyd.start()
    demo.settle(db, 60 + notices / 20)


def has_begun(connection, since):
    """Whether an attempt has been opened since then, or has already ended."""
    return connection.execute("""
        select exists (select from duty.notice_attempt where outcome is null and started_at > %s)
            or exists (select from duty.notice where sent_at > %s) as r""", [since, since]
                              ).fetchone()["r"]


# ---- the loop ----

def waited(pid, thread=None):
    """Seconds a thread stood ready and had no processor: none of its own doing (schedstat)."""
    path = f"/proc/{pid}/task/{thread or pid}/schedstat"
    return int(Path(path).read_text(encoding="ascii").split()[1]) / 1e9


class Probe:
    """Asks a daemon the cheapest question without a pause, over one connection, and keeps how long
    each answer took beyond the time that either side had no processor."""

    def __init__(self, dutyd, path="/health"):
        self.port, self.pid, self.path = dutyd.port, main_pid(dutyd), path
        self.stalls, self.going = [], True
        self.thread = threading.Thread(target=self.run, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.going = False
        self.thread.join()

    def run(self):
        me = threading.get_native_id()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        while self.going:
            start, idle = time.monotonic(), waited(self.pid) + waited(os.getpid(), me)
            line.request("GET", self.path)
            line.getresponse().read()
            took = time.monotonic() - start
            idle = waited(self.pid) + waited(os.getpid(), me) - idle
            self.stalls.append(max(0.0, took - idle))
            time.sleep(0.001)

    def worst_ms(self):
        return max(self.stalls) * 1000


def main_pid(dutyd):
    """The daemon itself, also when it was started through a shell or a name space."""
    pid = dutyd.process.pid
    while Path(f"/proc/{pid}/comm").read_text(encoding="ascii").strip() != "dutyd":
        pid = int(Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()[0])
    return pid


def lag(dutyd):
    """{upper bound in ms: ticks of the loop's own timer that were later than that}."""
    found = {k: v for k, v in dutyd.metrics().items() if k.startswith("dutyd_loop_lag_ms_bucket")}
    bounds = {k.split('"')[1]: v for k, v in found.items()}
    return {int(k): bounds["+Inf"] - v for k, v in bounds.items() if k != "+Inf"}


def memory_kib(pid):
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1))


def kill_as_root(pid, sig):
    """A process of another user, such as PostgreSQL's."""
    subprocess.run(as_root(["kill", f"-{int(sig)}", str(pid)]), check=True)

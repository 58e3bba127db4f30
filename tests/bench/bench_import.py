"""The database part of bench-intake: a calendar of 50,000 events taken in part by part, sent again
with another stamp on each event, and the very same bytes again (aims: no part holds up other
writers for a second; at most a tenth of the first time), and with ten thousand events moved; and
how long the daemon's loop stands still while such a calendar is uploaded and read (aim: under 20 ms)."""
import hashlib
import json
import multiprocessing
import os
import subprocess
import tempfile
import time
from pathlib import Path

import http.client

import diary
from bench import demo, line
from daemon import Dutyd

BUILD = Path(os.environ.get("BUILD", "build"))
ACT = """select set_config('app.center_id', center_id::text, true),
    set_config('app.account_id', account_id::text, true), set_config('app.role', role, true)
    from duty.account where role = 'coordinator' order by account_id limit 1"""
CHANGED = 10000
COURT = "select min(org_id)::text from duty.org_unit where code = 'tand-kv3'"


def read(document):
    done = subprocess.run([BUILD / "dutyparse", "--today", "2026-11-22"], input=document,
                          capture_output=True, check=True)
    return done.stdout.decode()


def take(database, parsed):
    """Seconds of one import_take with all its parts, committed, of the longest transaction that
    other writers wait for, and its answer."""
    sha = hashlib.sha256(parsed.encode()).hexdigest()
    spent = []
    with database.connect(user="duty_super") as c:
        court = c.execute(COURT).fetchone()["min"]

        def call(query, *params):
            start = time.monotonic()
            with c.transaction():
                c.execute(ACT)
                c.execute("set local role duty_app")
                done = c.execute(query, params).fetchone()["done"]
            spent.append(time.monotonic() - start)
            return done

        done = call("select duty.import_take('poll', 1, %s, 'lich.ics', %s, %s::jsonb) as done",
                    court, sha, parsed)
        while done.get("is_more"):
            done = call("select duty.import_part(duty.import_taking('poll', 1)) as done")
    return sum(spent), max(spent[1:], default=sum(spent)), done


def in_the_database(database, calendar):
    events = calendar()
    again = events.replace(b"DTSTAMP:20261122T010203Z", b"DTSTAMP:20261122T020304Z")
    parsed = read(events)
    first, longest, done = take(database, parsed)
    stamped, _, same = take(database, json.dumps({**json.loads(read(again)), "stamp": 2}))
    bytes_again, _, _ = take(database, parsed)
    moved = json.loads(parsed)
    for row in moved["rows"][:CHANGED]:
        row["fields"]["time"] = "08:00"
    changed, _, other = take(database, json.dumps(moved))
    if done["new"] == 0 or same["same"] != done["new"] or other["changed"] != CHANGED:
        raise SystemExit(f"not taken in as it should be: {done} {same} {other}")
    line("intake_take_new", done["new"] / first, "hearings/s")
    line("intake_take_part", longest, "s")
    line("intake_take_changed", CHANGED / changed, "hearings/s")
    line("intake_take_unchanged", stamped, "s", "first", first)
    line("intake_take_same_bytes", bytes_again, "s", "first", first)


def goes_first(pid):
    """The process (the thread of its loop, not its children) runs before all others, where that is
    allowed: the wait is then the loop's own and not the machine's."""
    try:
        os.sched_setscheduler(pid, os.SCHED_FIFO | os.SCHED_RESET_ON_FORK, os.sched_param(1))
    except PermissionError:
        print("# no real-time priority here: waits for the processor count as the loop's")


def probe(port, stop, longest):
    """Asks /health over one connection without a pause; the longest wait for an answer, in ms."""
    goes_first(0)
    connection = http.client.HTTPConnection("127.0.0.1", port)
    while not stop.is_set():
        start = time.monotonic()
        connection.request("GET", "/health")
        connection.getresponse().read()
        longest.value = max(longest.value, 1000 * (time.monotonic() - start))
        time.sleep(0.001)


def longest_wait(dutyd, work):
    goes_first(dutyd.process.popen.pid)
    stop, longest = multiprocessing.Event(), multiprocessing.Value("d", 0)
    asker = multiprocessing.Process(target=probe, args=(dutyd.port, stop, longest))
    asker.start()
    try:
        work()
    finally:
        stop.set()
        asker.join()
    return longest.value


def through_the_daemon(database, folder, calendar):
    dutyd = Dutyd(database, folder / "dutyd", log__level="warn").start()
    try:
        client = dutyd.client("coordinator")
        client.seconds = 120
        court = database.value("select min(org_id) from duty.org_unit where code = 'tand-kv4'",
                               user="duty_super")

        def upload():
            reply = client.post_multipart("/hearings/import", {"court_id": court},
                                          {"file": ("lich.ics", calendar())})
            if not reply.path.startswith("/hearings/import/"):
                raise SystemExit(f"the upload failed: {reply}")

        idle = longest_wait(dutyd, lambda: time.sleep(5))
        line("intake_stall_upload", longest_wait(dutyd, upload), "ms", "idle", idle)
    finally:
        dutyd.stop()


def main(calendar):
    folder = Path(tempfile.mkdtemp(prefix="duty-bench-", dir="/tmp"))
    os.chmod(folder, 0o755)
    cluster, database, _ = demo(folder)
    try:
        diary.main(database)
        in_the_database(database, calendar)
        through_the_daemon(database, folder, calendar)
    finally:
        cluster.remove()

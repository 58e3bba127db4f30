"""bench-feed: ten thousand calendars of five hundred events in memory. Requests a second and the 99th
percentile of conditional and full requests (plain and gzip) over all of them, beside nginx with the
same bytes as files and beside Radicale with one of them as a collection; memory beyond the bytes; and
how long after its commit a change is in the calendar. The server has one core, the load another. Each
of 2,500 people has four addresses, which differ by their alarms and so in every event's bytes. FEEDS=
and EVENTS= make it smaller."""
import http.client
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from bench import demo, line
from daemon import Dutyd
from ports import free_port, is_listening
from wait import until

import feed_year

FEEDS, EVENTS = int(os.environ.get("FEEDS", "10000")), int(os.environ.get("EVENTS", "500"))
ALARMS = (None, 10, 30, 60)  # minutes; an address for each
CHANGES = 200
SERVER, LOAD = (0, 1) if os.cpu_count() > 1 else (0, 0)  # cores
ROUNDS, SECONDS = 3, 2
PEOPLE = """
insert into duty.person (center_id, full_name)
    select 1, 'Trợ giúp viên số ' || n from generate_series(1, %(more)s) n;
insert into duty.contact (center_id, person_id, channel, address, verified_at)
    select 1, person_id, 'sms', '+8498' || to_char(person_id, 'FM0000000'), duty.now()
    from duty.person where center_id = 1 and full_name like 'Trợ giúp viên số %%';
insert into duty.provider (center_id, person_id, class, first_day)
    select 1, person_id, 'officer', '2026-01-01'
    from duty.person where center_id = 1 and full_name like 'Trợ giúp viên số %%'
"""
CHANGE = """
select set_config('app.center_id', '1', true), set_config('app.role', 'coordinator', true),
    set_config('app.account_id', (select min(account_id)::text from duty.account
        where center_id = 1 and role = 'coordinator'), true);
set local role duty_app;
select duty.hearing_put(%(hearing)s, jsonb_build_object('room', %(room)s::text), null, 'form')
"""
NGINX = """daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 1000000000; sendfile on; tcp_nodelay on; gzip_static on;
  open_file_cache max=40000 inactive=10m; open_file_cache_valid 10m;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  types {{ text/calendar ics; }}
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}"""
RADICALE = """[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[storage]
filesystem_folder = {folder}/collections
[logging]
level = error
"""
# Asks for each address of a file in turn, with the tag that stands beside it.
LUA = """
local asks, n = {{}}, 0
function init()
    for line in io.lines("{table}") do
        local path, tag = line:match("^(%S+)\\t(.*)$")
        local headers = {{}}
        if {is_conditional} then headers["If-None-Match"] = tag end
        if {is_gzip} then headers["Accept-Encoding"] = "gzip" end
        asks[#asks + 1] = wrk.format("GET", path, headers)
    end
end
function request()
    n = n % #asks + 1
    return asks[n]
end
"""
Load = namedtuple("Load", "rate p99")  # requests a second, milliseconds
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def pin(pid, core):
    subprocess.run(["taskset", "-acp", str(core), str(pid)], check=True, stdout=subprocess.DEVNULL)


def wrk(folder, port, table, kind, connections=16, seconds=SECONDS):
    """kind: "304", "plain" or "gzip"."""
    script = folder / f"{table.stem}-{kind}.lua"
    script.write_text(LUA.format(table=table, is_conditional=str(kind == "304").lower(),
                                 is_gzip=str(kind == "gzip").lower()))
    done = subprocess.run(["taskset", "-c", str(LOAD), "wrk", "-t1", f"-c{connections}", f"-d{seconds}s",
                           "--latency", "-s", script, f"http://127.0.0.1:{port}"],
                          capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in done:
        raise SystemExit(f"answered with errors:\n{done}")
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", done).groups()
    return Load(float(re.search(r"Requests/sec:\s+([\d.]+)", done).group(1)), float(value) * UNITS[unit])


def compare(name, ours, peer, theirs):
    """Alternating rounds, so that a busy moment of the machine hits both; the medians count."""
    rounds = [(ours(), theirs()) for _ in range(ROUNDS)]
    for what, unit in (("rate", "req/s"), ("p99", "ms")):
        line(f"{name}_{what}", median(getattr(r[0], what) for r in rounds), unit, peer,
             median(getattr(r[1], what) for r in rounds))


def get(connection, path, **headers):
    """(status, headers, body) over a connection that is kept."""
    connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    reply = connection.getresponse()
    return reply.status, reply.headers, reply.read()


def fill(database):
    """The calendars in the tables; their paths."""
    more = FEEDS // len(ALARMS) - database.value("select count(*) from duty.provider where center_id = 1")
    begun = time.monotonic()
    with database.connect() as c, c.transaction():
        c.execute("set local session_replication_role = replica")
        for statement in PEOPLE.split(";\n"):
            c.execute(statement, {"more": more})
    feed_year.fill(database, time.strftime("%Y-%m-%d"), EVENTS // 2, 1, EVENTS - EVENTS // 2,
                   "i + 1 || '/' || g || '/TLST-HS'")
    found = [path for n, alarm in enumerate(ALARMS)
             for path in feed_year.open_feeds(database, f"nam{n}-", alarm).values()]
    line("feed_fill", time.monotonic() - begun, "s")
    return found


def fetch_all(port, paths, www):
    """Each calendar plain and gzip, kept as nginx's files; [(path, tag)] and the bytes of both."""
    def part(mine):
        connection, found, size = http.client.HTTPConnection("127.0.0.1", port), [], 0
        for path in mine:
            status, headers, plain = get(connection, path)
            packed = get(connection, path, Accept_Encoding="gzip")[2]
            if status != 200:
                raise SystemExit(f"{path}: {status}")
            (www / path[1:]).write_bytes(plain)
            (www / f"{path[1:]}.gz").write_bytes(packed)
            found.append((path, headers["ETag"]))
            size += len(plain) + len(packed)
        return found, size

    (www / "feed").mkdir(parents=True)
    begun = time.monotonic()
    with ThreadPoolExecutor(4) as pool:
        parts = list(pool.map(part, [paths[n::4] for n in range(4)]))
    line("feed_first_fetch", (time.monotonic() - begun) * 1000 / len(paths), "ms")
    return sum((p[0] for p in parts), []), sum(p[1] for p in parts)


def resident(pid):
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) * 1024


def write_table(path, rows):
    path.write_text("".join(f"{where}\t{tag}\n" for where, tag in rows), encoding="ascii")
    return path


def nginx_tag(path):
    """What nginx makes of a file's time and size."""
    found = path.stat()
    return f'"{int(found.st_mtime):x}-{found.st_size:x}"'


def beside_nginx(folder, daemon, addresses):
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    nginx = subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-p", folder])
    try:
        until(lambda: is_listening(port), 10, "nginx")
        workers = Path(f"/proc/{nginx.pid}/task/{nginx.pid}/children").read_text().split()
        for pid in [nginx.pid, *workers]:
            pin(pid, SERVER)
        ours = write_table(folder / "ours.txt", addresses)
        theirs = write_table(folder / "nginx.txt", [
            (path, nginx_tag(folder / "www" / path[1:])) for path, _ in addresses])
        wrk(folder, port, theirs, "plain")  # once, so that its cache of files is full as well
        for kind in ("304", "plain", "gzip"):
            compare(f"feed_{kind}", lambda k=kind: wrk(folder, daemon.port, ours, k), "nginx",
                    lambda k=kind: wrk(folder, port, theirs, k))
    finally:
        nginx.terminate()
        nginx.wait()


def beside_radicale(folder, daemon, addresses):
    """One calendar as a collection. It knows no conditional GET of one: it answers in full."""
    port, home = free_port(), folder / "radicale"
    home.mkdir()
    (home / "config").write_text(RADICALE.format(port=port, folder=home))
    radicale = subprocess.Popen([sys.executable, "-m", "radicale", "-C", home / "config"],
                                env={"PATH": "/usr/bin:/bin", "HOME": str(home)})
    try:
        until(lambda: is_listening(port), 20, "Radicale")
        pin(radicale.pid, SERVER)
        path = addresses[0][0]
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("PUT", "/bench/lich/", (folder / "www" / path[1:]).read_bytes(),
                           {"Authorization": "Basic YmVuY2g6eA==", "Content-Type": "text/calendar"})
        made = connection.getresponse()
        made.read()
        if made.status != 201:
            raise SystemExit(f"Radicale did not take the calendar: {made.status}")

        def theirs(seconds=3):
            """One after the other: it answers one at a time."""
            took, end = [], time.monotonic() + seconds
            while time.monotonic() < end:
                begun = time.monotonic()
                status, _, body = get(connection, "/bench/lich/", Authorization="Basic YmVuY2g6eA==")
                took.append((time.monotonic() - begun) * 1000)
                if status != 200 or body.count(b"BEGIN:VEVENT") < EVENTS * 0.9:
                    raise SystemExit(f"Radicale: {status}, {len(body)} bytes")
            took.sort()
            return Load(1000 * len(took) / sum(took), took[math.ceil(0.99 * len(took)) - 1])

        theirs(1)
        one = write_table(folder / "one.txt", addresses[:1])
        for kind in ("304", "plain"):
            compare(f"feed_{kind}_one", lambda k=kind: wrk(folder, daemon.port, one, k), "radicale",
                    theirs)
    finally:
        radicale.terminate()
        radicale.wait()


def after_a_change(database, daemon):
    """From the commit to the first answer that is another calendar; asked without a pause."""
    rows = database.rows("""
        select h.hearing_id, min(a.provider_id) as provider_id from duty.hearing h
        join duty.appearance a using (center_id, hearing_id)
        where h.center_id = 1 and h.state = 'scheduled' and h.starts > now() + interval '40 days'
        group by h.hearing_id order by md5(h.hearing_id::text) limit %s""", CHANGES)
    connection, took = http.client.HTTPConnection("127.0.0.1", daemon.port), []
    with database.connect() as c:
        for n, row in enumerate(rows):
            path = f"/feed/nam0-{row['provider_id']}.ics"
            tag = get(connection, path)[1]["ETag"]
            with c.transaction():
                for statement in CHANGE.split(";\n"):
                    c.execute(statement, {"hearing": row["hearing_id"], "room": f"Phòng mới {n}"})
            begun = time.monotonic()
            while get(connection, path, If_None_Match=tag)[0] == 304:
                if time.monotonic() - begun > 20:
                    raise SystemExit("the change does not come")
            took.append((time.monotonic() - begun) * 1000)
    took.sort()
    line("feed_change_median", median(took), "ms")
    line("feed_change_p99", took[math.ceil(0.99 * len(took)) - 1], "ms")


def main():
    folder = Path(tempfile.mkdtemp(prefix="duty-bench-", dir="/tmp"))
    os.chmod(folder, 0o755)
    begun = time.monotonic()
    cluster, database, _ = demo(folder, fast=True)
    daemon = None
    try:
        paths = fill(database)
        daemon = Dutyd(database, folder / "dutyd", log__level="warn", feed__memory_mib=16384).start()
        before = resident(daemon.process.pid)
        addresses, size = fetch_all(daemon.port, paths, folder / "www")
        line("feed_bytes", size / len(addresses), "bytes")
        line("feed_memory_beyond_bytes", (resident(daemon.process.pid) - size) / 1e6, "MB")
        line("feed_memory_before", before / 1e6, "MB")
        pin(daemon.process.pid, SERVER)
        beside_nginx(folder, daemon, addresses)
        beside_radicale(folder, daemon, addresses)
        after_a_change(database, daemon)
        line("feed_renders", daemon.metrics()["dutyd_feed_renders_total"], "renders")
        line("feed_bench", time.monotonic() - begun, "s")
    finally:
        if daemon:
            daemon.stop()
        cluster.remove()
        subprocess.run(["rm", "-rf", folder], check=True)


if __name__ == "__main__":
    main()

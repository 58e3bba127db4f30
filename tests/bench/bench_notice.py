"""bench-notice: notices a second from the outbox to `sent`, into the null channel and into a real
Kannel beside a bare libcurl loop to the same Kannel. The database keeps its promises (fsync on)."""
import os
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from bench import demo, line
from daemon import Dutyd
from kannel import Kannel
from wait import until

QUEUE = """
insert into duty.notice (center_id, person_id, channel, address, language, template, params,
    dedupe_key, due_at, deadline, created_at)
select p.center_id, p.person_id, 'sms', '+8490' || lpad(i::text, 7, '0'), 'vi', 'hearing.assigned',
    jsonb_build_object('code', i || '/2026/TLST-HS', 'date', '2026-12-03', 'time', '07:30',
        'court', 'Tòa án nhân dân khu vực 1 - Cần Thơ', 'room', 'Phòng xử A', 'mode', 'in_person',
        'name', p.full_name, 'center_name', 'Trung tâm', 'hearing_id', i),
    'bench:' || %s || ':' || i, now(), now() + interval '1 day', now()
from generate_series(1, %s) i, (select * from duty.person order by person_id limit 1) p
"""
TEXT = ("TGPL: Ông/Bà tham gia phiên tòa vụ 1/2026/TLST-HS: 07:30, 03/12/2026, Tòa án nhân dân "
        "khu vực 1 - Cần Thơ, Phòng xử A (Trực tiếp tại Tòa án).")


def gateway_file(folder, kannel):
    """The shipped description, pointed at this Kannel and keeping Vietnamese letters."""
    shipped = Path("config/gateways/kannel.ini").read_text(encoding="utf-8")
    wanted = {"url": kannel.url, "user": kannel.user, "password": kannel.password, "text": "keep"}
    out = []
    for row in shipped.split("\n"):
        key = row.split("=")[0].strip()
        if key in wanted and row.startswith(f"{key} = ") and "{{" not in row:
            row = f"{key} = {wanted[key]}"
        out.append(row)
    (folder / "kannel.ini").write_text("\n".join(out), encoding="utf-8")


def send(database, folder, run, count, **settings):
    """Queues count notices, starts dutyd, and waits until each is sent; notices a second."""
    with database.connect(user="duty_super") as conn:
        conn.execute(QUEUE, (run, count))
    done = "select count(*) from duty.notice where dedupe_key like %s and state in ('sent','delivered')"
    daemon = Dutyd(database, folder / run, log__level="warn", **settings).start(ready=False)
    start = time.monotonic()
    try:
        until(lambda: database.value(done, f"bench:{run}:%", user="duty_super") == count, 300, run)
        return count / (time.monotonic() - start), daemon.metrics()
    finally:
        daemon.stop()


def bare_loop(folder, kannel, count):
    program = folder / "curl_loop"
    subprocess.run(["gcc", "-O2", "-o", program, "tests/bench/curl_loop.c", "-lcurl"], check=True)
    url = (f"{kannel.url}?username={kannel.user}&password={kannel.password}&from=TGPL&coding=2"
           f"&charset=UTF-8&text={quote(TEXT)}")
    done = subprocess.run([program, url, str(count), "64"], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main():
    folder = Path(tempfile.mkdtemp(prefix="duty-bench-", dir="/tmp"))
    os.chmod(folder, 0o755)
    cluster, database, _ = demo(folder)
    kannel = Kannel().start()
    try:
        rate, _ = send(database, folder, "null", 20000, notice__sms_gateway="null")
        line("notice_null", rate, "notices/s")
        rate, _ = send(database, folder, "capture", 5000)
        line("notice_capture", rate, "notices/s")
        gateway_file(folder, kannel)
        bare = bare_loop(folder, kannel, 5000)
        rate, _ = send(database, folder, "kannel", 5000, notice__sms_gateway="kannel",
                       notice__gateways_dir=folder)
        line("notice_kannel", rate, "notices/s", "libcurl-loop", bare)
    finally:
        kannel.stop()
        cluster.remove()


if __name__ == "__main__":
    main()

"""What operators ask and do: alive, ready, figures, stopping, settings, schema, audit."""
import re
import signal
import subprocess
import threading

import pytest

import demo
from daemon import dutyctl, write_ini
from process import PROGRAMS, ROOT
from wait import until

SAMPLE = re.compile(r'^([a-z_]+)(\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? (-?\d+(?:\.\d+)?)$')


def test_ready_follows_the_database_and_health_does_not(cluster, dutyd):
    client = dutyd.client()
    pid = dutyd.process.pid
    assert client.get("/health").status == client.get("/ready").status == 200
    cluster.stop()
    try:
        until(lambda: client.get("/ready").status == 503, 20, "/ready to say no")
        assert client.get("/health").status == 200
        page = client.get("/login")
        assert page.status == 503 and int(page.headers["Retry-After"]) > 0
        assert demo.said("error.db_lost") in page.text or demo.said("error.busy") in page.text
    finally:
        cluster.start()
    until(lambda: client.get("/ready").status == 200, 30, "/ready after the database came back")
    assert dutyd.client("coordinator").get("/hearings").status == 200
    assert dutyd.process.pid == pid and dutyd.process.is_running()


def test_a_database_that_crashes_is_found_again_and_what_was_queued_is_sent(cluster, dutyd):
    demo.add_notices(dutyd.database, 3)
    demo.settle(dutyd.database)
    cluster.crash()
    cluster.start()
    until(lambda: dutyd.client().get("/ready").status == 200, 30, "dutyd to be ready again")
    demo.add_notices(dutyd.database, 3, first=4)
    demo.settle(dutyd.database)
    bodies = dutyd.database.rows("select body from duty.captured")
    sent = set(demo.numbers(r["body"] for r in bodies))
    assert {4, 5, 6} <= sent  # the cluster of these tests may forget its last moment


def test_metrics_are_what_prometheus_reads(dutyd):
    dutyd.client("coordinator").get("/hearings")
    reply = dutyd.client().get("/metrics")
    assert reply.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    kinds, seen = {}, set()
    for line in reply.text.rstrip("\n").split("\n"):
        if line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            assert name not in kinds and kind in ("counter", "gauge", "histogram")
            kinds[name] = kind
        elif not line.startswith("# HELP "):
            name, labels, _ = SAMPLE.match(line).groups()
            base = re.sub(r"_(bucket|sum|count)$", "", name)
            assert kinds.get(name, kinds.get(base)), f"no TYPE before {line}"
            assert (name, labels) not in seen, f"twice: {line}"
            seen.add((name, labels))
    assert dutyd.metrics()["dutyd_http_requests_total"] >= 4
    assert dutyd.metrics()["dutyd_db_calls_total"] > 0
    assert not re.search(r"cantho|dieuphoi|84900", reply.text), "figures name nobody"


def test_sigterm_lets_the_request_in_hand_finish(dutyd):
    client, db = dutyd.client("coordinator"), dutyd.database
    replies = []
    form = {"court_id": demo.court(db, "tand-kv1"), "code": "1/2027/TLST-HS", "time": "07:30",
            "date": str(demo.weekdays(demo.next_month())[0])}
    asking = threading.Thread(target=lambda: replies.append(client.submit(
        "/hearings/new", form, form="/hearings/new", follow=False)))
    with db.connect() as c, c.transaction():  # holds the one pen of the Centre
        c.execute("select pg_advisory_xact_lock(7001, center_id::integer) from duty.center"
                  " where code = 'cantho'")
        asking.start()
        until(lambda: db.value("select count(*) from pg_locks"
                               " where locktype = 'advisory' and not granted") > 0, 20, "the post")
        dutyd.process.popen.send_signal(signal.SIGTERM)
        until(lambda: dutyd.events("app.stopping"), 10, "the signal to be heard")
    asking.join(60)
    assert [r.status for r in replies] == [303], replies
    dutyd.stop()  # asserts that it ends in order, also when asked twice
    assert db.value("select count(*) from duty.hearing") == 1
    with pytest.raises(OSError):
        dutyd.client().get("/health")


def test_a_daemon_that_is_stopping_says_it_is_not_ready_or_takes_nobody(make_dutyd):
    dutyd = make_dutyd()
    dutyd.process.popen.send_signal(signal.SIGTERM)

    def is_refused():
        try:
            return dutyd.client().get("/ready").status == 503
        except OSError:
            return True  # it no longer listens

    until(is_refused, 60, "the stopping daemon to say no")
    dutyd.stop()


@pytest.fixture
def audited(dutyd):
    client = dutyd.client("coordinator")
    for n in range(3):
        reply = client.submit("/hearings/new", {
            "court_id": demo.court(dutyd.database, "tand-kv1"), "code": f"{n}/2027/TLST-HS",
            "date": str(demo.weekdays(demo.next_month())[n]), "time": "07:30"},
            form="/hearings/new")
        assert "done=hearing" in reply.path, reply
    return dutyd


def test_the_audit_log_tells_who_did_what_and_its_chain_holds(audited):
    rows = audited.database.rows("select a.action, c.login from duty.audit a"
                                 " left join duty.account c using (center_id, account_id)"
                                 " order by seq")
    assert [(r["action"], r["login"]) for r in rows] == [("session.open", "dieuphoi")] + \
        [("hearing.new", "dieuphoi")] * 3
    done = audited.ctl("audit", "cantho")
    assert done.stdout == "audit: the chain holds\n"


TAMPERING = {
    "a changed content": "update duty.audit set data = data || '{\"x\": 1}' where seq = 2",
    "a changed author": "update duty.audit set account_id = account_id + 1 where seq = 2",
    "a changed time": "update duty.audit set at = at + interval '1 microsecond' where seq = 2",
    "a row taken out": "delete from duty.audit where seq = 2",
    "the end cut off": "delete from duty.audit where seq = 4",
    "a row added": "insert into duty.audit select center_id, 5, at, account_id, request_id, action,"
                   " entity, entity_id, data, hash, hash from duty.audit where seq = 4",
}


@pytest.mark.parametrize("how", TAMPERING)
def test_tampering_with_the_audit_log_is_found(audited, how):
    with audited.database.connect() as c, c.transaction():
        c.execute("set local session_replication_role = replica")  # past every trigger
        assert c.execute(TAMPERING[how]).rowcount == 1
    done = audited.ctl("audit", "cantho", check=False)
    assert done.returncode == 1
    assert re.fullmatch(r"audit: the chain breaks at entry \d+\n", done.stdout), done
    assert audited.ctl("audit", "camau").returncode == 0


@pytest.mark.parametrize("user", ["duty_app", "duty_jobs", "duty_owner"])
def test_no_login_of_the_service_can_rewrite_the_audit_log(audited, user):
    for change in ("update duty.audit set data = '{}'", "delete from duty.audit",
                   "truncate duty.audit"):
        with pytest.raises(Exception):
            audited.database.rows(change, user=user)
    assert audited.database.value("select count(*) from duty.audit") == 4


def test_migrating_again_applies_nothing(db, tmp_path):
    ini = write_ini(tmp_path / "dutyd.ini", db.settings())
    before = dutyctl(ini, "schema").stdout
    assert dutyctl(ini, "migrate").stdout == "migrated: 0 files applied\n"
    assert dutyctl(ini, "schema").stdout == before


def test_seeding_again_leaves_a_centre_alone(db, tmp_path):
    ini = write_ini(tmp_path / "dutyd.ini", db.settings())
    people = db.value("select count(*) from duty.person")
    done = dutyctl(ini, "seed", "demo", "neighbour")
    assert done.stdout == "demo: there already\nneighbour: there already\n"
    assert db.value("select count(*) from duty.person") == people


def test_an_empty_database_is_refused_until_it_is_migrated(cluster, tmp_path):
    empty = cluster.create()
    ini = write_ini(tmp_path / "dutyd.ini", {**empty.settings(), "state.dir": tmp_path})
    done = run("dutyd", "-c", ini)
    assert done.returncode == 1 and "migrate" in done.stderr, done
    empty.drop()


def test_a_database_of_a_newer_program_is_refused(db, tmp_path):
    ini = write_ini(tmp_path / "dutyd.ini", {**db.settings(), "state.dir": tmp_path})
    db.rows("insert into duty_meta.migration (name, sha256)"
            " values ('migrations/9999_from_the_future.sql', repeat('0', 64))")
    for command in (["dutyd", "-c", ini], ["dutyctl", "-c", ini, "migrate"]):
        done = run(*command)
        assert done.returncode == 1 and done.stderr, (command, done)
    assert "newer" in done.stderr


def run(program, *args):
    return subprocess.run([PROGRAMS / program, *map(str, args)], capture_output=True, text=True,
                          timeout=60, check=False, cwd=ROOT)


@pytest.mark.parametrize("line, words", [
    ("prot = 80", "http.prot"), ("port = eighty", "http.port"), ("port = 99999", "http.port"),
    ("port", "line 3"), ("[unknown]\nx = 1", "unknown.x"), ("port = -1", "http.port")])
def test_a_bad_setting_is_named_with_its_line(tmp_path, line, words):
    ini = tmp_path / "dutyd.ini"
    ini.write_text(f"# settings\n[http]\n{line}\n")
    done = run("dutyd", "-c", ini, "--check-config")
    assert done.returncode == 1
    assert words in done.stderr and re.search(r"line [34]", done.stderr), done.stderr


def test_good_settings_are_accepted_and_printed_back(tmp_path):
    ini = write_ini(tmp_path / "dutyd.ini", {"http.port": 8123, "log.level": "warn"})
    assert run("dutyd", "-c", ini, "--check-config").returncode == 0
    printed = run("dutyd", "-c", ini, "--dump-config").stdout
    assert "port = 8123" in printed and "level = warn" in printed
    again = tmp_path / "again.ini"
    again.write_text(printed)
    assert run("dutyd", "-c", again, "--dump-config").stdout == printed


def test_a_taken_port_is_said_and_not_fought_for(dutyd, tmp_path):
    ini = write_ini(tmp_path / "second.ini", {**dutyd.settings, "state.dir": tmp_path})
    done = run("dutyd", "-c", ini)
    assert done.returncode == 1 and str(dutyd.port) in done.stderr, done
    assert dutyd.client().get("/ready").status == 200

"""The database breaks off while messages are on their way: nothing is lost, nothing is sent twice in
secret, and what is still in a living daemon's hands is not sent by anybody else."""
import random
import signal
import time

import pytest

import daemon
import demo
import strain
from cluster import Cluster
from daemon import Dutyd, make_demo, write_ini
from faults import Moody
from process import BUILD
from wait import until

CRASHES = strain.number("CRASHES", 4)
NOTICES = strain.number("NOTICES", 1600)


@pytest.fixture(autouse=True)
def release_build(monkeypatch):
    monkeypatch.setattr(daemon, "PROGRAMS", BUILD)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """One that keeps its promises (fsync, synchronous commits), for it is going to crash."""
    cluster = Cluster(fast=False).start()
    ini = write_ini(tmp_path_factory.mktemp("own") / "dutyd.ini", {
        "database.socket": cluster.folder, "database.port": cluster.port,
        "database.name": "template_demo"})
    make_demo(ini)
    yield cluster
    cluster.remove()


@pytest.fixture
def db(cluster):
    database = cluster.create("template_demo")
    strain.unthrottled(database)
    yield database
    database.drop()


@pytest.fixture
def recorder():
    gateway = Moody(latency=0.02).start()
    yield gateway
    gateway.stop()


def jobs_backends(db):
    """Backends that hold leases: the connections messages are claimed over."""
    return [r["pid"] for r in db.rows("""
        select distinct lease_pid as pid from duty.notice where state = 'leased'""")]


def crash(cluster, chance):
    """The whole server at once, or a kill -9 of one backend, after which it recovers by itself."""
    if chance.random() < 0.5:
        cluster.crash()
        time.sleep(chance.uniform(0, 0.5))  # the time it is away
        cluster.start()
        return
    with cluster.connect("postgres") as c:
        pids = [r["pid"] for r in c.execute(
            "select pid from pg_stat_activity where usename = 'duty_jobs'")]
    strain.kill_as_root(chance.choice(pids), signal.SIGKILL)
    until(cluster.accepts, 20, "PostgreSQL after a killed backend")


@pytest.mark.parametrize("daemons", [1, 2])
def test_a_database_that_crashes_under_load_loses_nothing(cluster, db, recorder, tmp_path, daemons):
    chance = random.Random(daemons)
    dutyds = [Dutyd(db, tmp_path / f"dutyd{n}", notice__batch=20, notice__in_flight=16,
                    **recorder.settings(tmp_path / "gateways")).start() for n in range(daemons)]
    try:
        demo.add_notices(db, NOTICES)
        for n in range(CRASHES):
            part = NOTICES * (n + 1) // (CRASHES + 1)
            until(lambda part=part: recorder.count() >= part, 30, f"{part} messages")
            crash(cluster, chance)
        demo.settle(db, 60)
    finally:
        for dutyd in dutyds:
            dutyd.stop()
    strain.account(db, strain.copies(recorder.sent()))
    strain.tokens_are_ours(db, [s.token for s in recorder.sent()])


def somebody_else_looks(db):
    """What another daemon's scan does about leases of connections that are gone."""
    db.rows("select duty.notice_reclaim()", user="duty_jobs")


def test_what_is_on_its_way_when_the_connection_breaks_is_not_sent_again(db, recorder, tmp_path):
    """Nobody died: the daemon that holds the messages takes its leases up again before the grace that
    others give them is over, and hears the gateway's answers."""
    recorder.latency = 14
    dutyd = Dutyd(db, tmp_path / "dutyd", notice__batch=20, notice__in_flight=20,
                  **recorder.settings(tmp_path / "gateways")).start()
    grace = db.value("select value from duty.rule where key = 'notice.lost_seconds'")
    try:
        demo.add_notices(db, 20)
        until(lambda: recorder.count() >= 20, 20, "messages on their way")
        for pid in jobs_backends(db):
            db.rows("select pg_terminate_backend(%s)", pid)
        somebody_else_looks(db)
        until(lambda: db.value("""select count(*) from duty.notice where state = 'leased'
            and lease_pid not in (select pid from pg_stat_activity)""") == 0, min(grace, 12) - 1,
              "its leases to be its own again")
        demo.move_clock(db, seconds=grace + 1)
        somebody_else_looks(db)
        demo.settle(db, 40)
    finally:
        dutyd.stop()
    outcomes = strain.account(db, strain.copies(recorder.sent()))
    assert set(strain.copies(recorder.sent()).values()) == {1}
    assert all(each == ["ok"] for each in outcomes.values()), outcomes


def test_a_database_that_is_away_when_answers_come_hears_of_them_later(cluster, db, recorder,
                                                                       tmp_path):
    recorder.latency = 1
    dutyd = Dutyd(db, tmp_path / "dutyd", notice__in_flight=30,
                  **recorder.settings(tmp_path / "gateways")).start()
    try:
        demo.add_notices(db, 30)
        until(lambda: recorder.count() == 30, 20, "all of them on their way")
        cluster.stop()
        time.sleep(2)  # all answers come while nobody can write them down
        cluster.start()
        demo.settle(db, 30)
    finally:
        dutyd.stop()
    outcomes = strain.account(db, strain.copies(recorder.sent()))
    assert all(each == ["ok"] for each in outcomes.values()), outcomes

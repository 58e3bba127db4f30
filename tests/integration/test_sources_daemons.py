"""Calendar addresses and the daemons that ask them: several, slow, killed, stopped."""
import threading
import time

import pytest

import demo
from calendars import Answer, CalendarServer, calendar, event
from sources import Source, days, two
from wait import until


@pytest.fixture
def court(tmp_path):
    server = CalendarServer(tmp_path / "authority").start()
    yield server
    server.stop()


def many(db, court, count):
    """So many addresses at once, as if a coordinator had entered them."""
    db.rows("""
        insert into duty.calendar_source (center_id, org_id, url, shown, changed_at, account_id, next_at)
        select c.center_id, %s, %s || n || '.ics', 'lich', duty.now(),
            (select min(account_id) from duty.account a where a.center_id = c.center_id), duty.now()
        from duty.center c, generate_series(1, %s) n where c.code = 'cantho'""",
            demo.court(db, "tand-kv2"), court.url("/"), count)
    db.rows("select pg_notify('source', '')")


def answers(db):
    return {r["answer"]: r["count"] for r in db.rows(
        "select answer, count(*) from duty.calendar_source group by 1")}


def test_two_daemons_ask_each_address_once_and_share_the_work(db, make_dutyd, court):
    both = [make_dutyd(**court.settings()) for _ in range(2)]
    for n in range(1, 25):
        court.answers[f"/{n}.ics"] = lambda headers: time.sleep(0.05) or Answer(calendar())
    many(db, court, 24)
    until(lambda: answers(db) == {"same": 24}, 30, "all to be asked")
    assert sorted(a.path for a in court.asked) == sorted(f"/{n}.ics" for n in range(1, 25))
    assert min(len(d.events("source.asked")) for d in both) > 0


def test_a_slow_server_holds_up_neither_the_pages_nor_the_others(db, make_dutyd, court):
    """Four at a time, and each only as long as the setting says."""
    hold = threading.Event()
    dutyd = make_dutyd(source__timeout_ms=20000, **court.settings())
    client = dutyd.client("coordinator")
    for n in range(1, 7):
        court.answers[f"/{n}.ics"] = Answer(calendar(), hold=hold)
    many(db, court, 6)
    until(lambda: len(court.asked) == 4, 10, "the first four")
    assert client.get("/sources").status == 200
    assert answers(db) == {None: 6} and len(court.asked) == 4, "while they are still waited for"
    until(lambda: answers(db) == {"time": 6}, 120, "all to be given up")
    hold.set()


def test_a_daemon_killed_during_a_visit_leaves_it_to_the_next_and_nothing_happens_twice(
        db, make_dutyd, court):
    hold = threading.Event()
    first = make_dutyd(**court.settings())
    court.answers["/lich.ics"] = Answer(two(10), hold=hold)
    source = Source(first, court.url("/lich.ics"), wait=False)
    until(lambda: court.asked, 10, "the visit")
    assert source.row()["lease"] is not None
    first.kill()
    hold.set()
    court.answers["/lich.ics"] = Answer(two(10))
    source.dutyd = make_dutyd(**court.settings())
    source.visits(1)
    assert len(court.asked) == 2 and len(source.hearings()) == 2
    assert db.value("select count(*) from duty.import_batch where door = 'poll'") == 1
    assert db.value("select count(*) from duty.hearing_change c join duty.import_batch b"
                    " using (center_id, batch_id) where b.door = 'poll'") == 2


def test_a_daemon_asked_to_stop_does_not_wait_for_a_slow_server(db, make_dutyd, court):
    hold = threading.Event()
    dutyd = make_dutyd(**court.settings())
    court.answers["/lich.ics"] = Answer(two(10), hold=hold)
    source = Source(dutyd, court.url("/lich.ics"), wait=False)
    until(lambda: court.asked, 10, "the visit")
    began = time.monotonic()
    dutyd.stop()
    assert time.monotonic() - began < 5, "it waited for the server"
    hold.set()
    court.answers["/lich.ics"] = Answer(two(10))
    source.dutyd = make_dutyd(**court.settings())
    assert source.visits(1)["answer"] == "taken"


def test_an_answer_to_an_address_changed_meanwhile_is_not_taken(db, make_dutyd, court):
    """The old server's hearings would otherwise be taken for the new one's."""
    hold = threading.Event()
    dutyd = make_dutyd(**court.settings())
    court.answers["/cu.ics"] = Answer(two(10), hold=hold)
    court.answers["/moi.ics"] = Answer(calendar(event("x@toa", days()[5], code="99/2027/HS-ST")))
    source = Source(dutyd, court.url("/cu.ics"), wait=False)
    until(lambda: court.asked, 10, "the visit")
    source.client().submit(source.path, {"url": court.url("/moi.ics")}, form=source.path)
    until(lambda: source.row()["answer"] == "taken", 60, "the new address")
    hold.set()
    until(lambda: any(e.get("name") in ("take", "record") for e in dutyd.events("source.database")),
          60, "the old answer to be refused")
    assert [h["code"] for h in source.hearings()] == ["99/2027/HS-ST"]
    assert (source.row()["answer"], source.row()["failures"]) == ("taken", 0)


@pytest.mark.parametrize("forgotten, answer", [
    ("source__ca_file", "tls"), ("source__ports", "url"), ("source__networks", "address")])
def test_what_no_setting_allows_is_refused(make_dutyd, court, forgotten, answer):
    settings = court.settings()
    del settings[forgotten]
    court.answers["/lich.ics"] = Answer(two(10))
    source = Source(make_dutyd(**settings), court.url("/lich.ics"))
    assert source.row()["answer"] == answer and court.asked == []
    assert forgotten == "source__ca_file" or court.connections == 0


def test_a_setting_that_is_no_network_stops_the_start(db, make_dutyd):
    dutyd = make_dutyd(start=False, source__networks="10.0.0.0/8 noi-bo")
    dutyd.start(ready=False)
    assert until(lambda: dutyd.process.popen.poll(), 20, "its end") == 1
    assert "noi-bo" in dutyd.output()
    dutyd.process = None

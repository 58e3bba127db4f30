"""A gateway is away for an hour: nothing is lost and nothing hammers at it; what has become too late is
not sent and says so; afterwards the rest leaves in order of its deadlines, no faster than allowed."""
import datetime
import json
import time

import pytest

import daemon
import demo
import strain
from faults import Moody
from process import BUILD
from wait import until

NOTICES = strain.number("NOTICES", 400)
AT_ONCE = 20
RATE = 50  # a second, as the gateway's description says
LATE = 40  # of them are of no use any more when the gateway is back


@pytest.fixture(autouse=True)
def release_build(monkeypatch):
    monkeypatch.setattr(daemon, "PROGRAMS", BUILD)


@pytest.fixture
def gateway():
    gateway = Moody(latency=0.02).start()
    yield gateway
    gateway.stop()


def poke(db, minutes):
    """Some minutes pass in a moment; whatever is due by then is looked at."""
    demo.move_clock(db, minutes=minutes)
    db.rows("select pg_notify('notice', '')")
    time.sleep(0.2)  # real time for it: a sender that lets its gateway rest does nothing to wait for


def spread_deadlines(db):
    """The first of them are of no use after twenty minutes, the others between six hours and two days,
    the later numbers first."""
    db.rows("""update duty.notice set deadline = case
            when substring(dedupe_key from 6)::int <= %s then duty.now() + interval '20 minutes'
            else duty.now() + interval '6 hours'
                + (%s - substring(dedupe_key from 6)::int) * interval '5 minutes' end
        where dedupe_key like 'test:%%'""", LATE, NOTICES)


@pytest.mark.parametrize("how", ["away", "busy"])
def test_an_hour_without_the_gateway_loses_nothing_and_ends_without_a_storm(
        db, make_dutyd, gateway, tmp_path, how):
    strain.unthrottled(db)
    gateway.become(how)
    dutyd = make_dutyd(start=False, notice__in_flight=20, log__level="warn",
                       **gateway.settings(tmp_path / "gateways", f"rate_per_s = {RATE}"))
    demo.add_notices(db, NOTICES)
    spread_deadlines(db)
    dutyd.start()
    for _ in range(20):
        poke(db, 3)
    tries = db.value("select count(*) from duty.notice_attempt a join duty.notice n"
                     " using (center_id, notice_id) where n.dedupe_key like 'test:%'"
                     " and a.code is distinct from 'resting'")
    # Each may be tried a few times by its own backoff (30 s, 2, 5, 15 min, 1 h), no more.
    assert tries <= 5 * NOTICES, f"{tries} attempts at a gateway that is not there"
    assert not strain.copies(gateway.sent())
    gateway.become("ok")
    for _ in range(35):  # by then the longest wait after a refusal is over
        poke(db, 2)
    demo.settle(db, 90 + 2 * NOTICES // RATE)  # its rest and its rate run by the real clock
    dutyd.stop()
    judge(db, gateway)


def judge(db, gateway):
    sent = gateway.sent()
    late = set(range(1, LATE + 1))
    assert strain.copies(sent).keys() == set(range(LATE + 1, NOTICES + 1)), "lost or sent too late"
    assert set(strain.copies(sent).values()) == {1}
    ended = db.rows("select substring(dedupe_key from 6)::int as n, state, reason from duty.notice"
                    " where dedupe_key like 'test:%'")
    given_up = {r["n"] for r in ended if r["state"] == "expired"}
    assert given_up == late, given_up ^ late
    assert all(r["reason"] for r in ended if r["state"] == "expired"), "expired without a word why"
    storm(sent)


def storm(sent):
    times = sorted(s.at for s in sent)
    for n, start in enumerate(times):
        within = sum(1 for t in times[n:] if t < start + 1)
        # Those that waited while the gateway here had no processor come in one moment.
        assert within <= RATE * 1.2 + 5 + AT_ONCE, f"{within} within a second, {RATE} are allowed"


def test_after_the_outage_the_nearest_deadlines_go_first(db, make_dutyd, gateway, tmp_path):
    strain.unthrottled(db)
    dutyd = make_dutyd(start=False, notice__in_flight=4, notice__batch=8, log__level="warn",
                       **gateway.settings(tmp_path / "gateways", f"rate_per_s = {RATE}"))
    demo.add_notices(db, NOTICES)
    spread_deadlines(db)
    db.rows("update duty.notice set deadline = deadline + interval '1 day' where dedupe_key like 'test:%'")
    dutyd.start()
    until(lambda: gateway.count() >= NOTICES, 60 + 2 * NOTICES // RATE, "all of them")
    order = [n for s in gateway.sent() for n in demo.numbers([s.text])]
    wanted = [*range(1, LATE + 1), *range(NOTICES, LATE, -1)]
    place = {n: i for i, n in enumerate(wanted)}
    far = max(abs(i - place[n]) for i, n in enumerate(order))
    assert far <= LATE + 2 * 8 + 4, f"one was {far} places from its turn"


def test_a_reminder_of_a_past_hearing_is_never_sent(db, make_dutyd, gateway, tmp_path):
    """Written in time, held by the outage, and then too late."""
    strain.unthrottled(db)
    gateway.become("away")
    make_dutyd(log__level="warn", **gateway.settings(tmp_path / "gateways"))
    demo.add_notices(db, 20)
    db.rows("update duty.notice set deadline = duty.now() + interval '30 minutes'"
            " where dedupe_key like 'test:%'")
    until(lambda: db.value("select count(*) from duty.notice_attempt where outcome = 'tempfail'") > 0,
          20, "a try")
    demo.move_clock(db, minutes=31)
    gateway.become("ok")
    for _ in range(5):
        poke(db, 1)
    demo.settle(db)
    assert not strain.copies(gateway.sent())
    assert db.rows("select distinct state, reason is not null as says_why from duty.notice"
                   " where dedupe_key like 'test:%'") == [{"state": "expired", "says_why": True}]
    assert isinstance(db.value("select ended_at from duty.notice where dedupe_key = 'test:1'"),
                      datetime.datetime)


def put(db, hearing, **fields):
    """A hearing through its one door, as the coordinator."""
    with db.connect() as c, c.transaction():
        c.execute("select set_config('app.center_id', '1', true),"
                  " set_config('app.role', 'coordinator', true), set_config('app.account_id', (select"
                  " min(account_id)::text from duty.account where role = 'coordinator'), true)")
        c.execute("set local role duty_app")
        return c.execute("select duty.hearing_put(%s, %s, null, 'form') as r",
                         [hearing, json.dumps(fields)]).fetchone()["r"]["hearing_id"]


def test_an_older_message_that_failed_on_its_way_never_follows_a_newer_one(db, make_dutyd, gateway,
                                                                           tmp_path):
    gateway.latency = 3
    gateway.become("busy")
    make_dutyd(log__level="warn", **gateway.settings(tmp_path / "gateways"))
    starts = demo.at(demo.weekdays(demo.next_month())[9], "08:00").replace(tzinfo=None)
    hearing = put(db, None, code="7777/2026/TLST-HS", court_id=demo.court(db, "tand-kv1"),
                  starts=starts.isoformat(), room="Phòng xử 1",
                  ends=(starts + datetime.timedelta(hours=3)).isoformat(),
                  provider_id=demo.person(db, "bong.sung")["provider_id"])
    until(lambda: any("7777/" in t for t in gateway.knocks), 20, "the assignment on its way")
    put(db, hearing, state="cancelled")
    gateway.become("ok")
    until(lambda: [s for s in gateway.sent() if "7777/" in s.text], 20, "the cancellation")
    until(lambda: db.value("""
        select a.outcome from duty.notice n join duty.notice_attempt a using (center_id, notice_id)
        where n.template = 'hearing.assigned' and n.channel = 'sms'
            and starts_with(n.dedupe_key, %s)""", f"hearing:{hearing}:") == "tempfail", 20,
          "the refusal of the assignment")
    for _ in range(10):
        poke(db, 1)
    texts = [s.text for s in gateway.sent() if "7777/" in s.text]
    assert len(texts) == 1 and demo.said("hearing.cancelled") in texts[0], texts

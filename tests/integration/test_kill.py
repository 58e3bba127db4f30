"""kill -9 at any moment of the sending: no notice is lost, and what may have left twice says so."""
import random
import time
from collections import Counter

import pytest

import daemon
import demo
from gateway import Gateway, kannel_settings
from process import BUILD
from wait import until

CYCLES = 200
NOTICES = 800


@pytest.fixture(autouse=True)
def release_build(monkeypatch):
    """The program as it is installed: the sanitizers would only stretch the moments."""
    monkeypatch.setattr(daemon, "PROGRAMS", BUILD)


@pytest.fixture
def recorder():
    gateway = Gateway(latency=0.03).start()
    yield gateway
    gateway.stop()


def attempts_of(db):
    """number of the text -> outcomes of its attempts, in order."""
    rows = db.rows("""
        select substring(n.dedupe_key from 'test:(.*)')::int as number,
            array_agg(a.outcome order by a.n) as outcomes
        from duty.notice n join duty.notice_attempt a using (center_id, notice_id) group by 1""")
    return {r["number"]: r["outcomes"] for r in rows}


def kill_at_a_random_moment(dutyd, arrived, chance):
    """Starts it, lets it send something, and kills it up to 0.3 s later."""
    before = arrived()
    dutyd.start(ready=False)
    until(lambda: arrived() > before, 20, "a notice after the start")
    time.sleep(chance.uniform(0, 0.3))  # the random moment this test is about
    dutyd.kill()


def check(db, received):
    """received: number of the text -> how often the gateway got it."""
    total = db.value("select count(*) from duty.notice")
    outcomes = attempts_of(db)
    lost = set(range(1, total + 1)) - set(received)
    assert not lost, f"never reached the gateway: {sorted(lost)[:20]}"
    doubled = {n for n, times in received.items() if times > 1}
    unsaid = {n: outcomes[n] for n in doubled if "unknown" not in outcomes[n]}
    assert not unsaid, f"sent twice and the log does not say so: {unsaid}"
    open_ended = [n for n, each in outcomes.items() if None in each]
    assert not open_ended, f"attempts without an end: {open_ended[:20]}"
    states = {r["state"] for r in db.rows("select distinct state from duty.notice")}
    assert states <= {"sent", "delivered"}, states
    return outcomes


def test_200_kills_lose_nothing_and_every_duplicate_was_an_unknown(db, make_dutyd, recorder,
                                                                   tmp_path):
    chance = random.Random(20261122)
    dutyd = make_dutyd(start=False, notice__batch=4, notice__in_flight=2,
                       **recorder.settings(tmp_path / "gateways"))
    demo.add_notices(db, NOTICES)
    added = NOTICES
    for _ in range(CYCLES):
        if demo.unsettled(db) < 40:  # so that every kill finds it at work
            demo.add_notices(db, 100, first=added + 1)
            added += 100
        kill_at_a_random_moment(dutyd, recorder.count, chance)
    dutyd.start()
    demo.settle(db)
    outcomes = check(db, Counter(demo.number_of(s.text) for s in recorder.sent()))
    unknown = sum(each.count("unknown") for each in outcomes.values())
    assert unknown >= CYCLES / 4, f"only {unknown} attempts were cut off: the kills missed"
    tokens = Counter(s.token for s in recorder.sent())
    assert set(tokens.values()) == {1}, "one attempt was sent more than once"


def test_kills_lose_nothing_through_kannel(db, make_dutyd, kannel, tmp_path):
    chance = random.Random(4711)
    dutyd = make_dutyd(start=False, notice__batch=4, notice__in_flight=2,
                       notice__callback_key="khoa-goi-lai-bi-mat",
                       **kannel_settings(tmp_path / "gateways", kannel))
    for cycle in range(12):
        demo.add_notices(db, 40, first=1 + 40 * cycle)
        kill_at_a_random_moment(dutyd, lambda: len(kannel.texts()), chance)
    dutyd.start()
    demo.settle(db)
    total = db.value("select count(*) from duty.notice")
    until(lambda: len({t.text for t in kannel.texts()}) == total, 30, "every text at its handset")
    check(db, Counter(demo.number_of(t.text) for t in kannel.texts()))
    assert db.value("select count(*) from duty.notice where state = 'delivered'") > 0

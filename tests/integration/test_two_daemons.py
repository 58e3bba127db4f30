"""Two daemons on one database are normal: each notice leaves once, and one may stop at any time."""
from collections import Counter

import pytest

import demo
from gateway import Gateway
from wait import until

OK = 'dutyd_notice_attempts_total{outcome="ok"}'
NOTICES = 600


@pytest.fixture
def recorder():
    gateway = Gateway(latency=0.02).start()
    yield gateway
    gateway.stop()


def numbers(recorder):
    return Counter(demo.number_of(s.text) for s in recorder.sent())


def once_each():
    return Counter(range(1, NOTICES + 1))


def attempts(db):
    """How many attempts ended how. What a stopping daemon gave back unsent is not one."""
    return db.rows("select outcome, count(*) as n from duty.notice_attempt"
                   " where code is distinct from 'stopping' group by 1")


def test_each_notice_is_sent_once_and_both_daemons_work(db, make_dutyd, recorder, tmp_path):
    settings = recorder.settings(tmp_path / "gateways")
    both = [make_dutyd(notice__batch=20, notice__in_flight=8, **settings) for _ in range(2)]
    demo.add_notices(db, NOTICES)
    demo.settle(db)
    assert numbers(recorder) == once_each()
    assert attempts(db) == [{"outcome": "ok", "n": NOTICES}]
    done = [d.metrics()[OK] for d in both]
    assert sum(done) == NOTICES and min(done) > 0, done


def test_one_daemon_is_stopped_and_nothing_is_lost_or_sent_twice(db, make_dutyd, recorder,
                                                                 tmp_path):
    settings = recorder.settings(tmp_path / "gateways")
    first, second = [make_dutyd(notice__batch=20, notice__in_flight=8, **settings)
                     for _ in range(2)]
    demo.add_notices(db, NOTICES)
    until(lambda: recorder.count() > 50, 20, "the first notices")
    first.stop()
    assert recorder.count() < NOTICES, "it stopped too late to prove anything"
    demo.settle(db)
    assert numbers(recorder) == once_each()
    assert attempts(db) == [{"outcome": "ok", "n": NOTICES}]
    assert second.metrics()[OK] > 0

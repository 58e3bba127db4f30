"""Two and four daemons on one outbox: each message leaves once, whoever comes, stops or dies."""
import random
from collections import Counter

import pytest

import daemon
import demo
import strain
from faults import Moody
from process import BUILD
from wait import until

NOTICES = strain.number("NOTICES", 2000)
PATIENCE = 60 + NOTICES / 50  # seconds
OK = 'dutyd_notice_attempts_total{outcome="ok"}'


@pytest.fixture(autouse=True)
def release_build(monkeypatch):
    monkeypatch.setattr(daemon, "PROGRAMS", BUILD)


@pytest.fixture
def recorder():
    gateway = Moody(latency=0.02).start()
    yield gateway
    gateway.stop()


@pytest.fixture
def crowd(db, make_dutyd, recorder, tmp_path):
    """crowd(n): so many daemons of the same settings, started."""
    strain.unthrottled(db)
    settings = recorder.settings(tmp_path / "gateways")

    def make(count, start=True):
        return [make_dutyd(start=start, notice__batch=20, notice__in_flight=8, **settings)
                for _ in range(count)]
    return make


@pytest.mark.parametrize("count", [2, 4])
def test_daemons_side_by_side_send_each_message_once_and_all_of_them_work(db, crowd, recorder,
                                                                          count):
    dutyds = crowd(count)
    demo.add_notices(db, NOTICES)
    demo.settle(db, PATIENCE)
    assert strain.copies(recorder.sent()) == Counter(range(1, NOTICES + 1))
    outcomes = strain.account(db, strain.copies(recorder.sent()))
    assert all(each == ["ok"] for each in outcomes.values())
    done = [d.metrics()[OK] for d in dutyds]
    assert sum(done) >= NOTICES and min(done) > 0, done


def test_daemons_that_come_and_stop_in_order_send_each_message_once(db, crowd, recorder):
    """Every stop gives back what was claimed and not begun."""
    chance = random.Random(3)
    dutyds = crowd(4, start=False)
    for dutyd in dutyds[:2]:
        dutyd.start()
    running = dutyds[:2]
    demo.add_notices(db, NOTICES)
    for turn in range(10):
        enough = NOTICES * (turn + 1) // 12
        until(lambda enough=enough: recorder.count() >= enough, PATIENCE, f"{enough} messages")
        gone = running.pop(chance.randrange(len(running)))
        fresh = chance.choice([d for d in dutyds if d not in running and d is not gone])
        running.append(fresh.start())
        gone.stop()
    demo.settle(db, PATIENCE)
    assert strain.copies(recorder.sent()) == Counter(range(1, NOTICES + 1))
    outcomes = strain.account(db, strain.copies(recorder.sent()))
    assert all(each == ["ok"] for each in outcomes.values())


def test_of_four_one_dies_again_and_again_and_the_others_neither_lose_nor_double(db, crowd,
                                                                                recorder):
    """What the dead one had sent without saying so may come twice, and is an unknown."""
    dutyds = crowd(4)
    demo.add_notices(db, NOTICES)
    for turn in range(8):
        enough = NOTICES * (turn + 1) // 10
        until(lambda enough=enough: recorder.count() >= enough, PATIENCE, f"{enough} messages")
        dutyds[turn % 4].kill()
        dutyds[turn % 4].start()
    demo.settle(db, PATIENCE)
    outcomes = strain.account(db, strain.copies(recorder.sent()))
    strain.tokens_are_ours(db, [s.token for s in recorder.sent()])
    unknown = sum(each.count("unknown") for each in outcomes.values())
    assert 0 < unknown <= 8 * 28, f"{unknown} unknown of 8 deaths with at most 28 claimed each"

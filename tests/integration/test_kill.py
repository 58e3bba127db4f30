"""kill -9 at any moment of the sending: no notice is lost, and what may have left twice says so.

The check does a small part; KILLS=1000 NOTICES=50000 by hand does the whole (docs/notices.md).
"""
import pytest

import daemon
import strain
from faults import Moody
from gateway import kannel_settings
from process import BUILD
from wait import until

KILLS = strain.number("KILLS", 40)
NOTICES = strain.number("NOTICES", 2000)


@pytest.fixture(autouse=True)
def release_build(monkeypatch):
    """The program as it is installed: the sanitizers would only stretch the moments."""
    monkeypatch.setattr(daemon, "PROGRAMS", BUILD)


@pytest.fixture
def recorder():
    gateway = Moody(latency=0.03).start()
    yield gateway
    gateway.stop()


def cut_off(outcomes):
    """How many attempts nobody knew the end of."""
    return sum(each.count("unknown") for each in outcomes.values())


def test_kills_lose_nothing_and_every_duplicate_was_an_unknown(db, make_dutyd, recorder, tmp_path):
    strain.unthrottled(db)
    dutyd = make_dutyd(start=False, notice__batch=4, notice__in_flight=4,
                       **recorder.settings(tmp_path / "gateways"))
    strain.kill_again_and_again(db, dutyd, KILLS, KILLS * 10, 20261122)
    outcomes = strain.account(db, strain.copies(recorder.sent()))
    assert cut_off(outcomes) >= KILLS / 4, "the kills missed"
    strain.tokens_are_ours(db, [s.token for s in recorder.sent()])


def test_kills_lose_nothing_through_kannel(db, make_dutyd, kannel, tmp_path, capsys):
    strain.unthrottled(db)
    strain.impatient(db)
    dutyd = make_dutyd(start=False, notice__batch=32, notice__in_flight=16, log__level="warn",
                       notice__callback_key="khoa-goi-lai-bi-mat",
                       **kannel_settings(tmp_path / "gateways", kannel))
    with strain.supervised(kannel):
        strain.kill_again_and_again(db, dutyd, KILLS, NOTICES, 4711)
        until(lambda: len(strain.copies(kannel.texts())) == len(strain.attempts(db)), 30,
              "every text at its handset")
    received = strain.copies(kannel.texts())
    outcomes = strain.account(db, received)
    twice = sum(n - 1 for n in received.values())
    assert cut_off(outcomes) >= KILLS / 4, "the kills missed"
    assert db.value("select count(*) from duty.notice where state = 'delivered'") > 0
    with capsys.disabled():
        print(f"\n{KILLS} kills, {len(outcomes)} notices: 0 lost, {twice} arrived twice, "
              f"{cut_off(outcomes)} attempts unknown")

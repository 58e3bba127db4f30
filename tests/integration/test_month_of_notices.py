"""A province's life under a fake clock: everybody is told what concerns them, in time, once, and of
nothing else; told.py works out what should have been said without asking the database's functions.

The check lives some days; DAYS=28 ACTIONS=90 by hand is the month of ten thousand (docs/notices.md).
"""
import datetime

import pytest

import daemon
import demo
import desk
import strain
from process import BUILD
from province import Province
from told import Judge

DAYS = strain.number("DAYS", 4)
ACTIONS = strain.number("ACTIONS", 24)  # things done in a day


@pytest.fixture(autouse=True)
def release_build(monkeypatch):
    monkeypatch.setattr(daemon, "PROGRAMS", BUILD)


@pytest.fixture
def province(cluster, drawn, tmp_path):
    """The drawn month of the demonstration, some days before it begins; everybody reads Vietnamese."""
    with demo.running(cluster, drawn, tmp_path / "office", roster__seconds=1,
                      log__level="warn") as dutyd:
        dutyd.database.rows("update duty.person set language = 'vi', takes_invitations = false")
        dutyd.database.rows("delete from duty.quiet_hours")  # the rules' hours count
        start = datetime.datetime.combine(desk.MONTH - datetime.timedelta(days=3),
                                          datetime.time(9, 0))
        province = Province(dutyd, 20261201, start)
        yield province
        province.close()


def publish(province):
    office = desk.Desk(province.db, province.dutyd)
    office.publish()
    province.look_at_duties()
    province.published = set(province.duties)
    province.tick()


def test_of_weeks_of_a_province_every_message_is_explained_and_none_is_missing(province, capsys):
    begun = province.now
    publish(province)
    first = begun.date() + datetime.timedelta(days=1)
    for n in range(DAYS):
        province.day(first + datetime.timedelta(days=n), ACTIONS)
    judge = Judge(province, begun)
    kinds = judge.verdict()
    assert judge.faults == [], "\n".join([f"{len(judge.faults)} faults", *judge.faults[:25]])
    assert kinds["hearing.assigned"] > 20 and kinds["hearing.reminder"] > 2, kinds
    assert kinds["hearing.moved"] > 5 and kinds["hearing.cancelled"] > 2, kinds
    with capsys.disabled():
        print(f"\n{DAYS} days, {sum(province.done.values())} changes, {sum(kinds.values())} messages "
              f"reached somebody, every one explained: {dict(kinds)}")

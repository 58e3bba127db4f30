"""A polled calendar too large for one transaction: taken in part by part, other writers in between."""
import pytest

import demo
from calendars import Answer, CalendarServer, calendar, event
from sources import Source, case, days


@pytest.fixture(scope="module")
def court(tmp_path_factory):
    server = CalendarServer(tmp_path_factory.mktemp("authority")).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory, court):
    with demo.running(cluster, template, tmp_path_factory.mktemp("lon"),
                      **court.settings()) as dutyd:
        yield dutyd


def events(n, hour):
    d = days()
    return calendar(*(event(f"e{i}@toa", d[i % 15], hour, case(5000 + i)) for i in range(n)))


def test_a_large_calendar_is_taken_in_whole_by_one_visit(dutyd, court):
    court.answers["/lon.ics"] = Answer(events(1300, "07:30"))
    source = Source(dutyd, court.url("/lon.ics"), wait=False)
    row = source.visits(1, seconds=180)
    assert (row["answer"], row["brought"]["new"], row["failures"]) == ("taken", 1300, 0)
    assert len(source.hearings()) == 1300
    assert dutyd.database.rows("select state, door from duty.import_batch where source_id = %s",
                               source.id) == [{"state": "committed", "door": "poll"}]
    assert dutyd.database.value("select count(*) from duty.import_waiting") == 0
    assert len([a for a in court.asked if a.path == "/lon.ics"]) == 1, "it was fetched once"
    assert source.page()["batches"] and "1300" in source.text()

    court.answers["/lon.ics"] = Answer(events(1300, "08:30"))
    row = source.again(seconds=180, minutes=31)
    assert (row["answer"], row["brought"]["changed"]) == ("taken", 1300)

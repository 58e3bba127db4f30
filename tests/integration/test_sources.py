"""Calendar addresses: asked when due and never all the time, and a wrong answer harms nothing.

The server is real https on this machine; a daemon comes to it because three settings say so. What it
does without them is proved in test_sources_inside.py.
"""
import datetime
import gzip
import html

import pytest

import demo
from calendars import Answer, CalendarServer, calendar, event
from sources import Source, case, days, two

SECRET = "khoa-bi-mat-4711"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("authority")


@pytest.fixture(scope="module")
def court(folder):
    server = CalendarServer(folder).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory, court):
    with demo.running(cluster, template, tmp_path_factory.mktemp("nguon"),
                      **court.settings()) as dutyd:
        yield dutyd


@pytest.fixture
def enter(dutyd, court):
    """enter(answer, path, org): an address of the court's server, until the test ends."""
    made = []

    def enter(answer, path="/lich.ics", org="tand-kv2"):
        court.answers[path] = answer
        made.append(Source(dutyd, court.url(path), org))
        return made[-1]

    yield enter
    for source in made:
        source.end()
    court.asked.clear()


# ---- unchanged, changed, gone ----

def test_a_calendar_brings_its_hearings_and_says_so(dutyd, enter):
    source = enter(Answer(two(10)))
    assert (source.row()["answer"], source.row()["failures"]) == ("taken", 0)
    assert [(h["code"], str(h["starts"])) for h in source.hearings()] == [
        (case(10), f"{days()[2]} 07:30:00"), (case(11), f"{days()[3]} 13:30:00")]
    page = source.page()
    assert page["brought"]["new"] == 2 and page["is_good"] and len(page["batches"]) == 1
    batch = source.client().get(f"/hearings/import/{page['batches'][0]['batch_id']}")
    assert batch.status == 200 and case(10) in batch.text
    account, door = dutyd.database.rows(
        "select account_id, door from duty.import_batch where source_id = %s", source.id)[0].values()
    assert (account, door) == (None, "poll"), "nobody did it"


def test_an_unchanged_calendar_is_asked_for_only_that_and_only_when_due(dutyd, court, enter):
    """The server says when: its mark and date come back word for word, and 304 is enough."""
    date = "Mon, 02 Nov 2026 08:00:00 GMT"

    def lich(headers):
        if (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"v1"', date):
            return Answer(status=304)
        return Answer(two(20), ETag='"v1"', Last_Modified=date)

    source = enter(lich)
    before = source.hearings()
    assert source.row()["pause"] == datetime.timedelta(minutes=30)
    demo.move_clock(dutyd.database, minutes=29)
    other = enter(Answer(two(22)), "/khac.ics")  # asked by a scan that found the first not due
    assert other.seen() == 1 and source.seen() == 1
    row = source.again(minutes=2)
    assert (row["answer"], row["status"], row["failures"]) == ("same", 304, 0)
    assert len([a for a in court.asked if a.path == "/lich.ics"]) == 2
    assert source.hearings() == before
    assert dutyd.database.value("select count(*) from duty.import_batch where source_id = %s",
                                source.id) == 1


def test_a_server_that_stamps_the_hour_into_each_answer_tells_nobody_anything(dutyd, court, enter):
    """Google writes the time of the visit into every event, and marks nothing."""
    source = enter(Answer(two(30)))
    demo.settle(dutyd.database)
    counts = """select (select count(*) from duty.captured) as told,
        (select count(*) from duty.import_batch) as batches,
        (select count(*) from duty.hearing_change) as versions"""
    before = dutyd.database.rows(counts)
    court.answers["/lich.ics"] = Answer(two(30).replace("20261101T000000Z", "20261122T031415Z"))
    row = source.again(minutes=31)
    assert (row["answer"], row["status"]) == ("same", 200)
    demo.settle(dutyd.database)
    assert dutyd.database.rows(counts) == before


def test_a_304_is_not_believed_for_longer_than_a_day(enter):
    """A server that says "unchanged" by mistake would otherwise freeze the calendar for good."""
    source = enter(lambda headers: Answer(status=304) if headers["If-None-Match"]
                   else Answer(two(40), ETag='"v1"'))
    assert source.again(minutes=31)["status"] == 304
    assert source.again(hours=25)["status"] == 200


def test_a_moved_hearing_keeps_its_uid_and_its_provider_is_told_once(dutyd, court, enter):
    """Somebody follows that case; the second hearing of the calendar is not touched."""
    db, who = dutyd.database, demo.person(dutyd.database, "hoa.sen")["provider_id"]
    db.rows("insert into duty.legal_case (center_id, code, court_id, provider_id)"
            " select center_id, %s, %s, %s from duty.center where code = 'cantho'",
            case(50), demo.court(db, "tand-kv2"), who)
    source = enter(Answer(two(50)))
    demo.settle(db)
    (was, still), told = source.hearings(), db.value("select count(*) from duty.captured")
    court.answers["/lich.ics"] = Answer(calendar(
        event("a@toa", days()[6], "08:15", case(50)), event("b@toa", days()[3], "13:30", case(51))))
    assert source.again(minutes=31)["answer"] == "taken"
    demo.settle(db)
    now, same = source.hearings()
    assert (now["uid"], now["sequence"]) == (was["uid"], was["sequence"] + 1)
    assert str(now["starts"]) == f"{days()[6]} 08:15:00" and same == still
    texts = db.rows("select channel from duty.captured order by captured_id offset %s", told)
    assert sorted(t["channel"] for t in texts) == ["mail", "sms"]


def test_what_is_cancelled_or_gone_from_the_calendar_is_cancelled(court, enter):
    source, d = enter(Answer(two(60, third=True))), days()
    court.answers["/lich.ics"] = Answer(calendar(
        event("b@toa", d[3], "13:30", case(61), status="CANCELLED"),
        event("c@toa", d[4], "07:30", case(62))))
    source.again(minutes=31)
    assert [(h["code"], h["state"]) for h in source.hearings()] == [
        (case(60), "cancelled"), (case(61), "cancelled"), (case(62), "scheduled")]
    assert source.page()["brought"]["cancelled"] == 2


def test_a_calendar_that_is_suddenly_empty_cancels_nothing_and_asks_a_person(court, enter):
    source = enter(Answer(calendar(*(
        event(f"{n}@toa", days()[n % 15], f"{8 + n // 15:02}:00", case(100 + n))
        for n in range(20)))))
    assert len(source.hearings()) == 20
    court.answers["/lich.ics"] = Answer(calendar())
    source.again(minutes=31)
    assert {h["state"] for h in source.hearings()} == {"scheduled"}
    page = source.page()
    assert page["brought"]["conflict"] == 20 and page["has_conflict"]
    assert 'href="/hearings/queue"' in source.text()


def test_a_body_that_is_no_court_names_the_court_of_each_hearing(enter):
    source = enter(Answer(calendar(
        event("a@cq", days()[2], "07:30", case(70), location="Tòa án nhân dân khu vực 5 - Cần Thơ"),
        event("b@cq", days()[2], "13:30", case(71), location="Phòng 2"))), org="cqdt-cantho")
    assert [h["code"] for h in source.hearings()] == [case(70)]
    assert source.page()["brought"]["bad"] == 1


def test_a_calendar_entered_for_the_wrong_court_moves_to_the_right_one(dutyd, enter):
    def courts():
        return {r["court_id"] for r in dutyd.database.rows(
            "select l.court_id from duty.hearing join duty.legal_case l using (center_id, case_id)"
            " where hearing_id = any(%s) and state = 'scheduled'",
            [h["hearing_id"] for h in source.hearings()])}

    source, right = enter(Answer(two(76))), demo.court(dutyd.database, "tand-kv6")
    assert courts() == {source.org}
    source.client().submit(source.path, {"body_id": right}, form=source.path)
    source.visits(2)
    assert courts() == {right} and len(source.hearings()) == 2


def test_an_answer_in_gzip_is_read(court, enter):
    source = enter(Answer(gzip.compress(two(80).encode()), Content_Encoding="gzip"))
    assert court.asked[-1].headers["Accept-Encoding"] == "gzip"
    assert len(source.hearings()) == 2


# ---- wrong answers ----

LOGIN_PAGE = "<!doctype html><html><title>Đăng nhập</title><form>…</form></html>"
BOMB = gzip.compress(b"BEGIN:VCALENDAR\r\n" + b"X" * (64 << 20))
WRONG = {
    "a log-in page": (Answer(LOGIN_PAGE), "not_calendar"),
    "not found": (Answer("nothing here", 404), "status"),
    "gone": (Answer("", 410), "status"),
    "no content": (Answer(b"", 204), "status"),
    "an unasked 304": (Answer(status=304), "status"),
    "a failing server": (Answer("oops", 500), "status"),
    "nothing at all": (Answer(b""), "not_calendar"),
    "less than promised": (Answer(lambda: two(90), promised=9999), "cut"),
    "a calendar without its end": (Answer(lambda: two(90)[:-60]), "not_calendar"),
    "a list": (Answer("Số thụ lý;Ngày;Giờ\r\n1/2027/HS-ST;03/12/2026;7h30\r\n"), "not_calendar"),
    "a picture": (Answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40), "not_calendar"),
    "17 MiB": (Answer(b"BEGIN:VCALENDAR\r\n" + b" " * (17 << 20)), "too_large"),
    "a gzip bomb": (Answer(BOMB, Content_Encoding="gzip"), "not_calendar"),
    "broken gzip": (Answer(gzip.compress(b"BEGIN:VCALENDAR")[:-9], Content_Encoding="gzip"),
                    "not_calendar"),
    "another encoding": (Answer(b"\x1b\x00", Content_Encoding="br"), "encoding"),
    "headers without end": (Answer("", **{f"X_{n}": "x" * 8000 for n in range(50)}), "cut"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_answer_keeps_the_last_good_state_and_is_told(what, court, enter):
    (wrong, end), good = WRONG[what], Answer(two(90))
    source = enter(good)
    before = source.hearings()
    court.answers["/lich.ics"] = wrong
    row = source.again(minutes=31)
    assert (row["answer"], row["failures"]) == (end, 1)
    assert source.hearings() == before
    text = source.text()
    assert demo.said(f"source.answer.{end}").partition("{")[0] in text
    assert end != "status" or f"HTTP {wrong.status}" in text
    court.answers["/lich.ics"] = good
    assert source.again(minutes=6)["failures"] == 0
    assert source.hearings() == before


def test_one_impossible_event_is_told_and_the_others_are_taken(enter):
    source = enter(Answer(calendar(
        event("bom@toa", days()[2], code=case(95), rrule="FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=31"),
        event("a@toa", days()[3], code=case(96)))))
    assert [h["code"] for h in source.hearings()] == [case(96)]
    assert source.page()["brought"]["bad"] == 1


# ---- when ----

def test_failures_are_asked_less_and_less_often_and_a_success_starts_anew(court, enter):
    source = enter(Answer(status=500))
    waits = [source.row()["pause"]]
    for minutes in (6, 16, 61, 241, 241):
        waits.append(source.again(minutes=minutes)["pause"])
    assert [w.total_seconds() / 60 for w in waits] == [5, 15, 60, 240, 240, 240]
    assert source.row()["failures"] == 6
    court.answers["/lich.ics"] = Answer(two(200))
    row = source.again(minutes=241)
    assert (row["failures"], row["failing_since"], row["pause"].total_seconds()) == (0, None, 1800)


def test_a_busy_database_is_no_failure_of_the_address(court, enter):
    """A large first import may hold the Centre's writing lock for longer than a visit waits."""
    source = enter(Answer(two(230)))
    before = source.row()
    court.answers["/lich.ics"] = Answer(two(230, third=True))
    with source.db.connect() as c, c.transaction():
        c.execute("select pg_advisory_xact_lock(7001, %s::integer)", (before["center_id"],))
        row = source.again(minutes=31)
        told = ("answer", "status", "reason", "failures", "failing_since", "tried_at")
        assert [row[k] for k in told] == [before[k] for k in told]
        assert 0 < row["wait"].total_seconds() <= 60
    assert source.again(minutes=2)["answer"] == "taken"
    assert len(source.hearings()) == 3


@pytest.mark.parametrize("said, minutes", [("7200", 120), ("10", 5), ("999999", 5), ("soon", 5)])
def test_a_server_that_asks_for_more_patience_gets_it(enter, said, minutes):
    """Up to a day; what is longer, shorter than our own wait, or no number changes nothing."""
    source = enter(Answer(status=503, Retry_After=said))
    assert source.row()["pause"] == datetime.timedelta(minutes=minutes)


def test_a_person_may_ask_at_once_but_not_again_and_again(dutyd, court, enter):
    source = enter(Answer(two(210), ETag='"v1"'))
    demo.move_clock(dutyd.database, minutes=2)
    reply = source.client().submit(source.path, {}, form=f"{source.path}/ask")
    assert demo.said("done.source_ask") in html.unescape(reply.text)
    source.visits(2)
    assert "If-None-Match" not in court.asked[-1].headers, "it is fetched whole"
    again = source.client().submit(source.path, {}, form=f"{source.path}/ask")
    assert again.status == 409 and demo.said("error.source.again") in html.unescape(again.text)
    assert source.seen() == 2


def test_an_address_that_is_removed_or_changed_is_not_asked_any_more(dutyd, court, enter):
    source = enter(Answer(two(220)))
    before = source.hearings()
    court.answers["/moi.ics"] = Answer(two(220))
    source.client().submit(source.path, {"url": court.url("/moi.ics")}, form=source.path)
    assert source.visits(2)["answer"] == "same"
    assert [a.path for a in court.asked][-2:] == ["/lich.ics", "/moi.ics"]
    reply = source.client().submit(source.path, {}, form=f"{source.path}/remove")
    assert demo.said("done.source_removed") in html.unescape(reply.text)
    assert source.client().get(source.path).status == 404
    demo.move_clock(dutyd.database, hours=30)
    other = enter(Answer(two(222)), "/khac.ics")
    assert (source.seen(), other.seen()) == (2, 1)
    assert source.hearings() == before, "what it brought stays"


def test_the_day_s_page_tells_those_who_plan_of_a_calendar_that_fails_for_long(dutyd, court, enter):
    def warned(role="coordinator"):
        return demo.said("today.sources") in html.unescape(dutyd.client(role).get("/").text)

    source = enter(Answer(two(230)))
    court.answers["/lich.ics"] = Answer(status=500)
    source.again(minutes=31)
    assert not warned(), "one failure is nothing"
    demo.move_clock(dutyd.database, hours=13)
    source.again(minutes=1)
    assert warned() and warned("director") and not warned("clerk") and not warned("provider")
    court.answers["/lich.ics"] = Answer(two(230))
    source.again(hours=5)
    assert not warned()


# ---- redirects ----

def test_redirects_are_followed_five_times_and_not_six(court, enter):
    for n in range(1, 7):
        court.answers[f"/{n}"] = Answer(status=(301, 302, 303, 307, 308)[n % 5],
                                        Location="/lich" if n == 1 else f"../{n - 1}")
    court.answers["/lich"] = Answer(two(240))
    assert enter(court.answers["/5"], "/5").row()["answer"] == "taken"
    assert enter(court.answers["/6"], "/6").row()["answer"] == "redirect"


@pytest.mark.parametrize("to", [
    "http://localhost/lich.ics", "http://localhost:{port}/lich.ics", "ftp://localhost/lich.ics",
    "file:///etc/passwd", "gopher://localhost:{port}/_", "https://localhost:22/",
    "https://ai:mat@localhost:{port}/lich.ics", "//localhost:22/lich.ics", "", "https://", "/vong"])
def test_a_redirect_leads_nowhere_but_to_https_on_a_permitted_port(court, enter, to):
    court.answers["/lich.ics"] = Answer(two(250))
    source = enter(Answer(status=302, Location=to.format(port=court.port)), "/vong")
    assert source.row()["answer"] == "redirect" and source.hearings() == []
    assert "/lich.ics" not in [a.path for a in court.asked]


# ---- what is a secret stays one ----

def test_the_address_is_never_shown_again_logged_or_recorded(dutyd, court, enter):
    path = f"/{SECRET}/lich.ics?khoa={SECRET}"
    source = enter(Answer(two(260)), path)
    source.client().submit(source.path, {"url": court.url(path + "2")}, form=source.path)
    source.visits(2)
    client = source.client()
    shown = "".join(client.get(p).text for p in (
        "/", "/sources", source.path, "/history", f"/history?entity=source&id={source.id}"))
    shown += str(source.page()) + str(client.get_json("/sources"))
    assert f"localhost:{court.port}/….ics" in html.unescape(shown)
    assert SECRET not in shown and SECRET not in dutyd.output()
    db = dutyd.database
    assert SECRET not in str(db.rows("select * from duty.audit where entity = 'source'"))
    assert SECRET not in str(db.rows("select * from duty.import_batch"))
    twice = client.submit("/sources", {"body_id": source.org, "url": court.url(path + "2")},
                          form="/sources")
    assert twice.status == 409 and demo.said("error.source.twice") in html.unescape(twice.text)
    assert SECRET not in (db.cluster.folder / "log").read_text(errors="replace")


def test_who_added_changed_and_removed_an_address_is_on_record(dutyd, court, enter):
    source = enter(Answer(two(270)))
    source.client().submit(source.path, {"body_id": demo.court(dutyd.database, "tand-kv3")},
                           form=source.path)
    source.client().submit(source.path, {}, form=f"{source.path}/remove")
    rows = dutyd.database.rows("""
        select a.action, k.login, a.data ->> 'shown' as shown from duty.audit a
        join duty.account k using (center_id, account_id)
        where a.entity = 'source' and a.entity_id = %s order by a.seq""", str(source.id))
    host = f"localhost:{court.port}/….ics"
    assert [tuple(r.values()) for r in rows] == [
        (f"source.{what}", "dieuphoi", host) for what in ("add", "change", "remove")]


@pytest.mark.parametrize("given, key", [
    ("http://toa.example.vn/lich.ics", "error.source.https"),
    ("ftp://toa.example.vn/lich.ics", "error.source.url"),
    ("file:///etc/passwd", "error.source.url"), ("lich.ics", "error.source.url"),
    ("https://ten:mat-khau@toa.example.vn/", "error.source.user"),
    ("https://toa.example.vn/a b", "error.source.url"), ("https://", "error.source.url"),
    ("https://toa.example.vn:99999999/", "error.source.url")])
def test_an_address_that_cannot_be_one_is_refused_with_what_to_do(dutyd, given, key):
    client = dutyd.client("coordinator")
    reply = client.submit("/sources", {"body_id": demo.court(dutyd.database, "tand-kv2"),
                                       "url": given}, form="/sources")
    text = html.unescape(reply.text)
    assert reply.status == 422 and demo.said(key) in text
    assert f'value="{given}"' in text, "what was typed is not lost"
    assert dutyd.database.value("select count(*) from duty.calendar_source where url = %s", given) == 0


def test_webcal_is_https(dutyd, court, enter):
    court.answers["/w.ics"] = Answer(two(280))
    source = Source(dutyd, court.url("/w.ics").replace("https://localhost", "webcal://LOCALHOST"))
    assert source.row()["answer"] == "taken"
    source.end()

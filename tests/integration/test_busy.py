"""Own calendars: a provider's busy times keep duties away, and nothing else of them is ever known.

The server is real https on this machine; a daemon comes to it because three settings say so.
"""
import datetime
import html
import secrets
import subprocess
import time

import pytest

import demo
from calendars import Answer, CalendarServer, calendar
from cluster import BIN
from wait import until

PAGE = "/me/busy"
SECRET = "Khám bệnh viện 4711"
ADDRESS = "khoa-rieng-0815"


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    server = CalendarServer(tmp_path_factory.mktemp("authority")).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory, cloud):
    with demo.running(cluster, template, tmp_path_factory.mktemp("ban"), **cloud.settings()) as dutyd:
        yield dutyd


def days():
    return demo.weekdays(demo.next_month())


def meeting(day, start="09:00", hours=2, uid="rieng@nha", **more):
    begin = datetime.datetime.combine(day, datetime.time.fromisoformat(start))
    end = begin + datetime.timedelta(hours=hours)
    lines = ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T000000Z",
             f"DTSTART;TZID=Asia/Ho_Chi_Minh:{begin:%Y%m%dT%H%M%S}",
             f"DTEND;TZID=Asia/Ho_Chi_Minh:{end:%Y%m%dT%H%M%S}", f"SUMMARY:{SECRET}",
             f"LOCATION:{SECRET}", f"DESCRIPTION:{SECRET}",
             f"ATTENDEE;CN={SECRET}:mailto:ai-do@example.vn",
             *(f"{k.upper()}:{v}" for k, v in more.items()), "END:VEVENT"]
    return "\r\n".join(lines)


class Own:
    """An own calendar somebody entered, and what is known of it."""

    def __init__(self, dutyd, url, who="bong.sung", wait=True):
        self.dutyd, self.db, self.who = dutyd, dutyd.database, who
        self.provider = demo.person(self.db, who)["provider_id"]
        before = {r["busy_id"] for r in self.db.rows("select busy_id from duty.busy_source")}
        self.reply = dutyd.client(who).submit(PAGE, {"url": url}, form=PAGE)
        new = [r["busy_id"] for r in self.db.rows("select busy_id from duty.busy_source")
               if r["busy_id"] not in before]
        assert len(new) == 1, self.reply
        self.id = new[0]
        if wait:
            self.visits(1)

    def seen(self):
        return sum(e["source"] == str(self.id) for e in self.dutyd.events("busy.asked"))

    def visits(self, count):
        until(lambda: self.seen() >= count, 20, f"visit {count}")
        return until(lambda: (r := self.row())["lease"] is None and r, 30, "its record")

    def again(self, **later):
        count = self.seen() + 1
        demo.move_clock(self.db, **later)
        self.db.rows("select pg_notify('source', '')")
        return self.visits(count)

    def row(self):
        return self.db.rows("select * from duty.busy_source where busy_id = %s", self.id)[0]

    def times(self):
        """The hours as "DD HH:MM-DD HH:MM" on the wall."""
        rows = self.db.rows("select lower(during) as a, upper(during) as b from duty.busy_time"
                            " where busy_id = %s order by during", self.id)
        return [f"{r['a'].astimezone(demo.ZONE):%d %H:%M}-{r['b'].astimezone(demo.ZONE):%d %H:%M}"
                for r in rows]

    def remove(self):
        return self.dutyd.client(self.who).post_form(f"{PAGE}/{self.id}/remove", {})


@pytest.fixture
def enter(dutyd, cloud):
    made = []

    def enter(answer, path="/rieng.ics", who="bong.sung"):
        cloud.answers[path] = answer
        made.append(Own(dutyd, cloud.url(path), who))
        return made[-1]

    yield enter
    for own in made:
        dutyd.database.rows("delete from duty.busy_source where busy_id = %s", own.id)
    cloud.asked.clear()


# ---- what is taken ----

def test_busy_times_are_taken_joined_and_without_what_is_free(enter):
    d = days()
    own = enter(Answer(calendar(
        meeting(d[1]), meeting(d[1], "10:30", 2, "hai@nha"), meeting(d[2], "22:00", 8, "dem@nha"),
        meeting(d[3], uid="ranh@nha", transp="TRANSPARENT"),
        meeting(d[4], uid="huy@nha", status="CANCELLED"))))
    assert own.times() == [f"{d[1]:%d} 09:00-{d[1]:%d} 12:30",
                           f"{d[2]:%d} 22:00-{d[2] + datetime.timedelta(days=1):%d} 06:00"]
    row = own.row()
    assert (row["answer"], row["failures"], row["unread"]) == ("taken", 0, 0)


def test_our_own_feed_and_invitations_polled_back_are_left_out(dutyd, enter):
    d = days()
    own = enter(Answer(calendar(meeting(d[1], uid="duty-1-1@dutyd"), meeting(d[2]))))
    assert [t[:2] for t in own.times()] == [f"{d[2]:%d}"]
    client = dutyd.client("bong.sung")
    page = client.submit("/me/calendars", {"name": "Vòng"}, form="/me/calendars")
    path = page.text.partition("/feed/")[2].partition('"')[0]
    feed = dutyd.client().get(f"/feed/{path}", {"Accept-Encoding": "identity"})
    assert b"BEGIN:VCALENDAR" in feed.body
    assert enter(Answer(feed.body), "/vong.ics").times() == []


def test_an_unchanged_calendar_is_asked_for_only_that(cloud, enter):
    own = enter(lambda headers: Answer(status=304) if headers["If-None-Match"] == '"v1"'
                else Answer(calendar(meeting(days()[1])), ETag='"v1"'))
    before = own.times()
    row = own.again(minutes=31)
    assert (row["answer"], row["status"]) == ("same", 304) and own.times() == before
    assert own.again(hours=25)["status"] == 200, "a 304 is not believed for longer than a day"


def test_a_changed_calendar_replaces_what_was_known(cloud, enter):
    d = days()
    own = enter(Answer(calendar(meeting(d[1]))))
    cloud.answers["/rieng.ics"] = Answer(calendar(meeting(d[5], "14:00", 1)))
    own.again(minutes=31)
    assert own.times() == [f"{d[5]:%d} 14:00-{d[5]:%d} 15:00"]


@pytest.mark.parametrize("wrong, end", [
    (Answer(status=500), "status"), (Answer("<html>log in</html>"), "not_calendar"),
    (Answer("Ngày;Giờ\r\n03/12/2026;7h30\r\n"), "not_calendar"),
    (Answer(lambda: calendar(meeting(days()[1]))[:-40]), "not_calendar"),
    (Answer(status=302, Location="https://169.254.169.254/"), "address"),
    (Answer(status=302, Location="http://localhost/"), "redirect")],
    ids=["500", "html", "csv", "cut", "inside", "plain http"])
def test_a_wrong_answer_keeps_the_last_good_copy_and_its_owner_is_told(dutyd, cloud, enter, wrong, end):
    good = Answer(calendar(meeting(days()[1])))
    own = enter(good)
    before = own.times()
    cloud.answers["/rieng.ics"] = wrong
    row = own.again(minutes=31)
    assert (row["answer"], row["failures"]) == (end, 1) and own.times() == before
    said = demo.said(f"source.answer.{end}").partition("{")[0]
    assert said in html.unescape(dutyd.client("bong.sung").get(PAGE).text)
    cloud.answers["/rieng.ics"] = good
    assert own.again(minutes=6)["failures"] == 0


def test_failures_are_asked_less_and_less_often(enter):
    own = enter(Answer(status=500))
    waits = []
    for minutes in (6, 16, 61):
        row = own.again(minutes=minutes)
        waits.append((row["next_at"] - row["tried_at"]).total_seconds() / 60)
    assert waits == [15, 60, 240]


def test_an_event_that_cannot_be_read_is_counted_for_its_owner(dutyd, enter):
    own = enter(Answer(calendar(meeting(days()[1]), meeting(days()[2], uid="x@nha",
                                                            rrule="FREQ=SECONDLY"))))
    assert own.row()["unread"] == 1 and len(own.times()) == 1
    told = html.unescape(dutyd.client("bong.sung").get(PAGE).text)
    assert demo.said("busy.unread").replace("{unread}", "1") in told


# ---- too busy to be taken ----

def stretches(count, minutes, length):
    """A calendar of `count` events from next week on, one each `minutes`, each `length` long."""
    start = datetime.datetime.combine(datetime.date.today(), datetime.time())
    start += datetime.timedelta(days=7)
    step = datetime.timedelta(minutes=minutes)
    return calendar("\r\n".join(
        f"BEGIN:VEVENT\r\nUID:{n}@nha\r\nDTSTAMP:20261101T000000Z\r\n"
        f"DTSTART:{start + n * step:%Y%m%dT%H%M%S}\r\nDURATION:PT{length}M\r\nEND:VEVENT"
        for n in range(count)))


def series(count):
    """Daily for ever, at `count` hours of the day that do not touch."""
    return calendar(*(meeting(days()[0], f"{n:02d}:00", 0.5, f"{n}@nha", rrule="FREQ=DAILY")
                      for n in range(count)))


@pytest.mark.parametrize("many", [lambda: stretches(60000, 9, 3), lambda: series(12)],
                         ids=["60,000 events", "a few rules"])
def test_too_many_busy_hours_are_refused_and_their_owner_is_told(dutyd, cloud, enter, many):
    own = enter(Answer(calendar(meeting(days()[1]))))
    before = own.times()
    cloud.answers["/rieng.ics"] = Answer(many())
    row = own.again(minutes=31)
    assert (row["answer"], row["reason"]) == ("refused", "intake.error.busy_too_many")
    assert own.times() == before, "the last good hours stay"
    for minutes, wait in ((6, 15), (16, 60)):
        row = own.again(minutes=minutes)
        assert (row["next_at"] - row["tried_at"]).total_seconds() == 60 * wait, "it is asked less"
    told = html.unescape(dutyd.client("bong.sung").get(PAGE).text)
    assert demo.said("intake.error.busy_too_many") in told


def test_while_they_come_the_jobs_lane_stays_free(dutyd, cloud, enter):
    """An address nobody has is looked up on the lane that takes busy hours in."""
    cloud.answers["/lon.ics"] = Answer(stretches(60000, 9, 3))
    own = Own(dutyd, cloud.url("/lon.ics"), wait=False)
    longest = 0.0
    try:
        until(lambda: "/lon.ics" in [a.path for a in cloud.asked], 20, "the visit")
        while not longest or not own.seen():
            begin = time.monotonic()
            assert dutyd.client().get(f"/feed/{secrets.token_urlsafe(32)}.ics").status == 404
            longest = max(longest, time.monotonic() - begin)
        assert own.visits(1)["answer"] == "refused" and longest < 3
    finally:
        dutyd.database.rows("delete from duty.busy_source where busy_id = %s", own.id)


def test_sixty_thousand_events_that_join_into_few_are_taken(enter):
    own = enter(Answer(stretches(60000, 9, 9)))
    assert own.row()["answer"] == "taken" and len(own.times()) == 1


def test_as_many_as_are_allowed_are_taken_and_shown_in_good_time(dutyd, enter):
    own = enter(Answer(stretches(2000, 60, 30)))
    assert own.row()["answer"] == "taken" and len(own.times()) == 2000
    client = dutyd.client("coordinator")
    begin = time.monotonic()
    assert len(client.get_json(f"/people/{own.provider}")["busy"]) == 500
    assert time.monotonic() - begin < 3


# ---- at most three, and gone at once ----

def test_a_fourth_calendar_is_refused_and_so_is_the_same_twice(dutyd, cloud, enter):
    for n in range(3):
        enter(Answer(calendar()), f"/{n}.ics")
    client = dutyd.client("bong.sung")
    assert f'action="{PAGE}"' not in client.get(PAGE).text, "there is no form for a fourth"
    reply = client.post_form(PAGE, {"url": cloud.url("/3.ics")})
    assert reply.status == 409 and demo.said("error.busy.limit") in html.unescape(reply.text)
    other = dutyd.client("hoa.sen")
    enter(Answer(calendar()), "/4.ics", "hoa.sen")
    reply = other.submit(PAGE, {"url": cloud.url("/4.ics")}, form=PAGE)
    assert reply.status == 409 and demo.said("error.busy.twice") in html.unescape(reply.text)


def test_what_is_taken_back_is_gone_with_everything_at_once(dutyd, cloud, enter):
    own = enter(Answer(calendar(meeting(days()[1]))))
    kept = enter(Answer(calendar(meeting(days()[2]))), "/hai.ics")
    done = own.remove()
    assert demo.said("done.busy_removed") in html.unescape(done.text)
    for table in ("busy_source", "busy_time"):
        assert dutyd.database.value(f"select count(*) from duty.{table} where busy_id = %s",
                                    own.id) == 0
    assert kept.times()
    asked = len(cloud.asked)
    demo.move_clock(dutyd.database, minutes=31)
    kept.again(minutes=1)
    assert [a.path for a in cloud.asked[asked:]] == ["/hai.ics"], "it is asked no more"


def test_a_calendar_taken_back_while_it_is_asked_leaves_nothing(dutyd, cloud):
    import threading
    hold = threading.Event()
    cloud.answers["/cham.ics"] = Answer(calendar(meeting(days()[1])), hold=hold)
    own = Own(dutyd, cloud.url("/cham.ics"), wait=False)
    until(lambda: "/cham.ics" in [a.path for a in cloud.asked], 20, "the visit")
    assert demo.said("done.busy_removed") in html.unescape(own.remove().text)
    hold.set()
    until(lambda: dutyd.events("source.database"), 20, "the end of the visit")
    assert dutyd.database.value("select count(*) from duty.busy_time") == 0


def test_nobody_takes_away_another_s_calendar(dutyd, enter):
    own = enter(Answer(calendar(meeting(days()[1]))))
    for who in ("hoa.sen", "coordinator"):
        assert dutyd.client(who).post_form(f"{PAGE}/{own.id}/remove", {}).status == 404
    assert own.times()


# ---- what it is for ----

def shifts(db, day):
    return db.rows("""
        select s.shift_id, s.during from duty.shift s join duty.center c using (center_id)
        where c.code = 'cantho' and s.duty_day = %s and s.needed > 0""", day)


def problem(dutyd):
    """The engine's problem as a coordinator's draft would pose it."""
    with dutyd.database.connect() as c, c.transaction():
        c.execute("""select set_config('app.center_id', center_id::text, true),
            set_config('app.role', 'coordinator', true) from duty.center where code = 'cantho'""")
        return c.execute("select duty.roster_problem(%s) as problem",
                         (f"{demo.next_month():%Y-%m}",)).fetchone()["problem"]


def test_busy_hours_are_asked_of_the_engine_for_exactly_the_shifts_they_touch(dutyd, enter):
    d = days()
    own = enter(Answer(calendar(meeting(d[1], "09:00", 1))))
    found = [r for r in problem(dutyd)["requests"] if r["provider"] == own.provider]
    touched = {s["shift_id"] for day in (d[0], d[1]) for s in shifts(dutyd.database, day)
               if s["during"].lower < demo.at(d[1], "10:00")
               and s["during"].upper > demo.at(d[1], "09:00")}
    assert touched and {r["shift"] for r in found} == touched
    assert {r["weight"] for r in found} == {-4}


def test_a_draft_gives_the_duties_of_the_free_days(cluster, template, tmp_path, cloud):
    """Somebody busy all the first half of the month stands duty in the second."""
    with demo.running(cluster, template, tmp_path, **cloud.settings()) as dutyd:
        first = demo.next_month()
        cloud.answers["/thang.ics"] = Answer(calendar(meeting(first, "00:00", 15 * 24)))
        own = Own(dutyd, cloud.url("/thang.ics"))
        demo.draw(dutyd.client("coordinator"), first)
        mine = [r["duty_day"].day for r in dutyd.database.rows(
            "select s.duty_day from duty.draft_assignment d join duty.shift s"
            " using (center_id, shift_id) where d.provider_id = %s", own.provider)]
        assert len(mine) >= 6, "busy is a wish: it takes nobody out of the roster"
        assert sum(day <= 15 for day in mine) <= 1, sorted(mine)


# ---- who knows what ----

def test_a_coordinator_sees_when_and_never_what_whose_calendar_or_where_it_is(dutyd, enter):
    own = enter(Answer(calendar(meeting(days()[1]))), f"/{ADDRESS}.ics")
    coordinator = dutyd.client("coordinator")
    page = coordinator.get_json(f"/people/{own.provider}")
    assert page["busy"] == [{"from": f"{days()[1]}T09:00", "to": f"{days()[1]}T11:00"}]
    text = html.unescape(coordinator.get(f"/people/{own.provider}").text)
    assert demo.said("rank.busy") in text and "localhost" not in text
    shift = next(s for s in shifts(dutyd.database, days()[1])
                 if s["during"].lower < demo.at(days()[1], "11:00")
                 and s["during"].upper > demo.at(days()[1], "09:00"))
    ranked = html.unescape(coordinator.get(f"/shifts/{shift['shift_id']}/substitutes").text)
    assert "localhost" not in ranked
    for who in ("coordinator", "director", "hoa.sen"):
        client = dutyd.client(who)
        for path in (PAGE, "/", "/history"):
            assert "localhost:" not in html.unescape(client.get(path).text), (who, path)


def test_neither_titles_nor_the_address_are_ever_stored_logged_or_shown(dutyd, cloud, enter):
    path = f"/{ADDRESS}/lich.ics?khoa={ADDRESS}"
    own = enter(Answer(calendar(meeting(days()[1]), meeting(days()[2], uid=f"{ADDRESS}@nha",
                                                            rrule=SECRET))), path)
    assert own.row()["unread"] == 1 and len(own.times()) == 1
    cloud.answers[path] = Answer(f"BEGIN:VCALENDAR\r\nBEGIN:{SECRET}\r\n")
    assert own.again(minutes=31)["answer"] == "not_calendar"
    client = dutyd.client("bong.sung")
    shown = "".join(client.get(p).text for p in (PAGE, "/me", "/", "/history"))
    shown += dutyd.client("coordinator").get("/history").text
    cluster = dutyd.database.cluster
    dump = subprocess.run(
        [BIN / "pg_dump", "--inserts", "-h", cluster.folder, "-p", str(cluster.port), "-U",
         cluster.superuser, "-T", "duty.busy_source", dutyd.database.name],
        check=True, capture_output=True, text=True).stdout
    kept = str(dutyd.database.rows("select * from duty.busy_source"))
    server = (cluster.folder / "log").read_text(encoding="utf-8", errors="replace")
    assert ADDRESS in kept and SECRET not in kept
    for place, text in (("pages", html.unescape(shown)), ("log", dutyd.output()), ("tables", dump),
                        ("PostgreSQL's log", server)):
        assert SECRET not in text and ADDRESS not in text, place


def test_that_a_calendar_was_entered_and_taken_back_is_on_record_without_which(dutyd, enter):
    own = enter(Answer(calendar()))
    own.remove()
    rows = dutyd.database.rows("select action, data from duty.audit where entity = 'provider'"
                               " and entity_id = %s and action like 'busy.%%' order by seq desc limit 2",
                               str(own.provider))
    assert [(r["action"], r["data"]) for r in rows] == [("busy.remove", {}), ("busy.add", {})]


@pytest.mark.parametrize("who", ["clerk", "police"])
def test_clerks_and_police_know_nothing_of_it(dutyd, enter, who):
    enter(Answer(calendar(meeting(days()[1]))))
    assert dutyd.client(who).get(PAGE).status == 403
    with dutyd.database.connect() as c, c.transaction():
        c.execute("select set_config('app.center_id', center_id::text, true),"
                  " set_config('app.role', %s, true) from duty.center where code = 'cantho'", (who,))
        c.execute("set local role duty_app")
        for table in ("busy_source", "busy_time"):
            assert c.execute(f"select 1 from duty.{table}").fetchall() == [], table

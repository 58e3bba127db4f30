"""Calendar addresses: whose they are, shown once, made anew, revoked, read by whom, shut when unused."""
import datetime
import html
import re
import subprocess
import uuid

import pytest

import demo
from cluster import BIN
from wait import until

MINE, SHARED = "/me/calendars", "/calendars"
GOOGLE = "Google-Calendar-Importer"
LINK = re.compile(r'value="https?://[^/"]+(/feed/([\w-]{43})\.ics)"')


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory):
    with demo.running(cluster, template, tmp_path_factory.mktemp("lich")) as dutyd:
        yield dutyd


class Calendar:
    """An address somebody made, as its page showed it."""

    def __init__(self, dutyd, reply):
        assert reply.status == 200, reply
        self.dutyd, self.page = dutyd, reply
        self.path, self.token = LINK.search(reply.text).groups()

    def fetch(self, **headers):
        client = self.dutyd.client()
        client.headers = {}
        return client.once("GET", self.path, None,
                           {k.replace("_", "-"): v for k, v in headers.items()})

    def text(self):
        reply = self.fetch()
        assert reply.status == 200, reply
        return reply.body.decode().replace("\r\n ", "")

    def becomes(self, status):
        return until(lambda: (r := self.fetch()).status == status and r, 20, f"status {status}")

    def row(self):
        return self.dutyd.database.rows(
            "select * from duty.feed_token where token_hash ="
            " encode(sha256(convert_to(%s, 'UTF8')), 'hex')", self.token)[0]

    def listed(self, client, page):
        """How a page's list shows it; None when it does not."""
        found = [c for c in client.get_json(page)["calendars"]
                 if c["token_hash"] == self.row()["token_hash"]]
        return found[0] if found else None


def make(dutyd, who, page=MINE, **fields):
    client = who if hasattr(who, "cookies") else dutyd.client(who)
    return Calendar(dutyd, client.submit(page, {"name": "Máy thử", **fields}, form=page))


def rotate(client, calendar, grace, page=MINE):
    return client.post_form(f"{page}/rotate", {
        "token_hash": calendar.row()["token_hash"], "grace": grace})


def post(dutyd):
    return dutyd.database.value("select min(post_id) from duty.duty_post join duty.center"
                                " using (center_id) where code = 'cantho'")


# ---- shown once ----

def test_an_address_is_256_random_bits_of_which_only_the_hash_is_kept(dutyd):
    one, two = make(dutyd, "bong.sung"), make(dutyd, "bong.sung")
    assert one.token != two.token and one.row()["token_hash"] != one.token
    assert "=" not in one.token and len(one.token) == 43  # 43 letters of 6 bits hold 256
    assert one.fetch().status == two.fetch().status == 200


def test_the_page_that_shows_it_is_kept_nowhere_and_tells_no_other_site(dutyd):
    new = make(dutyd, "bong.sung")
    assert new.page.headers["Cache-Control"] == "no-store"
    assert new.page.headers["Referrer-Policy"] == "no-referrer"
    links = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>', new.page.text)
    assert f"webcal://127.0.0.1:{dutyd.port}{new.path}" in links
    away = [x for x in links if x.startswith("http") and "127.0.0.1" not in x]
    assert away and not any(new.token in x for x in away)
    assert all('rel="noreferrer"' in tag for tag in re.findall(r'<a [^>]*href="https?:[^>]*>',
                                                               new.page.text))


def test_the_token_is_in_no_other_page_log_metric_record_or_table(dutyd):
    client = dutyd.client("bong.sung")
    new = make(dutyd, client)
    assert new.fetch(User_Agent=GOOGLE).status == 200
    assert new.fetch(User_Agent=GOOGLE, Referer=f"{dutyd.url}{new.path}").status == 200
    until(lambda: new.row()["last_client"], 40, "the report of the fetch")
    old, new2 = new, Calendar(dutyd, rotate(client, new, "0"))
    new2.becomes(200)
    old.becomes(410)
    client.post_form(f"{MINE}/revoke", {"token_hash": new2.row()["token_hash"]})
    new2.becomes(410)
    secrets = [old.token, new2.token]
    for who in (client, dutyd.client("coordinator"), dutyd.client("administrator")):
        for page in ("/", "/me", MINE, SHARED, "/me/busy", "/history", "/messages", "/texts"):
            assert not any(s in who.get(page).text for s in secrets), page
    metrics = dutyd.client().get("/metrics").text
    cluster = dutyd.database.cluster
    dump = subprocess.run(
        [BIN / "pg_dump", "--inserts", "-h", cluster.folder, "-p", str(cluster.port), "-U",
         cluster.superuser, dutyd.database.name], check=True, capture_output=True, text=True).stdout
    assert old.row()["token_hash"] in dump
    server = (cluster.folder / "log").read_text(encoding="utf-8", errors="replace")
    for place, text in (("log", dutyd.output()), ("metrics", metrics), ("database", dump),
                        ("PostgreSQL's log", server)):
        assert not any(s in text for s in secrets), place


# ---- whose ----

def test_full_says_what_and_where_and_busy_only_when(dutyd):
    full, busy = make(dutyd, "bong.sung"), make(dutyd, "bong.sung", level="busy")
    db = dutyd.database
    dutyd.client("coordinator").submit("/hearings/new", {
        "court_id": demo.court(db, "tand-kv1"), "code": "901/2027/HS-ST", "room": "Phòng xử A",
        "date": str(demo.weekdays(demo.next_month())[1]), "time": "07:30",
        "provider_id": demo.person(db, "bong.sung")["provider_id"]}, form="/hearings/new")
    until(lambda: "901/2027" in full.text(), 20, "the hearing")
    text = until(lambda: "T073000" in busy.text() and busy.text(), 20, "the busy time")
    assert "SUMMARY:Bận" in text and text.count("BEGIN:VEVENT") >= 1
    for word in ("901/2027", "Phòng", "LOCATION", "URL:", "DESCRIPTION", "Tòa"):
        assert word not in text, word


def test_a_reminder_is_there_only_for_who_asked_for_one(dutyd):
    db = dutyd.database
    dutyd.client("coordinator").submit("/hearings/new", {
        "court_id": demo.court(db, "tand-kv1"), "code": "902/2027/HS-ST",
        "date": str(demo.weekdays(demo.next_month())[2]), "time": "07:30",
        "provider_id": demo.person(db, "bong.sung")["provider_id"]}, form="/hearings/new")
    plain, timed = make(dutyd, "bong.sung"), make(dutyd, "bong.sung", alarm="60")
    assert "902/2027" in plain.text() and "VALARM" not in plain.text()
    assert re.search(r"BEGIN:VALARM\r\n[\s\S]*?TRIGGER:-PT(60M|1H)", timed.text())


def test_a_court_or_police_body_sees_who_is_on_duty_and_nothing_of_hearings(dutyd):
    client = dutyd.client("police")
    body = make(dutyd, client, SHARED)
    assert body.row()["language"] == "vi"
    text = body.text()
    assert "BEGIN:VCALENDAR" in text and "2027/HS-ST" not in text
    listed = body.listed(client, SHARED)
    assert (listed["kind"], listed["name"]) == ("body", "Máy thử") and listed["by"]


def test_a_body_s_account_gets_its_own_body_whatever_the_form_says(dutyd):
    client = dutyd.client("police")
    made = [make(dutyd, client, SHARED, subject=s) for s in ("", "center", f"post:{post(dutyd)}")]
    bodies = dutyd.database.rows("select f.kind, o.name from duty.feed f join duty.org_unit o using"
                                 " (center_id, org_id) where feed_id = any(%s)",
                                 [m.row()["feed_id"] for m in made])
    assert bodies == [{"kind": "body", "name": client.get_json(SHARED)["body"]}]


@pytest.mark.parametrize("kind", ["center", "post", "body"])
def test_a_coordinator_makes_calendars_of_posts_bodies_and_the_centre(dutyd, kind):
    client = dutyd.client("coordinator")
    subjects = client.get_json(SHARED)["options"]["subject"]
    subject = next(s["value"] for s in subjects if s["kind"] == kind)
    made = make(dutyd, client, SHARED, subject=subject)
    assert made.text().startswith("BEGIN:VCALENDAR")
    assert made.listed(client, SHARED)["kind"] == kind
    assert made.listed(dutyd.client("director"), SHARED)
    assert made.listed(dutyd.client("bong.sung"), MINE) is None


def test_a_person_s_addresses_are_seen_by_nobody_else(dutyd):
    mine = make(dutyd, "bong.sung", name="Chỉ của tôi 4711")
    for who in ("hoa.sen", "coordinator", "director", "administrator", "police", "clerk"):
        client = dutyd.client(who)
        for page in (MINE, SHARED, "/"):
            assert "Chỉ của tôi 4711" not in html.unescape(client.get(page).text), (who, page)


@pytest.mark.parametrize("who, page", [("hoa.sen", MINE), ("coordinator", MINE), ("coordinator", SHARED),
                                       ("police", SHARED), ("bong.sung", SHARED)])
@pytest.mark.parametrize("what", ["revoke", "rotate"])
def test_nobody_touches_another_s_address(dutyd, who, page, what):
    mine = make(dutyd, "bong.sung")
    reply = dutyd.client(who).post_form(f"{page}/{what}", {
        "token_hash": mine.row()["token_hash"], "grace": "0"})
    assert reply.status in (403, 404), reply
    assert mine.row()["revoked_at"] is None and mine.fetch().status == 200


def test_an_address_of_a_body_is_revoked_by_its_accounts_and_by_coordinators(dutyd):
    for who in ("police", "coordinator"):
        made = make(dutyd, "police", SHARED)
        done = dutyd.client(who).post_form(f"{SHARED}/revoke",
                                           {"token_hash": made.row()["token_hash"]})
        assert demo.said("done.calendar_revoked") in html.unescape(done.text)
        made.becomes(410)
    made = make(dutyd, "police", SHARED)
    assert dutyd.client("clerk").post_form(f"{SHARED}/revoke", {
        "token_hash": made.row()["token_hash"]}).status == 404, "another body's"


# ---- made anew, revoked ----

def test_a_new_link_keeps_name_level_and_reminder_and_ends_the_old_one_at_once(dutyd):
    client = dutyd.client("bong.sung")
    old = make(dutyd, client, name="iPad", level="busy", alarm="15")
    new = Calendar(dutyd, rotate(client, old, "0"))
    kept = ("feed_id", "name", "level", "alarm_minutes")
    assert [new.row()[k] for k in kept] == [old.row()[k] for k in kept]
    assert new.fetch().status == 200
    assert b"VCALENDAR" not in old.becomes(410).body
    assert old.row()["closed_reason"] == "rotated" and old.listed(client, MINE) is None


def test_the_old_link_lives_on_for_the_days_the_person_picks(cluster, template, tmp_path):
    with demo.running(cluster, template, tmp_path) as dutyd:
        client = dutyd.client("bong.sung")
        old = make(dutyd, client)
        new = Calendar(dutyd, rotate(client, old, "7"))
        assert old.fetch().status == new.fetch().status == 200
        assert old.listed(client, MINE)["ends_at"]
        assert demo.said("calendars.ends") in html.unescape(client.get(MINE).text)
        assert rotate(client, old, "0").status == 409, "it has been replaced already"
        for later, status in (({"days": 6, "hours": 23}, 200), ({"hours": 2}, 410)):
            demo.move_clock(dutyd.database, **later)
            dutyd.restart()  # it counts the seconds by a clock that no test moves
            assert old.fetch().status == status
        assert new.fetch().status == 200


def test_a_link_on_its_way_out_can_be_revoked_at_once(dutyd):
    client = dutyd.client("bong.sung")
    old = make(dutyd, client)
    rotate(client, old, "7")
    client.post_form(f"{MINE}/revoke", {"token_hash": old.row()["token_hash"]})
    old.becomes(410)
    assert old.row()["closed_reason"] == "revoked"


def test_what_was_done_with_an_address_is_on_record_by_its_name(dutyd):
    client = dutyd.client("bong.sung")
    made = make(dutyd, client, name="Máy ghi nhận")
    again = Calendar(dutyd, rotate(client, made, "0"))
    client.post_form(f"{MINE}/revoke", {"token_hash": again.row()["token_hash"]})
    rows = dutyd.database.rows("select action, data from duty.audit where data ->> 'name' = %s"
                               " order by seq", "Máy ghi nhận")
    assert [r["action"] for r in rows] == ["feed.new", "feed.rotate", "feed.revoke"]


# ---- who reads it ----

@pytest.mark.parametrize("words, name", [
    (GOOGLE, "Google"), ("iOS/17.5 (21F79) dataaccessd/1.0", "iPhone, iPad"),
    ("macOS/14.5 (23F79) CalendarAgent/1025", "iPhone, iPad|Apple Calendar (Mac)"),
    ("Mozilla/5.0 (X11; Linux) Gecko/20100101 Thunderbird/128.3", "Thunderbird"),
    ("Microsoft Office/16.0 (Microsoft Outlook 16.0.17328; Pro)", "Outlook"),
    ("Evolution/3.46.4", "Evolution"), ("ICSx5/2.2 (okhttp/4.12)", "ICSx⁵ (Android)"),
    ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/130.0 Safari/537.36", "Chrome"),
    ("Chuong-Trinh-La/1.0 (x)", "Chuong-Trinh-La"), ("<script>", None), ("", None)])
def test_a_program_is_known_by_its_name(dutyd, words, name):
    found = dutyd.database.value("select duty.feed_client_name(%s)", words)
    assert found in (name.split("|") if name else [None])


def test_its_owner_sees_who_read_it_last_and_when(dutyd):
    client = dutyd.client("bong.sung")
    new = make(dutyd, client, name="Điện thoại Google")
    assert demo.said("calendars.never") in html.unescape(client.get(MINE).text)
    assert new.fetch(User_Agent=GOOGLE).status == 200
    listed = until(lambda: (x := new.listed(client, MINE))["last_fetch_at"] and x, 40, "the report")
    assert listed["client"] == "Google"
    time = listed["last_fetch_at"][-5:]
    assert re.search(rf"Google, [^<]*{time}", html.unescape(client.get(MINE).text))


# ---- unused ----

class Forgotten:
    """A daemon whose clock runs ahead, and an address in it."""

    def __init__(self, dutyd, who="bong.sung", page=MINE, **fields):
        self.dutyd, self.db = dutyd, dutyd.database
        self.name = f"Máy bỏ quên {uuid.uuid4().hex[:6]}"
        self.calendar = make(dutyd, who, page, name=self.name, **fields)

    def later(self, days):
        """At ten in the morning, so many days on, after the daily job."""
        now = self.db.value("select duty.now()").astimezone(demo.ZONE)
        then = (now + datetime.timedelta(days=days)).replace(hour=10, minute=0)
        demo.set_clock(self.db, then.isoformat())
        with self.db.connect("duty_jobs") as c:  # as the daemon does every 15 seconds
            c.execute("select pg_advisory_lock(7001, 1)")  # no round of its own is under way
            c.execute("select duty.clock_tick()")
        assert self.db.value("select max(day) from duty.daily_job where job = 'feed_unused'") == \
            then.date()
        return self.calendar.row()

    def told(self):
        return [(t["channel"], t["body"]) for t in self.db.rows(
            "select channel, body from duty.captured where body like %s order by captured_id",
            f"%{self.name}%")]


@pytest.fixture(scope="module")
def ahead(cluster, template, tmp_path_factory):
    with demo.running(cluster, template, tmp_path_factory.mktemp("mai-sau")) as dutyd:
        yield dutyd


@pytest.fixture
def forgotten(ahead):
    yield lambda *args, **more: Forgotten(ahead, *args, **more)
    ahead.database.rows("delete from duty.feed_token")


def test_an_unread_address_is_warned_of_once_and_then_shut(forgotten):
    f = forgotten()
    assert f.later(75)["warned_at"] is None and f.told() == []
    assert f.later(2)["warned_at"]
    until(f.told, 30, "the warning")
    closes = f.calendar.listed(f.dutyd.client("bong.sung"), MINE)["closes_on"]
    row = f.later(13)
    assert row["revoked_at"] is None and len(f.told()) == 1
    channel, body = f.told()[0]
    assert channel == "mail" and MINE in body
    assert f"{datetime.date.fromisoformat(closes):%d/%m/%Y}" in body
    row = f.later(2)
    assert row["closed_reason"] == "unused"
    f.calendar.becomes(410)
    assert f.db.value("select count(*) from duty.audit where action = 'feed.unused'") == 1


def test_who_reads_it_again_keeps_it(forgotten):
    f = forgotten()
    assert f.later(80)["warned_at"]
    f.calendar.becomes(200)
    until(lambda: f.calendar.row()["warned_at"] is None, 40, "the report of the fetch")
    assert f.later(20)["revoked_at"] is None
    f.calendar.becomes(200)


def test_nothing_is_shut_before_its_warning_has_lasted_long_enough(forgotten):
    """A daemon that was off for half a year warns first."""
    f = forgotten()
    row = f.later(200)
    assert row["warned_at"] and row["revoked_at"] is None
    assert f.later(12)["revoked_at"] is None
    assert f.later(3)["closed_reason"] == "unused"


def test_of_a_body_s_address_whoever_made_it_is_warned(forgotten):
    f = forgotten("coordinator", SHARED, subject="center")
    assert f.later(80)["warned_at"]
    body = until(f.told, 30, "the warning")[0][1]
    assert SHARED in body and MINE not in body

"""Calendars of a person, a post, a court, the Centre: what each shows of one published month, and what
a change of that month changes."""
import re

import pytest

import demo
import ics
from wait import until

PUBLISHED = """
    select s.shift_id, s.starts, s.ends, s.role, d.name as post, d.post_id, d.org_id, d.kind,
        p.provider_id, n.full_name as name, k.address as phone, a.uid
    from duty.assignment a
    join duty.shift s using (center_id, shift_id)
    join duty.duty_post d using (center_id, post_id)
    join duty.provider p using (center_id, provider_id)
    join duty.person n using (center_id, person_id)
    left join duty.contact k on k.center_id = n.center_id and k.person_id = n.person_id
        and k.channel = 'sms' and k.verified_at is not null
    where a.center_id = 1 and a.state = 'published'"""


def fetch(dutyd, path, method="GET", **headers):
    client = dutyd.client()
    client.headers = {}
    return client.once(method, path, None, {k.replace("_", "-"): v for k, v in headers.items()})


def address(dutyd, who, **fields):
    """The path of a new address."""
    page = "/me/calendars" if who in ("bong.sung", "hoa.sen") else "/calendars"
    made = dutyd.client(who).submit(page, {"name": "Máy thử", **fields}, form=page)
    return re.search(r"/feed/[\w-]{43}\.ics", made.text).group(0)


def read(dutyd, path):
    reply = fetch(dutyd, path)
    assert reply.status == 200, reply
    return ics.read(reply.body)


@pytest.fixture(scope="module")
def month(cluster, template, tmp_path_factory):
    """A daemon with next month drawn and published."""
    with demo.running(cluster, template, tmp_path_factory.mktemp("month")) as dutyd:
        for step in ("draft", "publish"):
            dutyd.ctl("roster", step, "cantho", "dieuphoi", f"{demo.next_month():%Y-%m}")
        yield dutyd


@pytest.fixture(scope="module")
def duties(month):
    return month.database.rows(PUBLISHED)


def wall(event):
    return event.start.replace(tzinfo=None), event.end.replace(tzinfo=None)


def test_a_post_s_calendar_names_who_stands_each_shift_and_the_number_to_ring(month, duties):
    post = duties[0]["post_id"]
    events = read(month, address(month, "coordinator", subject=f"post:{post}"))
    shifts = {d["shift_id"] for d in duties if d["post_id"] == post}
    assert set(events) == {f"shift-1-{s}@dutyd" for s in shifts}
    for d in (d for d in duties if d["post_id"] == post):
        event = events[f"shift-1-{d['shift_id']}@dutyd"]
        assert wall(event) == (d["starts"], d["ends"])
        assert event.summary.startswith(f"{d['post']} ({demo.said('duty_role.' + d['role'])}): ")
        assert d["name"] in event.summary and d["phone"] in event.description


def test_the_centre_s_calendar_shows_every_shift_once(month, duties):
    events = read(month, address(month, "coordinator", subject="center"))
    assert set(events) == {f"shift-1-{d['shift_id']}@dutyd" for d in duties}


@pytest.mark.parametrize("who", ["clerk", "police"])
def test_a_body_s_calendar_is_the_duties_that_serve_it_and_the_centre_s_line(month, duties, who):
    login = {"clerk": "thuky.kv1", "police": "truc.cqdt"}[who]
    with month.database.connect() as session:
        session.execute("select set_config('app.center_id', '1', false)")
        served = {r["post_id"] for r in session.execute("""
            select post_id from duty.list_served() join duty.account using (org_id)
            where center_id = 1 and login = %s""", [login])}
    assert served
    path = address(month, who)
    events = read(month, path)
    expected = {d["shift_id"] for d in duties if d["post_id"] in served or d["role"] == "centre"}
    assert set(events) == {f"shift-1-{s}@dutyd" for s in expected}
    raw = fetch(month, path).body
    assert b"hearing" not in raw and b"absence" not in raw


def test_busy_says_when_and_nothing_else(month):
    month.client("coordinator").submit("/hearings/new", {
        "code": "77/2027/TLST-HS", "date": str(demo.weekdays(demo.next_month())[-1]),
        "time": "07:30", "room": "Phòng kín", "subject": "bí mật", "mode": "online",
        "court_id": demo.court(month.database, "tand-kv1"),
        "provider_id": demo.person(month.database, "hoa.sen")["provider_id"]},
        form="/hearings/new")
    full, busy = address(month, "hoa.sen"), address(month, "hoa.sen", level="busy")
    until(lambda: any("77/2027" in e.summary for e in read(month, full).values()), 20, "the hearing")
    events = read(month, busy)
    assert {e.summary for e in events.values()} == {demo.said("feed.busy")}
    assert demo.at(demo.weekdays(demo.next_month())[-1], "07:30") in [
        e.start for e in events.values()]
    raw = fetch(month, busy).body
    for secret in (b"LOCATION", b"URL", b"DESCRIPTION", b"CONFERENCE", b"hearing-", b"duty-", b"77/"):
        assert secret not in raw, secret


def test_an_online_hearing_leads_to_our_page_and_nowhere_else(month):
    hearing = month.database.value("select max(hearing_id) from duty.hearing where mode = 'online'")
    text = fetch(month, address(month, "hoa.sen")).body.decode().replace("\r\n ", "")
    event = next(e for e in text.split("BEGIN:VEVENT") if f"hearing-1-{hearing}@" in e)
    links = re.findall(r"https?://[^\s\\]+", event)
    assert len(links) >= 4 and {x.partition("//")[2].partition("/")[2] for x in links} == {
        f"hearings/{hearing}"}
    assert re.search(r"\r\nDESCRIPTION:[^\\]*http", event)


def test_addresses_that_show_the_same_are_rendered_once(month):
    first = address(month, "bong.sung")
    body = fetch(month, first).body
    renders = month.metrics()["dutyd_feed_renders_total"]
    for _ in range(3):
        assert fetch(month, address(month, "bong.sung")).body == body
    assert month.metrics()["dutyd_feed_renders_total"] == renders
    alarmed = fetch(month, address(month, "bong.sung", alarm="60")).body
    assert b"TRIGGER:-PT60M" in alarmed and b"VALARM" not in body


def test_a_changed_number_is_seen_by_whoever_has_to_ring_it(month, duties):
    names = {demo.person(month.database, who)["full_name"]: who for who in ("bong.sung", "hoa.sen")}
    mine, other = next((m, o) for m in duties for o in duties if m["name"] in names
                       and {m["role"], o["role"]} == {"main", "backup"}
                       and (m["post_id"], m["starts"]) == (o["post_id"], o["starts"]))
    own = address(month, names[mine["name"]])
    shown = address(month, "coordinator", subject=f"post:{mine['post_id']}")
    before = fetch(month, own), fetch(month, shown)
    with month.database.connect() as session, session.transaction():
        session.execute("select set_config('app.center_id', '1', true)")
        session.execute("""
            update duty.contact set address = '+84909999999', verified_at = now()
            where channel = 'sms' and person_id = (
                select person_id from duty.provider where provider_id = %s)""",
                        [other["provider_id"]])
    for path, old in zip((own, shown), before):
        new = until(lambda p=path, o=old: (r := fetch(month, p)).headers["ETag"] != o.headers[
            "ETag"] and r, 10, "the new number")
        was, now = (r.body.replace(b"\r\n ", b"") for r in (old, new))
        assert b"+84909999999" in now and b"+84909999999" not in was


def test_who_is_locked_out_has_no_calendar_and_the_body_keeps_its_own(month):
    own, body = address(month, "bong.sung"), address(month, "police")
    assert fetch(month, own).status == fetch(month, body).status == 200
    lock = "update duty.account set locked_at = %s where login in ('bong.sung', 'truc.cqdt')"
    month.database.rows(lock, "2026-01-01")
    until(lambda: fetch(month, own).status == 410, 10, "the address to be shut")
    assert fetch(month, body).status == 200
    month.database.rows(lock, None)
    until(lambda: fetch(month, own).status == 200, 10, "the address to be open again")


def test_search_engines_may_read_calendars_they_were_given_and_nothing_else(month):
    reply = fetch(month, "/robots.txt")
    assert reply.status == 200 and reply.headers["Content-Type"].startswith("text/plain")
    assert reply.body.decode().split("\n")[:3] == ["User-agent: *", "Allow: /feed/", "Disallow: /"]

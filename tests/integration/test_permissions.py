"""Who may do what: every route of the table, for every role, on own and on foreign numbers.

What is expected comes from sql/seed/permission.csv; nothing here knows which handler checks it.
"""
import re

import pytest

import demo
from routes import ROLES, permissions, routes

SECRET = "Nội dung chỉ người được giao mới đọc 4711"
ALLOWED = permissions()
# Programs have keys instead of sessions: test_api.py.
GUARDED = [r for r in routes() if r.action and "API" not in r.flags]
OPEN = [r for r in routes() if not r.action]


def name(route):
    return f"{route.method} {route.pattern}"


class House:
    """One daemon for the module, a browser per account, and numbers of both Centres."""

    def __init__(self, dutyd):
        self.db, self.dutyd, self.browsers = dutyd.database, dutyd, {}
        self.lists, self.shifts = {}, {}
        self.duties = 0
        c, n = self.browser("coordinator"), self.browser("neighbour")
        day = str(demo.weekdays(demo.next_month())[3])
        self.kv1 = self.hearing(c, "tand-kv1", "1/2027/RIENG", day, "bong.sung", SECRET)
        self.kv5 = self.hearing(c, "tand-kv5", "5/2027/RIENG", day, "hoa.sen", "Đánh bạc")
        self.foreign = self.hearing(n, "tand-kv1", "9/2027/LANG-GIENG", day, "ba.khia", SECRET,
                                    center="camau")
        self.foreign_batch = self.batch(n, "tand-kv1", "camau")

    def browser(self, account):
        if account not in self.browsers:
            self.browsers[account] = self.dutyd.client(account)
        return self.browsers[account]

    def hearing(self, client, court, code, day, login, subject, center="cantho"):
        reply = client.submit("/hearings/new", {
            "court_id": demo.court(self.db, court, center), "code": code, "date": day,
            "time": "07:30", "subject": subject,
            "provider_id": demo.person(self.db, login, center)["provider_id"]},
            form="/hearings/new")
        return int(re.fullmatch(r"/hearings/(\d+)\?done=hearing", reply.path).group(1))

    def batch(self, client, court, center="cantho"):
        day = f"{demo.weekdays(demo.next_month())[4]:%d/%m/%Y}"
        reply = demo.upload(client, demo.court(self.db, court, center), "lich.csv", demo.csv_list(
            [["77/2027/TLST-HS", day, "7h30", "A", "Mẫu", "Mẫu", "Mẫu", "Trực tiếp"]]))
        assert reply.status == 200, reply
        return int(re.fullmatch(r"/hearings/import/(\d+)", reply.path).group(1))

    def person(self, center="cantho"):
        """Somebody new, whom no other test knows."""
        return self.db.value("""
            with c as (select center_id, (select min(org_id) from duty.org_unit o
                           where o.center_id = center.center_id and kind = 'centre') as branch
                       from duty.center where code = %s), n as (
                insert into duty.person (center_id, full_name) select center_id, 'Người Thử' from c
                returning center_id, person_id)
            insert into duty.provider (center_id, person_id, class, branch_id, first_day)
            select n.center_id, person_id, 'officer', branch, '2026-01-01' from n, c
            returning provider_id""", center)

    def absence(self, center="cantho", state="asked"):
        return self.db.value("""
            insert into duty.absence (center_id, provider_id, during, kind, state)
            select center_id, provider_id, '[2030-01-01,2030-01-02)', 'leave', %s
            from duty.provider where provider_id = %s returning absence_id""",
                             state, self.person(center))

    def list(self, center, role):
        """A list of the body a clerk or an officer belongs to; made once."""
        org = demo.court(self.db, "cqdt-cantho" if role == "police" else "tand-kv1", center) \
            if center == "cantho" else demo.court(self.db, "tand-kv1", center)
        if org not in self.lists:
            self.lists[org] = self.db.value("""
                with r as (
                    insert into duty.roster (center_id, period, version)
                    select center_id, daterange(d::date, (d + interval '1 month')::date), 1
                    from duty.org_unit, lateral (
                        select '2031-01-01'::timestamp + make_interval(months => %s) as d) x
                    where org_id = %s returning center_id, roster_id
                ), v as (
                    insert into duty.roster_version (center_id, roster_id, version, published_at,
                        note, content, diff, draft, hash)
                    select center_id, roster_id, 1, duty.now(), '', '[]',
                        '{"added": [], "removed": []}', '{}', repeat('0', 64) from r
                    returning center_id, roster_id)
                insert into duty.list (center_id, roster_id, org_id, version, org_name, is_custody,
                    issued_at, starts_on, due_on, content, hash)
                select center_id, roster_id, %s, 1, 'Cơ quan', false, duty.now(), '2031-01-01',
                    '2030-12-24', '{"rows": []}', repeat('0', 64) from v
                returning list_id""", len(self.lists), org, org)
        return self.lists[org]

    def shift(self, center):
        """A shift of a month that nobody else asks for; made once."""
        if center not in self.shifts:
            self.shifts[center] = self.db.value("""
                with r as (insert into duty.roster (center_id, period)
                    select center_id, '[2032-01-01,2032-02-01)' from duty.center where code = %s
                    returning center_id, roster_id)
                insert into duty.shift (center_id, roster_id, post_id, role, duty_day, starts, ends,
                    zone, during, day_type, point_kind, points, needed, skills, priority, is_night)
                select center_id, roster_id, min(post_id), 'main', '2032-01-07', '2032-01-07 07:00',
                    '2032-01-07 11:00', 'Asia/Ho_Chi_Minh', '[2032-01-07 00:00Z,2032-01-07 04:00Z)',
                    'work', 'day', 100, 1, '{}', 5, false
                from r join duty.duty_post using (center_id) group by center_id, roster_id
                returning shift_id""", center)
        return self.shifts[center]

    def duty(self, center, login):
        """A published duty of somebody, three days after the one made before."""
        self.duties += 1
        return self.db.value("""
            with c as (select center_id from duty.center where code = %(center)s), r as (
                insert into duty.roster (center_id, period, version)
                select center_id, '[2033-01-01,2033-02-01)', 1 from c
                where not exists (select from duty.roster join c using (center_id)
                    where lower(period) = '2033-01-01') returning center_id, roster_id
            ), s as (
                insert into duty.shift (center_id, roster_id, post_id, role, duty_day, starts, ends,
                    zone, during, day_type, point_kind, points, needed, skills, priority, is_night)
                select center_id, roster_id, (select min(post_id) from duty.duty_post p
                        where p.center_id = x.center_id), 'main', d, d + '07:00'::time,
                    d + '11:00'::time, 'Asia/Ho_Chi_Minh',
                    tstzrange((d + '07:00'::time) at time zone 'Asia/Ho_Chi_Minh',
                        (d + '11:00'::time) at time zone 'Asia/Ho_Chi_Minh'),
                    'work', 'day', 100, 1, '{}', 5, false
                from (select center_id, roster_id from r union all
                      select center_id, roster_id from duty.roster join c using (center_id)
                      where lower(period) = '2033-01-01') x,
                    lateral (select date '2033-01-05' + 3 * %(n)s as d) y
                returning center_id, shift_id)
            insert into duty.assignment (center_id, shift_id, provider_id, uid, state, reason,
                changed_at)
            select center_id, shift_id, %(who)s, 'thu-' || shift_id, 'published',
                '{"decided": "fairness"}', duty.now() from s returning assignment_id""" %
                             {"center": f"'{center}'", "n": self.duties,
                              "who": demo.person(self.db, login, center)["provider_id"]})

    def key(self, kind, center):
        """A program's key or a clerks' code, made for one call."""
        rest = "prefix, key_hash" if kind == "api_key" else "prefix, secret_hash, link_hash"
        made = "'dutyd_ABCDEF', md5(random()::text) || md5(random()::text)" if kind == "api_key" \
            else "upper(lpad(to_hex((random() * 65535)::int), 4, '0')), 'x', " \
            "md5(random()::text) || md5(random()::text)"
        return self.db.value(f"""
            insert into duty.{kind} (center_id, org_id, name, created_at, created_by, expires_at, {rest})
            select c.center_id, %s, 'Phần mềm', duty.now(), (select min(account_id) from duty.account a
                where a.center_id = c.center_id), '2060-01-01', {made}
            from duty.center c where c.code = %s
            returning {'key_id' if kind == 'api_key' else 'code_id'}""",
                             demo.court(self.db, "tand-kv1", center), center)

    def source(self, center):
        """A calendar address nobody asks before 2060."""
        return self.db.value("""
            insert into duty.calendar_source (center_id, org_id, url, shown, changed_at, account_id,
                next_at)
            select c.center_id, %s, 'https://lich.example.vn/' || gen_random_uuid(),
                'lich.example.vn/…', duty.now(), (select min(account_id) from duty.account a
                    where a.center_id = c.center_id), '2060-01-01'
            from duty.center c where c.code = %s returning source_id""",
                             demo.court(self.db, "tand-kv1", center), center)

    def contact(self, center, role):
        """A telephone or mailbox of whoever asks."""
        login = "dieuphoi" if role == "coordinator" else "bong.sung"
        who = demo.person(self.db, "ba.khia" if center == "camau" else login, center)
        return self.db.value("select min(contact_id) from duty.contact where person_id = %s",
                             who["person_id"])

    def message(self, kind, center):
        """A message that has ended, or an open task."""
        columns, values = {"task": ("kind, subject, params, opened_at",
                                    "'notice.failed', gen_random_uuid(), '{}', duty.now()"),
                           "notice": ("channel, address, language, template, params, dedupe_key, state,"
                                      " due_at, deadline, ended_at, created_at",
                                      "'mail', 'x@example.vn', 'vi', 'roster.changed', '{}',"
                                      " 'test:' || gen_random_uuid() || ':roster.changed:' || person_id"
                                      " || ':mail', 'failed', duty.now(), duty.now() + interval '1 day',"
                                      " duty.now(), duty.now()")}[kind]
        who = demo.person(self.db, "ba.khia" if center == "camau" else "bong.sung", center)
        return self.db.value(f"""
            insert into duty.{kind} (center_id, person_id, {columns})
            select center_id, person_id, {values} from duty.person where person_id = %s
            returning {kind}_id""", who["person_id"])

    def busy(self, center):
        """An own calendar nobody asks before 2060; the only one its owner has."""
        who = demo.person(self.db, "ba.khia" if center == "camau" else "bong.sung", center)
        self.db.rows("delete from duty.busy_source where provider_id = %s", who["provider_id"])
        return self.db.value("""
            insert into duty.busy_source (center_id, provider_id, slot, url, shown, created_at, next_at)
            select center_id, provider_id, 1, 'https://lich.example.vn/4711', 'lich.example.vn/…',
                duty.now(), '2060-01-01'
            from duty.provider where provider_id = %s returning busy_id""", who["provider_id"])

    def case(self, center):
        """A case nobody else looks at: an empty form empties it."""
        return self.db.value("""
            insert into duty.legal_case (center_id, code, court_id)
            select center_id, gen_random_uuid()::text, %s from duty.center where code = %s
            returning case_id""", demo.court(self.db, "tand-kv1", center), center)

    def swap(self, route, center):
        """A swap in the state the route is for: of one's own duty, or one that asks oneself."""
        me, other = ("ba.khia", "cua.bien") if center == "camau" else ("bong.sung", "hoa.sen")
        giver = me if "withdraw" in route.pattern else other
        asked = other if giver == me else me
        taken = "return" in route.pattern or "approve" in route.pattern
        asked = demo.person(self.db, asked, center)["provider_id"]
        number = self.db.value("""
            insert into duty.swap (center_id, kind, assignment_id, provider_id, to_provider, asked_at,
                expires_at)
            select center_id, 'give', assignment_id, provider_id, %s, duty.now(), '2060-01-01'
            from duty.assignment where assignment_id = %s returning swap_id""",
                               asked, self.duty(center, giver))
        if taken:
            self.db.rows("update duty.swap set state = 'taken', taker_id = %s, taken_at = duty.now()"
                         " where swap_id = %s", asked, number)
        return number

    def conflict(self, center):
        """News of a hearing that waits for a person."""
        hearing, batch = (self.foreign, self.foreign_batch) if center == "camau" else \
            (self.kv1, self.batch(self.browser("coordinator"), "tand-kv1"))
        return self.db.value("""
            insert into duty.hearing_conflict (center_id, hearing_id, batch_id, door, fields, state,
                raised_at)
            select center_id, hearing_id, %s, 'poll', '{"changes": []}', 'open', duty.now()
            from duty.hearing where hearing_id = %s
            on conflict (center_id, hearing_id, door) where state = 'open'
                do update set batch_id = excluded.batch_id returning conflict_id""", batch, hearing)

    def number(self, route, center, role):
        """A number for the :id of a route, made for this one call where a call would use it up."""
        if route.pattern.startswith("/people/"):
            return self.person(center)
        if route.pattern.startswith("/absences/"):
            return self.absence(center, "approved" if "cancel" in route.pattern else "asked")
        if route.pattern.startswith("/lists/"):
            return self.list(center, role)
        if route.pattern.startswith("/points/"):  # an account; a provider's own
            login = "ba.khia" if center == "camau" else "bong.sung"
            return demo.person(self.db, login, center)["provider_id"]
        if route.pattern.startswith("/shifts/"):
            return self.shift(center)
        if route.pattern.startswith("/swaps/"):
            return self.swap(route, center)
        if route.pattern.startswith("/duties/"):
            return self.duty(center, "ba.khia" if center == "camau" else "bong.sung")
        if route.pattern.startswith("/keys/"):
            return self.key("court_code" if "/codes/" in route.pattern else "api_key", center)
        if route.pattern.startswith("/me/contacts/"):
            return self.contact(center, role)
        if route.pattern.startswith(("/messages/", "/tasks/")):
            return self.message("task" if "/tasks/" in route.pattern else "notice", center)
        if route.pattern.startswith("/me/busy/"):
            return self.busy(center)
        if route.pattern.startswith("/sources/"):
            return self.source(center)
        if route.pattern.startswith("/organisations/"):
            return demo.court(self.db, "tand-kv1", center)
        if route.pattern.startswith("/demand/"):
            kind = "post" if "/posts/" in route.pattern else "rule"
            return self.db.value(f"select min({kind}_id) from duty.demand_rule"
                                 " join duty.center using (center_id) where code = %s", center)
        if route.pattern.startswith("/cases/") and route.method == "POST":
            return self.case(center)
        if route.pattern.startswith("/cases/"):
            return self.db.value("select case_id from duty.hearing where hearing_id = %s",
                                 self.foreign if center == "camau" else self.kv1)
        if route.pattern.startswith("/hearings/queue/"):
            return self.conflict(center)
        if "/import/" in route.pattern:
            return self.foreign_batch if center == "camau" else self.batch(
                self.browser("coordinator"), "tand-kv1")
        return self.foreign if center == "camau" else self.kv1

    def path(self, route, center="cantho", role="coordinator"):
        if route.pattern.startswith(("/templates/", "/messages/rules")):
            return route.pattern.replace(":key", "hearing.moved").replace(
                ":channel", "sms").replace(":lang", "vi")
        if ":id" not in route.pattern:
            return route.pattern
        return route.pattern.replace(":id", str(self.number(route, center, role)))

    def ask(self, client, route, path):
        """The route with an empty form: nothing is changed by it. Never follows."""
        if route.method == "GET":
            return client.get(path, follow=False)
        if "multipart" in route.flags.lower():
            return client.post_multipart(path, {}, {}, follow=False)
        return client.post_form(path, {}, follow=False)


@pytest.fixture(scope="module")
def house(cluster, template, tmp_path_factory):
    with demo.running(cluster, template, tmp_path_factory.mktemp("permissions")) as dutyd:
        yield House(dutyd)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", GUARDED, ids=name)
def test_a_route_opens_to_the_roles_of_the_table_and_to_no_other(house, route, role):
    client = house.dutyd.client(role) if route.pattern == "/logout" else house.browser(role)
    reply = house.ask(client, route, house.path(route, role=role))
    # A coordinator may do all of it, but has a calendar only when they are a provider as well.
    has_none = role == "coordinator" and route.method == "POST" and route.pattern in (
        "/me/calendars", "/me/busy")
    if (role, route.action) not in ALLOWED or has_none:
        assert reply.status == 403, reply
        assert SECRET not in reply.text
    else:
        assert reply.status in (200, 303, 404, 409, 422), reply
        assert reply.headers.get("Location", "/") != "/login"
        # These name something this table cannot: an address or calendar of one's own.
        assert reply.status != 404 or "/calendars/" in route.pattern or "/busy/" in route.pattern, reply


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", [r for r in GUARDED if ":id" in r.pattern], ids=name)
def test_a_foreign_centres_numbers_do_not_exist(house, route, role):
    client = house.browser(role)
    before = house.db.rows("select * from duty.hearing where hearing_id = %s", house.foreign)
    reply = house.ask(client, route, house.path(route, "camau"))
    if route.pattern == "/hearings/:id/edit" and route.method == "POST":
        reply = client.post_form(house.path(route, "camau"), {
            "court_id": demo.court(house.db, "tand-kv1"), "code": "1", "date": "2027-03-01",
            "time": "07:30", "sequence": "0"}, follow=False)
    assert reply.status == (404 if (role, route.action) in ALLOWED else 403), reply
    assert SECRET not in reply.text and "LANG-GIENG" not in reply.text
    assert house.db.rows("select * from duty.hearing where hearing_id = %s",
                         house.foreign) == before
    assert house.db.value("select state from duty.import_batch where batch_id = %s",
                          house.foreign_batch) == "preview"


@pytest.mark.parametrize("route", GUARDED, ids=name)
def test_signed_out_people_are_sent_to_the_log_in_form(house, route):
    reply = house.ask(house.dutyd.client(), route, house.path(route))
    # Nobody at a court's door has an account.
    home = "/door?done=" if route.pattern.startswith("/door/") else "/login?next="
    assert reply.status == 303 and reply.headers["Location"].startswith(home), reply
    if route.method == "GET":
        asked = house.dutyd.client()
        asked.headers["Accept"] = "application/json"
        reply = house.ask(asked, route, house.path(route))
        assert (reply.status, reply.json()["code"]) == (401, "SIGNED_OUT")


@pytest.mark.parametrize("route", GUARDED, ids=name)
def test_a_made_up_session_is_no_session(house, route):
    client = house.dutyd.client()
    real = house.browser("coordinator")
    client.cookies = {key: "A" * len(value) for key, value in real.cookies.items()}
    reply = house.ask(client, route, house.path(route))
    if route.method == "GET":
        home = "/door" if route.pattern.startswith("/door/") else "/login"
        assert reply.status == 303 and reply.headers["Location"].startswith(home), reply
    else:
        assert reply.status == 403, reply


@pytest.mark.parametrize("route", [r for r in GUARDED if r.method == "POST"], ids=name)
@pytest.mark.parametrize("token", [None, "", "0" * 32], ids=["none", "empty", "wrong"])
def test_a_post_without_the_right_csrf_token_is_refused(house, route, token):
    real = house.browser("administrator")
    client = house.dutyd.client()
    client.cookies = dict(real.cookies)
    fields = {} if token is None else {"_csrf": token}
    path = house.path(route)
    reply = client.post_form(path, fields, follow=False) if "multipart" not in route.flags.lower() \
        else client.post_multipart(path, fields, {"file": ("a.csv", b"x")}, follow=False)
    assert reply.status == 403 and demo.said("error.csrf") in reply.text, reply
    assert real.get("/", follow=False).status == 200, "the session has ended by it"


@pytest.mark.parametrize("route", [r for r in GUARDED + OPEN if r.method == "POST"], ids=name)
def test_another_sites_form_is_refused_also_where_nobody_is_signed_in(house, route):
    client = house.browser("administrator") if route.action else house.dutyd.client()
    reply = client.post_form(house.path(route), {},
                             {"Sec-Fetch-Site": "cross-site"}, follow=False)
    assert reply.status == 403, reply


@pytest.mark.parametrize("route", OPEN, ids=name)
def test_an_open_route_asks_for_no_session_and_gives_nothing_away(house, route):
    path = re.sub(r":\w+", "khong-co", route.pattern)
    client = house.dutyd.client()
    reply = client.get(path, follow=False) if route.method == "GET" else \
        client.post_form(path, {"center": "cantho", "name": "x", "password": "x"}, follow=False)
    expected = {"/login": (200, 401), "/language": (303,), "/health": (200,), "/ready": (200,),
                "/metrics": (200,), "/robots.txt": (200,), "/api/v1/openapi.json": (200,),
                "/door": (200, 422, 429),
                "/door/:token": (404, 422, 429)}.get(route.pattern, (404,))
    assert reply.status in expected, reply
    assert SECRET not in reply.text


def test_a_clerk_has_only_the_hearings_of_the_own_court(house):
    clerk = house.browser("clerk")
    month = demo.next_month()
    listed = clerk.get(f"/hearings?from={month}&to={month.replace(day=28)}").text
    assert "1/2027/RIENG" in listed and "5/2027/RIENG" not in listed
    assert clerk.get(f"/hearings/{house.kv1}").status == 200
    assert clerk.get(f"/hearings/{house.kv5}").status == 404
    edit = f"/hearings/{house.kv5}/edit"
    assert clerk.get(edit).status == 404
    before = house.db.rows("select * from duty.hearing where hearing_id = %s", house.kv5)
    reply = clerk.post_form(edit, {"code": "5/2027/RIENG", "date": str(month), "time": "09:00",
                                   "sequence": "0",
                                   "court_id": demo.court(house.db, "tand-kv1")}, follow=False)
    assert reply.status == 404
    assert house.db.rows("select * from duty.hearing where hearing_id = %s", house.kv5) == before


def test_a_clerks_new_hearing_is_at_the_own_court_whatever_the_form_says(house):
    clerk = house.browser("clerk")
    reply = clerk.submit("/hearings/new", {
        "court_id": demo.court(house.db, "tand-kv5"), "code": "6/2027/RIENG",
        "date": str(demo.weekdays(demo.next_month())[5]), "time": "07:30"}, form="/hearings/new")
    assert reply.status == 200, reply
    assert house.db.value("select court_id from duty.legal_case where code = '6/2027/RIENG'") \
        == demo.court(house.db, "tand-kv1")


def test_a_clerk_does_not_see_another_courts_list(house):
    batch = house.batch(house.browser("coordinator"), "tand-kv5")
    clerk = house.browser("clerk")
    assert clerk.get(f"/hearings/import/{batch}").status == 404
    assert clerk.post_form(f"/hearings/import/{batch}/commit", {}).status == 404
    assert house.db.value("select state from duty.import_batch where batch_id = %s",
                          batch) == "preview"


@pytest.mark.parametrize("account, sees", [("bong.sung", True), ("hoa.sen", False),
                                           ("coordinator", True), ("director", True)])
def test_a_hearing_and_its_subject_are_for_who_appears_and_for_the_office(house, account, sees):
    client = house.browser(account)
    month = demo.next_month()
    for accept in ("text/html", "application/json"):
        page = client.get(f"/hearings/{house.kv1}", {"Accept": accept})
        assert page.status == (200 if sees else 404), page
        assert ("1/2027/RIENG" in page.text, SECRET in page.text) == (sees, sees)
    assert ("1/2027/RIENG" in client.get(f"/hearings?from={month}").text) == sees
    if not sees:
        for path in ("/", f"/hearings?from={month}", "/me", f"/roster?month={month:%Y-%m}"):
            assert SECRET not in client.get(path, {"Accept": "application/json"}).text, path


def test_the_police_see_who_is_on_duty_and_nothing_of_hearings(house):
    police = house.browser("police")
    day = demo.weekdays(demo.next_month())[3]
    for accept in ("text/html", "application/json"):
        today = police.get(f"/?day={day}", {"Accept": accept})
        assert today.status == 200 and "2027/RIENG" not in today.text
    assert "1/2027/RIENG" in house.browser("coordinator").get(f"/?day={day}").text


def test_the_neighbour_sees_nothing_of_this_centre(house):
    neighbour = house.browser("neighbour")
    month = demo.next_month()
    for path in ("/", f"/hearings?from={month}", f"/roster?month={month:%Y-%m}", "/messages",
                 "/texts", "/mails", "/hearings/new", "/hearings/import"):
        reply = neighbour.get(path)
        assert reply.status == 200, reply
        assert not re.search(r"2027/RIENG|Bông Súng|tgpl-cantho|Cần Thơ", reply.text), path

"""Publishing with proof: what refuses it, what it writes for ever, and who gets which list and when.

One month is drawn once (February 2027, with Tết in it); each test publishes it on a copy of its own,
by a clock that is moved. Mails go to a real mail server.
"""
import csv
import datetime
import io
import re

import psycopg
import pytest

import demo
from daemon import Dutyd
from strain import unthrottled
from wait import until

MONTH = datetime.date(2027, 2, 1)
NAME = f"{MONTH:%Y-%m}"
DRAWN = "2027-01-14T09:00:00+07:00"
POLICE, COURT = "ca-ninh-kieu", "tand-kv7"
WHY = "Cả khu vực đang cách ly, Trung tâm nhận cuộc gọi qua đường dây nóng"


@pytest.fixture(scope="module")
def drawn(cluster, template, tmp_path_factory):
    """A database with the month drawn; the copies of it are the tests' own."""
    database = cluster.create(template)
    unthrottled(database)
    demo.set_clock(database, DRAWN)
    dutyd = Dutyd(database, tmp_path_factory.mktemp("drawn"), roster__seconds=1).start()
    demo.draw(dutyd.client("coordinator"), MONTH)
    dutyd.stop()
    database.rows("delete from duty.session")
    yield database.name
    database.drop()


@pytest.fixture(scope="module")
def published(cluster, drawn):
    """The same with its first version out, no mail or text sent yet."""
    database = cluster.create(drawn)
    Asked(database, "dieuphoi").publish(0, note="Bản đầu")
    database.rows("delete from duty.session")
    yield database.name
    database.drop()


@pytest.fixture
def db(cluster, request):
    database = cluster.create(request.getfixturevalue(getattr(request, "param", "drawn")))
    yield database
    database.drop()


after_version_1 = pytest.mark.parametrize("db", ["published"], indirect=True)


class Asked:
    """The database as the daemon asks it for somebody: one transaction, the row policies on."""

    def __init__(self, db, login, center="cantho"):
        self.db, self.login, self.center = db, login, center

    def __call__(self, query, *args, action="session.read"):
        with self.db.connect() as c, c.transaction():
            c.execute("select duty.session_open(%s, %s, encode(sha256(random()::text::bytea), 'hex'),"
                      " '1 hour')", (self.center, self.login))
            session = c.execute("select session_hash from duty.session s join duty.account a"
                                " using (center_id, account_id) where login = %s order by"
                                " s.created_at desc, session_hash limit 1", (self.login,)).fetchone()
            c.execute("select duty.identify(%s, %s, 'test')", (session["session_hash"], action))
            c.execute("set local role duty_app")
            return c.execute(query, args or None).fetchone()[
                "value" if " as value" in query else query.split("(")[0].split(".")[-1]]

    def publish(self, version, overruling="", note=""):
        return self("select duty.roster_publish(%s, %s, %s, %s)", NAME, note, str(version),
                    overruling, action="roster.publish")

    def undo(self, version, reason="Nhầm"):
        return self("select duty.roster_unpublish(%s, %s, %s)", NAME, str(version), reason,
                    action="roster.publish")


@pytest.fixture
def office(db):
    return Asked(db, "dieuphoi")


def body(db, code):
    return demo.court(db, code)


def newest(db, code):
    """The newest list of a body."""
    return db.rows("select * from duty.list where org_id = %s order by version desc limit 1",
                   body(db, code))[0]


def swap_one(db, office, post, day):
    """In the draft another person stands a main duty; returns both names and the shift."""
    row = db.rows("""
        select s.shift_id, d.provider_id, n.full_name, d.roster_id, s.starts
        from duty.draft_assignment d join duty.shift s using (center_id, shift_id)
        join duty.duty_post p using (center_id, post_id)
        join duty.provider v using (center_id, provider_id)
        join duty.person n using (center_id, person_id)
        where p.name = %s and s.duty_day = %s and s.role = 'main' order by s.starts limit 1""",
                  post, day)[0]
    other = office("""
        select jsonb_build_object('provider_id', t.provider_id, 'full_name', t.name) as value
        from duty.staff() t where t.provider_id <> %s and t.class <> 'collaborator'
            and duty.duty_barrier(%s, t.provider_id) is null order by t.provider_id limit 1""",
                   row["provider_id"], row["shift_id"], action="roster.draft")
    office("select duty.draft_apply(%s, 'edit', %s::jsonb, %s::jsonb)", row["roster_id"],
           psycopg.types.json.Json([{"shift": row["shift_id"], "provider": row["provider_id"]}]),
           psycopg.types.json.Json([{"shift": row["shift_id"], "provider": other["provider_id"],
                                     "pinned": True, "reason": {}}]), action="roster.draft")
    return row, other


def empty_one(db, office, post, day):
    """In the draft nobody stands a main duty any more."""
    row = db.rows("""
        select s.shift_id, d.provider_id, d.roster_id
        from duty.draft_assignment d join duty.shift s using (center_id, shift_id)
        join duty.duty_post p using (center_id, post_id)
        where p.name = %s and s.duty_day = %s and s.role = 'main' order by s.starts limit 1""",
                  post, day)[0]
    office("select duty.draft_apply(%s, 'edit', %s::jsonb, '[]')", row["roster_id"],
           psycopg.types.json.Json([{"shift": row["shift_id"], "provider": row["provider_id"]}]),
           action="roster.draft")
    return row["shift_id"]


# -- lead time --

def test_five_working_days_are_counted_by_the_centres_calendar(db, office):
    due = "select duty.list_due(true, %s::date)"
    assert office(due, "2027-02-01") == datetime.date(2027, 1, 25)
    # The Saturday worked for 31 August counts, the days off of the National Day do not.
    assert office(due, "2026-08-28") == datetime.date(2026, 8, 22)
    assert office(due, "2026-09-03") == datetime.date(2026, 8, 24)
    # Tết as the Centre announces it, 4 to 12 February: the list of 15 February is due before it.
    for n in range(9):
        day = datetime.date(2027, 2, 4 + n)
        db.rows("insert into duty.center_day (center_id, day, type, name, is_tet, legal_basis,"
                " account_id, changed_at) select 1, %s, 'holiday', 'Tết Nguyên đán', true, 'Thông báo',"
                " min(account_id), duty.now() from duty.account where center_id = 1", day)
    assert office(due, "2027-02-15") == datetime.date(2027, 1, 28)
    assert office("select duty.list_due(false, '2027-02-15')") == datetime.date(2027, 2, 1)
    # The neighbour has announced nothing: there the fifth working day before is Monday the eighth.
    assert Asked(db, "dieuphoi", "camau")(due, "2027-02-15") == datetime.date(2027, 2, 8)


def test_the_check_says_for_each_body_how_late_its_list_would_be(db, office):
    page = "select duty.page_publish(%s)"
    bodies = {b["body"]: b for b in office(page, NAME, action="roster.publish")["bodies"]}
    police = bodies["Công an phường Ninh Kiều"]
    assert (police["due_on"], police["left"], police["is_late"]) == ("2027-01-25", 7, False)
    assert bodies["Tòa án nhân dân khu vực 7 - Cần Thơ"]["is_custody"] is False
    demo.set_clock(db, "2027-01-28T09:00:00+07:00")
    bodies = {b["body"]: b for b in office(page, NAME, action="roster.publish")["bodies"]}
    assert (bodies["Công an phường Ninh Kiều"]["late"],
            bodies["Công an phường Ninh Kiều"]["is_late"]) == (3, True)


@after_version_1
def test_what_is_overdue_is_on_the_page_of_the_day_until_it_is_confirmed(db, office, make_dutyd):
    demo.set_clock(db, "2027-01-25T22:00:00+07:00")
    asked = "select duty.today_lists('2027-01-25')"
    assert office(asked)["late"] == [], "the due day itself is in time"
    demo.set_clock(db, "2027-01-27T08:00:00+07:00")
    client = make_dutyd(notice__mail_gateway="null", notice__sms_gateway="null").client("coordinator")
    today = client.get("/").text
    assert demo.said("today.lists_late") in today and "Công an phường Ninh Kiều" in today
    page = client.get("/lists").text
    assert "trễ 2 ngày làm việc" in page
    one = newest(db, POLICE)["list_id"]
    noted = client.submit(f"/lists/{one}", {"said_by": "Đại úy Mẫu", "day": "2027-01-27",
                                            "time": "07:45"}, form=f"/lists/{one}/receipt")
    assert noted.status == 200 and "Đại úy Mẫu" in noted.text and "07:45" in noted.text
    late = office("select duty.today_lists('2027-01-27')")["late"]
    assert "Công an phường Ninh Kiều" not in str(late) and client.get("/").status == 200
    again = client.submit(f"/lists/{one}", {"said_by": "Ai đó"}, form=f"/lists/{one}/receipt")
    assert again.status == 409 and demo.said("error.list.noted")[:30] in again.text
    future = client.submit(f"/lists/{newest(db, COURT)['list_id']}", {
        "said_by": "Thư ký", "day": "2027-01-28"},
        form=f"/lists/{newest(db, COURT)['list_id']}/receipt")
    assert future.status == 422 and demo.said("error.list.future") in future.text


def test_a_month_not_published_when_its_lists_are_due_is_an_alarm_of_its_own(db, office):
    assert office("select duty.today_lists('2027-01-14')")["unpublished"] is None
    assert office("select duty.today_lists('2027-01-22')")["unpublished"] == {
        "month": NAME, "due_on": "2027-01-25", "late": -1, "is_late": False}
    assert office("select duty.today_lists('2027-01-27')")["unpublished"]["is_late"] is True
    office.publish(0)
    assert office("select duty.today_lists('2027-01-27')")["unpublished"] is None


# -- the check --

def test_a_custody_gap_is_refused_and_nothing_of_it_stays(db, office, make_dutyd):
    empty_one(db, office, "Trực điều tra Cần Thơ", "2027-02-10")
    client = make_dutyd(notice__mail_gateway="null", notice__sms_gateway="null").client("coordinator")
    check = client.get(f"/roster/publish?month={NAME}")
    assert demo.said("publish.gaps") in check.text and "720" in check.text
    refused = client.submit(check, {"overruling": ""}, form="/roster/publish")
    assert refused.status == 409, refused
    assert "Trực điều tra Cần Thơ" in refused.text and "(720 phút)" in refused.text
    assert 'aria-invalid="true"' in refused.text, "the field to fill is shown"
    assert db.value("select count(*) from duty.assignment") == 0
    assert db.value("select count(*) from duty.roster_version") == 0
    assert db.value("select count(*) from duty.notice where dedupe_key like 'roster%%'") == 0

    done = client.submit(check, {"overruling": WHY, "note": "Tết"}, form="/roster/publish")
    assert done.status == 200 and "done=publish" in done.path
    assert WHY in done.text, "shown on the version"
    version = db.rows("select overruling, gaps from duty.roster_version")[0]
    assert version["overruling"] == WHY and [g["minutes"] for g in version["gaps"]] == [720]
    assert db.value("select data ->> 'overruling' from duty.audit where action = 'roster.publish'") \
        == WHY
    one = newest(db, POLICE)
    assert WHY in client.get(f"/lists/{one['list_id']}").text, "and on the list"
    row = next(r for r in one["content"]["rows"] if r["starts"] == "2027-02-10T07:00")
    assert row["main"] == [] and row["centre"], "the list names the Centre line for that time"


def test_an_overruling_covers_the_minutes_it_was_written_for_and_no_others(db, office):
    empty_one(db, office, "Trực điều tra Cần Thơ", "2027-02-10")
    office.publish(0, WHY)
    swap_one(db, office, "Trực điều tra Sóc Trăng", "2027-02-17")
    assert office.publish(1)["version"] == 2, "an old gap needs no new reason"
    assert db.value("select overruling from duty.roster_version where version = 2") == WHY
    empty_one(db, office, "Trực điều tra Hậu Giang", "2027-02-20")
    with pytest.raises(psycopg.Error, match="error.roster.custody_gap"):
        office.publish(2)


@after_version_1
def test_the_database_keeps_no_version_with_a_gap_and_no_reason(db, office):
    with pytest.raises(psycopg.errors.CheckViolation, match="gaps_overruled"):
        db.rows("insert into duty.roster_version (center_id, roster_id, version, published_at, note,"
                " content, diff, draft, hash, gaps) select center_id, roster_id, 2, duty.now(), '',"
                " content, diff, draft, hash, '[{}]' from duty.roster_version")


def test_the_check_names_clashes_with_the_way_ending_cards_and_who_is_hard_to_reach(db, office):
    row = db.rows("""
        select d.provider_id, v.person_id, s.starts from duty.draft_assignment d
        join duty.shift s using (center_id, shift_id) join duty.duty_post p using (center_id, post_id)
        join duty.provider v using (center_id, provider_id)
        where p.kind = 'court_onsite' and p.place_id = (select place_id from duty.place
            where name = 'Vĩnh Châu' and center_id = 1) order by s.starts limit 1""")[0]
    day = row["starts"].date()
    # 13:00 in Ninh Kiều, two hours from Vĩnh Châu, where the duty ends at 11:30.
    with db.connect() as c, c.transaction():
        c.execute("insert into duty.legal_case (center_id, code, court_id, provider_id) values"
                  " (1, 'VA/TRUNG', %s, %s)", (body(db, "tand-kv1"), row["provider_id"]))
        c.execute("""
            insert into duty.hearing (center_id, case_id, uid, starts, ends, zone, during, mode, state,
                changed_at)
            select 1, case_id, 'h-trung', %(s)s, %(e)s, 'Asia/Ho_Chi_Minh', tstzrange(%(s)s::timestamp
                at time zone 'Asia/Ho_Chi_Minh', %(e)s::timestamp at time zone 'Asia/Ho_Chi_Minh'),
                'in_person', 'scheduled', duty.now() from duty.legal_case where code = 'VA/TRUNG'""",
                  {"s": f"{day} 13:00", "e": f"{day} 16:00"})
        c.execute("insert into duty.appearance select 1, hearing_id, %s, 'assigned', duty.now()"
                  " from duty.hearing where uid = 'h-trung'", (row["provider_id"],))
    db.rows("update duty.contact set verified_at = null where person_id = %s and channel = 'mail'",
            row["person_id"])
    db.rows("update duty.credential set valid = daterange(lower(valid), '2027-02-27')"
            " where provider_id = %s", row["provider_id"])
    page = office("select duty.page_publish(%s)", NAME, action="roster.publish")
    assert [(c["code"], c["travel"]) for c in page["clashes"]] == [("VA/TRUNG", 120)]
    assert row["provider_id"] in [p["provider_id"] for p in page["people"]["unreachable"]]
    ending = {p["provider_id"]: p["last"] for p in page["people"]["ending"]}
    assert ending[row["provider_id"]] == "2027-02-26"


def test_the_check_reckons_the_price_of_exactly_the_texts_that_are_sent(db, make_dutyd):
    client = make_dutyd().client("coordinator")
    promised = client.get_json(f"/roster/publish?month={NAME}")
    client.submit(f"/roster/publish?month={NAME}", {}, form="/roster/publish")
    demo.settle(db)
    sent = [r["body"] for r in db.rows("select body from duty.captured where channel = 'sms'")]
    assert len(sent) == promised["sms"]["texts"] == promised["told"] > 30
    # Vietnamese letters are outside the GSM alphabet: 70 units in one part, 67 in each of several.
    units = [len(t.encode("utf-16-le")) // 2 for t in sent]
    parts = sum(1 if n <= 70 else -(-n // 67) for n in units)
    assert promised["sms"]["parts"] == parts
    assert promised["sms"]["cost"] == parts * db.value(
        "select value from duty.rule where key = 'notice.sms_price'")


# -- versions --

@after_version_1
def test_nothing_of_a_published_version_or_list_changes_by_any_role(db, office):
    tries = ["update duty.{} set {} = {}", "delete from duty.{}", "truncate duty.{} cascade"]
    for table, column in (("roster_version", "note"), ("list", "org_name"),
                          ("list_receipt", "said_by")):
        db.rows("insert into duty.list_receipt select 1, min(list_id), 'phone', duty.now(), duty.now(),"
                " (select min(account_id) from duty.account), 'X', null from duty.list"
                " on conflict do nothing")
        before = db.rows(f"select * from duty.{table}")
        for role in ("duty_super", "duty_owner", "duty_app", "duty_jobs", "duty_ops"):
            for statement in tries:
                with pytest.raises(psycopg.Error) as refused:
                    with db.connect() as c, c.transaction():
                        c.execute("select set_config('app.center_id', '1', true)")
                        c.execute(f"set local role {role}")
                        c.execute(statement.format(table, column, "'x'"))
                assert "constraint.immutable" in str(refused.value) \
                    or "permission denied" in str(refused.value), refused.value
                if role in ("duty_super", "duty_owner"):
                    assert "constraint.immutable" in str(refused.value)
        assert db.rows(f"select * from duty.{table}") == before


@after_version_1
def test_a_forged_version_breaks_the_chain_of_hashes(db, office):
    swap_one(db, office, "Trực điều tra Sóc Trăng", "2027-02-17")
    office.publish(1, note="Đổi ca")
    page = "select duty.page_versions(%s)"
    assert office(page, NAME)["broken"] is None
    forgeries = ("note = 'khác'", "published_by = null", "overruling = 'x'",
                 "content = jsonb_set(content, '{0,people,0,name}', '\"Người khác\"')",
                 "diff = '{}'", "published_at = published_at - interval '1 day'")
    for forgery in forgeries:
        with db.connect() as c, c.transaction(force_rollback=True):
            c.execute("set local session_replication_role = replica")
            c.execute(f"update duty.roster_version set {forgery} where version = 1")
            c.execute("select set_config('app.center_id', '1', true)")
            c.execute("set local session_replication_role = origin")
            assert c.execute("select duty.version_broken(roster_id) as v from duty.roster"
                             " where lower(period) = %s", (MONTH,)).fetchone()["v"] == 1, forgery


@after_version_1
def test_a_version_reads_as_it_was_after_everybody_is_called_something_else(db, office, make_dutyd):
    row, other = swap_one(db, office, "Trực điều tra Sóc Trăng", "2027-02-17")
    office.publish(1)
    db.rows("update duty.person set full_name = 'Tên Mới' where full_name = %s", row["full_name"])
    db.rows("update duty.duty_post set name = 'Trạm mới' where name = 'Trực điều tra Sóc Trăng'")
    client = make_dutyd(notice__mail_gateway="null", notice__sms_gateway="null").client("director")
    old = client.get(f"/roster/version?month={NAME}&version=1").text
    assert row["full_name"] in old and "Trực điều tra Sóc Trăng" in old
    assert "Tên Mới" not in old and "Trạm mới" not in old and "Bản đầu" in old
    versions = client.get_json(f"/roster/versions?month={NAME}")
    (change,) = versions["versions"][0]["changes"]
    assert [p["name"] for p in change["was"]] == [row["full_name"]]
    assert [p["name"] for p in change["people"]] == [other["full_name"]]
    assert client.get(f"/roster/version?month={NAME}&version=3").status == 404


# -- undoing --

@after_version_1
def test_an_undone_publication_is_a_new_version_with_the_content_before(db, office):
    row, other = swap_one(db, office, "Trực điều tra Sóc Trăng", "2027-02-17")
    office.publish(1)
    points = "select coalesce(sum(points), 0) from duty.ledger_entry where provider_id = %s"
    earned = db.value(points, other["provider_id"])
    demo.move_clock(db, minutes=14)
    assert office.undo(2, "Nhầm người")["version"] == 3
    content = {v["version"]: v for v in db.rows("select * from duty.roster_version")}
    assert content[3]["content"] == content[1]["content"] != content[2]["content"]
    assert (content[3]["undoes"], content[3]["note"]) == (2, "Nhầm người")
    assert db.value("select state from duty.assignment where shift_id = %s and provider_id = %s",
                    row["shift_id"], row["provider_id"]) == "published"
    assert db.value(points, other["provider_id"]) < earned
    assert office("select duty.page_versions(%s)", NAME)["broken"] is None
    assert db.value("select data ->> 'undoes' from duty.audit where action = 'roster.undo'") == "2"


@after_version_1
def test_after_its_minutes_a_publication_is_not_undone(db, office, make_dutyd):
    client = make_dutyd(notice__mail_gateway="null", notice__sms_gateway="null").client("coordinator")
    page = client.get(f"/roster/versions?month={NAME}")
    assert 'action="/roster/unpublish"' in page.text
    demo.move_clock(db, minutes=16)
    assert 'action="/roster/unpublish"' not in client.get(f"/roster/versions?month={NAME}").text
    late = client.submit(page, {"reason": "Muộn"}, form="/roster/unpublish")
    assert late.status == 409 and "15 phút" in late.text, late
    assert db.value("select max(version) from duty.roster_version") == 1


@after_version_1
def test_undoing_tells_those_already_told_and_spares_the_others(db, office):
    db.rows("update duty.notice set state = 'superseded', ended_at = duty.now()")
    row, other = swap_one(db, office, "Trực điều tra Sóc Trăng", "2027-02-17")
    office.publish(1)
    told = """select person_id, channel, state, template from duty.notice n join duty.roster r using (center_id)
        where lower(r.period) = '2027-02-01' and starts_with(dedupe_key, format('roster:%%s:%%s:', roster_id, %s))
        order by person_id, channel"""
    assert len(db.rows(told, 2)) == 4, "two people, two channels each"
    # One text has left when the coordinator notices the mistake.
    person = db.value("select person_id from duty.provider where provider_id = %s",
                      other["provider_id"])
    db.rows("update duty.notice set state = 'sent', sent_at = duty.now() where person_id = %s"
            " and channel = 'sms' and template = 'roster.changed'", person)
    assert office.undo(2)["told"] == 1
    assert sorted(n["state"] for n in db.rows(told, 2)) == \
        ["sent", "superseded", "superseded", "superseded"]
    (again,) = db.rows(told, 3)
    assert (again["person_id"], again["channel"], again["template"]) == \
        (person, "sms", "roster.changed")


@after_version_1
def test_the_first_publication_undone_leaves_a_month_without_duties_and_with_a_reason(db, office):
    office.undo(1, "Công bố nhầm tháng")
    assert db.value("select count(*) from duty.assignment where state = 'published'") == 0
    last = db.rows("select * from duty.roster_version where version = 2")[0]
    assert last["overruling"] == "Công bố nhầm tháng" and last["gaps"]
    assert office.publish(2)["version"] == 3, "the draft is still there"
    assert db.rows("select content from duty.roster_version where version = 1") == \
        db.rows("select content from duty.roster_version where version = 3")


# -- lists --

def links(mailserver, address):
    return [re.search(r"http://[^\s]+(/list/[\w-]{43})\b", m.message.get_body().get_content()).group(1)
            for m in mailserver.mails(address)]


def test_the_button_behind_the_link_of_a_mail_is_the_receipt_and_opening_it_is_none(
        db, office, make_dutyd, mailserver):
    dutyd = make_dutyd(notice__mail_gateway="smtp", notice__smtp_url=mailserver.url)
    office.publish(0)
    address = db.value("select email from duty.org_unit where org_id = %s", body(db, POLICE))
    (link,) = until(lambda: links(mailserver, address), 30, "the list's mail")
    demo.settle(db)
    token = link.rsplit("/", 1)[1]
    for table in ("notice", "notice_attempt", "list_link", "audit", "captured"):
        assert db.value(f"select count(*) from duty.{table} t where t::text like %s",
                        f"%{token}%") == 0, f"{table} knows the link"
    stranger = dutyd.client()
    assert stranger.request("HEAD", link).status == 200
    assert db.value("select count(*) from duty.list_receipt") == 0, "a look at the head is no receipt"
    opened = stranger.get(link, {"User-Agent": "Trình duyệt của trực ban".encode().decode("latin-1")})
    assert opened.status == 200 and opened.headers["Cache-Control"] == "no-store"
    one = newest(db, POLICE)
    receipts = "select list_id, means, account_id from duty.list_receipt order by recorded_at"
    is_opened = {"list_id": one["list_id"], "means": "opened", "account_id": None}
    assert db.rows(receipts) == [is_opened]
    demo.set_clock(db, "2027-01-28T08:00:00+07:00")
    overdue = "select late as value from duty.list_now() where list_id = %s"
    assert office(overdue, one["list_id"]) > 0, "who opened it may have been a program"
    first = opened.text
    assert demo.said("list.confirm") in stranger.get(link).text
    assert db.rows(receipts) == [is_opened], "opened is noted once"
    said = stranger.post_form(link, {})
    assert said.status == 200 and said.path == link, "the page again, and no log-in"
    assert demo.said("list.confirmed") in said.text and demo.said("list.confirm") not in said.text
    assert db.rows(receipts) == [is_opened, is_opened | {"means": "link"}]
    stranger.post_form(link, {})
    assert db.value("select count(*) from duty.list_receipt") == 2, "saying it again changes nothing"
    assert db.value("select count(*) from duty.audit where action = 'list.receipt'") == 1
    assert office(overdue, one["list_id"]) == 0
    # Names and duty numbers of this body, the Centre's line, and nothing that leads further in.
    row = one["content"]["rows"][0]
    assert row["main"][0]["name"] in first and "Công an phường Ninh Kiều" in first
    assert "/lists/" not in first and "points" not in first and "Hậu Giang" not in first
    assert stranger.get(link[:-1] + ("A" if link[-1] != "A" else "B")).status == 404
    demo.set_clock(db, "2027-04-05T08:00:00+07:00")
    late = stranger.get(link)
    assert late.status == 404 and demo.said("error.list.link") in late.text


def test_a_change_gives_new_lists_to_those_it_concerns_with_the_change_marked(
        db, office, make_dutyd, mailserver):
    dutyd = make_dutyd(notice__mail_gateway="smtp", notice__smtp_url=mailserver.url)
    office.publish(0)
    post = "Trực tại Tòa án khu vực 7"
    address = db.value("select email from duty.org_unit where org_id = %s", body(db, COURT))
    (link,) = until(lambda: links(mailserver, address), 30, "the list's mail")
    demo.settle(db)
    before = {r["org_id"]: r["version"] for r in db.rows("select org_id, version from duty.list")}
    page = dutyd.client().get(link).text
    assert demo.said("list.change.changed") not in page

    row, other = swap_one(db, office, post, "2027-02-16")
    assert office.publish(1)["lists"] == 1
    assert db.rows("select org_id from duty.list where version = 2") == [{"org_id": body(db, COURT)}]
    assert len(before) > 10
    until(lambda: len(links(mailserver, address)) == 2, 30, "the changed list's mail")
    subject = str(mailserver.mails(address)[1].message["Subject"])
    assert "THAY ĐỔI" in subject and "16/02/2027" in subject
    # Also the old link shows what holds now, and what changed against what they had.
    page = dutyd.client().get(link).text
    assert page.count(demo.said("list.change.changed")) == 1
    assert f"<del>{row['full_name']}</del><span>{other['full_name']}</span>" in page
    assert "Áp dụng từ 16/02/2027" in page and "thay phiên bản 1" in page
    assert db.value("select count(*) from duty.list_receipt r join duty.list l using"
                    " (center_id, list_id) where l.version = 2") == 1


@after_version_1
def test_a_list_back_to_what_the_body_knows_is_not_mailed_again(db, office):
    db.rows("update duty.notice set state = 'sent', sent_at = duty.now() where org_id is not null")
    swap_one(db, office, "Trực tại Tòa án khu vực 7", "2027-02-16")
    office.publish(1)
    court = "select state, template from duty.notice where org_id = %s order by notice_id"
    assert [n["template"] for n in db.rows(court, body(db, COURT))] == ["list.issued", "list.changed"]
    office.undo(2)
    assert [n["state"] for n in db.rows(court, body(db, COURT))] == ["sent", "superseded"]
    last = newest(db, COURT)
    assert (last["version"], last["same_as"] is not None) == (3, True)


def test_a_merger_in_mid_month_prints_both_bodies_by_the_names_they_had(db, office, make_dutyd):
    old = body(db, COURT)
    db.rows("update duty.org_unit set valid = daterange(lower(valid), '2027-02-15') where org_id = %s",
            old)
    new = db.value("""
        insert into duty.org_unit (center_id, kind, parent_id, code, name, place_id, area_id, email, valid)
        select center_id, kind, parent_id, 'tand-kv7-moi', 'Tòa án nhân dân khu vực Vĩnh Châu', place_id,
            area_id, 'vinh.chau@toaan-cantho.example.vn', '[2027-02-15,)' from duty.org_unit
        where org_id = %s returning org_id""", old)
    db.rows("insert into duty.org_succession values (1, %s, %s, 'merge', '2027-02-15')", old, new)
    office.publish(0)
    days = {o: [r["day"] for r in db.value(
        "select content -> 'rows' from duty.list where org_id = %s", o)] for o in (old, new)}
    assert days[old] and days[new] and max(days[old]) < "2027-02-15" <= min(days[new])
    client = make_dutyd(notice__mail_gateway="null", notice__sms_gateway="null").client("coordinator")
    lists = {r["org_id"]: r["list_id"] for r in db.rows("select org_id, list_id from duty.list")}
    one = client.get(f"/lists/{lists[old]}/poster").text
    assert "Tòa án nhân dân khu vực 7 - Cần Thơ" in one
    assert "15/02/2027 → Tòa án nhân dân khu vực Vĩnh Châu" in one
    two = client.get(f"/lists/{lists[new]}/poster").text
    assert f"{demo.said('list.before')} Tòa án nhân dân khu vực 7 - Cần Thơ (15/02/2027)" in two
    # The version keeps both names.
    shifts = client.get_json(f"/roster/version?month={NAME}&version=1")["shifts"]
    names = {s["starts"][:10]: s["body"] for s in shifts if s["post"] == "Trực tại Tòa án khu vực 7"}
    assert {d: n for d, n in names.items() if d < "2027-02-15"} and {
        n for d, n in names.items() if d < "2027-02-15"} == {"Tòa án nhân dân khu vực 7 - Cần Thơ"}
    assert {n for d, n in names.items() if d >= "2027-02-15"} == {"Tòa án nhân dân khu vực Vĩnh Châu"}


def test_a_poster_shows_no_private_number_and_no_collaborator(db, office, make_dutyd):
    one = db.rows("""
        select v.person_id, v.provider_id, n.full_name from duty.draft_assignment d
        join duty.shift s using (center_id, shift_id) join duty.duty_post p using (center_id, post_id)
        join duty.provider v using (center_id, provider_id) join duty.person n using (center_id, person_id)
        where p.name = 'Trực điều tra Cần Thơ' order by s.starts limit 2""")
    private, silent = one[0], one[1]
    db.rows("insert into duty.contact (center_id, person_id, channel, address) values"
            " (1, %s, 'sms', '+84911222333')", private["person_id"])
    db.rows("update duty.contact set verified_at = null where person_id = %s", silent["person_id"])
    office.publish(0)
    client = make_dutyd(notice__mail_gateway="null", notice__sms_gateway="null").client("coordinator")
    hotline = db.value("select hotline from duty.center where center_id = 1")
    collaborators = [r["full_name"] for r in db.rows(
        "select n.full_name from duty.provider v join duty.person n using (center_id, person_id)"
        " where v.class = 'collaborator' and v.center_id = 1")]
    assert collaborators
    shown = 0
    for row in db.rows("select list_id, content from duty.list"):
        poster = client.get(f"/lists/{row['list_id']}/poster")
        text = poster.text
        assert poster.status == 200 and "911222333" not in text.replace(" ", "")
        assert not any(name in text for name in collaborators)
        for r in row["content"]["rows"]:
            for p in r["main"] + r["backup"] + r["centre"]:
                if p["name"] == silent["full_name"]:
                    assert p["phone"] == hotline, "who has no verified number is rung by the Centre"
                    shown += 1
    assert shown


@after_version_1
def test_a_collaborator_on_a_duty_by_force_is_still_on_no_list(db, office):
    shift = db.value("select a.shift_id from duty.assignment a join duty.shift s using (center_id, shift_id)"
                     " join duty.duty_post p using (center_id, post_id)"
                     " where p.name = 'Trực điều tra Cần Thơ' and s.role = 'main' order by s.starts limit 1")
    db.rows("update duty.provider set class = 'collaborator' where provider_id ="
            " (select provider_id from duty.assignment where shift_id = %s)", shift)
    names = "select n.full_name as value from duty.assignment a join duty.provider v using" \
            " (center_id, provider_id) join duty.person n using (center_id, person_id)" \
            " where a.shift_id = %s"
    name = db.value(names, shift)
    content = db.rows("select content from (select set_config('app.center_id', '1', true)) x,"
                      " duty.roster r, duty.list_contents(r.roster_id) where lower(period) = %s", MONTH)
    assert content and not any(name in str(c["content"]) for c in content)


@pytest.mark.parametrize("login, code", [("clerk", "tand-kv1"), ("police", "cqdt-cantho")])
@after_version_1
def test_a_clerk_and_the_police_have_only_the_own_bodys_list_and_tick_it(
        db, office, make_dutyd, login, code):
    client = make_dutyd(notice__mail_gateway="null", notice__sms_gateway="null").client(login)
    own, other = newest(db, code)["list_id"], newest(db, COURT)["list_id"]
    assert [x["list_id"] for x in client.get_json("/lists")["lists"]] == [own]
    for path in ("", "/poster", "/csv"):
        assert client.get(f"/lists/{own}{path}").status == 200
        assert client.get(f"/lists/{other}{path}").status == 404
    client.get(f"/lists/{own}")
    assert client.post_form(f"/lists/{other}/receipt", {}).status == 404
    assert f'href="/lists/{own}"' in client.get("/").text, "it is on their page of the day"
    ticked = client.submit(f"/lists/{own}", {}, form=f"/lists/{own}/receipt")
    assert ticked.status == 200 and demo.said("list.means.tick") in ticked.text
    assert [(r["list_id"], r["means"]) for r in db.rows("select * from duty.list_receipt")] == \
        [(own, "tick")]
    assert client.post_form(f"/lists/{own}/send", {}).status == 403


@after_version_1
def test_the_file_has_a_line_per_person_and_spreadsheets_read_it(db, office, make_dutyd):
    client = make_dutyd(notice__mail_gateway="null", notice__sms_gateway="null").client("coordinator")
    one = newest(db, POLICE)
    reply = client.get(f"/lists/{one['list_id']}/csv")
    assert reply.headers["Content-Type"].startswith("text/csv")
    lines = list(csv.reader(io.StringIO(reply.body.decode("utf-8-sig"))))
    people = sum(len(r["main"]) + len(r["backup"]) + len(r["centre"]) for r in one["content"]["rows"])
    assert len(lines) == people + 1 and {len(x) for x in lines} == {6}
    assert all(re.fullmatch(r"\+84\d{9}", x[5]) for x in lines[1:]), "numbers as they are dialled"


def test_a_body_without_an_address_is_named_for_delivery_by_hand(db, office, make_dutyd):
    db.rows("update duty.org_unit set email = null where org_id = %s", body(db, POLICE))
    office.publish(0)
    one = newest(db, POLICE)["list_id"]
    assert db.value("select count(*) from duty.notice where org_id = %s", body(db, POLICE)) == 0
    client = make_dutyd(notice__mail_gateway="null", notice__sms_gateway="null").client("coordinator")
    assert demo.said("lists.by_hand") in client.get("/lists").text
    client.get(f"/lists/{one}")
    refused = client.post_form(f"/lists/{one}/send", {})
    assert refused.status == 409 and "Công an phường Ninh Kiều" in refused.text
    db.rows("update duty.org_unit set email = 'ninh.kieu@congan.example.vn' where org_id = %s",
            body(db, POLICE))
    sent = client.submit(f"/lists/{one}", {}, form=f"/lists/{one}/send")
    assert sent.status == 200 and demo.said("done.list_sent") in sent.text
    until(lambda: db.value("select count(*) from duty.list_link where list_id = %s", one), 20,
          "the mail to leave")

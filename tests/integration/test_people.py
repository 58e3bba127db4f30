"""People's limits through the pages: papers that end, absences and what they hit, wishes, conflicts of
interest and reasons that stay private."""
import datetime
import json
import re
import threading

import pytest

import demo
from routes import permissions, routes
from wait import until

MONTH = demo.next_month()
NEXT = (MONTH + datetime.timedelta(days=40)).replace(day=1)
WHY = "Vo lam viec tai co quan do 4711"
NOTE = "Ghi chu rieng 4712"


@pytest.fixture(scope="module")
def house(cluster, template, tmp_path_factory):
    """A daemon whose December is drawn and published: to look at, not to change."""
    with demo.running(cluster, template, tmp_path_factory.mktemp("people"),
                      roster__seconds=1) as dutyd:
        demo.draw(dutyd.client("coordinator"), MONTH)
        publish(dutyd)
        yield dutyd


def publish(dutyd, month=MONTH):
    client = dutyd.client("coordinator")
    reply = client.submit(f"/roster/publish?month={month:%Y-%m}",
                          {"note": "", "overruling": "Thử nghiệm"}, form="/roster/publish")
    assert reply.status == 200, reply


def provider(db, login, center="cantho"):
    return demo.person(db, login, center)["provider_id"]


def duties(db, provider_id, where="true"):
    """The published duties of somebody, as (shift_id, starts, ends), in order."""
    return [(r["shift_id"], r["starts"], r["ends"]) for r in db.rows(f"""
        select s.shift_id, s.starts, s.ends from duty.assignment a
        join duty.shift s using (center_id, shift_id)
        where a.provider_id = %s and a.state = 'published' and {where} order by s.starts""",
                                                                     provider_id)]


# ---- papers ----

def test_a_contract_that_ends_in_mid_month_bears_duties_before_and_none_after(house):
    db = house.database
    lawyer = provider(db, "soc.nau")
    end = db.value("select upper(valid) from duty.credential where provider_id = %s", lawyer)
    assert MONTH < end < NEXT
    stood = duties(db, lawyer)
    assert stood, "the engine gave nothing at all to somebody with half a month"
    assert max(ends for _, _, ends in stood) <= datetime.datetime.combine(end, datetime.time())


def test_what_ended_papers_leave_behind_is_shown_where_it_is_mended(house):
    db, client = house.database, house.client("coordinator")
    lawyer = max((r["provider_id"] for r in db.rows(
        "select provider_id from duty.provider where class = 'contract_lawyer'"
        " and center_id = (select center_id from duty.center where code = 'cantho')")),
                 key=lambda p: len(duties(db, p)))
    stood = duties(db, lawyer)
    cut = stood[len(stood) // 2][1].date()
    page = client.get_json(f"/people/{lawyer}")
    assert page["uncovered"] == []
    paper = page["credentials"][0]
    try:
        save_paper(client, lawyer, paper, cut - datetime.timedelta(days=1))
        left = client.get_json(f"/people/{lawyer}")["uncovered"]
        assert [d["shift_id"] for d in left] == [s for s, _, ends in stood
                                                 if ends > datetime.datetime.combine(
                                                     cut, datetime.time())]
        assert all(d["published"] for d in left)
        assert f'/shifts/{left[0]["shift_id"]}/substitutes' in client.get(f"/people/{lawyer}").text
        assert client.get_json("/people?state=ending&q=")["total"] >= 1
    finally:
        save_paper(client, lawyer, paper, paper["until"])
    assert client.get_json(f"/people/{lawyer}")["uncovered"] == []


def save_paper(client, provider_id, paper, until):
    reply = client.post_form(f"/people/{provider_id}/credential", {
        "credential_id": paper["credential_id"], "number": paper["number"],
        "from": paper["from"], "until": str(until)})
    assert reply.status == 200 and demo.said("done.person") in reply.text, reply


def warned(db):
    """{(days before, template, person, channel): how often}"""
    return {(n["days"], n["template"], n["person_id"], n["channel"]): n["n"] for n in db.rows("""
        select split_part(dedupe_key, ':', 4)::int as days, template, person_id, channel,
            count(*) as n
        from duty.notice where template like 'credential.%' group by 1, 2, 3, 4""")}


def expected(db, login, *days):
    office = [a["person_id"] for a in db.rows(
        "select person_id from duty.account join duty.center c using (center_id)"
        " where role = 'coordinator' and c.code = 'cantho'")]
    told = [("credential.ending", demo.person(db, login)["person_id"]),
            *(("credential.ending_office", p) for p in office)]
    return {(d, template, who, channel): 1
            for d in days for template, who in told for channel in ("sms", "mail")}


def tick(db, times=2):
    """So many daemons ask at the same moment."""
    asked = [threading.Thread(target=db.rows, args=("select duty.clock_tick()",),
                              kwargs={"user": "duty_jobs"}) for _ in range(times)]
    for thread in asked:
        thread.start()
    for thread in asked:
        thread.join()


def test_papers_that_end_are_told_of_sixty_and_fourteen_days_before_and_once(db, make_dutyd):
    last = db.value("select upper(valid) - 1 from duty.credential where provider_id = %s",
                    provider(db, "soc.nau"))

    def morning(days_before):
        return demo.at(last - datetime.timedelta(days=days_before), "08:00")

    demo.set_clock(db, morning(61))
    tick(db, 6)
    assert warned(db) == {}, "sixty-one days before is too early"
    demo.set_clock(db, demo.at(last - datetime.timedelta(days=60), "05:00"))
    tick(db)
    assert warned(db) == {}, "nobody is woken for it"
    demo.set_clock(db, morning(60))
    both = [make_dutyd(), make_dutyd()]
    until(lambda: warned(db), 20, "a daemon to warn")
    tick(db, 6)
    assert warned(db) == expected(db, "soc.nau", 60)
    for days in (59, 45, 15):
        demo.set_clock(db, morning(days))
        tick(db)
    assert warned(db) == expected(db, "soc.nau", 60), "it is said again"
    demo.set_clock(db, morning(14))
    tick(db, 6)
    for days in (13, 1, 0, -1, -20):
        demo.set_clock(db, morning(days))
        tick(db)
    assert warned(db) == expected(db, "soc.nau", 60, 14)
    assert all(not d.events("clock.tick") for d in both)
    text = db.value("select params ->> 'until' from duty.notice where template = 'credential.ending'")
    assert text == str(last)


def test_whose_renewal_is_in_or_who_is_leaving_is_not_warned(db, make_dutyd):
    lawyer = provider(db, "soc.nau")
    until = db.value("select upper(valid) from duty.credential where provider_id = %s", lawyer)
    demo.set_clock(db, demo.at(until - datetime.timedelta(days=90), "09:00"))
    client = make_dutyd().client("coordinator")
    reply = client.post_form(f"/people/{lawyer}/credential", {
        "number": "HĐ-2027", "from": str(until),
        "until": str(until + datetime.timedelta(days=700))})
    assert demo.said("done.person") in reply.text, reply
    demo.set_clock(db, demo.at(until - datetime.timedelta(days=10), "09:00"))
    tick(db)
    assert warned(db) == {}


# ---- absences ----

def ask(dutyd, login, first, last, kind="leave", note=NOTE):
    """A provider asks through the page; the absence's number."""
    reply = dutyd.client(login).submit("/me/absence", {
        "kind": kind, "from": str(first), "to": str(last), "note": note}, form="/me/absence")
    assert reply.status == 200 and demo.said("done.asked") in reply.text, reply
    return dutyd.database.value("select max(absence_id) from duty.absence where provider_id = %s",
                                provider(dutyd.database, login))


def test_the_effect_shown_before_is_what_the_approval_does(house, tmp_path):
    db, client = house.database, house.client("coordinator")
    me = provider(db, "bong.sung")
    stood = [d for d in duties(db, me) if d[1].date() > MONTH]
    assert stood
    first, last = stood[0][1].date(), stood[-1][2].date()
    absence = ask(house, "bong.sung", first, last)
    assert str(absence) in client.get("/absences").text
    page = client.get_json(f"/absences/{absence}")
    shown = sorted(d["shift_id"] for d in page["effect"]["duties"])
    assert shown and shown == sorted(s for s, _, _ in stood)
    assert page["effect"]["published"] and page["note"] == NOTE
    for duty in page["effect"]["duties"]:
        partner = db.rows("""
            select distinct t.full_name from duty.shift s
            join duty.shift o using (center_id, post_id)
            join duty.assignment a on a.shift_id = o.shift_id and a.state = 'published'
            join duty.provider p on p.provider_id = a.provider_id
            join duty.person t on t.person_id = p.person_id
            where s.shift_id = %s and o.during && s.during and a.provider_id <> %s""",
                          duty["shift_id"], me)
        assert {r["full_name"] for r in partner} == {r["name"] for r in duty["remain"]}
    reply = client.post_form(f"/absences/{absence}/approve", {}, follow=False)
    assert reply.status == 303, reply
    assert reply.headers["Location"] == f"/roster/repair?absence={absence}"
    with db.connect() as c, c.transaction():
        c.execute("select set_config('app.center_id', (select center_id::text from duty.center"
                  " where code = 'cantho'), true)")
        hit = c.execute("""
            select a.shift_id from duty.assignment a where a.provider_id = %s
                and a.state = 'published' and duty.duty_barrier(a.shift_id, a.provider_id,
                    array[a.shift_id]) = 'absence'""", (me,)).fetchall()
    assert sorted(r["shift_id"] for r in hit) == shown
    repair = client.get_json(f"/roster/repair?absence={absence}")
    mended = [c["shift_id"] for c in repair["ways"][0]["changes"] if c["from"] == page["name"]]
    assert sorted(mended) == shown, "the engine mends what the effect had named"
    assert client.get_json(f"/absences/{absence}")["state"] == "approved"
    reply = client.post_form(f"/absences/{absence}/cancel", {}, follow=False)
    assert reply.status == 303 and reply.headers["Location"] == "/absences?done=cancel", reply


def test_who_falls_ill_is_away_from_this_minute_and_seen_so_by_all(house):
    db, client = house.database, house.client("coordinator")
    them = provider(db, "cam.sanh")
    form = f"/absences/new?provider_id={them}&now=1&kind=sick&note={NOTE.replace(' ', '+')}"
    page = client.get_json(form)
    assert page["effect"]["published"] is False and "hours" in page["when"]
    reply = client.post_form("/absences/new", {"provider_id": them, "kind": "sick", "now": "1",
                                               "note": NOTE}, follow=False)
    absence = int(re.fullmatch(r"/absences/(\d+)\?done=absence", reply.headers["Location"]).group(1))
    row = next(p for p in client.get_json("/people")["people"] if p["provider_id"] == them)
    assert row["absent"] and client.get_json("/people?state=absent")["total"] >= 1
    reply = client.post_form(f"/absences/{absence}/cancel", {}, follow=False)
    assert reply.status == 303, reply


def test_an_absence_is_refused_in_words_when_it_overlaps_another(house):
    absence = ask(house, "hoa.sen", NEXT, NEXT + datetime.timedelta(days=2))
    client = house.client("hoa.sen")
    reply = client.submit("/me/absence", {"from": str(NEXT), "kind": "training"},
                          form="/me/absence")
    assert reply.status == 409 and f"{NEXT:%d/%m/%Y}" in reply.text, reply
    assert NOTE in reply.text, "my own note is mine to read"
    reply = client.submit("/me/absence", {"absence_id": absence}, form="/me/absence/withdraw")
    assert reply.status == 200 and demo.said("done.withdrawn") in reply.text


# ---- wishes ----

def test_a_wish_too_many_is_refused_and_nothing_chosen_is_lost(house):
    client = house.client("hoa.sen")
    month = f"{NEXT:%Y-%m}"
    page = f"/me/wish?month={month}"
    assert client.get_json(page)["is_open"] is True
    none = {f"d{n}": "" for n in range(1, 32)}
    reply = client.submit(page, none | {f"d{n}": "rather_not" for n in range(1, 8)}, form="/me/wish")
    assert reply.status == 422, reply
    assert reply.text.count('value="rather_not" selected') == 7
    reply = client.submit(page, none | {f"d{n}": "rather_not" for n in range(1, 7)}, form="/me/wish")
    assert demo.said("done.wish") in reply.text and reply.path == f"{page}&done=wish", reply
    seen = house.client("coordinator").get_json("/absences")["wishes"]
    mine = [w for w in seen if w["provider_id"] == provider(house.database, "hoa.sen")
            and w["month"] == month]
    assert len(mine[0]["days"]) == 6
    assert client.get_json(f"/me/wish?month={MONTH:%Y-%m}")["is_open"] is False, \
        "a published month takes no wishes"


# ---- who may know ----

def crawl(client, role, numbers):
    """Every page the role may open, as HTML and as JSON, on these numbers."""
    allowed = permissions()
    for route in routes():
        if route.method != "GET" or not route.action or (role, route.action) not in allowed:
            continue
        month = f"?month={MONTH:%Y-%m}"
        paths = [route.pattern + month] if ":id" not in route.pattern else [
            route.pattern.replace(":id", str(n)) for n in numbers]
        for path in paths:
            for accept in ("text/html", "application/json"):
                yield path, client.get(path, {"Accept": accept}).text


def test_a_conflict_of_interest_is_known_to_coordinator_and_administrator_alone(house):
    db, client = house.database, house.client("coordinator")
    me = provider(db, "hoa.sen")
    post = db.value("select post_id from duty.duty_post d join duty.center c using (center_id)"
                    " where c.code = 'cantho' and kind = 'custody_phone' and org_id is not null")
    reply = client.post_form(f"/people/{me}/conflict", {
        "conflict_with": f"post-{post}", "conflict_from": str(MONTH), "conflict_reason": WHY})
    assert reply.status == 200 and WHY in reply.text, reply
    shifts = [r["shift_id"] for r in db.rows(
        "select shift_id from duty.shift where post_id = %s and duty_day >= %s"
        " order by starts limit 2", post, MONTH)]
    word = demo.said("why.conflict")
    for role in ("coordinator", "administrator"):
        assert WHY in house.client(role).get(f"/people/{me}").text
    for login in ("hoa.sen", "bong.sung", "clerk", "police", "director"):
        role = "provider" if "." in login else login
        for path, text in crawl(house.client(login), role, [me, *shifts]):
            assert WHY not in text and word not in text, (login, path)
            assert '"conflict"' not in text, (login, path)
    neighbour = house.client("neighbour")
    for path in (f"/people/{me}", "/people", "/history", f"/shifts/{shifts[0]}/substitutes"):
        assert WHY not in neighbour.get(path).text, path
    for login in ("hoa.sen", "director"):
        for shift in shifts:
            path = f"/roster?month={MONTH:%Y-%m}&shift={shift}"
            for accept in ("text/html", "application/json"):
                text = house.client(login).get(path, {"Accept": accept}).text
                assert word not in text and '"conflict"' not in text, (login, path)
    before = house.client("director").get_json(f"/roster?month={MONTH:%Y-%m}&shift={shifts[0]}")
    codes = [x["rule"] for a in before["why"]["assigned"] for x in a["excluded"]]
    assert "not_eligible" in codes, "the demonstration has somebody who is barred there"


def test_the_reason_of_an_absence_is_known_to_the_person_and_to_who_leads(house):
    db = house.database
    absence = ask(house, "hoa.sen", NEXT + datetime.timedelta(days=10),
                  NEXT + datetime.timedelta(days=11), kind="sick")
    me = provider(db, "hoa.sen")
    assert NOTE in house.client("hoa.sen").get("/me/absence").text
    for role in ("coordinator", "director", "administrator"):
        assert NOTE in house.client(role).get(f"/absences/{absence}").text, role
    assert house.client("neighbour").get(f"/absences/{absence}").status == 404
    for login, role in (("bong.sung", "provider"), ("clerk", "clerk"), ("police", "police")):
        for path, text in crawl(house.client(login), role, [me, absence]):
            if login == "bong.sung" and path.startswith("/me"):
                continue  # the own note has the same words
            assert NOTE not in text, (login, path)
            assert not re.search(r'"kind":\s*"sick"', text), (login, path)
    assert house.client("coordinator").post_form(
        f"/absences/{absence}/approve", {}).status == 200
    cells = house.client("bong.sung").get_json(f"/roster?month={NEXT:%Y-%m}")["people"]
    row = next(p for p in cells if p["provider_id"] == me)
    assert [n for n, c in enumerate(row["cells"], 1) if c["absence"]] == [11, 12]
    assert NOTE not in json.dumps(cells)
    sent = db.rows("select params from duty.notice where template = 'absence.approved'")
    assert sent and not re.search("sick|" + NOTE, json.dumps(sent))


# ---- coming and going ----

def test_somebody_new_is_reachable_once_verified_and_gone_after_the_last_day(db, dutyd):
    client = dutyd.client("coordinator")
    branch = db.value("select org_id from duty.org_unit join duty.center c using (center_id)"
                      " where c.code = 'cantho' and kind = 'branch' limit 1")
    reply = client.submit("/people/new", {
        "name": "Trần Thị Mới", "class": "contract_lawyer", "branch_id": branch,
        "first_day": str(MONTH), "number": "HĐ-77", "phone": "0901 234 567",
        "email": "moi@example.vn", "login": "bong.sung",
        "until": str(MONTH.replace(year=MONTH.year + 2))}, form="/people/new")
    assert reply.status == 409 and 'value="HĐ-77"' in reply.text, reply
    reply = client.submit("/people/new", {
        "name": "Trần Thị Mới", "class": "contract_lawyer", "branch_id": branch,
        "first_day": str(MONTH), "number": "HĐ-77", "phone": "0901 234 567",
        "email": "moi@example.vn", "login": "tran.moi",
        "until": str(MONTH.replace(year=MONTH.year + 2))}, form="/people/new")
    new = int(re.fullmatch(r"/people/(\d+)\?done=person", reply.path).group(1))
    page = client.get_json(f"/people/{new}")
    assert (page["state"], page["reachable"], page["login"]) == ("coming", False, "tran.moi")
    assert page["contacts"][0]["address"] == "+84901234567"
    assert new in [p["provider_id"] for p in client.get_json("/people?state=unreachable")["people"]]
    for contact in page["contacts"]:
        client.post_form(f"/people/{new}/contact", {"what": "verify",
                                                    "contact_id": contact["contact_id"]})
    assert client.get_json(f"/people/{new}")["reachable"] is True
    last = MONTH + datetime.timedelta(days=9)
    reply = client.submit(f"/people/{new}", {"last_day": str(last)}, form=f"/people/{new}")
    assert demo.said("done.person") in reply.text, reply
    demo.set_clock(db, demo.at(last, "12:00"))
    tick(db)
    assert db.value("select locked_at from duty.account where login = 'tran.moi'") is None
    demo.set_clock(db, demo.at(last + datetime.timedelta(days=1), "00:10"))
    until(lambda: (tick(db), db.value("select locked_at is not null from duty.account"
                                      " where login = 'tran.moi'"))[1], 60, "the account to end")
    client = dutyd.client("coordinator")
    assert new not in [p["provider_id"] for p in client.get_json("/people")["people"]]
    assert new in [p["provider_id"] for p in client.get_json("/people?state=left")["people"]]


# ---- what people type ----

@pytest.mark.parametrize("account, path, fields, status, field", [
    ("coordinator", "/people/x", None, 422, "provider_id"),
    ("coordinator", "/people?class=king", None, 422, "class"),
    ("coordinator", "/people?sort=name;--", None, 422, "sort"),
    ("coordinator", "/absences?state=gone", None, 422, "state"),
    ("coordinator", "/absences/new?provider_id=1&from=31/02/2027", None, 422, "from"),
    ("coordinator", "/absences/new?provider_id=1&from=2027-02-01&to=2030-02-01", None, 422, "to"),
    ("coordinator", "/absences/new", {"provider_id": "1", "from": "2027-03-02",
                                      "to": "2027-03-01"}, 422, "to"),
    ("coordinator", "/absences/new", {"provider_id": "999999", "from": "2027-03-02"}, 422,
     "provider_id"),
    ("coordinator", "/people/1", {"name": "A", "branch_id": "9999", "first_day": "2027-01-01"},
     422, "branch_id"),
    ("coordinator", "/people/1", {"name": "", "branch_id": "1", "first_day": "2027-01-01"}, 422,
     "name"),
    ("coordinator", "/people/1/credential", {"number": "X", "from": "x"}, 422, "from"),
    ("coordinator", "/people/1/credential", {"credential_id": "99999", "number": "X",
                                             "from": "2040-01-01"}, 404, None),
    ("coordinator", "/people/1/contact", {"what": "add", "channel": "sms", "address": "abc"}, 422,
     "address"),
    ("coordinator", "/people/1/contact", {"what": "add", "channel": "mail", "address": "a@b\r\nc"},
     422, "address"),
    ("coordinator", "/people/1/contact", {"what": "verify", "contact_id": "99999"}, 404, None),
    ("coordinator", "/people/1/conflict", {"conflict_with": "org-1' or 1=1",
                                           "conflict_from": "2027-01-01", "conflict_reason": "x"},
     422, "conflict_with"),
    ("coordinator", "/people/1/area", {"area_id": "1", "area_from": ""}, 422, "area_from"),
    ("hoa.sen", "/me/absence", {"from": "2027-03-02", "from_time": "25:00"}, 422, "from_time"),
    ("hoa.sen", "/me/absence", {"from": "2027-03-02", "from_time": "9h", "to_time": "8h"}, 422,
     "to_time"),
    ("hoa.sen", "/me/absence", {"from": "2027-03-02", "note": "x" * 501}, 422, "note"),
    ("hoa.sen", "/me/absence/withdraw", {"absence_id": "1"}, 404, None),
    ("hoa.sen", "/me/wish", {"month": "x"}, 422, "month"),
    ("hoa.sen", "/me/wish", {"month": f"{NEXT:%Y-%m}", "d3": "never"}, 422, "d3"),
])
def test_what_cannot_be_is_refused_with_its_field(house, account, path, fields, status, field):
    client = house.client(account)
    asked = {"Accept": "application/json"}
    reply = client.get(path, asked) if fields is None else client.post_form(path, fields, asked)
    assert reply.status == status, reply
    assert field is None or reply.json()["field"] == field, reply.json()


def test_what_people_write_is_text_on_every_page(house):
    evil = "<script>alert(1)</script>"
    absence = ask(house, "hoa.sen", NEXT + datetime.timedelta(days=20),
                  NEXT + datetime.timedelta(days=20), note=evil)
    me = provider(house.database, "hoa.sen")
    client = house.client("coordinator")
    for path in (f"/absences/{absence}", "/absences", f"/people/{me}"):
        text = client.get(path).text
        assert evil not in text and "&lt;script&gt;" in text, path

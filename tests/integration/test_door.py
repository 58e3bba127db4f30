"""The door for court clerks without an account: a card's code or link, one court, and nothing else."""
import re

import pytest

import demo
import doors
from doors import fields
from web import Client

DAY = demo.weekdays(demo.next_month())[5]


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory):
    with demo.running(cluster, template, tmp_path_factory.mktemp("door")) as running:
        yield running


@pytest.fixture(scope="module")
def card(dutyd):
    return doors.make_card(dutyd)


@pytest.fixture
def clerk(dutyd, card):
    """Inside, by the link."""
    client = Client(dutyd.port)
    entered = client.submit(card.link, {}, form=None)
    assert (entered.status, entered.path) == (200, "/door/hearings"), entered
    return client


@pytest.fixture(autouse=True)
def soon(dutyd):
    """The door shows a fortnight: these tests live shortly before the month they use."""
    demo.set_clock(dutyd.database, demo.at(DAY.replace(day=1), "08:00").isoformat())


def enter(dutyd, code):
    client = Client(dutyd.port)
    return client, client.submit("/door", {"door_code": code}, form="/door")


def hearing(number, day=DAY, **changed):
    return {"code": f"{number}/2027/TLST-HS", "date": f"{day:%d/%m/%Y}", "time": "07:30",
            "end_time": "09:00", "room": f"Phòng {number}", "judge": "Thẩm phán Mẫu", **changed}


def add(client, number, **changed):
    page = "/door/hearings/new"
    return client.submit(page, hearing(number, **changed), form=page)


def test_a_card_shows_code_link_and_qr_once_and_only_hashes_are_kept(dutyd, card):
    assert "<svg" in card.page and "Tòa án nhân dân khu vực 1" in card.page
    later = doors.planner(dutyd).get("/keys").text
    assert card.code not in later and card.code[:4] in later and card.link not in later
    kept = str(dutyd.database.rows("select * from duty.court_code"))
    assert card.code[5:] not in kept and card.link.rpartition("/")[2] not in kept
    assert dutyd.database.value("select secret_hash from duty.court_code limit 1")[:4] == "$2a$"


@pytest.mark.parametrize("write", [str, str.lower, lambda c: c.replace("-", ""),
                                   lambda c: f" {c[:2]} {c[2:]} ",
                                   lambda c: c.replace("0", "o").replace("1", "l")])
def test_a_code_opens_however_it_is_typed(dutyd, card, write):
    client, reply = enter(dutyd, write(card.code))
    assert (reply.status, reply.path) == (200, "/door/hearings"), reply
    assert "Tòa án nhân dân khu vực 1" in reply.text


def test_a_link_opens_nothing_by_being_looked_at_and_leaves_the_address(dutyd, card):
    client = Client(dutyd.port)
    for _ in range(2):
        looked = client.get(card.link)
        assert looked.status == 200 and "Tòa án nhân dân khu vực 1" in looked.text
        assert not client.cookies and looked.headers["Referrer-Policy"] == "no-referrer"
    entered = client.once("POST", card.link, b"")
    assert (entered.status, entered.headers["Location"]) == (303, "/door/hearings")
    assert list(client.cookies) == ["session"]
    inside = client.get("/door/hearings").text
    assert card.link.rpartition("/")[2] not in inside + dutyd.output()
    assert card.code[5:] not in dutyd.output()


def test_the_page_says_whose_court_it_is_and_until_when_the_card_is_valid(clerk):
    text = clerk.get("/door/hearings").text
    assert "Tòa án nhân dân khu vực 1 - Cần Thơ" in text
    until = re.search(re.escape(demo.said("door.valid")) + r"[^<]*(\d{1,2}/\d{1,2}/\d{4})", text)
    assert until, text


def test_a_clerk_enters_a_hearing_and_the_version_names_the_code(dutyd, clerk):
    reply = add(clerk, 501)
    assert reply.status == 200 and "501/2027/TLST-HS" in reply.text, reply
    assert reply.path.startswith("/door/hearings/new?after=")
    made = dutyd.database.rows("""
        select c.door, c.account_id, c.token, l.court_id from duty.hearing_change c
        join duty.hearing h using (center_id, hearing_id)
        join duty.legal_case l using (center_id, case_id) where l.code = '501/2027/TLST-HS'""")
    assert [(m["door"], m["account_id"], list(m["token"])) for m in made] == [("link", None, ["code"])]
    assert made[0]["court_id"] == demo.court(dutyd.database, "tand-kv1")
    audit = dutyd.database.rows("select data from duty.audit where action = 'hearing.new'"
                                " order by seq desc limit 1")
    assert audit[0]["data"]["token"]["code"] > 0
    assert "501/2027/TLST-HS" in clerk.get("/door/hearings").text


def test_a_mistake_keeps_what_was_typed_and_stands_beside_its_field(clerk):
    reply = add(clerk, 502, time="25h")
    assert reply.status == 422 and 'value="502/2027/TLST-HS"' in reply.text
    assert 'aria-invalid="true"' in reply.text and 'value="25h"' in reply.text


def test_a_double_is_asked_about_before_it_is_saved(dutyd, clerk):
    assert add(clerk, 503).status == 200
    again = add(clerk, 503, time="10:00", end_time="11:00")
    assert again.status == 409 and demo.said("hearings.save_anyway") in again.text, again
    count = "select count(*) from duty.hearing join duty.legal_case using (center_id, case_id)" \
        " where code = '503/2027/TLST-HS'"
    assert dutyd.database.value(count) == 1
    mark = re.search(r'name="confirm" value="(\w+)"', again.text).group(1)
    sure = clerk.submit(again, {"confirm": mark}, form="/door/hearings/new")
    assert sure.status == 200 and dutyd.database.value(count) == 2, sure


def test_a_hearing_is_put_off_with_a_reason_and_not_twice(dutyd, clerk):
    add(clerk, 504)
    number = dutyd.database.value("select hearing_id from duty.hearing join duty.legal_case using"
                                  " (center_id, case_id) where code = '504/2027/TLST-HS'")
    page = f"/door/hearings/{number}/adjourn"
    stale = clerk.get(page)
    assert clerk.submit(page, {"reason": ""}, form=page).status == 422
    done = clerk.submit(page, {"reason": "Vắng người bào chữa", "date": ""}, form=page)
    assert (done.status, done.path) == (200, "/door/hearings?done=door_adjourned"), done
    state = dutyd.database.rows("select state, reason from duty.hearing where hearing_id = %s", number)
    assert state == [{"state": "adjourned", "reason": "Vắng người bào chữa"}]
    assert clerk.submit(stale, {"reason": "Lần nữa"}, form=page).status == 409
    assert dutyd.database.value("select door from duty.hearing_change where hearing_id = %s"
                                " order by version desc limit 1", number) == "link"


def test_nothing_else_opens(dutyd, clerk, card):
    kv1 = doors.api(dutyd).put("door-1", **fields(DAY, case_code="505/2027/TLST-HS")).json()
    for path in ("/", "/hearings", f"/hearings/{kv1['hearing_id']}", "/hearings/new", "/keys", "/me",
                 "/roster", "/cases", "/people", "/messages", "/lists", "/hearings/import"):
        assert clerk.get(path, follow=False).status == 403, path
    assert clerk.get("/api/v1/hearings", follow=False).status == 401
    for path in ("/hearings/new", f"/hearings/{kv1['hearing_id']}/edit", "/keys/codes"):
        assert clerk.post_form(path, {}, follow=False).status == 403, path


def test_another_courts_and_another_centres_hearings_do_not_exist(dutyd, clerk):
    other = doors.api(dutyd, "tand-kv5").put("d-5", **fields(DAY, case_code="506/2027/TLST-HS")).json()
    there = doors.api(dutyd, "tand-kv1", "camau").put(
        "d-6", **fields(DAY, case_code="507/2027/TLST-HS")).json()
    listed = clerk.get("/door/hearings").text
    for one in (other, there):
        assert one["case_code"] not in listed
        page = f"/door/hearings/{one['hearing_id']}/adjourn"
        assert clerk.get(page).status == 404
        assert clerk.post_form(page, {"reason": "x", "version": "1"}).status == 404
        assert dutyd.database.value("select state from duty.hearing where hearing_id = %s",
                                    one["hearing_id"]) == "scheduled"


def test_the_staff_and_what_a_case_is_about_stay_out_of_sight(dutyd, clerk):
    doors.api(dutyd).put("d-7", **fields(DAY, case_code="508/2027/TLST-HS", subject="Bí mật 4711"))
    seen = clerk.get("/door/hearings").text + clerk.get("/door/hearings/new").text
    assert "508/2027/TLST-HS" in seen and "4711" not in seen
    assert demo.person(dutyd.database, "hoa.sen")["full_name"] not in seen


def test_a_form_without_the_sessions_token_is_refused(clerk):
    clerk.get("/door/hearings/new")
    assert clerk.post_form("/door/hearings/new", {**hearing(509), "_csrf": "0" * 32}).status == 403


def test_leaving_ends_the_session(dutyd, card):
    client, reply = enter(dutyd, card.code)
    cookies = dict(client.cookies)
    assert client.submit(reply, {}, form="/door/leave").path == "/door?done=door_left"
    client.cookies = cookies
    assert client.get("/door/hearings").path == "/door?done=door_over"


def test_a_session_ends_after_an_idle_hour_and_with_the_card(dutyd):
    card = doors.make_card(dutyd, days="1")
    client, _ = enter(dutyd, card.code)
    for minutes in (40, 40):  # used in between: it goes on
        demo.move_clock(dutyd.database, minutes=minutes)
        assert client.get("/door/hearings").path == "/door/hearings"
    demo.move_clock(dutyd.database, minutes=61)
    assert client.get("/door/hearings").path == "/door?done=door_over"
    client, _ = enter(dutyd, card.code)
    for _ in range(30):
        demo.move_clock(dutyd.database, minutes=45)
        if client.get("/door/hearings").path != "/door/hearings":
            break
    else:
        pytest.fail("a session outlived its card")
    assert enter(dutyd, card.code)[1].status == 422
    looked = Client(dutyd.port).get(card.link)
    assert looked.status == 404 and demo.said("error.door.link") in looked.text


def test_a_revoked_card_shuts_the_door_on_whoever_is_inside(dutyd):
    card = doors.make_card(dutyd)
    client, reply = enter(dutyd, card.code)
    assert reply.status == 200
    number = dutyd.database.value("select max(code_id) from duty.court_code")
    assert doors.planner(dutyd).submit("/keys", {}, form=f"/keys/codes/{number}/revoke").status == 200
    assert client.get("/door/hearings").path == "/door?done=door_over"
    assert enter(dutyd, card.code)[1].status == 422
    assert Client(dutyd.port).get(card.link).status == 404


def try_all(db, code, times):
    """Wrong tries for a code, from as many addresses: asked of the database as the daemon asks."""
    with db.connect("duty_app") as c:
        return [c.execute("select duty.door_enter('', %s, %s, repeat('a', 64), '') as said",
                          (code[:4], "0" * 6)).fetchone()["said"] for _ in range(times)]


def test_ten_wrong_tries_close_a_code_for_a_while_and_the_link_still_opens(dutyd):
    card = doors.make_card(dutyd)
    said = try_all(dutyd.database, card.code, 11)
    unknown, = try_all(dutyd.database, "ZZZZ-ZZZZZZ", 1)
    assert unknown["refused"] == "error.door.code" and said == [unknown] * 11, \
        "a closed code is told from an unknown one"
    client, reply = enter(dutyd, card.code)
    assert reply.status == 422 and "15 phút" in reply.text and not client.cookies
    assert dutyd.database.value("select count(*) from duty.audit where action = 'code.closed'") == 1
    assert demo.said("keys.closed") in doors.planner(dutyd).get("/keys").text
    assert Client(dutyd.port).submit(card.link, {}, form=None).path == "/door/hearings"


def test_a_closed_code_opens_again_when_its_time_is_over(dutyd):
    card = doors.make_card(dutyd)
    try_all(dutyd.database, card.code, 10)
    demo.move_clock(dutyd.database, minutes=16)
    assert enter(dutyd, card.code)[1].path == "/door/hearings"


def test_an_address_has_ten_tries_and_then_waits(dutyd):
    replies = [enter(dutyd, "AAAA-AAAAAA")[1] for _ in range(12)]
    assert replies[0].status == 422
    assert demo.said("error.door.code").partition("{")[0] in replies[0].text
    slowed = [r for r in replies if r.status == 429]
    assert slowed and int(slowed[0].headers["Retry-After"]) >= 1

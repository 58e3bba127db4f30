"""Who is told how, in the browser: the Centre's policies, its hours, its own texts with what they
cost, and what people choose for themselves."""
import json
import re

import pytest

import demo

RULES, RULE = "/messages/rules", "/messages/rules/roster.changed"
TEXT = "/templates/hearing.assigned/sms/vi"
WORDS = "TGPL: Mời tham gia phiên tòa vụ {{code}} {{#t.at}}{{date}}T{{time}}{{/t.at}}, {{court}}."


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory):
    with demo.running(cluster, template, tmp_path_factory.mktemp("policies")) as made:
        demo.set_clock(made.database, "2027-03-01T09:00:00+07:00")
        yield made


@pytest.fixture(scope="module")
def admin(dutyd):
    return dutyd.client("administrator")


def preview(admin, page, **fields):
    """The page after "preview"; nothing is kept."""
    return admin.submit(page, fields, form=page)


def save(admin, page, **fields):
    return admin.submit(preview(admin, page, **fields), {}, form=page)


def texts_of(client, page):
    """{language: what is shown of it} as the page says."""
    return {t["language"]: t for t in client.get_json(page)["texts"]}


def hearing(dutyd, day, code, login="bong.sung"):
    """A new hearing by the coordinator; its notices: [(channel, text), ...]."""
    db, client = dutyd.database, dutyd.client("coordinator")
    reply = client.submit("/hearings/new", {
        "court_id": demo.court(db, "tand-kv1"), "code": code, "date": day, "time": "07:30",
        "subject": "Trộm cắp tài sản", "provider_id": demo.person(db, login)["provider_id"]},
        form="/hearings/new")
    number = re.fullmatch(r"/hearings/(\d+)\?done=hearing", reply.path).group(1)
    demo.settle(db)
    return [(r["channel"], r["text"]) for r in db.rows(
        "select n.channel, a.text from duty.notice n join duty.notice_attempt a"
        " using (center_id, notice_id) where n.dedupe_key like %s and a.outcome = 'ok'"
        " order by n.channel desc", f"hearing:{number}:%")]


def test_the_preview_shows_words_parts_and_cost_in_three_languages_and_keeps_nothing(dutyd, admin):
    price = dutyd.database.value("select value from duty.rule where key = 'notice.sms_price'")
    before = texts_of(admin, TEXT)
    assert set(before) == {"vi", "km", "en"}
    assert all(t["shown"]["parts"] > 0 for t in before.values())
    page = preview(admin, TEXT, wording=WORDS)
    assert page.status == 200 and demo.said("template.would") in page.text
    assert "TGPL: Mời tham gia phiên tòa vụ 12/2026/TLST-DS 14:00, 03/12/2026" in page.text
    assert f"2 {demo.said('template.parts')}, {2 * price} đ, UCS-2" in page.text
    assert "សវនាការ" in page.text and "you appear in case" in page.text
    assert texts_of(admin, TEXT) == before


def test_a_saved_text_is_what_people_get_and_the_shipped_one_comes_back(dutyd, admin):
    done = save(admin, TEXT, wording=WORDS)
    assert done.path == f"{TEXT}?done=template" and demo.said("done.template") in done.text
    sent = dict(hearing(dutyd, "2027-03-20", "31/2027/TLST-DS"))
    assert sent["sms"].startswith(
        "TGPL: Mời tham gia phiên tòa vụ 31/2027/TLST-DS 07:30, 20/03/2027")
    assert sent["mail"].startswith("Kính gửi"), "mail has a text of its own"
    back = admin.submit(TEXT, {}, form=f"{TEXT}/reset")
    assert back.path == f"{TEXT}?done=template_reset"
    sent = dict(hearing(dutyd, "2027-03-22", "32/2027/TLST-DS"))
    assert "Ông/Bà tham gia phiên tòa vụ 32/2027" in sent["sms"]


@pytest.mark.parametrize("wording, error", [
    ("Vụ {{code}}: bị cáo vắng mặt", "error.template.accusation"),
    ("Vụ {{code}}: người chưa thành niên", "error.template.minor"),
    ("Vụ {{code}} mật khẩu 123", "error.template.credential"),
    ("Vụ {{subject}}", "error.template.value"),
    ("Vụ {{#code}}", "error.template.tag")])
def test_a_text_that_says_too_much_is_refused_beside_its_field_and_nothing_typed_is_lost(
        admin, wording, error):
    page = preview(admin, TEXT, wording=wording)
    assert page.status == 422 and demo.said(error).split("{")[0] in page.text
    form = next(f for f in page.forms() if f.action == TEXT)
    assert form.fields["wording"].strip() == wording


def test_a_registered_text_shows_where_the_words_differ(admin):
    page = "/templates/hearing.cancelled/sms/vi"
    noted = admin.submit(page, {"number": "MB-17", "text": "TGPL: Hoan phien toa {1}.",
                                "legal_basis": "NĐ 91/2020"}, form=f"{page}/registered")
    assert noted.path == f"{page}?done=template_register"
    refused = preview(admin, page, wording="TGPL: Dời phiên tòa {{code}}.")
    assert refused.status == 422 and "Doi phien toa {}" in refused.text
    assert "Hoan phien toa {}" in refused.text
    saved = save(admin, page, wording="TGPL: Hoãn phiên tòa {{code}}.")
    assert saved.path == f"{page}?done=template"


def test_the_centre_s_own_policy_decides_from_its_day_on(dutyd, admin):
    reply = admin.submit(RULE, {"way": "mail_sms", "unknown": "never", "from": "2027-03-01",
                                "legal_basis": "Quy chế 12/2027"}, form=RULE)
    assert reply.path == f"{RULE}?done=policy" and "Quy chế 12/2027" in reply.text
    rows = {k["key"]: k["rows"] for k in admin.get_json(RULES)["kinds"]}
    assert [(r["way"], r["unknown"], r["is_own"]) for r in rows["roster.changed"]] == \
        [("mail_sms", "never", True)]
    assert len(rows["hearing.moved"]) > 1 and not rows["hearing.moved"][0]["is_own"]
    record = dutyd.database.value("select data from duty.audit where action = 'policy.put'")
    assert json.loads(json.dumps(record))["legal_basis"] == "Quy chế 12/2027"


def test_a_policy_without_its_basis_is_refused_and_keeps_what_was_ticked(admin):
    page = admin.submit(RULE, {"is_bundled": "1", "legal_basis": " "}, form=RULE)
    assert page.status == 422
    form = next(f for f in page.forms() if f.action == RULE)
    assert form.fields.get("is_bundled") == "1" and "is_optional" not in form.fields


def test_outside_its_hours_a_centre_s_messages_wait_and_say_why(dutyd, admin):
    reply = admin.submit(RULES, {"work_opens": "7:00", "work_closes": "21:00", "off_opens": "8:00",
                                 "off_closes": "20:00", "legal_basis": "QC"}, form=RULES)
    assert reply.path == f"{RULES}?done=policy_hours" and "07:00–21:00" in reply.text
    db = dutyd.database
    try:
        demo.set_clock(db, "2027-03-01T22:30:00+07:00")
        db.rows("delete from duty.session")
        client = dutyd.client("coordinator")
        client.submit("/hearings/new", {
            "court_id": demo.court(db, "tand-kv1"), "code": "40/2027/TLST-DS", "date": "2027-03-25",
            "time": "07:30", "subject": "Ly hôn",
            "provider_id": demo.person(db, "bong.sung")["provider_id"]}, form="/hearings/new")
        waits = db.rows("select state, reason, due_at at time zone 'Asia/Ho_Chi_Minh' as due"
                        " from duty.notice where params ->> 'code' = '40/2027/TLST-DS'")
        assert {(w["state"], w["reason"], f"{w['due']:%d %H:%M}") for w in waits} == \
            {("held", "quiet", "02 07:00")}
        demo.set_clock(db, "2027-03-02T07:01:00+07:00")
        db.rows("select pg_notify('notice', '')")
        demo.settle(db)
    finally:
        db.rows("delete from duty.quiet_hours where legal_basis = 'QC'")


def test_a_person_chooses_language_digests_and_what_may_be_switched_off(dutyd):
    client = dutyd.client("hoa.sen")
    page = client.get("/me/notices")
    assert demo.said("template.hearing.reminder") in page.text
    assert demo.said("template.hearing.moved") not in page.text, "that cannot be switched off"
    form = next(f for f in page.forms() if f.action == "/me/notices").fields
    assert form["on_hearing.reminder"] == "1" and "is_daily" not in form
    del form["on_hearing.reminder"]
    done = client.post_form("/me/notices", {**form, "prefers": "mail", "language": "km",
                                            "is_daily": "1"})
    assert done.path == "/me/notices?done=notices"
    again = next(f for f in client.get("/me/notices").forms() if f.action == "/me/notices").fields
    assert (again["prefers"], again["language"], again["is_daily"]) == ("mail", "km", "1")
    assert "on_hearing.reminder" not in again and again["on_duty.reminder"] == "1"
    told = dict(hearing(dutyd, "2027-03-29", "41/2027/TLST-DS", "hoa.sen"))
    assert told["sms"].startswith("ជំនួយច្បាប់")

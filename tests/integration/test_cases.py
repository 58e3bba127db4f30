"""Cases through the pages: from a hearing nobody appears at to a lawyer by one press, decisions on
record, conflicts of interest whose reasons stay with the coordinator, names that leave no trace, and
late notices counted by agency."""
import datetime
import json
import re

import pytest

import demo

DAY = demo.weekdays(demo.next_month())[8]
NAME = "Bằng Lăng Tím Bảy Ba"  # of a party: no provider bears it
JUDGE = "Kèo Nèo Thẩm Phán"


@pytest.fixture(scope="module")
def house(cluster, template, tmp_path_factory):
    with demo.running(cluster, template, tmp_path_factory.mktemp("cases"),
                      log__level="debug") as dutyd:
        yield dutyd


def save(client, page, fields):
    """Sends a hearing's form, and again when it warns: what is warned of is meant here."""
    reply = client.submit(page, fields, form=page)
    if reply.status == 409:
        mark = re.search(r'name="confirm" value="([^"]+)"', reply.text).group(1)
        reply = client.submit(reply, {"confirm": mark}, form=page)
    return reply


def hear(house, code, day=DAY, court="tand-kv1", login=None, role="coordinator", **more):
    """A hearing entered by its form; its number and its case's."""
    who = demo.person(house.database, login)["provider_id"] if login else ""
    reply = save(house.client(role), "/hearings/new", {
        "court_id": demo.court(house.database, court), "code": code, "date": str(day),
        "time": "07:30", "provider_id": who, **more})
    found = re.fullmatch(r"/hearings/(\d+)\?done=hearing", reply.path)
    assert found, re.findall(r"class=.error.*", reply.text)
    hearing = int(found.group(1))
    return hearing, house.database.value(
        "select case_id from duty.hearing where hearing_id = %s", hearing)


def party(client, case, name, role="accused", side="1", is_client="1", **more):
    client.get(f"/cases/{case}")
    reply = client.post_form(f"/cases/{case}/party", {
        "party_name": name, "party_role": role, "party_side": side, "is_client": is_client,
        "what": "save", **more})
    assert reply.status == 200 and "done=case" in reply.path, reply
    return max(p["party_id"] for p in client.get_json(f"/cases/{case}")["parties"])


def decide(client, case, provider, number, **more):
    return client.post_form(f"/cases/{case}/decision", {
        "provider_id": provider, "number": number, "signed_on": str(datetime.date.today()),
        "signed_by": "Giám đốc Trung tâm", **more})


def provider(house, login):
    return demo.person(house.database, login)["provider_id"]


def appears(house, hearing):
    return {r["provider_id"] for r in house.database.rows(
        "select provider_id from duty.appearance where hearing_id = %s and state <> 'released'",
        hearing)}


def test_a_case_nobody_follows_gets_its_lawyer_by_one_press(house):
    client = house.client("coordinator")
    hearing, case = hear(house, "201/2027/TLST-HS", role="clerk")
    assert appears(house, hearing) == set()
    listed = client.get("/cases?show=nobody")
    assert f'href="/cases/{case}"' in listed.text
    assert f'href="/cases/{case}"' in client.get("/").text, "today's board does not lead there"
    page = client.get_json(f"/cases/{case}")
    best = page["proposal"]["ranked"][0]
    assert [r["key"] for r in best["reasons"]][0] == "free"
    done = client.submit(f"/cases/{case}", {}, form=f"/cases/{case}/provider")
    assert done.path == f"/cases/{case}?done=case_provider", done
    assert appears(house, hearing) == {best["provider_id"]}
    assert house.database.value(
        "select count(*) from duty.notice where template = 'hearing.assigned' and dedupe_key like %s",
        f"hearing:{hearing}:%") > 0
    assert f'href="/cases/{case}"' not in client.get("/cases?show=nobody").text


def test_the_proposal_puts_nobody_forward_who_is_elsewhere_or_away(house):
    db, client = house.database, house.client("coordinator")
    hear(house, "202/2027/TLST-HS", day=DAY + datetime.timedelta(1), court="tand-kv5",
         login="bong.sung")
    db.rows("""insert into duty.absence (center_id, provider_id, during, kind)
               select center_id, provider_id, tstzrange(%s, %s), 'sick' from duty.provider
               where provider_id = %s""", demo.at(DAY, "00:00"),
            demo.at(DAY + datetime.timedelta(2), "00:00"), provider(house, "luc.binh"))
    _, case = hear(house, "203/2027/TLST-HS", day=DAY + datetime.timedelta(1))
    page = client.get_json(f"/cases/{case}")["proposal"]
    out = {x["name"]: x["key"] for x in page["excluded"]}
    assert out[demo.person(db, "bong.sung")["full_name"]] == "hearing"
    assert out[demo.person(db, "luc.binh")["full_name"]] == "absence"
    names = {x["name"] for x in page["ranked"]} | set(page["more"])
    assert not names & set(out) and names


def test_a_decision_is_recorded_and_the_next_one_says_why(house):
    db, client = house.database, house.client("coordinator")
    hearing, case = hear(house, "204/2027/TLST-HS", day=DAY + datetime.timedelta(2))
    one, two = provider(house, "bong.sung"), provider(house, "hoa.sen")
    client.get(f"/cases/{case}")
    assert decide(client, case, one, "31/QĐ-TGPL").path == f"/cases/{case}?done=decision"
    assert appears(house, hearing) == {one}
    again = decide(client, case, two, "32/QĐ-TGPL")
    assert again.status == 422 and demo.said("error.field.required") in again.text
    form = next(f for f in again.forms() if "replace_reason" in f.fields)
    assert form.fields["number"] == "32/QĐ-TGPL" and form.fields["provider_id"] == str(two), \
        "what was typed is lost"
    assert appears(house, hearing) == {one}
    decide(client, case, two, "32/QĐ-TGPL", replace_reason="Người được cử ốm")
    assert appears(house, hearing) == {two}
    page = client.get_json(f"/cases/{case}")
    assert [(d["number"], d["in_force"]) for d in page["decisions"]] == \
        [("32/QĐ-TGPL", True), ("31/QĐ-TGPL", False)]
    assert db.value("select data ->> 'number' from duty.audit where action = 'case.decision'"
                    " order by seq desc limit 1") == "32/QĐ-TGPL"


def test_two_opposed_accused_have_two_lawyers_and_the_page_says_why(house):
    client = house.client("coordinator")
    hearing, case = hear(house, "205/2027/TLST-HS", day=DAY + datetime.timedelta(3))
    one, two = provider(house, "bong.sung"), provider(house, "hoa.sen")
    first = party(client, case, "Rau Đay")
    second = party(client, case, "Rau Mồng Tơi", side="2")
    assert decide(client, case, one, "41/QĐ-TGPL", party_id=first).status == 200
    refused = decide(client, case, one, "42/QĐ-TGPL", party_id=second)
    assert refused.status == 422, refused
    assert demo.said("error.case.not_eligible").split("}")[1].strip() in refused.text, \
        refused
    assert decide(client, case, two, "42/QĐ-TGPL", party_id=second).status == 200
    assert appears(house, hearing) == {one, two}
    text = client.get(f"/hearings/{hearing}").text
    for login in ("bong.sung", "hoa.sen"):
        assert demo.person(house.database, login)["full_name"] in text


def test_the_reason_of_a_conflict_is_the_coordinators_alone(house):
    client = house.client("coordinator")
    _, case = hear(house, "206/2027/TLST-HS", day=DAY + datetime.timedelta(4), login="hoa.sen")
    me = provider(house, "hoa.sen")
    client.submit(f"/people/{me}", {
        "conflict_with": "", "conflict_person": JUDGE, "conflict_from": "2026-01-01",
        "conflict_reason": "Anh rể 5511"}, form=f"/people/{me}/conflict")
    reply = client.submit(f"/cases/{case}", {"officer_name": JUDGE.upper(), "officer_role": "judge",
                                             "what": "save"}, form=f"/cases/{case}/officer")
    assert demo.said("cases.conflict") in reply.text and "Anh rể 5511" in reply.text
    director = house.client("director").get(f"/cases/{case}").text
    assert demo.said("conflict.not_eligible") in director and "5511" not in director
    for role in ("clerk", "provider", "police"):
        assert house.client(role).get(f"/cases/{case}").status == 403
    clerk = house.client("clerk")
    new, _ = hear(house, "206/2027/TLST-HS", day=DAY + datetime.timedelta(6), role="clerk")
    refused = save(clerk, f"/hearings/{new}/edit", {"provider_id": me})
    assert refused.status == 422 and "5511" not in refused.text, refused
    assert JUDGE not in refused.text and JUDGE.upper() not in refused.text


def test_a_partys_name_is_in_no_log_record_message_or_calendar(house):
    db, client = house.database, house.client("coordinator")
    hearing, case = hear(house, "207/2027/TLST-HS", day=DAY + datetime.timedelta(7),
                         login="bong.sung")
    party(client, case, NAME, role="victim", khmer="1")
    number = max(p["party_id"] for p in client.get_json(f"/cases/{case}")["parties"])
    edited = client.post_form(f"/cases/{case}/party", {
        "party_id": number, "party_name": f"{NAME} Nhì", "party_role": "victim", "party_side": "1",
        "what": "save"}, follow=False)
    assert "B%E1%BA%B1ng" not in edited.headers["Location"]
    assert client.post_form(f"/cases/{case}/party", {"party_name": NAME + "\x01",
                                                     "party_role": "victim"}).status == 422
    assert client.post_form(f"/cases/{case}/party", {"party_name": NAME * 40,
                                                     "party_role": "victim"}).status == 422
    client.submit(f"/hearings/{hearing}/edit", {"time": "08:15"}, form=f"/hearings/{hearing}/edit")
    assert NAME in client.get(f"/cases/{case}").text
    log = (house.folder / "dutyd.log").read_text(encoding="utf-8", errors="replace")
    assert NAME not in log and "Lăng Tím" not in log
    for table in ("audit", "notice", "hearing_change"):
        rows = json.dumps([dict(r) for r in db.rows(f"select * from duty.{table}")], default=str,
                          ensure_ascii=False)
        assert "Lăng Tím" not in rows, table
    lawyer = house.client("provider")
    new = lawyer.submit("/me/calendars", {"name": "Điện thoại"}, form="/me/calendars")
    feed = lawyer.get(re.search(r"/feed/[\w-]+\.ics", new.text).group(0))
    assert feed.status == 200 and "207/2027" in feed.text and "Lăng Tím" not in feed.text
    for role, page in (("provider", f"/hearings/{hearing}"), ("clerk", f"/hearings/{hearing}")):
        assert "Lăng Tím" not in house.client(role).get(page).text


def test_a_provider_sees_the_own_hearings_and_cases_and_not_the_centres(house):
    mine, _ = hear(house, "208/2027/TLST-HS", day=DAY + datetime.timedelta(8), login="bong.sung")
    other, _ = hear(house, "209/2027/TLST-HS", day=DAY + datetime.timedelta(8), login="dien.dien")
    lawyer = house.client("provider")
    span = f"/hearings?from={DAY}&to={DAY + datetime.timedelta(60)}"
    listed = lawyer.get(span).text
    assert "208/2027" in listed and "209/2027" not in listed
    assert lawyer.get(f"/hearings/{mine}").status == 200
    assert lawyer.get(f"/hearings/{other}").status == 404
    everything = house.client("coordinator").get(span).text
    assert "209/2027" in everything


def test_a_late_notice_is_taken_in_flagged_and_counted_by_agency(house):
    db = house.database
    today = datetime.datetime.now(demo.ZONE).date()
    soon = today + datetime.timedelta(3)
    hearing, _ = hear(house, "210/2027/TLST-HS", day=soon, court="tand-kv7")
    sentence = demo.said("late_in.days").format(found=3, needed=10)
    assert sentence in house.client("coordinator").get(f"/hearings/{hearing}").text
    client = house.client("director")
    page = client.get_json(f"/cases/late?month={soon:%Y-%m}")
    row = next(a for a in page["agencies"] if a["org_id"] == demo.court(db, "tand-kv7"))
    assert (row["late"], row["most"]) == (1, 7)
    assert row["agency"] in client.get(f"/cases/late?month={soon:%Y-%m}").text
    house.client("coordinator").submit(f"/hearings/{hearing}/edit", {
        "date": str(today + datetime.timedelta(20))}, form=f"/hearings/{hearing}/edit")
    assert sentence not in house.client("coordinator").get(f"/hearings/{hearing}").text


def test_a_clash_knows_the_way_between_two_courts(house):
    day = DAY + datetime.timedelta(9)
    hear(house, "211/2027/TLST-HS", day=day, login="cay.duoc", end_time="08:30")
    far = house.database.rows("""
        select o.code, t.minutes from duty.org_unit o
        join duty.org_unit k on k.center_id = o.center_id and k.code = 'tand-kv1'
        join duty.travel t on t.center_id = o.center_id
            and t.from_place = least(o.place_id, k.place_id) and t.to_place = greatest(o.place_id, k.place_id)
        where o.kind = 'court' and t.minutes > 30 order by t.minutes limit 1""")[0]
    hearing, _ = hear(house, "212/2027/TLST-HS", day=day, court=far["code"], login="cay.duoc",
                      time="08:50", end_time="10:00")
    clash = house.client("coordinator").get_json(f"/hearings/{hearing}")["clash"]
    assert [(c["found"], c["needed"]) for c in clash] == [(20, far["minutes"])]


def test_a_field_that_a_form_does_not_bring_stays_as_it_was(house):
    client = house.client("coordinator")
    _, case = hear(house, "214/2027/TLST-HS", day=DAY + datetime.timedelta(9),
                   subject="Trộm cắp tài sản")
    page = f"/cases/{case}"
    number = party(client, case, "Rau Má", side="2")
    client.post_form(page, {"aid_code": "TT.214.2027"})
    client.post_form(f"{page}/party", {"party_id": number, "is_client": "1", "what": "save"})
    kept = client.get_json(page)
    assert (kept["subject"], kept["aid_code"]) == ("Trộm cắp tài sản", "TT.214.2027")
    assert [(p["name"], p["role"], p["side"]) for p in kept["parties"]] == [("Rau Má", "accused", 2)]
    client.post_form(page, {"subject": ""})
    emptied = client.get_json(page)
    assert (emptied["subject"], emptied["aid_code"]) == (None, "TT.214.2027")


def test_a_cases_page_stands_under_cases_in_the_navigation(house):
    client = house.client("coordinator")
    _, case = hear(house, "215/2027/TLST-HS", day=DAY + datetime.timedelta(10))
    assert '<a href="/cases" aria-current="true">' in client.get(f"/cases/{case}").text
    assert '<a href="/cases" aria-current="page">' in client.get("/cases").text


def test_every_field_of_a_case_has_a_label(house):
    client = house.client("coordinator")
    _, case = hear(house, "213/2027/TLST-HS", day=DAY + datetime.timedelta(10))
    party(client, case, "Rau Ngót")
    client.get(f"/cases/{case}")
    decide(client, case, provider(house, "bong.sung"), "51/QĐ-TGPL")
    text = client.get(f"/cases/{case}").text
    ids = re.findall(r'<(?:input|select)(?![^>]*type="(?:hidden|checkbox)")[^>]* id="([^"]+)"', text)
    assert len(ids) > 12 and len(set(ids)) == len(ids)
    for field in ids:
        assert f'<label for="{field}"' in text, field
    assert not re.findall(r'<(?:input|select)(?![^>]*type="hidden")(?![^>]* id=)'
                          r'(?![^>]*type="checkbox")[^>]*>', text.split("<main")[1])

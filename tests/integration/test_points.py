"""The fairness ledger in the browser: the own account, everybody's table, corrections, calls, and
the file for a spreadsheet."""
import csv
import io
import re

import pytest

import demo


def table(text):
    """A CSV file as spreadsheets read it."""
    return list(csv.reader(io.StringIO(text, newline="")))


class Centre:
    """A month drawn and published, and its fifth day has come."""

    def __init__(self, dutyd):
        self.db, self.dutyd, self.month = dutyd.database, dutyd, demo.next_month()
        self.coordinator, self.provider = dutyd.client("coordinator"), dutyd.client("bong.sung")
        self.me = demo.person(self.db, "bong.sung")
        self.other = demo.person(self.db, "hoa.sen")
        demo.draw(self.coordinator, self.month)
        done = self.coordinator.submit(f"/roster/publish?month={self.month:%Y-%m}",
                                       {"note": "", "overruling": "Thiếu người"},
                                       form="/roster/publish")
        assert done.status == 200, done
        demo.set_clock(self.db, f"{self.month.replace(day=5)}T10:00:00+07:00")
        self.coordinator, self.provider = dutyd.client("coordinator"), dutyd.client("bong.sung")

    def account(self, client, provider, year=None):
        year = year or self.month.year
        return client.get_json(f"/points/{provider['provider_id']}?year={year}")["account"]

    def stood(self, provider):
        """Somebody's duties that have begun, oldest first."""
        return self.db.rows("""select a.assignment_id, s.starts from duty.assignment a
            join duty.shift s using (center_id, shift_id) where a.provider_id = %s
                and a.state = 'published' and lower(s.during) < duty.now() order by s.starts""",
                            provider["provider_id"])


@pytest.fixture(scope="module")
def centre(cluster, template, tmp_path_factory):
    with demo.running(cluster, template, tmp_path_factory.mktemp("points"),
                      roster__seconds=2) as dutyd:
        yield Centre(dutyd)


def test_a_provider_sees_the_own_account_and_what_each_entry_traces_to(centre):
    page = centre.provider.get(f"/points?year={centre.month.year}")
    assert page.status == 200 and centre.me["full_name"] not in page.text.split("<main")[1]
    assert demo.said("points.what_fair")[:60] in page.text
    entries = centre.account(centre.provider, centre.me)["entries"]
    duties = [e for e in entries if e["cause"] == "duty"]
    published = centre.db.rows("""select s.points, s.duty_day, a.assignment_id
        from duty.assignment a join duty.shift s using (center_id, shift_id)
        where a.provider_id = %s and a.state = 'published'""", centre.me["provider_id"])
    assert len(duties) > 5
    assert {(e["points"], e["day"], e["duty"]["assignment_id"]) for e in duties} == \
        {(p["points"], str(p["duty_day"]), p["assignment_id"]) for p in published}
    why = re.findall(r'href="(/duties/\d+/why)"', page.text)
    assert len(why) >= len(duties)
    assert centre.provider.get(why[0]).status == 200


def test_the_account_says_where_the_group_stands_and_names_nobody(centre):
    page = centre.provider.get("/points").text
    names = [r["full_name"] for r in centre.db.rows("""select full_name from duty.person n
        join duty.provider p using (center_id, person_id) where p.provider_id <> %s""",
                                                    centre.me["provider_id"])]
    assert not [n for n in names if n in page]
    for kind in centre.account(centre.provider, centre.me)["kinds"]:
        assert kind["lowest"] <= kind["balance"] <= kind["highest"], kind
        assert kind["excess"] == pytest.approx(kind["points"] - kind["fair"], abs=1)


def test_anothers_account_does_not_exist_for_a_provider(centre):
    number = centre.other["provider_id"]
    assert centre.provider.get(f"/points/{number}").status == 404
    for what in ("balances", "entries"):
        text = centre.provider.get(f"/points/export?what={what}").text
        assert centre.me["full_name"] in text and centre.other["full_name"] not in text
    for form in ("correction", "share", "calls"):
        reply = centre.provider.post_form(f"/points/{number}/{form}", {"points": "50"})
        assert reply.status == 403, reply


def test_the_coordinator_sees_everybody_in_the_order_asked_for(centre):
    client = centre.coordinator
    month = f"{centre.month:%Y-%m}"
    asked = f"/points?kind=night&from={month}&to={month}&sort="
    for column in ("points", "excess", "balance", "load"):
        people = [p for p in client.get_json(asked + column)["people"]
                  if p["class"] != "collaborator"]
        assert len(people) == 39
        values = [p[column] for p in people]
        assert values == sorted(values)
        down = [p[column] for p in client.get_json(asked + "-" + column)["people"]
                if p["class"] != "collaborator"]
        assert down == sorted(values, reverse=True)
    page = client.get(asked + "name")
    assert page.text.count('aria-sort="ascending"') == 1
    whole = centre.db.value("""select sum(s.points) from duty.assignment a
        join duty.shift s using (center_id, shift_id) where s.point_kind = 'night'
            and s.center_id = 1 and a.state = 'published'""")
    assert sum(p["points"] for p in client.get_json(asked)["people"]) == pytest.approx(whole, abs=45)
    refused = client.get("/points?kind=lunch", {"Accept": "application/json"})
    assert refused.status == 422


def test_the_file_is_for_excel_and_no_text_in_it_is_a_formula(centre):
    month = f"{centre.month:%Y-%m}"
    evil = "=HYPERLINK(\"http://xau.vn\",\"Bấm đây\")"
    number = centre.other["provider_id"]
    for reason in (evil, "+84 nhầm số", "-5 điểm", "@SUM(A1)"):
        done = centre.coordinator.submit(f"/points/{number}", {
            "kind": "day", "points": "-5", "reason": reason}, form=f"/points/{number}/correction")
        assert done.path == f"/points/{number}?done=correction", done
    reply = centre.coordinator.get(f"/points/export?what=entries&from={month}&to={month}")
    assert reply.status == 200 and reply.body.startswith(b"\xef\xbb\xbf")
    assert reply.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.csv"',
                        reply.headers["Content-Disposition"])
    rows = table(reply.text[1:])
    head, points = rows[0], rows[0].index(demo.said("points.points"))
    reasons = [r[head.index(demo.said("field.reason"))] for r in rows[1:]]
    assert "'" + evil in reasons and "'@SUM(A1)" in reasons
    texts = [c for r in rows for i, c in enumerate(r) if i != points]
    assert not [c for c in texts if c[:1] in tuple("=+-@")]
    assert all(re.fullmatch(r"-?\d+", r[points]) for r in rows[1:]), "numbers can be added up"
    assert demo.said("cause.correction") in reply.text
    balances = table(centre.coordinator.get(
        f"/points/export?what=balances&from={month}&to={month}").text[1:])
    assert len(balances) == 1 + 7 * 43 and all(len(r) == len(balances[0]) for r in balances)


def test_a_mistake_in_a_correction_is_said_beside_its_field_and_nothing_typed_is_lost(centre):
    number = centre.other["provider_id"]
    reply = centre.coordinator.submit(f"/points/{number}", {
        "kind": "tet", "points": "0", "reason": "Gõ nhầm"}, form=f"/points/{number}/correction")
    assert reply.status == 422 and demo.said("error.points.zero") in reply.text
    form = next(f for f in reply.forms() if f.action.endswith("/correction"))
    assert (form.fields["kind"], form.fields["reason"]) == ("tet", "Gõ nhầm")


def test_the_person_reads_why_their_points_were_corrected(centre):
    number = centre.me["provider_id"]
    before = {k["point_kind"]: k["points"] for k in centre.account(centre.provider, centre.me)["kinds"]}
    centre.coordinator.submit(f"/points/{number}", {
        "kind": "night", "points": "160", "reason": "Trực thay đêm 2, chưa ghi"},
        form=f"/points/{number}/correction")
    page = centre.provider.get("/points").text
    assert "Trực thay đêm 2, chưa ghi" in page and "Người Điều Phối Mẫu" in page
    after = {k["point_kind"]: k["points"] for k in centre.account(centre.provider, centre.me)["kinds"]}
    assert after == {**before, "night": before["night"] + 160}


def test_calls_are_noted_by_who_took_them_and_counted_once(centre):
    duty = centre.stood(centre.me)[0]["assignment_id"]
    page = centre.provider.get("/me")
    form = next(f for f in page.forms() if f.action == "/me/calls"
                and f.fields["assignment_id"] == str(duty))
    for calls, minutes in (("3", "30"), ("3", "30"), ("2", "45")):
        done = centre.provider.post_form("/me/calls", {
            **form.fields, "calls": calls, "minutes": minutes})
        assert done.path == "/points?done=call", done
    assert centre.db.value("""select sum(points) from duty.ledger_entry
        where assignment_id = %s and cause = 'call'""", duty) == 2 * 5 + 45 * 20 // 60
    assert centre.db.value("select count(*) from duty.duty_call where assignment_id = %s", duty) == 1
    foreign = centre.stood(centre.other)[0]["assignment_id"]
    reply = centre.provider.post_form("/me/calls", {
        **form.fields, "assignment_id": foreign, "calls": "9"})
    assert reply.status == 404, reply
    wrong = centre.provider.post_form("/me/calls", {**form.fields, "calls": "nhiều"})
    assert wrong.status == 422 and "nhiều" in wrong.text


def test_the_coordinator_notes_calls_and_changes_a_share_from_a_day_on(centre):
    number = centre.other["provider_id"]
    duty = centre.stood(centre.other)[0]["assignment_id"]
    done = centre.coordinator.submit(f"/points/{number}", {
        "assignment_id": str(duty), "calls": "1", "minutes": "6"}, form=f"/points/{number}/calls")
    assert done.path == f"/points/{number}?done=call", done
    since = centre.month.replace(day=20)
    done = centre.coordinator.submit(f"/points/{number}", {
        "share": "50", "share_from": str(since)}, form=f"/points/{number}/share")
    assert done.path == f"/points/{number}?done=share", done
    shares = centre.account(centre.coordinator, centre.other)["shares"]
    assert [(s["share"], s["from"]) for s in shares] == [(100, None), (50, str(since))]
    audit = centre.db.rows("select action from duty.audit where action in"
                           " ('call.note', 'provider.share', 'ledger.correct')")
    assert {a["action"] for a in audit} == {"call.note", "provider.share", "ledger.correct"}

"""What duty is needed, through the pages: posts, rules and their recurrence, and the calendar.

Every change is looked at before it is saved; dutyparse's days are compared with python-dateutil's.
"""
import datetime
import json
import re
import subprocess

import pytest
from dateutil.rrule import rrulestr

import demo
from process import PROGRAMS

MONDAY = datetime.date(2027, 1, 4)
RULES = [
    "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=DAILY;BYMONTH=2,12", "FREQ=MONTHLY;BYMONTHDAY=1,-1",
    "FREQ=DAILY;BYDAY=SA", "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=SA,SU;BYMONTH=7,8,9",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
    "FREQ=WEEKLY;INTERVAL=5;BYDAY=FR;COUNT=40", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20281231",
    "FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=1MO,3MO",
    "FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;INTERVAL=3;BYDAY=1SA", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYMONTH=8;BYDAY=1SA,-1SU", "FREQ=YEARLY;BYDAY=20MO", "FREQ=YEARLY;BYWEEKNO=1,20;BYDAY=MO",
    "FREQ=YEARLY;BYYEARDAY=1,100,-1", "FREQ=YEARLY;INTERVAL=2;BYMONTH=9;BYMONTHDAY=2",
]
HOSTILE = {
    "FREQ=SECONDLY": "rrule_freq", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30": "rrule_freq",
    "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=31": "rrule_freq", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30": "rrule_never",
    "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31": "rrule_never", "FREQ=DAILY;BYHOUR=1,2,3": "rrule_time",
    "FREQ=WEEKLY;BYDAY=2MO": "rrule_part", "ngày lẻ": "rrule", "FREQ=DAILY;" * 40: "rrule_long",
}


def expand(rule, start=MONDAY, first=None):
    done = subprocess.run([PROGRAMS / "dutyparse", "--rrule", str(start), "--from", str(first or start)],
                          input=rule, capture_output=True, text=True, timeout=20, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("rule", RULES)
def test_a_recurrence_has_the_days_that_dateutil_gives_it(rule):
    start = datetime.datetime.combine(MONDAY, datetime.time())
    days = [str(d.date()) for d in rrulestr(rule, dtstart=start).between(
        start, datetime.datetime(2042, 1, 1), inc=True)]
    for first in ("2027-01-04", "2030-06-15"):
        until = str(int(first[:4]) + 10) + first[4:]
        got = expand(rule, first=first)
        wanted = [d for d in days if first <= d < until]
        assert got.get("dates", []) == wanted, first
        assert got["until"] == until if wanted else \
            got["error"]["key"] == "intake.error.rrule_never"


def test_the_demonstrations_recurrences_are_what_dutyparse_makes_of_them(db):
    rules = db.rows("""
        select rule_id, rrule, dtstart, dates_until, (select array_agg(day::text order by day)
            from duty.demand_date d where d.rule_id = r.rule_id) as days
        from duty.demand_rule r where rrule is not null""")
    assert len(rules) >= 6
    for rule in rules:
        got = expand(rule["rrule"], rule["dtstart"])
        assert (got["dates"], got["until"]) == (rule["days"], str(rule["dates_until"])), rule["rrule"]


@pytest.fixture(scope="module")
def house(cluster, template, tmp_path_factory):
    """One daemon for the tests that change nothing."""
    with demo.running(cluster, template, tmp_path_factory.mktemp("demand")) as dutyd:
        yield dutyd


def post(db, name):
    return db.value("select post_id from duty.duty_post where name = %s", name)


def preview_of(client, path, fields):
    """Fills the form and sends it once: the page with what it would do."""
    page = client.submit(path, fields, form=path.partition("?")[0])
    assert page.status == 200 and 'id="preview"' in page.text, page
    return page


def save(client, page):
    form = next(f for f in page.forms() if f.fields.get("seen"))
    return client.post_form(form.action, form.fields)


def test_a_rule_is_looked_at_then_saved_and_makes_its_shifts(db, dutyd):
    client = dutyd.client("coordinator")
    path = f"/demand/posts/{post(db, 'Trực tại Tòa án khu vực 7')}/rules"
    fields = {"repeat": "nth", "nth": "last", "nth_day": "5", "starts": "13h30", "ends": "17:00",
              "needed": "2"}
    page = preview_of(client, path, fields)
    assert "RRULE:FREQ=MONTHLY;BYDAY=-1FR" in page.text
    count = db.value("select count(*) from duty.demand_rule")
    changed = next(f for f in page.forms() if f.fields.get("seen"))
    again = client.post_form(path, {**changed.fields, "needed": "3"})
    assert again.status == 200 and 'id="preview"' in again.text, "what was not shown is not saved"
    assert db.value("select count(*) from duty.demand_rule") == count
    done = save(client, again)
    assert done.status == 200 and demo.said("done.demand_rule") in done.text, done
    rule = db.rows("select * from duty.demand_rule order by rule_id desc limit 1")[0]
    assert (rule["rrule"], rule["needed"], str(rule["starts"])) == ("FREQ=MONTHLY;BYDAY=-1FR", 3,
                                                                    "13:30:00")
    listed = client.get("/demand").text
    assert "13:30–17:00" in listed and demo.said("demand.nth.last") in listed
    edit = client.get(f"/demand/rules/{rule['rule_id']}/edit")
    form = next(f for f in edit.forms() if f.action == edit.path)
    assert {k: form.fields[k] for k in ("repeat", "nth", "nth_day", "needed")} == {
        "repeat": "nth", "nth": "last", "nth_day": "5", "needed": "3"}


def test_weekend_courts_of_summer_are_told_for_their_first_month(db, dutyd):
    client = dutyd.client("coordinator")
    path = f"/demand/posts/{post(db, 'Trực điện thoại Tòa án thành phố')}/rules"
    page = preview_of(client, path, {"repeat": "weekly", "d6": "1", "d7": "1", "m7": "1", "m8": "1",
                                     "m9": "1", "t_weekend": "1", "starts": "07:30", "ends": "11:30"})
    assert "RRULE:FREQ=WEEKLY;BYMONTH=7,8,9;BYDAY=SA,SU" in page.text
    july = demo.next_month()
    while july.month != 7:
        july = (july + datetime.timedelta(days=31)).replace(day=1)
    weekend = [july + datetime.timedelta(days=n) for n in range(31)
               if (july + datetime.timedelta(days=n)).weekday() > 4]
    assert re.search(rf"{len(weekend)} ca trực.*{july.month}/{july.year}", page.text, re.S)


@pytest.mark.parametrize("rule", HOSTILE)
def test_a_hostile_recurrence_is_refused_with_a_sentence_at_its_field(house, rule):
    client = house.client("coordinator")
    path = f"/demand/posts/{post(house.database, 'Đường dây nóng tư vấn')}/rules"
    reply = client.submit(path, {"repeat": "rrule", "rrule": rule, "t_work": "1"}, form=path)
    assert reply.status == 422, reply
    sentence = demo.said(f"intake.error.{HOSTILE[rule]}").partition("{")[0]
    assert sentence in reply.text.replace("&quot;", '"') and 'aria-invalid="true"' in reply.text
    form = next(f for f in reply.forms() if f.action == path)
    assert form.fields["rrule"] == rule.strip(), "what was typed is still there"


def test_a_box_that_was_cleared_stays_cleared_beside_an_error(house):
    client = house.client("coordinator")
    path = f"/demand/posts/{post(house.database, 'Đường dây nóng tư vấn')}/rules"
    form = next(f for f in client.get(path).forms() if f.action == path)
    assert form.fields["t_work"] == "1"
    sent = {k: v for k, v in form.fields.items() if k != "t_work"}
    reply = client.post_form(path, {**sent, "starts": "25:00"})
    assert reply.status == 422 and demo.said("error.field.time").partition("{")[0] in reply.text
    assert "t_work" not in next(f for f in reply.forms() if f.action == path).fields


def test_a_new_post_leads_to_its_first_rule_and_shows_its_gaps(db, dutyd):
    client = dutyd.client("coordinator")
    month = demo.next_month()
    done = client.submit("/demand/posts/new", {
        "kind": "custody_phone", "name": "Trực điều tra Ngã Bảy", "from": str(month)},
        form="/demand/posts/new")
    number = post(db, "Trực điều tra Ngã Bảy")
    assert done.path == f"/demand/posts/{number}/rules?done=demand_post", done
    page = preview_of(client, f"/demand/posts/{number}/rules", {"from": str(month)})
    assert save(client, page).status == 200
    listed = client.get_json(f"/demand?month={month:%Y-%m}")
    mine = next(p for p in listed["posts"] if p["post_id"] == number)
    days = mine["shifts"]
    # Its first day begins with the first duty; then nobody answers from 19:00 to 07:00.
    assert len(mine["gaps"]) == 10 and mine["minutes"] == days * 12 * 60 - 7 * 60
    assert demo.said("demand.gaps") in client.get("/demand").text
    onsite = client.submit("/demand/posts/new", {
        "kind": "court_onsite", "name": "Không nơi", "org_id": demo.court(db, "tand-kv1"),
        "place_id": ""},
        form="/demand/posts/new")
    assert onsite.status == 422 and 'id="place_id"' in onsite.text


def test_a_local_holiday_is_looked_at_saved_and_shown_to_everybody(db, make_dutyd):
    dutyd = make_dutyd(roster__seconds=1)
    client = dutyd.client("coordinator")
    day = demo.weekdays(demo.next_month())[6]
    demo.draw(client, demo.next_month())
    page = preview_of(client, f"/calendar?day={day}", {
        "type": "holiday", "name": "Nghỉ địa phương", "legal_basis": "Công văn 12/UBND"})
    assert demo.said("demand.is_draft") in page.text
    courts = db.value("select count(*) from duty.shift join duty.duty_post using (center_id, post_id)"
                      " where duty_day = %s and kind <> 'custody_phone'", day)
    assert courts > 0 and f"bỏ {courts} ca" in page.text
    done = save(client, page)
    assert demo.said("done.calendar") in done.text and "Nghỉ địa phương" in done.text
    assert db.value("select count(*) from duty.shift join duty.duty_post using (center_id, post_id)"
                    " where duty_day = %s and kind <> 'custody_phone'", day) == 0
    assert "Nghỉ địa phương" in dutyd.client("police").get(f"/?day={day}").text
    assert "Nghỉ địa phương" not in dutyd.client("neighbour").get(f"/?day={day}").text
    assert "Nghỉ địa phương" in dutyd.client("director").get(f"/calendar?year={day.year}").text


def test_a_rule_ends_in_mid_month_after_its_effect_was_shown(db, make_dutyd):
    client = make_dutyd(roster__seconds=1).client("coordinator")
    last = demo.next_month().replace(day=14)
    rule = db.value("select min(rule_id) from duty.demand_rule where post_id = %s",
                    post(db, "Trực điều tra Sóc Trăng"))
    demo.draw(client, demo.next_month())
    page = preview_of(client, f"/demand/rules/{rule}/end", {"last": str(last)})
    assert demo.said("demand.gaps") in page.text
    assert demo.said("done.demand_end") in save(client, page).text
    assert db.value("select upper(valid) from duty.demand_rule where rule_id = %s", rule) \
        == last + datetime.timedelta(days=1)
    assert db.value("""select max(duty_day) from duty.shift s join duty.demand_rule r
        on r.post_id = s.post_id and r.role = s.role and r.starts = s.starts::time
        where r.rule_id = %s""", rule) == last

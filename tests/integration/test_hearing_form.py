"""The entry form of hearings: what it understands, what it asks before it saves, and what it answers."""
import datetime
import html
import re

import pytest

import demo

NOW = "2026-11-20T09:00:00+07:00"  # a Friday


class Desk:
    """A court's clerk and a coordinator before the form. Each test has a day of its own."""

    def __init__(self, dutyd):
        self.db = dutyd.database
        demo.set_clock(self.db, NOW)
        self.clerk, self.coordinator = dutyd.client("clerk"), dutyd.client("coordinator")
        self.provider_side = dutyd.client("bong.sung")
        self.court = demo.court(self.db, "tand-kv1")
        self.provider = demo.person(self.db, "bong.sung")["provider_id"]
        self.lawyer = demo.person(self.db, "hoa.sen")["provider_id"]
        self.name = demo.person(self.db, "bong.sung")["full_name"]
        self.made = 0

    def day(self):
        """A coming day without any hearing yet."""
        self.made += 1
        return datetime.date(2027, 3, 1) + datetime.timedelta(days=self.made)

    def code(self):
        self.made += 1
        return f"{self.made}/2027/TLST-HS"

    def send(self, fields, client=None, where="/hearings/new"):
        client = client or self.coordinator
        given = {"court_id": self.court, "code": self.code(), "time": "07:30", **fields}
        return client.submit(where, given, form=where)

    def saved(self, fields, client=None):
        reply = self.send(fields, client)
        found = re.fullmatch(r"/hearings/(\d+)\?done=hearing", reply.path)
        assert found, words(reply)
        return int(found.group(1))

    def hearing(self, number):
        return self.db.rows("""
            select to_char(starts, 'YYYY-MM-DD HH24:MI') as starts, to_char(ends, 'HH24:MI') as ends,
                room, judge, mode, state from duty.hearing where hearing_id = %s""", number)[0]

    def count(self):
        return self.db.value("select count(*) from duty.hearing")

    def warned(self, reply, key="error.hearing.sure"):
        """The warnings of a page that asks before saving, as text."""
        assert reply.status == 409, words(reply)
        assert demo.said(key) in words(reply)
        return words(reply, 'id="warnings"', "</section>")

    def anyway(self, reply, client=None):
        """Presses "save all the same"."""
        mark = re.search(r'name="confirm" value="(\w+)"', reply.text).group(1)
        form = next(f for f in reply.forms() if "code" in f.fields)
        return (client or self.coordinator).post_form(form.action, {**form.fields, "confirm": mark})


def words(reply, start="<main", end="</main>"):
    """What stands on a page, without its tags."""
    text = reply.text[max(reply.text.find(start), 0):]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", text[:text.find(end)])))


@pytest.fixture(scope="module")
def desk(cluster, template, tmp_path_factory):
    with demo.running(cluster, template, tmp_path_factory.mktemp("form")) as dutyd:
        yield Desk(dutyd)


@pytest.mark.parametrize("date, time, starts", [
    ("3/12", "730", "2026-12-03 07:30"), ("3-12", "7h30", "2026-12-03 07:30"),
    ("5/1", "8h", "2027-01-05 08:00"), ("5 1 2027", "0830", "2027-01-05 08:30"),
    ("05012027", "1330", "2027-01-05 13:30"), ("5/1/27", "13g30", "2027-01-05 13:30"),
    ("5.1.2027", "2h chiều", "2027-01-05 14:00"),
    ("ngày 6 tháng 1 năm 2027", "7 giờ 15", "2027-01-06 07:15"),
    ("2027-01-07", "15:45", "2027-01-07 15:45"), ("19/11", "9.30", "2027-11-19 09:30"),
    ("20/11", "16h", "2026-11-20 16:00"),
])
def test_a_short_day_and_hour_are_understood(desk, date, time, starts):
    assert desk.hearing(desk.saved({"date": date, "time": time}))["starts"] == starts


@pytest.mark.parametrize("field, value", [
    ("date", "31/2"), ("date", "3"), ("date", "12/13"), ("date", "mai"), ("time", "7"),
    ("time", "2460"), ("time", "trưa"), ("end_time", "7h"), ("sits", "nowhere"),
    ("change", "perhaps")])
def test_what_is_not_understood_is_named_and_nothing_typed_is_lost(desk, field, value):
    before = desk.count()
    reply = desk.send({"date": "9/4/2027", "time": "8h", "room": "Phòng 7", field: value})
    assert reply.status == 422, words(reply)
    assert re.search(rf'<(input|select)[^>]*id="{field}"[^>]*aria-invalid="true"', reply.text) \
        or field == "change"
    form = next(f for f in reply.forms() if "code" in f.fields)
    assert form.fields["room"] == "Phòng 7" and desk.count() == before


def test_save_and_add_another_keeps_court_day_room_and_judge_and_says_who_was_told(desk):
    day = desk.day()
    given = {"court_id": desk.court, "code": desk.code(), "date": f"{day:%d/%m/%Y}", "time": "9h",
             "room": "Phòng 5", "judge": "Võ Thị Lê", "provider_id": desk.provider}
    page = desk.coordinator.get("/hearings/new")
    form = next(f for f in page.forms() if "code" in f.fields)
    reply = desk.coordinator.post_form("/hearings/another", {**form.fields, **given, "another": "1"})
    assert re.fullmatch(r"/hearings/new\?after=\d+", reply.path), reply
    said = words(reply)
    assert demo.said("hearings.saved") in said and given["code"] in said
    assert f'{desk.name}, {demo.said("channel.sms")}' in said
    again = next(f for f in reply.forms() if "code" in f.fields).fields
    assert (again["court_id"], again["date"], again["room"], again["judge"]) == \
        (str(desk.court), f"{day:%d/%m/%Y}", "Phòng 5", "Võ Thị Lê")
    assert again["code"] == ""


def test_a_busy_defender_is_told_before_saving_with_the_hours_that_are_free(desk):
    day = desk.day()
    desk.saved({"date": str(day), "provider_id": desk.provider})
    before = desk.count()
    reply = desk.send({"date": str(day), "time": "9h", "room": "B", "provider_id": desk.provider})
    said = desk.warned(reply)
    assert f'{desk.name} {demo.said("hearings.busy")} 07:30–11:00' in said
    assert f'{demo.said("hearings.free")} {day:%d/%m/%Y}: 13:30–17:00' in said
    assert desk.count() == before, "nothing is saved yet"
    done = desk.anyway(reply)
    assert "done=hearing" in done.path and desk.count() == before + 1
    assert demo.said("hearings.clash_long") in words(done)


def test_who_follows_the_case_is_looked_at_when_nobody_is_named(desk):
    day, code = desk.day(), desk.code()
    desk.saved({"date": str(day), "code": code, "provider_id": desk.lawyer})
    other = desk.day()
    desk.saved({"date": str(other), "provider_id": desk.lawyer})
    said = desk.warned(desk.send({"date": str(other), "time": "8h", "code": code}))
    assert f'{demo.said("hearings.busy")} 07:30–11:00' in said


def test_a_clerk_learns_where_but_not_in_what_case_a_defender_is_busy_elsewhere(desk):
    day, secret = desk.day(), "4711/2027/BI-MAT"
    desk.saved({"court_id": demo.court(desk.db, "tand-kv5"), "code": secret, "date": str(day),
                "provider_id": desk.provider})
    reply = desk.send({"date": str(day), "time": "8h", "provider_id": desk.provider}, desk.clerk)
    said = desk.warned(reply)
    assert desk.db.value("select name from duty.org_unit where org_id = %s",
                         demo.court(desk.db, "tand-kv5")) in said
    assert secret not in reply.text and "4711" not in reply.text


def test_the_same_hearing_is_not_saved_twice_and_a_second_of_its_case_is_asked(desk):
    day, code = desk.day(), desk.code()
    desk.saved({"date": str(day), "code": code})
    before = desk.count()
    again = desk.send({"date": str(day), "code": code})
    assert demo.said("hearings.warn_it") in desk.warned(again, "error.hearing.there")
    assert 'name="confirm"' not in again.text
    later = desk.send({"date": str(day + datetime.timedelta(days=200)), "code": f" {code.lower()}"})
    assert demo.said("hearings.warn_same") in desk.warned(later)
    assert desk.count() == before
    assert "done=hearing" in desk.anyway(later).path


def test_two_cases_in_one_room_at_one_hour_are_asked(desk):
    day = desk.day()
    desk.saved({"date": str(day), "room": "Phòng xử 2"}, desk.clerk)
    said = desk.warned(desk.send({"date": str(day), "room": "phòng  xử 2"}, desk.clerk))
    assert demo.said("hearings.warn_room") in said


def test_a_mark_confirms_only_what_was_shown(desk):
    day, other = desk.day(), desk.day()
    for d in (day, other):
        desk.saved({"date": str(d), "provider_id": desk.provider})
    reply = desk.send({"date": str(day), "time": "8h", "provider_id": desk.provider})
    mark = re.search(r'name="confirm" value="(\w+)"', reply.text).group(1)
    moved = desk.send({"date": str(other), "time": "8h", "provider_id": desk.provider,
                       "confirm": mark})
    assert demo.said("hearings.busy") in desk.warned(moved)


def test_an_edit_that_moves_nothing_asks_nothing_again(desk):
    day = desk.day()
    desk.saved({"date": str(day), "provider_id": desk.provider})
    clash = desk.anyway(desk.send({"date": str(day), "time": "8h", "provider_id": desk.provider}))
    number = int(re.search(r"/hearings/(\d+)", clash.path).group(1))
    edit = f"/hearings/{number}/edit"
    reply = desk.coordinator.submit(edit, {"judge": "Bà Hai"}, form=edit)
    assert "done=hearing" in reply.path and desk.hearing(number)["judge"] == "Bà Hai"
    reply = desk.coordinator.submit(edit, {"time": "8h30", "end_time": "11h"}, form=edit)
    assert demo.said("hearings.busy") in desk.warned(reply), "but one that moves it asks"


def test_a_correction_tells_nobody_and_a_change_tells_who_appears(desk):
    number = desk.saved({"date": str(desk.day()), "provider_id": desk.provider})
    edit = f"/hearings/{number}/edit"

    def told():
        return desk.db.value("select count(*) from duty.notice where dedupe_key like %s",
                             f"hearing:{number}:%")

    demo.settle(desk.db)
    before = told()
    desk.coordinator.submit(edit, {"room": "Phòng 12", "change": "correction"}, form=edit)
    assert desk.hearing(number)["room"] == "Phòng 12" and told() == before > 0
    desk.coordinator.submit(edit, {"time": "14h", "end_time": "16h", "change": "change"}, form=edit)
    assert told() > before
    assert desk.db.rows("select is_correction from duty.hearing_change where hearing_id = %s"
                        " order by version", number)[1]["is_correction"]


def test_online_needs_the_point_where_somebody_sits_and_keeps_at_most_three(desk):
    day = str(desk.day())
    reply = desk.send({"date": day, "mode": "online", "sits": "component"})
    assert reply.status == 422 and re.search(r'id="component"[^>]*aria-invalid="true"', reply.text)
    reply = desk.send({"date": day, "mode": "online", "sits": "central"})
    assert reply.status == 422 and re.search(r'id="room"[^>]*aria-invalid="true"', reply.text)
    reply = desk.send({"date": day, "mode": "online", "component": "A; B; C; D"})
    assert reply.status == 422 and re.search(r'id="component"[^>]*aria-invalid="true"', reply.text)
    number = desk.saved({"date": day, "mode": "online", "room": "Phòng 1", "sits": "component",
                         "component": "Trại tạm giam; Công an xã"})
    points = desk.db.rows("select kind, place, provider_sits from duty.hearing_point"
                          " where hearing_id = %s order by n", number)
    assert [tuple(p.values()) for p in points] == [
        ("central", "Phòng 1", False), ("component", "Trại tạm giam", True),
        ("component", "Công an xã", False)]
    form = desk.coordinator.get_json(f"/hearings/{number}/edit")["form"]
    assert (form["sits"], form["component"]) == ("component", "Trại tạm giam; Công an xã")
    edit = f"/hearings/{number}/edit"
    desk.coordinator.submit(edit, {"mode": "in_person", "sits": "", "component": ""}, form=edit)
    assert not desk.db.rows("select 1 from duty.hearing_point where hearing_id = %s", number)


def test_late_notice_is_a_flag_and_never_a_refusal(desk):
    soon = datetime.date(2026, 11, 24)
    number = desk.saved({"date": str(soon), "provider_id": desk.provider})
    listed = desk.coordinator.get_json(f"/hearings?from={soon}&to={soon}&flag=late")["hearings"]
    assert [h["hearing_id"] for h in listed] == [number]
    assert listed[0]["late"]["needed"] == 10 and listed[0]["late"]["found"] == 4
    page = desk.coordinator.get(f"/hearings?from={soon}&to={soon}")
    assert demo.said("late_in.days").format(found=4, needed=10) in words(page)


def test_the_list_is_narrowed_by_court_state_and_what_needs_a_look(desk):
    day, other = desk.day(), demo.court(desk.db, "tand-kv7")
    busy = desk.saved({"date": str(day), "provider_id": desk.provider})
    clash = desk.anyway(desk.send({"date": str(day), "time": "8h", "provider_id": desk.provider}))
    clash = int(re.search(r"/hearings/(\d+)", clash.path).group(1))
    away = desk.saved({"date": str(day), "court_id": other})
    edit = f"/hearings/{away}/edit"
    desk.coordinator.submit(edit, {"state": "cancelled"}, form=edit)

    def listed(query, client=desk.coordinator):
        found = client.get_json(f"/hearings?from={day}&to={day}&{query}")["hearings"]
        return {h["hearing_id"] for h in found}

    assert listed("") == {busy, clash, away}
    assert listed(f"court={other}") == listed("state=cancelled") == {away}
    assert listed("flag=clash") == {clash}
    assert listed("flag=nobody") == set(), "who is cancelled needs nobody"
    assert listed("", desk.clerk) == {busy, clash}, "a clerk sees the own court"
    assert listed("", desk.provider_side) == {busy, clash}, "a provider the own hearings"
    assert desk.coordinator.get("/hearings?state=gone").status == 422
    assert desk.coordinator.get("/hearings?flag=x").status == 422
    assert listed("all=1") == {busy, clash, away}


def test_the_clerks_board_counts_the_week_and_leads_to_it(desk):
    soon = datetime.date(2026, 11, 25)
    before = desk.clerk.get_json("/")["court"]
    desk.saved({"date": str(soon), "room": "Z"}, desk.clerk)
    after = desk.clerk.get_json("/")["court"]
    assert (after["coming"], after["nobody"]) == (before["coming"] + 1, before["nobody"] + 1)
    assert "/hearings/new" in desk.clerk.get("/").text
    assert desk.coordinator.get_json("/")["court"] is None

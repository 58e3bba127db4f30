"""The API as a court's program meets it: its key, its hearings, its mistakes, and bad moments."""
import datetime
import http.client
import re
import shutil
import subprocess
import threading

import pytest

import demo
import doors
from doors import fields
from openapi import Description
from process import ROOT
from wait import until
from web import Client

DAY = demo.weekdays(demo.next_month())[6]


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory):
    with demo.running(cluster, template, tmp_path_factory.mktemp("api")) as running:
        yield running


@pytest.fixture(scope="module")
def described(dutyd):
    return Description(Client(dutyd.port).get("/api/v1/openapi.json").text)


class Checked(doors.Api):
    """Every answer is held against the API's own description."""

    described = None

    def call(self, method, path, body=None, **headers):
        reply = super().call(method, path, body, **headers)
        self.described.check(method, path, reply)
        return reply


@pytest.fixture(scope="module")
def secret(dutyd):
    return doors.make_key(dutyd)


@pytest.fixture
def api(dutyd, secret, described):
    made = Checked(dutyd.port, secret)
    made.described = described
    return made


@pytest.fixture
def other(dutyd, described):
    """Another court of the same Centre."""
    made = Checked(dutyd.port, doors.make_key(dutyd, "tand-kv5"))
    made.described = described
    return made


def problem(reply, status, field=None, key=None):
    said = reply.json()
    assert reply.status == status, reply
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert (field, key) == (said.get("field") if field else None, said["key"] if key else None), said
    return said


def versions(db, hearing_id):
    return db.rows("select severity, door, token, account_id from duty.hearing_change"
                   " where hearing_id = %s order by version", hearing_id)


# ---- the key ----

def test_a_key_is_shown_once_and_only_its_hash_is_kept(dutyd, secret):
    page = doors.planner(dutyd).get("/keys").text
    assert secret not in page and secret[:12] in page
    dump = subprocess.run(["/usr/lib/postgresql/15/bin/pg_dump", "-h", dutyd.database.cluster.folder,
                           "-U", "duty_super", "-a", dutyd.database.name], check=True,
                          capture_output=True, text=True).stdout
    assert secret not in dump and secret[12:] not in dump
    assert secret not in dutyd.output()


def test_no_key_a_wrong_key_and_a_foreign_scheme_are_401(dutyd, secret, described):
    for header in (None, "Bearer ", "Bearer dutyd_" + "A" * 43, f"Basic {secret}", secret,
                   f"Bearer {secret}x", f"Bearer {secret[:-1]}"):
        client = Client(dutyd.port)
        client.headers = {"Authorization": header}
        reply = client.get("/api/v1/hearings")
        problem(reply, 401, key="error.api.key")
        assert reply.headers["WWW-Authenticate"].startswith("Bearer")
        described.check("GET", "/hearings", reply)


def test_a_revoked_key_ends_at_once_and_an_expired_one_by_itself(dutyd):
    db, revoked = dutyd.database, doors.api(dutyd)
    assert revoked.call("GET", "/hearings").status == 200
    number = db.value("select max(key_id) from duty.api_key")
    assert doors.planner(dutyd).submit("/keys", {}, form=f"/keys/{number}/revoke").status == 200
    problem(revoked.call("GET", "/hearings"), 401)
    assert db.value("select count(*) from duty.audit where action in ('key.new', 'key.revoke')"
                    " and entity_id = %s", str(number)) == 2
    late = doors.Api(dutyd.port, doors.make_key(dutyd, days="1"))
    demo.move_clock(db, days=1, minutes=1)
    try:
        problem(late.call("GET", "/hearings"), 401)
    finally:
        demo.move_clock(db, days=-1, minutes=-1)
    assert late.call("GET", "/hearings").status == 200


def test_the_page_says_when_a_key_was_used_last(dutyd):
    api = doors.api(dutyd)
    asked = "select last_used_at is not null as used from duty.api_key order by key_id desc limit 1"
    assert not dutyd.database.value(asked)
    api.call("GET", "/hearings")
    assert dutyd.database.value(asked)


def test_a_key_is_no_session_and_a_session_is_no_key(dutyd, secret):
    browser = dutyd.client("coordinator")
    token = browser.cookies["session"]
    problem(doors.Api(dutyd.port, token).call("GET", "/hearings"), 403)
    assert browser.get("/api/v1/hearings").status == 401  # the cookie is not looked at
    browser.cookies = {"session": secret}
    for path in ("/", "/hearings", "/keys", "/door/hearings", "/roster"):
        assert browser.get(path, follow=False).status == 403, path


@pytest.mark.parametrize("role", ["provider", "clerk", "police", "director"])
def test_only_a_coordinator_makes_keys(dutyd, role):
    before = dutyd.database.value("select count(*) from duty.api_key")
    browser = dutyd.client(role)
    browser.get("/")
    for path in ("/keys/new", "/keys/codes"):
        assert browser.post_form(path, {"org_id": demo.court(dutyd.database, "tand-kv1"),
                                        "name": "x", "days": "1"}).status == 403
    assert dutyd.database.value("select count(*) from duty.api_key") == before


# ---- hearings ----

def test_a_hearing_goes_in_and_comes_out(dutyd, api):
    reply = api.put("in-1", **fields(DAY, subject="Trộm cắp tài sản", kind="Sơ thẩm"))
    assert (reply.status, reply.headers["Location"]) == (201, "/api/v1/hearings/in-1"), reply
    read = api.call("GET", "/hearings/in-1")
    assert read.json() == reply.json() and read.headers["ETag"] == reply.headers["ETag"]
    said = read.json()
    assert (said["date"], said["time"], said["end_time"]) == (str(DAY), "07:30", "09:30")
    assert (said["id"], said["state"], said["sequence"]) == ("in-1", "scheduled", 0)
    assert "Trộm cắp" not in read.text, "what a case is about is never given out"
    row, = versions(dutyd.database, said["hearing_id"])
    assert (row["severity"], row["door"], row["account_id"]) == ("new", "api", None)
    assert list(row["token"]) == ["key"], "the version names the key"


def test_the_same_put_again_changes_nothing_and_tells_nobody(dutyd, api):
    first = api.put("same-1", **fields(DAY, case_code="82/2027/TLST-HS"))
    notices = dutyd.database.value("select count(*) from duty.notice")
    again = api.put("same-1", **fields(DAY, case_code="82/2027/TLST-HS"))
    assert (again.status, again.json()) == (200, first.json())
    assert len(versions(dutyd.database, first.json()["hearing_id"])) == 1
    assert dutyd.database.value("select count(*) from duty.notice") == notices


def test_what_is_left_out_stays_and_what_is_moved_is_told(dutyd, api):
    who = demo.person(dutyd.database, "bong.sung")
    first = api.put("move-1", **fields(DAY, case_code="83/2027/TLST-HS")).json()
    coordinator = doors.planner(dutyd)
    page = f"/hearings/{first['hearing_id']}/edit"
    done = coordinator.submit(page, {"provider_id": who["provider_id"], "change": "change",
                                     "confirm": "", "time": "13:30", "end_time": "15:00"}, form=page)
    if "confirm" in done.text and done.status == 409:
        done = coordinator.submit(done, {}, form=page)
    assert done.status == 200, done
    read = api.call("GET", "/hearings/move-1").json()
    moved = api.put("move-1", case_code="83/2027/TLST-HS", date=str(DAY), time="13:30", room="Phòng B")
    assert moved.status == 409 or moved.json()["room"] == "Phòng B"
    assert read["judge"] == "Thẩm phán Mẫu"
    seen = api.call("GET", "/hearings/move-1/appearances").json()["appearances"]
    assert [a["provider"] for a in seen] == [who["full_name"]]
    assert seen[0]["confirmation"] in ("awaited", "not_asked")
    assert who["sms"] not in str(seen)


def test_an_online_hearing_says_where_it_joins_and_where_the_provider_sits(dutyd, api):
    put = fields(DAY, case_code="94/2027/TLST-HS")
    points = [{"kind": "central", "place": "Phòng A", "provider_sits": False},
              {"kind": "component", "place": "Trại tạm giam số 2", "provider_sits": True}]
    made = api.put("points-1", **put, mode="online", points=points).json()
    assert made["points"] == points
    assert api.put("points-1", **put, mode="online", points=points).json() == made, "no news"
    assert api.put("points-1", **put).json() == made, "what is left out does not stay"
    moved = [points[0], {"kind": "component", "place": " Nhà tạm giữ ", "provider_sits": True}]
    said = api.put("points-1", **put, mode="hybrid", points=moved).json()
    assert [p["place"] for p in said["points"]] == ["Phòng A", "Nhà tạm giữ"]
    assert [v["severity"] for v in versions(dutyd.database, made["hearing_id"])] == ["new", "break"]
    listed = api.call("GET", f"/hearings?from={DAY}&limit=500").json()["hearings"]
    assert [h["points"] for h in listed if h["id"] == "points-1"] == [said["points"]]
    assert "points" not in api.put("points-1", **put, mode="in_person").json()
    assert api.put("points-1", **put, mode="online").json()["points"] == []


@pytest.mark.parametrize("points", [
    "x", [1], [{"kind": "room", "place": "A"}], [{"kind": "central"}],
    [{"kind": "central", "place": " "}], [{"kind": "central", "place": "A", "url": "x"}],
    [{"kind": "central", "place": "A"}] * 2, [{"kind": "component", "place": "A"}] * 4,
    [{"kind": "component", "place": "A", "provider_sits": True}] * 2,
    [{"kind": "component", "place": "A", "provider_sits": "yes"}]])
def test_points_that_cannot_be_are_refused(api, points):
    put = fields(DAY, case_code="95/2027/TLST-HS", mode="online", points=points)
    problem(api.put("points-2", **put), 422, "points", "error.api.points")


def test_a_hearing_in_person_has_no_points(api):
    put = fields(DAY, case_code="96/2027/TLST-HS", points=[{"kind": "component", "place": "A"}])
    problem(api.put("points-3", **put), 422, "points", "error.api.points_mode")
    assert api.put("points-3", **{**put, "points": []}).status == 201


def test_every_state_can_be_said_and_an_adjournment_has_its_last_day(api):
    put = fields(DAY, case_code="84/2027/TLST-HS")
    assert api.put("state-1", **put).status == 201
    said = api.put("state-1", **put, state="adjourned", reason="Vắng bị cáo").json()
    assert (said["state"], said["reason"]) == ("adjourned", "Vắng bị cáo")
    assert said["latest_on"] > said["date"][:4]
    for state in ("scheduled", "suspended", "cancelled", "scheduled"):
        assert api.put("state-1", **put, state=state).json()["state"] == state


def test_delete_cancels_keeps_the_record_and_may_be_repeated(dutyd, api):
    first = api.put("gone-1", **fields(DAY, case_code="85/2027/TLST-HS")).json()
    reply = api.call("DELETE", "/hearings/gone-1?reason=R%C3%BAt%20%C4%91%C6%A1n")
    assert (reply.status, reply.json()["state"]) == (200, "cancelled"), reply
    assert reply.json()["reason"] == "Rút đơn"
    assert api.call("DELETE", "/hearings/gone-1").json()["version"] == reply.json()["version"]
    assert [v["severity"] for v in versions(dutyd.database, first["hearing_id"])] == ["new", "break"]
    problem(api.call("DELETE", "/hearings/never-was"), 404, "id", "error.api.not_found")


def test_what_was_never_sent_cannot_be_cancelled_and_what_is_over_neither(dutyd, api):
    put = fields(DAY, case_code="886/2027/TLST-HS")
    reply = api.put("never-sent", **put, state="cancelled")
    problem(reply, 404, "id", "error.api.not_found")
    assert "Location" not in reply.headers
    assert api.put("over-1", **put).status == 201
    week = (DAY - datetime.datetime.now(demo.ZONE).date()).days + 7
    demo.move_clock(dutyd.database, days=week)
    try:
        problem(api.call("DELETE", "/hearings/over-1"), 409, "id", "error.api.over")
        assert api.call("GET", "/hearings/over-1").json()["state"] == "scheduled"
    finally:
        demo.move_clock(dutyd.database, days=-week)


def test_a_list_goes_on_only_after_a_time_there_is(api):
    for after in ("99999999T9999.1", "20270230T0730.1", "20270301T2400.1", "hom-qua"):
        problem(api.call("GET", f"/hearings?after={after}"), 422, "after", "error.field.token")


def test_a_list_is_taken_in_where_it_is_good_and_answered_where_it_is_bad(dutyd, api):
    rows = [fields(DAY, id=f"list-{n}", case_code=f"9{n}/2027/TLST-HS", time=f"1{n}:00",
                   end_time=f"1{n}:30") for n in range(4)]
    rows[1]["date"] = "2027-02-30"
    rows[2]["phong"] = "A"
    rows.append({**rows[0]})
    rows.append("x")
    reply = api.call("POST", "/hearings", rows)
    said = reply.json()
    assert (reply.status, said["new"], said["bad"]) == (207, 2, 4), reply
    assert [r["verdict"] for r in said["results"]] == ["new", "bad", "bad", "new", "bad", "bad"]
    keys = [r["errors"][0]["key"] for r in said["results"] if r["verdict"] == "bad"]
    assert keys == ["error.api.date", "error.api.unknown", "error.api.same_id", "error.api.shape"]
    assert said["results"][1]["errors"][0]["value"] == "2027-02-30"
    assert "2027-02-30" in said["results"][1]["errors"][0]["detail"]
    again = api.call("POST", "/hearings", [rows[0], rows[3]])
    assert (again.status, again.json()["same"]) == (200, 2), again
    bad = problem(api.call("POST", "/hearings", [rows[1], rows[2]]), 422, key="error.api.all_bad")
    assert len(bad["results"]) == 2


def test_five_hundred_hearings_in_one_request_and_not_one_more(dutyd, described):
    api = Checked(dutyd.port, doors.make_key(dutyd, "tand-kv5"))
    api.described = described
    rows = [fields(DAY, id=f"many-{n}", case_code=f"{n}/2027/TLST-DS", judge="", room=f"P{n}")
            for n in range(500)]
    reply = api.call("POST", "/hearings", rows)
    assert (reply.status, reply.json()["new"]) == (200, 500), reply
    problem(api.call("POST", "/hearings", rows + rows[:1]), 422, "body", "error.api.shape")
    problem(api.call("POST", "/hearings", []), 422, "body", "error.api.shape")
    seen, path = [], f"/hearings?from={DAY}&to={DAY}&limit=150"
    while path:
        page = api.call("GET", path)
        seen += [h["id"] for h in page.json()["hearings"]]
        path = (page.json()["next"] or "").removeprefix("/api/v1")
        assert bool(path) == ("Link" in page.headers)
        if len(seen) == 150:  # what comes in between neither repeats nor hides another
            assert api.put("many-new", **fields(DAY, case_code="0/2027/TLST-DS", time="05:00",
                                                end_time="05:30")).status == 201
    assert sorted(seen) == sorted(f"many-{n}" for n in range(500))


# ---- conditions ----

def test_if_match_keeps_two_programs_from_writing_over_each_other(api):
    put = fields(DAY, case_code="86/2027/TLST-HS")
    old = api.put("etag-1", **put, If_None_Match="*").headers["ETag"]
    problem(api.put("etag-1", **put, If_None_Match="*"), 412, "If-None-Match")
    new = api.put("etag-1", **{**put, "room": "Phòng B"}, If_Match=old)
    assert new.status == 200 and new.headers["ETag"] != old
    problem(api.put("etag-1", **{**put, "room": "Phòng C"}, If_Match=old), 412, "If-Match")
    problem(api.call("DELETE", "/hearings/etag-1", If_Match=old), 412, "If-Match")
    problem(api.put("etag-none", **put, If_Match="*"), 412, "If-Match")
    assert api.call("GET", "/hearings/etag-1").json()["room"] == "Phòng B"
    assert api.call("GET", "/hearings/etag-1", If_None_Match=new.headers["ETag"]).status == 304
    assert api.call("DELETE", "/hearings/etag-1", If_Match=new.headers["ETag"]).status == 200


def test_an_idempotency_key_answers_the_same_again_and_refuses_another_request(dutyd, api, other):
    rows = [fields(DAY, id="once-1", case_code="87/2027/TLST-HS")]
    first = api.call("POST", "/hearings", rows, Idempotency_Key="k-1")
    again = api.call("POST", "/hearings", rows, Idempotency_Key="k-1")
    assert first.json() == again.json() and first.json()["new"] == 1
    assert (first.headers["Idempotency-Replayed"], again.headers["Idempotency-Replayed"]) \
        == (None, "true")
    problem(api.call("POST", "/hearings", rows + rows, Idempotency_Key="k-1"), 422,
            "Idempotency-Key", "error.api.token")
    problem(api.call("DELETE", "/hearings/once-1", Idempotency_Key="k-1"), 422, "Idempotency-Key")
    problem(api.call("POST", "/hearings", rows, Idempotency_Key="k" * 256), 400, "Idempotency-Key")
    assert other.call("POST", "/hearings", rows, Idempotency_Key="k-1").json()["new"] == 1
    demo.move_clock(dutyd.database, hours=24, minutes=1)
    try:
        later = api.call("POST", "/hearings", rows, Idempotency_Key="k-1")
        assert later.json()["same"] == 1 and later.headers["Idempotency-Replayed"] is None
    finally:
        demo.move_clock(dutyd.database, hours=-24, minutes=-1)


def test_a_refused_request_may_be_mended_under_the_same_idempotency_key(api):
    bad = fields(DAY, case_code="88/2027/TLST-HS", time="7h30")
    problem(api.put("mend-1", **bad, Idempotency_Key="m-1"), 422, "time", "error.api.time")
    assert api.put("mend-1", **{**bad, "time": "07:30"}, Idempotency_Key="m-1").status == 201


def test_two_identical_requests_at_once_are_done_once(dutyd, secret):
    answers = []

    def ask():
        answers.append(doors.Api(dutyd.port, secret).put(
            "race-1", **fields(DAY, case_code="89/2027/TLST-HS"), Idempotency_Key="race"))

    db = dutyd.database
    with db.connect() as c, c.transaction():  # both arrive while another writer is at it
        c.execute("select pg_advisory_xact_lock(7001, center_id::integer) from duty.center"
                  " where code = 'cantho'")
        asking = [threading.Thread(target=ask) for _ in range(2)]
        for thread in asking:
            thread.start()
        until(lambda: db.value("select count(*) from pg_stat_activity where datname = %s"
                               " and wait_event = 'advisory'", db.name) == 2, 10, "both waiting")
    for thread in asking:
        thread.join()
    assert [a.status for a in answers] == [201, 201], answers
    assert answers[0].json() == answers[1].json()
    assert sorted(a.headers["Idempotency-Replayed"] or "" for a in answers) == ["", "true"]
    assert len(versions(db, answers[0].json()["hearing_id"])) == 1


def test_a_daemon_killed_between_commit_and_answer_has_done_it_once(db, make_dutyd):
    dutyd = make_dutyd()
    key = doors.make_key(dutyd)
    # The answer is on its way when the daemon dies: PostgreSQL commits, when we let it.
    db.rows("""
        create function duty.slow() returns trigger language plpgsql set lock_timeout = 0 as $$
            begin perform pg_advisory_xact_lock(4711); return null; end $$;
        create constraint trigger slow after insert on duty.api_answer deferrable initially deferred
            for each row execute function duty.slow()""")
    lost = []

    def ask():
        try:
            lost.append(doors.Api(dutyd.port, key).put(
                "kill-1", **fields(DAY), Idempotency_Key="kill"))
        except OSError as gone:
            lost.append(gone)

    asking = threading.Thread(target=ask)
    with db.connect() as c, c.transaction():
        c.execute("select pg_advisory_xact_lock(4711)")
        asking.start()
        until(lambda: db.value("select count(*) from pg_stat_activity where datname = %s"
                               " and wait_event = 'advisory'", db.name) == 1, 10, "the commit")
        dutyd.kill()
    asking.join()
    assert not hasattr(lost[0], "status"), "an answer came after all"
    until(lambda: db.value("select count(*) from duty.api_answer") == 1, 10, "the commit")
    db.rows("drop trigger slow on duty.api_answer")
    dutyd.start()
    again = doors.Api(dutyd.port, key).put("kill-1", **fields(DAY), Idempotency_Key="kill")
    assert (again.status, again.headers["Idempotency-Replayed"]) == (201, "true"), again
    assert db.value("select count(*) from duty.hearing") == 1
    assert db.value("select count(*) from duty.hearing_change") == 1


# ---- other doors ----

def test_what_the_form_says_since_stands_and_the_program_hears_of_it(dutyd, api):
    put = fields(DAY, case_code="70/2027/TLST-HS")
    number = api.put("clash-1", **put).json()["hearing_id"]
    clerk = dutyd.client("clerk")
    page = f"/hearings/{number}/edit"
    reply = clerk.submit(page, {"time": "14:00", "end_time": "15:00", "change": "change"}, form=page)
    assert reply.status == 200, reply
    said = problem(api.put("clash-1", **{**put, "time": "09:00", "end_time": "10:00"}), 409,
                   key="error.api.conflict")
    assert said["hearing"]["time"] == "14:00"
    assert dutyd.database.value("select state from duty.hearing_conflict where hearing_id = %s",
                                number) == "open"


def test_another_court_and_another_centre_have_other_hearings(dutyd, api, other, described):
    neighbour = Checked(dutyd.port, doors.make_key(dutyd, "tand-kv1", "camau"))
    neighbour.described = described
    mine = api.put("mine-1", **fields(DAY, case_code="71/2027/TLST-HS")).json()
    for foreign in (other, neighbour):
        for method, path in (("GET", ""), ("GET", "/appearances"), ("DELETE", "")):
            problem(foreign.call(method, f"/hearings/mine-1{path}"), 404)
        listed = foreign.call("GET", f"/hearings?from={DAY}&to={DAY}&limit=500").json()["hearings"]
        assert "71/2027/TLST-HS" not in [h["case_code"] for h in listed]
        theirs = foreign.put("mine-1", **fields(DAY, case_code="72/2027/TLST-HS"))
        assert theirs.status == 201 and theirs.json()["hearing_id"] != mine["hearing_id"]
    assert api.call("GET", "/hearings/mine-1").json() == mine


# ---- mistakes ----

BAD_BODIES = [b"", b"{", b"[", b"nul", b"\xff", b'{"id": "\\u0000"}', b'{"id": "\\ud800"}', b"\0{}",
              b"[" * 9 + b"]" * 9, b'{"a":' * 9 + b"1" + b"}" * 9, b"[" * 500000, b"{} {}", b"'{}'",
              b'{"a": 1e999999999}', b'\xef\xbb\xbf{}', b"NaN"]


@pytest.mark.parametrize("body", BAD_BODIES, ids=range(len(BAD_BODIES)))
def test_what_is_no_json_is_400_and_harms_nobody(dutyd, api, body):
    said = problem(api.call("POST", "/hearings", body), 400, "body", "error.api.json")
    assert "JSON" in said["detail"]
    assert dutyd.process.is_running()


def test_brackets_inside_texts_are_texts(api):
    reply = api.put("deep-1", **fields(DAY, case_code="73/2027/TLST-HS", room='[[[[[[[[[["{{{{{{{{\\'))
    assert reply.status == 201 and reply.json()["room"] == '[[[[[[[[[["{{{{{{{{\\'


def test_a_body_over_a_mebibyte_is_413_and_one_that_is_not_json_415(api):
    problem(api.call("POST", "/hearings", b" " * (1 << 20) + b"{}"), 413)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "text/json"):
        problem(api.call("POST", "/hearings", b"{}", Content_Type=kind), 415)
    assert api.call("PUT", "/hearings/type-1", fields(DAY, case_code="74/2027/TLST-HS"),
                    Content_Type="application/json; charset=utf-8").status == 201


@pytest.mark.parametrize("name, value, key", [
    ("date", "03/12/2026", "error.api.date"), ("date", "", "error.api.date"),
    ("date", None, "error.field.required"), ("time", "7h30", "error.api.time"),
    ("time", "24:00", "error.api.time"), ("end_time", "07:30", "error.api.time"),
    ("case_code", " ", "error.field.required"), ("case_code", "x" * 101, "error.field.too_long"),
    ("room", "x" * 301, "error.field.too_long"), ("room", "a\tb", "error.field.text"),
    ("mode", "zoom", "error.api.choice"), ("state", "moved", "error.api.choice"),
    ("judge", 5, "error.api.type"), ("judge", ["x"], "error.api.type"),
    ("judge", True, "error.api.type"), ("provider_id", "1", "error.api.unknown"),
    ("id", "other", "error.api.id"), ("court_id", "7", "error.api.unknown")])
def test_a_mistake_is_named_with_field_value_and_what_to_do(api, name, value, key):
    said = problem(api.put("bad-1", **{**fields(DAY), name: value}), 422, name, key)
    shown = said.get("value", "")
    assert value is None or shown in ("", str(value)[:90], str(value).lower(), '["x"]'), said
    assert said["errors"][0]["key"] == key and said["detail"].startswith(f"{name}: ")
    assert api.call("GET", "/hearings/bad-1").status == 404


def test_a_member_named_twice_is_refused(api):
    said = problem(api.call("PUT", "/hearings/twice-1", b'{"case_code": "1", "date": "2027-01-05", '
                            b'"time": "07:30", "date": "2027-01-06"}'), 422, "date", "error.api.twice")
    assert "errors" in said


@pytest.mark.parametrize("own_id", ["a%20b", "%C4%91", "x" * 101, "a%3Fb"])
def test_an_id_that_could_not_stand_in_an_address_is_refused(api, own_id):
    reply = doors.Api.call(api, "PUT", f"/hearings/{own_id}", fields(DAY))
    problem(reply, 422, "id", "error.api.id_form")


@pytest.mark.parametrize("language, word", [("vi", "không phải ngày"), ("en", "is not a date"),
                                            ("km", "កាលបរិច្ឆេទ"), ("fr, en;q=0.5", "is not a date")])
def test_problems_are_said_in_the_callers_language(dutyd, api, language, word):
    reply = api.put("lang-1", **fields("x"), Accept_Language=language)
    said = problem(reply, 422, "date")
    assert word in said["detail"] and said["title"]
    told = Client(dutyd.port).get(said["type"], {"Accept-Language": language})
    assert told.status == 200 and word in told.text, "a problem's type leads to what it means"


def test_another_method_and_another_path_are_problems_too(dutyd, api):
    reply = doors.Api.call(api, "PATCH", "/hearings/in-1")
    problem(reply, 405)
    assert reply.headers["Allow"] == "GET, HEAD, PUT, DELETE"
    problem(doors.Api.call(api, "GET", "/nothing"), 404)
    for path in ("?from=x", "?to=2027-13-01", "?limit=0", "?limit=501", "?after=x"):
        assert api.call("GET", f"/hearings{path}").status == 422, path


def test_a_body_on_delete_cannot_smuggle_a_second_request(api):
    reply = doors.Api.call(api, "DELETE", "/hearings/in-1", b"GET / HTTP/1.1\r\n\r\n")
    problem(reply, 400)
    assert reply.headers["Connection"] == "close"


def test_a_key_that_asks_too_often_waits_and_others_do_not(dutyd, secret):
    fast = doors.api(dutyd)
    connection = http.client.HTTPConnection("127.0.0.1", dutyd.port, timeout=30)
    for asked in range(1, 3000):
        connection.request("GET", "/api/v1/hearings/none", headers=fast.headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 404:
            break
    connection.close()
    assert answer.status == 429 and asked > 300, (asked, body)
    assert int(answer.headers["Retry-After"]) >= 1 and b'"TOO_MANY"' in body
    assert doors.Api(dutyd.port, secret).call("GET", "/hearings").status == 200


# ---- what is written down ----

def test_every_operation_that_is_described_exists_and_none_else(described):
    from routes import routes
    there = {(r.method.lower(), re.sub(r":(\w+)", r"{\1}", r.pattern.removeprefix("/api/v1")))
             for r in routes() if r.pattern.startswith("/api/v1/")}
    told = {(method, path) for path, item in described.doc["paths"].items()
            for method in item if method != "parameters"}
    assert there == told


def test_the_examples_of_the_manual_do_what_it_says(dutyd):
    """Every shell block of docs/api.md runs, in order, and answers with the status it shows."""
    key = doors.make_key(dutyd)
    text = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```\n+(?:Answers? `(\d+)`)", text, re.S)
    assert len(blocks) >= 6 and text.count("```sh") == len(blocks)
    for script, status in blocks:
        script = re.sub(r"https://[a-z.]+vn", dutyd.url, script)
        script = script.replace("curl ", "curl -s -o /dev/null -w '%{http_code}\\n' ")
        done = subprocess.run([shutil.which("bash"), "-c", script], capture_output=True, text=True,
                              env={"KEY": key, "DAY": str(DAY), "PATH": "/usr/bin:/bin"},
                              check=True, timeout=30)
        assert done.stdout.split()[-1] == status, f"{script}\n{done.stdout}"

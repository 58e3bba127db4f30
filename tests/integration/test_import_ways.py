"""The ways a list comes in and what a person may do about it: pasted, as a calendar, with its columns
named, its bad rows mended, undone whole, its courts matched."""
import csv
import html
import io
import re

import pytest

import demo


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory):
    with demo.running(cluster, template, tmp_path_factory.mktemp("ways")) as dutyd:
        demo.set_clock(dutyd.database, "2026-11-20T10:00:00+07:00")
        yield dutyd


@pytest.fixture(scope="module")
def coordinator(dutyd):
    return dutyd.client("coordinator")


def verdicts(client, page):
    """(new, changed, cancelled, same, conflict, bad) as a batch's page says."""
    counts = client.get_json(page.path)["counts"]
    return tuple(counts[k] for k in ("new", "changed", "cancelled", "same", "conflict", "bad"))


def hearings(db, code):
    return db.rows("select h.* from duty.hearing h join duty.legal_case c using (center_id, case_id)"
                   " where c.code = %s order by hearing_id", code)


def send(client, court, content, name="danh-sach.csv", **fields):
    return client.post_multipart("/hearings/import", {"court_id": court, **fields},
                                 {"file": (name, content)})


def paste(client, court, text):
    return client.post_multipart("/hearings/import", {"court_id": court, "text": text},
                                 {"file": ("", b"")})


def test_cells_pasted_from_a_spreadsheet_are_a_list(dutyd, coordinator):
    court = demo.court(dutyd.database, "tand-kv1")
    preview = paste(coordinator, court, "Số thụ lý\tNgày xét xử\tGiờ\tPhòng\r\n"
                    "901/2026/TLST-HS\t03/12/2026\t7h30\tPhòng 1\r\n"
                    "902/2026/TLST-HS\t04/12/2026\t13 giờ 30\t\"Phòng 2,\r\ntầng 3\"\r\n")
    assert verdicts(coordinator, preview) == (2, 0, 0, 0, 0, 0), preview
    assert demo.said("door.paste") in html.unescape(preview.text)
    demo.commit(coordinator, preview)
    assert [str(h["starts"]) for h in hearings(dutyd.database, "902/2026/TLST-HS")] == \
        ["2026-12-04 13:30:00"]


def test_neither_a_file_nor_cells_is_said_beside_the_field(dutyd, coordinator):
    reply = paste(coordinator, demo.court(dutyd.database, "tand-kv1"), "   ")
    assert reply.status == 422 and demo.said("error.field.required") in html.unescape(reply.text)


UNKNOWN = ("Lịch của Tòa;;;;\r\nHồ sơ;Lúc;Nơi;Người ngồi ghế;Ai\r\n"
           "911/2026/TLST-HS;7h30 ngày 07/12/2026;P.1;Trần A;Bị cáo B\r\n"
           "912/2026/TLST-HS;8h30 ngày 07/12/2026;P.2;Trần A;Bị cáo C\r\n")


def test_a_person_says_once_which_column_is_which(dutyd, coordinator):
    db, court = dutyd.database, demo.court(dutyd.database, "tand-kv2")
    preview = send(coordinator, court, UNKNOWN.encode())
    assert verdicts(coordinator, preview) == (0, 0, 0, 0, 0, 0)
    columns = coordinator.get(f"{preview.path}/columns")
    assert "Người ngồi ghế" in html.unescape(columns.text)
    again = coordinator.submit(columns, {"head": "2", "A": "case_code", "B": "time", "C": "room",
                                         "D": "judge", "E": "subject"},
                               form=f"{preview.path}/columns")
    assert again.path == preview.path, again
    assert verdicts(coordinator, again) == (2, 0, 0, 0, 0, 0)
    demo.commit(coordinator, again)
    assert [h["room"] for h in hearings(db, "912/2026/TLST-HS")] == ["P.2"]
    assert db.value("select count(*) from duty.import_document") == \
        db.value("select count(*) from duty.import_document d join duty.import_batch b"
                 " using (center_id, batch_id) where state = 'preview'"), "a done list keeps no document"

    later = send(coordinator, court, UNKNOWN.replace("07/12", "14/12").replace("91", "92").encode())
    assert verdicts(coordinator, later) == (2, 0, 0, 0, 0, 0), "remembered for the court's next list"
    other = send(coordinator, demo.court(db, "tand-kv3"), UNKNOWN.encode())
    assert verdicts(coordinator, other) == (0, 0, 0, 0, 0, 0), "and for that court alone"


def test_a_list_without_headings_is_read_by_the_place_of_its_columns(dutyd, coordinator):
    court = demo.court(dutyd.database, "tand-kv4")
    bare = "\r\n".join(UNKNOWN.replace("91", "93").split("\r\n")[2:])
    preview = send(coordinator, court, bare.encode())
    columns = coordinator.get(f"{preview.path}/columns")
    nothing = coordinator.submit(columns, {"head": ""}, form=f"{preview.path}/columns")
    assert nothing.status == 422 and demo.said("error.import.no_column") in html.unescape(nothing.text)
    again = coordinator.submit(columns, {"head": "", "A": "case_code", "B": "time"},
                               form=f"{preview.path}/columns")
    assert verdicts(coordinator, again) == (2, 0, 0, 0, 0, 0)


BAD = ("Số thụ lý;Ngày xét xử;Giờ;Phòng;Hình thức\r\n"
       "941/2026/TLST-HS;08/12/2026;7h30;Phòng 1;Trực tiếp\r\n"
       "942/2026/TLST-HS;31/02/2026;8h30;\"Phòng 2; tầng 1\";Trực tuyến\r\n"
       ";08/12/2026;9h30;=1+1;Trực tiếp\r\n")


def test_the_bad_rows_alone_are_downloaded_mended_and_sent_again(dutyd, coordinator):
    db, court = dutyd.database, demo.court(dutyd.database, "tand-kv5")
    preview = send(coordinator, court, BAD.encode())
    assert verdicts(coordinator, preview) == (1, 0, 0, 0, 0, 2)
    demo.commit(coordinator, preview)
    reply = coordinator.get(f"{preview.path}/bad")
    text = reply.body.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert [r[0] for r in rows] == ["942/2026/TLST-HS", ""]
    assert rows[0][1] == "31/02/2026" and "31/02/2026" in rows[0][head.index(demo.said("list.why"))]
    assert not any(cell.startswith("=") for row in rows for cell in row), "no cell is a formula"
    mended = text.replace("31/02/2026\"", "28/12/2026\"", 1) \
        .replace('"";"2026-12-08"', '"943/2026/TLST-HS";"2026-12-08"')
    again = send(coordinator, court, mended.encode("utf-8-sig"), "dong-loi.csv")
    assert verdicts(coordinator, again) == (2, 0, 0, 0, 0, 0), again.text
    demo.commit(coordinator, again)
    (one,) = hearings(db, "942/2026/TLST-HS")
    assert (str(one["starts"]), one["room"], one["mode"]) == \
        ("2026-12-28 08:30:00", "Phòng 2; tầng 1", "online")


def test_a_thousand_bad_rows_come_down_whole_and_in_order(dutyd, coordinator):
    codes = [f"{n}/2026/TLST-DS" for n in range(5001, 6201)]
    head, *_ = BAD.split("\r\n")
    preview = send(coordinator, demo.court(dutyd.database, "tand-kv5"), "\r\n".join(
        [head, *(f"{code};31/02/2026;8h30;Phòng 2;Trực tiếp" for code in codes)]).encode())
    assert verdicts(coordinator, preview) == (0, 0, 0, 0, 0, len(codes))
    text = coordinator.get(f"{preview.path}/bad").body.decode("utf-8-sig")
    _, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert [row[0] for row in rows] == codes


CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Toa an//VN\r
{events}END:VCALENDAR\r
"""
EVENT = """BEGIN:VEVENT\r
UID:{uid}\r
DTSTAMP:{stamp}\r
DTSTART;TZID=Asia/Ho_Chi_Minh:202612{day}T073000\r
DTEND;TZID=Asia/Ho_Chi_Minh:202612{day}T110000\r
SUMMARY:Xét xử vụ {code}\r
LOCATION:Phòng 3\r
END:VEVENT\r
"""


def calendar(*events, stamp="20261120T000000Z"):
    """events: (uid, day of December, docket number)."""
    return CALENDAR.format(events="".join(
        EVENT.format(uid=u, day=d, code=c, stamp=stamp) for u, d, c in events)).encode()


def test_a_calendar_comes_in_by_the_same_page(dutyd, coordinator):
    db, court = dutyd.database, demo.court(dutyd.database, "tand-kv6")
    first = send(coordinator, court, calendar(("a@toa", "09", "951/2026/TLST-HS"),
                                              ("b@toa", "10", "952/2026/TLST-HS")), "lich.ics")
    assert verdicts(coordinator, first) == (2, 0, 0, 0, 0, 0), first.text
    demo.commit(coordinator, first)
    moved = send(coordinator, court, calendar(("a@toa", "21", "951/2026/TLST-HS"), stamp="20261121T000000Z"),
                 "lich.ics")
    assert verdicts(coordinator, moved) == (0, 1, 0, 0, 0, 0), "a part of a calendar cancels nothing"
    demo.commit(coordinator, moved)
    (one,) = hearings(db, "951/2026/TLST-HS")
    assert (str(one["starts"]), one["sequence"]) == ("2026-12-21 07:30:00", 1)
    whole = send(coordinator, court, calendar(("a@toa", "21", "951/2026/TLST-HS")), "lich.ics",
                 is_whole="yes")
    assert verdicts(coordinator, whole) == (0, 0, 1, 1, 0, 0), "the whole of it does"
    demo.commit(coordinator, whole)
    assert hearings(db, "952/2026/TLST-HS")[0]["state"] == "cancelled"


def test_an_import_is_undone_whole(dutyd, coordinator):
    db, court = dutyd.database, demo.court(dutyd.database, "tand-kv7")
    rows = [f"96{n}/2026/TLST-HS;1{n}/12/2026;7h30;Phòng {n}" for n in range(4)]
    head = "Số thụ lý;Ngày xét xử;Giờ;Phòng"
    first = send(coordinator, court, "\r\n".join([head, *rows]).encode())
    demo.commit(coordinator, first)
    second = send(coordinator, court, "\r\n".join(
        [head, *(r.replace("7h30", "9h00") for r in rows[:2]), "969/2026/TLST-HS;15/12/2026;8h;P"]).encode())
    done = demo.commit(coordinator, second)
    assert verdicts(coordinator, done) == (1, 2, 0, 0, 0, 0)
    before = db.rows("select hearing_id, sequence from duty.hearing")
    undone = coordinator.submit(done, {}, form=f"{done.path.split('?')[0]}/undo")
    assert undone.path.endswith("?done=import_undo"), undone
    assert [str(h["starts"]) for n in range(2) for h in hearings(db, f"96{n}/2026/TLST-HS")] == \
        [f"2026-12-1{n} 07:30:00" for n in range(2)]
    assert hearings(db, "969/2026/TLST-HS")[0]["state"] == "cancelled"
    after = {h["hearing_id"]: h["sequence"] for h in db.rows("select hearing_id, sequence from duty.hearing")}
    assert all(after[h["hearing_id"]] >= h["sequence"] for h in before)
    assert coordinator.post_form(f"{first.path}/undo", {}).path.endswith("?done=import_undo")
    again = coordinator.post_form(f"{first.path}/undo", {})
    assert again.status == 409 and demo.said("error.import.not_done") in html.unescape(again.text)


def test_a_court_is_matched_once_and_its_rows_come_in(dutyd, coordinator):
    db = dutyd.database
    text = ("Số thụ lý;Ngày;Giờ;Tòa án\r\n"
            "971/2026/TLST-HS;16/12/2026;7h30;Toà KV Năm mới\r\n"
            "972/2026/TLST-HS;16/12/2026;8h30;TAND KV 1\r\n").encode()
    done = demo.commit(coordinator, send(coordinator, "", text))
    assert verdicts(coordinator, done) == (1, 0, 0, 0, 0, 1)
    queue = coordinator.get("/hearings/queue")
    assert "Toà KV Năm mới" in html.unescape(queue.text)
    matched = coordinator.submit(queue, {"org_id": demo.court(db, "tand-kv5")},
                                 form="/hearings/queue/court")
    assert matched.status == 200 and "Toà KV Năm mới" not in html.unescape(matched.text), matched
    (one,) = hearings(db, "971/2026/TLST-HS")
    assert one["state"] == "scheduled"
    again = send(coordinator, "", text)
    assert verdicts(coordinator, again) == (0, 0, 0, 2, 0, 0), "from then on it is known"


def test_a_list_that_contradicts_the_form_is_asked_about_and_settled_by_a_person(dutyd, coordinator):
    db, court = dutyd.database, demo.court(dutyd.database, "tand-kv8")
    form = coordinator.get("/hearings/new")
    coordinator.submit(form, {"court_id": court, "code": "981/2026/TLST-HS", "date": "2026-12-17",
                              "time": "07:30", "room": "Phòng 1"}, form="/hearings/new")
    assert len(hearings(db, "981/2026/TLST-HS")) == 1
    text = "Số thụ lý;Ngày;Giờ;Phòng\r\n981/2026/TLST-HS;17/12/2026;9h30;Phòng 1\r\n".encode()
    done = demo.commit(coordinator, send(coordinator, court, text))
    assert verdicts(coordinator, done) == (0, 0, 0, 0, 1, 0)
    queue = coordinator.get("/hearings/queue")
    (number,) = re.findall(r'action="/hearings/queue/(\d+)"', queue.text)[:1]
    assert str(hearings(db, "981/2026/TLST-HS")[0]["starts"]) == "2026-12-17 07:30:00"
    again = send(coordinator, court, text)
    assert verdicts(coordinator, again) == (0, 0, 0, 1, 0, 0), "asked once"
    taken = coordinator.post_form(f"/hearings/queue/{number}", {"answer": "take"})
    assert taken.path.endswith("?done=conflict"), taken
    assert str(hearings(db, "981/2026/TLST-HS")[0]["starts"]) == "2026-12-17 09:30:00"
    clerk = dutyd.client("clerk")
    assert clerk.get("/hearings/queue").status == 403

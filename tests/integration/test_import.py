"""Hearing lists as courts write them: what each sample gives, and that sending it again does nothing."""
import html
import re

import pytest

import demo
import strain
from process import ROOT

OURS, THEIRS = "config/hearing-lists", "tests/data/hearing-lists"
# File -> rows that are new and rows that cannot be read, when the list is of one court. The first
# six are written as Vietnamese courts do; the rest are real lists of English courts.
SAMPLES = {
    f"{OURS}/hinh-su-tuan-49.csv": (4, 1),
    f"{OURS}/dan-su-mot-cot-thoi-gian.csv": (3, 0),
    f"{OURS}/ban-cu-windows-1258.csv": (1, 0),
    f"{OURS}/lich-tuan.xlsx": (4, 0),
    f"{OURS}/phien-truc-tuyen.xlsx": (2, 1),
    f"{OURS}/thang-12-2026.csv": (60, 0),
    f"{THEIRS}/administrativeCourtDailyCauseList.xlsx": (0, 2),
    f"{THEIRS}/cicWeeklyHearingList.xlsx": (2, 0),
    f"{THEIRS}/courtOfAppealCivilDailyCauseList.xlsx": (2, 2),
    f"{THEIRS}/cstWeeklyHearingListWithBlankRows.xlsx": (0, 2),
    f"{THEIRS}/fttTaxWeeklyHearingList.xlsx": (2, 0),
    f"{THEIRS}/grcWeeklyHearingList.xlsx": (2, 0),
    f"{THEIRS}/interimApplicationsChanceryDivisionDailyCauseList.xlsx": (0, 3),
    f"{THEIRS}/londonAdministrativeCourtDailyCauseList.xlsx": (0, 4),
    f"{THEIRS}/shiftedTable.xlsx": (0, 0),
    f"{THEIRS}/tableCellsInVariousFormats.xlsx": (0, 2),
    f"{THEIRS}/tableWithTwoTabs.xlsx": (0, 0),
    f"{THEIRS}/utIacJudicialReviewDailyHearingList.xlsx": (0, 3),
    f"{THEIRS}/wpafccWeeklyHearingList.xlsx": (1, 1),
}
# File -> (row, column, value, key of the reason) of what cannot be read; None: all can.
FAULTS = {
    f"{OURS}/hinh-su-tuan-49.csv": ("12", "C", "31/02/2026", "intake.error.date"),
    f"{OURS}/phien-truc-tuyen.xlsx": ("5", "B", "2027-01-01", "intake.error.case_as_date"),
    f"{THEIRS}/wpafccWeeklyHearingList.xlsx": ("2", "A", "12/16/2024", "intake.error.date_order"),
    f"{THEIRS}/grcWeeklyHearingList.xlsx": None,
}


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory):
    """One for the module: each test commits its own file. It is the week before the lists."""
    with demo.running(cluster, template, tmp_path_factory.mktemp("import")) as dutyd:
        demo.set_clock(dutyd.database, "2026-11-20T10:00:00+07:00")
        strain.unthrottled(dutyd.database)  # one person follows many of these cases, and waits for no company
        yield dutyd


@pytest.fixture(scope="module")
def coordinator(dutyd):
    return dutyd.client("coordinator")


def send(dutyd, client, path):
    """To one of ten courts: some samples have the same numbers and days."""
    court = demo.court(dutyd.database, f"tand-kv{2 + list(SAMPLES).index(path) % 10}")
    return demo.upload(client, court, path.rpartition("/")[2], (ROOT / path).read_bytes())


def everything(db):
    """What a list may change; how far the sending of notices has come is not among it."""
    found = {t: db.rows(f"select * from duty.{t} order by 1, 2, 3") for t in (
        "hearing", "hearing_change", "appearance", "legal_case", "commitment")}
    found["notice"] = db.rows("select notice_id, params from duty.notice order by 1")
    return found


def test_every_sample_is_in_the_table():
    there = {f"{d}/{f.name}" for d in (OURS, THEIRS) for f in (ROOT / d).iterdir()
             if f.suffix in (".csv", ".xlsx")}
    assert there == set(SAMPLES)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.rpartition("/")[2])
def test_a_list_gives_what_is_written_and_again_gives_nothing(dutyd, coordinator, path):
    db, (new, bad) = dutyd.database, SAMPLES[path]
    before = everything(db)
    preview = send(dutyd, coordinator, path)
    assert preview.status == 200 and preview.path.startswith("/hearings/import/"), preview
    assert demo.counts(coordinator, preview) == (new, 0, 0, bad)
    assert everything(db) == before, "a preview changes nothing"
    done = demo.commit(coordinator, preview)
    assert demo.counts(coordinator, done) == (new, 0, 0, bad)
    demo.settle(db)
    after = everything(db)
    assert len(after["hearing"]) == len(before["hearing"]) + new

    again = send(dutyd, coordinator, path)
    assert demo.counts(coordinator, again) == (0, 0, new, bad)
    demo.commit(coordinator, again)
    demo.settle(db)
    assert everything(db) == after, "the same list again changes nothing and tells nobody"


@pytest.mark.parametrize("path", FAULTS, ids=lambda p: p.rpartition("/")[2])
def test_what_cannot_be_read_is_listed_with_row_column_value_and_reason(dutyd, coordinator, path):
    text = send(dutyd, coordinator, path).text
    told = [[html.unescape(re.sub(r"<[^>]*>", "", cell)).strip() for cell in
             re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)]
            for row in re.findall(r"<tr>(.*?)</tr>", text, re.S)]
    listed = [t for t in told if len(t) == 4]
    if FAULTS[path] is None:
        assert listed == [] and demo.said("import.problems") not in text
        return
    row, column, value, key = FAULTS[path]
    (found,) = listed
    assert found[0].split()[-1] == row and found[1].split()[0] == column and found[2] == value
    assert re.search(r"\w{3}", found[3]) and reason_of(key) in found[3]


def reason_of(key):
    """The longest piece of the sentence that no value is put into."""
    return max(re.split(r"\{\w+\}", demo.said(key)), key=len).strip()


def one_row(day, time="7h30", code="105/2026/TLST-HS", room="Phòng A"):
    return [code, f"{day:%d/%m/%Y}", time, room, "Lê Thị Mẫu", "Nguyễn Văn Thử", "Đánh bạc",
            "Trực tiếp"]


def days(dutyd):
    first = dutyd.database.value("select (duty.now() + interval '40 days')::date")
    return demo.weekdays(first.replace(day=1))


def test_a_new_date_moves_the_hearing_and_tells_its_provider_once(dutyd, coordinator):
    db, d, court = dutyd.database, days(dutyd), demo.court(dutyd.database, "tand-kv1")
    # The second list covers the old day too: only then its new date is a move.
    other = one_row(d[3], code="599/2026/TLST-HS")
    first = demo.upload(coordinator, court, "a.csv", demo.csv_list([one_row(d[3]), other]))
    demo.commit(coordinator, first)
    demo.settle(db)
    was = db.rows("select h.* from duty.hearing h join duty.legal_case c using (center_id, case_id)"
                  " where c.code = '105/2026/TLST-HS' order by h.hearing_id desc")
    told = db.value("select count(*) from duty.captured")
    moved = demo.upload(coordinator, court, "b.csv",
                        demo.csv_list([one_row(d[5], "13h30"), other]))
    assert demo.counts(coordinator, moved) == (0, 1, 1, 0)
    demo.commit(coordinator, moved)
    demo.settle(db)
    now = db.rows("select h.* from duty.hearing h join duty.legal_case c using (center_id, case_id)"
                  " where c.code = '105/2026/TLST-HS' and h.hearing_id >= %s", was[0]["hearing_id"])
    assert [(h["uid"], h["sequence"]) for h in now] == [(was[0]["uid"], was[0]["sequence"] + 1)]
    assert str(now[0]["starts"]) == f"{d[5]} 13:30:00"
    who = demo.person(db, "rai.ca")
    new = db.rows("select channel, address from duty.captured order by captured_id offset %s", told)
    assert sorted((n["channel"], n["address"]) for n in new) == \
        [("mail", who["mail"]), ("sms", who["sms"])]


def test_the_same_row_twice_in_a_list_is_told_and_taken_once(dutyd, coordinator):
    d, court = days(dutyd), demo.court(dutyd.database, "tand-kv2")
    row = one_row(d[4], code="500/2026/TLST-HS")
    preview = demo.upload(coordinator, court, "hai-lan.csv", demo.csv_list([row, row]))
    assert demo.counts(coordinator, preview) == (1, 0, 0, 1)
    assert reason_of("intake.error.duplicate_row") in html.unescape(preview.text)


def test_a_list_without_a_court_is_refused_row_by_row_unless_it_names_one(dutyd, coordinator):
    nameless = send_no_court(coordinator, f"{OURS}/hinh-su-tuan-49.csv")
    assert demo.counts(coordinator, nameless) == (0, 0, 0, 5)
    named = demo.upload(coordinator, "", "lich.csv", (
        "Số thụ lý;Ngày;Giờ;Tòa án\r\n"
        f"600/2026/TLST-HS;{days(dutyd)[2]:%d/%m/%Y};7h30;TAND KV 1\r\n"
        f"601/2026/TLST-HS;{days(dutyd)[2]:%d/%m/%Y};7h30;Tòa án nhân dân khu vực 5 - Cần Thơ\r\n"
        f"602/2026/TLST-HS;{days(dutyd)[2]:%d/%m/%Y};7h30;Tòa án nhân dân khu vực 99\r\n").encode())
    assert demo.counts(coordinator, named) == (2, 0, 0, 1)


def send_no_court(client, path):
    return demo.upload(client, "", path.rpartition("/")[2], (ROOT / path).read_bytes())


def test_a_preview_that_is_out_of_date_is_not_committed(dutyd, coordinator):
    db, d, court = dutyd.database, days(dutyd), demo.court(dutyd.database, "tand-kv2")
    row = one_row(d[6], code="700/2026/TLST-HS")
    first = demo.upload(coordinator, court, "a.csv", demo.csv_list([row]))
    second = demo.upload(coordinator, court, "b.csv", demo.csv_list([row]))
    demo.commit(coordinator, first)
    before = everything(db)
    reply = demo.commit(coordinator, second, status=409)
    assert demo.said("error.import.stale") in html.unescape(reply.text)
    assert everything(db) == before


def test_a_discarded_or_committed_list_cannot_be_committed_again(dutyd, coordinator):
    db, court = dutyd.database, demo.court(dutyd.database, "tand-kv2")
    row = one_row(days(dutyd)[7], code="800/2026/TLST-HS")
    preview = demo.upload(coordinator, court, "a.csv", demo.csv_list([row]))
    coordinator.submit(preview, {}, form=f"{preview.path}/discard")
    reply = coordinator.post_form(f"{preview.path}/commit", {})
    assert reply.status == 409
    assert db.value("select count(*) from duty.legal_case where code = '800/2026/TLST-HS'") == 0


def test_the_command_line_reads_lists_as_the_page_does(dutyd):
    db = dutyd.database
    path, hearings = f"{OURS}/lich-tuan.xlsx", "select count(*) from duty.hearing"
    before = db.value(hearings)
    first = dutyd.ctl("import", "cantho", "dieuphoi", "tand-kv1", path).stdout
    assert '"new": 4' in first and db.value(hearings) == before + 4
    again = dutyd.ctl("import", "cantho", "dieuphoi", "tand-kv1", path).stdout
    assert '"new": 0' in again and '"same": 4' in again and db.value(hearings) == before + 4

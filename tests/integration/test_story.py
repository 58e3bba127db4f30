"""A month of the Centre from its lists to people's telephones, with every part a real one."""
import datetime
import email.header
import json
import re
import subprocess
import unicodedata
from collections import Counter

import pytest

import demo
import gateway
import ics
from process import PROGRAMS
from roster_check import Check, Problem
from strain import unthrottled
from wait import until

KEY = "khoa-goi-lai-cua-cong-tin-nhan"
CASE = "122/2026/TLST-HS"  # followed by hoa.sen, at the city's court


class Story:
    """What the chapters share: the parts and where the last one left off."""

    def __init__(self, db, dutyd, kannel, mailserver):
        self.db, self.dutyd, self.kannel, self.mailserver = db, dutyd, kannel, mailserver
        self.month = demo.next_month()
        self.days = demo.weekdays(self.month)
        self.coordinator = dutyd.client("coordinator")
        self.told = (0, 0)

    def feed(self, url):
        reply = self.coordinator.get("/feed/" + url.rsplit("/", 1)[1])
        assert reply.status == 200, reply
        return ics.read(reply.body)

    def news(self):
        """Texts and mails that came since the last look, once the outbox is empty and every text's
        delivery is reported."""
        demo.settle(self.db)
        until(lambda: self.db.value("select count(*) from duty.notice where channel = 'sms'"
                                    " and state <> 'delivered'") == 0, 30, "delivery reports")
        sent = self.db.value("select count(*) from duty.notice_attempt where gateway = 'kannel'")
        texts = until(lambda: len(t := self.kannel.texts()) >= sent and t, 20, "the handsets") \
            if sent else []
        mails = [m for m in self.mailserver.mails() if not self.is_body(m.recipients[0])
                 and not m.message.is_multipart()]  # invitations: test_invitations.py
        new = texts[self.told[0]:], mails[self.told[1]:]
        self.told = len(texts), len(mails)
        return new

    def is_body(self, address):
        return self.db.value("select count(*) from duty.org_unit where email = %s", address) > 0

    def hearing(self, code=CASE):
        return self.db.rows("""
            select h.hearing_id, h.uid, h.sequence, h.starts, h.state from duty.hearing h
            join duty.legal_case c using (center_id, case_id) where c.code = %s""", code)[0]

    def edit(self, **fields):
        path = f"/hearings/{self.hearing()['hearing_id']}/edit"
        reply = self.coordinator.submit(path, fields, form=path)
        if reply.status == 409:  # a duty drawn for that hour: meant all the same
            mark = re.search(r'name="confirm" value="([^"]+)"', reply.text).group(1)
            reply = self.coordinator.submit(reply, {"confirm": mark}, form=path)
        assert reply.status == 200 and "done=hearing" in reply.path, reply
        return reply


@pytest.fixture
def story(db, make_dutyd, kannel, mailserver, tmp_path):
    demo.run_on_papers(db)
    unthrottled(db)
    dutyd = make_dutyd(**gateway.kannel_settings(tmp_path / "gateways", kannel),
                       notice__mail_gateway="smtp", notice__smtp_url=mailserver.url,
                       notice__callback_key=KEY, roster__seconds=1)
    return Story(db, dutyd, kannel, mailserver)


def subject_of(mail):
    return str(email.header.make_header(email.header.decode_header(mail.message["Subject"])))


def is_for(story, login, texts, mails):
    """Exactly one text and one mail, both to that person. Returns the words of both."""
    who = demo.person(story.db, login)
    assert [t.to.lstrip("+") for t in texts] == [who["sms"].lstrip("+")], texts
    assert [m.recipients for m in mails] == [[who["mail"]]], mails
    body = mails[0].message.get_body().get_content()
    assert body == unicodedata.normalize("NFC", body)
    return texts[0].text, subject_of(mails[0]) + "\n" + body


def test_a_month_from_hearing_lists_to_telephones_and_calendars(story, tmp_path):
    import_two_lists(story, tmp_path)
    draw_and_publish(story)
    feed_of_a = make_calendar(story, "hoa.sen")
    read_the_calendar_as_clients_do(story, feed_of_a, tmp_path)
    everybody_got_the_words_on_the_page(story)
    day = a_free_day(story, feed_of_a)
    move_it(story, feed_of_a, day)
    correct_the_judge(story, feed_of_a)
    move_it_back(story, feed_of_a)
    feed_of_b = make_calendar(story, "bong.sung")
    give_it_to_b(story, feed_of_a, feed_of_b)
    adjourn_it(story, feed_of_b)
    cancel_it(story, feed_of_b)


def import_two_lists(story, folder):
    d = [f"{day:%d/%m/%Y}" for day in story.days]
    clerk = story.dutyd.client("clerk")
    first = demo.upload(clerk, "", "lich-hinh-su.csv", demo.csv_list([
        ["105/2026/TLST-HS", d[5], "7h30", "Phòng xử A", "Lê Thị Mẫu", "Nguyễn Văn Thử",
         "Trộm cắp tài sản", "Trực tiếp"],
        ["110/2026/TLST-HS", d[6], "Chiều", "Phòng xử B", "Lê Thị Mẫu", "Trần Văn Thử", "Đánh bạc",
         "Trực tuyến"],
        ["999/2026/TLST-HS", f"31/02/{story.month.year}", "7h30", "Phòng xử A", "Lê Thị Mẫu",
         "Võ Văn Thử", "Đánh bạc", "Trực tiếp"]]))
    assert demo.counts(clerk, first) == (2, 0, 0, 1)
    done = demo.commit(clerk, first)
    assert demo.counts(clerk, done) == (2, 0, 0, 1)

    content = demo.xlsx_list(folder / "lich.xlsx", [
        ["TT", "Số thụ lý", "Ngày", "Giờ", "Tòa án", "Phòng xử", "Chủ tọa", "Hình thức"],
        [1, CASE, d[7], "8h00", "TAND TP Cần Thơ", "Hội trường 2", "Phạm Văn Ví Dụ", "Trực tiếp"],
        [2, "112/2026/TLST-HNGĐ", d[8], "8h00", "TAND TP Cần Thơ", "Hội trường 2",
         "Phạm Văn Ví Dụ", "Trực tiếp"]])
    second = demo.upload(story.coordinator, "", "lich.xlsx", content)
    assert demo.counts(story.coordinator, second) == (2, 0, 0, 0)
    demo.commit(story.coordinator, second)
    assert story.db.value("select count(*) from duty.hearing") == 4
    texts, mails = story.news()
    assert len(texts) == len(mails) == 4


def draw_and_publish(story):
    drawn = demo.draw(story.coordinator, story.month, "7")
    assert story.db.value("select count(*) from duty.draft_assignment") > 200
    assert story.db.value("select count(*) from duty.assignment") == 0
    check = f"/roster/publish?month={story.month:%Y-%m}"
    assert check in drawn.text, "the way to publishing leads through the check"
    published = story.coordinator.submit(check, {}, form="/roster/publish")
    assert published.status == 200 and "done=publish" in published.path, published
    same = story.db.value("""
        select count(*) from duty.draft_assignment d full join duty.assignment a
            using (center_id, shift_id, provider_id)
        where d.shift_id is null or a.shift_id is null or a.state <> 'published'""")
    assert same == 0, "what is published is not what was drafted"


def make_calendar(story, login):
    client = story.dutyd.client(login)
    page = client.submit("/me/calendars", {"name": "Điện thoại"}, form="/me/calendars")
    url = re.search(r'value="(http[^"]+/feed/[^"]+\.ics)"', page.text).group(1)
    assert url not in client.get("/me").text, "the address is shown once"
    return url


def read_the_calendar_as_clients_do(story, url, folder):
    events = story.feed(url)
    who = demo.person(story.db, "hoa.sen")
    duties = story.db.rows("""
        select a.uid, s.starts, s.ends, p.name from duty.assignment a
        join duty.shift s using (center_id, shift_id) join duty.duty_post p using (center_id, post_id)
        where a.provider_id = %s order by s.starts""", who["provider_id"])
    assert duties
    for duty in duties:
        event = events[duty["uid"]]
        assert event.start == duty["starts"].replace(tzinfo=event.start.tzinfo)
        assert event.end == duty["ends"].replace(tzinfo=event.end.tzinfo)
        assert event.start.utcoffset() == datetime.timedelta(hours=7)
        assert event.summary.startswith(duty["name"])
    hearing = events[story.hearing()["uid"]]
    assert CASE in hearing.summary and hearing.status == "CONFIRMED"
    assert "Hội trường 2" in hearing.location
    assert len(events) == len(duties) + 1

    listed = ics.khal({"lich": url}, folder / "khal", story.month, 31)["lich"]
    for e in events.values():
        line = f"{e.start:%d/%m/%Y %H:%M}|{e.summary}|{e.location}"
        assert any(x.startswith(line) for x in listed), (line, listed)


def everybody_got_the_words_on_the_page(story):
    """The texts on handsets are, letter for letter but for their links, those of the page; the mails arrived too."""
    texts, mails = story.news()
    people = story.db.value("select count(distinct provider_id) from duty.assignment")
    mailed = story.db.value("""
        select count(distinct a.provider_id) from duty.assignment a
        join duty.provider using (center_id, provider_id)
        join duty.contact k using (center_id, person_id)
        where k.channel = 'mail' and k.verified_at is not null""")
    assert (len(texts), len(mails)) == (people, mailed)
    lists = story.db.value("select count(*) from duty.list join duty.org_unit using (center_id, org_id)"
                           " where email is not null")
    bodies = [m for m in story.mailserver.mails() if story.is_body(m.recipients[0])]
    assert len(bodies) == lists > 10, "courts and police bodies got their lists"
    shown, offset = [], 0
    while offset is not None:
        page = story.coordinator.get_json(f"/messages?channel=sms&offset={offset}")
        shown += page["messages"] if "messages" in page else page["notices"]
        offset = page.get("next_offset")
    told = Counter((n["address"].lstrip("+"), n["text"]) for n in shown)
    links = re.compile(r"/c/[^\s.]+")  # the receiver's alone: the page has "…" in their place
    assert told == Counter((t.to.lstrip("+"), links.sub("/…", t.text)) for t in story.kannel.texts())
    assert {n["state"] for n in shown} == {"delivered"}
    for text in story.kannel.texts():
        assert text.text == unicodedata.normalize("NFC", text.text) and "?" not in text.text
    assert any("Lịch trực" in t.text and "ca" in t.text for t in texts)
    who = demo.person(story.db, "hoa.sen")
    mail = next(m for m in mails if m.recipients == [who["mail"]])
    assert subject_of(mail).lower().startswith(f"lịch trực tháng {story.month.month}/")
    assert f"Kính gửi {who['full_name']}" in mail.message.get_body().get_content()
    assert story.db.value("select count(*) from duty.notice where channel = 'mail'"
                          " and state <> 'sent'") == 0


def a_free_day(story, feed):
    """A week day on which A has nothing, nor the night before."""
    busy = {(e.start.date() + datetime.timedelta(days=n))
            for e in story.feed(feed).values() for n in (-1, 0, 1)}
    return next(d for d in story.days if d not in busy)


def changed(story, feed, uid, sequence):
    """The event of that sequence, as soon as the feed has it."""
    return until(lambda: (e := story.feed(feed)[uid]).sequence == sequence and e, 20, "the feed")


def move_it(story, feed, day):
    was, old = story.hearing(), story.feed(feed)[story.hearing()["uid"]]
    story.edit(date=str(day), time="13:30", end_time="")
    event = changed(story, feed, was["uid"], old.sequence + 1)
    assert event.start == demo.at(day, "13:30") and event.end - event.start == old.end - old.start
    text, mail = is_for(story, "hoa.sen", *story.news())
    for words in (text, mail):
        before, after = re.search(r"Cũ:(.*?)M(?:ỚI|ới):(.*)", words, re.S).groups()
        assert "08:00" in before and f"{was['starts'].day:02}/{was['starts'].month:02}" in before
        assert "13:30" in after and f"{day.day:02}/{day.month:02}" in after
        assert CASE in words


def correct_the_judge(story, feed):
    was = story.hearing()
    before = story.feed(feed)
    story.edit(judge="Phạm Văn Ví Dụ Hai")
    assert story.hearing()["sequence"] == was["sequence"]
    assert story.db.value("select severity from duty.hearing_change where hearing_id = %s"
                          " order by version desc", was["hearing_id"]) == "cosmetic"
    assert story.news() == ([], [])
    assert story.feed(feed) == before


def move_it_back(story, feed):
    was = story.hearing()
    story.edit(date=str(story.days[7]), time="8h00", end_time="")
    event = changed(story, feed, was["uid"], was["sequence"] + 1)
    assert event.start == demo.at(story.days[7], "08:00")
    text, _ = is_for(story, "hoa.sen", *story.news())
    assert re.search(r"Cũ:.*13:30.*MỚI:.*08:00", text, re.S)


def give_it_to_b(story, feed_of_a, feed_of_b):
    was = story.hearing()
    b = demo.person(story.db, "bong.sung")
    assert was["uid"] not in story.feed(feed_of_b)
    story.edit(provider_id=str(b["provider_id"]))
    event = until(lambda: story.feed(feed_of_b).get(was["uid"]), 20, "the feed of B")
    assert event.sequence == was["sequence"] + 1 and CASE in event.summary
    until(lambda: was["uid"] not in story.feed(feed_of_a), 20, "the feed of A")
    texts, mails = story.news()
    a = demo.person(story.db, "hoa.sen")
    words = {t.to.lstrip("+"): t.text for t in texts}
    assert sorted(words) == sorted(x["sms"].lstrip("+") for x in (a, b)) and len(texts) == 2
    assert "KHÔNG còn tham gia" in words[a["sms"].lstrip("+")]
    assert "KHÔNG" not in words[b["sms"].lstrip("+")]
    assert sorted(m.recipients[0] for m in mails) == sorted((a["mail"], b["mail"]))


def adjourn_it(story, feed):
    was = story.hearing()
    story.edit(state="adjourned")
    event = changed(story, feed, was["uid"], was["sequence"] + 1)
    assert event.status == "CANCELLED"
    text, _ = is_for(story, "bong.sung", *story.news())
    assert demo.said("hearing.adjourned") in text


def cancel_it(story, feed):
    was = story.hearing()
    story.edit(state="cancelled")
    event = changed(story, feed, was["uid"], was["sequence"] + 1)
    assert event.status == "CANCELLED" and CASE in event.summary
    assert event.summary.startswith(demo.said("feed.cancelled"))
    text, _ = is_for(story, "bong.sung", *story.news())
    assert demo.said("hearing.cancelled") in text


def test_a_gateway_without_vietnamese_letters_gets_plain_latin_and_never_a_question_mark(
        db, make_dutyd, kannel, tmp_path):
    demo.run_on_papers(db)
    make_dutyd(**gateway.kannel_settings(tmp_path / "gateways", kannel, text="fold"))
    demo.add_notices(db, 1)
    (text,) = until(kannel.texts, 30, "the text")
    assert text.text.startswith("TGPL: Ong/Ba tham gia phien toa vu vu-1: 07:30, 01/12/2026, Toa an, "
                                "Phong A (")
    assert text.text.isascii() and "?" not in text.text and text.parts == 1


def solve(problem, seed, record, out):
    """As far as the recorded run went: the budget shapes the search, the moves are where it ended."""
    subprocess.run([PROGRAMS / "dutysolve", "--budget", str(record["budget"]), "--until",
                    str(record["moves"]), "--seed", str(seed), "--problem", problem, "--out", out],
                   check=True, capture_output=True, timeout=120)
    return out.read_bytes()


def test_the_draft_keeps_every_rule_and_its_record_draws_the_same(db, make_dutyd, tmp_path):
    dutyd = make_dutyd(roster__seconds=1)
    month = f"{demo.next_month():%Y-%m}"
    demo.draw(dutyd.client("coordinator"), demo.next_month(), "11")
    with db.connect() as c, c.transaction():
        c.execute("select set_config('app.center_id', center_id::text, true)"
                  " from duty.center where code = 'cantho'")
        posed = c.execute("select duty.roster_problem(%s) as p", [month]).fetchone()["p"]
    problem = tmp_path / "problem.json"
    problem.write_text(json.dumps(posed))
    record = db.value("select draft from duty.roster where lower(period) = %s", demo.next_month())
    first = solve(problem, record["seed"], record, tmp_path / "first.json")
    assert solve(problem, record["seed"], record, tmp_path / "again.json") == first
    assert solve(problem, 12, record, tmp_path / "other.json") != first

    solution = json.loads(first)
    check = Check(Problem(posed), solution)
    check.run()
    assert check.faults == []
    kept = {(d["shift_id"], d["provider_id"]) for d in db.rows(
        "select shift_id, provider_id from duty.draft_assignment")}
    assert kept == {(a["shift"], a["provider"]) for a in solution["assignments"]}

"""Saying "I know of it" without a log-in: the link in a message, a reply by text, a missed call, and the
coordinator who rang. A daemon with the capture gateway; the gateway's side is the callback's function."""
import re

import pytest

import demo
from wait import until

WHO = "bong.sung"
LINK = re.compile(r"(/c/[2-9a-z]{16})\b")


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory):
    with demo.running(cluster, template, tmp_path_factory.mktemp("confirm")) as dutyd:
        dutyd.ctl("notice", "numbers", "cantho", "8088", "02923800000")
        dutyd.office = dutyd.client("coordinator")
        yield dutyd


class Asked:
    """A hearing whose provider was asked by text, and the text."""
    numbers = iter(range(20))

    def __init__(self, dutyd):
        n = next(self.numbers)
        day = demo.weekdays(demo.next_month())[n]
        self.db, self.client = dutyd.database, dutyd.office
        self.code = f"{600 + n}/2027/TLST-HS"
        page = self.client.submit("/hearings/new", {
            "court_id": demo.court(self.db, "tand-kv1"), "code": self.code, "time": "07:30",
            "date": str(day), "confirm": "on", "subject": "Trộm cắp tài sản",
            "provider_id": demo.person(self.db, WHO)["provider_id"]}, form="/hearings/new")
        self.id = int(re.search(r"/hearings/(\d+)", page.path).group(1))
        self.text = self.captured("sms")
        self.link = LINK.search(self.text).group(1)

    def captured(self, channel):
        return until(lambda: self.db.value(
            "select body from duty.captured where channel = %s and body like %s"
            " order by captured_id desc limit 1", channel, f"%{self.code}%"), 20, "the message")

    def state(self):
        (mine,) = self.client.get_json(f"/hearings/{self.id}")["confirms"]
        return mine["state"]

    def phone(self):
        return self.db.value("select address from duty.notice where channel = 'sms'"
                             " and params ->> 'hearing_id' = %s limit 1", str(self.id))

    def number(self):
        return self.db.value("select reply_number from duty.hearing_confirm"
                             " where hearing_id = %s and ended_at is null", self.id)

    def says(self, text, sender=None, number=None, kind="text"):
        return self.db.value("select duty.incoming_take('kannel', %s, %s, '8088', %s, %s) ->> 'verdict'",
                             kind, (sender or self.phone()).lstrip("+"), text,
                             number or f"m{self.id}{text}", user="duty_jobs")


@pytest.fixture
def asked(dutyd):
    return Asked(dutyd)


def test_one_tap_on_the_link_in_a_text_confirms_without_a_log_in(dutyd, asked):
    phone = dutyd.client()
    page = phone.get(asked.link)
    assert page.status == 200 and asked.code in page.text
    phone.post_form(asked.link, {"answer": "confirm"})
    assert asked.state() == "link"


def test_a_program_that_only_follows_the_link_confirms_nothing_and_is_on_record(dutyd, asked):
    for _ in range(3):
        dutyd.client().get(asked.link, {"User-Agent": "Mail-Scanner/9"})
    assert asked.state() == "waiting"
    assert asked.db.rows("select client from duty.link where opened_at is not null"
                         " and hearing_id = %s", asked.id) == [{"client": "Mail-Scanner/9"}]


def test_the_page_of_a_link_names_nobody_and_says_nothing_of_the_accusation(dutyd, asked):
    page = dutyd.client().get(asked.link).text
    name = asked.db.value("select full_name from duty.person n join duty.provider p"
                          " using (center_id, person_id) where p.provider_id = %s",
                          demo.person(asked.db, WHO)["provider_id"])
    assert name not in page and "Trộm cắp" not in page


def test_the_link_is_nowhere_but_in_the_message(dutyd, asked):
    code = asked.link.rpartition("/")[2]
    kept = asked.db.rows("select text from duty.notice_attempt a join duty.notice n"
                         " using (center_id, notice_id) where n.params ->> 'hearing_id' = %s",
                         str(asked.id))
    assert kept and all(code not in (row["text"] or "") for row in kept)
    dutyd.client().get(asked.link)
    assert code not in dutyd.output()


def test_nobody_guesses_a_link(dutyd, asked):
    wrong = asked.link[:-1] + ("2" if asked.link[-1] != "2" else "3")
    assert dutyd.client().get(wrong).status == 404
    assert dutyd.client().post_form(wrong, {"answer": "confirm"}).status == 404
    assert asked.state() == "waiting"


def test_a_link_of_before_a_change_confirms_nothing_and_says_why(dutyd, asked):
    path = f"/hearings/{asked.id}/edit"
    asked.client.submit(path, {"confirm": "on", "time": "09:00"}, form=path)
    assert dutyd.client().post_form(asked.link, {"answer": "confirm"}).status == 409
    assert asked.state() == "waiting"


def test_a_reply_with_its_number_confirms_from_the_right_telephone_alone(asked):
    number = asked.number()
    assert asked.says(f"XACNHAN {number}", sender="+84912345678") == "stranger"
    assert asked.says(f"XACNHAN {(number - 9) % 90 + 10}") == "wrong_code"
    assert asked.state() == "waiting"
    assert asked.says(f"xác nhận {number}") == "confirmed"
    assert asked.state() == "reply"


def test_a_reply_that_the_gateway_brings_twice_counts_once(asked):
    number = asked.number()
    first = asked.says(f"XACNHAN {number}", number="same")
    assert (first, asked.says(f"XACNHAN {number}", number="same")) == ("confirmed", "known")
    assert asked.db.value("select count(*) from duty.incoming where message_id = 'same'") == 1


def test_a_missed_call_confirms_the_newest_question(dutyd, asked):
    newer = Asked(dutyd)
    assert newer.says("", kind="call") == "confirmed"
    assert (asked.state(), newer.state()) == ("waiting", "call")


def test_what_came_in_is_shown_to_the_coordinators(asked):
    asked.says("tôi sẽ hỏi lại")
    page = asked.client.get("/messages/incoming")
    assert "tôi sẽ hỏi lại" in page.text
    assert "/messages/incoming" in asked.client.get("/").text


def test_silence_climbs_to_a_task_that_ends_with_the_telephone_call(dutyd):
    asked = Asked(dutyd)
    asked.db.rows("update duty.hearing_confirm set asked_at = duty.now() - interval '3 days',"
                  " remind_at = duty.now() - interval '2 days', climb_at = duty.now() - interval '1 hour'"
                  " where hearing_id = %s", asked.id)
    until(lambda: asked.db.value("select count(*) from duty.task where ended_at is null"
                                 " and params ->> 'hearing_id' = %s", str(asked.id)), 40, "the task")
    task = asked.db.value("select task_id from duty.task where ended_at is null"
                          " and params ->> 'hearing_id' = %s", str(asked.id))
    assert f"/tasks/{task}" in asked.client.get("/").text
    assert asked.client.post_form(f"/tasks/{task}", {"what": "told"}).path == "/?done=task"
    assert asked.state() == "phone"
    assert f"/tasks/{task}" not in asked.client.get("/").text


def test_not_my_number_stops_all_messages_there_and_asks_a_coordinator(dutyd):
    asked = Asked(dutyd)
    phone = asked.phone()
    dutyd.client().post_form(asked.link, {"answer": "wrong"})
    try:
        assert asked.db.value("select count(*) from duty.contact where address = %s"
                              " and verified_at is not null", phone) == 0
        assert "/people/" in asked.client.get("/").text
        assert asked.db.value("select count(*) from duty.task where kind = 'contact.wrong'"
                              " and ended_at is null and params ->> 'address' = %s", phone) == 1
        assert asked.state() == "waiting"
    finally:
        asked.db.rows("update duty.contact set verified_at = duty.now() where address = %s", phone)
        asked.db.rows("update duty.suppression set ended_at = duty.now()")


def test_the_mail_programs_own_button_unsubscribes_with_one_click_and_no_redirect(dutyd):
    db, who = dutyd.database, demo.person(dutyd.database, "hoa.sen")
    link = db.value("""
        with n as (insert into duty.notice (center_id, person_id, channel, address, language, template,
                params, dedupe_key, state, reason, due_at, deadline, created_at)
            select center_id, person_id, 'mail', 'x@example.vn', 'vi', 'hearing.reminder', '{}', 'test:off',
                'held', 'later', '2060-01-01', '2060-01-02', duty.now()
            from duty.person where person_id = %s returning *)
        select duty.notice_links(n::duty.notice, '{{unsubscribe_link}}') ->> 'unsubscribe_link'
        from (select x.* from n x) n""", who["person_id"])
    program = dutyd.client()
    for send in (lambda: program.post_form(link, {"List-Unsubscribe": "One-Click"}, follow=False),
                 lambda: program.post_multipart(link, {"List-Unsubscribe": "One-Click"}, {},
                                                follow=False)):
        assert send().status == 200
    assert db.value("select off from duty.notice_choice where person_id = %s",
                    who["person_id"]) == ["hearing.reminder"]
    assert dutyd.client().get(link).status == 200

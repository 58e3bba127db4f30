"""Whose number is this? Shown by a code that went there and came back, and ended by whoever got it wrongly."""
import re

import pytest

import demo
from wait import until

CODE = re.compile(r"\b(\d{3}-\d{3})\b")
LINK = re.compile(r"(/c/[2-9a-z]{16})\b")


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory):
    with demo.running(cluster, template, tmp_path_factory.mktemp("verify")) as dutyd:
        yield dutyd


class Owner:
    """A provider, signed in, who adds a number of their own."""
    numbers = iter(range(10, 99))

    def __init__(self, dutyd):
        self.db, self.client = dutyd.database, dutyd.client("hoa.sen")
        # An account may ask for a few an hour: what tests before this one asked for is long ago.
        self.db.rows("update duty.contact_code set asked_at = asked_at - interval '2 hours'")
        self.address = f"+849087654{next(self.numbers)}"
        self.add("sms", self.address)
        self.id = self.db.value("select contact_id from duty.contact where address = %s", self.address)

    def add(self, channel, address):
        self.client.get("/me/contacts")
        return self.client.post_form("/me/contacts", {"channel": channel, "address": address})

    def ask(self):
        """A code, as it stood in the text."""
        before = self.texts()
        reply = self.client.post_form(f"/me/contacts/{self.id}/code", {})
        assert reply.path == "/me/contacts?result=sent", reply
        until(lambda: len(self.texts()) > len(before), 20, "the text with the code")
        return CODE.search(self.texts()[-1]).group(1)

    def texts(self):
        return [row["body"] for row in self.db.rows(
            "select body from duty.captured where address = %s order by captured_id", self.address)]

    def enter(self, code):
        reply = self.client.post_form(f"/me/contacts/{self.id}/check", {"code": code})
        return reply.path.rpartition("=")[2]

    def is_verified(self):
        return self.db.value("select verified_at is not null from duty.contact where contact_id = %s",
                             self.id)


@pytest.fixture
def owner(dutyd):
    return Owner(dutyd)


def test_a_number_is_verified_by_the_code_that_was_sent_there(owner):
    code = owner.ask()
    assert not owner.is_verified()
    assert owner.enter(code.replace("-", " ")) == "right"
    assert owner.is_verified()


def test_three_wrong_codes_end_it(owner):
    code = owner.ask()
    wrong = "000-000" if code != "000-000" else "000-001"
    assert [owner.enter(wrong) for _ in range(3)] == ["wrong", "wrong", "spent"]
    assert owner.enter(code) == "over"
    assert not owner.is_verified()


def test_only_the_newest_code_counts(owner):
    first, second = owner.ask(), owner.ask()
    assert owner.enter(first) == ("right" if first == second else "wrong")
    assert owner.enter(second) == "right" or first == second


def test_a_fourth_code_within_an_hour_is_refused_with_a_sentence(owner):
    for _ in range(3):
        owner.ask()
    reply = owner.client.post_form(f"/me/contacts/{owner.id}/code", {})
    assert reply.status == 429 and "một giờ" in reply.text


def test_a_code_is_kept_nowhere_it_could_be_read(dutyd, owner):
    code = owner.ask()
    kept = owner.db.rows("select a.text, n.params from duty.notice_attempt a"
                         " join duty.notice n using (center_id, notice_id) where n.address = %s",
                         owner.address)
    assert kept and all(code not in str(row) for row in kept)
    assert code not in dutyd.output()


def test_nobody_uses_the_address_of_another(dutyd, owner):
    other = dutyd.client("bong.sung")
    other.get("/me/contacts")
    assert other.post_form(f"/me/contacts/{owner.id}/code", {}).status == 404
    assert other.post_form(f"/me/contacts/{owner.id}/check", {"code": "123-456"}).status == 404


def test_a_landline_is_refused_beside_its_field(owner):
    reply = owner.add("sms", "0292 3812345")
    assert reply.status == 422 and 'aria-invalid="true"' in reply.text


def test_whoever_gets_the_code_wrongly_ends_it_with_one_press(dutyd, owner):
    owner.ask()
    link = LINK.search(owner.texts()[-1]).group(1)
    stranger = dutyd.client()
    page = stranger.get(link)
    assert page.status == 200 and "Hoa Sen" not in page.text
    assert stranger.post_form(link, {"answer": "wrong"}).status == 200
    reply = owner.client.post_form(f"/me/contacts/{owner.id}/code", {})
    assert reply.status == 409, "nothing is sent to a number that is somebody else's"
    task = owner.db.rows("select kind from duty.task where params ->> 'address' = %s", owner.address)
    assert task == [{"kind": "contact.wrong"}]

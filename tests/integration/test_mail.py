"""Mail through relays as they are in the world: slow, full, closed, deaf to other alphabets, and some that
take a mail and then give no answer. Each mail ends as what really happened to it."""
import re
import time

import pytest

import mails as sender
from sink import Sink
from smtp import Mailserver
from switch import Switch
from wait import until

HERE = "ghi.chep@example.vn"


@pytest.fixture(scope="module")
def relay():
    """It keeps what it gets."""
    server = Mailserver().start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def switch(relay):
    switch = Switch(relay).start()
    yield switch
    switch.stop()


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory, switch):
    with sender.sending(cluster, template, tmp_path_factory.mktemp("mail"), switch.url,
                       http__public_url="https://truc.example.vn") as dutyd:
        yield dutyd


@pytest.fixture
def mails(dutyd, relay, switch):
    """Each test begins with a relay that takes everything, and leaves it so."""
    yield dutyd.mails
    relay.answers.clear()
    relay.after_data.clear()
    switch.turn(relay)
    dutyd.mails.let_go()


@pytest.fixture
def sink(switch):
    """sink(option...): the relay has these faults from now on."""
    made = []

    def start(*options):
        made.append(Sink(*options).start())
        switch.turn(made[-1])
        return made[-1]
    yield start
    for each in made:
        each.stop()


@pytest.fixture
def server():
    """server(option=...): another relay that keeps what it gets."""
    made = []

    def start(**options):
        made.append(Mailserver(**options).start())
        return made[-1]
    yield start
    for each in made:
        each.stop()


# ---- what a mail is ----

def test_each_mail_has_one_recipient_and_says_that_a_program_wrote_it(mails, relay):
    numbers = [mails.write(f"nguoi{n}@example.vn") for n in range(5)]
    assert [mails.ended(n) for n in numbers] == ["sent"] * 5
    kept = [m for m in relay.mails() if m.recipients[0].startswith("nguoi")]
    assert sorted(m.recipients for m in kept) == [[f"nguoi{n}@example.vn"] for n in range(5)]
    for m in kept:
        assert m.message["Auto-Submitted"] == "auto-generated"
        assert [a.addr_spec for a in m.message["To"].addresses] == m.recipients
        assert "Cc" not in m.message and "Bcc" not in m.message
        assert m.message["Date"].datetime and m.message["Message-ID"].startswith("<notice.")
        assert max(map(len, m.raw.split(b"\r\n"))) <= 998
        assert "List-Unsubscribe" not in m.message, "a hearing's mail cannot be switched off"
    assert len({m.message["Message-ID"] for m in kept}) == 5


def test_a_mail_that_goes_out_twice_has_the_same_name_both_times(mails, relay):
    relay.after_data[HERE] = "drop"  # it keeps the mail and gives no answer
    number = mails.write(HERE)
    assert mails.tried(number)[0]["outcome"] == "unknown"
    del relay.after_data[HERE]
    assert mails.ended(number) == "sent"
    names = [m.message["Message-ID"] for m in relay.mails(HERE) if f".{number}@" in m.message["Message-ID"]]
    assert len(names) == len(mails.attempts(number)) > 1 and len(set(names)) == 1


def test_what_may_be_switched_off_says_how_in_its_head(mails, relay):
    assert mails.ended(mails.write("nhac@example.vn", template="hearing.reminder")) == "sent"
    (mail,) = relay.mails("nhac@example.vn")
    assert re.fullmatch(r"<https://truc\.example\.vn/u/[A-Za-z0-9_-]+>", mail.message["List-Unsubscribe"])
    assert mail.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_relays_words_and_its_name_for_a_mail_are_kept_as_evidence(mails, relay):
    relay.after_data[HERE] = "250 2.0.0 Ok: queued as 4TxYz1"
    (attempt,) = mails.tried(mails.write(HERE))
    assert attempt["gateway_id"] == "4TxYz1" and "queued as 4TxYz1" in attempt["detail"]


def test_mails_share_their_lines_to_the_relay(mails, switch):
    before = switch.opened
    numbers = [mails.write(f"nguoi{n}@example.vn") for n in range(60)]
    assert {mails.ended(n) for n in numbers} == {"sent"}
    assert switch.opened - before <= 8


# ---- refusals and faults ----

@pytest.mark.parametrize("answer", ["450 4.2.1 busy", "452 4.2.2 full", "421 4.3.2 closing"])
def test_a_refusal_for_now_is_tried_again(mails, relay, answer):
    relay.answers[HERE] = answer
    number = mails.write(HERE)
    attempt = mails.tried(number)[0]
    assert (attempt["outcome"], attempt["code"]) == ("tempfail", answer[:3])
    assert answer in attempt["detail"]
    relay.answers.clear()
    assert mails.ended(number) == "sent" and mails.stopped() == {}


def test_no_such_user_is_not_tried_again_and_its_address_is_left_alone(mails, relay):
    gone = "khong.con@example.vn"
    relay.answers[gone] = "550 5.1.1 no such user"
    number = mails.write(gone)
    assert mails.ended(number) == "failed" and len(mails.attempts(number)) == 1
    assert mails.stopped() == {gone: "refused"} and mails.tasks() == [gone]
    relay.answers.clear()
    again = mails.write(gone)
    assert mails.ended(again) not in ("sent", "unknown")
    assert relay.attempts.count(gone) == 1


@pytest.mark.parametrize("answer", ["550 5.7.1 policy", "552 5.2.2 mailbox full", "554 5.6.0 content"])
def test_a_refusal_that_is_not_for_the_address_stops_no_address(mails, relay, answer):
    relay.after_data[HERE] = answer
    assert mails.ended(mails.write(HERE)) == "failed"
    assert HERE not in mails.stopped()


@pytest.mark.parametrize("options, outcome, code", [
    (("-r", "rcpt"), "tempfail", "450"), (("-r", "mail"), "tempfail", "450"), (("-r", "."), "tempfail", "450"),
    (("-r", "data"), "tempfail", "450"), (("-q", "rcpt"), "tempfail", "not_sent"),
    (("-q", "ehlo"), "tempfail", "not_sent"), (("-Q", "mail"), "tempfail", "421"),
    (("-q", "."), "unknown", "no_answer"), (("-f", "."), "permfail", "500")])
def test_a_relay_that_fails_at_any_word_is_understood(mails, relay, switch, sink, options, outcome, code):
    sink(*options)
    number = mails.write(HERE)
    attempt = mails.tried(number)[0]
    assert (attempt["outcome"], attempt["code"]) == (outcome, code), attempt
    switch.turn(relay)
    assert mails.ended(number) == ("failed" if outcome == "permfail" else "sent")
    assert HERE not in mails.stopped()


def test_a_relay_that_is_too_slow_holds_up_nothing_else(dutyd, mails, sink):
    sink("-W", ".:30")
    number = mails.write(HERE)
    until(lambda: mails.state(number) == "leased", 10, "it to be on its way")
    began = time.monotonic()
    assert dutyd.client().get("/ready").status == 200
    assert time.monotonic() - began < 8, "it waited for the relay"
    attempt = mails.tried(number)[0]
    assert (attempt["outcome"], attempt["code"]) == ("unknown", "no_answer")


def test_a_relay_that_is_away_loses_no_mail(mails, relay, switch):
    switch.turn(None)
    numbers = [mails.write(f"xa{n}@example.vn") for n in range(20)]
    assert mails.tried(numbers[0])[0]["code"] == "not_sent"
    switch.turn(relay)
    assert {mails.ended(n) for n in numbers} == {"sent"}
    assert sorted(m.recipients[0] for m in relay.mails() if m.recipients[0].startswith("xa")) == \
        sorted(f"xa{n}@example.vn" for n in range(20))


def test_a_mail_whose_hour_is_past_is_never_sent(mails, relay, switch):
    switch.turn(None)
    number = mails.write("tre@example.vn")
    mails.tried(number)
    mails.db.rows("update duty.notice set deadline = duty.now() where notice_id = %s", number)
    switch.turn(relay)
    assert mails.ended(number) in ("failed", "expired")
    assert relay.mails("tre@example.vn") == []


# ---- other alphabets ----

def test_an_address_of_another_alphabet_goes_where_it_is_understood(mails, relay):
    before = len(relay.envelopes)
    assert mails.ended(mails.write("ánh@example.vn")) == "sent"
    assert mails.ended(mails.write("anh@example.vn")) == "sent"
    (mail,) = relay.mails("ánh@example.vn")
    assert "To: <ánh@example.vn>".encode() in mail.raw
    assert [("SMTPUTF8" in options) for options, _ in relay.envelopes[before:]] == [True, False], \
        "asked for where it is needed, and nowhere else"


def test_where_it_is_not_understood_the_mail_is_not_sent_and_holds_up_no_other(mails, server, switch):
    plain = server(enable_SMTPUTF8=False)
    switch.turn(plain)
    number = mails.write("ánh@example.vn")
    assert mails.ended(number) == "failed"
    assert mails.attempts(number)[0]["code"] == "no_smtputf8" and plain.attempts == []
    assert mails.ended(mails.write(HERE)) == "sent"

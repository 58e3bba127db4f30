"""Answers to invitations by mail, through a real Postfix into a real mailbox that dutyd reads: what can
be believed shows, as evidence; nothing else does."""
import re
import shutil

import pytest

import demo
import invitations
import strain
from daemon import Dutyd
from dovecot import PASSWORD, Dovecot
from invitations import reply
from postfix import Postfix
from process import PROGRAMS
from wait import until

WHO = "vu.sua"
SETTINGS = {"notice__mail_gateway": "smtp", "mail__inbox_user": "lich-truc",
            "mail__inbox_password": PASSWORD, "mail__inbox_seconds": 1}


@pytest.fixture(scope="module")
def post():
    dovecot = Dovecot().start()
    postfix = Postfix(dovecot).start()
    yield dovecot, postfix
    postfix.stop()
    dovecot.stop()


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory, post):
    dovecot, postfix = post
    with demo.running(cluster, template, tmp_path_factory.mktemp("inbox"),
                      notice__smtp_url=postfix.url, mail__inbox_url=dovecot.url(),
                      **SETTINGS) as dutyd:
        strain.unthrottled(dutyd.database)
        dutyd.office = dutyd.client("coordinator")
        yield dutyd


class Asked:
    """A hearing whose provider was invited, and what is known of the answer."""
    numbers = iter(range(40))

    def __init__(self, dutyd, post):
        n = next(self.numbers)
        days = demo.weekdays(demo.next_month())
        self.dutyd, self.db, self.post = dutyd, dutyd.database, post
        self.client = dutyd.office
        self.code = f"{500 + n}/2027/TLST-HS"
        page = self.client.submit("/hearings/new", {
            "court_id": demo.court(self.db, "tand-kv1"), "code": self.code,
            "time": "07:30" if n < 20 else "13:30", "date": str(days[n % 20]), "confirm": "on",
            "provider_id": demo.person(self.db, WHO)["provider_id"]}, form="/hearings/new")
        self.id = int(re.search(r"/hearings/(\d+)", page.path).group(1))
        self.invitation = self.newest(1)

    def newest(self, count):
        def mine():
            return [i for i in invitations.invitations(self.post[0], WHO)
                    if str(i.event["UID"]) == f"hearing-1-{self.id}@dutyd"]
        until(lambda: len(mine()) >= count, 20, "the invitation")
        return mine()[-1]

    def move(self, room):
        path = f"/hearings/{self.id}/edit"
        self.client.submit(path, {"confirm": "on", "room": room}, form=path)

    def standing(self):
        (mine,) = self.client.get_json(f"/hearings/{self.id}")["answers"]
        return mine["standing"] and (mine["standing"]["answer"], mine["standing"]["way"])

    def mail(self, raw, to=None):
        """Sends it and waits until dutyd has looked at it."""
        dovecot, postfix = self.post
        before = len(dovecot.flags("lich-truc"))
        postfix.send("tra-loi@example.vn", to or self.invitation.organizer, raw)
        until(lambda: len(dovecot.flags("lich-truc")) > before, 20, "the answer in the mailbox")
        until(lambda: all("\\Answered" in f for f in dovecot.flags("lich-truc")), 20, "a flag")

    def verdicts(self):
        return [r["verdict"] for r in self.db.rows("""
            select a.verdict from duty.invite_answer a join duty.invite i using (center_id, invite_id)
            where i.hearing_id = %s order by a.answer_id""", self.id)]


def beside(asked, folder, mailbox, host="127.0.0.1"):
    """A second daemon on the same database, with a mailbox of its own or the same. Only 127.0.0.1 is
    taken for this host."""
    first = asked.dutyd
    return Dutyd(first.database, folder, state__secret_key=first.settings["state.dir"] / "secret.key",
                 mail__inbox_url=asked.post[0].url(host), **{**SETTINGS, "mail__inbox_user": mailbox})


@pytest.fixture
def asked(dutyd, post):
    return Asked(dutyd, post)


@pytest.mark.parametrize("shape, partstat, answer", [
    ("google", "ACCEPTED", "accepted"), ("outlook", "DECLINED", "declined"),
    ("apple", "TENTATIVE", "tentative"), ("thunderbird", "ACCEPTED", "accepted")])
def test_an_answer_of_each_program_flips_what_is_shown(asked, shape, partstat, answer):
    assert asked.standing() is None
    asked.mail(reply(asked.invitation, partstat, shape=shape))
    assert asked.standing() == (answer, "mail")
    page = asked.client.get(f"/hearings/{asked.id}").text
    assert demo.said(f"answer.{answer}") in page and demo.said("answer.way.mail") in page


def test_a_mailed_answer_is_evidence_and_confirms_nothing(asked):
    asked.mail(reply(asked.invitation, "ACCEPTED"))
    (confirm,) = asked.client.get_json(f"/hearings/{asked.id}")["confirms"]
    assert confirm["state"] == "waiting"
    link = asked.invitation.link.split("/a/")[1]
    asked.dutyd.client().post_form(f"/a/{link}", {"answer": "declined"})
    asked.mail(reply(asked.invitation, "TENTATIVE", stamp="20261122T100000Z"))
    assert asked.standing() == ("declined", "link"), "our own link is the record"


def test_a_newer_answer_replaces_an_older_and_never_the_other_way_round(asked):
    asked.mail(reply(asked.invitation, "ACCEPTED", stamp="20261122T090000Z"))
    asked.mail(reply(asked.invitation, "DECLINED", stamp="20261122T100000Z"))
    assert asked.standing() == ("declined", "mail")
    asked.mail(reply(asked.invitation, "ACCEPTED", stamp="20261122T093000Z"))
    assert asked.standing() == ("declined", "mail")
    assert asked.verdicts() == ["taken", "taken", "older"]


def test_an_answer_to_hours_that_have_changed_is_none(asked):
    asked.move("Phòng B")
    asked.newest(2)
    asked.mail(reply(asked.invitation, "ACCEPTED"))
    assert asked.standing() is None
    assert asked.verdicts() == ["older"]


@pytest.mark.parametrize("change, verdict", [
    ({"sender": "ke.la@example.vn"}, "sender"), ({"attendee": "ban.oi@tgpl-cantho.example.vn"}, "attendee"),
    ({"uid": "hearing-1-1@dutyd"}, "event"), ({"sequence": 7}, "older")])
def test_what_cannot_be_believed_changes_nothing(asked, change, verdict):
    asked.mail(reply(asked.invitation, "ACCEPTED", **change))
    assert asked.standing() is None
    assert asked.verdicts() == [verdict]


@pytest.mark.parametrize("spoil", [
    lambda a: a.replace("@", "0@"), lambda a: re.sub(r".@", lambda m: ("1@" if m[0][0] != "1" else "2@"), a),
    lambda a: re.sub(r"\+1-\d+-", "+1-1-", a), lambda a: re.sub(r"\+[^@]*", "", a),
    lambda a: a.replace("+1-", "+2-")])
def test_an_address_we_did_not_make_is_no_answer(asked, spoil):
    made_up = spoil(asked.invitation.organizer)
    raw = reply(asked.invitation, "ACCEPTED", to=made_up)
    asked.mail(raw.replace(asked.invitation.organizer.encode(), made_up.encode()), to=made_up)
    assert asked.standing() is None and asked.verdicts() == []


def test_the_same_mail_twice_counts_once(asked):
    raw = reply(asked.invitation, "ACCEPTED", stamp="20261122T110000Z")
    asked.mail(raw)
    with asked.post[0].box("lich-truc") as box:
        number = box.search(None, "ALL")[1][0].split()[-1]
        box.store(number, "-FLAGS", "\\Answered")  # as if the flag had been lost
    until(lambda: all("\\Answered" in f for f in asked.post[0].flags("lich-truc")), 20, "the flag again")
    assert asked.verdicts() == ["taken"]


def test_an_answer_does_not_hold_up_the_outbox_while_somebody_plans(asked):
    dovecot, postfix = asked.post
    with asked.db.connect() as c, c.transaction():
        c.execute("select pg_advisory_xact_lock(7001, 1)")  # write_lock of the Centre
        postfix.send("tra-loi@example.vn", asked.invitation.organizer, reply(asked.invitation, "ACCEPTED"))
        until(lambda: any(e["answer"] == "BUSY" for e in asked.dutyd.events("inbox.mail")), 20, "a look")
        assert asked.verdicts() == []
    until(lambda: asked.verdicts() == ["taken"], 20, "the answer")
    until(lambda: all("\\Answered" in f for f in dovecot.flags("lich-truc")), 20, "a flag")


def test_two_daemons_on_one_mailbox_take_an_answer_once(asked, tmp_path):
    first = asked.dutyd
    second = beside(asked, tmp_path / "second", SETTINGS["mail__inbox_user"]).start()
    try:
        for stamp in ("20261122T120000Z", "20261122T120001Z", "20261122T120002Z"):
            asked.mail(reply(asked.invitation, "ACCEPTED", stamp=stamp))
        until(lambda: len(second.events("inbox.mail") + first.events("inbox.mail")) >= 3, 10, "three looks")
    finally:
        second.stop()
    assert asked.verdicts() == ["taken"] * 3 and asked.standing() == ("accepted", "mail")


def test_automatic_replies_and_other_mail_are_passed_over(asked):
    asked.mail(invitations.plain_mail(asked.invitation, "Tôi vắng mặt", Auto_Submitted="auto-replied"))
    asked.mail(invitations.plain_mail(asked.invitation, "Xin hỏi một việc"))
    asked.mail(reply(asked.invitation, "ACCEPTED").replace(b"Auto-Submitted: auto-generated",
                                                           b"Auto-Submitted: auto-replied"))
    asked.mail(reply(asked.invitation, "NEEDS-ACTION"))
    assert asked.standing() is None and asked.verdicts() == []


def test_a_mail_made_to_harm_is_flagged_and_the_next_one_read(asked):
    nested = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" * 3000
    asked.mail(b"From: a@example.vn\r\nTo: " + asked.invitation.organizer.encode() + b"\r\n" + nested)
    asked.mail(b"From: a@example.vn\r\nSubject: " + b"x" * 400 + b"\r\n\r\n" + b"y" * 400000)
    asked.mail(reply(asked.invitation, "ACCEPTED"))
    assert asked.standing() == ("accepted", "mail")


def test_neither_a_mail_that_cannot_be_given_nor_a_flood_keeps_an_answer_back(asked, tmp_path):
    dovecot = asked.post[0]
    dovecot.append("ngap", b"Subject: mat\r\n\r\n")
    dovecot.spoil_first("ngap")
    dovecot.append("ngap", reply(asked.invitation, "ACCEPTED", stamp="20261122T130000Z"))
    dovecot.append("ngap", b"Subject: rac\r\n\r\n")
    with dovecot.box("ngap") as box:
        for n in range(14):
            assert box.copy(f"3:{2 + 2 ** n}", "INBOX")[0] == "OK"
        assert len(box.uid("SEARCH", "UNANSWERED")[1][0]) > 64 << 10
    second = beside(asked, tmp_path / "second", "ngap").start()
    try:
        until(lambda: asked.verdicts() == ["taken"], 30, "the answer")
        until(lambda: len(second.events("inbox.mail")) > 25, 30, "the mails behind it")
        assert second.events("inbox.lost") and not second.events("inbox.failed")
    finally:
        second.stop()


def test_a_broken_reader_of_ours_loses_no_answer(asked, tmp_path):
    programs, dovecot = tmp_path / "programs", asked.post[0]
    programs.mkdir()
    shutil.copy(PROGRAMS / "dutyd", programs)
    shutil.copy("/bin/false", programs / "dutyparse")
    dovecot.append("hong", reply(asked.invitation, "ACCEPTED", stamp="20261122T140000Z"))
    second = beside(asked, tmp_path / "second", "hong")
    second.programs = programs
    second.start()
    try:
        until(lambda: second.events("inbox.mail"), 20, "a look")
        assert "\\Answered" not in dovecot.flags("hong")[0] and asked.verdicts() == []
        shutil.copy(PROGRAMS / "dutyparse", programs / "mended")
        (programs / "mended").rename(programs / "dutyparse")
        until(lambda: asked.verdicts() == ["taken"], 20, "the answer")
    finally:
        second.stop()


def test_no_password_goes_to_another_host_without_tls(asked, tmp_path):
    second = beside(asked, tmp_path / "second", "an-toan", host="127.0.0.2").start()
    try:
        until(lambda: second.events("inbox.failed"), 20, "a refusal")
        assert "SSL" in second.events("inbox.failed")[0]["detail"]
    finally:
        second.stop()


def test_a_mailbox_that_is_away_holds_nothing_up(asked):
    dovecot, postfix = asked.post
    dovecot.command("stop")
    try:
        until(lambda: asked.dutyd.events("inbox.failed"), 20, "a failed look")
        assert asked.dutyd.client().get("/ready").status == 200
    finally:
        dovecot.start()
    asked.mail(reply(asked.invitation, "ACCEPTED"))
    assert asked.standing() == ("accepted", "mail")


def test_neither_addresses_nor_tokens_reach_the_log(asked):
    asked.mail(reply(asked.invitation, "ACCEPTED"))
    token = asked.invitation.organizer.split("@")[0].rsplit("-", 1)[1]
    log = asked.dutyd.output()
    assert token not in log and asked.invitation.attendee not in log
    assert any(e["answer"] == "taken" for e in asked.dutyd.events("inbox.mail"))

"""Mail that comes back, through a real Postfix into a real mailbox that dutyd reads: who could not be reached
is known, reached otherwise, and not written to again until a coordinator says so."""
import re
from email.message import EmailMessage

import pytest

import demo
import mails as sender
from dovecot import PASSWORD, Dovecot
from postfix import Postfix
from sink import Sink
from wait import until

LOGIN = "bong.sung"


@pytest.fixture(scope="module")
def abroad():
    """The world outside refuses everybody for good, once Postfix has taken the mail."""
    sink = Sink("-f", "rcpt").start()
    yield sink
    sink.stop()


@pytest.fixture(scope="module")
def post(abroad):
    dovecot = Dovecot().start()
    postfix = Postfix(dovecot, outside=abroad.port).start()
    yield dovecot, postfix
    postfix.stop()
    dovecot.stop()


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory, post):
    dovecot, postfix = post
    with sender.sending(cluster, template, tmp_path_factory.mktemp("bounce"), postfix.url,
                        mail__inbox_url=dovecot.url(), mail__inbox_user="lich-truc",
                        mail__inbox_password=PASSWORD, mail__inbox_seconds=1) as dutyd:
        yield dutyd


@pytest.fixture
def mails(dutyd):
    return dutyd.mails


class Delivered:
    """A mail that has arrived, and the address it would come back to."""
    numbers = iter(range(40))

    def __init__(self, mails, post):
        self.mails, (self.dovecot, self.postfix) = mails, post
        self.name = f"nguoi{next(self.numbers)}"
        self.address = f"{self.name}@example.vn"
        self.number = mails.write(self.address)
        assert mails.ended(self.number) == "sent"
        (mail,) = until(lambda: self.dovecot.mails(self.name), 20, "the mail")
        self.back = mail["Return-Path"].strip("<>")

    def come_back(self, raw, to=None):
        """It comes into our mailbox; waits until dutyd has looked at it."""
        before = len(self.dovecot.flags("lich-truc"))
        self.postfix.send("", to or self.back, raw)
        until(lambda: len(self.dovecot.flags("lich-truc")) > before, 20, "the mail in the mailbox")
        until(lambda: all("\\Answered" in f for f in self.dovecot.flags("lich-truc")), 20, "a flag")

    def report(self, action, status, to=None):
        self.come_back(f"""From: MAILER-DAEMON@mx.example.net
To: <{to or self.back}>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="xx"

--xx
Content-Type: text/plain

I'm sorry to have to inform you.
--xx
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; {self.address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; words
--xx--
""".replace("\n", "\r\n").encode(), to)

    def receipts(self):
        return [r["kind"] for r in self.mails.db.rows(
            "select kind from duty.receipt where notice_id = %s order by receipt_id", self.number)]

    def untouched(self):
        return self.mails.state(self.number) == "sent" and self.receipts() == [] \
            and self.address not in self.mails.stopped()


@pytest.fixture
def delivered(mails, post):
    return Delivered(mails, post)


def test_a_mail_that_is_refused_abroad_comes_back_and_the_person_is_told_by_text(mails):
    gone = "di-roi@noi-khac.example.net"
    number = mails.write(gone)
    until(lambda: mails.state(number) == "failed", 40, "the report")
    assert mails.stopped()[gone] == "bounce" and gone in mails.tasks()
    (attempt,) = mails.attempts(number)
    assert attempt["outcome"] == "ok" and re.search(r"queued as \w+", attempt["detail"])
    (receipt,) = mails.db.rows("select kind, detail from duty.receipt where notice_id = %s", number)
    assert receipt["kind"] == "failed" and receipt["detail"].startswith("5.")
    key = mails.db.value("select dedupe_key from duty.notice where notice_id = %s", number)
    assert mails.db.value("select channel from duty.notice where dedupe_key = %s",
                          re.sub("mail$", "sms", key)) == "sms"
    assert mails.ended(mails.write(gone)) not in ("sent", "unknown"), "nothing goes there any more"


def test_every_mail_has_an_address_of_its_own_to_come_back_to(mails, post):
    one, other = Delivered(mails, post), Delivered(mails, post)
    assert one.back != other.back
    for each in (one, other):
        assert re.fullmatch(rf"lich-truc\+1-{each.number}-[0-9a-f]{{32}}@tgpl\.example\.vn", each.back)


def test_a_delay_is_noted_and_changes_nothing(delivered):
    delivered.report("delayed", "4.4.1")
    assert delivered.receipts() == ["queued"] and delivered.mails.state(delivered.number) == "sent"


def test_a_full_mailbox_fails_the_mail_and_not_the_address(delivered):
    delivered.report("failed", "5.2.2")
    assert delivered.receipts() == ["failed"] and delivered.mails.state(delivered.number) == "failed"
    assert delivered.address not in delivered.mails.stopped()


def test_a_report_waits_for_nobody_who_plans(delivered):
    with delivered.mails.db.connect() as c, c.transaction():
        c.execute("select pg_advisory_xact_lock(7001, 1)")  # write_lock of the Centre
        delivered.report("failed", "5.2.2")
        assert delivered.receipts() == ["failed"]


def test_a_report_twice_counts_once(delivered):
    delivered.report("failed", "5.1.1")
    delivered.report("failed", "5.1.1")
    assert delivered.receipts() == ["failed"]
    assert delivered.mails.tasks().count(delivered.address) == 1


def test_who_is_away_has_not_sent_the_mail_back(delivered):
    away = EmailMessage()
    away["From"], away["To"], away["Subject"] = delivered.address, delivered.back, "Tôi vắng mặt"
    away["Auto-Submitted"] = "auto-replied"
    away.set_content("Tôi đi công tác. 5.1.1 Action: failed")
    delivered.come_back(away.as_bytes())
    del away["Auto-Submitted"]
    delivered.come_back(away.as_bytes())
    assert delivered.untouched()


@pytest.mark.parametrize("spoil", [
    lambda a, n: a.replace(f"-{n}-", f"-{n - 1}-"), lambda a, n: a.replace("+1-", "+2-"),
    lambda a, n: re.sub(r"\w@", lambda m: ("1@" if m[0][0] != "1" else "2@"), a),
    lambda a, n: re.sub(r"\+[^@]*", "", a)])
def test_a_report_to_an_address_we_did_not_make_is_none(delivered, spoil):
    delivered.report("failed", "5.1.1", to=spoil(delivered.back, delivered.number))
    assert delivered.untouched()


def test_a_coordinator_lets_mail_go_there_again(dutyd, delivered):
    who = demo.person(dutyd.database, LOGIN)
    dutyd.database.rows("""insert into duty.contact (center_id, person_id, channel, address, verified_at)
        select center_id, person_id, 'mail', %s, duty.now() from duty.person where person_id = %s""",
                        delivered.address, who["person_id"])
    delivered.report("failed", "5.1.1")
    office = dutyd.client("coordinator")
    page = f"/people/{who['provider_id']}"
    assert demo.said("suppressed.bounce") in office.get(page).text
    contact = dutyd.database.value("select contact_id from duty.contact where address = %s", delivered.address)
    office.submit(page, {"contact_id": contact, "what": "lift"}, form=f"{page}/contact")
    assert demo.said("suppressed.bounce") not in office.get(page).text
    delivered.report("failed", "5.1.1")  # the same one, read again
    assert delivered.address not in delivered.mails.stopped()
    assert delivered.mails.ended(delivered.mails.write(delivered.address)) == "sent"


def test_neither_addresses_nor_tokens_reach_the_log(dutyd, delivered):
    delivered.report("failed", "5.1.1")
    log = dutyd.output()
    assert delivered.address not in log and delivered.back.split("-")[-1].split("@")[0] not in log
    assert any(e["answer"] == "hard" for e in dutyd.events("inbox.mail"))

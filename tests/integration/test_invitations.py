"""Invitations by mail, through a real Postfix to real mailboxes: asked, changed, taken back, in order,
and answered by the link in them."""
import datetime
import email.policy
import json
import re
import time
from urllib.parse import urlsplit

import pytest

import demo
import ics
import invitations
import readers
import strain
from dovecot import Dovecot
from invitations import arrived
from postfix import Postfix
from wait import until

WHO = "vu.sua"  # wants invitations in the demonstration


@pytest.fixture(scope="module")
def dovecot():
    server = Dovecot().start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def postfix(dovecot):
    server = Postfix(dovecot).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory, postfix):
    with demo.running(cluster, template, tmp_path_factory.mktemp("invitations"),
                      notice__mail_gateway="smtp", notice__smtp_url=postfix.url) as dutyd:
        strain.unthrottled(dutyd.database)
        dutyd.office = dutyd.client("coordinator")
        yield dutyd


class Hearing:
    """One hearing of somebody's, entered and changed as a coordinator does."""
    numbers = iter(range(40))

    def __init__(self, dutyd, login=WHO):
        n = next(self.numbers)  # each has a half day of its own
        days = demo.weekdays(demo.next_month())
        self.db, self.client = dutyd.database, dutyd.office
        self.code = f"{100 + n}/2027/TLST-HS"
        reply = self.client.submit("/hearings/new", {
            "court_id": demo.court(self.db, "tand-kv1"), "code": self.code,
            "time": "07:30" if n < 20 else "13:30", "date": str(days[n % 20]), "room": "Phòng A",
            "subject": "Trộm cắp", "provider_id": demo.person(self.db, login)["provider_id"],
            "confirm": "on"}, form="/hearings/new")
        found = re.fullmatch(r"/hearings/(\d+)\?done=hearing", reply.path)
        assert found, reply
        self.id = int(found.group(1))

    def change(self, **fields):
        path = f"/hearings/{self.id}/edit"
        reply = self.client.submit(path, {"confirm": "on", **fields}, form=path)
        assert "done=hearing" in reply.path, reply

    def mails(self, dovecot, name):
        """The invitations about it in a mailbox."""
        uid = f"hearing-1-{self.id}@dutyd"
        return [i for i in invitations.invitations(dovecot, name) if str(i.event["UID"]) == uid]

    def to(self, dovecot, name, count):
        """The same, once everything has left: there are so many."""
        until(lambda: len(self.mails(dovecot, name)) >= count, 20, f"mail {count} about {self.code}")
        demo.settle(self.db)
        found = self.mails(dovecot, name)
        assert len(found) == count, [i.method for i in found]
        return found

    def page(self):
        return self.client.get_json(f"/hearings/{self.id}")


def try_again(db):
    """What waits to be sent is due, and the senders are told so."""
    db.rows("update duty.notice set due_at = duty.now() where state in ('queued', 'held')")
    db.value("select pg_notify('notice', '')")


def shown_in_feed(dutyd, name, uid):
    """SEQUENCE and STATUS of the event in that person's feed; None when it is not there."""
    from daemon import dutyctl
    dutyctl(dutyd.ini, "user", "cantho", name, given="mat-khau-thu-moi\n")
    client = dutyd.client()
    client.login("cantho", name, "mat-khau-thu-moi")
    page = client.submit("/me/calendars", {"name": "Thử"}, form="/me/calendars")
    path = urlsplit(re.search(r'value="(http[^"]+/feed/[^"]+\.ics)"', page.text).group(1)).path
    event = ics.read(dutyd.client().get(path).body).get(uid)
    return event and (event.sequence, event.status)


def test_a_hearing_asks_changes_and_takes_back_under_one_name(dutyd, dovecot, tmp_path):
    h = Hearing(dutyd)
    (asked,) = h.to(dovecot, WHO, 1)
    assert (asked.method, int(asked.event["SEQUENCE"])) == ("REQUEST", 0)
    assert asked.event["ATTENDEE"].params["RSVP"] == "TRUE"
    assert asked.event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert asked.event["ATTENDEE"].params["CN"] == "Mai Thị Vú Sữa"
    assert h.code in str(asked.event["SUMMARY"]) and h.code in asked.mail["Subject"]
    h.change(time="09:00")
    moved = h.to(dovecot, WHO, 2)[1]
    assert (moved.method, int(moved.event["SEQUENCE"])) == ("REQUEST", 1)
    assert f"{moved.event['DTSTART'].dt:%H:%M}" == "09:00"
    assert shown_in_feed(dutyd, WHO, str(moved.event["UID"])) == (1, "CONFIRMED")
    h.change(time="09:00", state="cancelled")
    gone = h.to(dovecot, WHO, 3)[2]
    assert (gone.method, int(gone.event["SEQUENCE"])) == ("CANCEL", 2)
    assert str(gone.event["STATUS"]) == "CANCELLED"
    assert shown_in_feed(dutyd, WHO, str(gone.event["UID"])) == (2, "CANCELLED")
    three = (asked, moved, gone)
    assert len({i.organizer for i in three}) == 1, "calendars take no change from another organizer"
    assert len({str(i.event["UID"]) for i in three}) == 1
    for n, i in enumerate(three):
        (tmp_path / f"{n}.ics").write_bytes(i.raw)
        readers.with_vobject(i.raw)
    readers.with_libical(sorted(tmp_path.glob("*.ics")))


def test_no_mail_says_what_a_case_is_about_or_names_a_second_person(dutyd, dovecot):
    h = Hearing(dutyd)
    (asked,) = h.to(dovecot, WHO, 1)
    text = asked.mail.as_string(policy=email.policy.default) + asked.raw.decode()
    assert "Trộm" not in text
    others = [n["full_name"] for n in dutyd.database.rows(
        "select full_name from duty.person where full_name <> 'Mai Thị Vú Sữa'")]
    body = "".join(p.get_content() for p in asked.mail.walk() if p.get_content_type() == "text/plain")
    assert not [n for n in others if n in asked.raw.decode() or n in body]


def test_a_slip_of_the_pen_sends_nothing(dutyd, dovecot):
    h = Hearing(dutyd)
    h.to(dovecot, WHO, 1)
    h.change(judge="Bà Năm")
    h.to(dovecot, WHO, 1)


def test_given_to_a_colleague_and_back_again(dutyd, dovecot):
    a, b = (demo.person(dutyd.database, login)["provider_id"] for login in (WHO, "mam.trang"))
    h = Hearing(dutyd)
    h.to(dovecot, WHO, 1)
    h.change(provider_id=b)
    gone = h.to(dovecot, WHO, 2)[1]
    (new,) = h.to(dovecot, "mam.trang", 1)
    assert gone.method == "CANCEL" and "STATUS" not in gone.event, "the hearing itself goes on"
    assert (new.method, new.attendee) == ("REQUEST", "mam.trang@tgpl-cantho.example.vn")
    assert new.organizer != gone.organizer
    h.change(provider_id=a)
    back = h.to(dovecot, WHO, 3)
    assert [i.method for i in back] == ["REQUEST", "CANCEL", "REQUEST"]
    numbers = [int(i.event["SEQUENCE"]) for i in back]
    assert numbers == sorted(set(numbers)), "a calendar that took the cancellation takes this"
    assert [i.method for i in h.to(dovecot, "mam.trang", 2)] == ["REQUEST", "CANCEL"]


def test_what_was_overtaken_before_it_left_is_never_sent(dutyd, dovecot, postfix):
    h = Hearing(dutyd)
    (first,) = h.to(dovecot, WHO, 1)
    dutyd.stop()  # nothing leaves from here on
    put = "select duty.hearing_put(%s, %s, null, 'form')"
    with dutyd.database.connect() as c:
        c.execute("select set_config('app.center_id', center_id::text, false)"
                  " from duty.center where code = 'cantho'")
        for hours in (2, 0):
            starts = (first.event["DTSTART"].dt + datetime.timedelta(hours=hours)).replace(tzinfo=None)
            c.execute(put, (h.id, json.dumps({"starts": str(starts)})))
    dutyd.start()
    h.to(dovecot, WHO, 1)  # moved and moved back: what the mailbox has is right
    states = dutyd.database.rows("""
        select n.state from duty.notice n join duty.invite i on n.series = 'invite:' || i.invite_id
        where i.hearing_id = %s order by n.notice_id""", h.id)
    assert [s["state"] for s in states] == ["sent", "superseded"]


def test_a_cancellation_waits_for_its_invitation(dutyd, dovecot, postfix):
    db = dutyd.database
    postfix.pause()
    try:
        h = Hearing(dutyd)
        until(lambda: db.value("""select count(*) from duty.notice_attempt t
            join duty.notice n using (center_id, notice_id)
            join duty.invite i on n.series = 'invite:' || i.invite_id
            where i.hearing_id = %s and t.outcome = 'tempfail'""", h.id), 20, "a failed attempt")
        # As if the first had left, and nobody knew: it waits to be tried again.
        db.rows("""update duty.notice_attempt t set outcome = 'unknown' from duty.notice n, duty.invite i
            where n.center_id = t.center_id and n.notice_id = t.notice_id and i.hearing_id = %s
                and n.series = 'invite:' || i.invite_id""", h.id)
        h.change(state="cancelled")
    finally:
        postfix.resume()
    try_again(db)
    (only,) = h.to(dovecot, WHO, 1)
    assert only.method == "CANCEL", "it was overtaken while it waited, and may have arrived"


def test_nobody_hears_of_the_end_of_what_they_never_heard_of(dutyd, dovecot, postfix):
    db = dutyd.database
    postfix.pause()
    try:
        h = Hearing(dutyd)
        h.change(state="cancelled")
    finally:
        postfix.resume()
    try_again(db)
    h.to(dovecot, WHO, 0)


def test_published_duties_come_as_invitations_and_a_withdrawn_one_is_taken_back(dutyd, dovecot):
    db, client = dutyd.database, dutyd.client("coordinator")
    month = f"{demo.next_month():%Y-%m}"
    client.get(f"/roster?month={month}")
    who = demo.person(db, "ban.oi")["provider_id"]
    with db.connect() as c:
        c.execute("select set_config('app.center_id', center_id::text, false)"
                  " from duty.center where code = 'cantho'")
        c.execute("select duty.roster_problem(%s)", (month,))
        shift = c.execute("""select s.shift_id from duty.shift s join duty.duty_post d using (center_id, post_id)
            where to_char(duty_day, 'YYYY-MM') = %s and d.kind = 'court_onsite'
            order by starts limit 1""", (month,)).fetchone()["shift_id"]
        for n, people in enumerate(([who], [])):
            c.execute("select duty.roster_draft_save(%s, '1', repeat('a', 64), %s::jsonb)", (month,
                '{"assignments": [%s]}' % ",".join(
                    f'{{"shift": {shift}, "provider": {p}}}' for p in people)))
            c.execute("select duty.roster_publish(%s, '', %s, 'Thử')", (month, str(n)))
            arrived(dovecot, "ban.oi", n + 1)
    asked, gone = arrived(dovecot, "ban.oi", 2)
    assert (asked.method, gone.method) == ("REQUEST", "CANCEL")
    assert asked.event["UID"] == gone.event["UID"] and str(gone.event["STATUS"]) == "CANCELLED"
    assert int(gone.event["SEQUENCE"]) > int(asked.event["SEQUENCE"])
    assert not asked.organizer == gone.attendee


# ---- the link ----

def open_link(dutyd, invitation):
    """The page behind the link, without a log-in."""
    return dutyd.client(), urlsplit(invitation.link).path


def test_a_link_is_opened_without_a_log_in_and_opening_it_answers_nothing(dutyd, dovecot):
    h = Hearing(dutyd)
    (asked,) = h.to(dovecot, WHO, 1)
    client, path = open_link(dutyd, asked)
    page = client.get(path)
    assert page.status == 200 and h.code in page.text and "Trộm" not in page.text
    assert [f.action for f in page.forms() if f.method == "post" and f.action != "/language"] == [None]
    client.once("HEAD", path)
    assert not h.db.value("select count(*) from duty.invite_answer")
    assert h.page()["answers"][0]["standing"] is None


def test_taking_it_is_the_confirmation_and_cannot_reaches_the_coordinators(dutyd, dovecot):
    h = Hearing(dutyd)
    (asked,) = h.to(dovecot, WHO, 1)
    client, path = open_link(dutyd, asked)
    assert [c["state"] for c in h.page()["confirms"]] == ["waiting"]
    done = client.post_form(path, {"answer": "accepted"})
    assert done.status == 200 and demo.said("done.answered") in done.text
    assert [c["state"] for c in h.page()["confirms"]] == ["link"]
    (mine,) = h.page()["answers"]
    assert (mine["standing"]["answer"], mine["standing"]["way"]) == ("accepted", "link")
    client.post_form(path, {"answer": "declined"})
    client.post_form(path, {"answer": "declined"})
    assert [c["state"] for c in h.page()["confirms"]] == ["waiting"], "confirmed no more"
    told = h.db.rows("""select distinct channel from duty.notice where template = 'invite.declined'
        and params ->> 'code' = %s""", h.code)
    assert {t["channel"] for t in told} == {"sms", "mail"}
    today = h.client.get("/")
    assert "/answers" in today.text and h.code in today.text
    assert h.code in h.client.get("/answers").text
    assert h.db.value("select count(*) from duty.invite_answer a join duty.invite i"
                      " using (center_id, invite_id) where hearing_id = %s", h.id) == 2


def test_an_old_link_asks_for_the_newest_mail(dutyd, dovecot):
    h = Hearing(dutyd)
    h.to(dovecot, WHO, 1)
    h.change(room="Phòng B")
    mails = h.to(dovecot, WHO, 2)
    client, path = open_link(dutyd, mails[0])
    assert demo.said("answer.old") in client.get(path).text
    assert client.post_form(path, {"answer": "accepted"}).status == 409
    client, path = open_link(dutyd, mails[-1])
    assert client.post_form(path, {"answer": "accepted"}).status == 200


def test_long_after_it_is_over_a_link_tells_nothing(dutyd, dovecot):
    h = Hearing(dutyd)
    (asked,) = h.to(dovecot, WHO, 1)
    client, path = open_link(dutyd, asked)
    before = client.get(path).text
    h.db.rows("update duty.invite set ends_at = duty.now() - interval '8 days' where hearing_id = %s", h.id)
    page = client.get(path)
    assert page.status == 200 and demo.said("answer.over") in page.text
    for told in (h.code, "Phòng A", "Mai Thị Vú Sữa", "07:30", "13:30"):
        assert told not in page.text, told
    assert h.code in before and "Phòng A" in before and "Mai Thị Vú Sữa" in before


@pytest.mark.parametrize("spoil", [
    lambda p: p[:-1] + ("0" if p[-1] != "0" else "1"), lambda p: p.replace("-", "-9", 1),
    lambda p: p.rsplit("-", 2)[0] + "-7-" + p.rsplit("-", 1)[1], lambda p: p[:-32],
    lambda p: "/a/1-1-0-" + "0" * 32])
def test_a_link_made_up_opens_nothing(dutyd, dovecot, spoil):
    h = Hearing(dutyd)
    (asked,) = h.to(dovecot, WHO, 1)
    client, path = open_link(dutyd, asked)
    assert client.get(spoil(path)).status == 404
    assert client.post_form(spoil(path), {"answer": "accepted"}).status == 404


def test_neither_link_nor_reply_address_is_kept_anywhere(dutyd, dovecot):
    h = Hearing(dutyd)
    (asked,) = h.to(dovecot, WHO, 1)
    client, path = open_link(dutyd, asked)
    client.post_form(path, {"answer": "accepted"})
    demo.settle(h.db)
    secrets = [path.rsplit("-", 1)[1], asked.organizer.split("@")[0].rsplit("-", 1)[1]]
    for table in ("notice", "notice_attempt", "invite", "invite_answer", "audit"):
        kept = h.db.value(f"select string_agg(t::text, '') from duty.{table} t")
        assert not [s for s in secrets if s in (kept or "")], table
    assert not [s for s in secrets if s in dutyd.output()], "the log"


def test_invitations_start_and_stop_as_the_person_wants(dutyd, dovecot):
    db = dutyd.database
    h = Hearing(dutyd, "hoa.sen")
    h.to(dovecot, "hoa.sen", 0)
    client = dutyd.client("hoa.sen")
    reply = client.submit("/me", {"wanted": "yes"}, form="/me/invitations")
    assert "done=invite" in reply.path
    h.to(dovecot, "hoa.sen", 1)
    client.submit("/me", {"wanted": "no"}, form="/me/invitations")
    Hearing(dutyd, "hoa.sen").to(dovecot, "hoa.sen", 0)
    h.change(state="cancelled")
    assert h.to(dovecot, "hoa.sen", 2)[1].method == "CANCEL", "what was sent is kept right"
    assert db.value("select count(*) from duty.audit where action = 'invite.choose'") == 2


def test_killed_between_sending_and_recording_it_is_unknown_and_comes_as_the_same(dutyd, dovecot):
    db = dutyd.database
    db.rows("""create function public.slow() returns trigger language plpgsql as $$
        begin perform pg_sleep(3); return new; end $$""")
    db.rows("create trigger slow before update of outcome on duty.notice_attempt"
            " for each row when (new.outcome = 'ok') execute function public.slow()")
    h = Hearing(dutyd)
    until(lambda: h.mails(dovecot, WHO), 20, "the mail")
    dutyd.kill()
    time.sleep(3.5)  # what the killed one began in the database ends there, undone
    db.rows("drop trigger slow on duty.notice_attempt")
    lost = db.value("""select count(*) from duty.notice_attempt t join duty.notice n
        using (center_id, notice_id) join duty.invite i on n.series = 'invite:' || i.invite_id
        where i.hearing_id = %s and t.outcome is null""", h.id)
    dutyd.start()
    demo.settle(db)
    if lost:  # the kill came before the commit
        twice = h.to(dovecot, WHO, 2)
        assert len({i.mail["Message-ID"] for i in twice}) == 1, "programs fold the copies"
        assert len({i.raw for i in twice}) == 1
    outcomes = db.rows("""select t.outcome from duty.notice_attempt t
        join duty.notice n using (center_id, notice_id)
        join duty.invite i on n.series = 'invite:' || i.invite_id
        where i.hearing_id = %s order by t.n""", h.id)
    assert [o["outcome"] for o in outcomes] == (["unknown", "ok"] if lost else ["ok"])


def test_every_calendar_that_was_mailed_here_passes_the_checkers(dovecot, tmp_path):
    """Last: whatever the tests above had sent."""
    methods = set()
    for name in (WHO, "mam.trang", "hoa.sen", "ban.oi"):
        for n, i in enumerate(invitations.invitations(dovecot, name)):
            (tmp_path / f"{name}-{n}.ics").write_bytes(i.raw)
            readers.with_vobject(i.raw)
            methods.add((i.method, str(i.event.get("STATUS"))))
    readers.with_libical(sorted(tmp_path.glob("*.ics")))
    assert methods == {("REQUEST", "CONFIRMED"), ("CANCEL", "CANCELLED"), ("CANCEL", "None")}

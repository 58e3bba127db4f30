"""Invitations as mailboxes get them, and the answers mail programs send back."""
import re
from collections import namedtuple
from email.message import EmailMessage
from pathlib import Path

import demo
import icalendar
import ics
from wait import until

DATA = Path(__file__).resolve().parents[1] / "data/mail"
Invitation = namedtuple("Invitation", "mail method event raw organizer attendee link")


def read(mail):
    """An invitation out of a mail: its shape is insisted on, its calendar judged by two parsers."""
    assert mail.get_content_type() == "multipart/mixed"
    alternatives, attached = list(mail.iter_parts())
    plain, html, calendar = list(alternatives.iter_parts())
    assert [p.get_content_type() for p in (plain, html, calendar, attached)] == \
        ["text/plain", "text/html", "text/calendar", "application/ics"]
    raw = calendar.get_payload(decode=True)
    assert attached.get_payload(decode=True) == raw and attached.get_filename() == "invite.ics"
    method = str(icalendar.Calendar.from_ical(raw)["METHOD"])
    assert calendar["Content-Type"].params["method"] == method
    assert calendar["Content-Type"].params["charset"].upper() == "UTF-8"
    (e,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert not isinstance(e["ATTENDEE"], list) and b"BEGIN:VTIMEZONE" in raw
    ics.check_lines(raw)
    organizer, attendee = str(e["ORGANIZER"])[7:], str(e["ATTENDEE"])[7:]
    assert mail["From"].addresses[0].addr_spec == organizer
    assert [a.addr_spec for a in mail["To"].addresses] == [attendee], "one recipient, the attendee"
    assert "Cc" not in mail
    link = re.search(r"https?://\S+/a/[0-9a-f-]+", plain.get_content())
    return Invitation(mail, method, e, raw, organizer, attendee, link and link.group())


def take_part(db, login):
    """That person wants invitations, and has had none."""
    db.rows("update duty.person set takes_invitations = true where person_id = %s",
            demo.person(db, login)["person_id"])


def reply(invitation, answer, *, shape="google", sender=None, to=None, **changes):
    """The bytes of an answer as one of the mail programs writes it (tests/data/mail/SHAPE.eml).
    changes: uid, sequence, attendee, stamp."""
    e = invitation.event
    words = {"uid": str(e["UID"]), "sequence": int(e["SEQUENCE"]), "attendee": invitation.attendee,
             "stamp": "20261122T080000Z", **changes}
    text = (DATA / f"{shape}.eml").read_text(encoding="utf-8")
    for key, value in {**words, "partstat": answer, "from": sender or invitation.attendee,
                       "to": to or invitation.organizer, "organizer": invitation.organizer}.items():
        text = text.replace("{{" + key + "}}", str(value))
    assert "{{" not in text, text
    return encode(text)


def encode(text):
    """The parts marked BASE64: ... :END become base64, as those programs send them."""
    import base64
    text = re.sub(r"BASE64:\n(.*?)\n:END", lambda m: base64.encodebytes(
        m.group(1).replace("\n", "\r\n").encode()).decode().strip(), text, flags=re.S)
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode()


def plain_mail(invitation, text, **headers):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = invitation.attendee, invitation.organizer, text
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def arrived(dovecot, name, count):
    """The first count invitations in somebody's mailbox."""
    until(lambda: len(invitations(dovecot, name)) >= count, 20, f"mail {count} for {name}")
    return invitations(dovecot, name)


def invitations(dovecot, name):
    """Those in somebody's mailbox, each read once."""
    mails = [m for m in dovecot.mails(name) if m.get_content_type() == "multipart/mixed"]
    for m in mails:
        if not hasattr(m, "invitation"):
            m.invitation = read(m)
    return [m.invitation for m in mails]

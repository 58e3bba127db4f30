"""How to enter an online hearing: sealed, shown after log-in to those concerned, and nowhere else.

The secret is three words that occur nowhere by chance; everything the service wrote is searched.
"""
import gzip
import os
import re
import stat
import subprocess

import demo
import pytest
from cluster import BIN
from wait import until

LINK = "https://hop.toaan.example/j/Zk7qPw3sEcReT"
MEETING = "987 6543 2109-zKqW"
PASSWORD = "mat-khau-Xq8zKqW77"
WORDS = ("Zk7qPw3sEcReT", "2109-zKqW", "Xq8zKqW77")


class Online:
    """An online hearing of bong.sung at thuky.kv1's court, entered by the clerk with its secret."""

    def __init__(self, dutyd):
        self.dutyd, self.db = dutyd, dutyd.database
        self.clerk = dutyd.client("clerk")
        day = demo.weekdays(demo.next_month())[8]
        reply = self.clerk.submit("/hearings/new", {
            "code": "77/2027/TLST-HS", "date": f"{day:%d/%m/%Y}", "time": "08:00",
            "room": "Phòng 2", "mode": "online", "sits": "component",
            "component": "Trại tạm giam số 1",
            "provider_id": demo.person(self.db, "bong.sung")["provider_id"]}, form="/hearings/new")
        assert reply.status == 200, reply
        self.id = self.db.value("select hearing_id from duty.hearing join duty.legal_case"
                                " using (center_id, case_id) where code = '77/2027/TLST-HS'")
        self.path = f"/hearings/{self.id}/online"
        self.saved = self.clerk.submit(self.path, {"link": LINK, "meeting": MEETING,
                                                   "password": PASSWORD}, form=self.path)

    def looks(self):
        return self.db.value("select count(*) from duty.audit where action = 'hearing.look'"
                             " and entity_id = %s", str(self.id))


@pytest.fixture(scope="module")
def online(cluster, template, tmp_path_factory):
    with demo.running(cluster, template, tmp_path_factory.mktemp("secret")) as dutyd:
        yield Online(dutyd)


def shows(text):
    return [word for word in WORDS if word in text]


@pytest.mark.parametrize("who", ["bong.sung", "clerk", "coordinator", "administrator"])
def test_who_appears_the_courts_clerk_and_the_coordinators_read_it_and_every_look_is_on_record(
        online, who):
    before = online.looks()
    reply = online.dutyd.client(who).get(online.path)
    assert reply.status == 200 and shows(reply.text) == list(WORDS), reply
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Referrer-Policy"] == "no-referrer"
    assert online.looks() == before + 1


@pytest.mark.parametrize("who, status", [("hoa.sen", 404), ("police", 403), ("director", 403),
                                         ("neighbour", 404)])
def test_nobody_else_does(online, who, status):
    before = online.looks()
    client = online.dutyd.client(who)
    for headers in ({}, {"Accept": "application/json"}):
        reply = client.get(online.path, headers)
        assert reply.status == status and not shows(reply.text), reply
    assert online.looks() == before


def test_the_clerk_of_another_court_does_not(online):
    moved = ("update duty.account set org_id = %s where login = 'thuky.kv1' and center_id ="
             " (select center_id from duty.center where code = 'cantho')")
    online.db.rows(moved, demo.court(online.db, "tand-kv5"))
    try:
        reply = online.dutyd.client("clerk").get(online.path)
        assert reply.status == 404 and not shows(reply.text)
    finally:
        online.db.rows(moved, demo.court(online.db, "tand-kv1"))


def test_whoever_no_longer_appears_loses_sight_of_it(online):
    sung = online.dutyd.client("bong.sung")
    assert shows(sung.get(online.path).text)
    one, other = (demo.person(online.db, name)["provider_id"] for name in ("bong.sung", "hoa.sen"))
    for provider, sees in ((other, False), (one, True)):
        reply = online.clerk.submit(f"/hearings/{online.id}/edit",
                                    {"provider_id": provider, "change": "change"},
                                    form=f"/hearings/{online.id}/edit")
        assert reply.status == 200, reply
        assert bool(shows(sung.get(online.path).text)) == sees


def test_it_is_said_where_this_provider_must_sit(online):
    page = online.dutyd.client("bong.sung").get(f"/hearings/{online.id}").text
    assert "Trại tạm giam số 1" in page and demo.said("hearings.sits_here") in page
    assert "Trại tạm giam số 1" in online.dutyd.client("bong.sung").get(online.path).text


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://hop.example/1", "hop.example/j/1",
                                  'https://a.example/" onclick=x', "https://" + "a" * 600])
def test_a_link_that_is_none_is_refused_beside_its_field_and_nothing_changes(online, link):
    reply = online.clerk.submit(online.path, {"link": link}, form=online.path)
    assert reply.status == 422 and 'id="error-at"' in reply.text, reply
    assert shows(online.clerk.get(online.path).text) == list(WORDS)


def test_a_provider_may_read_it_and_not_write_it(online):
    sung = online.dutyd.client("bong.sung")
    assert "<form" not in sung.get(online.path).text.split("<main")[1].split("</main>")[0]
    reply = sung.post_form(online.path, {"link": "https://evil.example/"}, follow=False)
    assert reply.status == 403
    assert shows(sung.get(online.path).text) == list(WORDS)


def test_what_is_sealed_opens_at_no_other_hearing(online):
    db = online.db
    day = demo.weekdays(demo.next_month())[9]
    assert online.clerk.submit("/hearings/new", {
        "code": "78/2027/TLST-HS", "date": f"{day:%d/%m/%Y}", "time": "08:00", "mode": "online"},
        form="/hearings/new").status == 200
    other = db.value("""
        insert into duty.hearing_secret select center_id, (select max(hearing_id) from duty.hearing h
            where h.center_id = s.center_id), sealed, set_at, account_id
        from duty.hearing_secret s where hearing_id = %s returning hearing_id""", online.id)
    assert other != online.id
    reply = online.dutyd.client("coordinator").get(f"/hearings/{other}/online")
    assert reply.status == 200 and not shows(reply.text)
    assert demo.said("error.hearing.key") in reply.text
    db.rows("delete from duty.hearing_secret where hearing_id = %s", other)


def test_the_key_is_a_file_for_the_daemon_alone(online):
    path = online.dutyd.folder / "state" / "secret.key"
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    key = path.read_text(encoding="ascii").strip()
    assert re.fullmatch("[0-9a-f]{64}", key)
    assert key not in dump(online) and key not in online.dutyd.output()


def dump(online):
    """The whole database as text."""
    cluster = online.db.cluster
    return subprocess.run(
        [BIN / "pg_dump", "--inserts", "-h", cluster.folder, "-p", str(cluster.port), "-U",
         cluster.superuser, online.db.name], check=True, capture_output=True, text=True).stdout


def test_the_secret_is_in_no_notice_feed_log_audit_address_text_or_table(online):
    assert online.saved.status == 200, online.saved
    # Everything that tells of the hearing is made: it moves, is put off, is confirmed, is fetched.
    db, clerk = online.db, online.clerk
    sung = online.dutyd.client("bong.sung")
    token = re.search(r"/feed/[\w-]+\.ics", sung.submit(
        "/me/calendars", {"name": "iPhone"}, form="/me/calendars").text)
    edit = f"/hearings/{online.id}/edit"
    assert clerk.submit(edit, {"time": "09:00", "change": "change"}, form=edit).status == 200
    sung.post_form(f"/hearings/{online.id}/confirm", {})
    off = f"/hearings/{online.id}/adjourn"
    assert clerk.submit(off, {"reason": "Vắng mặt", "law": "adjourn.hs"}, form=off).status == 200
    until(lambda: demo.unsettled(db) == 0, 60, "the messages")
    pages = [f"/hearings/{online.id}", f"/hearings/{online.id}/evidence", "/hearings", "/", "/history",
             "/messages", "/texts", "/mails", f"/hearings/{online.id}/edit", "/me"]
    for who in ("coordinator", "clerk", "bong.sung", "director"):
        client = online.dutyd.client(who)
        for page in pages:
            assert not shows(client.get(page).text), (who, page)
    assert token, "the calendar's address was not shown"
    calendar = online.dutyd.client().get(token.group(), {"Accept-Encoding": "identity"})
    body = calendar.body if isinstance(calendar.body, bytes) else calendar.body.encode()
    text = gzip.decompress(body).decode() if body[:2] == b"\x1f\x8b" else body.decode()
    assert "77/2027/TLST-HS" in text.replace("\r\n ", "") and not shows(text.replace("\r\n ", ""))
    assert db.value("select count(*) from duty.captured where body like %s", "%77/2027/TLST-HS%") >= 4
    assert not shows(online.dutyd.output()), "in the log"
    everything = dump(online)
    assert "77/2027/TLST-HS" in everything and not shows(everything)
    server = (online.db.cluster.folder / "log").read_text(encoding="utf-8", errors="replace")
    assert not shows(server), "in PostgreSQL's log"

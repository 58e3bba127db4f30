"""A calendar address as calendar programs use it: conditional, compressed, revoked, kept."""
import email.utils
import gzip
import hashlib
import re
import time
from urllib.parse import urlsplit

import pytest

import demo
import ics
from wait import until

KEPT = ("ETag", "Last-Modified", "Cache-Control", "Vary")


def text_of_hearing():
    return {"code": "Vụ số 1; gồm, dấu \\ và tên rất dài " + "Nguyễn Thị Ánh " * 4,
            "date": str(demo.weekdays(demo.next_month())[2]), "time": "07:30",
            "room": "Phòng xử án số 2, tầng 3; nhà B", "subject": "chỉ xem sau khi đăng nhập"}


def open_feed(dutyd):
    """The path of a new feed of bong.sung's, with one hearing in it."""
    db = dutyd.database
    reply = dutyd.client("coordinator").submit("/hearings/new", {
        **text_of_hearing(), "court_id": demo.court(db, "tand-kv1"),
        "provider_id": demo.person(db, "bong.sung")["provider_id"]}, form="/hearings/new")
    assert "done=hearing" in reply.path, reply
    return make_feed(dutyd)


@pytest.fixture
def feed(dutyd):
    return open_feed(dutyd)


@pytest.fixture(scope="module")
def shared(cluster, template, tmp_path_factory):
    """For tests that only read."""
    with demo.running(cluster, template, tmp_path_factory.mktemp("feed")) as dutyd:
        yield dutyd


@pytest.fixture(scope="module")
def kept(shared):
    """The feed of the shared daemon."""
    return open_feed(shared)


def make_feed(dutyd, account="bong.sung"):
    page = dutyd.client(account).submit("/me/calendars", {"name": "Máy tính"}, form="/me/calendars")
    return urlsplit(re.search(r'value="(http[^"]+/feed/[^"]+\.ics)"', page.text).group(1)).path


def sha256_of(path):
    """What the database has of an address."""
    return hashlib.sha256(path.split("/")[-1].removesuffix(".ics").encode()).hexdigest()


def fetch(dutyd, path, method="GET", **headers):
    """As a program that says nothing but what is named here."""
    client = dutyd.client()
    client.headers = {}
    return client.once(method, path, None, {k.replace("_", "-"): v for k, v in headers.items()})


def rename(dutyd, room):
    """A change that the feed shows."""
    hearing = dutyd.database.value("select max(hearing_id) from duty.hearing")
    path = f"/hearings/{hearing}/edit"
    reply = dutyd.client("coordinator").submit(path, {"room": room}, form=path)
    assert "done=hearing" in reply.path, reply


def test_a_calendar_says_what_it_is(shared, kept):
    reply = fetch(shared, kept)
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert re.match(r'inline; filename="[\w-]+\.ics"$', reply.headers["Content-Disposition"])
    assert int(reply.headers["Content-Length"]) == len(reply.body)
    assert "Transfer-Encoding" not in reply.headers
    assert re.match(r'"[^"]+"$', reply.headers["ETag"])
    assert "private" in reply.headers["Cache-Control"]
    (event,) = ics.read(reply.body).values()
    hearing = text_of_hearing()
    assert event.summary.endswith(hearing["code"].strip())
    assert hearing["room"] in event.location
    assert event.start == demo.at(demo.weekdays(demo.next_month())[2], "07:30")
    assert b"METHOD" not in reply.body and hearing["subject"] not in reply.text
    assert b"REFRESH-INTERVAL" in reply.body


def test_nothing_changed_and_every_byte_is_the_same(make_dutyd, dutyd, feed):
    first = fetch(dutyd, feed)
    assert fetch(dutyd, feed).body == first.body
    other = make_dutyd(http__public_url=dutyd.url)
    again = fetch(other, feed)
    assert again.body == first.body
    assert [again.headers[k] for k in KEPT] == [first.headers[k] for k in KEPT]
    dutyd.restart()
    assert fetch(dutyd, feed).body == first.body
    stamps = set(re.findall(rb"DTSTAMP:(\w+)", first.body))
    changed = dutyd.database.value("select to_char(changed_at at time zone 'UTC',"
                                   " 'YYYYMMDD\"T\"HH24MISS\"Z\"') from duty.hearing")
    assert stamps == {changed.encode()}


def test_a_change_gives_a_new_tag_and_a_raised_sequence(dutyd, feed):
    first = fetch(dutyd, feed)
    rename(dutyd, "Phòng 9")
    second = until(lambda: (r := fetch(dutyd, feed)).headers["ETag"] != first.headers["ETag"] and r,
                   20, "the change in the feed")
    (before,), (after,) = ics.read(first.body).values(), ics.read(second.body).values()
    assert (after.uid, after.sequence) == (before.uid, before.sequence + 1)
    assert "Phòng 9" in after.location
    assert fetch(dutyd, feed, If_None_Match=first.headers["ETag"]).status == 200


@pytest.mark.parametrize("value, expected", [
    ("{tag}", 304), ("W/{tag}", 304), ('"x", {tag}', 304), ('"x",W/{tag} , "y"', 304), ("*", 304),
    (" {tag} ", 304), ('"x"', 200), ('W/"x"', 200), ("", 200), ("rubbish", 200),
    ("{bare}", 200), ('"x, {bare}', 200), ('"{bare}x"', 200)])
def test_if_none_match_is_read_as_the_standard_says(shared, kept, value, expected):
    full = fetch(shared, kept)
    tag = full.headers["ETag"]
    reply = fetch(shared, kept, If_None_Match=value.format(tag=tag, bare=tag.strip('"')))
    assert reply.status == expected
    if expected == 304:
        assert reply.body == b"" and "Content-Type" not in reply.headers
        assert [reply.headers[k] for k in KEPT] == [full.headers[k] for k in KEPT]


def shifted(header, seconds):
    when = email.utils.parsedate_to_datetime(header).timestamp()
    return email.utils.formatdate(when + seconds, usegmt=True)


@pytest.mark.parametrize("seconds, expected", [(0, 304), (1, 304), (86400, 304), (-1, 200),
                                               (-86400, 200)])
def test_if_modified_since_is_compared_in_whole_seconds(shared, kept, seconds, expected):
    modified = fetch(shared, kept).headers["Last-Modified"]
    since = shifted(modified, seconds)
    assert fetch(shared, kept, If_Modified_Since=since).status == expected
    # The tag is the better witness, when there is one.
    assert fetch(shared, kept, If_Modified_Since=since, If_None_Match='"x"').status == 200


@pytest.mark.parametrize("date", ["yesterday", "", "Sun, 32 Nov 2026 25:61:61 GMT", "0", "9" * 400])
def test_a_bad_date_is_ignored(shared, kept, date):
    assert fetch(shared, kept, If_Modified_Since=date).status == 200


def test_head_has_the_headers_of_get_and_no_body(shared, kept):
    for headers in ({}, {"Accept_Encoding": "gzip"}, {"If_None_Match": "*"}):
        got, head = fetch(shared, kept, **headers), fetch(shared, kept, "HEAD", **headers)
        assert (head.status, head.body) == (got.status, b"")
        assert {k: v for k, v in head.headers.items() if k != "Date"} == \
            {k: v for k, v in got.headers.items() if k != "Date"}


@pytest.mark.parametrize("accepts, coded", [
    ("gzip", True), ("gzip, deflate, br, zstd", True), ("br;q=1.0, gzip;q=0.5", True), ("*", True),
    ("identity", False), ("gzip;q=0", False), ("br", False), ("", False), (None, False)])
def test_it_is_compressed_for_whoever_accepts_it(shared, kept, accepts, coded):
    plain = fetch(shared, kept)
    reply = fetch(shared, kept, Accept_Encoding=accepts)
    assert reply.headers.get("Content-Encoding") == ("gzip" if coded else None)
    assert (gzip.decompress(reply.body) if coded else reply.body) == plain.body
    assert "Accept-Encoding" in reply.headers["Vary"] and "Accept-Encoding" in plain.headers["Vary"]
    # Either form's tag is good for the other: the content is the same.
    for tag in (plain.headers["ETag"], reply.headers["ETag"]):
        assert fetch(shared, kept, Accept_Encoding=accepts, If_None_Match=tag).status == 304


def test_a_revoked_address_is_gone_and_its_owner_may_make_another(dutyd, feed):
    client = dutyd.client("bong.sung")
    page = client.get("/me")
    assert feed.split("/")[-1].removesuffix(".ics") not in page.text
    assert fetch(dutyd, feed).status == 200
    client.submit("/me/calendars", {}, form="/me/calendars/revoke")
    reply = until(lambda: (r := fetch(dutyd, feed)).status != 200 and r, 20, "the revocation")
    assert reply.status == 410 and b"VCALENDAR" not in reply.body
    assert fetch(dutyd, feed, If_None_Match="*").status == 410
    assert fetch(dutyd, make_feed(dutyd)).status == 200


def test_nobody_revokes_another_persons_address(shared, kept):
    token_hash = shared.database.value("select token_hash from duty.feed_token")
    reply = shared.client("hoa.sen").post_form("/me/calendars/revoke", {"token_hash": token_hash})
    assert reply.status == 404 and fetch(shared, kept).status == 200


@pytest.mark.parametrize("path", ["/feed/{0}x.ics", "/feed/{1}.ics", "/feed/{0}", "/feed/.ics",
                                  "/feed/x.ics", "/feed/%27%20or%201=1--.ics",
                                  "/feed/" + "A" * 2000 + ".ics"])
def test_an_unknown_address_is_not_found(shared, kept, path):
    token = kept.split("/")[-1].removesuffix(".ics")
    reply = fetch(shared, path.format(token, token.swapcase()))
    assert reply.status == 404 and b"VCALENDAR" not in reply.body
    assert token not in shared.output()


@pytest.mark.parametrize("method", ["PROPFIND", "OPTIONS", "PUT", "POST", "DELETE", "REPORT"])
def test_it_can_only_be_read(shared, kept, method):
    reply = fetch(shared, kept, method)
    assert reply.status == 405
    assert {x.strip() for x in reply.headers["Allow"].split(",")} == {"GET", "HEAD"}
    assert fetch(shared, kept).status == 200


def test_the_last_fetch_is_shown_to_the_owner(shared, kept):
    client = shared.client("bong.sung")
    fetch(shared, kept, User_Agent="Google-Calendar-Importer\x80<b>")

    def read_by():
        return re.findall(r'<td data-h="[^"]*">([^<]*)', client.get("/me/calendars").text)
    until(lambda: any(cell.startswith("Google, ") for cell in read_by()), 40,
          "the report of the fetch")


def test_an_address_shut_and_not_read_since_is_not_served_without_the_database_either(
        cluster, dutyd, feed):
    hoa, other = make_feed(dutyd, "hoa.sen"), make_feed(dutyd)
    for path in (feed, other, hoa):
        assert fetch(dutyd, path).status == 200
    dutyd.client("bong.sung").submit("/me/calendars", {}, form="/me/calendars/revoke")
    dutyd.database.rows("update duty.account set locked_at = %s where login = 'hoa.sen'",
                        "2026-01-01")
    gone = dutyd.database.value("select token_hash from duty.feed_token where revoked_at is not null")
    kept, shut = (other, feed) if sha256_of(feed) == gone else (feed, other)
    until(lambda: fetch(dutyd, kept).status == 200, 10, "the daemon to hear of it")
    time.sleep(1)
    cluster.stop()
    try:
        until(lambda: fetch(dutyd, kept).headers["Warning"], 30, "the copy to be called stale")
        for path in (shut, hoa):
            reply = fetch(dutyd, path)
            assert reply.status == 503 and b"VCALENDAR" not in reply.body
        assert fetch(dutyd, kept).status == 200
    finally:
        cluster.start()
    until(lambda: fetch(dutyd, shut).status == 410, 40, "the address to be gone")


def test_without_the_database_the_last_good_copy_is_served_and_says_so(cluster, dutyd, feed):
    good = fetch(dutyd, feed)
    unknown = make_feed(dutyd, "hoa.sen")  # never fetched: nothing is in memory
    cluster.stop()
    try:
        stale = until(lambda: (r := fetch(dutyd, feed)).headers["Warning"] and r, 30,
                      "the copy to be called stale")
        assert (stale.status, stale.body) == (200, good.body)
        assert stale.headers["Warning"].startswith("110 ")
        assert stale.headers["ETag"] == good.headers["ETag"]
        reply = fetch(dutyd, unknown)
        assert reply.status == 503 and b"VCALENDAR" not in reply.body
        assert int(reply.headers["Retry-After"]) > 0
    finally:
        cluster.start()
    fresh = until(lambda: (r := fetch(dutyd, feed)).headers["Warning"] is None and r, 40,
                  "the feed to be fresh again")
    assert (fresh.status, fresh.body) == (200, good.body)
    until(lambda: fetch(dutyd, unknown).status == 200, 20, "the other feed")
    until(lambda: dutyd.client().get("/ready").status == 200, 30, "dutyd to be ready again")
    rename(dutyd, "Phòng sau khi máy chủ trở lại")
    until(lambda: "trở lại" in next(iter(ics.read(fetch(dutyd, feed).body).values())).location, 30,
          "a change after the database came back")

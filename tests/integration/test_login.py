"""Signing in and out: who gets in, how fast one may guess, and when a session ends."""
import re
import time

import pytest

import demo
from daemon import LOGINS

COOKIE = re.compile(r"^(?:__Host-)?\w+=([A-Za-z0-9_-]{40,}); (.*)$")


@pytest.fixture(scope="module")
def shared(cluster, template, tmp_path_factory):
    """For what changes nothing. The limits count by the address the proxy names."""
    with demo.running(cluster, template, tmp_path_factory.mktemp("login"),
                      http__trusted_proxy="127.0.0.1") as dutyd:
        yield dutyd


def from_address(number):
    return {"X-Forwarded-For": f"192.0.2.{number}"}


def try_login(dutyd, name, password, center="cantho", headers=None):
    client = dutyd.client()
    return client, client.post_form("/login", {"center": center, "name": name,
                                               "password": password}, headers, follow=False)


def right(name):
    return next(x.password for x in LOGINS if x.name == name and x.center == "cantho")


def is_in(client):
    reply = client.get("/", follow=False)
    assert reply.status in (200, 303), reply
    return reply.status == 200


def test_the_right_password_opens_a_session_with_a_safe_cookie(shared):
    dutyd = shared
    client, reply = try_login(dutyd, "dieuphoi", right("dieuphoi"))
    assert (reply.status, reply.headers["Location"]) == (303, "/")
    token, flags = COOKIE.match(reply.headers["Set-Cookie"]).groups()
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(flags.split("; "))
    assert "Domain" not in flags
    assert is_in(client)
    assert not dutyd.database.value("select count(*) from duty.session where session_hash = %s",
                                    token), "the token itself is stored"
    assert token not in dutyd.output()


def test_behind_the_proxy_with_tls_the_cookie_is_secure(shared):
    _, reply = try_login(shared, "dieuphoi", right("dieuphoi"),
                         headers={"X-Forwarded-Proto": "https", **from_address(7)})
    assert "; Secure" in reply.headers["Set-Cookie"]
    assert reply.headers["Set-Cookie"].startswith("__Host-")


@pytest.mark.parametrize("center, name, password", [
    ("cantho", "dieuphoi", "sai-mat-khau"), ("cantho", "dieuphoi", ""),
    ("cantho", "khong-co-ai", right("dieuphoi")), ("camau", "dieuphoi", right("dieuphoi")),
    ("hanoi", "dieuphoi", right("dieuphoi")), ("", "", ""), ("cantho", "", right("dieuphoi")),
    ("cantho", "dieuphoi", right("dieuphoi") + "x" * 300), ("cantho", "ca.linh", "*"),
    ("cantho", "dieuphoi' or '1'='1", "sai-mat-khau"), ("cantho", "dieuphoi", right("dieuphoi")[:-1])])
def test_whatever_is_wrong_the_answer_is_the_same(shared, center, name, password):
    client, reply = try_login(shared, name, password, center, from_address(20 + len(name) % 5))
    assert reply.status == 401 and "Set-Cookie" not in reply.headers, reply
    assert demo.said("error.login") in reply.text
    assert password == "" or password not in reply.text
    assert not is_in(client)


def test_an_unknown_name_takes_as_long_as_a_wrong_password(shared):
    def seconds(name):
        start = time.monotonic()
        _, reply = try_login(shared, name, "sai-mat-khau", headers=from_address(30))
        assert reply.status == 401
        return time.monotonic() - start

    known, unknown = zip(*[(seconds("dieuphoi"), seconds("khong-co-ai")) for _ in range(4)])
    assert 1 / 3 < min(known) / min(unknown) < 3, (known, unknown)


def test_guessing_is_slowed_down_for_one_address_and_not_for_others(shared):
    guesser = from_address(66)
    replies = [try_login(shared, "dieuphoi", "sai", headers=guesser)[1] for _ in range(14)]
    states = [r.status for r in replies]
    assert states[:8] == [401] * 8 and states[-1] == 429, states
    assert 1 <= int(replies[-1].headers["Retry-After"]) <= 60
    assert demo.said("error.too_many") in replies[-1].text
    _, reply = try_login(shared, "dieuphoi", right("dieuphoi"), headers=guesser)
    assert reply.status == 429, "the right password is tried in vain"
    for _ in range(14):  # who knows the password is not guessing
        _, reply = try_login(shared, "dieuphoi", right("dieuphoi"), headers=from_address(67))
        assert reply.status == 303


def test_after_logging_in_one_is_where_one_wanted_to_be(shared):
    client = shared.client()
    form = client.get("/hearings?q=HS")
    assert form.path.startswith("/login?next=")
    login = next(x for x in LOGINS if x.role == "coordinator")
    reply = client.submit(form, {"center": login.center, "name": login.name,
                                 "password": login.password}, form="/login")
    assert reply.path.startswith("/hearings"), reply


@pytest.mark.parametrize("elsewhere", ["//evil.example/", "https://evil.example/", "/\\evil.example",
                                       "\\\\evil.example", "javascript:alert(1)", "/%0d%0aX: y"])
def test_nobody_is_sent_to_another_site(shared, elsewhere):
    client = shared.client()
    reply = client.post_form("/login", {"center": "cantho", "name": "dieuphoi", "next": elsewhere,
                                        "password": right("dieuphoi")}, follow=False)
    where = reply.headers["Location"]
    assert reply.status == 303 and where.startswith("/") and where[1:2] not in ("/", "\\"), where
    assert "X" not in reply.headers


def test_logging_out_ends_the_session_and_not_only_the_cookie(shared):
    client = shared.client("coordinator")
    stolen = shared.client()
    stolen.cookies = dict(client.cookies)
    assert is_in(stolen)
    reply = client.submit("/", {}, form="/logout", follow=False)
    assert reply.status == 303 and reply.headers["Location"].startswith("/login")
    assert not client.cookies
    assert not is_in(client) and not is_in(stolen)


def test_locking_an_account_ends_its_sessions_and_refuses_its_password(dutyd):
    client = dutyd.client("coordinator")
    assert is_in(client)
    dutyd.database.rows("update duty.account set locked_at = now() where login = 'dieuphoi'")
    assert not is_in(client)
    assert try_login(dutyd, "dieuphoi", right("dieuphoi"))[1].status == 401


def test_a_shared_computers_session_ends_two_idle_hours_after_its_last_use(dutyd):
    db = dutyd.database
    clerk, police = dutyd.client("clerk"), dutyd.client("police")
    for _ in range(3):
        demo.move_clock(db, minutes=100)
        assert is_in(clerk), "in use all the time"
    assert not is_in(police), "idle for five hours"
    demo.move_clock(db, minutes=121)
    assert not is_in(clerk)


def test_the_others_session_lasts_twelve_hours(dutyd):
    db = dutyd.database
    client = dutyd.client("coordinator")
    demo.move_clock(db, hours=11, minutes=59)
    assert is_in(client)
    demo.move_clock(db, minutes=2)
    assert not is_in(client)


@pytest.mark.parametrize("lang", ["vi", "km", "en"])
def test_the_language_is_switched_and_stays(shared, lang):
    client = shared.client()
    reply = client.post_form("/language", {"lang": lang, "next": "/login"})
    assert reply.path == "/login" and f'<html lang="{lang}">' in reply.text
    assert f'<html lang="{lang}">' in client.get("/login").text
    reply = client.post_form("/language", {"lang": "xx\r\nX: y", "next": "//evil.example"},
                             follow=False)
    assert (reply.status, reply.headers["Location"]) == (303, "/")
    assert "Set-Cookie" not in reply.headers

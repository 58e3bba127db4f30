"""The line to the relay: encrypted as the settings say, to nobody else than the relay that is meant, and a
log-in only over TLS."""
import contextlib
import ssl

import pytest
from aiosmtpd.smtp import AuthResult

import mails as sender
from postfix import certificate
from smtp import Mailserver
from switch import Switch

HERE = "ghi.chep@example.vn"


@pytest.fixture
def alone(cluster, template, tmp_path):
    """alone(relay, section__key=value...): the mails of a daemon with settings of its own."""
    with contextlib.ExitStack() as stack:
        def start(relay, **settings):
            return stack.enter_context(sender.sending(cluster, template, tmp_path / "alone", relay.url,
                                                      **settings)).mails
        yield start


@pytest.fixture
def relay(mailserver):
    """It speaks no TLS."""
    return mailserver


@pytest.fixture
def switch(relay):
    switch = Switch(relay).start()
    yield switch
    switch.stop()


@pytest.fixture
def guarded(tmp_path):
    """guarded(option=...): a relay with a certificate of its own, relay.cert, that insists on TLS."""
    made = []

    def start(**options):
        cert = certificate(tmp_path)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(cert, tmp_path / "key.pem")
        made.append(Mailserver(tls_context=context, require_starttls=True, **options).start())
        made[-1].cert = cert
        return made[-1]
    yield start
    for each in made:
        each.stop()


def test_with_tls_required_mail_goes_to_the_relay_it_is_meant_for(alone, guarded):
    relay = guarded()
    mails = alone(relay, notice__smtp_tls="require", notice__smtp_ca_file=relay.cert)
    assert mails.ended(mails.write(HERE)) == "sent"


def test_with_tls_required_mail_goes_to_no_stranger_and_not_in_the_clear(alone, guarded, relay, switch):
    stranger = guarded()
    switch.turn(stranger)
    mails = alone(switch, notice__smtp_tls="require")
    number = mails.write("kin@example.vn")
    attempt = mails.tried(number)[0]
    assert (attempt["outcome"], attempt["code"]) == ("tempfail", "not_sent")
    assert "certificate" in attempt["detail"]
    switch.turn(relay)  # it speaks no TLS
    assert mails.tried(number, 2)[1]["code"] in ("not_sent", "resting")
    assert stranger.mails() == relay.mails("kin@example.vn") == []


def test_where_tls_may_be_it_is_taken_when_offered_and_done_without_when_not(alone, guarded, relay, switch):
    switch.turn(guarded())
    mails = alone(switch, notice__smtp_tls="may")
    assert mails.ended(mails.write(HERE)) == "sent"
    switch.turn(relay)
    assert mails.ended(mails.write(HERE)) == "sent"


def logged_in(_server, _session, _envelope, _mechanism, given):
    return AuthResult(success=(given.login, given.password) == (b"lich", b"mat khau"), handled=False)


def test_a_relay_that_wants_a_log_in_gets_it_over_tls(alone, guarded, tmp_path):
    relay = guarded(authenticator=logged_in, auth_required=True)
    (tmp_path / "password").write_text("mat khau\n")
    (tmp_path / "password").chmod(0o600)
    mails = alone(relay, notice__smtp_tls="require", notice__smtp_ca_file=relay.cert, notice__smtp_user="lich",
                  notice__smtp_password=f"@{tmp_path}/password")
    assert mails.ended(mails.write(HERE)) == "sent"


def test_a_refused_log_in_is_no_fault_of_the_reader(alone, guarded):
    relay = guarded(authenticator=logged_in, auth_required=True)
    mails = alone(relay, notice__smtp_tls="require", notice__smtp_ca_file=relay.cert, notice__smtp_user="lich",
                  notice__smtp_password="sai")
    assert mails.tried(mails.write(HERE))[0]["outcome"] == "tempfail" and mails.stopped() == {}

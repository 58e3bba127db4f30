"""The proof of notice: what text went where and what became of it, in a chain nobody can mend, on a page for
the case file and by dutyctl."""
import hashlib
import json
import re

import pytest

import demo
from wait import until

WHO = "bong.sung"


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory):
    with demo.running(cluster, template, tmp_path_factory.mktemp("proof")) as dutyd:
        dutyd.office = dutyd.client("coordinator")
        yield dutyd


@pytest.fixture(scope="module")
def told(dutyd):
    """{notice_id, text, address} of a text about a hearing, sent and entered in the chain."""
    db = dutyd.database
    reply = dutyd.office.submit("/hearings/new", {
        "court_id": demo.court(db, "tand-kv1"), "code": "701/2027/TLST-HS", "time": "07:30",
        "date": str(demo.weekdays(demo.next_month())[2]), "confirm": "on",
        "provider_id": demo.person(db, WHO)["provider_id"]}, form="/hearings/new")
    hearing = re.search(r"/hearings/(\d+)", reply.path).group(1)
    return until(lambda: db.rows("""
        select n.notice_id, n.address, a.text from duty.notice n
        join duty.notice_attempt a using (center_id, notice_id)
        where n.params ->> 'hearing_id' = %s and n.channel = 'sms' and a.proof_seq is not null""",
                                 hearing), 45, "the entry in the chain")[0]


def entry(db, told):
    return db.rows("select seq, data, hash from duty.proof where notice_id = %s and kind = 'attempt'",
                   told["notice_id"])[0]


def verified(dutyd):
    done = dutyd.ctl("notice", "verify", "cantho", check=False)
    return done.returncode, done.stdout


def test_the_chain_proves_the_text_and_the_address_and_tells_neither(dutyd, told):
    data = entry(dutyd.database, told)["data"]
    assert data["text"] == hashlib.sha256(told["text"].encode()).hexdigest()
    assert data["address"] == hashlib.sha256(told["address"].encode()).hexdigest()
    assert told["address"].lstrip("+") not in str(data)
    assert (data["outcome"], data["gateway"]) == ("ok", "capture")


def test_a_receipt_that_comes_late_is_entered_too(dutyd, told):
    db = dutyd.database
    token = db.value("select token from duty.notice_attempt where notice_id = %s", told["notice_id"])
    db.value("select duty.notice_receipt(%s, 'delivered', 'ACK')", token, user="duty_jobs")
    until(lambda: db.value("select count(*) from duty.proof where notice_id = %s and kind = 'receipt'",
                           told["notice_id"]) == 1, 45, "the receipt in the chain")
    assert verified(dutyd)[0] == 0


def test_the_page_for_the_case_file_has_the_text_the_steps_and_the_hashes(dutyd, told):
    page = dutyd.office.get(f"/messages/{told['notice_id']}")
    assert page.status == 200
    assert entry(dutyd.database, told)["hash"] in page.text
    assert "701/2027/TLST-HS" in page.text and "capture" in page.text
    assert dutyd.client("provider").get(f"/messages/{told['notice_id']}").status == 403
    assert dutyd.client("neighbour").get(f"/messages/{told['notice_id']}").status == 404


def test_dutyctl_lists_and_shows_messages_without_saying_to_whom(dutyd, told):
    listed = dutyd.ctl("notice", "list", "cantho", "delivered").stdout
    assert str(told["notice_id"]) in listed and told["address"] not in listed
    shown = dutyd.ctl("notice", "show", "cantho", told["notice_id"]).stdout
    assert "capture" in shown and "delivered" in shown and told["address"] not in shown
    assert dutyd.ctl("notice", "show", "cantho", 999999, check=False).returncode == 1


def test_a_message_is_sent_again_by_the_page_and_by_dutyctl_each_once(dutyd, told):
    db, path = dutyd.database, f"/messages/{told['notice_id']}"
    dutyd.office.get(path)
    reply = dutyd.office.post_form(path + "/resend", {})
    again = re.fullmatch(r"/messages/(\d+)\?done=resent", reply.path).group(1)
    assert dutyd.office.post_form(path + "/resend", {}).status == 409
    until(lambda: db.value("select state from duty.notice where notice_id = %s", again) == "sent", 20,
          "the second message")
    dutyd.ctl("notice", "resend", "cantho", "dieuphoi", again)
    assert dutyd.ctl("notice", "resend", "cantho", "dieuphoi", again, check=False).returncode == 1


def test_whoever_changes_a_text_afterwards_is_found_out(dutyd, told):
    db = dutyd.database
    mine = "where notice_id = %s and n = 1"
    db.rows(f"update duty.notice_attempt set text = text || '!' {mine}", told["notice_id"])
    try:
        status, words = verified(dutyd)
        assert status == 1 and f"entry {entry(db, told)['seq']}" in words
    finally:
        db.rows(f"update duty.notice_attempt set text = %s {mine}", told["text"], told["notice_id"])
    assert verified(dutyd)[0] == 0


def test_whoever_removes_an_entry_is_found_out(dutyd, told):
    db = dutyd.database
    seq = entry(db, told)["seq"]
    with db.connect() as c:
        c.execute("alter table duty.proof disable trigger immutable")
        kept = c.execute("delete from duty.proof where seq = %s returning *", (seq,)).fetchone()
        try:
            status, words = verified(dutyd)
            assert status == 1 and f"breaks at entry {seq + 1}" in words
        finally:
            c.execute("insert into duty.proof select * from jsonb_populate_record(null::duty.proof, %s)",
                      (json.dumps(kept, default=str),))
            c.execute("alter table duty.proof enable trigger immutable")
    assert verified(dutyd)[0] == 0


def test_no_role_of_the_daemon_can_change_the_chain(dutyd):
    held = dutyd.database.rows("""
        select r, p from unnest(array['duty_app', 'duty_jobs', 'duty_ops', 'duty_guard']) r,
            unnest(array['update', 'delete', 'truncate']) p
        where has_table_privilege(r, 'duty.proof', p)""")
    assert held == []

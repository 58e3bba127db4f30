"""What two calls of the senders at the same moment, on two connections of one daemon or of two, may not
lose: each test holds one of them open while the other is made."""
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

import demo
import strain
from wait import until

BOTH = "bong.sung"  # somebody who is told by text and by mail


class Sender:
    """A connection of the senders that commits when it is told to."""

    def __init__(self, db):
        self.thread = ThreadPoolExecutor(1)
        self.connection = db.connect("duty_jobs")
        self.connection.autocommit = False
        self.pid = self.ask("select pg_backend_pid() r")
        self.commit()

    def ask(self, sql, *args):
        return self.connection.execute(sql, args or None).fetchone()["r"]

    def commit(self):
        self.connection.commit()

    def later(self, sql, *args):
        """Asks and commits in a thread of its own; the answer to come."""
        def call():
            said = self.ask(sql, *args)
            self.commit()
            return said
        return self.thread.submit(call)


@pytest.fixture
def two(db):
    db.rows("delete from duty.notice_choice")
    strain.unthrottled(db)
    one, other = Sender(db), Sender(db)
    yield one, other
    one.connection.close()  # a call of the other that still waits for it goes on
    other.thread.shutdown()
    other.connection.close()


def tell(db, deadline="1 day"):
    """One event on both channels."""
    who = demo.person(db, BOTH)
    db.rows("""
        insert into duty.notice (center_id, person_id, channel, address, language, template, params,
            dedupe_key, due_at, deadline, created_at, priority)
        select k.center_id, k.person_id, k.channel, k.address, 'vi', 'hearing.assigned', '{}',
            'event:1:hearing.assigned:' || k.person_id || ':' || k.channel, duty.now(),
            duty.now() + %s::interval, duty.now() - interval '1 minute', 7
        from (select distinct on (channel) * from duty.contact where person_id = %s
              and verified_at is not null order by channel) k""", deadline, who["person_id"])
    assert db.value("select count(*) from duty.notice where starts_with(dedupe_key, 'event:1:')") == 2


def ended(claimed, outcome, **more):
    return [{"center_id": c["center_id"], "notice_id": c["notice_id"], "n": c["n"],
             "outcome": outcome, "gateway": "x", **more} for c in claimed]


def waits(db, sender):
    until(lambda: db.value("select wait_event_type = 'Lock' from pg_stat_activity where pid = %s",
                           sender.pid), 20, "the second call to wait for the first")


def tasks(db):
    return db.value("select count(*) from duty.task where kind = 'notice.failed' and ended_at is null")


def claim(sender, channel):
    claimed = sender.ask("select duty.notice_claim(10, 60, %s) r", channel)
    sender.commit()
    return claimed


def test_when_both_channels_fail_at_the_same_moment_somebody_is_asked_to_see_to_it(db, two):
    tell(db)
    one, other = two
    texts, mails = claim(one, "sms"), claim(other, "mail")
    one.ask("select duty.notice_record(%s::jsonb) r", json.dumps(ended(texts, "permfail")))
    answer = other.later("select duty.notice_record(%s::jsonb) r", json.dumps(ended(mails, "permfail")))
    waits(db, other)
    one.commit()
    answer.result(20)
    assert db.value("select count(*) from duty.notice where state = 'failed'") == 2
    assert tasks(db) == 1


def test_when_both_channels_are_too_late_at_the_same_moment_somebody_is_asked_to_see_to_it(db, two):
    tell(db, "-1 second")
    one, other = two
    assert one.ask("select duty.notice_claim(10, 60, 'sms') r") == []
    assert other.ask("select duty.notice_claim(10, 60, 'mail') r") == []
    one.commit()
    other.commit()
    assert db.value("select count(*) from duty.notice where state = 'expired'") == 2
    assert tasks(db) >= 1


def test_a_receipt_that_comes_while_a_bundle_is_recorded_speaks_for_all_of_it(db, two):
    one, other = two
    demo.add_notices(db, 3)
    claimed = claim(one, "sms")
    carrier = claimed[0]["token"]
    items = ended(claimed[:1], "ok") + ended(claimed[1:], "ok", carrier=carrier)
    one.ask("select duty.notice_record(%s::jsonb) r", json.dumps(items))
    answer = other.later("select duty.notice_receipt(%s, 'delivered', '') r", carrier)
    waits(db, other)
    one.commit()
    answer.result(20)
    assert {r["state"] for r in db.rows("select state from duty.notice"
                                        " where starts_with(dedupe_key, 'test:')")} == {"delivered"}


def test_a_report_that_overtakes_the_record_of_its_message_is_kept_for_it(db, two):
    one, other = two
    demo.add_notices(db, 1)
    claimed = claim(one, "sms")
    one.ask("select duty.notice_record(%s::jsonb) r", json.dumps(ended(claimed, "ok", gateway_id="G-1")))
    said = other.ask("select duty.gateway_receipt('x', %s::jsonb) r",
                     json.dumps([{"id": "G-1", "kind": "delivered", "detail": ""}]))
    other.commit()
    one.commit()
    assert said == {"found": 0, "waiting": 1}
    other.ask("select duty.gateway_settle() r")
    other.commit()
    assert db.value("select state from duty.notice where starts_with(dedupe_key, 'test:')") \
        == "delivered"


def test_a_link_that_is_pressed_twice_at_once_stands_in_the_proof_once(db, two):
    one, other = two
    tell(db)
    code = db.value("""
        select regexp_replace(duty.notice_links(n, '{{{wrong_link}}}') ->> 'wrong_link', '.*/', '')
        from duty.notice n where channel = 'sms' and starts_with(dedupe_key, 'event:1:')""")
    one.ask("select duty.link_use(%s, 'wrong', '') r", code)
    answer = other.later("select duty.link_use(%s, 'wrong', '') r", code)
    waits(db, other)
    one.commit()
    answer.result(20)
    assert db.value("select count(*) from duty.proof where kind = 'wrong'") == 1

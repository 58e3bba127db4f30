"""Mail notices of a test's own, and what became of each."""
import contextlib

import demo
import strain
from wait import until

WAITING = ("queued", "leased", "held")


@contextlib.contextmanager
def sending(cluster, template, folder, url, **settings):
    """A daemon, and its mails, that go to this relay."""
    with demo.running(cluster, template, folder, notice__mail_gateway="smtp", notice__smtp_url=url,
                      notice__timeout_ms=10000, **settings) as dutyd:
        strain.unthrottled(dutyd.database)
        strain.impatient(dutyd.database)
        dutyd.mails = Mails(dutyd.database)
        yield dutyd


class Mails:
    """Those of one person of the demonstration, to whatever address."""

    def __init__(self, db, login="bong.sung"):
        self.db, self.person = db, demo.person(db, login)["person_id"]
        self.count = 0

    def write(self, address, template="hearing.assigned", hours=24):
        """Puts one into the outbox; returns its number."""
        self.count += 1
        with self.db.connect() as c, c.transaction():
            row = c.execute("""
                insert into duty.notice (center_id, person_id, channel, address, language, template, params,
                    dedupe_key, due_at, deadline, created_at)
                select center_id, person_id, 'mail', %s, 'vi', %s, jsonb_build_object('name', full_name,
                    'center_name', 'Trung tâm Trợ giúp pháp lý', 'code', 'vụ-' || %s, 'date', '2026-12-01',
                    'time', '07:30', 'court', 'Tòa án', 'room', 'Phòng A', 'mode', 'online'),
                    concat_ws(':', 'test', %s::integer, %s::text, person_id, 'mail'),
                    duty.now(), duty.now() + make_interval(hours => %s), duty.now()
                from duty.person where person_id = %s returning notice_id""",
                                  (address, template, self.count, self.count, template, hours,
                                   self.person)).fetchone()
            c.execute("select pg_notify('notice', '')")
        return row["notice_id"]

    def state(self, number):
        return self.db.value("select state from duty.notice where notice_id = %s", number)

    def attempts(self, number):
        """outcome, code, detail and the relay's name of each, the first one first."""
        return self.db.rows("""select outcome, code, detail, gateway_id from duty.notice_attempt
            where notice_id = %s order by n""", number)

    def tried(self, number, times=1, seconds=30):
        """Its attempts, once so many have ended."""
        until(lambda: sum(a["outcome"] is not None for a in self.attempts(number)) >= times, seconds,
              f"attempt {times} of notice {number}")
        return self.attempts(number)

    def ended(self, number, seconds=30):
        """Its state, once it waits no more."""
        until(lambda: self.state(number) not in WAITING, seconds, f"the end of notice {number}")
        return self.state(number)

    def let_go(self):
        """What a test left waiting is of no more use."""
        self.db.rows("update duty.notice set deadline = duty.now() where dedupe_key like 'test:%%'"
                     " and state in ('queued', 'held')")

    def stopped(self):
        """The addresses nothing is sent to, and why."""
        return {r["address"]: r["reason"] for r in self.db.rows(
            "select address, reason from duty.suppression where ended_at is null")}

    def tasks(self):
        """The addresses of which somebody is asked to find another."""
        return [r["a"] for r in self.db.rows("""select params ->> 'address' as a from duty.task
            where kind = 'contact.bounced' and ended_at is null order by task_id""")]

"""The outbox in front of several gateways: who takes a number, what happens when one is down or only
slow, how much a person gets, and what goes together."""
import re
import time
import urllib.parse
from collections import Counter

import pytest

import demo
from gateway import Gateway
from wait import until

DESCRIPTION = """[gateway]
kind = http
url = {url}
format = form
text = keep
{more}
[param]
token = {{{{token}}}}
to = {{{{to}}}}
text = {{{{text}}}}
[answer]
code_from = status
success = 200
temporary = 503
"""


class Flaky(Gateway):
    """answers: what it says to the messages to come, in order; then 200. cut: it takes the message and
    breaks the line."""

    def __init__(self, latency=0.0):
        super().__init__(latency)
        self.answers, self.asked, self.at = [], 0, []
        handler, outer = self.server.RequestHandlerClass, self
        plain = handler.do_POST

        def do_POST(request):
            outer.asked += 1
            outer.at.append(time.monotonic())
            answer = outer.answers.pop(0) if outer.answers else 200
            if answer == "cut":
                outer.keep_from(request)
                request.close_connection = True
                request.connection.close()
            elif answer != 200:
                request.rfile.read(int(request.headers["Content-Length"]))
                request.send_response(answer)
                request.send_header("Content-Length", "0")
                request.end_headers()
            else:
                plain(request)

        handler.do_POST = do_POST

    def keep_from(self, request):
        body = request.rfile.read(int(request.headers["Content-Length"]))
        self.keep(dict(urllib.parse.parse_qsl(body.decode())))


@pytest.fixture
def gateways(db, tmp_path):
    """make(name=(gateway, extra lines)...) -> settings of a dutyd that has them all. Nothing else is
    told meanwhile: nobody's papers end."""
    db.rows("update duty.rule set value = 1 where key like 'credential.warn_days.%%'")
    started = []
    folder = tmp_path / "gateways"
    folder.mkdir()

    def make(**each):
        for name, (gateway, more) in each.items():
            started.append(gateway.start())
            (folder / f"{name}.ini").write_text(
                DESCRIPTION.format(url=gateway.url, more=more), encoding="utf-8")
        return {"notice__sms_gateways": ",".join(each), "notice__gateways_dir": folder}

    yield make
    for gateway in started:
        gateway.stop()


def ours(db, what):
    return db.rows(f"select {what} from duty.notice where dedupe_key like 'test:%' order by notice_id")


def number_of(line):
    """The number demo.add_notices gave a text."""
    return int(re.search(r"vụ-(\d+)", line).group(1))


def attempts(db, what):
    return db.rows(f"select {what} from duty.notice_attempt a join duty.notice n using (center_id, notice_id)"
                   " where n.dedupe_key like 'test:%' order by notice_id, n")


def test_messages_are_shared_out_by_prefix_and_weight(db, make_dutyd, gateways):
    viettel, light, heavy = Flaky(), Flaky(), Flaky()
    make_dutyd(**gateways(viettel=(viettel, "prefixes = 8497, 8498"), light=(light, "weight = 1\nin_flight = 200"),
                          heavy=(heavy, "weight = 4\nin_flight = 200")))
    demo.add_notices(db, 200)
    demo.settle(db)
    assert light.count() + heavy.count() == 200 and viettel.count() == 0
    assert 15 <= light.count() <= 70
    db.rows("update duty.contact set address = '+84971234567' where channel = 'sms'")
    demo.add_notices(db, 20, first=201)
    demo.settle(db)
    assert viettel.count() == 20
    assert Counter(r["gateway"] for r in ours(db, "gateway")) == {
        "viettel": 20, "light": light.count(), "heavy": heavy.count()}


def test_what_one_gateway_surely_refused_goes_by_the_other_at_once(db, make_dutyd, gateways):
    down, up = Flaky(), Flaky()
    down.answers = [503] * 1000
    make_dutyd(**gateways(down=(down, "weight = 100"), up=(up, "weight = 1")))
    demo.add_notices(db, 40)
    demo.settle(db)
    assert up.count() == 40
    assert {r["state"] for r in ours(db, "state")} == {"sent"}
    assert [r["n"] for r in attempts(db, "a.n")] == [1] * 40, "no one waited for a second try"
    assert down.asked < 40, "and it was let rest"


def test_what_one_gateway_may_have_taken_never_goes_by_another(db, make_dutyd, gateways):
    cuts, other = Flaky(), Flaky()
    cuts.answers = ["cut"] * 2
    dutyd = make_dutyd(start=False, **gateways(cuts=(cuts, "prefixes = 84"), other=(other, "")))
    demo.add_notices(db, 2)
    db.rows("update duty.notice set policy = 'never' where dedupe_key like 'test:%'")
    dutyd.start()
    until(lambda: all(r["state"] == "unknown" for r in ours(db, "state")), 20, "the doubt")
    assert cuts.count() == 2 and other.count() == 0
    assert [r["outcome"] for r in attempts(db, "outcome")] == ["unknown"] * 2


def test_a_gateway_that_knows_tokens_is_asked_again_with_the_same_one(db, make_dutyd, gateways):
    knows = Flaky()
    knows.answers = ["cut"]
    db.rows("update duty.rule set value = 1 where key like 'notice.backoff.%%'")
    dutyd = make_dutyd(start=False, **gateways(knows=(knows, "idempotent = yes")))
    demo.add_notices(db, 1)
    db.rows("update duty.notice set policy = 'never' where dedupe_key like 'test:%'")
    dutyd.start()
    until(lambda: [r["state"] for r in ours(db, "state")] == ["sent"], 30, "the second try")
    assert len(knows.sent()) == 2 and len({s.token for s in knows.sent()}) == 1


def test_an_hour_without_its_gateway_costs_no_notice_and_makes_no_storm(db, make_dutyd, gateways):
    down = Flaky()
    down.answers = [503] * 8
    db.rows("update duty.rule set value = 1 where key like 'notice.backoff.%%'")
    make_dutyd(**gateways(down=(down, "rate_per_s = 40\nin_flight = 4")))
    demo.add_notices(db, 120)
    until(lambda: db.value("select failures from duty.gateway_state where name = 'down'"), 20, "the rest")
    assert down.asked <= 12, "nobody hammers what is down"
    assert db.value("select count(*) from duty.notice where dedupe_key like 'test:%'"
                    " and state in ('failed', 'unknown', 'expired')") == 0
    db.rows("update duty.notice set due_at = duty.now() where state = 'held'")
    db.rows("select pg_notify('notice', '')")
    demo.settle(db)
    assert {r["state"] for r in ours(db, "state")} == {"sent"}
    assert down.count() == 120
    at = sorted(down.at)[8:]
    fastest = min(b - a for a, b in zip(at, at[50:]))
    assert fastest > 0.9, f"50 texts within {fastest:.2f} s, 40 a second allowed"
    assert db.value("select failures from duty.gateway_state where name = 'down'") == 0


def test_a_reminder_for_a_hearing_that_is_past_is_never_sent(db, make_dutyd, gateways):
    down = Flaky()
    down.answers = [503] * 1000
    make_dutyd(**gateways(down=(down, "")))
    demo.add_notices(db, 1)
    until(lambda: [r["state"] for r in ours(db, "state")] == ["held"], 20, "the first try")
    db.rows("update duty.notice set deadline = greatest(created_at + interval '1 ms', duty.now())"
            " where dedupe_key like 'test:%'")
    db.rows("select pg_notify('notice', '')")
    down.answers = []
    until(lambda: [r["state"] for r in ours(db, "state")] == ["expired"], 40, "its end")
    assert [r["reason"] for r in ours(db, "reason")] == ["retry"]
    assert down.count() == 0


def test_mail_does_not_wait_for_texts_that_hang(db, make_dutyd, gateways):
    stuck = Flaky(latency=60)
    make_dutyd(notice__in_flight=2, **gateways(stuck=(stuck, "")))
    demo.add_notices(db, 10)
    until(lambda: stuck.asked == 2, 20, "the slots to fill")
    db.rows("insert into duty.notice (center_id, person_id, channel, address, language, template, params,"
            " dedupe_key, priority, due_at, deadline, created_at) select center_id, person_id, 'mail',"
            " 'a@example.vn', 'vi', template, params, 'test:mail', 7, duty.now(), deadline, duty.now()"
            " from duty.notice where dedupe_key = 'test:1'")
    db.rows("select pg_notify('notice', '')")
    until(lambda: db.value("select state from duty.notice where dedupe_key = 'test:mail'") == "sent", 10,
          "the mail")
    assert stuck.asked == 2


def test_ordinary_news_to_one_person_leaves_in_one_text(db, make_dutyd, gateways):
    phone = Flaky()
    dutyd = make_dutyd(start=False, **gateways(phone=(phone, "max_parts = 6")))
    demo.add_notices(db, 3)
    db.rows("update duty.notice set priority = 5, bundle = true where dedupe_key like 'test:%'")
    dutyd.start()
    demo.settle(db)
    assert phone.count() == 1
    text = phone.sent()[0].text
    assert [number_of(line) for line in text.split("\n") if "vụ-" in line] == [1, 2, 3]
    assert {r["state"] for r in ours(db, "state")} == {"sent"}
    carriers = [r["carrier"] for r in attempts(db, "a.carrier")]
    assert carriers == [None] + [phone.sent()[0].token] * 2


def test_what_does_not_fit_one_text_leaves_in_the_next_and_nothing_is_cut(db, make_dutyd, gateways):
    phone = Flaky()
    dutyd = make_dutyd(start=False, **gateways(phone=(phone, "max_parts = 3")))
    demo.add_notices(db, 4)
    db.rows("update duty.notice set priority = 5, bundle = true where dedupe_key like 'test:%'")
    dutyd.start()
    demo.settle(db)
    assert 1 < phone.count() < 4
    lines = [line for s in phone.sent() for line in s.text.split("\n") if "vụ-" in line]
    assert sorted(number_of(line) for line in lines) == [1, 2, 3, 4]


def test_what_is_on_its_way_when_the_connection_breaks_is_not_sent_twice(db, make_dutyd, gateways):
    slow = Flaky(latency=26)
    settings = gateways(slow=(slow, ""))
    first = make_dutyd(**settings)
    demo.add_notices(db, 3)
    until(lambda: slow.asked == 3, 20, "the texts to be on their way")
    db.rows("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'duty_jobs'",
            user="duty_super")
    make_dutyd(**settings)  # a second daemon finds the leases of a dead connection, and is patient
    demo.settle(db)
    assert slow.count() == 3
    assert [r["outcome"] for r in attempts(db, "outcome")] == ["ok"] * 3
    assert first.process is not None

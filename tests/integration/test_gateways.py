"""The shipped descriptions of gateways, each against a server that takes its vendor's shape and no other:
what is sent, what answers mean, what gateways report, with calls to us and without."""
import itertools
import json

import pytest

import demo
import vendors
from daemon import Dutyd
from gateway import describe
from wait import until

KEY = "khoa-goi-lai-bi-mat"
NAMES = [kind.name for kind in vendors.ALL]
REPORTING = ["esms", "speedsms", "twilio", "infobip", "zalo-zns"]
# What templates, files of descriptions, addresses, JSON and XML would each take for their own.
ROOM = 'phòng "3" & <b> \\ {{x}} %41 +1 \'x\''
numbers = itertools.count(1)


class House:
    """One daemon with every gateway, each for numbers of its own."""

    def __init__(self, db, folder):
        self.db, self.folder = db, folder
        self.vendors = vendors.Vendors().start()
        self.prefixes = self.vendors.describe(folder / "gateways")
        self.daemons = []

    def settings(self, **more):
        return {"notice__sms_gateways": ",".join(NAMES), "notice__callback_key": KEY,
                "notice__gateways_dir": self.folder / "gateways",
                "state__secret_key": self.folder / "secret.key", **more}

    def start(self, **more):
        self.daemons.append(Dutyd(self.db, self.folder / f"dutyd{len(self.daemons)}",
                                  **self.settings(**more)).start())
        return self.daemons[-1]

    def stop(self):
        for daemon in self.daemons:
            daemon.stop()
        self.vendors.stop()

    def vendor(self, name):
        return self.vendors.by_name[name]

    def add(self, name, policy="twice", room=ROOM):
        """A text through that gateway; its row's key."""
        who = demo.person(self.db, "bong.sung")
        n = next(numbers)
        address = f"+{self.prefixes[name]}{n:05d}"
        params = json.dumps({"code": f"vụ-{n}", "date": "2026-12-01", "time": "07:30", "court": "Tòa",
                             "room": room, "mode": "online"})
        self.db.rows("""
            insert into duty.notice (center_id, person_id, channel, address, language, template, params,
                dedupe_key, due_at, deadline, created_at, priority, policy)
            select center_id, %s, 'sms', %s, 'vi', 'hearing.assigned', %s::jsonb, %s, duty.now(),
                duty.now() + interval '1 day', duty.now(), 7, %s
            from duty.center where code = 'cantho'""", who["person_id"], address, params,
                     f"test:{n}", policy)
        self.db.rows("select pg_notify('notice', '')")
        return f"test:{n}"

    def notice(self, key):
        return self.db.rows("select * from duty.notice where dedupe_key = %s", key)[0]

    def attempts(self, key):
        return self.db.rows("select a.* from duty.notice_attempt a join duty.notice n using (center_id,"
                            " notice_id) where n.dedupe_key = %s order by a.n", key)

    def sent(self, name, key):
        """What the vendor has of it; its numbers are written in several ways."""
        end = self.notice(key)["address"][-9:]
        return next(s for s in self.vendor(name).sent if s.to.endswith(end))

    def reaches(self, key, *states):
        try:
            return until(lambda: (n := self.notice(key))["state"] in states and n, 15, key)
        except TimeoutError as e:
            wrong = {v.name: v.wrong for v in self.vendors.by_name.values() if v.wrong}
            raise AssertionError(f"{self.notice(key)} {self.attempts(key)} {wrong}") from e

    def impatient(self):
        self.db.rows("update duty.rule set value = 1 where key like 'notice.backoff.%%'")


@pytest.fixture(scope="module")
def house(cluster, template, tmp_path_factory):
    database = cluster.create(template)
    house = House(database, tmp_path_factory.mktemp("house"))
    house.impatient()
    house.url = house.start().url
    yield house
    house.stop()
    database.drop()


@pytest.fixture
def own_house(db, tmp_path):
    """For tests that start and stop daemons."""
    house = House(db, tmp_path)
    house.impatient()
    yield house
    house.stop()


@pytest.mark.parametrize("name", NAMES)
def test_the_vendor_takes_the_request_and_reads_the_text_as_it_was_meant(house, name):
    vendor = house.vendor(name)
    key = house.add(name)
    house.reaches(key, "sent", "delivered")
    [attempt] = house.attempts(key)
    sent = house.sent(name, key)
    assert not vendor.wrong, vendor.wrong
    assert sent.text == attempt["text"]
    # Folding leaves ASCII as it is.
    assert '"3" & <b> \\ {{x}} %41 +1 \'x\'' in sent.text
    assert ("phòng" in sent.text) == (vendor.text_rule == "keep")
    assert attempt["gateway"] == name
    if sent.token:
        assert sent.token == attempt["token"]


@pytest.mark.parametrize("name", NAMES)
def test_a_failure_that_http_calls_200_is_a_failure(house, name):
    vendor = house.vendor(name)
    before = len(vendor.sent)
    vendor.says = ["refuse"]
    key = house.add(name, policy="never")
    until(lambda: house.attempts(key) and house.attempts(key)[0]["outcome"], 20, "the first attempt")
    assert house.attempts(key)[0]["outcome"] != "ok"
    # A code that the description does not know may mean anything: that one is not sent again.
    assert len(vendor.sent) - before == (house.attempts(key)[-1]["outcome"] == "ok")


def test_a_vendor_that_repeats_the_message_makes_no_copy_of_its_link(house):
    link = "/c/2345abcdefgh6789"
    house.vendor("esms").says = ["refuse"]
    refused = house.add("esms", room=f"P1 http://x{link} 123-456")
    house.reaches(refused, "failed")
    [attempt] = house.attempts(refused)
    assert "no template for" in attempt["detail"]
    taken = house.add("twilio")
    house.reaches(taken, "sent", "delivered")
    said = {"token": house.attempts(taken)[0]["token"], "MessageStatus": "failed",
            "ErrorCode": f"http://x{link}"}
    assert vendors.get(f"{house.url}/gateway/{KEY}/twilio/receipt", **said) == 200
    kept = f"{attempt} {house.db.rows('select detail from duty.receipt')}"
    assert link not in kept and "123-456" not in kept


@pytest.mark.parametrize("name", REPORTING)
def test_its_reports_are_taken_in_any_order_and_any_number_of_times(house, name):
    vendor = house.vendor(name)
    key = house.add(name)
    house.reaches(key, "sent", "delivered")
    sent = house.sent(name, key)
    if not sent.callback:  # told to the vendor by hand
        url = f"{house.url}/gateway/{KEY}/{name}/receipt"
        report = lambda ok: vendor.report(sent, ok, url)  # noqa: E731
    else:
        report = lambda ok: vendor.report(sent, ok)  # noqa: E731
    failed = report(False)
    assert failed == (422 if name == "zalo-zns" else 200)  # an event of Zalo's that is no fate
    assert report(True) == 200
    assert report(True) == 200
    house.reaches(key, "delivered")
    report(False)
    assert house.notice(key)["state"] == "delivered"


@pytest.mark.parametrize("name", ["esms", "epacific", "zalo-zns"])
def test_a_message_whose_answer_was_lost_is_sent_again_and_arrives_once(house, name):
    vendor = house.vendor(name)
    before = len(vendor.sent)
    vendor.says = ["cut"]
    key = house.add(name)
    house.reaches(key, "sent", "delivered")
    outcomes = [a["outcome"] for a in house.attempts(key)]
    assert outcomes == ["unknown", "ok"]
    assert len(vendor.sent) == before + 1, "the vendor knows the token, so it is the same message"


def test_a_hundred_reports_come_in_one_call(house):
    vendor = house.vendor("infobip")
    keys = [house.add("infobip") for _ in range(100)]
    for key in keys:
        house.reaches(key, "sent", "delivered")
    first, *others = [house.sent("infobip", key) for key in keys]
    assert vendor.report(first, True, others) == 200
    states = house.db.rows("select distinct state from duty.notice where dedupe_key = any (%s)", keys)
    assert states == [{"state": "delivered"}]


def test_a_report_faster_than_our_own_record_waits_for_it(house):
    """SpeedSMS names only its own number of the message."""
    url = f"{house.url}/gateway/{KEY}/speedsms/receipt"
    vendor = house.vendor("speedsms")
    coming = vendors.Sent("84", "", "", str(next(vendor.ids) + 1), "")
    assert vendor.report(coming, True, url) == 200
    key = house.add("speedsms")
    house.reaches(key, "sent", "delivered")
    house.db.rows("select duty.gateway_settle()")
    assert house.notice(key)["state"] == "delivered"
    assert house.db.value("select count(*) from duty.gateway_receipt") == 0


def test_a_stranger_who_calls_learns_and_changes_nothing(house):
    key = house.add("twilio")
    house.reaches(key, "sent", "delivered")
    token = house.attempts(key)[0]["token"]
    said = {"token": token, "MessageStatus": "delivered"}
    assert vendors.get(f"{house.url}/gateway/nham/twilio/receipt", **said) == 404
    assert vendors.get(f"{house.url}/gateway/{KEY}/khac/receipt", **said) == 404
    assert vendors.get(f"{house.url}/gateway/{KEY}/viettel/receipt", **said) == 404  # it never calls
    assert vendors.get(f"{house.url}/gateway/{KEY}/twilio/khac", **said) == 404
    assert house.notice(key)["state"] == "sent"
    # A token nobody knows is not the gateway's fault: it need not repeat it.
    assert vendors.get(f"{house.url}/gateway/{KEY}/twilio/receipt",
                       **{**said, "token": "x" * 32}) == 200
    assert vendors.get(f"{house.url}/gateway/{KEY}/twilio/receipt", **said) == 200
    house.reaches(key, "delivered")


# ---- access tokens ----

def test_an_access_token_is_asked_for_once_and_again_when_it_is_refused(house):
    for name in ("fpt", "zalo-zns", "vietguys"):
        vendor = house.vendor(name)
        for _ in range(3):
            house.reaches(house.add(name), "sent", "delivered")
        given = len(vendor.given)
        assert given == 1, f"{name} was asked {given} times"
        vendor.revoke()
        key = house.add(name)
        house.reaches(key, "sent", "delivered")
        assert len(house.attempts(key)) == 1, "a refused token is our trouble, not the message's"
        assert [bool(t) for t in vendor.given] == [True, False, True]
        vendor.given = vendor.given[-1:]


def test_a_refresh_token_that_serves_once_outlives_the_daemon_and_is_shared(own_house):
    zalo = own_house.vendor("zalo-zns")
    own_house.start()
    own_house.reaches(own_house.add("zalo-zns"), "sent")
    own_house.daemons[0].restart()
    own_house.reaches(own_house.add("zalo-zns"), "sent")
    assert len(zalo.given) == 1, "the token was not kept"
    zalo.revoke()
    own_house.start()
    for key in [own_house.add("zalo-zns") for _ in range(10)]:
        own_house.reaches(key, "sent")
    assert len(zalo.given) == 3, "two daemons asked at the same time"
    kept = own_house.db.value("select sealed from duty.gateway_access where gateway = 'zalo-zns'")
    assert "token" not in kept and "refresh" not in kept


# ---- where nobody can reach us ----

@pytest.mark.parametrize("name", ["esms", "twilio", "infobip"])
def test_where_no_call_can_reach_us_the_gateway_is_asked(own_house, name):
    own_house.start(notice__callback_key="", notice__sms_gateways=name)
    key = own_house.add(name)
    own_house.reaches(key, "delivered")
    assert own_house.sent(name, key).callback == ""
    asked = own_house.attempts(key)[0]["asked_at"]
    own_house.db.rows("update duty.notice set state = 'sent', ended_at = null where dedupe_key = %s", key)
    due = own_house.db.value("select duty.status_due(%s, 20, 0, 0, 9999, false)", name)
    assert asked and due == [], "what is known is not asked for again"


# ---- descriptions of one's own ----

OWN = """[gateway]
url = http://127.0.0.1:9/
format = form
[param]
t = {{{{text}}}}
[answer]
success = 200
[calls]
addresses = {addresses}
[receipt]
list_from = xml:report
token_from = xml:id
fate_from = xml:stat
delivered = DELIVRD
failed = UNDELIV
[text]
from = json:sender
to = json:receiver
text = json:message.text
id = json:id
[call]
from = field:caller
to = field:called
id = field:id
"""


def own_gateway(own_house, addresses):
    describe(own_house.folder / "gateways", "own", OWN.format(addresses=addresses))
    dutyd = own_house.start(notice__sms_gateways="own,esms")
    return f"{dutyd.url}/gateway/{KEY}/own"


def test_reports_in_xml_come_several_at_once(own_house):
    url = own_gateway(own_house, "127.0.0.0/8")
    keys = [own_house.add("esms") for _ in range(2)]
    for key in keys:
        own_house.reaches(key, "sent")
    ids = [own_house.attempts(key)[0]["token"] for key in keys]
    body = "<l>" + "".join(f"<report><id>{i}</id><stat>{s}</stat></report>" for i, s in
                           zip(ids, ("DELIVRD", "UNDELIV"))) + "</l>"
    assert vendors.post(f"{url}/receipt", body.encode(), "text/xml") == 200
    own_house.reaches(keys[0], "delivered")
    own_house.reaches(keys[1], "failed")


def test_calls_from_another_address_than_the_gateways_are_nobodys(own_house):
    url = own_gateway(own_house, "192.0.2.0/24 2001:db8::/32")
    assert vendors.get(f"{url}/call", caller="84901234567", called="842923", id="1") == 404
    assert vendors.post(f"{url}/receipt", b"<report/>", "text/xml") == 404


def test_texts_and_missed_calls_of_people_are_handed_on(own_house):
    url = own_gateway(own_house, "127.0.0.1/32")
    phone = demo.person(own_house.db, "bong.sung")["sms"].lstrip("+")
    said = {"sender": phone, "receiver": "8079", "id": "m1", "message": {"text": "xác nhận 42"}}
    assert vendors.post(f"{url}/text", said) == 200
    assert vendors.post(f"{url}/text", said) == 200
    assert vendors.get(f"{url}/call", caller=phone, called="842923", id="c1") == 200
    assert vendors.post(f"{url}/text", {"receiver": "8079"}) == 422
    rows = own_house.db.rows("select kind, gateway, message_id, text, sender from duty.incoming"
                             " order by message_id")
    assert [(r["kind"], r["gateway"], r["message_id"], r["text"]) for r in rows] == [
        ("call", "own", "c1", ""), ("text", "own", "m1", "xác nhận 42")]
    assert {r["sender"] for r in rows} == {f"+{phone}"}

"""A duty changes hands through the pages: feed, messages, diary and list tell the same.

One month is drawn and published; each test works on duties of its own.
"""
import re

import pytest

import demo
import ics

DUTIES = """
    select a.assignment_id, s.shift_id, a.provider_id, k.login, s.starts, s.ends, d.name as post
    from duty.assignment a join duty.shift s using (center_id, shift_id)
    join duty.duty_post d using (center_id, post_id) join duty.provider p using (center_id, provider_id)
    join duty.account k using (center_id, person_id) join duty.center c using (center_id)
    where a.state = 'published' and c.code = 'cantho' order by s.starts, a.assignment_id"""


class Office:
    """The daemon with its month, and a browser per account."""

    def __init__(self, dutyd):
        self.db, self.dutyd, self.browsers = dutyd.database, dutyd, {}
        self.month = demo.next_month()
        coordinator = self.browser("coordinator")
        demo.draw(coordinator, self.month)
        page = f"/roster/publish?month={self.month:%Y-%m}"
        done = coordinator.submit(page, {"note": "", "overruling": "đủ người"}, form="/roster/publish")
        assert done.status == 200 and "done=publish" in done.path, done

    def browser(self, account):
        if account not in self.browsers:
            self.browsers[account] = self.dutyd.client(account)
        return self.browsers[account]

    def duties(self, login):
        return [d for d in self.db.rows(DUTIES) if d["login"] == login]

    def holder(self, shift):
        return [r["login"] for r in self.db.rows(DUTIES) if r["shift_id"] == shift]

    def offer(self, login, duty, **fields):
        """Fills in the form of one's duty; the reply is the swap's page or the form with an error."""
        page = f"/swaps/new?assignment_id={duty['assignment_id']}"
        return self.browser(login).submit(page, {"kind": "give", "to_provider": "", "note": "",
                                                 **fields}, form="/swaps/new")

    def press(self, account, swap, button, **fields):
        return self.browser(account).submit(f"/swaps/{swap}", fields, form=f"/swaps/{swap}/{button}")

    def notices(self, login, template):
        return self.db.rows("""select channel, params from duty.notice where template = %s and person_id = %s
                            order by notice_id""", template, demo.person(self.db, login)["person_id"])

    def feed(self, login):
        """A calendar of somebody, as it stands."""
        token = re.search(r"/feed/([\w-]+)\.ics", self.browser(login).submit(
            "/me/calendars", {"name": "điện thoại"}, form="/me/calendars").text).group(1)

        def standing():
            found = ics.read(self.browser(login).get(f"/feed/{token}.ics").body)
            return {uid: e for uid, e in found.items() if e.status != "CANCELLED"}
        return standing


@pytest.fixture(scope="module")
def office(cluster, template, tmp_path_factory):
    with demo.running(cluster, template, tmp_path_factory.mktemp("swaps")) as dutyd:
        yield Office(dutyd)


def number(reply):
    assert reply.status == 200, re.findall(r'class="error".*?</p>', reply.text, re.S) or reply
    return int(re.match(r"/swaps/(\d+)", reply.path).group(1))


def eligible(office, swap, among):
    """Somebody who has a log-in in these tests and could take it."""
    found = [c["value"] for c in office.browser("coordinator").get_json(f"/swaps/{swap}")["candidates"]]
    return [login for login in among if str(demo.person(office.db, login)["provider_id"]) in found]


def test_a_duty_is_given_away_with_three_presses_and_everybody_knows(office):
    duty, swap, taker = None, None, []
    for duty in office.duties("bong.sung"):
        swap = number(office.offer("bong.sung", duty, note="đưa con đi khám"))
        taker = eligible(office, swap, ["hoa.sen"])
        if taker:
            break
        assert office.press("bong.sung", swap, "withdraw").status == 200
    assert taker, "hoa.sen could take none of them"
    listed = office.browser("hoa.sen").get("/swaps").text
    assert f'action="/swaps/{swap}/take"' in listed and duty["post"] in listed
    assert demo.said("swaps.your_week") in listed
    feeds = office.feed("bong.sung"), office.feed("hoa.sen")
    before = [feed() for feed in feeds]
    versions = office.db.value("select max(version) from duty.roster_version")
    assert demo.said("swap.taken") in office.press("hoa.sen", swap, "take").text
    assert office.holder(duty["shift_id"]) == ["bong.sung"], "taken is not approved"
    assert f'href="/swaps/{swap}"' in office.browser("coordinator").get("/swaps").text
    assert demo.said("today.swaps_to_approve").split(":")[0] in office.browser("coordinator").get("/").text
    assert demo.said("swap.approved") in office.press("coordinator", swap, "approve", note="").text
    assert office.holder(duty["shift_id"]) == ["hoa.sen"]
    assert office.db.value("select max(version) from duty.roster_version") == versions + 1
    after = [feed() for feed in feeds]
    gone, new = set(before[0]) - set(after[0]), set(after[1]) - set(before[1])
    assert len(gone) == 1 and len(new) == 1, "one entry goes from the one calendar to the other"
    assert before[0][gone.pop()].start == after[1][new.pop()].start
    for login in ("bong.sung", "hoa.sen"):
        told = office.notices(login, "roster.changed")
        assert {n["channel"] for n in told} == {"sms", "mail"}
    texts = office.db.rows("select params::text as p from duty.notice where template like 'swap.%%'")
    assert texts and not any("khám" in t["p"] for t in texts), "why is nobody's business"


def test_who_cannot_stand_a_duty_is_refused_with_a_sentence(office):
    duty = office.duties("bong.sung")[-1]
    busy = next(d for d in office.db.rows(DUTIES) if d["starts"] < duty["ends"] and
                d["ends"] > duty["starts"] and d["login"] != "bong.sung")
    reply = office.browser("coordinator").submit(
        f"/swaps/new?assignment_id={duty['assignment_id']}", {"kind": "give"}, form="/swaps/new")
    swap = number(reply)
    reply = office.browser("coordinator").post_form(
        f"/swaps/{swap}/take", {"provider_id": str(busy["provider_id"])})
    name = demo.person(office.db, busy["login"])["full_name"]
    assert reply.status == 409, reply
    assert demo.said("barred.overlap").replace("{name}", name) in reply.text
    assert office.press("coordinator", swap, "withdraw").status == 200
    assert office.holder(duty["shift_id"]) == ["bong.sung"]


def test_a_provider_never_reads_why_a_colleague_cannot(office):
    duty = office.duties("bong.sung")[-1]
    busy = next(d for d in office.db.rows(DUTIES) if d["starts"] < duty["ends"] and
                d["ends"] > duty["starts"] and d["login"] != "bong.sung")
    office.db.rows("""insert into duty.absence (center_id, provider_id, during, kind, state)
                   select center_id, provider_id, tstzrange(%s, %s), 'sick', 'approved' from duty.provider
                   where provider_id = %s""", demo.at(duty["starts"].date(), "00:00"),
                   demo.at(duty["ends"].date(), "23:00"), busy["provider_id"])
    page = office.browser("bong.sung").get(f"/swaps/new?assignment_id={duty['assignment_id']}")
    reply = office.browser("bong.sung").post_form("/swaps/new", {
        "assignment_id": str(duty["assignment_id"]), "kind": "give",
        "to_provider": str(busy["provider_id"])})
    name = demo.person(office.db, busy["login"])["full_name"]
    assert page.status == 200 and reply.status == 409
    assert demo.said("barred.other").replace("{name}", name) in reply.text
    assert demo.said("why.absence") not in reply.text and demo.said("why.overlap") not in reply.text


def test_two_exchange_and_each_has_the_others_duty(office):
    mine, found = None, []
    for mine in office.duties("bong.sung"):
        other = demo.person(office.db, "hoa.sen")["provider_id"]
        page = office.browser("bong.sung").get_json(
            f"/swaps/new?assignment_id={mine['assignment_id']}&to_provider={other}")
        found = page["options"]["back_id"]
        if found:
            break
    assert found, "the two could exchange nothing"
    back = next(d for d in office.duties("hoa.sen") if str(d["assignment_id"]) == found[0]["value"])
    swap = number(office.browser("bong.sung").post_form("/swaps/new", {
        "assignment_id": str(mine["assignment_id"]), "kind": "exchange", "back_id": found[0]["value"],
        "to_provider": str(other)}))
    assert {n["channel"] for n in office.notices("hoa.sen", "swap.asked")} == {"sms", "mail"}
    assert office.browser("coordinator").get("/swaps").status == 200
    assert office.press("hoa.sen", swap, "take").status == 200
    assert office.press("coordinator", swap, "approve").status == 200
    assert office.holder(mine["shift_id"]) == ["hoa.sen"]
    assert office.holder(back["shift_id"]) == ["bong.sung"]
    why = office.browser("hoa.sen").get("/me").text
    link = re.search(r'href="(/duties/\d+/why)"', why).group(1)
    assert office.browser("hoa.sen").get(link).status == 200
    assert office.browser("bong.sung").get(link).status == 404, "why is one's own affair"


def test_a_duty_in_progress_is_handed_over_and_the_board_follows(office):
    night = next(d for d in office.duties("bong.sung") if d["starts"].hour == 19)
    demo.set_clock(office.db, demo.at(night["starts"].date(), "22:30"))
    office.db.rows("delete from duty.session")
    office.browsers.clear()
    coordinator = office.browser("coordinator")
    page = coordinator.get_json(f"/swaps/new?assignment_id={night['assignment_id']}")
    assert page["is_begun"] and page["candidates"]
    taker = int(page["candidates"][0]["value"])
    swap = number(coordinator.submit(
        f"/swaps/new?assignment_id={night['assignment_id']}",
        {"kind": "handover", "to_provider": str(taker), "time": "", "agreed": "1"}, form="/swaps/new"))
    parts = office.db.rows("""
        select s.starts::time::text as starts, s.ends::time::text as ends, a.provider_id, s.points
        from duty.shift s join duty.assignment a using (center_id, shift_id)
        where a.state = 'published' and s.shift_id in (%s, (select rest_id from duty.handover
            where root_id = %s)) order by s.starts""", night["shift_id"], night["shift_id"])
    assert [(p["starts"], p["ends"], p["provider_id"]) for p in parts] == [
        ("19:00:00", "22:30:00", night["provider_id"]), ("22:30:00", "07:00:00", taker)]
    name = office.db.value("select full_name from duty.person join duty.provider using (center_id,"
                           " person_id) where provider_id = %s", taker)
    now = [b for b in coordinator.get_json("/")["now"] if b["post"] == night["post"]]
    assert name in [b["name"] for b in now], "the board shows who took over"
    assert demo.person(office.db, "bong.sung")["full_name"] not in [b["name"] for b in now]
    assert demo.said("swap.approved") in coordinator.get(f"/swaps/{swap}").text
    reply = coordinator.get(f"/roster/versions?month={office.month:%Y-%m}")
    assert reply.status == 200

"""Evolution's calendar server and Thunderbird subscribed to a live daemon: what changes here changes
there, what did not change costs a 304, and nothing is ever shown twice or lost."""
import re
import time

import pytest

import demo
from clients import Evolution, Thunderbird
from test_feed import make_feed
from wait import until

DAYS = demo.weekdays(demo.next_month())
FOLLOWS = 60  # seconds: Thunderbird asks every three


class Office:
    """Two providers' calendars in one program, and the coordinator who changes what is in them."""

    def __init__(self, dutyd, program):
        self.dutyd, self.db = dutyd, dutyd.database
        self.coordinator = dutyd.client("coordinator")
        self.court = demo.court(self.db, "tand-kv1")
        self.who = {name: demo.person(self.db, login)["provider_id"]
                    for name, login in (("A", "bong.sung"), ("B", "hoa.sen"))}
        self.first = self.add("Vụ đầu tiên, của A", 1)
        addresses = {name: dutyd.url + make_feed(dutyd, login)
                     for name, login in (("A", "bong.sung"), ("B", "hoa.sen"))}
        self.program = program(addresses)

    def add(self, code, day, name="A"):
        reply = self.coordinator.submit("/hearings/new", {
            "code": code, "date": str(DAYS[day]), "time": "07:30", "room": "Phòng 2; tầng 3",
            "court_id": self.court, "provider_id": self.who[name]}, form="/hearings/new")
        assert "done=hearing" in reply.path, reply
        return self.db.rows("select hearing_id, uid from duty.hearing order by hearing_id desc")[0]

    def edit(self, hearing, **fields):
        path = f"/hearings/{hearing['hearing_id']}/edit"
        reply = self.coordinator.submit(path, fields, form=path)
        if reply.status == 409:  # a duty drawn for that hour: meant all the same
            mark = re.search(r'name="confirm" value="([^"]+)"', reply.text).group(1)
            reply = self.coordinator.submit(reply, {"confirm": mark}, form=path)
        assert "done=hearing" in reply.path, reply

    def shows(self, condition, what):
        """Waits until the program shows it in both calendars; what it then shows. Thunderbird empties
        a calendar before it fills it anew, so every condition says all there is to be seen."""
        def look():
            self.program.refresh()
            shown = self.program.shown()
            return condition(shown) and shown
        try:
            return until(look, FOLLOWS, what)
        except TimeoutError as e:
            raise AssertionError(f"{e}: {self.program.shown()} {self.program.output()}") from e

    def answers(self):
        """The status of every request for a calendar so far, as the daemon's access log has them."""
        return [e["status"] for e in self.dutyd.events("http.request") if "/feed/" in e["route"]]


@pytest.fixture(params=[Evolution, Thunderbird], ids=["evolution", "thunderbird"])
def office(request, dutyd):
    office = Office(dutyd, request.param)
    yield office
    office.program.stop()


def test_a_program_follows_add_move_reassign_and_cancel_and_asks_for_nothing_twice(office):
    it, uid = office.first, office.first["uid"]
    begun = time.monotonic()
    shown = until(lambda: (s := office.program.shown()) and s["A"] and s, 120, "the first hearing")
    print(f"{office.program.agent} took {time.monotonic() - begun:.1f} s to its first event")
    assert set(shown["A"]) == {uid} and shown["B"] == {}
    assert shown["A"][uid].start == demo.at(DAYS[1], "07:30")
    assert shown["A"][uid].title.endswith("Vụ đầu tiên, của A")
    assert shown["A"][uid].status == "CONFIRMED"

    other = office.add("Vụ số hai", 2)["uid"]
    office.shows(lambda s: set(s["A"]) == {uid, other} and not s["B"], "the hearing added")

    office.edit(it, date=str(DAYS[4]), time="13:30", end_time="")
    shown = office.shows(lambda s: set(s["A"]) == {uid, other} and not s["B"]
                         and s["A"][uid].start != demo.at(DAYS[1], "07:30"), "only the new time")
    assert shown["A"][uid].start == demo.at(DAYS[4], "13:30")
    assert shown["A"][uid].sequence == 1

    office.edit(it, provider_id=str(office.who["B"]))
    shown = office.shows(lambda s: (set(s["A"]), set(s["B"])) == ({other}, {uid}), "gone here, there")
    assert shown["B"][uid].start == demo.at(DAYS[4], "13:30") and shown["B"][uid].sequence >= 1

    office.edit(it, state="cancelled")
    last = office.shows(lambda s: (set(s["A"]), set(s["B"])) == ({other}, {uid})
                        and s["B"][uid].status == "CANCELLED", "the cancellation")
    assert re.match("(HOÃN/)?HỦY: ", last["B"][uid].title)
    assert last["B"][uid].sequence >= 2 and last["A"][other].status == "CONFIRMED"

    office.shows(lambda s: office.answers()[-4:] == ["304"] * 4, "the last change to be taken in")
    before = len(office.answers())
    office.shows(lambda s: len(office.answers()) >= before + 4, "both to ask again twice")
    asked = office.answers()
    assert set(asked[before:]) == {"304"}, "nothing changed, nothing is sent"
    assert set(asked) == {"200", "304"} and asked.count("200") <= 2 * (2 + 2 * 5)
    office.shows(lambda s: s == last, "the same as before")
    clients = until(lambda: (c := {r["last_client"] for r in office.db.rows(
        "select last_client from duty.feed_token")}) and None not in c and c, 40, "the fetches")
    assert all(office.program.agent in c for c in clients), clients

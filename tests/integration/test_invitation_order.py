"""Random changes of hearings against a mail system that fails at random: what ends up in people's
calendars is what the roster says, no cancellation overtakes its invitation and none is lost."""
import datetime
import json
import os
import random
from collections import defaultdict

import pytest

import demo

PEOPLE = ("vu.sua", "ban.oi", "mam.trang")
STEPS = int(os.environ.get("INVITE_STEPS", "150"))


class Mailboxes:
    """Calendars that do what arrives, as programs do."""

    def __init__(self):
        self.events, self.seen = {}, defaultdict(list)

    def take(self, address, invite):
        event, key = invite["event"], (address, invite["event"]["uid"])
        self.seen[key].append((event["sequence"], invite["method"]))
        if invite["method"] == "REQUEST":
            self.events[key] = (event["starts"], event["sequence"])
        else:
            self.events.pop(key, None)  # what it takes back may never have arrived


class Outbox:
    """Sends as a daemon does, with luck as bad as it gets."""

    def __init__(self, connection, chance, boxes):
        self.c, self.chance, self.boxes = connection, chance, boxes
        self.leased = []

    def claim(self, most):
        self.c.execute("update duty.notice set due_at = duty.now()"
                       " where state in ('queued', 'held') and series is not null")
        self.c.execute("update duty.notice set state = 'superseded', ended_at = duty.now()"
                       " where state in ('queued', 'held') and series is null")
        got = self.c.execute("select duty.notice_claim(%s, 60) as r", (most,)).fetchone()["r"]
        self.leased += got
        return got

    def end(self, outcomes):
        """Ends one leased mail; unknown: it may have arrived, or not."""
        n = self.leased.pop(self.chance.randrange(len(self.leased)))
        outcome = self.chance.choice(outcomes)
        if outcome == "ok" or outcome == "arrived":
            self.boxes.take(n["address"], n["params"]["invite"])
        said = {"arrived": "unknown"}.get(outcome, outcome)
        self.c.execute("select duty.notice_record(%s)", (json.dumps([{
            "center_id": n["center_id"], "notice_id": n["notice_id"], "n": n["n"], "outcome": said,
            "code": "x", "gateway": "smtp"}]),))


class House:
    def __init__(self, connection, chance, people, court):
        self.c, self.chance, self.people, self.court = connection, chance, people, court
        self.ids, self.day = [], datetime.date.today() + datetime.timedelta(days=60)

    def put(self, hearing, **fields):
        return self.c.execute("select duty.hearing_put(%s, %s, null, 'form') as r",
                              (hearing, json.dumps(fields))).fetchone()["r"]["hearing_id"]

    def change(self):
        chance, n = self.chance, len(self.ids)
        if n < 6:
            starts = f"{self.day + datetime.timedelta(days=n)} 07:30"
            self.ids.append(self.put(None, court_id=self.court, code=f"{n + 1}/2027/TLST-HS", starts=starts,
                                     ends=starts.replace("07:30", "10:30"),
                                     provider_id=chance.choice(self.people)))
            return
        i = chance.randrange(n)
        day = self.day + datetime.timedelta(days=i)
        hour = chance.choice(("07:30", "08:30", "09:00"))
        self.put(self.ids[i], **chance.choice((
            {"starts": f"{day} {hour}", "ends": f"{day} 10:30"}, {"state": "cancelled"},
            {"state": "scheduled"}, {"state": "scheduled"}, {"judge": f"Bà {chance.random()}"},
            {"provider_id": chance.choice(self.people)}, {"room": chance.choice("ABC")})))


def wanted(connection):
    """(address, uid) -> start of what people's calendars must show."""
    return {(r["address"], r["uid"]): r["starts"] for r in connection.execute("""
        select k.address, h.uid, to_char(h.starts, 'YYYYMMDD"T"HH24MISS') as starts
        from duty.hearing h join duty.appearance a using (center_id, hearing_id)
        join duty.provider p using (center_id, provider_id)
        join duty.contact k on k.person_id = p.person_id and k.channel = 'mail'
        where h.state = 'scheduled' and a.state <> 'released'""").fetchall()}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_calendars_end_up_right_whatever_fails_in_whatever_order(db, seed):
    chance, boxes = random.Random(seed), Mailboxes()
    people = [demo.person(db, login)["provider_id"] for login in PEOPLE]
    db.rows("update duty.rule set value = 1000 where key = 'notice.max_attempts'")
    with db.connect() as c:
        c.execute("select set_config('app.center_id', center_id::text, false)"
                  " from duty.center where code = 'cantho'")
        outbox = Outbox(c, chance, boxes)
        house = House(c, chance, people, demo.court(db, "tand-kv1"))
        for _ in range(STEPS):
            move = chance.random()
            if move < 0.4:
                house.change()
            elif move < 0.7:
                outbox.claim(chance.randint(1, 4))
            elif outbox.leased:
                outbox.end(["ok", "ok", "tempfail", "arrived", "unknown"])
        while outbox.leased or outbox.claim(50):
            outbox.end(["ok"])
        expected = wanted(c)
    shown = {key: starts for key, (starts, _) in boxes.events.items()}
    assert shown == expected and shown
    for key, mails in boxes.seen.items():
        assert [m[0] for m in mails] == sorted(m[0] for m in mails), (key, mails)
    assert sum(len(m) for m in boxes.seen.values()) > STEPS / 8

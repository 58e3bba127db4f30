"""Random histories of hearings, duties, swaps, absences and publications through a live daemon: a UID is
for life, a SEQUENCE only rises, two fetches without a change are the same to the byte, and every
calendar shows what the database says. HISTORIES= another number; SEED= makes the same ones again."""
import difflib
import email.utils
import http.client
import os
import random
import re
from collections import Counter, namedtuple
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest

import edits
import ics
from daemon import Dutyd
from wait import until

HISTORIES = int(os.environ.get("HISTORIES", "200"))
SEED = os.environ.get("SEED") or str(random.SystemRandom().randrange(10**6))
STEPS, PER_HOUSE = 5, 100
START = datetime(2027, 2, 27, 10)
DUTY_STEPS = {"edit": 6, "remove": 2, "redraw": 1, "undo": 2, "redo": 1, "publish": 8, "unpublish": 1,
              "absence": 1, "cancel": 1, "ask": 5, "take": 4, "approve": 5, "return": 1}
HIDDEN = {"cosmetic", "same"}  # changes of a hearing that no calendar shows
# Every calendar there is of the small Centre, and those of the people the hearings go to.
FEEDS = """
insert into duty.feed (center_id, kind, provider_id, post_id, org_id, changed_at)
    select center_id, 'provider', provider_id, null::bigint, null::bigint, duty.now()
    from duty.provider where center_id = %(center)s or provider_id = any (%(people)s)
    union all select center_id, 'post', null, post_id, null, duty.now()
    from duty.duty_post where center_id = %(center)s
    union all select center_id, 'body', null, null, org_id, duty.now()
    from duty.org_unit where center_id = %(center)s and kind in ('court', 'police_body')
    union all select center_id, 'center', null, null, null, duty.now()
    from duty.center where center_id = %(center)s
on conflict do nothing
"""
TOKENS = """
insert into duty.feed_token (center_id, feed_id, level, token_hash, name, created_at)
    select center_id, feed_id, level, encode(sha256(convert_to(level || '-' || center_id || '-'
        || feed_id, 'utf8')), 'hex'), level, duty.now()
    from duty.feed, unnest('{full,busy}'::text[]) level
    where level = 'full' or provider_id in (select min(provider_id) from duty.feed group by center_id)
"""
# uid and sequence of everything the calendars of one Centre must show, by feed.
TRUTH = """
with f as (select * from duty.feed where center_id = %s)
select f.feed_id, null as uid, floor(extract(epoch from changed_at))::integer as sequence,
    null as starts, null as status from f
union all
select f.feed_id, a.uid, a.sequence, s.starts, 'CONFIRMED' as status from f
    join duty.assignment a using (center_id, provider_id) join duty.shift s using (center_id, shift_id)
    where a.state = 'published'
union all
select f.feed_id, h.uid, h.sequence, h.starts, case when h.state in ('scheduled', 'held')
        then 'CONFIRMED' else 'CANCELLED' end from f
    join duty.appearance a using (center_id, provider_id) join duty.hearing h using (center_id, hearing_id)
    where a.state <> 'released'
union all
select f.feed_id, 'shift-' || s.center_id || '-' || s.shift_id || '@dutyd', s.shown_sequence, s.starts,
    'CONFIRMED' from f join duty.shift s on s.center_id = f.center_id
        and (f.kind = 'center' or s.post_id = f.post_id)
    where exists (select from duty.assignment a where a.center_id = s.center_id
        and a.shift_id = s.shift_id and a.state = 'published')
"""
Feed = namedtuple("Feed", "id center kind level path")
Event = namedtuple("Event", "sequence start end status place stamp text")


class Clerk(edits.Edits):
    """Hearings of the demonstration Centre, all inside the window of the calendars. severity: of the
    edit of one hearing that was made last."""

    severity = None

    def answered(self, hearing, severity, sequence):
        super().answered(hearing, severity, sequence)
        self.severity = severity

    def when(self):
        starts = START + timedelta(days=self.random.randrange(1, 300), hours=self.random.randrange(6))
        return {"starts": starts.isoformat(), "ends": (starts + timedelta(hours=2)).isoformat()}


def parse(raw):
    """{uid: Event} as the lines say, unfolded."""
    found = {}
    text = raw.decode("utf-8").replace("\r\n ", "")
    for block in text.split("BEGIN:VEVENT\r\n")[1:]:
        body = block.split("END:VEVENT", 1)[0]
        values = {line.partition(":")[0].partition(";")[0]: line.partition(":")[2]
                  for line in body.split("\r\n") if not line.startswith(" ")}
        assert values["UID"] not in found, f"twice: {values['UID']}"
        assert values["DTSTAMP"] == values["LAST-MODIFIED"]
        found[values["UID"]] = Event(int(values["SEQUENCE"]), values["DTSTART"], values["DTEND"],
                                     values["STATUS"], values.get("LOCATION", ""),
                                     values["DTSTAMP"], body)
    return found


class House:
    """A database, a daemon on it, and what every calendar showed last."""

    def __init__(self, database, folder, seed):
        self.db, self.dutyd = database, Dutyd(database, folder, log__level="warn").start()
        self.random = random.Random(seed)
        self.clerk = Clerk(database, seed, cases=40)
        self.session = database.connect()
        self.center = database.value("select max(center_id) from duty_seq.person")
        self.feeds = [Feed(r["feed_id"], r["center_id"], r["kind"], r["level"], "/feed/{}-{}-{}.ics"
                           .format(r["level"], r["center_id"], r["feed_id"]))
                      for r in database.rows("select feed_id, f.center_id, f.kind, t.level from duty.feed f"
                                             " join duty.feed_token t using (center_id, feed_id)")]
        self.web = http.client.HTTPConnection("127.0.0.1", self.dutyd.port, timeout=20)
        self.last, self.shown, self.done, self.steps = {}, {}, Counter(), []
        for center in {f.center for f in self.feeds}:
            self.look(self.of(center), False)

    def of(self, center):
        return [f for f in self.feeds if f.center == center]

    def end(self):
        self.web.close()
        self.session.close()
        self.clerk.con.close()
        self.dutyd.stop()
        self.db.drop()

    # ---- what happens

    def step(self):
        """One thing that happens, by its name; what is refused now is tried again as something else."""
        for _ in range(20):
            name = self.attempt()
            self.done[name] += 1
            if not name.endswith("refused"):
                return name
        raise AssertionError(f"nothing can be done: {self.done}")

    def attempt(self):
        if self.random.random() < 0.5:
            name = self.random.choices(list(edits.WEIGHTS), edits.WEIGHTS.values())[0]
            before, self.clerk.severity = self.clerk.done.copy(), None
            self.clerk.run(1, {name: 1} if self.clerk.sequences else {"new": 1})
            (name,) = self.clerk.done - before
            return name
        name = self.random.choices(list(DUTY_STEPS), DUTY_STEPS.values())[0]
        numbers = [self.random.randrange(1000) for _ in range(3)]
        try:
            with self.session.transaction():
                self.session.execute("set local role duty_app")
                self.session.execute("select duty_seq.be(%s, 0)", (self.center,))
                self.session.execute("select duty_seq.step(%s, %s, %s, %s, %s)",
                                     (self.center, name, *numbers))
        except psycopg.DatabaseError:
            return f"duty {name} refused"
        return f"duty {name}"

    def history(self, steps):
        self.steps = []
        for _ in range(steps):
            name = self.step()
            self.steps.append(name)
            is_duty = name.startswith("duty")
            self.look(self.of(self.center if is_duty else 1),
                      not is_duty and self.clerk.severity in HIDDEN)
        assert self.clerk.surprises == []

    def run(self, numbers):
        for number in numbers:
            try:
                self.history(STEPS)
            except AssertionError as e:
                raise AssertionError(f"SEED={SEED}, history {number}, {self.steps}: {e}") from e
        assert edits.broken(self.db) == {}, "a UID is for life, whatever the calendars show"

    # ---- what is seen

    def get(self, feed, **headers):
        self.web.request("GET", feed.path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        reply = self.web.getresponse()
        return reply, reply.read()

    def modified(self, feed):
        reply, body = self.get(feed)
        assert reply.status == 200, (reply.status, body)
        return email.utils.parsedate_to_datetime(reply.headers["Last-Modified"]).timestamp(), reply, body

    def look(self, feeds, is_hidden):
        truth, versions, sequences = {f.id: {} for f in feeds}, {}, {}
        for row in self.session.execute(TRUTH, (feeds[0].center,)).fetchall():
            if row["uid"] is None:
                versions[row["feed_id"]] = row["sequence"]
                continue
            truth[row["feed_id"]][row["uid"]] = (
                row["sequence"], f"{row['starts']:%Y%m%dT%H%M%S}", row["status"])
        for feed in feeds:
            seen, reply, body = until(lambda f=feed: (m := self.modified(f))[0] >= versions[f.id] and m, 30,
                                      f"{feed} to be as of {versions[feed.id]}")
            self.compare(feed, seen, reply, body, is_hidden)
            events = self.last[feed][2]
            if feed.level == "full" and feed.kind != "body":
                assert truth[feed.id] == {u: (e.sequence, e.start, e.status) for u, e in events.items()
                                          if not u.startswith("absence-")}, feed
            for uid, event in events.items():
                assert sequences.setdefault(uid, event.sequence) == event.sequence, "calendars differ"

    def compare(self, feed, seen, reply, body, is_hidden):
        """Against what this calendar showed before; what is new is fetched again."""
        tag, was = reply.headers["ETag"], self.last.get(feed)
        if was and was[1] == body:
            assert tag == was[3], "the same bytes under another tag"
            return
        if was:
            lines = "\n".join(difflib.unified_diff(was[1].decode().splitlines(),
                                                   body.decode().splitlines(), n=3, lineterm=""))
            assert seen > was[0], f"another content under the same Last-Modified:\n{lines}"
            assert not is_hidden, f"a change that no calendar shows changed {feed}:\n{lines}"
        again, same = self.get(feed)
        assert (same, again.headers["ETag"]) == (body, tag), "two fetches without a change differ"
        assert self.get(feed, If_None_Match=tag)[0].status == 304
        assert not was or tag != was[3]
        ics.check_lines(body)
        self.last[feed] = (seen, body, parse(body), tag)
        self.rise(feed, was[2] if was else {})

    def rise(self, feed, before):
        for uid, event in self.last[feed][2].items():
            if feed.level == "busy":
                assert not re.search("^(LOCATION|DESCRIPTION|URL|CONFERENCE)", event.text, re.M)
            old = self.shown.get((feed, uid))
            if old:
                assert event.sequence >= old.sequence and event.stamp >= old.stamp, (old, event)
                is_other = (event.start, event.end, event.status, event.place) != \
                    (old.start, old.end, old.status, old.place)
                if is_other or uid not in before:
                    assert event.sequence > old.sequence, (old.text, event.text)
            self.shown[feed, uid] = event


@pytest.fixture(scope="module")
def base(cluster, template):
    """The small Centre, published, and an address for every calendar."""
    database = cluster.create(template)
    database.rows(edits.WITNESS)
    with database.connect() as c:
        c.execute((Path(__file__).parent / "sequences.sql").read_text(encoding="utf-8"))
        c.execute("select duty_seq.set_clock(%s::timestamp at time zone 'Asia/Ho_Chi_Minh')", (START,))
        center = c.execute("select duty_seq.make('dongthap') as it").fetchone()["it"]
        with c.transaction():
            c.execute("set local role duty_app")
            c.execute("select duty_seq.be(%s, 0), duty.roster_shifts('2027-03-01')", (center,))
        with c.transaction():
            c.execute("set local role duty_app")
            c.execute("select duty_seq.be(%s, 0), duty_seq.draw(%s)", (center, center))
    clerk = Clerk(database, 0)
    with database.connect() as c:
        c.execute(FEEDS, {"center": center, "people": clerk.provider})
        c.execute(TOKENS)
    clerk.con.close()
    yield database.name
    database.drop()


def test_random_histories_keep_uid_sequence_and_bytes(cluster, base, tmp_path, capsys):
    done, seed = Counter(), f"{SEED}"
    for first in range(0, HISTORIES, PER_HOUSE):
        house = House(cluster.create(base), tmp_path / str(first), f"{seed}/{first}")
        try:
            house.run(range(first, min(first + PER_HOUSE, HISTORIES)))
        finally:
            house.end()
        done.update(house.done)
    refused = sum(n for name, n in done.items() if name.endswith("refused"))
    with capsys.disabled():
        print(f"\nSEED={SEED}: {HISTORIES} histories, {done.total() - refused} steps done, {refused}"
              f" refused")
    if HISTORIES >= 200:
        expected = set(edits.WEIGHTS) | {"duty edit", "duty publish", "duty ask", "duty approve"}
        assert expected <= set(done), f"never done: {expected - set(done)}"


TOUCH = "update duty.feed set version = version + 1, changed_at = changed_at + interval '2 s'; notify feed"
TAMPERED = {
    "a sequence that falls": "update duty.shift set shown_sequence = shown_sequence - 1"
                             " where shown_sequence > 0;" + TOUCH,
    "a move under the same sequence": "update duty.shift set starts = starts + interval '1 min';" + TOUCH,
    "a stamp that goes back": "update duty.assignment set changed_at = changed_at - interval '1 year';"
                              "update duty.shift set shown_at = null;" + TOUCH,
    "another content as of the same second": "update duty.duty_post set name = name || ' 2';"
                                             "update duty.feed set version = version + 1; notify feed"}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_broken_promise_is_noticed(cluster, base, tmp_path, what):
    house = House(cluster.create(base), tmp_path / "house", what)
    try:
        with house.session.transaction():
            house.session.execute("set local session_replication_role = replica")
            for statement in TAMPERED[what].split(";"):
                house.session.execute(statement)
        feeds = house.of(house.center)
        until(lambda: any(house.get(f)[1] != house.last[f][1] for f in feeds), 30, "the daemon to see it")
        with pytest.raises(AssertionError):
            house.look(feeds, False)
    finally:
        house.end()

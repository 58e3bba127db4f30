"""Weeks in the life of a province, lived in minutes under the clock of tests: hearings are set, moved,
moved back, put off, given to somebody else and confirmed; duties published, swapped and vacated.

What was done is written down here, in the words of the world (Fact, Spell), for told.py to judge the
messages by. Nothing of it is read from the outbox.
"""
import datetime
import json
import random
from collections import defaultdict, namedtuple

import psycopg

import demo
from wait import until

STEP = datetime.timedelta(minutes=30)
DAY = datetime.timedelta(days=1)
CASES = ("TLST-HS", "TLST-DS", "TLST-HNGĐ")
# A hearing as people know it; starts is a wall time.
Fact = namedtuple("Fact", "code court starts room state provider")
# One (person, event) with one beginning, from when it was so until it was no longer.
Spell = namedtuple("Spell", "kind person key starts since until")
Message = namedtuple("Message", "at person channel template text dedupe number priority")


class Province:
    def __init__(self, dutyd, seed, start):
        """start: the wall time it begins, there."""
        self.db, self.dutyd, self.random = dutyd.database, dutyd, random.Random(seed)
        self.now = None
        self.hearings = {}                    # hearing -> [(instant, Fact)]
        self.duties = {}                      # (shift, provider) -> (instant, starts) while it stands
        self.spells, self.open = [], {}       # ended, and (kind, person, key) -> Spell under way
        self.events = []                      # (instant, what, ...) of swaps and absences
        self.done = defaultdict(int)
        self.clock = self.db.connect()        # the one that moves it
        self.jobs = self.db.connect("duty_jobs")
        self.con = self.db.connect()
        self.con.execute("select set_config('app.center_id', '1', false), set_config('app.role',"
                         " 'coordinator', false), set_config('app.account_id', (select"
                         " min(account_id)::text from duty.account where center_id = 1 and role ="
                         " 'coordinator'), false)")
        self.con.execute("set role duty_app")
        self.courts = {r["org_id"]: r["name"] for r in self.db.rows(
            "select org_id, name from duty.org_unit where center_id = 1 and kind = 'court'"
            " and upper(valid) is null order by 1")}
        self.people = {r["provider_id"]: r["person_id"] for r in self.db.rows(
            "select provider_id, person_id from duty.provider where center_id = 1"
            " and class <> 'collaborator' and last_day is null order by 1")}
        self.zone = demo.ZONE
        self.jump(start)

    # ---- time ----

    def jump(self, wall):
        self.now = wall.replace(tzinfo=self.zone)
        self.clock.execute("update duty.clock set shift = %s - now()", [self.now])

    def instant(self):
        """The database's clock: a little after self.now, for real time goes on."""
        return self.clock.execute("select duty.now() r").fetchone()["r"].astimezone(self.zone)

    def step(self, wall):
        """It is then: what time brings about happens, and the outbox does what it can."""
        self.settle()  # a jump must not outlast the lease of what is on its way
        self.jump(wall)
        for key, spell in list(self.open.items()):
            if spell.starts <= self.now.replace(tzinfo=None):
                self.end_spell(key)
        self.tick()

    def tick(self):
        """The clock comes round now: the daemon's own, which may be at it since half a day ago, is
        waited for (clock_tick leaves a Centre that somebody is busy with)."""
        self.jobs.execute("select pg_advisory_lock(7001, 1)")
        self.jobs.execute("select duty.clock_tick()")
        self.jobs.execute("select pg_advisory_unlock(7001, 1)")
        self.clock.execute("select pg_notify('notice', '')")
        self.settle()

    def settle(self):
        until(lambda: self.ready() == 0, 30, "the outbox to have nothing to do now")

    def ready(self):
        return self.clock.execute(
            "select count(*) r from duty.notice where state = 'leased'"
            " or state in ('queued', 'held') and due_at <= duty.now()").fetchone()["r"]

    def close(self):
        for connection in (self.clock, self.jobs, self.con):
            connection.close()

    # ---- what happens ----

    def ask(self, sql, *args):
        return self.con.execute(sql, args).fetchone()["r"]

    def put(self, hearing, **fields):
        """The one door of hearings; False when the database refuses."""
        named = {k: v.isoformat() if isinstance(v, datetime.datetime) else v
                 for k, v in fields.items()}
        try:
            r = self.ask("select duty.hearing_put(%s, %s, null, 'form') r", hearing,
                         json.dumps(named))
        except psycopg.Error:
            return False
        hearing = r["hearing_id"]
        before = self.fact(hearing)
        fact = Fact(
            fields.get("code") or before.code, fields.get("court_id") or before.court,
            fields.get("starts") or before.starts,
            fields["room"] if "room" in fields else before.room,
            fields.get("state") or (before.state if before else "scheduled"),
            fields.get("provider_id") or before.provider)
        self.hearings.setdefault(hearing, []).append((self.instant(), fact))
        self.follow(hearing, before, fact)
        return True

    def fact(self, hearing):
        return self.hearings[hearing][-1][1] if hearing in self.hearings else None

    def follow(self, hearing, before, fact):
        """Spells go with the facts."""
        def spell_of(f):
            return f and f.state == "scheduled" and ("hearing", self.people[f.provider], hearing,
                                                     f.starts)
        old, new = spell_of(before), spell_of(fact)
        if old != new:
            if old:
                self.end_spell(old[:3])
            if new:
                self.open[new[:3]] = Spell(*new, self.instant(), None)

    def end_spell(self, key):
        spell = self.open.pop(key, None)
        if spell:
            self.spells.append(spell._replace(until=self.instant()))

    def slot(self, provider, days=20):
        """A wall time at which that provider has no other hearing near."""
        taken = [f.starts for log in self.hearings.values() for f in [log[-1][1]]
                 if f.provider == provider and f.state == "scheduled"]
        for _ in range(20):
            day = self.now.date() + DAY * self.random.randint(0, days)
            hour = self.random.choice(("07:30", "08:00", "09:30", "13:30", "14:00", "15:30"))
            at = datetime.datetime.combine(day, datetime.time.fromisoformat(hour))
            if at > self.now.replace(tzinfo=None) + STEP * 2 \
                    and all(abs(at - t) > datetime.timedelta(hours=4) for t in taken):
                return at
        return None

    def coming(self):
        wall = self.now.replace(tzinfo=None)
        return [h for h, log in self.hearings.items()
                if log[-1][1].state == "scheduled" and log[-1][1].starts > wall + STEP * 2]

    def new_hearing(self):
        provider = self.random.choice(list(self.people))
        starts = self.slot(provider)
        if not starts:
            return False
        n = len(self.hearings) + 1
        return self.put(None, code=f"{5000 + n}/2026/{self.random.choice(CASES)}",
                        court_id=self.random.choice(list(self.courts)), starts=starts,
                        ends=starts + datetime.timedelta(hours=3), room=f"Phòng xử {n % 7 + 1}",
                        provider_id=provider)

    def some(self):
        found = self.coming()
        return self.random.choice(found) if found else None

    def move(self):
        hearing = self.some()
        starts = hearing and self.slot(self.fact(hearing).provider, 12)
        return bool(starts) and self.put(hearing, starts=starts,
                                         ends=starts + datetime.timedelta(hours=3))

    def move_and_back(self):
        """Within a moment: nobody needs to hear of it, unless the first message has left."""
        hearing = self.some()
        if not hearing:
            return False
        was = self.fact(hearing).starts
        starts = self.slot(self.fact(hearing).provider, 12)
        three = datetime.timedelta(hours=3)
        return bool(starts) and self.put(hearing, starts=starts, ends=starts + three) \
            and self.put(hearing, starts=was, ends=was + three)

    def room(self):
        hearing = self.some()
        return bool(hearing) and self.put(hearing, room=f"Hội trường {self.random.randint(1, 99)}")

    def judge(self):
        """Nobody needs to hear of it."""
        hearing = self.some()
        return bool(hearing) and self.put(hearing, judge=f"Thẩm phán {self.random.randint(1, 99)}")

    def cancel(self):
        hearing = self.some()
        return bool(hearing) and self.put(
            hearing, state=self.random.choice(("cancelled", "adjourned")), reason="vắng người")

    def give(self):
        hearing = self.some()
        if not hearing:
            return False
        starts = self.fact(hearing).starts
        busy = {f.provider for log in self.hearings.values() for f in [log[-1][1]]
                if f.state == "scheduled" and abs(f.starts - starts) < datetime.timedelta(hours=4)}
        free = [p for p in self.people if p not in busy]
        return self.put(hearing, provider_id=self.random.choice(free))

    # ---- duties ----

    def look_at_duties(self):
        """What stands published now, read from the roster itself."""
        now = {(r["shift_id"], r["provider_id"]): r["starts"] for r in self.db.rows(
            "select shift_id, provider_id, starts from duty.assignment"
            " join duty.shift using (center_id, shift_id)"
            " where center_id = 1 and state = 'published'")}
        for key in [k for k in self.duties if k not in now]:
            del self.duties[key]
            self.end_spell(("duty", self.person_of(key[1]), key[0]))
        for key, starts in now.items():
            if key not in self.duties:
                self.duties[key] = starts
                if starts > self.now.replace(tzinfo=None):
                    person = self.person_of(key[1])
                    self.open["duty", person, key[0]] = Spell("duty", person, key[0], starts,
                                                              self.instant(), None)

    def person_of(self, provider):
        return self.people.get(provider) or self.db.value(
            "select person_id from duty.provider where provider_id = %s", provider)

    def swap(self):
        """Agreed by telephone: the coordinator gives a duty to somebody who may take it."""
        wall = self.now.replace(tzinfo=None)
        found = [k for k, starts in self.duties.items() if starts > wall + DAY]
        if not found:
            return False
        shift, provider = self.random.choice(found)
        assignment = self.db.value(
            "select assignment_id from duty.assignment where shift_id = %s and provider_id = %s"
            " and state = 'published'", shift, provider)
        for taker in self.random.sample(list(self.people), 8):
            try:
                self.ask("select duty.swap_ask(%s, 'give', %s, '', '', '', '1') r",
                         str(assignment), str(taker))
            except psycopg.Error:
                continue
            self.events.append((self.instant(), "swap", provider, taker, shift))
            self.look_at_duties()
            return True
        return False

    def absence(self):
        """Entered by the coordinator on a day without a duty or hearing."""
        provider = self.random.choice(list(self.people))
        first = self.now.date() + DAY * self.random.randint(25, 60)
        try:
            self.ask("select duty.absence_enter(%s, 'leave', %s, %s, '', '', '', '') r",
                     str(provider), first.isoformat(), (first + DAY).isoformat())
        except psycopg.Error:
            return False
        self.events.append((self.instant(), "absence", self.people[provider]))
        return True

    # ---- confirmations ----

    def confirm(self):
        """The coordinator ticks somebody off who was reached by telephone."""
        hearing = self.some()
        if not hearing:
            return False
        provider = self.fact(hearing).provider
        try:
            self.ask("select duty.hearing_confirm(%s, %s) r", str(hearing), str(provider))
        except psycopg.Error:
            return False
        self.events.append((self.instant(), "confirm", hearing, provider))
        return True

    # ---- a day ----

    ACTIONS = {"new_hearing": 40, "move": 16, "move_and_back": 4, "room": 6, "judge": 4, "cancel": 7,
               "give": 7, "confirm": 25, "swap": 3, "absence": 2}

    def act(self):
        name = self.random.choices(list(self.ACTIONS), list(self.ACTIONS.values()))[0]
        if getattr(self, name)():
            self.done[name] += 1

    def day(self, date, actions):
        """A whole day in half hours. Work is done from 7:30 to 17:00, and now and then late in the
        evening."""
        midnight = datetime.datetime.combine(date, datetime.time())
        office = [midnight + STEP * n for n in range(15, 35)]
        late = midnight + datetime.timedelta(hours=21, minutes=30)
        when = sorted(self.random.choice(office + [late]) for _ in range(actions))
        for n in range(48):
            wall = midnight + STEP * n
            self.step(wall)
            while when and when[0] == wall:
                when.pop(0)
                self.act()

    # ---- what arrived ----

    def messages(self):
        """Everything that reached a handset or a mailbox, oldest first: a text for each notice, that
        of the message it travelled with."""
        return [Message(r["at"].astimezone(self.zone), r["person_id"], r["channel"], r["template"],
                        r["text"], r["dedupe_key"], r["notice_id"], r["priority"])
                for r in self.db.rows("""
            select c.captured_at as at, n.person_id, n.channel, n.template,
                concat(c.subject, E'\n', c.body) as text, n.dedupe_key, n.notice_id, n.priority
            from duty.captured c
            join duty.notice_attempt a on c.token = coalesce(a.carrier, a.token)
            join duty.notice n on (n.center_id, n.notice_id) = (a.center_id, a.notice_id)
            where n.person_id is not null and n.center_id = 1
            order by c.captured_at, c.captured_id, n.notice_id""")]

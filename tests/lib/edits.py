"""Random edits of hearings through the one door and through whole lists, and what must hold of them.

A witness in the database writes down every uid and sequence a hearing ever showed, from outside of
the functions under test; `broken` reads it against the rules of RFC 5545 (a UID is for life, a
SEQUENCE only rises) and against the kept versions.
"""
import collections
import datetime
import hashlib
import json
import random

import psycopg

WITNESS = """
create table public.witness (n bigint generated always as identity primary key, hearing_id bigint, uid text,
    sequence integer, version integer, state text);
grant insert, select on public.witness to public;
create function public.seen() returns trigger language plpgsql as $$
begin
    insert into public.witness (hearing_id, uid, sequence, version, state)
        values (new.hearing_id, new.uid, new.sequence, new.version, new.state);
    return null;
end $$;
create trigger witness after insert or update on duty.hearing
    for each row execute function public.seen();
"""
WEIGHTS = {"new": 8, "move": 30, "room": 12, "judge": 8, "same": 5, "correct": 4, "online": 5,
           "person": 6, "state": 8, "adjourn": 5, "again": 2, "undo": 2}
# What may be refused: a case has two hearings at one time, its old date would go on before itself or
# on a day with another, somebody has seen what is called a slip of the pen, a list is taken back.
REFUSALS = {"hearing_once_per_slot", "error.hearing.before", "error.hearing.sure",
            "error.hearing.goes_on", "error.hearing.not_a_correction", "error.import.not_done"}
STATES = ("adjourned", "suspended", "held", "cancelled")
PUT = "select duty.hearing_put(%s, %s, null, %s) r"


class Edits:
    """A clerk's and a calendar's day, at random: the same seed makes the same edits. A world of few
    cases, days, people and one court has clashes; hundreds of thousands of hearings need a larger one."""

    def __init__(self, database, seed, cases=60, days=300, people=6, courts=1):
        self.random, self.cases, self.days = random.Random(seed), cases, days
        self.db, self.con = database, database.connect()
        self.done = collections.Counter()
        self.sequences, self.hearings, self.batches = {}, [], []
        self.witnessed = 0  # what has been learnt of the witness
        self.list = {}  # uid at the source -> row of the calendar as it was sent last
        self.sent, self.surprises = 0, []
        self.provider = [r["provider_id"] for r in database.rows(
            "select provider_id from duty.provider where center_id = 1 and class = 'officer'"
            " order by 1 limit %s", people)]
        self.courts = [r["org_id"] for r in database.rows(
            "select org_id from duty.org_unit where center_id = 1 and kind = 'court'"
            " and upper(valid) is null order by 1 limit %s", courts)]
        self.con.execute("select set_config('app.center_id', '1', false), set_config('app.role',"
                         " 'coordinator', false), set_config('app.account_id', (select"
                         " min(account_id)::text from duty.account where center_id = 1 and role ="
                         " 'coordinator'), false)")
        self.con.execute("set role duty_app")

    def ask(self, sql, *args):
        return self.con.execute(sql, args).fetchone()["r"]

    def when(self):
        """A time from 2028 on, on a quarter of an hour, in the morning or the afternoon."""
        day = datetime.date(2028, 1, 3) + datetime.timedelta(days=self.random.randrange(self.days))
        hour = self.random.choice((7, 8, 9, 13, 14))
        starts = datetime.datetime(day.year, day.month, day.day, hour,
                                   15 * self.random.randrange(4))
        return {"starts": starts.isoformat(),
                "ends": (starts + datetime.timedelta(hours=2)).isoformat()}

    def code(self):
        return f"{self.random.randrange(self.cases)}/2028/TLST-{self.random.choice(('HS', 'DS'))}"

    def put(self, hearing, fields, door="form"):
        """The door, and what its answer must be: the sequence rises by one or stays."""
        r = self.ask(PUT, hearing, json.dumps(fields), door)
        self.answered(r["hearing_id"], r["severity"], r["sequence"])

    def answered(self, hearing, severity, sequence):
        was = self.sequences.get(hearing)
        should = 0 if was is None else was + (severity in ("shift", "break"))
        assert (severity == "new") == (was is None), (hearing, severity, was)
        assert sequence == should, (hearing, severity, was, sequence)
        self.keep(hearing, sequence)

    def keep(self, hearing, sequence):
        if hearing not in self.sequences:
            self.hearings.append(hearing)
        self.sequences[hearing] = sequence

    def some(self):
        return self.random.choice(self.hearings) if self.hearings else None

    # ---- the edits ----

    def new(self):
        self.put(None, {"court_id": self.random.choice(self.courts), "code": self.code(), **self.when(),
                        "room": f"P{self.random.randrange(4)}",
                        "provider_id": self.random.choice(self.provider)})

    def move(self):
        self.put(self.some(), {**self.when(), "state": "scheduled"})

    def room(self):
        self.put(self.some(), {"room": f"P{self.random.randrange(4)}"})

    def judge(self):
        self.put(self.some(), {"judge": f"Bà {self.random.randrange(3)}"}, "api")

    def same(self):
        self.put(self.some(), {})

    def correct(self):
        self.put(self.some(), {"judge": f"Ông {self.random.randrange(3)}", "is_correction": True})

    def online(self):
        points = [{"kind": "central", "place": "Phòng 1", "provider_sits": False},
                  {"kind": "component", "place": f"Trại {self.random.randrange(3)}",
                   "provider_sits": True}]
        self.put(self.some(), {"mode": self.random.choice(("online", "hybrid")), "points": points})

    def person(self):
        self.put(self.some(), {"provider_id": self.random.choice(self.provider)})

    def state(self):
        self.put(self.some(), {"state": self.random.choice(STATES), "reason": "Vắng mặt"})

    def adjourn(self):
        """The button, with a new date: the old hearing stays, another one follows it."""
        hearing = self.some()
        r = self.con.execute("select version, state from duty.hearing where hearing_id = %s",
                             (hearing,)).fetchone()
        if r["state"] != "scheduled":
            return
        when = datetime.datetime.fromisoformat(self.when()["starts"])
        self.ask("select duty.hearing_adjourn(%s, 'adjourned', 'Vắng mặt', '', 'adjourn.hs', %s, %s,"
                 " '', %s, '1', '') r", str(hearing), f"{when:%d/%m/%Y}", f"{when:%H:%M}",
                 str(r["version"]))
        self.learn()

    def again(self):
        """The calendar is sent once more: some of it moved, some gone, some new, most as it was."""
        rows = dict(self.list)
        for uid in list(rows):
            roll = self.random.random()
            if roll < 0.1:
                del rows[uid]
            elif roll < 0.3:
                rows[uid] = {**rows[uid], **self.wall()}
        for _ in range(self.random.randrange(3)):
            rows[f"thu-{self.random.randrange(10 ** 9)}@toa"] = {
                "case_code": self.code(), "room": f"P{self.random.randrange(4)}", **self.wall()}
        self.list = rows
        self.sent += 1
        parsed = {"format": "ics", "sheets": [{"name": "", "rows": len(rows)}], "rows": [
            {"row": n, "sheet": "", "uid": uid, "recurrence": "", "sequence": self.sent,
             "status": "CONFIRMED", "fields": fields, "errors": []}
            for n, (uid, fields) in enumerate(rows.items(), 1)]}
        text = json.dumps(parsed, sort_keys=True)
        r = self.ask("select duty.import_take('poll', 1, %s, 'lich.ics', %s, %s) r", str(self.courts[0]),
                     hashlib.sha256(text.encode()).hexdigest(), text)
        if r.get("batch_id"):
            self.batches.append(r["batch_id"])
        self.learn()

    def wall(self):
        when = self.when()
        return {"date": when["starts"][:10], "time": when["starts"][11:16],
                "end_time": when["ends"][11:16]}

    def undo(self):
        if self.batches:
            batch = self.batches.pop(self.random.randrange(len(self.batches)))
            self.ask("select duty.import_undo(%s) r", str(batch))
            self.learn()

    def learn(self):
        """After edits of many hearings at once: each one's sequence may only have risen."""
        for r in self.con.execute("select distinct on (hearing_id) n, hearing_id, sequence"
                                  " from public.witness where n > %s order by hearing_id, n desc",
                                  (self.witnessed,)).fetchall():
            self.witnessed = max(self.witnessed, r["n"])
            assert r["sequence"] >= self.sequences.get(r["hearing_id"], 0), r
            self.keep(r["hearing_id"], r["sequence"])

    def run(self, count, weights):
        """`count` edits; what the database refuses (a slot taken, a correction that is a change)
        counts as refused and must leave nothing behind."""
        names = list(weights)
        for _ in range(count):
            name = self.random.choices(names, weights.values())[0]
            if name != "new" and not self.sequences:
                name = "new"
            try:
                getattr(self, name)()
                self.done[name] += 1
            except psycopg.DatabaseError as e:
                self.done[f"{name} refused"] += 1
                why = e.diag.constraint_name or e.diag.message_primary
                if why not in REFUSALS:
                    self.surprises.append((name, why, e.diag.message_detail))


BROKEN = {
    "a uid that changed or is shared": """
        select hearing_id from public.witness group by hearing_id having count(distinct uid) > 1
        union select min(hearing_id) from public.witness group by uid
            having count(distinct hearing_id) > 1""",
    "a sequence or version that fell or leapt": """
        select hearing_id from (select hearing_id, sequence - lag(sequence) over w as ds,
            version - lag(version) over w as dv from public.witness
            window w as (partition by hearing_id order by n)) x
        where ds not in (0, 1) or dv not in (0, 1)""",
    "versions with a gap": """
        select hearing_id from duty.hearing_change group by hearing_id
        having min(version) <> 1 or max(version) <> count(*)""",
    "a hearing whose newest version is not on record": """
        select h.hearing_id from duty.hearing h left join duty.hearing_change g
            on g.center_id = h.center_id and g.hearing_id = h.hearing_id and g.version = h.version
        where g.version is null or g.after ->> 'state' <> h.state
            or g.after ->> 'room' <> h.room or g.after ->> 'time' <> to_char(h.starts, 'HH24:MI')""",
    "a version that does not begin where the last one ended": """
        select hearing_id from (select hearing_id, before, severity, lag(after) over w as was
            from duty.hearing_change window w as (partition by hearing_id order by version)) x
        where before - '{subject,court,code}'::text[] is distinct from was - '{subject,court,code}'::text[]""",
    "a sequence that is not the number of changes people see": """
        select h.hearing_id from duty.hearing h join duty.hearing_change g using (center_id, hearing_id)
        group by h.hearing_id, h.sequence
        having h.sequence <> count(*) filter (where g.severity in ('shift', 'break'))""",
    "two open questions to one person": """
        select hearing_id from duty.hearing_confirm where ended_at is null
        group by hearing_id, provider_id having count(*) > 1""",
    "a question that is open about a version people have moved on from": """
        select f.hearing_id from duty.hearing_confirm f join duty.hearing_change g
            on g.center_id = f.center_id and g.hearing_id = f.hearing_id and g.version > f.version
                and g.severity in ('new', 'break')
        where f.ended_at is null""",
}


def broken(db):
    """What does not hold, with some hearings of which it does not."""
    found = {}
    for what, query in BROKEN.items():
        rows = [next(iter(r.values())) for r in db.rows(query + " limit 5")]
        if rows:
            found[what] = rows
    return found

"""Sixty months of the demonstration Centre, as its coordinator would live them: each month the
problem, the engine, the draft and the publication, on the real database under a moved clock.

Meanwhile people come and go, are away for a short or a long time, work less or more, and note the
calls of their duties.
"""
import calendar
import datetime
import json
import random
import subprocess

import demo
from cluster import Database
from daemon import dutyctl, write_ini
from process import PROGRAMS

LOADED = "2026-12-01T08:00:00+07:00"  # when the Centre begins to use dutyd
FIRST = datetime.date(2027, 1, 1)
MONTHS = 60
BUDGET = 10_000_000  # moves of the engine for a month: a second and a half
SESSION = "5" * 64
# Days off of years the calendar does not know yet: New Year, the Hung Kings' day, 30 April, 1 May,
# National Day with the day before; and the seven days of Tet around its first.
HUNG_KINGS = {2027: (4, 16), 2028: (4, 4), 2029: (4, 23), 2030: (4, 12), 2031: (4, 2)}
TET = {2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 2), 2031: (1, 23)}


def month_of(n):
    """The first day of the n-th month."""
    return FIRST.replace(year=FIRST.year + n // 12, month=1 + n % 12)


def number_of(day):
    """Which month a day is in."""
    return (day.year - FIRST.year) * 12 + day.month - 1


def day(text):
    return datetime.date.fromisoformat(text)


class Years:
    """What happens is planned first (away, leaves, joins, share), then live() goes through it."""

    def __init__(self, cluster, folder):
        self.db, self.folder, self.plan = Database(cluster, "five_years"), folder, {}
        self.months = []  # what after_month returned, in order
        self.drawn = random.Random(2027)
        self.load(write_ini(folder / "dutyd.ini", self.db.settings()))
        self.connection = self.db.connect()
        self.connection.execute("set search_path = duty, public")

    def load(self, ini):
        """The demonstration as of a fixed day, so that every run lives the same five years."""
        dutyctl(ini, "migrate")
        demo.set_clock(self.db, LOADED)
        dutyctl(ini, "seed", "demo")

    def end(self):
        self.connection.close()
        self.db.drop()

    def rows(self, query, *args):
        """As the owner of the test, on the one connection."""
        cursor = self.connection.execute(query, args or None)
        return cursor.fetchall() if cursor.description else []

    def value(self, query, *args):
        return next(iter(self.rows(query, *args)[0].values()))

    # ---- planning

    def at(self, when, query, *args):
        """Nine days before that day's month begins, when it is drawn."""
        self.plan.setdefault(number_of(when), []).append((query, args))

    def who(self, login):
        return demo.person(self.db, login)["provider_id"]

    def away(self, provider, first, last, kind="leave"):
        self.at(first, """insert into duty.absence (center_id, provider_id, during, kind, state)
            select center_id, provider_id, tstzrange(%s::timestamp at time zone 'Asia/Ho_Chi_Minh',
                %s::timestamp at time zone 'Asia/Ho_Chi_Minh'), %s, 'approved'
            from duty.provider where provider_id = %s""", first, last, kind, provider)

    def leaves(self, provider, last):
        self.at(last, "update duty.provider set last_day = %s where provider_id = %s", last, provider)

    def share(self, provider, share, since):
        self.at(since, "select set_config('app.center_id', '1', false),"
                " duty.share_set(%s, %s, %s)", provider, share, since)

    def joins(self, name, since, home, skills=()):
        self.at(since, """
            with n as (insert into duty.person (center_id, full_name) values (1, %s)
                    returning person_id),
                p as (insert into duty.provider (center_id, person_id, class, home_place, first_day)
                    select 1, person_id, 'officer', place_id, %s from n, duty.place
                    where center_id = 1 and name = %s returning provider_id),
                c as (insert into duty.credential (center_id, provider_id, kind, number, valid)
                    select 1, provider_id, 'officer_card', %s, daterange(%s, null) from p)
            insert into duty.provider_skill (center_id, provider_id, skill)
            select 1, provider_id, s from p, unnest(%s::text[]) s""",
                name, since, home, f"OF-{name}", since, list(skills))

    def yearly_leave(self, providers, except_for):
        """Twice five days a year for everybody, approved so that every month has as many away;
        except_for: {(provider, year)}."""
        for year in range(FIRST.year, FIRST.year + MONTHS // 12):
            for n, provider in enumerate(providers):
                for half in (0, 6):
                    month = (n + year + half) % 12 + 1
                    first = datetime.date(year, month, self.drawn.randint(1, 23))
                    if (provider, year) not in except_for:
                        self.away(provider, first, first + datetime.timedelta(5))

    # ---- living

    def prepare(self):
        """The calendar of five years, and contracts that are renewed."""
        for year in TET:
            tet = datetime.date(year, *TET[year])
            days = {datetime.date(year, *d): False for d in
                    ((1, 1), HUNG_KINGS[year], (4, 30), (5, 1), (9, 1), (9, 2))}
            days |= {tet + datetime.timedelta(n): True for n in range(-2, 5)}
            for date, is_tet in days.items():
                self.rows("""insert into duty.calendar_day (day, type, name, is_tet, status)
                    values (%s, 'holiday', 'Ngày nghỉ', %s, 'computed') on conflict (day)
                    do update set type = 'holiday', is_tet = excluded.is_tet""", date, is_tet)
        for n in (1, 2):
            self.rows("""insert into duty.credential (center_id, provider_id, kind, number, valid)
                select center_id, provider_id, kind, number || '/' || %s, daterange(
                    (upper(valid) + (%s - 1) * interval '3 years')::date,
                    (upper(valid) + %s * interval '3 years')::date)
                from duty.credential where kind = 'contract' and lower(valid) = '2025-01-01'""",
                         n, n, n)

    def ask(self, query, *args):
        """As the coordinator, in one transaction, as the daemon would."""
        with self.connection.transaction():
            self.connection.execute("select duty.identify(%s, 'roster.draft', 'years')", (SESSION,))
            self.connection.execute("set local role duty_app")
            return next(iter(self.connection.execute(query, args).fetchone().values()))

    def sign_in(self, date):
        self.rows("update duty.clock set shift = %s::timestamptz - now()", f"{date}T09:00:00+07:00")
        self.rows("delete from duty.session")
        self.rows("select duty.session_open('cantho', 'dieuphoi', %s, '12 hours')", SESSION)

    def draw(self, month, seed):
        """The month's draft by the engine; returns what stayed uncovered."""
        problem, solution = self.folder / "problem.json", self.folder / "solution.json"
        problem.write_text(json.dumps(self.ask("select duty.roster_problem(%s)", month)))
        subprocess.run([PROGRAMS / "dutysolve", "--budget", str(BUDGET), "--seed", str(seed),
                        "--problem", problem, "--out", solution], check=True, capture_output=True)
        text = solution.read_text()
        self.ask("select duty.roster_draft_save(%s, %s, %s, %s)", month, str(seed), "a" * 64, text)
        return json.loads(text)["uncovered"]

    def note_calls(self, n):
        """A dozen duties of the month before get the calls that were taken."""
        rows = self.rows("""select a.assignment_id, a.provider_id from duty.assignment a
            join duty.shift s using (center_id, shift_id)
            where a.center_id = 1 and a.state = 'published' and s.post_id in (
                    select post_id from duty.duty_post where kind = 'custody_phone')
                and s.duty_day >= %s and s.duty_day < %s
            order by 1""", month_of(n - 1), month_of(n))
        for row in self.drawn.sample(rows, min(12, len(rows))):
            calls = self.drawn.randint(1, 3)
            self.ask("select duty.call_note(%s, %s, %s, %s)", str(row["provider_id"]),
                     str(row["assignment_id"]), str(calls), str(calls * 10))

    def live(self, after_month):
        """after_month(n, first day, uncovered) is called when a month has been published."""
        self.prepare()
        for n in range(MONTHS):
            first = month_of(n)
            self.sign_in(first - datetime.timedelta(9))
            for query, args in self.plan.get(n, []):
                self.rows(query, *args)
            if n % 6 == 1:
                self.connection.execute("analyze")  # what autovacuum does where a month is a month
            month = f"{first:%Y-%m}"
            uncovered = self.draw(month, n)
            self.ask("select duty.roster_publish(%s, '', '0', 'Thiếu người')", month)
            if n > 0:
                self.sign_in(first + datetime.timedelta(1))
                self.note_calls(n)
            self.months.append(after_month(n, first, uncovered))


def last_of(first):
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])

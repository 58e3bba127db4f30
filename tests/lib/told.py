"""Judges what people were told against what happened in a province.Province: who should have heard
what by when, worked out here from the facts and the published rules, without asking the database's
own functions. Every message must be explained, and everything that should have been said, said.
"""
import datetime
import re
from collections import Counter, defaultdict

import demo
from province import STEP

MINUTE = datetime.timedelta(minutes=1)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
SLACK = 2 * STEP + 5 * MINUTE  # a step for the clock to come round, one for what waits for company
CHANGES = ("hearing.assigned", "hearing.moved", "hearing.released", "hearing.cancelled")
URGENT = 7  # from this priority on nobody is spared (rule notice.urgent_priority)
KNOWN = (*CHANGES, "hearing.confirm", "hearing.unconfirmed", "hearing.reminder", "duty.reminder",
         "roster.published", "roster.changed", "absence.approved", "swap.ended",
         "credential.ending", "credential.ending_office")


def words(starts):
    """A moment as every text says it."""
    return f"{starts:%H:%M}, {starts:%d/%m/%Y}"


class Judge:
    def __init__(self, province, begun):
        """begun: the instant from which on the province was watched."""
        self.p, self.begun, self.end = province, begun, province.now
        self.db, self.zone = province.db, province.zone
        self.messages = [m for m in province.messages() if m.at >= begun]
        self.rule = {r["key"]: r["value"] for r in self.db.rows(
            "select key, value from duty.rule where upper(valid) is null")}
        self.reach = defaultdict(set)
        for r in self.db.rows("select distinct person_id, channel from duty.contact"
                              " where center_id = 1 and verified_at is not null"):
            self.reach[r["person_id"]].add(r["channel"])
        self.holidays = {r["day"] for r in self.db.rows(
            "select day from duty.calendar_day where type in ('holiday', 'tet')")}
        self.person = province.people
        self.codes = {log[0][1].code: h for h, log in province.hearings.items()}
        self.faults = []

    def fault(self, what, *facts):
        self.faults.append(f"{what}: " + " · ".join(map(str, facts)))

    def verdict(self):
        """Counts of what was judged; self.faults holds everything that is not as it should be."""
        self.every_message_is_of_a_known_kind()
        self.people_know_what_is_so()
        self.nothing_is_said_twice_or_too_late()
        self.reminders_come_when_they_should()
        self.confirmations_are_chased()
        self.publications_reach_everybody()
        self.swaps_and_absences_are_told()
        self.nights_are_quiet()
        self.nobody_is_flooded()
        self.nothing_is_left_over()
        return Counter(m.template for m in self.messages)

    # ---- time ----

    def is_off(self, day):
        return day.weekday() >= 5 or day in self.holidays

    def hours(self, day):
        """From when until when people may be written to."""
        kind = "off" if self.is_off(day) else "day"
        midnight = datetime.datetime.combine(day, datetime.time(), self.zone)
        return (midnight + MINUTE * self.rule[f"notice.{kind}_from_min"],
                midnight + MINUTE * self.rule[f"notice.{kind}_until_min"])

    def is_quiet(self, at):
        opens, closes = self.hours(at.date())
        return not opens <= at < closes

    def opening(self, at):
        """The next moment people may be written to."""
        opens, closes = self.hours(at.date())
        if at < opens:
            return opens
        return at if at < closes else self.hours(at.date() + DAY)[0]

    def due(self, at, deadline, urgent=None):
        """When something written at that moment may leave. urgent: so long before its deadline
        nobody is spared."""
        if urgent and deadline - at <= urgent or self.opening(at) >= deadline:
            return at
        return self.opening(at)

    def instant(self, wall):
        return wall.replace(tzinfo=self.zone)

    # ---- hearings ----

    def said(self, hearing, person, channel):
        """The messages of changes of a hearing to somebody, oldest first."""
        return self.by_hearing.get((hearing, person, channel), [])

    def index(self):
        self.by_hearing = defaultdict(list)
        for m in self.messages:
            if m.template in CHANGES:
                found = [h for c, h in self.codes.items() if c in m.text]
                if len(found) != 1:
                    self.fault("a message names no hearing, or several", m)
                else:
                    self.by_hearing[found[0], m.person, m.channel].append(m)

    def new_part(self, m):
        return re.split(r"M(?:ỚI|ới):", m.text)[-1] if m.template == "hearing.moved" else m.text

    def says(self, m, fact):
        part = self.new_part(m)
        return words(fact.starts) in part and self.p.courts[fact.court] in part \
            and fact.room in part

    def is_right(self, m, fact, person):
        """Whether somebody whose last message was m knows what is so."""
        if self.person[fact.provider] == person and fact.state == "scheduled":
            return m is not None and m.template in ("hearing.assigned", "hearing.moved") \
                and self.says(m, fact)
        if self.person[fact.provider] == person:
            return m is None or m.template == "hearing.released" or (
                m.template == "hearing.cancelled" and demo.said(f"hearing.{fact.state}") in m.text)
        return m is None or m.template in ("hearing.released", "hearing.cancelled")

    def nearest(self, facts, person):
        """The first of the hours at which they would be there; of none the last at which anybody is."""
        theirs = [f.starts for f in facts if self.person[f.provider] == person
                  and f.state == "scheduled"]
        return self.instant(min(theirs, default=max(f.starts for f in facts)))

    def people_know_what_is_so(self):
        self.index()
        for hearing, log in self.p.hearings.items():
            for n, (at, fact) in enumerate(log):
                until = log[n + 1][0] if n + 1 < len(log) else self.end
                both = [f for _, f in log[max(0, n - 1):n + 1]]
                over = min(self.instant(f.starts) for f in both)
                for person in {self.person[f.provider] for _, f in log[:n + 1]}:
                    by = self.due(at, self.nearest(both, person), DAY) + SLACK
                    if by >= until or by >= over:
                        continue
                    for channel in self.reach[person]:
                        last = [m for m in self.said(hearing, person, channel) if m.at <= by]
                        if not self.is_right(last[-1] if last else None, fact, person):
                            self.fault("somebody does not know", hearing, f"since {at}", f"by {by}",
                                       fact, person, channel, last[-1:] or "never told")

    def nothing_is_said_twice_or_too_late(self):
        for (hearing, person, channel), messages in self.by_hearing.items():
            log = self.p.hearings[hearing]
            before = None
            for m in messages:
                facts = [f for (at, f), (end, _) in zip(log, log[1:] + [(self.end + DAY, None)])
                         if at <= m.at + MINUTE and end >= m.at - MINUTE]
                if not any(self.is_right(m, f, person) for f in facts):
                    self.fault("a message says what is not so", m, facts)
                if before and (m.template, self.new_part(m)) == (before.template,
                                                                self.new_part(before)):
                    self.fault("the same is said twice", before, m)
                if all(m.at >= self.instant(f.starts) for at, f in log if at <= m.at + MINUTE):
                    self.fault("told after the hour", m)
                before = m

    # ---- reminders ----

    def steps(self, kind):
        found = sorted((k, v) for k, v in self.rule.items() if k.startswith(f"reminder.{kind}."))
        return [v for _, v in found]

    def reminder_at(self, starts, minutes, known):
        plain = self.instant(starts) - MINUTE * minutes
        at = plain
        while minutes >= 1440 and self.is_off(at.date()):
            at -= DAY
        return at if at > known else plain

    def instants(self, spell):
        """(minutes, instant) of each step; two when the clock, which comes round some steps later, may
        find that the working day before is over."""
        for minutes in self.steps(spell.kind):
            known = {self.reminder_at(spell.starts, minutes, at)
                     for at in (spell.since, spell.since + SLACK)}
            yield from ((minutes, at) for at in sorted(known))

    def expected_reminders(self, spell):
        """[(instant it is due, whether it may as well be missing, minutes before the hour)], oldest
        first."""
        until = spell.until or self.end
        found = []
        for minutes, at in self.instants(spell):
            if at <= spell.since - SLACK or at > until or at < self.begun:
                continue
            urgent = 3 * HOUR if spell.kind == "hearing" else None
            leaves = self.due(at, self.instant(spell.starts), urgent) + SLACK + HOUR
            found.append((at, minutes, at <= spell.since + SLACK or min(leaves, self.end) >= until - MINUTE
                          or leaves >= self.end))
        # Of several due within one step the last is enough.
        return [(at, maybe or any(at < later <= at + SLACK for later, _, _ in found), minutes)
                for at, minutes, maybe in sorted(found)]

    def reminder_of(self, m):
        kind, key, starts, _ = re.match(r"(\w+)-reminder:(\d+):(\d+):(\d+)", m.dedupe).groups()
        wall = datetime.datetime.fromtimestamp(int(starts), self.zone).replace(tzinfo=None)
        return kind, m.person, int(key), wall

    def reminders_come_when_they_should(self):
        self.shifts = {r["assignment_id"]: r["shift_id"] for r in self.db.rows(
            "select assignment_id, shift_id from duty.assignment")}
        arrived = defaultdict(list)
        for m in self.messages:
            if m.template in ("hearing.reminder", "duty.reminder"):
                kind, person, key, starts = self.reminder_of(m)
                key = key if kind == "hearing" else self.shifts[key]
                arrived[kind, person, key, starts].append(m)
                said = words(starts) if kind == "hearing" else f"{starts:%H:%M}"
                if said not in m.text:
                    self.fault("a reminder says another hour", starts, m)
                if m.at >= self.instant(starts):
                    self.fault("reminded after the hour", m)
        spells = defaultdict(list)
        for s in [*self.p.spells, *self.p.open.values()]:
            spells[s.kind, s.person, s.key, s.starts].append(s)
        for which, each in spells.items():
            self.match_reminders(which, each, arrived.pop(which, []))
        for which, each in arrived.items():
            self.fault("reminded of what never was", which, each[0])

    def match_reminders(self, which, spells, messages):
        """Each message answers to one that was due, each that was due to a message; of what was moved
        and moved back nobody is reminded twice."""
        left, reminded = list(messages), set()
        for spell in spells:
            for at, maybe, minutes in self.expected_reminders(spell):
                urgent = 3 * HOUR if spell.kind == "hearing" else None
                by = self.due(at, self.instant(spell.starts), urgent) + SLACK + HOUR
                hit = next((m for m in left if at - MINUTE <= m.at <= by), None)
                if hit:
                    left.remove(hit)
                    reminded.add(minutes)
                elif not maybe and minutes not in reminded and self.reach[spell.person]:
                    self.fault("not reminded", which, f"due {at}", f"known since {spell.since}",
                               spell.until)
        for m in left:
            self.fault("reminded without reason", which, m)

    # ---- confirmations ----

    def breaks(self, hearing):
        """When people were told something of a hearing that they are asked to confirm."""
        log, found = self.p.hearings[hearing], []
        for n, (at, fact) in enumerate(log):
            if n == 0 or fact._replace(room="") != log[n - 1][1]._replace(room=""):
                found.append((at, fact))
        return found

    def confirmations_are_chased(self):
        ticks = defaultdict(list)
        for at, what, *who in self.p.events:
            if what == "confirm":
                ticks[tuple(who)].append(at)
        chased = defaultdict(list)
        for m in self.messages:
            if m.template in ("hearing.confirm", "hearing.unconfirmed"):
                found = [h for c, h in self.codes.items() if c in m.text]
                chased[m.template, found[0] if found else None].append(m)
        offices = {r["person_id"] for r in self.db.rows(
            "select person_id from duty.account where center_id = 1 and role = 'coordinator'"
            " and locked_at is null")}
        for hearing in self.p.hearings:
            self.one_chase(hearing, ticks, chased, offices)
        for m in chased["hearing.confirm", None] + chased["hearing.unconfirmed", None]:
            self.fault("chased for no hearing", m)

    def one_chase(self, hearing, ticks, chased, offices):
        breaks = self.breaks(hearing)
        providers = {self.person[f.provider]: f.provider for _, f in breaks}
        asks, climbs = chased["hearing.confirm", hearing], chased["hearing.unconfirmed", hearing]
        for m in asks:
            if m.person not in providers:
                self.fault("chased who was never asked", m)
                continue
            asked = max((at for at, _ in breaks if at <= m.at), default=None)
            tick = [t for t in ticks[hearing, providers[m.person]] if asked <= t <= m.at - MINUTE]
            if tick:
                self.fault("chased who had confirmed", tick[-1], m)
        for m in climbs:
            if m.person not in offices:
                self.fault("an outsider hears who has not confirmed", m)
        at, fact = breaks[-1]
        starts = self.instant(fact.starts)
        climb = max(at + (starts - at) * 2 / 3,
                    starts - MINUTE * self.climb_minutes(), at + (starts - at) / 3)
        # The clock comes round two steps later, which may be at night.
        by = self.due(climb + 2 * STEP, starts, DAY) + 5 * MINUTE
        if fact.state == "scheduled" and not ticks[hearing, fact.provider] \
                and self.begun <= at and by < min(starts, self.end) and starts - at > 3 * SLACK:
            for office in offices:
                for channel in self.reach[office]:
                    if not any(m.person == office and m.channel == channel and climb - MINUTE <= m.at
                               <= by for m in climbs):
                        self.fault("the office did not hear that nobody confirmed", hearing, fact,
                                   f"asked {at}", f"by {by}", office, channel)
            person = self.person[fact.provider]
            if self.reach[person] and not any(m.person == person and m.at > at for m in asks):
                self.fault("nobody was reminded to confirm", hearing, fact, f"asked {at}", person)

    def climb_minutes(self):
        return self.db.value("select climb_minutes from duty.notice_default"
                             " where template = 'hearing.moved' and severity is null"
                             " and lead_minutes is null")

    # ---- the rest ----

    def every_message_is_of_a_known_kind(self):
        for m in self.messages:
            if m.template not in KNOWN:
                self.fault("nobody can say why this was sent", m)

    def publications_reach_everybody(self):
        told = {(m.person, m.channel) for m in self.messages if m.template == "roster.published"}
        for shift, provider in self.p.published:
            person = self.p.person_of(provider)
            missing = {c for c in self.reach[person] if (person, c) not in told}
            if missing:
                self.fault("the roster was published and they were not told", person, missing)
        twice = [k for k, n in Counter((m.person, m.channel) for m in self.messages
                                       if m.template == "roster.published").items() if n > 1]
        if twice:
            self.fault("told twice of one publication", twice)

    def swaps_and_absences_are_told(self):
        wanted = defaultdict(list)
        for at, what, *who in self.p.events:
            if what == "swap":
                for provider in who[:2]:
                    wanted["roster.changed", self.p.person_of(provider)].append(at)
            elif what == "absence":
                wanted["absence.approved", who[0]].append(at)
        for (template, person), times in wanted.items():
            for channel in self.reach[person]:
                got = [m for m in self.messages
                       if (m.template, m.person, m.channel) == (template, person, channel)]
                late = [at for at in times if at < self.end - DAY and not any(
                    at - MINUTE <= m.at <= self.opening(at) + SLACK + HOUR for m in got)]
                if late:
                    self.fault("not told", template, person, channel, late)
                if len(got) > len(times):
                    self.fault("told of more than happened", template, person, channel,
                               f"{len(got)} for {len(times)}")
        for m in self.messages:
            if m.template in ("roster.changed", "absence.approved") \
                    and (m.template, m.person) not in wanted:
                self.fault("told of what did not happen", m)

    def nights_are_quiet(self):
        """At night people hear only of what is near: a hearing within a day, an hour within three."""
        for m in self.messages:
            if not self.is_quiet(m.at):
                continue
            found = [h for c, h in self.codes.items() if c in m.text]
            starts = [self.instant(f.starts) for h in found for _, f in self.p.hearings[h]]
            near = any(m.at - HOUR <= s <= m.at + DAY + HOUR for s in starts)
            if not (near and m.template.startswith("hearing.")) and m.template not in (
                    "roster.changed",):
                self.fault("written to in the quiet hours", m)

    def nobody_is_flooded(self):
        most = self.rule["notice.person_per_hour"]
        got = defaultdict(list)
        for m in self.messages:
            if m.priority < URGENT:
                got[m.person, m.channel].append(m.at)
        for who, times in got.items():
            for n in range(most, len(times)):
                if times[n] - times[n - most] < HOUR - MINUTE:
                    self.fault("more than the hour allows", who, times[n])
                    break

    def nothing_is_left_over(self):
        for r in self.db.rows("""
                select n.notice_id, n.template, n.state, n.reason, n.dedupe_key from duty.notice n
                where n.center_id = 1 and (n.state in ('failed', 'unknown', 'leased')
                    or n.state = 'expired' and n.reason is null
                    or n.state in ('queued', 'held') and n.due_at <= duty.now())"""):
            self.fault("a notice without an end", dict(r))
        for r in self.db.rows("select * from duty.reminder where state = 'waiting'"
                              " and due_at < duty.now() - interval '1 hour'"):
            self.fault("a reminder without an end", dict(r))

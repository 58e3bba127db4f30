"""A year of every provider of the demonstration, of a post, a police body and of one's busy hours, read
by seven other programs: all see the same events at the same instants under the same titles, and those
are the ones in the database."""
import datetime
import os
import re

import pytest

import demo
import feed_year
import ics
import readers
from web import Client

FIRST = "2026-11-25"
DAYS, DUTIES, HEARINGS = 366, 61, 80
WORDS = {"vi": "Nguyễn Thị Ánh", "km": "ភូមិព្រៃនគរ សាលាក្តី"}
# Each group of four has titles of one language, a letter longer every time: through all 75 offsets.
CODE = f"""'v' || repeat('x', (i + g) % 75) || case g % 2 when 0 then ' {WORDS["vi"]} {WORDS["vi"]}'
    else ' {WORDS["km"]} {WORDS["km"]}' end || ' ' || g || '/' || i"""
TRUTH = """
select a.provider_id, a.uid, s.during, null as code from duty.assignment a
    join duty.shift s using (center_id, shift_id) where a.state = 'published' and center_id = 1
union all
select a.provider_id, h.uid, h.during, c.code from duty.appearance a
    join duty.hearing h using (center_id, hearing_id) join duty.legal_case c using (center_id, case_id)
    where center_id = 1"""

# Whole days, which are dates in a calendar, and a morning.
ABSENCES = """
insert into duty.absence (center_id, provider_id, during, kind, state)
    select 1, min(provider_id), d, 'leave', 'approved' from duty.provider, unnest(
        '{"[2026-12-07 00:00+07,2026-12-10 00:00+07)","[2026-12-15 07:30+07,2026-12-15 11:00+07)"}'
        ::tstzrange[]) d where center_id = 1 group by d
"""
OTHERS = """
insert into duty.feed (center_id, kind, post_id, org_id, changed_at)
    select center_id, k, case k when 'post' then post_id end, case k when 'body' then org_id end,
        duty.now()
    from duty.duty_post, unnest('{post,body}'::text[]) k
    where post_id = (select max(post_id) from duty.duty_post where center_id = 1);
insert into duty.feed_token (center_id, feed_id, token_hash, level, name, created_at)
    select center_id, feed_id, encode(sha256(convert_to('khac-' || f.kind || '-' || level, 'utf8')), 'hex'),
        level, 'khác', duty.now()
    from duty.feed f, unnest('{full,busy}'::text[]) level where kind <> 'provider' and level = 'full'
        or level = 'busy' and provider_id = (select min(provider_id) from duty.feed)
"""


@pytest.fixture(scope="module")
def dutyd(cluster, template, tmp_path_factory):
    with demo.running(cluster, template, tmp_path_factory.mktemp("readers")) as daemon:
        demo.set_clock(daemon.database, "2026-11-22T10:00:00+07:00")
        feed_year.fill(daemon.database, FIRST, DUTIES, DAYS // DUTIES, HEARINGS, CODE)
        daemon.database.rows("""update duty.person set language = 'km' where person_id in (
            select person_id from duty.provider where provider_id % 2 = 0)""")
        daemon.database.rows(ABSENCES)
        yield daemon


@pytest.fixture(scope="module")
def addresses(dutyd):
    """{provider, or the name of another calendar: path}."""
    found = feed_year.open_feeds(dutyd.database)
    for statement in OTHERS.split(";\n"):
        dutyd.database.rows(statement)
    return {**found, **{name: f"/feed/khac-{name}.ics" for name in
                        ("post-full", "body-full", "provider-busy")}}


@pytest.fixture(scope="module")
def files(dutyd, addresses, tmp_path_factory):
    """{provider: the file of its calendar}."""
    folder, found = tmp_path_factory.mktemp("ics"), {}
    for provider, path in addresses.items():
        reply = Client(dutyd.port).get(path)
        assert reply.status == 200, reply
        ics.check_lines(reply.body)
        found[provider] = folder / f"{provider}.ics"
        found[provider].write_bytes(reply.body)
    assert len(found) == 3 + dutyd.database.value(
        "select count(*) from duty.provider where center_id = 1")
    return found


@pytest.fixture(scope="module")
def seen(files):
    """{provider: {uid: Read}} as python3-icalendar has it."""
    return {p: readers.with_icalendar(path.read_bytes()) for p, path in files.items()}


def test_a_year_is_what_the_database_says(dutyd, seen):
    truth = {}
    for row in dutyd.database.rows(TRUTH):
        truth.setdefault(row["provider_id"], {})[row["uid"]] = row
    for provider, expected in truth.items():
        shown = {u: e for u, e in seen[provider].items() if u.startswith(("duty-", "hearing-"))}
        assert shown.keys() == expected.keys()
        for uid, event in shown.items():
            row = expected[uid]
            assert (event.start, event.end) == (row["during"].lower.timestamp(),
                                                row["during"].upper.timestamp()), uid
            assert (row["code"] or "Trực") in event.title
    assert len(seen) == len(truth) + 3 and min(len(seen[p]) for p in truth) >= DUTIES + HEARINGS - 1


def test_dates_are_dates_and_busy_hours_are_nothing_else(seen, files):
    provider = min(p for p in seen if isinstance(p, int))
    (days,) = {e for u, e in seen[provider].items() if u.startswith("absence-")
               and e.end - e.start == 3 * 86400}
    assert days.start == datetime.datetime(2026, 12, 7, tzinfo=datetime.timezone.utc).timestamp()
    busy = seen["provider-busy"]
    assert {e.title for e in busy.values()} == {demo.said("feed.busy")} and not busy.keys() & \
        seen[provider].keys()
    midnight = 7 * 3600 # a day off is told as hours here, and says no more than a hearing does
    assert {(e.start, e.end) for e in busy.values()} <= {
        (e.start - midnight, e.end - midnight) if e is days else (e.start, e.end)
        for e in seen[provider].values()}
    assert not re.search(rb"^(LOCATION|DESCRIPTION|URL)", files["provider-busy"].read_bytes(), re.M)


def test_a_post_and_a_body_show_every_shift_once(seen):
    assert len(seen["post-full"]) == 2 * DUTIES
    assert seen["post-full"].items() <= seen["body-full"].items()


@pytest.mark.parametrize("language", WORDS)
def test_titles_are_folded_at_every_offset(files, language):
    """Where the words begin in their unfolded line, in octets: each place of a line of 75."""
    found = set()
    for path in files.values():
        text = path.read_bytes().replace(b"\r\n ", b"")
        for line in re.findall(rb"^SUMMARY:.*", text, re.M):
            at = line.find(WORDS[language].encode())
            if at > 0:
                found.add(at % 75)
    assert found == set(range(75))


def test_vobject_validates_and_agrees(files, seen):
    for provider, path in files.items():
        assert readers.with_vobject(path.read_bytes()) == seen[provider]


def test_libical_finds_no_broken_restriction_and_agrees(files, seen):
    found = readers.with_libical(files.values())
    for provider, path in files.items():
        assert found[path] == seen[provider]


def test_ical_js_and_node_ical_agree(files, seen):
    for reader, found in readers.with_node(files.values()).items():
        for provider, path in files.items():
            assert found[path] == seen[provider], (reader, provider)


def test_khal_shows_what_vdirsyncer_fetched(dutyd, addresses, seen, tmp_path):
    """Of one who reads Vietnamese and one who reads Khmer; KHAL=all: of everybody, in minutes."""
    people = [p for p in addresses if isinstance(p, int)] if os.environ.get("KHAL") == "all" else [
        r["p"] for r in dutyd.database.rows("""select min(provider_id) as p from duty.provider
            join duty.person using (center_id, person_id) where center_id = 1 group by language""")]
    first = datetime.date.fromisoformat(FIRST)
    found = ics.khal({f"n{p}": dutyd.url + addresses[p] for p in people}, tmp_path / "khal", first, DAYS)
    for provider in people:
        at = {}
        for line in found[f"n{provider}"]:
            when, title = line.split("|")[:2]
            at.setdefault(when, []).append(title)
        for uid, event in seen[provider].items():
            start = datetime.datetime.fromtimestamp(event.start, demo.ZONE)
            if start.date() < first:
                continue
            when = f"{start:%d/%m/%Y}" if uid.startswith("absence-") else f"{start:%d/%m/%Y %H:%M}"
            assert any(title.endswith(event.title) for w, titles in at.items() if w.startswith(when)
                       for title in titles), event

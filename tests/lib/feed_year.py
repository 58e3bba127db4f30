"""A year of duties and hearings put straight into the tables, with triggers off: what calendars look
like after a year of work, without living it. Groups of four people share posts and hearings.

What a hearing is called and how many there are is the caller's; times are of the Centre's zone."""
# Who numbers the people and puts them into groups of four: each has a duty every `step` days, now main,
# now backup.
WHO = """
create temporary table who as
    select provider_id, n, n / 4 as g from (select provider_id,
        row_number() over (order by provider_id)::integer - 1 as n
        from duty.provider where center_id = %(center)s) x
"""
DUTIES = """
insert into duty.roster (center_id, period, version)
    select %(center)s, daterange(%(first)s::date, %(first)s::date + 500), 1;
insert into duty.duty_post (center_id, kind, org_id, name)
    select %(center)s, 'custody_phone', (select min(org_id) from duty.org_unit
        where center_id = %(center)s and kind = 'police_body'), 'Trực ' || g || ' ' || %(name)s
    from who group by g;
insert into duty.shift (center_id, roster_id, post_id, role, duty_day, starts, ends, zone, during,
        day_type, point_kind, points, needed, skills, priority, is_night)
    select %(center)s, (select max(roster_id) from duty.roster where center_id = %(center)s),
        post_id, role, at::date, at, at + '10 hours', 'Asia/Ho_Chi_Minh',
        tstzrange(at at time zone 'Asia/Ho_Chi_Minh',
            (at + interval '10 hours') at time zone 'Asia/Ho_Chi_Minh'),
        'work', 'day', 100, 2, '{}', 5, false
    from duty.duty_post, unnest('{main,backup}'::text[]) role,
        generate_series(0, %(duties)s - 1) i,
        lateral (select (%(first)s::date + i * %(step)s) + time '19:00') t(at)
    where center_id = %(center)s and name like 'Trực %% ' || %(name)s;
insert into duty.assignment (center_id, shift_id, provider_id, uid, sequence, state, reason, changed_at)
    select %(center)s, shift_id, provider_id, 'duty-' || shift_id || '-' || provider_id || '@dutyd',
        shift_id %% 4, 'published', '{}', '2026-11-01 08:00+07'::timestamptz + shift_id * interval '1 s'
    from duty.shift s join duty.duty_post p using (center_id, post_id)
    join who on p.name = 'Trực ' || g || ' ' || %(name)s
        and (n + (s.duty_day - %(first)s::date) / %(step)s) %% 2 = (role = 'main')::integer
    where s.center_id = %(center)s;
"""
# The codes of hearings: %(code)s is SQL over g (the group) and i (the hearing's number in it).
HEARINGS = """
create temporary table sitting as
    select g, i, {code} as code, (%(first)s::date + i * %(days)s / %(hearings)s) + time '07:30' as at
    from (select distinct g from who) w, generate_series(0, %(hearings)s - 1) i;
insert into duty.legal_case (center_id, code, court_id)
    select %(center)s, code, (select min(org_id) from duty.org_unit
        where center_id = %(center)s and kind = 'court') from sitting;
insert into duty.hearing (center_id, case_id, uid, sequence, version, starts, ends, zone, during, room,
        mode, state, changed_at)
    select %(center)s, case_id, 'hearing-nam-' || case_id || '@dutyd', i %% 3, 3, at,
        at + '3 hours', 'Asia/Ho_Chi_Minh', tstzrange(at at time zone 'Asia/Ho_Chi_Minh',
            (at + interval '3 hours') at time zone 'Asia/Ho_Chi_Minh'), 'Phòng ' || i %% 9 + 1,
        (array['in_person', 'hybrid', 'online'])[1 + i %% 3],
        case when i %% 10 = 9 then 'cancelled' when i %% 10 = 8 then 'adjourned' else 'scheduled' end,
        duty.now() - (i + 1) * interval '1 min'
    from sitting join duty.legal_case c using (code) where c.center_id = %(center)s;
insert into duty.appearance (center_id, hearing_id, provider_id, state, changed_at)
    select %(center)s, hearing_id, who.provider_id, 'assigned', h.changed_at
    from sitting join duty.legal_case c using (code)
    join duty.hearing h using (center_id, case_id) join who using (g)
    where c.center_id = %(center)s;
"""
TOKENS = """
insert into duty.feed (center_id, kind, provider_id, changed_at)
    select center_id, 'provider', provider_id, duty.now() from duty.provider
    where center_id = %(center)s on conflict do nothing;
insert into duty.feed_token (center_id, feed_id, token_hash, alarm_minutes, name, created_at)
    select center_id, feed_id, encode(sha256(convert_to(%(prefix)s || provider_id, 'utf8')), 'hex'),
        %(alarm)s, 'năm', duty.now()
    from duty.feed where center_id = %(center)s and kind = 'provider';
"""


def fill(database, first, duties, step, hearings, code, center=1):
    """first: the day of the first duty and hearing; a duty every `step` days; `hearings` spread over
    the same time; code: SQL for the docket number, over g (group of four) and i (number in it)."""
    values = {"center": center, "first": first, "duties": duties, "step": step, "name": str(first),
              "hearings": hearings, "days": duties * step}
    with database.connect() as c, c.transaction():
        c.execute("set local session_replication_role = replica")
        for statement in (WHO + ";" + DUTIES + HEARINGS.format(code=code.replace("%", "%%"))).split(";\n"):
            if statement.strip():
                c.execute(statement, values)
    database.rows("analyze")


def open_feeds(database, prefix="nam-", alarm=None, center=1):
    """An address for everybody's calendar; {provider: path}. The token is the prefix and number;
    alarm: minutes before each event."""
    with database.connect() as c:
        for statement in TOKENS.split(";\n"):
            if statement.strip():
                c.execute(statement, {"center": center, "prefix": prefix, "alarm": alarm})
        found = c.execute("select provider_id from duty.provider where center_id = %s order by 1",
                          (center,)).fetchall()
    return {r["provider_id"]: f"/feed/{prefix}{r['provider_id']}.ics" for r in found}


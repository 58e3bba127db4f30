-- A month's roster: days across, people down, and in each cell duties, absence and hearings. Who
-- plans also sees the draft against what is published, and for p_shift why it fell to whom; all
-- others see what is published. Month empty: the next one when it has a roster to show, else this one.
-- Built as json, not jsonb: the largest page, and nothing looks into it again.
create or replace function duty.page_roster(p_month text, p_shift text) returns json
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_plans constant boolean := may('roster.draft');
    v_month date := arg_month('month', p_month);
    v_next date;
    v_zone text;
    v_roster roster;
    v_changes jsonb;
begin
    select zone, (date_trunc('month', duty.today(zone)) + interval '1 month')::date
        into v_zone, v_next from center where center_id = v_center;
    if v_month is null then
        v_month := case when exists (select from roster where center_id = v_center
            and lower(period) = v_next and (v_plans or version > 0))
            then v_next else (v_next - interval '1 month')::date end;
    end if;
    select * into v_roster from roster where center_id = v_center and lower(period) = v_month;
    select jsonb_build_object('added', count(*) filter (where change = 'added'),
            'removed', count(*) filter (where change = 'removed'))
        into v_changes from roster_diff(v_roster.roster_id)
        where v_plans and v_roster.drafted_at is not null;
    return json_build_object('month', to_char(v_month, 'YYYY-MM'),
        'prev', to_char(v_month - interval '1 month', 'YYYY-MM'),
        'next', to_char(v_month + interval '1 month', 'YYYY-MM'),
        'first', v_month, 'last', (v_month + interval '1 month')::date - 1,
        'days', roster_days(v_month),
        'people', roster_people(v_roster.roster_id, v_month, v_zone,
            v_plans and v_roster.drafted_at is not null),
        'posts', (
            select coalesce(jsonb_agg(jsonb_build_object('post_id', post_id, 'name', name,
                'kind', kind, 'short', post_short(kind, n)) order by kind, n), '[]')
            from numbered_posts()),
        'uncovered', roster_uncovered(v_roster.roster_id, v_plans and v_roster.drafted_at is not null),
        'roster', case when v_roster.roster_id is not null then jsonb_build_object(
            'id', v_roster.roster_id, 'version', v_roster.version,
            'is_published', v_roster.version > 0,
            'published_at', (select wall(published_at at time zone v_zone) from roster_version
                where center_id = v_center and roster_id = v_roster.roster_id
                    and version = v_roster.version),
            'drafted_at', case when v_plans then wall(v_roster.drafted_at at time zone v_zone) end,
            'draft', case when v_plans then v_roster.draft - 'uncovered' - 'warnings' end) end,
        'pending_added', v_changes -> 'added', 'pending_removed', v_changes -> 'removed',
        'why', roster_why(v_roster.roster_id, arg_int('shift', p_shift)), 'can_draft', v_plans,
        'can_publish', may('roster.publish') and v_changes <> '{"added": 0, "removed": 0}',
        'draft_version', coalesce(v_roster.draft_version, 0),
        'edits', case when v_plans then draft_edits(v_roster.roster_id) end);
end $$;
grant execute on function duty.page_roster(text, text) to duty_app;

-- The check before publication: what publishing the draft of a month would do and what stands
-- against it. Custody minutes nobody stands refuse it unless overruled in writing; the rest is
-- shown. Month empty: the next one. texts: what would be sent, for the page to count the parts.
create or replace function duty.page_publish(p_month text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_month date := arg_month('month', p_month);
    v_roster roster;
    v_newest roster_version;
    v_zone text;
    v_diff jsonb;
    v_gaps jsonb;
begin
    select zone into v_zone from center where center_id = current_center();
    v_month := coalesce(v_month,
        (date_trunc('month', duty.today(v_zone)) + interval '1 month')::date);
    select * into v_roster from roster
        where center_id = current_center() and lower(period) = v_month;
    select * into v_newest from roster_version where center_id = current_center()
        and roster_id = v_roster.roster_id and version = v_roster.version;
    v_diff := publish_diff(v_roster.roster_id);
    v_gaps := publish_gaps(v_roster.roster_id, true);
    return jsonb_build_object('month', to_char(v_month, 'YYYY-MM'),
        'version', coalesce(v_roster.version, 0), 'draft_version', v_roster.draft_version,
        'next_version', coalesce(v_roster.version, 0) + 1,
        'has_draft', v_roster.drafted_at is not null,
        'is_first', coalesce(v_roster.version, 0) = 0,
        'drafted_at', wall(v_roster.drafted_at at time zone v_zone),
        'added', jsonb_array_length(v_diff -> 'added'),
        'removed', jsonb_array_length(v_diff -> 'removed'),
        'can_publish', v_roster.drafted_at is not null
            and v_diff <> '{"added": [], "removed": []}',
        'gaps', v_gaps,
        'gap_minutes', (select coalesce(sum((g ->> 'minutes')::integer), 0)
            from jsonb_array_elements(v_gaps) g),
        'needs_overruling', publish_uncovers(v_gaps, coalesce(v_newest.gaps, '[]')),
        'overruled', case when v_gaps <> '[]' then v_newest.overruling end,
        'uncovered', roster_uncovered(v_roster.roster_id, true),
        'people', publish_people(v_roster.roster_id),
        'barred', publish_barred(v_roster.roster_id),
        'clashes', publish_clashes(v_roster.roster_id),
        'bodies', publish_bodies(v_roster.roster_id, v_diff),
        'undo_minutes', rule_value('roster.undo_minutes'),
        'form', jsonb_build_object('note', '', 'overruling', ''))
        || coalesce(publish_told(v_roster.roster_id, v_diff), '{"told": 0}');
end $$;
grant execute on function duty.page_publish(text) to duty_app;

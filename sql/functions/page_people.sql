-- The Centre's providers, sorted and filtered. q looks into the name; state is a word of
-- people_rows, or absent, or unreachable (fewer than two verified contacts). Who has left is shown
-- only when asked for.
create or replace function duty.page_people(
    p_q text, p_class text, p_branch text, p_state text, p_sort text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_q constant text := arg_text('q', p_q, 100);
    v_classes constant text[] := array['officer', 'contract_lawyer', 'collaborator'];
    v_states constant text[] := array['valid', 'ending', 'ended', 'coming', 'absent', 'unreachable',
        'left'];
    v_class constant text := arg_choice('class', p_class, v_classes);
    v_branch constant bigint := arg_int('branch', p_branch);
    v_state constant text := arg_choice('state', p_state, v_states);
    v_sort constant text := arg_choice('sort', p_sort, array['name', 'class', 'branch', 'share',
        'ends', 'verified'], 'name');
    v_today date;
    v_people jsonb;
begin
    select duty.today(zone) into v_today from center where center_id = current_center();
    select coalesce(jsonb_agg(to_jsonb(r) || jsonb_build_object('days_left', r.ends - v_today,
            'is_valid', r.state = 'valid', 'is_ending', r.state = 'ending',
            'is_ended', r.state = 'ended', 'reachable', r.verified >= 2)
            order by case v_sort when 'class' then array_position(v_classes, r.class)::bigint
                    when 'share' then r.share when 'verified' then r.verified end,
                case v_sort when 'branch' then r.branch end collate "vi-x-icu" nulls last,
                case v_sort when 'ends' then coalesce(r.ends, 'infinity') end,
                r.name collate "vi-x-icu"), '[]')
        into v_people
        from people_rows(v_today) r
        where (v_q is null or position(lower(v_q) in lower(r.name)) > 0)
            and (v_class is null or r.class = v_class)
            and (v_branch is null or r.branch_id = v_branch)
            and case v_state when 'absent' then r.absent is not null
                when 'unreachable' then r.verified < 2 and r.state <> 'left'
                else r.state = v_state or v_state is null and r.state <> 'left' end;
    return jsonb_build_object('people', v_people, 'total', jsonb_array_length(v_people),
        'form', jsonb_build_object('q', v_q, 'class', v_class, 'branch', v_branch::text,
            'state', v_state, 'sort', v_sort),
        'sorted', jsonb_build_object(v_sort, true),
        'options', jsonb_build_object('class', options(v_classes), 'state', options(v_states),
            'branch', people_branches()),
        'absences_asked', (select count(*) from absence
            where center_id = current_center() and state = 'asked'),
        'can_write', may('people.write'));
end $$;
grant execute on function duty.page_people(text, text, text, text, text) to duty_app;

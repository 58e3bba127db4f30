-- The published versions of a month, newest first: who, when, why, hash, and the duties that changed
-- against the version before; whether the chain of hashes holds; whether the newest can be undone.
create or replace function duty.page_versions(p_month text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_month date := arg_month('month', p_month);
    v_roster roster;
    v_zone text;
    v_undo constant integer := rule_value('roster.undo_minutes');
begin
    select zone into v_zone from center where center_id = current_center();
    v_month := coalesce(v_month,
        (date_trunc('month', duty.today(v_zone)) + interval '1 month')::date);
    select * into v_roster from roster
        where center_id = current_center() and lower(period) = v_month;
    return jsonb_build_object('month', to_char(v_month, 'YYYY-MM'), 'undo_minutes', v_undo,
        'prev', to_char(v_month - interval '1 month', 'YYYY-MM'),
        'next', to_char(v_month + interval '1 month', 'YYYY-MM'), 'newest', v_roster.version,
        'broken', version_broken(v_roster.roster_id),
        'can_undo', may('roster.publish') and exists (select from roster_version v
            where v.center_id = current_center() and v.roster_id = v_roster.roster_id
                and v.version = v_roster.version and v.undoes is null
                and v.published_at + make_interval(mins => v_undo) >= duty.now()),
        'versions', (select coalesce(jsonb_agg(jsonb_build_object('version', v.version,
                'at', wall(v.published_at at time zone v_zone), 'by', p.full_name, 'note', v.note,
                'hash', v.hash, 'short', left(v.hash, 12), 'overruling', v.overruling,
                'gap_minutes', (select sum((g ->> 'minutes')::integer)
                    from jsonb_array_elements(v.gaps) g),
                'undoes', v.undoes, 'is_newest', v.version = v_roster.version,
                'added', jsonb_array_length(v.diff -> 'added'),
                'removed', jsonb_array_length(v.diff -> 'removed'),
                'changes', version_changes(v, b)) order by v.version desc), '[]')
            from roster_version v
            left join roster_version b on b.center_id = v.center_id and b.roster_id = v.roster_id
                and b.version = v.version - 1
            left join account a on a.center_id = v.center_id and a.account_id = v.published_by
            left join person p on p.center_id = a.center_id and p.person_id = a.person_id
            where v.center_id = current_center() and v.roster_id = v_roster.roster_id),
        'form', jsonb_build_object('reason', ''));
end $$;
grant execute on function duty.page_versions(text) to duty_app;

-- Why a shift fell to whom: the reason stored when the choice was made, with names for numbers: the
-- engine's own, or who decided by hand, when, and what was overruled in writing. Null for those who
-- do not plan or lead, and for a shift of another roster. The draft is for those who plan.
create or replace function duty.roster_why(p_roster_id bigint, p_shift_id bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    if current_actor() not in ('coordinator', 'director', 'administrator') then
        return null;
    end if;
    return (
        select jsonb_build_object('shift_id', s.shift_id, 'post', p.name, 'role', s.role,
            'starts', wall(s.starts), 'ends', wall(s.ends), 'assigned', (
                select coalesce(jsonb_agg(why_words(d.reason) || jsonb_build_object('name', t.name,
                    'provider_id', t.provider_id, 'is_pinned', d.is_pinned, 'state', d.change)
                    order by t.name), '[]')
                from roster_diff(p_roster_id) d
                join staff() t on t.provider_id = d.provider_id
                where d.shift_id = s.shift_id and d.change <> 'removed'
                    and (d.change <> 'added' or may('roster.draft'))))
        from shift s
        join duty_post p on p.center_id = s.center_id and p.post_id = s.post_id
        where s.center_id = current_center() and s.roster_id = p_roster_id
            and s.shift_id = p_shift_id);
end $$;
grant execute on function duty.roster_why(bigint, bigint) to duty_app;

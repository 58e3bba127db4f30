-- Who stands the other role of the same post at the same time: the backup of a main person, and the
-- other way about.
create or replace function duty.duty_partner(p_shift_id bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select jsonb_build_object('name', t.name, 'phone', t.phone)
        from shift s
        join shift o on o.center_id = s.center_id and o.post_id = s.post_id
            and o.starts = s.starts and o.ends = s.ends and o.role <> s.role
        join assignment a on a.center_id = o.center_id and a.shift_id = o.shift_id
            and a.state = 'published'
        join staff() t on t.provider_id = a.provider_id
        where s.center_id = current_center() and s.shift_id = p_shift_id
        order by t.name limit 1);
end $$;
grant execute on function duty.duty_partner(bigint) to duty_app;

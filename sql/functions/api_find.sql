-- The hearing that a court's programs call by this id of theirs; null when there is none.
create or replace function duty.api_find(p_id text) returns bigint
language sql stable set search_path = duty, pg_temp as $$
    select o.hearing_id
    from hearing_origin o
    join hearing h on h.center_id = o.center_id and h.hearing_id = o.hearing_id -- own court's alone
    where o.center_id = current_center() and o.door = 'api' and o.uid = p_id and o.recurrence = ''
        and o.source_id in (select current_orgs())
    order by o.source_id = current_org() desc limit 1
$$;
grant execute on function duty.api_find(text) to duty_app;

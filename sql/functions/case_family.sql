-- A case and the same matter at other instances: what each came from, and what came of those.
create or replace function duty.case_family(p_case bigint) returns setof bigint
language sql stable set search_path = duty, pg_temp as $$
    with recursive family(case_id) as (
        select p_case
        union
        select case when l.case_id = f.case_id then l.earlier_id else l.case_id end
        from family f
        join legal_case l on l.center_id = current_center()
            and (l.case_id = f.case_id and l.earlier_id is not null or l.earlier_id = f.case_id))
    select case_id from family
$$;
grant execute on function duty.case_family(bigint) to duty_app, duty_guard;

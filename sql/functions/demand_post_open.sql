-- The post of that number, locked for a change; not found is an error.
create or replace function duty.demand_post_open(p_post_id bigint) returns duty.duty_post
language plpgsql set search_path = duty, pg_temp as $$
declare
    v duty_post;
begin
    select * into v from duty_post
        where center_id = current_center() and post_id = p_post_id for update;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    return v;
end $$;
grant execute on function duty.demand_post_open(bigint) to duty_app;

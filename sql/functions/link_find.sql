-- The link a code names, and from here on its Centre. DU404 error.link.gone: there is none of it, or its
-- time is over.
create or replace function duty.link_find(p_code text) returns duty.link
language plpgsql set search_path = duty, pg_temp as $$
declare
    v link;
begin
    select * into v from link where link_hash = link_hash(p_code) and expires_at > duty.now();
    if not found then
        perform fail('error.link.gone', 'DU404');
    end if;
    perform set_config('app.center_id', v.center_id::text, true);
    return v;
end $$;
grant execute on function duty.link_find(text) to duty_jobs, duty_guard;

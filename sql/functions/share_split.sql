-- From this day on, until the next change already known, the share is another.
create or replace function duty.share_split(
    p_center bigint, p_provider bigint, p_share integer, p_from date) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now provider_share;
begin
    select * into v_now from provider_share
        where center_id = p_center and provider_id = p_provider and valid @> p_from;
    if lower(v_now.valid) = p_from then
        update provider_share set share = p_share
            where center_id = p_center and provider_id = p_provider and valid = v_now.valid;
        return;
    end if;
    update provider_share set valid = daterange(lower(valid), p_from)
        where center_id = p_center and provider_id = p_provider and valid = v_now.valid;
    insert into provider_share
        values (p_center, p_provider, p_share, daterange(p_from, upper(v_now.valid)));
end $$;
grant execute on function duty.share_split(bigint, bigint, integer, date) to duty_app;

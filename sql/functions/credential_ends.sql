-- The last day a provider's papers cover without a break, from p_today on: null when they cover it
-- for good; the last day that was covered when they no longer do; -infinity when none ever did.
create or replace function duty.credential_ends(p_provider bigint, p_today date) returns date
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select case when covered.here is not null then upper(covered.here) - 1
            else coalesce((select max(upper(w)) - 1 from unnest(d.days) w where upper(w) <= p_today),
                '-infinity') end
        from (select credential_days(p_provider) as days) d
        left join lateral (select w as here from unnest(d.days) w where w @> p_today) covered on true);
end $$;
grant execute on function duty.credential_ends(bigint, date) to duty_app, duty_jobs, duty_guard;

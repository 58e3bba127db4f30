-- Whether a conflict of interest keeps a provider from a post on one of these days. Says no more: the
-- reasons are for coordinator and administrator, hence the rights of duty_guard.
create or replace function duty.conflict_bars(p_provider bigint, p_post bigint, p_days daterange)
    returns boolean
language plpgsql stable security definer set search_path = duty, pg_temp as $$
begin
    return exists (select from provider_conflict where center_id = current_center()
            and provider_id = p_provider and valid && p_days)
        and exists (select from conflict_posts() k where k.provider_id = p_provider
            and k.post_id = p_post and k.valid && p_days);
end $$;
alter function duty.conflict_bars(bigint, bigint, daterange) owner to duty_guard;
grant execute on function duty.conflict_bars(bigint, bigint, daterange) to duty_app;

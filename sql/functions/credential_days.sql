-- The days on which a provider may stand duties: those their class's card or contract covers, from
-- their first day to their last. Documents that touch count as one.
create or replace function duty.credential_days(p_provider bigint, p_center bigint default null)
    returns datemultirange
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce((select range_agg(d.valid) from credential d
                where d.center_id = p.center_id and d.provider_id = p.provider_id
                    and d.kind = credential_kind(p.class)), '{}')
            * datemultirange(daterange(p.first_day, p.last_day, '[]'))
        from provider p
        where p.center_id = coalesce(p_center, current_center()) and p.provider_id = p_provider);
end $$;
grant execute on function duty.credential_days(bigint, bigint) to duty_app, duty_jobs, duty_guard;

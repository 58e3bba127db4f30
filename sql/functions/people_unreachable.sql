-- Providers of today without two verified contacts: a second way when the first does not answer.
create or replace function duty.people_unreachable() returns table (
    provider_id bigint, name text, verified integer)
language sql stable set search_path = duty, pg_temp as $$
    select p.provider_id, n.full_name::text, k.verified
    from provider p
    join person n on n.center_id = p.center_id and n.person_id = p.person_id
    join center c on c.center_id = p.center_id
    cross join lateral (select count(*)::integer as verified from contact k
        where k.center_id = p.center_id and k.person_id = p.person_id
            and k.verified_at is not null) k
    where p.center_id = current_center() and k.verified < 2
        and coalesce(p.last_day >= duty.today(c.zone), true)
    order by n.full_name collate "vi-x-icu"
$$;
grant execute on function duty.people_unreachable() to duty_app;

-- Who was asked to say that they know of a hearing as it is now, and what became of it: for each
-- provider the newest question. can_say: whoever is signed in may answer it, for themselves or, the
-- coordinators, for somebody they spoke to.
create or replace function duty.hearing_confirms(p_hearing_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('provider_id', f.provider_id, 'provider', t.name,
            'phone', t.phone, 'version', f.version,
            'state', case when f.ended_at is null then case when f.climbed_at is not null
                then 'climbed' when f.reminded_at is not null then 'reminded' else 'waiting' end
                else f.means end,
            'at', wall(coalesce(f.ended_at, f.climbed_at, f.reminded_at, f.asked_at)
                at time zone c.zone),
            'by', n.full_name, 'is_open', f.ended_at is null,
            'can_say', f.ended_at is null and (f.provider_id = current_provider()
                or current_actor() in ('coordinator', 'administrator')),
            'is_own', f.provider_id = current_provider()) order by t.name), '[]')
    from (select distinct on (provider_id) * from hearing_confirm
          where center_id = current_center() and hearing_id = p_hearing_id
          order by provider_id, version desc) f
    join center c on c.center_id = f.center_id
    join staff() t on t.provider_id = f.provider_id
    left join account a on a.center_id = f.center_id and a.account_id = f.account_id
    left join person n on n.center_id = a.center_id and n.person_id = a.person_id
    where f.means is distinct from 'superseded'
$$;
grant execute on function duty.hearing_confirms(bigint) to duty_app;

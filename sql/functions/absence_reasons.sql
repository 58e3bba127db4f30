-- Why somebody is away: to themselves and to those who lead. duty_app cannot read these two columns
-- of absence at all, hence the rights of duty_guard.
create or replace function duty.absence_reasons() returns table (
    absence_id bigint, kind text, note text)
language sql stable security definer set search_path = duty, pg_temp as $$
    select a.absence_id, a.kind, a.note::text from absence a
    where a.center_id = current_center()
        and (current_actor() in ('coordinator', 'director', 'administrator')
            or a.provider_id = current_provider())
$$;
alter function duty.absence_reasons() owner to duty_guard;
grant execute on function duty.absence_reasons() to duty_app;

-- Tells a provider what became of an absence, without its reason.
create or replace function duty.absence_tell(p_absence bigint, p_template text) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v record;
begin
    select a.during, p.person_id into v
        from absence a join provider p on p.center_id = a.center_id and p.provider_id = a.provider_id
        where a.center_id = current_center() and a.absence_id = p_absence;
    perform notice_tell(v.person_id, p_template, 'absence:' || p_absence, absence_when(v.during),
        greatest(upper(v.during), duty.now() + interval '1 day'));
end $$;
grant execute on function duty.absence_tell(bigint, text) to duty_app;

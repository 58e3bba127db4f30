-- The question a message is about: the open one of its hearing and its person, all null when there is
-- none, or no longer.
create or replace function duty.link_asked(p_notice duty.notice) returns duty.hearing_confirm
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v hearing_confirm;
begin
    select f.* into v from provider p
    join hearing_confirm f on f.center_id = p.center_id and f.provider_id = p.provider_id
        and f.hearing_id = (p_notice.params ->> 'hearing_id')::bigint
    where p.center_id = p_notice.center_id and p.person_id = p_notice.person_id
        and f.ended_at is null and f.deadline > duty.now();
    return v;
end $$;
grant execute on function duty.link_asked(duty.notice) to duty_jobs, duty_guard;

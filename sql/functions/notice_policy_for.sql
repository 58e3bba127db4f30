-- The policy by which a person is told of something now: the Centre's row before the shipped one, and
-- of each the one that says most about the receiver's role, the severity and the time left until
-- p_deadline. A kind nobody has ruled on is told on every channel at once. Runs as duty_guard: the
-- sender reads no accounts.
create or replace function duty.notice_policy_for(
    p_center bigint, p_person bigint, p_template text, p_severity text, p_deadline timestamptz)
    returns duty.notice_policy
language plpgsql stable security definer set search_path = duty, pg_temp as $$
declare
    v_today constant date := (select duty.today(zone) from center where center_id = p_center);
    v_left constant interval := p_deadline - duty.now();
    v notice_policy;
begin
    select x.* into v
        from (select * from notice_policy where center_id = p_center and template = p_template
              union all
              select p_center, null, d.*, null from notice_default d where d.template = p_template) x
        where x.valid @> v_today and (x.severity is null or x.severity = p_severity)
            and (x.lead_minutes is null or v_left <= make_interval(mins => x.lead_minutes))
            and (x.role is null or x.role = 'provider' and exists (select from provider r
                    where r.center_id = p_center and r.person_id = p_person)
                or exists (select from account a where a.center_id = p_center
                    and a.person_id = p_person and a.role = x.role and a.locked_at is null))
        order by x.policy_id is null, x.role is null, x.severity is null, x.lead_minutes
        limit 1;
    if not found then
        v.channels := array['sms', 'mail'];
        v.is_together := true;
        v.language := 'person';
        v.unknown := 'twice';
        v.priority := 5;
        v.bypasses_quiet := false;
        v.is_bundled := false;
        v.is_optional := false;
    end if;
    return v;
end $$;
alter function duty.notice_policy_for(bigint, bigint, text, text, timestamptz) owner to duty_guard;
grant execute on function duty.notice_policy_for(bigint, bigint, text, text, timestamptz)
    to duty_app, duty_jobs;

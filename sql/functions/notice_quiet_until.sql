-- When a notice that is ready at p_at may leave: then, or at the end of the quiet hours p_at falls into.
-- Kinds that bypass them, and what would come too late (p_deadline), leave at once.
create or replace function duty.notice_quiet_until(
    p_center bigint, p_person bigint, p_template text, p_at timestamptz, p_deadline timestamptz)
    returns timestamptz
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_was constant text := coalesce(current_setting('app.center_id', true), '');
    v_zone constant text := (select zone from center where center_id = p_center);
    v_wall constant timestamp := p_at at time zone v_zone;
    v_ends timestamptz;
    v record;
begin
    if (notice_policy_for(p_center, p_person, p_template, null, p_deadline)).bypasses_quiet then
        return p_at;
    end if;
    perform set_config('app.center_id', p_center::text, true);
    select * into v from notice_hours(v_wall::date);
    if v_wall::time < v.opens then
        v_ends := (v_wall::date + v.opens) at time zone v_zone;
    elsif v_wall::time >= v.closes then
        v_ends := (select (v_wall::date + 1 + h.opens) at time zone v_zone
            from notice_hours(v_wall::date + 1) h);
    end if;
    perform set_config('app.center_id', v_was, true);
    return case when v_ends < p_deadline then v_ends else p_at end;
end $$;
alter function duty.notice_quiet_until(bigint, bigint, text, timestamptz, timestamptz) owner to duty_guard;
grant execute on function duty.notice_quiet_until(bigint, bigint, text, timestamptz, timestamptz)
    to duty_app, duty_jobs;

-- What a reminder says: when and where, and the docket number or the post; nothing of the case.
create or replace function duty.reminder_params(p_reminder duty.reminder) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    if p_reminder.hearing_id is not null then
        return hearing_chased(p_reminder.hearing_id, p_reminder.provider_id) - array['provider', 'state'];
    end if;
    return (
        select jsonb_strip_nulls(jsonb_build_object('date', s.starts::date,
            'time', to_char(s.starts, 'HH24:MI'), 'end_time', to_char(s.ends, 'HH24:MI'),
            'post', d.name, 'role', s.role, 'place', l.name))
        from assignment a
        join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        left join place l on l.center_id = d.center_id and l.place_id = d.place_id
        where a.center_id = current_center() and a.assignment_id = p_reminder.assignment_id);
end $$;
grant execute on function duty.reminder_params(duty.reminder) to duty_guard;

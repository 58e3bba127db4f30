-- Publishes duties of the draft. One that was withdrawn before comes back under its old name, so
-- that calendars see a change and not a second event; with the reason it had, when the draft has it
-- no more. Somebody who is busy by now is refused here by the constraint double_duty.
create or replace function duty.roster_assign(p_roster_id bigint, p_added jsonb) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_count integer;
begin
    if exists (select from jsonb_to_recordset(p_added) x(shift bigint, provider bigint)
            join assignment a on a.center_id = v_center and a.shift_id = x.shift
                and a.provider_id = x.provider where a.state = 'published') then
        perform fail('error.roster.stale', 'DU409');
    end if;
    update assignment a set state = 'published', sequence = a.sequence + 1,
            changed_at = duty.now(), is_pinned = coalesce(d.is_pinned, a.is_pinned),
            reason = coalesce(d.reason, a.reason)
        from jsonb_to_recordset(p_added) x(shift bigint, provider bigint)
        left join draft_assignment d on d.center_id = v_center and d.roster_id = p_roster_id
            and d.shift_id = x.shift and d.provider_id = x.provider
        where a.center_id = v_center and a.shift_id = x.shift and a.provider_id = x.provider;
    insert into assignment (center_id, assignment_id, shift_id, provider_id, uid, state, is_pinned,
            reason, changed_at) overriding system value
        select v_center, d.id, d.shift_id, d.provider_id, format('duty-%s-%s@dutyd', v_center, d.id),
            'published', d.is_pinned, d.reason, duty.now()
        from (select nextval('duty.assignment_assignment_id_seq') as id, d.*
              from draft_assignment d
              join jsonb_to_recordset(p_added) x(shift bigint, provider bigint)
                  on x.shift = d.shift_id and x.provider = d.provider_id
              where d.center_id = v_center and d.roster_id = p_roster_id
                  and not exists (select from assignment a
                      where a.center_id = v_center and a.shift_id = d.shift_id
                          and a.provider_id = d.provider_id)) d;
    insert into commitment (center_id, provider_id, during, kind, ref_id)
        select v_center, a.provider_id, s.during, 'duty', a.assignment_id
        from jsonb_to_recordset(p_added) x(shift bigint, provider bigint)
        join assignment a on a.center_id = v_center and a.shift_id = x.shift
            and a.provider_id = x.provider
        join shift s on s.center_id = v_center and s.shift_id = a.shift_id
            and s.roster_id = p_roster_id
        order by a.provider_id, s.during;
    get diagnostics v_count = row_count;
    if v_count <> jsonb_array_length(p_added) then
        perform fail('error.roster.stale', 'DU409');
    end if;
end $$;
grant execute on function duty.roster_assign(bigint, jsonb) to duty_app;

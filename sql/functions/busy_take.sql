-- Keeps the busy times a visit brought in place of the last ones, and records the visit. p_parsed:
-- {"times": [{"starts", "ends"}]} on the Centre's wall clock, as dutyparse --only busy prints them:
-- joined, and at most 2,000. What is known already stays as it is: a visit costs what it changes.
create or replace function duty.busy_take(
    p_lease text, p_etag text, p_last_modified text, p_parsed jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v busy_source;
    v_zone text;
    v_new tstzmultirange;
begin
    if jsonb_array_length(p_parsed -> 'times') > 2000 then
        perform fail('intake.error.busy_too_many'); -- the last good hours stay
    end if;
    select * into v from busy_source where lease = p_lease for update;
    if not found then
        perform fail('error.conflict', 'DU409'); -- it took too long, or the calendar was taken back
    end if;
    select zone into v_zone from center where center_id = v.center_id;
    select range_agg(tstzrange(t.starts at time zone v_zone, t.ends at time zone v_zone)) into v_new
        from jsonb_to_recordset(p_parsed -> 'times') t(starts timestamp, ends timestamp)
        where t.ends > t.starts;
    delete from busy_time where center_id = v.center_id and busy_id = v.busy_id
        and during not in (select n.during from unnest(v_new) n(during));
    insert into busy_time (center_id, provider_id, busy_id, during)
        select v.center_id, v.provider_id, v.busy_id, n.during from unnest(v_new) n(during)
        on conflict (center_id, busy_id, during) do nothing;
    perform busy_settle(p_lease, '{"answer": "taken", "status": 200}');
    update busy_source set etag = case when length(p_etag) <= 1000 then p_etag else '' end,
            last_modified = case when length(p_last_modified) <= 100 then p_last_modified else '' end,
            whole_at = duty.now(), unread = (p_parsed #>> '{counts,unread}')::integer
        where center_id = v.center_id and busy_id = v.busy_id;
    return '{"answer": "taken"}';
end $$;
grant execute on function duty.busy_take(text, text, text, jsonb) to duty_jobs;

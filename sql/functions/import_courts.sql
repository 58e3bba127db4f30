-- Courts a batch names that nobody knows: each goes into the queue once.
create or replace function duty.import_courts(p_batch_id bigint) returns void
language sql set search_path = duty, pg_temp as $$
    insert into court_unknown (center_id, name, said, state, seen_at)
        select distinct on (name_key(e ->> 'value')) current_center(), name_key(e ->> 'value'),
            e ->> 'value', 'open', duty.now()
        from import_row r cross join jsonb_array_elements(r.errors) e
        where r.center_id = current_center() and r.batch_id = p_batch_id and r.verdict = 'bad'
            and e ->> 'key' = 'intake.error.court_unknown'
        order by name_key(e ->> 'value'), r.n
        on conflict (center_id, name) do update set seen_at = excluded.seen_at
$$;
grant execute on function duty.import_courts(bigint) to duty_app;

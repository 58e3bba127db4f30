-- The calendar address with this number, locked, unless it has ended; without the address itself.
create or replace function duty.source_open(
    p_source_id text, out source_id bigint, out org text, out shown text, out tried_at timestamptz)
language plpgsql set search_path = duty, pg_temp as $$
begin
    perform write_lock();
    select s.source_id, o.name, s.shown, s.tried_at
        into source_open.source_id, source_open.org, source_open.shown, source_open.tried_at
        from calendar_source s join org_unit o using (center_id, org_id)
        where s.center_id = current_center() and s.ended_at is null
            and s.source_id = arg_int('source_id', p_source_id, true)
        for update of s;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
end $$;
grant execute on function duty.source_open(text) to duty_app;

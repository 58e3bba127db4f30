-- Trigger: a swap begins as asked for a duty its owner stands and moves only as duty.swap_moves()
-- says, in time, to somebody for whom it was taken. An end is the end: nothing of it changes any more.
create or replace function duty.swap_guard() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        if new.state <> 'asked' or not exists (select from assignment a
                where a.center_id = new.center_id and a.assignment_id = new.assignment_id
                    and a.provider_id = new.provider_id and a.state = 'published') then
            perform fail('error.swap.not_yours', 'DU409');
        end if;
        return new;
    end if;
    if (old.kind, old.assignment_id, old.provider_id, old.to_provider, old.back_id, old.from_at,
            old.asked_at, old.expires_at) is distinct from (new.kind, new.assignment_id,
            new.provider_id, new.to_provider, new.back_id, new.from_at, new.asked_at, new.expires_at)
            or new.taker_id is distinct from old.taker_id and 'asked' not in (old.state, new.state)
            or not exists (select from swap_moves() m
                where m.before = old.state and m.after = new.state) then
        perform fail('error.swap.state', 'DU409', p_args => jsonb_build_object('state', old.state));
    end if;
    if new.state in ('taken', 'approved') and old.expires_at <= duty.now() then
        perform fail('error.swap.late', 'DU409');
    end if;
    return new;
end $$;
create or replace trigger guard before insert or update on duty.swap
    for each row execute function duty.swap_guard();
grant execute on function duty.swap_guard() to duty_app, duty_jobs;

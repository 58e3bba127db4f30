-- Trigger: an absence that is asked for is decided or withdrawn once; an approved one is cancelled or
-- ends earlier, and nothing else of it changes. Who may decide is a matter of sql/policies/rows.sql.
create or replace function duty.absence_guard() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
begin
    if (old.provider_id, old.kind, old.note, old.asked_at, old.asked_by)
                is distinct from (new.provider_id, new.kind, new.note, new.asked_at, new.asked_by)
            or not (case
                when old.state = 'asked' then new.during = old.during
                    and new.state in ('approved', 'refused', 'withdrawn')
                when old.state = 'approved' then new.state = 'approved' and new.during <@ old.during
                    or new.state = 'cancelled' and new.during = old.during
                else false end) then
        perform fail('error.absence.decided', 'DU409', p_value => absence_words(old.during));
    end if;
    return new;
end $$;
create or replace trigger guard before update on duty.absence
    for each row execute function duty.absence_guard();
grant execute on function duty.absence_guard() to duty_app;

-- Constraint trigger, at the end of the transaction: an approved swap is done. The duty, or the later
-- part of one that was split, is the taker's, and what was given whole is no longer its owner's.
create or replace function duty.swap_done() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
begin
    if not exists (
        select from assignment g
        join assignment t on t.center_id = g.center_id and t.provider_id = new.taker_id
            and t.state = 'published'
        left join handover h on h.center_id = t.center_id and h.rest_id = t.shift_id
        where g.center_id = new.center_id and g.assignment_id = new.assignment_id
            and case when g.state = 'withdrawn' then t.shift_id = g.shift_id
                else new.kind = 'handover' and (h.root_id = g.shift_id or exists (
                    select from handover p where p.center_id = h.center_id
                        and p.root_id = h.root_id and p.rest_id = g.shift_id)) end)
    then
        perform fail('error.swap.state', 'DU409', p_args => jsonb_build_object('state', 'taken'));
    end if;
    return null;
end $$;
drop trigger if exists done on duty.swap;
create constraint trigger done after update of state on duty.swap deferrable initially deferred
    for each row when (new.state = 'approved') execute function duty.swap_done();
grant execute on function duty.swap_done() to duty_app;

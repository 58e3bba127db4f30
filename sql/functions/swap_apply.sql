-- Makes a taken swap so: the draft and what is published change together, in this transaction; who
-- loses and who gains the duty are told by the publication. Constraints refuse what cannot be. A
-- provider may do it where no approval is asked for: it touches drafts and accounts they may not see,
-- so rows are read with the coordinator's eyes, and what is done is signed by who is signed in.
create or replace function duty.swap_apply(p_swap duty.swap, p_note text) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_shift constant shift := assignment_shift(p_swap.assignment_id);
    v_from constant timestamptz := greatest(p_swap.from_at, duty.now());
    v_role constant text := current_actor();
    v_rest bigint;
    v record;
begin
    perform set_config('app.role', 'coordinator', true);
    update swap set state = 'approved', ended_at = duty.now()
        where center_id = p_swap.center_id and swap_id = p_swap.swap_id;
    if p_swap.kind = 'handover' and date_trunc('minute', v_from) > lower(v_shift.during) then
        v_rest := handover_split(v_shift.shift_id, v_from);
    end if;
    for v in select * from swap_changes(p_swap, v_rest) loop
        begin
            perform draft_apply(v.roster_id, 'swap', v.removed, v.added);
        exception when sqlstate 'DU409' then
            if sqlerrm = 'error.draft.stale' then -- a draft under way has moved the duty
                perform fail('error.swap.draft', 'DU409');
            end if;
            raise;
        end;
        perform roster_issue(v.roster_id, p_note, jsonb_build_object('removed', v.removed, 'added', (
            select jsonb_agg(a - 'pinned' - 'reason') from jsonb_array_elements(v.added) a)));
    end loop;
    perform swap_step(p_swap, 'approved', p_note => p_note);
    perform set_config('app.role', v_role, true);
end $$;
grant execute on function duty.swap_apply(duty.swap, text) to duty_app;

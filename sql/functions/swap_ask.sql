-- Offers a duty: to give it away (to everybody suitable or to one person), to exchange it for a
-- colleague's duty (back), or to hand it over from a moment on (time of day, empty: now). The
-- coordinator may ask for anybody and, when all is agreed by telephone (agreed), do every step.
create or replace function duty.swap_ask(
    p_assignment text, p_kind text, p_to text, p_back text, p_time text, p_note text,
    p_agreed text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_kind constant text :=
        arg_choice('kind', p_kind, array['give', 'exchange', 'handover'], 'give');
    v_is_agreed constant boolean := p_agreed <> '' and may('swap.approve');
    v_back assignment;
    v_swap swap;
begin
    perform write_lock();
    v_swap := swap_new(arg_int('assignment_id', p_assignment, true), v_kind);
    v_swap.note := coalesce(arg_text('note', p_note, 300), '');
    v_swap.to_provider := arg_int('to_provider', p_to, v_is_agreed and v_kind <> 'exchange');
    if v_kind = 'exchange' then
        v_swap.back_id := arg_int('back_id', p_back, true);
        select * into v_back from assignment where center_id = v_center
            and assignment_id = v_swap.back_id and state = 'published';
        if not found then
            perform fail('error.field.choice', p_field => 'back_id', p_value => p_back);
        end if;
        v_swap.to_provider := v_back.provider_id;
    end if;
    if v_swap.to_provider is not null and not exists (select from staff() t
            where t.provider_id = v_swap.to_provider and t.provider_id <> v_swap.provider_id) then
        perform fail('error.field.choice', p_field => 'to_provider', p_value => p_to);
    end if;
    v_swap := swap_times(v_swap, arg_time('time', p_time));
    if v_swap.to_provider is not null then
        perform swap_check(v_swap, v_swap.to_provider);
    end if;
    insert into swap (center_id, kind, assignment_id, provider_id, to_provider, back_id, from_at,
            note, asked_at, expires_at)
        values (v_center, v_kind, v_swap.assignment_id, v_swap.provider_id, v_swap.to_provider,
            v_swap.back_id, v_swap.from_at, v_swap.note, duty.now(), v_swap.expires_at)
        returning * into v_swap;
    perform swap_step(v_swap, 'asked', v_swap.provider_id, v_swap.note, not v_is_agreed);
    if v_is_agreed then
        update swap set state = 'taken', taker_id = to_provider, taken_at = duty.now()
            where center_id = v_center and swap_id = v_swap.swap_id returning * into v_swap;
        perform swap_step(v_swap, 'taken', v_swap.taker_id, p_tell => false);
        perform swap_apply(v_swap, v_swap.note);
    end if;
    return jsonb_build_object('swap_id', v_swap.swap_id);
end $$;
grant execute on function duty.swap_ask(text, text, text, text, text, text, text) to duty_app;

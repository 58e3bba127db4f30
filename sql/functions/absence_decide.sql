-- approve or refuse an absence that is asked for; cancel one that is approved: one that runs ends now,
-- and what was of it stays. repair: the approval hits duties, published or drafted.
create or replace function duty.absence_decide(p_id text, p_what text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_what constant text := arg_choice('what', p_what, array['approve', 'refuse', 'cancel']);
    v_now constant timestamptz := date_trunc('minute', duty.now());
    v_state constant text := case v_what when 'approve' then 'approved' when 'refuse' then 'refused'
        else 'cancelled' end;
    v record;
begin
    perform write_lock();
    select absence_id, provider_id, during, state into v from absence
        where center_id = v_center and absence_id = arg_int('absence_id', p_id, true);
    if not found then
        perform fail('error.not_found', 'DU404');
    elsif v.state <> (case v_what when 'cancel' then 'approved' else 'asked' end)
            or (v_what = 'cancel' and upper(v.during) <= v_now) then
        perform fail('error.absence.decided', 'DU409', p_value => absence_words(v.during));
    end if;
    if v_what = 'cancel' and lower(v.during) < v_now then
        update absence set during = tstzrange(lower(during), v_now), decided_at = duty.now(),
                decided_by = current_account()
            where center_id = v_center and absence_id = v.absence_id;
    else
        update absence set state = v_state, decided_at = duty.now(), decided_by = current_account()
            where center_id = v_center and absence_id = v.absence_id;
    end if;
    if v_what = 'cancel' then
        perform clash_resolve(array[v.provider_id]);
    end if;
    perform absence_tell(v.absence_id, 'absence.' || v_state);
    perform audit_add('absence.' || v_state, 'absence', v.absence_id::text,
        jsonb_build_object('provider_id', v.provider_id, 'during', v.during));
    return jsonb_build_object('absence_id', v.absence_id, 'provider_id', v.provider_id,
        'repair', v_what = 'approve'
            and absence_effect(v.provider_id, v.during) -> 'duties' <> '[]');
end $$;
grant execute on function duty.absence_decide(text, text) to duty_app;

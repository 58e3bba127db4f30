-- An absence the coordinator enters, approved at once. repair: duties are hit, published or drafted,
-- and the page that finds others for them comes next.
create or replace function duty.absence_enter(
    p_provider_id text, p_kind text, p_from text, p_to text, p_from_time text, p_to_time text,
    p_now text, p_note text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_provider bigint;
    v_during tstzrange;
    v_id bigint;
begin
    perform write_lock();
    v_provider := arg_int('provider_id', p_provider_id, true);
    if not exists (select from staff() where provider_id = v_provider and is_here) then
        perform fail('error.field.choice', p_field => 'provider_id', p_value => p_provider_id);
    end if;
    v_during := absence_during(p_from, p_to, p_from_time, p_to_time, p_now <> '');
    v_id := absence_put(v_provider, v_during, p_kind, p_note, 'approved');
    perform absence_tell(v_id, 'absence.approved');
    return jsonb_build_object('absence_id', v_id, 'provider_id', v_provider,
        'repair', absence_effect(v_provider, v_during) -> 'duties' <> '[]');
end $$;
grant execute on function duty.absence_enter(text, text, text, text, text, text, text, text)
    to duty_app;

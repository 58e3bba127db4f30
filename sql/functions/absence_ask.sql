-- A provider asks to be away. What is over cannot be asked for.
create or replace function duty.absence_ask(
    p_kind text, p_from text, p_to text, p_from_time text, p_to_time text, p_note text)
    returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_me constant bigint := current_provider();
    v_during tstzrange;
begin
    perform write_lock();
    if v_me is null then
        perform fail('error.forbidden', 'DU403');
    end if;
    v_during := absence_during(p_from, p_to, p_from_time, p_to_time);
    if upper(v_during) <= duty.now() then
        perform fail('error.absence.over', p_field => 'to', p_value => absence_words(v_during));
    end if;
    return jsonb_build_object('absence_id', absence_put(v_me, v_during, p_kind, p_note, 'asked'));
end $$;
grant execute on function duty.absence_ask(text, text, text, text, text, text) to duty_app;

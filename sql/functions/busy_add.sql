-- Gives an own calendar's address: asked at once and then regularly for when its owner is busy. At most
-- three (the column slot). Neither the record nor a refusal repeats the address.
create or replace function duty.busy_add(p_url text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_me constant bigint := current_provider();
    v_url text;
    v_slot integer;
    v_id bigint;
begin
    if v_me is null then
        perform fail('error.forbidden', 'DU403');
    end if;
    perform write_lock();
    v_url := source_url('url', nullif(btrim(p_url), ''));
    if v_url is null then
        perform fail('error.field.required', p_field => 'url');
    end if;
    select min(i) into v_slot from generate_series(1, 3) i
        where i not in (select slot from busy_source
            where center_id = v_center and provider_id = v_me);
    if v_slot is null then
        perform fail('error.busy.limit', 'DU409', 'url');
    end if;
    insert into busy_source (center_id, provider_id, slot, url, shown, created_at, next_at)
        values (v_center, v_me, v_slot, v_url, source_mask(v_url), duty.now(), duty.now())
        returning busy_id into v_id;
    perform audit_add('busy.add', 'provider', v_me::text, '{}');
    perform pg_notify('source', '');
    return jsonb_build_object('busy_id', v_id);
exception when unique_violation then
    perform fail('error.busy.twice', 'DU409', 'url');
    return null;
end $$;
grant execute on function duty.busy_add(text) to duty_app;

-- Changes a provider. A last day ends the work with the Centre: nothing is deleted, no duty can be
-- given from then on; left says how many duties they already have are now for others.
create or replace function duty.provider_save(
    p_id text, p_name text, p_class text, p_branch text, p_home text, p_share text, p_week text,
    p_month text, p_first_day text, p_last_day text, p_language text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_id bigint;
    v_before jsonb;
    v_after jsonb;
begin
    perform write_lock();
    v_id := provider_known(p_id);
    v_before := provider_snapshot(v_id);
    perform provider_put(v_id, p_name, p_class, p_branch, p_home, p_share, p_week, p_month,
        arg_days('first_day', p_first_day, 'last_day', p_last_day), p_language);
    v_after := provider_snapshot(v_id);
    if v_after <> v_before then
        perform audit_add('provider.save', 'provider', v_id::text, (
            select jsonb_object_agg(k, jsonb_build_array(v_before -> k, v))
            from jsonb_each(v_after) x(k, v) where v_before -> k <> v));
    end if;
    return jsonb_build_object('provider_id', v_id,
        'left', jsonb_array_length(provider_duties_left(v_id)));
end $$;
grant execute on function duty.provider_save(text, text, text, text, text, text, text, text, text,
    text, text) to duty_app;

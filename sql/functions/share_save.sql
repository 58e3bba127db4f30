-- The coordinator changes somebody's share of a full load from a day on (empty: today).
create or replace function duty.share_save(p_provider text, p_share text, p_from text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_provider constant bigint := ledger_provider(p_provider);
    v_share constant integer := arg_int('share', p_share, true, 1, 100);
    v_from constant date := coalesce(arg_date('share_from', p_from), (
        select today(zone) from center where center_id = current_center()));
begin
    perform write_lock();
    perform share_set(v_provider, v_share, v_from);
    perform audit_add('provider.share', 'provider', v_provider::text,
        jsonb_build_object('share', v_share, 'from', v_from));
    return jsonb_build_object('provider_id', v_provider, 'share', v_share);
end $$;
grant execute on function duty.share_save(text, text, text) to duty_app;

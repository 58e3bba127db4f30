-- Takes somebody off a shift by hand; the place stays empty. version: the draft that was looked at.
create or replace function duty.draft_remove(p_shift text, p_provider text, p_version text)
    returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_roster constant roster := draft_of_shift(p_shift, p_version);
    v_provider constant bigint := arg_int('provider_id', p_provider, true);
begin
    return draft_edit(v_roster, 'edit', jsonb_build_array(jsonb_build_object(
        'shift', p_shift::bigint, 'from', v_provider, 'to', null)), null);
end $$;
grant execute on function duty.draft_remove(text, text, text) to duty_app;

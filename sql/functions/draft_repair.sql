-- Puts one of a repair's ways into the draft. changes: as draft_pairs reads them; version: the draft
-- that was looked at.
create or replace function duty.draft_repair(p_month text, p_version text, p_changes text)
    returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_changes constant jsonb := draft_pairs('changes', p_changes);
    v_roster constant roster := draft_seen(p_month, p_version);
begin
    if v_changes = '[]' then
        perform fail('error.field.required', p_field => 'changes');
    end if;
    return draft_edit(v_roster, 'repair', v_changes, null);
end $$;
grant execute on function duty.draft_repair(text, text, text) to duty_app;

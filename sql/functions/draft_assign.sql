-- Gives a shift to somebody by hand, in the place of p_from or, without one, into an empty place.
-- also: changes that must come with it (draft_pairs), as when the substitute first passes a duty on.
-- version: the draft that was looked at.
create or replace function duty.draft_assign(
    p_shift text, p_to text, p_from text, p_also text, p_version text, p_overruling text)
    returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_roster constant roster := draft_of_shift(p_shift, p_version);
    v_to constant bigint := arg_int('provider_id', p_to, true);
    v_from constant bigint := arg_int('from', p_from);
    v_also constant jsonb := draft_pairs('also', p_also);
    v_overruling constant text := arg_text('overruling', p_overruling, 1000);
begin
    return draft_edit(v_roster, 'edit', jsonb_build_array(jsonb_build_object(
        'shift', p_shift::bigint, 'from', v_from, 'to', v_to)) || v_also, v_overruling);
end $$;
grant execute on function duty.draft_assign(text, text, text, text, text, text) to duty_app;

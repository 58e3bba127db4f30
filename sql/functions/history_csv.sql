-- The record for a file: the newest p_limit rows of those that match, with everything the chain's hashes
-- cover; of a year unless asked otherwise. is_cut: there are more.
create or replace function duty.history_csv(
    p_account text, p_kind text, p_entity text, p_id text, p_from text, p_to text,
    p_limit integer default 50000) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('rows', r - p_limit, 'is_cut', jsonb_array_length(r) > p_limit)
    from history_rows(p_account, p_kind, p_entity, p_id, history_since(p_from, p_to)::text, p_to, null,
        p_limit + 1) r
$$;
grant execute on function duty.history_csv(text, text, text, text, text, text, integer) to duty_app;

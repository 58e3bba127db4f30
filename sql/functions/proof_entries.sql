-- A message's entries in the Centre's chain: number, kind, when it happened and was entered, the hashes.
create or replace function duty.proof_entries(p_notice_id bigint, p_zone text) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('seq', e.seq, 'kind', e.kind,
        'at', wall((e.data ->> 'happened_at')::timestamptz at time zone p_zone),
        'entered_at', wall(e.at at time zone p_zone), 'text_hash', e.data ->> 'text',
        'hash', e.hash, 'follows', e.prev_hash) order by e.seq), '[]')
    from proof e where e.center_id = current_center() and e.notice_id = p_notice_id
$$;
grant execute on function duty.proof_entries(bigint, text) to duty_app;

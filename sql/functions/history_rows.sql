-- Rows of the record as people read them: when, who, the action with the facts of its sentence, where
-- it can be looked at, and the row's own hash. Newest first.
create or replace function duty.history_rows(
    p_account text, p_kind text, p_entity text, p_id text, p_from text, p_to text,
    p_before bigint, p_limit integer) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_zone constant text := (select zone from center where center_id = v_center);
    v_account constant bigint := arg_int('account_id', p_account);
    v_kind constant text := arg_choice('kind', p_kind, history_kinds());
    v_entity constant text := arg_text('entity', p_entity, 40);
    v_id constant text := arg_text('id', p_id, 40);
    v_since constant timestamptz := arg_date('from', p_from)::timestamp at time zone v_zone;
    v_until constant timestamptz := (arg_date('to', p_to) + 1)::timestamp at time zone v_zone;
    v_names constant jsonb := (select jsonb_object_agg(provider_id, name) from staff());
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('seq', a.seq,
            'at', wall(a.at at time zone v_zone), 'by',
            coalesce(n.full_name, token_name(a.data -> 'token')), 'action', a.action,
            'entity', a.entity, 'id', a.entity_id, 'hash', a.hash,
            'link', history_link(a.entity, a.entity_id, a.data),
            'data', history_facts(a.entity, a.entity_id, a.data, v_names)) order by a.seq desc), '[]')
        from (select * from audit
              where center_id = v_center and (p_before is null or seq < p_before)
                  and (v_account is null or account_id = v_account)
                  and (v_kind is null or action like v_kind || '.%')
                  and (v_entity is null or entity = v_entity)
                  and (v_id is null or entity_id = v_id)
                  and (v_since is null or at >= v_since) and (v_until is null or at < v_until)
              order by seq desc limit p_limit) a
        left join account k on k.center_id = a.center_id and k.account_id = a.account_id
        left join person n on n.center_id = k.center_id and n.person_id = k.person_id);
end $$;
grant execute on function
    duty.history_rows(text, text, text, text, text, text, bigint, integer) to duty_app;

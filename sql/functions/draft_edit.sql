-- Changes a draft by hand in one step. p_changes: [{"shift", "from", "to"}], from or to null; a duty
-- given by hand (kind edit) is pinned. What a hard rule forbids is refused with the rule's sentence;
-- a rule of the Centre's own may be overruled in writing. Returns {month, step, shift}, shift the
-- first one.
create or replace function duty.draft_edit(
    p_roster duty.roster, p_kind text, p_changes jsonb, p_overruling text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_removed jsonb := '[]';
    v_added jsonb := '[]';
    v_allowed jsonb;
    v_step integer;
    v record;
begin
    perform draft_open(p_roster.roster_id);
    for v in
        select x.shift, x."from" as giver, x."to" as taker, s.needed, s.shift_id is not null as is_known,
            p_roster.version > 0 and upper(s.during) <= duty.now() as is_over,
            array(select y.shift from jsonb_to_recordset(p_changes) y(shift bigint, "from" bigint)
                where y."from" = x."to") as given,
            (select count(*) from draft_assignment a where a.center_id = s.center_id
                and a.shift_id = s.shift_id) as there
        from jsonb_to_recordset(p_changes) x(shift bigint, "from" bigint, "to" bigint)
        left join shift s on s.center_id = p_roster.center_id
            and s.roster_id = p_roster.roster_id and s.shift_id = x.shift
    loop
        if not v.is_known or (v.giver is null and v.taker is null) then
            perform fail('error.not_found', 'DU404');
        elsif v.is_over then
            perform fail('error.draft.over', 'DU409');
        elsif exists (select from draft_assignment where center_id = p_roster.center_id
                and shift_id = v.shift and provider_id = v.taker) then
            perform fail('error.draft.there', 'DU409',
                p_value => (select name from staff() where provider_id = v.taker));
        elsif v.giver is null and v.there >= v.needed then
            perform fail('error.draft.full', 'DU409');
        end if;
        if v.giver is not null then
            v_removed := v_removed || jsonb_build_object('shift', v.shift, 'provider', v.giver);
        end if;
        if v.taker is not null then
            v_allowed := draft_allow(v.shift, v.taker, v.given, p_overruling);
            v_added := v_added || jsonb_build_object('shift', v.shift, 'provider', v.taker,
                'pinned', p_kind = 'edit', 'reason', v_allowed || draft_reason(v.shift, v.taker,
                    case p_kind when 'edit' then 'hand' else p_kind end));
        end if;
    end loop;
    v_step := draft_apply(p_roster.roster_id, p_kind, v_removed, v_added);
    perform draft_check(v_added);
    perform audit_add('draft.' || p_kind, 'roster', p_roster.roster_id::text, jsonb_build_object(
        'month', to_char(lower(p_roster.period), 'YYYY-MM'), 'step', v_step, 'changes', p_changes,
        'overruling', p_overruling));
    return jsonb_build_object('month', to_char(lower(p_roster.period), 'YYYY-MM'), 'step', v_step,
        'shift', p_changes #> '{0,shift}');
end $$;
grant execute on function duty.draft_edit(duty.roster, text, jsonb, text) to duty_app;

-- Publishes the draft of a month as the next version (roster_issue). version, draft_version: those
-- the coordinator was looking at (draft_version null: dutyctl publishes the draft as it is);
-- overruling: why custody stays uncovered for some minutes. Whom an absence, a hearing, another duty,
-- papers or a conflict of interest keeps from a duty by now is not published (publish_barred).
create or replace function duty.roster_publish(
    p_month text, p_note text, p_version text, p_overruling text default null,
    p_draft_version text default null) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_month constant date := arg_month('month', p_month, true);
    v_seen constant integer := coalesce(arg_int('version', p_version), 0);
    v_note constant text := coalesce(arg_text('note', p_note, 1000), '');
    v_overruling constant text := arg_text('overruling', p_overruling, 1000);
    v_roster roster;
    v_barred jsonb;
begin
    perform write_lock();
    select * into v_roster from roster
        where center_id = current_center() and lower(period) = v_month for update;
    if not found or v_roster.drafted_at is null then
        perform fail('error.roster.no_draft', 'DU409');
    end if;
    if v_roster.version <> v_seen then
        perform fail('error.roster.stale', 'DU409');
    end if;
    if p_draft_version is not null
            and arg_int('draft_version', p_draft_version, true) <> v_roster.draft_version then
        perform fail('error.draft.stale', 'DU409');
    end if;
    v_barred := publish_barred(v_roster.roster_id) -> 0;
    if (v_barred ->> 'is_refused')::boolean then
        perform fail('error.duty.' || case v_barred ->> 'rule' when 'conflict' then 'not_eligible'
                else v_barred ->> 'rule' end, 'DU409', p_value => v_barred ->> 'name',
            p_args => jsonb_build_object('post', v_barred -> 'post',
                'day', to_char((v_barred ->> 'starts')::timestamp, 'DD/MM/YYYY')));
    end if;
    return roster_issue(v_roster.roster_id, v_note, publish_diff(v_roster.roster_id),
        v_overruling);
end $$;
grant execute on function duty.roster_publish(text, text, text, text, text) to duty_app;

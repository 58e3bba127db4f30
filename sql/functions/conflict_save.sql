-- Records a conflict of interest (conflict_id empty), or its days and reason. Law on Legal Aid 2017
-- art. 25; Criminal Procedure Code art. 72(4)-(5). With an organisation or post that is served, or with
-- a person, found again by name among the parties and officers of cases. The audit repeats neither
-- reason nor name.
create or replace function duty.conflict_save(
    p_id text, p_conflict_id text, p_with text, p_from text, p_until text, p_reason text,
    p_person text default null) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_id bigint;
    v_conflict bigint;
    v_with text;
    v_person text;
    v_valid daterange;
    v_reason text;
begin
    perform write_lock();
    v_id := provider_known(p_id);
    v_conflict := arg_int('conflict_id', p_conflict_id);
    v_valid := arg_days('conflict_from', p_from, 'conflict_until', p_until);
    v_reason := arg_text('conflict_reason', p_reason, 500, true);
    if v_conflict is null then
        v_with := arg_text('conflict_with', p_with, 30);
        v_person := arg_text('conflict_person', p_person, 300);
        if num_nonnulls(v_with, v_person) <> 1 then
            perform fail('error.conflict.with', p_field => 'conflict_with');
        elsif v_with is not null
                and not conflict_choices() @> jsonb_build_array(jsonb_build_object('value', v_with)) then
            perform fail('error.field.choice', p_field => 'conflict_with', p_value => v_with);
        end if;
        insert into provider_conflict (center_id, provider_id, org_id, post_id, person_name, valid,
                reason)
            values (v_center, v_id, substring(v_with from '^org-(\d+)$')::bigint,
                substring(v_with from '^post-(\d+)$')::bigint, v_person, v_valid, v_reason)
            returning conflict_id into v_conflict;
    else
        update provider_conflict set valid = v_valid, reason = v_reason
            where center_id = v_center and provider_id = v_id and conflict_id = v_conflict;
        if not found then
            perform fail('error.not_found', 'DU404');
        end if;
    end if;
    perform audit_add('provider.limit', 'provider', v_id::text,
        jsonb_build_object('id', v_conflict));
    return jsonb_build_object('provider_id', v_id,
        'left', jsonb_array_length(provider_duties_left(v_id)));
end $$;
grant execute on function duty.conflict_save(text, text, text, text, text, text, text) to duty_app;

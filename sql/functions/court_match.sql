-- A person says which court a list's writing means: remembered for good, and what waited for it is
-- taken in. org_id empty: none of ours, not to be asked about again. Returns how many people are told.
create or replace function duty.court_match(p_name text, p_org_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_org constant bigint := arg_int('org_id', p_org_id);
    v court_unknown;
    v_told integer := 0;
begin
    perform write_lock();
    update court_unknown set state = case when v_org is null then 'ignored' else 'matched' end,
            account_id = current_account()
        where center_id = v_center and name = arg_text('name', p_name, 1000, true) and state = 'open'
        returning * into v;
    if not found then
        perform fail('error.not_found', 'DU404');
    elsif v_org is not null and not exists (select from org_unit
            where center_id = v_center and org_id = v_org and kind = 'court') then
        perform fail('error.field.choice', p_field => 'org_id', p_value => p_org_id);
    end if;
    if v_org is not null then
        insert into org_alias values (v_center, left(btrim(v.said), 300), v_org) on conflict do nothing;
        v_told := court_retake(v.name);
    end if;
    perform audit_add('court.match', 'court', coalesce(v_org, 0)::text,
        jsonb_build_object('name', v.said, 'told', v_told));
    return jsonb_build_object('told', v_told);
end $$;
grant execute on function duty.court_match(text, text) to duty_app;

-- What may happen to an organisation on a day: it gets a new name (rename), goes into another of its
-- kind (merge), becomes two or three (split), or ends without a successor (end). Old names stay on what
-- was of then. Posts, cases and accounts follow by themselves (org_at) but for a split, where an
-- administrator says who goes where.
create or replace function duty.org_change(
    p_org_id text, p_change text, p_on text, p_name text, p_name2 text, p_name3 text, p_into text)
    returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_old constant org_unit := org_open(p_org_id);
    v_change constant text := arg_choice('change', p_change, array['rename', 'merge', 'split', 'end']);
    v_on constant date := arg_date('on', p_on, true);
    v_next org_unit := v_old;
    v_to bigint[] := '{}';
    v_name text;
begin
    if v_on <= lower(v_old.valid) then
        perform fail('error.org.too_early', p_field => 'on', p_value => p_on,
            p_args => jsonb_build_object('since', to_char(lower(v_old.valid), 'DD/MM/YYYY')));
    end if;
    v_next.valid := daterange(v_on, null);
    if v_change = 'merge' then
        v_to := array[arg_int('into_id', p_into, true)];
        if not exists (select from org_unit where center_id = v_old.center_id and org_id = v_to[1]
                and org_id <> v_old.org_id and kind = v_old.kind and valid @> v_on) then
            perform fail('error.field.choice', p_field => 'into_id', p_value => p_into);
        end if;
    end if;
    if v_change = 'split' then
        perform arg_text('name2', p_name2, 300, true);
    end if;
    -- The old name is free from that day on: one of the parts may keep it.
    update org_unit set valid = daterange(lower(valid), v_on)
        where center_id = v_old.center_id and org_id = v_old.org_id;
    foreach v_name in array case v_change
        when 'rename' then array[arg_text('name', p_name, 300, true)]
        when 'split' then array_remove(array[arg_text('name', p_name, 300, true),
            arg_text('name2', p_name2, 300, true), arg_text('name3', p_name3, 300)], null)
        else '{}' end
    loop
        v_next.name := v_name;
        v_to := v_to || org_add(v_next);
    end loop;
    insert into org_succession (center_id, from_org, to_org, kind, at)
        select v_old.center_id, v_old.org_id, x, v_change, v_on from unnest(v_to) x;
    perform audit_add('org.' || v_change, 'org', v_old.org_id::text, jsonb_build_object(
        'name', v_old.name, 'on', v_on, 'to', (select string_agg(name, ', ' order by org_id)
            from org_unit where center_id = v_old.center_id and org_id = any (v_to))));
    return jsonb_build_object('org_id', coalesce(v_to[1], v_old.org_id));
end $$;
grant execute on function duty.org_change(text, text, text, text, text, text, text) to duty_app;

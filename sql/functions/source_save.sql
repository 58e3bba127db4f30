-- Enters a calendar address of a court or body, or changes one: source_id empty for a new one; url
-- empty leaves the address as it is. It is asked at once. Returns {source_id}.
create or replace function duty.source_save(p_source_id text, p_body_id text, p_url text)
    returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_is_new constant boolean := coalesce(p_source_id, '') = '';
    v_org bigint;
    v_url text;
    v_old record;
    v_id bigint;
    v_data jsonb;
begin
    perform write_lock();
    if not v_is_new then
        select * into v_old from source_open(p_source_id);
        v_id := v_old.source_id;
    end if;
    v_org := arg_int('body_id', p_body_id, true);
    v_url := source_url('url', arg_text('url', p_url, 4000, v_is_new));
    if not exists (select from org_unit where center_id = v_center and org_id = v_org) then
        perform fail('error.field.choice', p_field => 'body_id', p_value => p_body_id);
    end if;
    if v_is_new then
        insert into calendar_source (center_id, org_id, url, shown, changed_at, account_id, next_at)
            values (v_center, v_org, v_url, source_mask(v_url), duty.now(), current_account(),
                duty.now())
            returning source_id into v_id;
    else
        -- Another court: what the calendar says is heard again, whole, and its hearings move there.
        update hearing_origin o set digest = ''
            from calendar_source s
            where s.center_id = v_center and s.source_id = v_id and s.org_id <> v_org
                and o.center_id = v_center and o.door = import_voice('poll')
                and o.source_id = v_id and o.digest <> 'gone';
        update calendar_source set org_id = v_org, changed_at = duty.now(), etag = '',
                last_modified = '', account_id = current_account(), next_at = duty.now()
            where center_id = v_center and source_id = v_id;
        perform source_move(v_id, v_url);
    end if;
    select jsonb_build_object('name', o.name, 'shown', s.shown) into v_data
        from calendar_source s join org_unit o using (center_id, org_id)
        where s.center_id = v_center and s.source_id = v_id;
    if not v_is_new then
        v_data := v_data || jsonb_build_object('before', jsonb_build_object('name', v_old.org,
            'shown', v_old.shown), 'is_new_address', v_url is not null);
    end if;
    perform audit_add(case when v_is_new then 'source.add' else 'source.change' end, 'source',
        v_id::text, v_data);
    perform pg_notify('source', '');
    return jsonb_build_object('source_id', v_id);
exception when unique_violation then
    perform fail('error.source.twice', 'DU409', 'url');
    return null;
end $$;
grant execute on function duty.source_save(text, text, text) to duty_app;

-- The form of a post. p_post_id empty: a new one. A post at a court serves a court, one on its
-- premises has a place, others have none.
create or replace function duty.demand_post_put(p_post_id text, p_form jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_id constant bigint := arg_int('post_id', p_post_id);
    v_old duty_post;
    v_new duty_post;
begin
    perform write_lock();
    if v_id is not null then
        v_old := demand_post_open(v_id);
    end if;
    v_new := demand_post_read(v_old, p_form);
    if v_id is null then
        insert into duty_post (center_id, kind, org_id, area_id, place_id, name, valid)
            values (v_center, v_new.kind, v_new.org_id, v_new.area_id, v_new.place_id, v_new.name,
                v_new.valid)
            returning post_id into v_new.post_id;
    else
        update duty_post set kind = v_new.kind, org_id = v_new.org_id, area_id = v_new.area_id,
                place_id = v_new.place_id, name = v_new.name, valid = v_new.valid
            where center_id = v_center and post_id = v_id;
        perform demand_refresh_all();
    end if;
    perform audit_add('demand.post', 'duty_post', v_new.post_id::text, jsonb_build_object(
        'before', to_jsonb(v_old), 'after', to_jsonb(v_new)));
    return jsonb_build_object('post_id', v_new.post_id);
end $$;
grant execute on function duty.demand_post_put(text, jsonb) to duty_app;

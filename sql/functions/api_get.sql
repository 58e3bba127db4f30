-- One hearing by the caller's own id, with its entity tag.
create or replace function duty.api_get(p_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := api_find(p_id);
begin
    if v_id is null then
        perform fail('error.api.not_found', 'DU404', p_field => 'id', p_value => p_id);
    end if;
    return (select jsonb_build_object('status', 200, 'etag', etag, 'body', body)
        from api_hearings(array[v_id]));
end $$;
grant execute on function duty.api_get(text) to duty_app;

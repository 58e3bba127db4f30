-- The skills of a provider, as ticked in the form.
create or replace function duty.provider_skills(
    p_id text, p_khmer text, p_sign_language text, p_juvenile text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_id bigint;
    v_before text[];
    v_after constant text[] := array_remove(array[case when p_juvenile <> '' then 'juvenile' end,
        case when p_khmer <> '' then 'khmer' end,
        case when p_sign_language <> '' then 'sign_language' end], null);
begin
    perform write_lock();
    v_id := provider_known(p_id);
    v_before := array(select skill from provider_skill
        where center_id = v_center and provider_id = v_id order by skill);
    delete from provider_skill where center_id = v_center and provider_id = v_id
        and skill <> all (v_after);
    insert into provider_skill select v_center, v_id, s from unnest(v_after) s
        on conflict do nothing;
    if v_before <> v_after then
        perform audit_add('provider.skills', 'provider', v_id::text,
            jsonb_build_object('before', v_before, 'after', v_after));
    end if;
    return jsonb_build_object('provider_id', v_id);
end $$;
grant execute on function duty.provider_skills(text, text, text, text) to duty_app;

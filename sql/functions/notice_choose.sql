-- What a person chooses of how they are told: the channel they prefer, the language, digests, and which
-- kinds that may be switched off they want. p_form: prefers, language, is_daily, is_weekly, and on_KIND
-- for each kind that is wanted.
create or replace function duty.notice_choose(p_form jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_person constant bigint := nullif(current_setting('app.person_id', true), '')::bigint;
    v_prefers constant text := arg_choice('prefers', p_form ->> 'prefers', array['sms', 'mail']);
    v_language constant text := arg_choice('language', p_form ->> 'language', array['vi', 'km', 'en']);
    v_off text[];
begin
    perform write_lock();
    if not p_form ? 'prefers' then -- not this form: a box that is not ticked sends nothing, too
        perform fail('error.field.required', p_field => 'prefers');
    end if;
    v_off := array(select k ->> 'key' from jsonb_array_elements(page_me_notices() -> 'kinds') k
        where p_form ->> ('on_' || (k ->> 'key')) is distinct from '1');
    insert into notice_choice (center_id, person_id, prefers, off, is_daily, is_weekly, changed_at)
        values (v_center, v_person, v_prefers, v_off, coalesce(p_form ->> 'is_daily' = '1', false),
            coalesce(p_form ->> 'is_weekly' = '1', false), duty.now())
        on conflict (center_id, person_id) do update set prefers = excluded.prefers, off = excluded.off,
            is_daily = excluded.is_daily, is_weekly = excluded.is_weekly,
            changed_at = excluded.changed_at;
    update person set language = coalesce(v_language, language)
        where center_id = v_center and person_id = v_person;
    perform audit_add('notice.choose', 'person', v_person::text, jsonb_build_object('prefers', v_prefers,
        'language', v_language, 'off', v_off, 'daily', p_form ->> 'is_daily' = '1',
        'weekly', p_form ->> 'is_weekly' = '1'));
    return '{}';
end $$;
grant execute on function duty.notice_choose(jsonb) to duty_app;

-- "I know of this": the provider who was asked says so on the hearing's page, or a coordinator for
-- somebody spoken to on the telephone (p_provider_id). Said once for the newest version.
create or replace function duty.hearing_confirm(p_hearing_id text, p_provider_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := arg_int('hearing_id', p_hearing_id, true);
    v_who constant bigint := coalesce(arg_int('provider_id', p_provider_id), current_provider());
    v_is_own constant boolean := v_who = current_provider();
    v_asked hearing_confirm;
begin
    perform write_lock();
    if not exists (select from hearing where center_id = current_center() and hearing_id = v_id) then
        perform fail('error.not_found', 'DU404');
    end if;
    select * into v_asked from hearing_confirm
        where center_id = current_center() and hearing_id = v_id and provider_id = v_who
            and ended_at is null and (v_is_own or current_actor() in ('coordinator', 'administrator'));
    if not found then
        perform fail('error.hearing.not_asked', 'DU409');
    end if;
    perform hearing_answer(v_asked, case when v_is_own then 'page' else 'phone' end, current_account());
    return jsonb_build_object('hearing_id', v_id);
end $$;
grant execute on function duty.hearing_confirm(text, text) to duty_app;

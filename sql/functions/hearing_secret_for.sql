-- The hearing whose credentials the daemon is about to seal or open, for whoever may: what they are
-- bound to. Row-level security hides the others' hearings; a provider is shown only the own ones.
create or replace function duty.hearing_secret_for(p_hearing_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := arg_int('hearing_id', p_hearing_id, true);
begin
    if not exists (select from hearing h where h.center_id = current_center() and h.hearing_id = v_id
            and (current_actor() in ('clerk', 'coordinator', 'administrator')
                or exists (select from appearance a where a.center_id = h.center_id
                    and a.hearing_id = h.hearing_id and a.provider_id = current_provider()
                    and a.state <> 'released'))) then
        perform fail('error.not_found', 'DU404');
    end if;
    return to_jsonb(format('hearing/%s/%s', current_center(), v_id));
end $$;
grant execute on function duty.hearing_secret_for(text) to duty_app;

-- Whether a new hearing concerns nobody yet: no provider is named, none follows its case or is decided
-- for it. Then nobody's diary, feed or outbox has a part in it (hearing_add).
create or replace function duty.hearing_is_nobodys(p_court bigint, p_code text) returns boolean
language plpgsql stable security definer set search_path = duty, pg_temp as $$
begin
    return not exists (select from legal_case l
        where l.center_id = current_center() and l.court_id = p_court and l.code = p_code
            and (l.provider_id is not null or exists (select from assignment_decision d
                where d.center_id = l.center_id and d.case_id = l.case_id)));
end $$;
alter function duty.hearing_is_nobodys(bigint, text) owner to duty_guard;
grant execute on function duty.hearing_is_nobodys(bigint, text) to duty_app;

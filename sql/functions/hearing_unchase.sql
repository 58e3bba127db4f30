-- What still waits to chase a question that is answered now is withdrawn: the provider's reminders, and what
-- would tell the coordinators of the silence.
create or replace function duty.hearing_unchase(p_asked duty.hearing_confirm) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_key constant text := format('hearing-confirm:%s:%s', p_asked.hearing_id, p_asked.version);
begin
    update notice n set state = 'superseded', ended_at = duty.now()
        where n.center_id = p_asked.center_id and n.state in ('queued', 'held')
            and n.dedupe_key >= v_key || ':' and n.dedupe_key < v_key || ';'
            and (n.template = 'hearing.confirm' and n.person_id = (select person_id from provider
                    where center_id = p_asked.center_id and provider_id = p_asked.provider_id)
                or n.template = 'hearing.unconfirmed'
                    and split_part(n.dedupe_key, ':', 4) = p_asked.provider_id::text);
end $$;
grant execute on function duty.hearing_unchase(duty.hearing_confirm) to duty_guard;

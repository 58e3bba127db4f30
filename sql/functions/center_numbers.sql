-- A Centre's own numbers, set by the operator: to which replies by text are sent, and where a missed call
-- confirms; null: there is none, and messages do not speak of it. Vietnamese writings come to +84…; a
-- short number stays as it is. DU404: no such Centre. Returns both as messages name them.
create or replace function duty.center_numbers(p_center text, p_reply text, p_call text) returns text
language plpgsql set search_path = duty, pg_temp as $$
declare
    v center;
begin
    update center set reply_number = coalesce(phone_number(p_reply), p_reply),
            call_number = coalesce(phone_number(p_call), p_call)
        where code = p_center returning * into v;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    return format('replies %s, missed calls %s', coalesce(v.reply_number, '-'),
        coalesce(v.call_number, '-'));
end $$;

-- Who sent something, and to which Centre: the Centre whose own number p_to is, else the one that was
-- last to ask a person with this telephone anything. person_id null: nobody's telephone there. Only a
-- verified address speaks for a person.
create or replace function duty.incoming_who(p_phone text, p_to text) returns duty.incoming_sender
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := (select center_id from center
        where coalesce(phone_number(p_to), p_to) in (reply_number, call_number));
    v incoming_sender;
begin
    select k.center_id, k.person_id into v.center_id, v.person_id
        from contact k
        left join provider p on p.center_id = k.center_id and p.person_id = k.person_id
        left join lateral (select max(asked_at) as at from hearing_confirm f
            where f.center_id = p.center_id and f.provider_id = p.provider_id) f on true
        where k.channel = 'sms' and k.address = p_phone and k.verified_at is not null
            and k.center_id = coalesce(v_center, k.center_id)
        order by f.at desc nulls last, k.verified_at desc limit 1;
    v.center_id := coalesce(v.center_id, v_center);
    v.phone := p_phone;
    return v;
end $$;
grant execute on function duty.incoming_who(text, text) to duty_guard;

-- Whether a question is open that whoever has this telephone may answer.
create or replace function duty.incoming_asks(p_who duty.incoming_sender) returns boolean
language sql stable set search_path = duty, pg_temp as $$
    select exists (select from contact k
        join provider p on p.center_id = k.center_id and p.person_id = k.person_id
        join hearing_confirm f on f.center_id = p.center_id and f.provider_id = p.provider_id
        where k.center_id = p_who.center_id and k.channel = 'sms' and k.address = p_who.phone
            and k.verified_at is not null and f.ended_at is null and f.deadline > duty.now())
$$;
grant execute on function duty.incoming_asks(duty.incoming_sender) to duty_guard;

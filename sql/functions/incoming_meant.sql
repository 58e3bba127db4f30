-- The question somebody's reply means: the one with that number, open or lately answered (an answer said
-- twice is no mistake); without a number, the only open one; of a missed call, the newest open one. A
-- telephone that two people share speaks for both. All null: none.
create or replace function duty.incoming_meant(p_who duty.incoming_sender, p_kind text, p_number text)
    returns duty.hearing_confirm
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_open hearing_confirm[];
    v hearing_confirm;
begin
    select array_agg(f order by f.asked_at desc, f.hearing_id desc) into v_open
        from contact k
        join provider p on p.center_id = k.center_id and p.person_id = k.person_id
        join hearing_confirm f on f.center_id = p.center_id and f.provider_id = p.provider_id
        where k.center_id = p_who.center_id and k.channel = 'sms' and k.address = p_who.phone
            and k.verified_at is not null and f.deadline > duty.now()
            and (f.ended_at is null or p_number <> '' and f.means not in ('superseded', 'late')
                and f.ended_at > duty.now() - interval '2 days');
    if p_kind = 'call' or p_number = '' and cardinality(v_open) = 1 then
        return v_open[1];
    end if;
    select f.* into v from unnest(v_open) f where f.reply_number::text = p_number
        order by f.ended_at is not null, f.asked_at desc limit 1;
    return v;
end $$;
grant execute on function duty.incoming_meant(duty.incoming_sender, text, text) to duty_guard;

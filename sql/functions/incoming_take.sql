-- Takes in what a telephone sent to a Centre: a text ("XACNHAN 42", "xác nhận 42") or a missed call,
-- which means the newest open question of that telephone. p_gateway, p_id: whose it is and its number
-- there, by which it counts once. p_from, p_to: as the gateway writes them. Returns {verdict}: confirmed,
-- again (it was already), wrong_code (a number nobody asked under, or none while several questions are
-- open), no_question, unclear (no words of ours), stranger (a telephone of nobody), known (taken in
-- before), nobody (no Centre of ours is meant: not kept).
create or replace function duty.incoming_take(
    p_gateway text, p_kind text, p_from text, p_to text, p_text text, p_id text) returns jsonb
language plpgsql security definer set search_path = duty, pg_temp set lock_timeout = '10s' as $$
declare
    v_phone constant text := coalesce(phone_number(p_from), left(p_from, 40), '');
    v_said constant text := incoming_words(p_text);
    v_id constant text := coalesce(nullif(p_id, ''), encode(sha256(convert_to(concat_ws(' ', p_from,
        p_to, p_text, date_trunc('minute', duty.now())), 'UTF8')), 'hex'));
    v_meant hearing_confirm;
    v_who incoming_sender;
    v_verdict text;
begin
    v_who := incoming_who(v_phone, p_to);
    if v_who.center_id is null then
        return jsonb_build_object('verdict', 'nobody');
    end if;
    perform set_config('app.center_id', v_who.center_id::text, true);
    perform write_lock();
    if exists (select from incoming where gateway = p_gateway and message_id = v_id and kind = p_kind) then
        return jsonb_build_object('verdict', 'known');
    end if;
    v_meant := incoming_meant(v_who, p_kind, v_said);
    v_verdict := case when v_who.person_id is null then 'stranger'
        when p_kind = 'text' and v_said is null then 'unclear'
        when v_meant.hearing_id is null then
            case when v_said ~ '\d' or incoming_asks(v_who) then 'wrong_code' else 'no_question' end
        when v_meant.ended_at is null then 'confirmed' else 'again' end;
    insert into incoming (center_id, gateway, message_id, kind, sender, text, received_at, verdict,
            person_id, hearing_id)
        values (v_who.center_id, p_gateway, v_id, p_kind, v_phone, left(coalesce(p_text, ''), 500),
            duty.now(), v_verdict, v_who.person_id, v_meant.hearing_id);
    if v_verdict = 'confirmed' then
        perform hearing_answer(v_meant, case p_kind when 'text' then 'reply' else 'call' end, null);
    elsif v_verdict in ('unclear', 'wrong_code') then
        perform task_open('reply.unclear', v_who.person_id, null, '{}');
    end if;
    return jsonb_build_object('verdict', v_verdict);
end $$;
alter function duty.incoming_take(text, text, text, text, text, text) owner to duty_guard;
grant execute on function duty.incoming_take(text, text, text, text, text, text) to duty_jobs;

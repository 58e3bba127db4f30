-- Whom publishing p_diff as a roster's next version would tell: told, how many people; texts, what
-- they would be sent by SMS, for the page to count the parts (publish_texts); sms_price, dong a part.
create or replace function duty.publish_told(p_roster_id bigint, p_diff jsonb) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object(
        'told', (select count(*) from roster_news(r.roster_id, r.version + 1, p_diff)),
        'texts', publish_texts(r.roster_id, r.version + 1, p_diff),
        'sms_price', rule_value('notice.sms_price'))
    from roster r where r.center_id = current_center() and r.roster_id = p_roster_id
$$;
grant execute on function duty.publish_told(bigint, jsonb) to duty_app;

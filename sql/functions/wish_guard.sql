-- Trigger: wishes are few, or they would mean nothing (rules wish.max_per_month and
-- wish.max_strong_per_month of that month).
create or replace function duty.wish_guard() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_month constant date := date_trunc('month', new.day);
    v_all integer;
    v_strong integer;
begin
    select count(*), count(*) filter (where wish_level(weight) = 'strongly_not')
        into v_all, v_strong from preference
        where center_id = new.center_id and provider_id = new.provider_id
            and day >= v_month and day < v_month + interval '1 month';
    if v_strong > rule_value('wish.max_strong_per_month', v_month) then
        perform fail('error.wish.strong', p_value => to_char(new.day, 'DD/MM/YYYY'),
            p_args => jsonb_build_object('max', rule_value('wish.max_strong_per_month', v_month)));
    elsif v_all > rule_value('wish.max_per_month', v_month) then
        perform fail('error.wish.limit', p_value => to_char(new.day, 'DD/MM/YYYY'),
            p_args => jsonb_build_object('max', rule_value('wish.max_per_month', v_month)));
    end if;
    return null;
end $$;
create or replace trigger few after insert or update on duty.preference
    for each row execute function duty.wish_guard();
grant execute on function duty.wish_guard() to duty_app;

-- Until when a court may put a hearing off, from the day it decides so. The rule is the one of the
-- docket number's last letters, with or without the instance behind them (.../TLST-HS, .../HSST,
-- .../HS-ST: adjourn.hs), or the one that is named (adjourn.simplified); null when no rule speaks of
-- such cases. A limit that ends on a day off ends on the next working day (Civil Code 2015
-- art. 148(5)); only the days of a criminal case end with their last day, whatever it is (Criminal
-- Procedure Code 2015 art. 134: of days it says nothing else).
create or replace function duty.hearing_latest(p_code text, p_law text, p_decided date) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_law constant text := coalesce(p_law,
        'adjourn.' || translate(lower(substring(regexp_replace(p_code, '-?[SP]T\s*$', '', 'i')
            from '([^-/\s]+)\s*$')), 'đ', 'd'));
    v_rule rule;
    v_last date;
begin
    select * into v_rule from rule where key = v_law and valid @> p_decided;
    if not found then
        return null;
    end if;
    v_last := case v_rule.unit when 'months' then p_decided + make_interval(months => v_rule.value)
        else p_decided + v_rule.value end;
    while v_law <> 'adjourn.hs' and is_day_off(day_type(v_last)) loop
        v_last := v_last + 1;
    end loop;
    return jsonb_build_object('law', v_law, 'latest_on', v_last, 'value', v_rule.value,
        'unit', v_rule.unit, 'legal_basis', v_rule.legal_basis);
end $$;
grant execute on function duty.hearing_latest(text, text, date) to duty_app;

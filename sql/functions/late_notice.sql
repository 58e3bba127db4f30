-- Whether news of a hearing or procedural act that comes now comes later than the rule of today asks:
-- null, or {rule, needed, found, unit, legal_basis}. What the rule is follows from words in the kind or
-- subject (act_word): a court's hearing 10 days (TTLT 10/2018 art. 9(3)), simplified procedure 7, an
-- interrogation 24 hours, in another province 48 (TT 46/2019/TT-BCA art. 11). Days end at midnight
-- (Criminal Procedure Code art. 134). A flag, never a refusal: a simplified trial may open sooner
-- (art. 462). What has begun already is put on record, not announced.
create or replace function duty.late_notice(
    p_starts timestamp, p_kind text, p_subject text default null) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_words constant text := lower(normalize(concat_ws(' ', p_kind, p_subject), NFC));
    v_rule rule;
    v_now timestamp;
    v_found integer;
begin
    select duty.now() at time zone zone into v_now from center where center_id = current_center();
    select r.* into v_rule
        from rule r
        where r.valid @> v_now::date and r.key = coalesce((
            select w.rule from act_word w where position(w.word in v_words) > 0
            order by length(w.word) desc, w.word limit 1), 'late.court');
    v_found := case v_rule.unit when 'hours' then floor(extract(epoch from p_starts - v_now) / 3600)
        else p_starts::date - v_now::date end;
    if p_starts <= v_now or v_found >= v_rule.value or v_rule.value is null then
        return null;
    end if;
    return jsonb_build_object('rule', v_rule.key, 'needed', v_rule.value, 'found', v_found,
        'unit', v_rule.unit, 'legal_basis', v_rule.legal_basis);
end $$;
grant execute on function duty.late_notice(timestamp, text, text) to duty_app, duty_guard;

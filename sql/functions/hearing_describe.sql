-- Everything about a hearing that a change of it is judged by. seat: where the provider must sit, when
-- that is not the court room. Asked twice in every change, so it takes the row that is at hand and
-- looks up only what this hearing has.
create or replace function duty.hearing_describe(p_hearing duty.hearing) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_state jsonb;
begin
    select hearing_json(p_hearing, l.code, l.subject, org_called(o, p_hearing.starts::date))
        into v_state
        from legal_case l
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        where l.center_id = p_hearing.center_id and l.case_id = p_hearing.case_id;
    v_state := v_state || jsonb_build_object('providers', array(select provider_id from appearance
        where center_id = p_hearing.center_id and hearing_id = p_hearing.hearing_id
            and state <> 'released' order by provider_id));
    if p_hearing.mode <> 'in_person' then
        v_state := v_state || (
            select jsonb_build_object('points', coalesce(jsonb_agg(jsonb_build_object(
                    'kind', kind, 'place', place, 'provider_sits', provider_sits) order by n), '[]'),
                'seat', max(place) filter (where provider_sits and kind = 'component'))
            from hearing_point
            where center_id = p_hearing.center_id and hearing_id = p_hearing.hearing_id);
    end if;
    if p_hearing.state not in ('scheduled', 'held') then
        v_state := v_state || jsonb_build_object('reason', p_hearing.reason,
            'decided_on', p_hearing.decided_on, 'latest_on', p_hearing.latest_on,
            'law', p_hearing.law);
    end if;
    return v_state || jsonb_strip_nulls(jsonb_build_object('follows_id', p_hearing.follows_id));
end $$;
grant execute on function duty.hearing_describe(duty.hearing) to duty_app;

-- What keeps a provider from being at a hearing in this time: another hearing or a duty at the same
-- time or too far away to be in time (found minutes, needed minutes), or an absence, whose reason is
-- not told. p_court: where the hearing will be, when it is not saved yet or is moved there; 0: nowhere,
-- as online; null: as it is saved. Times are wall times. A clerk learns of another court's hearing only
-- where it is. Its case is looked up row by row: joined, with statistics that know of no hearing yet,
-- each was sought among all of them. Planned once: under row policies planning costs more than running.
create or replace function duty.hearing_clash(
    p_provider bigint, p_during tstzrange, p_hearing_id bigint, p_court bigint default null)
    returns jsonb
language plpgsql stable set search_path = duty, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
    v_place bigint;
begin
    if p_court is null then
        v_place := hearing_place(p_hearing_id);
    else
        select place_id into v_place from org_unit
            where center_id = current_center() and org_id = p_court;
    end if;
    return (
        select coalesce(jsonb_agg(jsonb_build_object('kind', b.kind,
                'what', case b.kind when 'hearing' then (
                        select l.code from legal_case l where l.center_id = c.center_id
                            and l.case_id = (select h.case_id from hearing h
                                where h.center_id = c.center_id and h.hearing_id = b.ref_id))
                    else b.name end, 'place', b.name,
                'starts', wall(lower(b.during) at time zone c.zone),
                'ends', wall(upper(b.during) at time zone c.zone))
            || case when b.gap is not null
                then jsonb_build_object('found', b.gap, 'needed', b.way) else '{}' end
            order by b.during), '[]')
        from provider_busy(p_provider, p_during, v_place, p_hearing_id) b
        join center c on c.center_id = current_center()
        where b.gap is null or b.gap < b.way);
end $$;
grant execute on function duty.hearing_clash(bigint, tstzrange, bigint, bigint) to duty_app;

-- How late a hearing was announced: {rule, needed, found, unit, legal_basis, at}; null: in time.
create or replace function duty.hearing_late(p_hearing_id bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select jsonb_build_object('rule', n.rule, 'needed', n.needed, 'found', n.found,
            'unit', n.unit, 'legal_basis', n.legal_basis, 'at', wall(n.noticed_at at time zone c.zone))
        from late_hearing n join center c on c.center_id = n.center_id
        where n.center_id = current_center() and n.hearing_id = p_hearing_id);
end $$;
grant execute on function duty.hearing_late(bigint) to duty_app;

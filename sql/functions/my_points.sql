-- A provider's points by kind beside the average of a full load, in proportion to the own share.
create or replace function duty.my_points(p_provider bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('kind', k,
            'points', coalesce(m.points, 0),
            'average', round(coalesce(e.points, 0) * me.share / people.share)) order by i), '[]')
        from unnest(array['day', 'night', 'weekend', 'holiday', 'tet']) with ordinality x(k, i)
        join provider me on me.center_id = current_center() and me.provider_id = p_provider
        cross join (select sum(share) as share from provider
            where center_id = current_center() and class <> 'collaborator') people
        left join (select l.point_kind, sum(l.points) as points
            from ledger_entry l
            join provider p on p.center_id = l.center_id and p.provider_id = l.provider_id
            where l.center_id = current_center() and p.class <> 'collaborator'
            group by l.point_kind) e on e.point_kind = k
        left join (select point_kind, sum(points) as points from ledger_entry
            where center_id = current_center() and provider_id = p_provider
            group by point_kind) m on m.point_kind = k);
end $$;
grant execute on function duty.my_points(bigint) to duty_app;

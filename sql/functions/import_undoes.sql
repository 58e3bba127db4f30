-- The hearings a batch made or changed, the last first, as they were before (null: not there at all),
-- and whether anything was changed in one since. What was undone since is as if it had not been.
create or replace function duty.import_undoes(p_batch_id bigint)
    returns table (hearing_id bigint, before jsonb, is_changed_since boolean)
language sql stable set search_path = duty, pg_temp as $$
    select g.hearing_id, (array_agg(g.before order by g.version)) [1],
        exists (select from hearing_change l
            left join import_batch b on b.center_id = l.center_id and b.batch_id = l.batch_id
            where l.center_id = current_center() and l.hearing_id = g.hearing_id
                and l.version > max(g.version) and b.state is distinct from 'undone')
    from hearing_change g
    where g.center_id = current_center() and g.batch_id = p_batch_id
    group by g.hearing_id
    order by g.hearing_id desc
$$;
grant execute on function duty.import_undoes(bigint) to duty_app;

-- Asks those who are told of a new hearing or of a break, or would be if anything reached them
-- (p_told), to say that they know: what was asked before is superseded. Whoever had not answered yet
-- is asked again also when nothing needs telling (moved and moved back), unless they confirmed just
-- this. When to remind and when the coordinators hear: rules hearing.remind_minutes and
-- hearing.climb_minutes; of a hearing that is near, after a third and two thirds of the time left.
-- p_new, p_before: snapshots.
create or replace function duty.hearing_ask(
    p_hearing_id bigint, p_told bigint[], p_new jsonb, p_before jsonb) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_now constant timestamptz := duty.now();
    v_open bigint[];
    v_deadline timestamptz;
begin
    with gone as (
        update hearing_confirm set ended_at = v_now, means = 'superseded'
            where center_id = v_center and hearing_id = p_hearing_id and ended_at is null
            returning provider_id)
    select coalesce(array_agg(provider_id), '{}') into v_open from gone;
    if p_told || v_open = '{}' then
        return;
    end if;
    select greatest(((p_new ->> 'date') || ' ' || (p_new ->> 'time'))::timestamp,
            ((p_before ->> 'date') || ' ' || (p_before ->> 'time'))::timestamp) at time zone zone
        into v_deadline from center where center_id = v_center;
    if v_deadline <= v_now then
        return;
    end if;
    insert into hearing_confirm (center_id, hearing_id, provider_id, version, asked_at, remind_at,
            climb_at, deadline)
        select v_center, p_hearing_id, p.provider_id, h.version, v_now, t.remind_at,
            greatest(t.remind_at, v_now + (v_deadline - v_now) * 2 / 3,
                v_deadline - make_interval(mins => rule_value('hearing.climb_minutes'))), v_deadline
        from hearing h
        cross join (select distinct unnest(p_told || v_open)) p(provider_id)
        cross join lateral (select v_now + least((v_deadline - v_now) / 3,
            make_interval(mins => rule_value('hearing.remind_minutes'))) as remind_at) t
        where h.center_id = v_center and h.hearing_id = p_hearing_id
            and (p.provider_id = any (p_told) or exists (select from appearance a
                where a.center_id = v_center and a.hearing_id = p_hearing_id
                    and a.provider_id = p.provider_id and a.state <> 'released')
                and not exists (select from hearing_confirm f
                    join hearing_change g on g.center_id = f.center_id
                        and g.hearing_id = f.hearing_id and g.version = f.version
                    where f.center_id = v_center and f.hearing_id = p_hearing_id
                        and f.provider_id = p.provider_id and f.means in ('page', 'phone')
                        and hearing_snapshot(g.after) = p_new));
end $$;
grant execute on function duty.hearing_ask(bigint, bigint[], jsonb, jsonb) to duty_app;

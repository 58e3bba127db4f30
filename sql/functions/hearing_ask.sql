-- Asks those who are told of a new hearing or of a break, or would be if anything reached them
-- (p_told), to say that they know: what was asked before is superseded. Whoever had not answered yet
-- is asked again also when nothing needs telling (moved and moved back), unless they confirmed just
-- this. When to remind and when the coordinators hear, and whether anything is asked at all: the
-- policy of such notices (hearing_question_add).
-- p_hearing: as it is now. p_new, p_before: snapshots.
create or replace function duty.hearing_ask(
    p_hearing duty.hearing, p_told bigint[], p_new jsonb, p_before jsonb) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    -- The hour it is set for now; of one that is off, the later of the two somebody may have in mind.
    v_deadline constant timestamptz := case when p_new ->> 'state' = 'scheduled'
        then lower(p_hearing.during) else greatest(
            ((p_new ->> 'date') || ' ' || (p_new ->> 'time'))::timestamp,
            ((p_before ->> 'date') || ' ' || (p_before ->> 'time'))::timestamp)
            at time zone p_hearing.zone end;
    v_open bigint[]; -- asked before, without an answer, and not told anything now
begin
    with gone as (
        update hearing_confirm set ended_at = v_now, means = 'superseded'
            where center_id = current_center() and hearing_id = p_hearing.hearing_id
                and ended_at is null
            returning provider_id)
    select coalesce(array_agg(provider_id) filter (where provider_id <> all (p_told)), '{}')
        into v_open from gone;
    if v_deadline <= v_now then
        return;
    end if;
    if v_open <> '{}' then
        v_open := array(select a.provider_id from appearance a
            where a.center_id = current_center() and a.hearing_id = p_hearing.hearing_id
                and a.provider_id = any (v_open) and a.state <> 'released'
                and not exists (select from hearing_confirm f
                    join hearing_change g on g.center_id = f.center_id
                        and g.hearing_id = f.hearing_id and g.version = f.version
                    where f.center_id = a.center_id and f.hearing_id = a.hearing_id
                        and f.provider_id = a.provider_id and f.means not in ('superseded', 'late')
                        and hearing_snapshot(g.after) = p_new));
    end if;
    perform hearing_question_add(p_hearing, p, case when p_before is null then 'new' else 'break' end,
            v_deadline)
        from (select distinct p from unnest(p_told || v_open) p) x;
end $$;
grant execute on function duty.hearing_ask(duty.hearing, bigint[], jsonb, jsonb) to duty_guard;

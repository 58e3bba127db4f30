-- The people a change of a hearing may concern, once per channel they are reached on, or once without
-- one, and what each was told of it last: told null when nothing reached them; without a channel, as
-- it was before. p_before, p_was: the hearing and who appeared before the change.
create or replace function duty.hearing_heard(p_hearing_id bigint, p_before jsonb, p_was bigint[])
    returns table (provider_id bigint, person_id bigint, channel text, appears boolean, told jsonb)
language plpgsql stable set search_path = duty, pg_temp as $$
#variable_conflict use_column
declare
    v_center constant bigint := current_center();
    v_key constant text := 'hearing:' || p_hearing_id || ':';
    v_end constant text := 'hearing:' || p_hearing_id || ';';
begin
    return query
        select p.provider_id, p.person_id, k.channel::text,
            exists (select from appearance a where a.center_id = v_center
                and a.hearing_id = p_hearing_id and a.provider_id = p.provider_id
                and a.state <> 'released'),
            case when said.n = 0 then case when p.provider_id = any (p_was) then p_before end
                when said.last is null then said.base
                when said.last ->> 'template' <> 'hearing.released' then said.last -> 'new'
            end
        from provider p
        left join lateral (
            select distinct channel from contact
            where center_id = p.center_id and person_id = p.person_id
                and verified_at is not null) k on true
        cross join lateral (
            select count(*) as n, (array_agg(n.params -> 'old' order by n.notice_id)) [1] as base,
                (array_agg(jsonb_build_object('template', n.template, 'new', n.params -> 'new')
                    order by n.notice_id desc) filter (where n.state <> 'failed' and exists (
                        select from notice_attempt t where t.center_id = v_center
                            and t.notice_id = n.notice_id
                            and coalesce(t.outcome, 'ok') in ('ok', 'unknown')))) [1] as last
            from notice n where n.center_id = v_center and n.person_id = p.person_id
                and n.channel = k.channel and n.dedupe_key >= v_key and n.dedupe_key < v_end) said
        where p.center_id = v_center and p.provider_id = any (p_was || array(
            select a.provider_id from appearance a
            where a.center_id = v_center and a.hearing_id = p_hearing_id))
        order by p.person_id, k.channel;
end $$;
grant execute on function duty.hearing_heard(bigint, jsonb, bigint[]) to duty_guard;

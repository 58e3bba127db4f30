-- The page a mail's link opens, without a log-in and without changing anything: programs that look at
-- mails follow links, too. is_open: it may be answered; otherwise is_over, is_cancelled or is_old (the
-- hours have changed since: a newer mail asks anew). invite.link_days (rule) after its end it says no
-- more than what it was: no name, number, place or hour.
create or replace function duty.invite_open(p_center bigint, p_invite_id bigint, p_sequence bigint)
    returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v constant invite := invite_by_link(p_center, p_invite_id);
    v_is_old constant boolean := p_sequence <> v.sequence;
    v_is_over constant boolean := v.ends_at <= duty.now();
    v_is_shut constant boolean := v.ends_at
        <= duty.now() - make_interval(days => rule_value('invite.link_days'));
begin
    return jsonb_build_object('page', (
        select jsonb_build_object('kind', v.event -> 'kind', 'center_name', c.name, 'hotline', c.hotline,
                'is_over', v_is_over)
            || case when v_is_shut then '{}' else invite_words(v.event) || jsonb_build_object(
                'is_shown', true, 'name', t.full_name,
                'is_cancelled', v.is_cancelled and not v_is_over,
                'is_old', v_is_old and not v.is_cancelled and not v_is_over,
                'is_open', not (v_is_old or v.is_cancelled or v_is_over),
                'standing', invite_standing(v, c.zone)) end
        from center c
        join provider p on p.center_id = c.center_id and p.provider_id = v.provider_id
        join person t on t.center_id = p.center_id and t.person_id = p.person_id
        where c.center_id = v.center_id));
end $$;
grant execute on function duty.invite_open(bigint, bigint, bigint) to duty_jobs;

-- What the chain says of an attempt: where, when, by whom, which text, and what the gateway answered.
create or replace function duty.proof_attempt(p_attempt duty.notice_attempt, p_notice duty.notice)
    returns jsonb
language sql immutable as $$
    select jsonb_build_object('n', p_attempt.n, 'person_id', p_notice.person_id,
        'org_id', p_notice.org_id, 'template', p_notice.template, 'channel', p_notice.channel,
        'address', duty.proof_word(p_notice.address), 'text', duty.proof_word(p_attempt.text),
        'gateway', p_attempt.gateway, 'gateway_id', p_attempt.gateway_id,
        'started_at', duty.proof_at(p_attempt.started_at), 'happened_at', duty.proof_at(p_attempt.ended_at),
        'outcome', p_attempt.outcome, 'code', p_attempt.code, 'detail', duty.proof_word(p_attempt.detail))
$$;
grant execute on function duty.proof_attempt(duty.notice_attempt, duty.notice)
    to duty_app, duty_jobs, duty_guard, duty_ops;

-- Words as the chain has them: their hash, null for none.
create or replace function duty.proof_word(p_text text) returns text
language sql immutable as $$
    select encode(sha256(convert_to(nullif(p_text, ''), 'UTF8')), 'hex')
$$;
grant execute on function duty.proof_word(text) to duty_app, duty_jobs, duty_guard, duty_ops;

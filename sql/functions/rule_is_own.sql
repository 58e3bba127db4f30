-- Whether a hard rule is the Centre's own (Quy chế trực), which a coordinator may overrule in
-- writing. Law, papers, absence and being in two places at once are not.
create or replace function duty.rule_is_own(p_rule text) returns boolean
language sql immutable as $$
    select p_rule in ('rest', 'release', 'day', 'week', 'month')
$$;
grant execute on function duty.rule_is_own(text) to duty_app;

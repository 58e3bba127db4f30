-- What the record tells of, as a reader picks it: the first word of an action.
create or replace function duty.history_kinds() returns text[]
language sql immutable as $$
    select array['roster', 'draft', 'swap', 'demand', 'calendar', 'absence', 'wish', 'busy', 'provider',
        'credential', 'contact', 'hearing', 'import', 'source', 'list', 'ledger', 'call', 'org', 'feed',
        'account', 'session', 'key', 'code']
$$;
grant execute on function duty.history_kinds() to duty_app;

-- The document a class works on: Law on Legal Aid 2017 art. 17-19 (card of an officer), art. 14-15
-- (contract of a lawyer), art. 24 (card of a collaborator).
create or replace function duty.credential_kind(p_class text) returns text
language sql immutable as $$
    select case p_class when 'officer' then 'officer_card' when 'contract_lawyer' then 'contract'
        when 'collaborator' then 'collaborator_card' end
$$;
grant execute on function duty.credential_kind(text) to duty_app, duty_jobs, duty_guard;

-- Whether the person signed in gets invitations by mail, and where: {is_on, address}; null when they
-- are no provider.
create or replace function duty.me_invitations() returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('is_on', n.takes_invitations, 'address', invite_address(n.person_id))
    from provider p
    join person n on n.center_id = p.center_id and n.person_id = p.person_id
    where p.center_id = current_center() and p.provider_id = current_provider()
$$;
grant execute on function duty.me_invitations() to duty_app;

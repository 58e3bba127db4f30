-- Where invitations for a person go: the mail address verified last, null when there is none.
create or replace function duty.invite_address(p_person bigint) returns text
language sql stable set search_path = duty, pg_temp as $$
    select address from contact
    where center_id = current_center() and person_id = p_person and channel = 'mail'
        and verified_at is not null
    order by verified_at desc, contact_id desc limit 1
$$;
grant execute on function duty.invite_address(bigint) to duty_app, duty_guard;

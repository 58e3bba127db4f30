-- The invitation a mail's link names, and from here on its Centre. The daemon has checked that the
-- link is one it made. DU404 error.invite.link: there is none of it.
create or replace function duty.invite_by_link(p_center bigint, p_invite_id bigint) returns duty.invite
language plpgsql set search_path = duty, pg_temp as $$
declare
    v invite;
begin
    perform set_config('app.center_id', p_center::text, true);
    select * into v from invite where center_id = current_center()
        and invite_id = p_invite_id;
    if not found then
        perform fail('error.invite.link', 'DU404');
    end if;
    return v;
end $$;
grant execute on function duty.invite_by_link(bigint, bigint) to duty_jobs, duty_guard;

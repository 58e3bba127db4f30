-- The page a message's link opens, without a log-in (link_find). Nothing is answered by it: that the link
-- was looked at is recorded, once, with the program that looked (p_client); such programs may look on
-- their own. The page names nobody, for the message may have come to the wrong telephone.
create or replace function duty.link_open(p_code text, p_client text) returns jsonb
language plpgsql security definer set search_path = duty, pg_temp set lock_timeout = '10s' as $$
declare
    v link := link_find(p_code);
begin
    if v.opened_at is null then
        update link set opened_at = duty.now(), client = client_text(p_client)
            where center_id = v.center_id and link_hash = v.link_hash and opened_at is null;
        if found then
            perform proof_add(v.center_id, v.notice_id, 'opened', jsonb_build_object(
                'purpose', v.purpose, 'happened_at', proof_at(duty.now()),
                'client', client_text(p_client)));
        end if;
    end if;
    return jsonb_build_object('page', link_page(v));
end $$;
alter function duty.link_open(text, text) owner to duty_guard;
grant execute on function duty.link_open(text, text) to duty_jobs;

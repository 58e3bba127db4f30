-- Opens a list by the link of a mail (list_by_link), without a log-in, and records that it was
-- opened, once: by whom is not known, programs that look at mails open links, too. What counts as
-- received is said by a button (list_confirm). client: the program that asked, kept with it.
create or replace function duty.list_open(p_link_hash text, p_client text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_list constant list := list_by_link(p_link_hash);
begin
    if not exists (select from list_receipt where center_id = v_list.center_id
            and list_id = v_list.list_id and means = 'opened') then
        perform list_prove(v_list.list_id, 'opened', duty.now(), null, client_text(p_client));
    end if;
    return jsonb_build_object('page', list_page(v_list) || jsonb_build_object('is_received', exists (
        select from list_receipt where center_id = v_list.center_id
            and list_id in (v_list.list_id, v_list.same_as) and means <> 'opened')));
end $$;
grant execute on function duty.list_open(text, text) to duty_jobs;

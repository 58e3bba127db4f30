-- "We have received the list", said on the page that a mail's link opens (list_by_link): the receipt.
-- Saying it again changes nothing. client: the program that asked, kept as part of the proof.
create or replace function duty.list_confirm(p_link_hash text, p_client text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_list constant list := list_by_link(p_link_hash);
begin
    perform list_prove(v_list.list_id, 'link', duty.now(), null, client_text(p_client));
    return jsonb_build_object('list_id', v_list.list_id);
end $$;
grant execute on function duty.list_confirm(text, text) to duty_jobs;

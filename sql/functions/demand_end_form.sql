-- The form that ends a rule, or with p_rule_id empty a post: by default with the month.
create or replace function duty.demand_end_form(p_rule_id text, p_post_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_page jsonb;
begin
    select jsonb_build_object('rule_id', r.rule_id, 'post_id', p.post_id, 'post', p.name,
            'rule', case when r.rule_id is not null then demand_words(r) end,
            'form', jsonb_build_object('last',
                (date_trunc('month', today(c.zone)) + interval '1 month - 1 day')::date))
        into v_page
        from duty_post p
        join center c on c.center_id = p.center_id
        left join demand_rule r on r.center_id = p.center_id and r.post_id = p.post_id
            and r.rule_id = arg_int('rule_id', p_rule_id)
        where p.center_id = current_center() and case when p_rule_id <> ''
            then r.rule_id is not null else p.post_id = arg_int('post_id', p_post_id) end;
    if v_page is null then
        perform fail('error.not_found', 'DU404');
    end if;
    return v_page;
end $$;
grant execute on function duty.demand_end_form(text, text) to duty_app;

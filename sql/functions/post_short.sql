-- A post in three letters or fewer: kind and number.
create or replace function duty.post_short(p_kind text, p_n bigint) returns text
language sql immutable as $$
    select case p_kind when 'custody_phone' then 'Đ' when 'court_onsite' then 'T'
        when 'court_phone' then 'P' else 'N' end || p_n
$$;
grant execute on function duty.post_short(text, bigint) to duty_app;

-- The providers of this Centre with their names and the telephone they are reached on. Who has left
-- still has a name: is_here says who may be chosen today. Inlined into the queries that use it.
create or replace function duty.staff() returns table (
    provider_id bigint, person_id bigint, name text, class text, share integer, phone text,
    is_here boolean)
language sql stable as $$
    select p.provider_id, p.person_id, n.full_name::text, p.class, p.share, (
        select k.address from duty.contact k
        where k.center_id = p.center_id and k.person_id = p.person_id and k.channel = 'sms'
            and k.verified_at is not null
        order by k.verified_at desc, k.contact_id desc limit 1),
        p.last_day is null or p.last_day >= (select duty.today(c.zone) from duty.center c
            where c.center_id = p.center_id)
    from duty.provider p
    join duty.person n on n.center_id = p.center_id and n.person_id = p.person_id
    where p.center_id = (select duty.current_center())
$$;
grant execute on function duty.staff() to duty_app, duty_guard;

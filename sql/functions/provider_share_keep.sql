-- Trigger: a share that is changed without saying from when counts from today; a newcomer's counts
-- from ever.
create or replace function duty.provider_share_keep() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        insert into provider_share
            values (new.center_id, new.provider_id, new.share, daterange(null, null));
    elsif new.share <> (select share from provider_share
            where center_id = new.center_id and provider_id = new.provider_id
                and upper_inf(valid)) then
        perform share_split(new.center_id, new.provider_id, new.share, (
            select today(zone) from center where center_id = new.center_id));
    end if;
    return null;
end $$;
create or replace trigger share after insert or update of share on duty.provider
    for each row execute function duty.provider_share_keep();
grant execute on function duty.provider_share_keep() to duty_app;

-- The hearings of a day that concern whoever asks.
create or replace function duty.today_hearings(p_day date) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce(jsonb_agg(to_jsonb(f) - '{starts,providers,words}'::text[]
            order by starts, court collate "vi-x-icu", code), '[]')
        from hearing_rows(p_day, p_day + 1, null) f
        where current_actor() <> 'provider' or current_provider() = any (providers));
end $$;
grant execute on function duty.today_hearings(date) to duty_app;

-- A rule's code as whoever is signed in may see it: that somebody has a conflict of interest is for
-- coordinator and administrator; to everybody else they are not eligible, no more.
create or replace function duty.shown_code(p_code text) returns text
language sql stable as $$
    select case when p_code = 'conflict'
            and coalesce(current_setting('app.role', true), '') not in ('coordinator', 'administrator')
        then 'not_eligible' else p_code end
$$;
grant execute on function duty.shown_code(text) to duty_app;

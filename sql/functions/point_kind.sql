-- Which account a duty's points go to: that of the rarest kind of day it begins on.
create or replace function duty.point_kind(p_type text, p_is_tet boolean, p_is_night boolean)
    returns text
language sql immutable as $$
    select case when p_is_tet then 'tet'
        when p_type in ('holiday', 'substitute_holiday', 'swapped_day_off') then 'holiday'
        when p_type = 'weekend' then 'weekend'
        when p_is_night then 'night'
        else 'day' end
$$;
grant execute on function duty.point_kind(text, boolean, boolean) to duty_app;

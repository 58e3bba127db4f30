-- Which of these changes a better door would not have: it said otherwise after version p_heard of the
-- hearing. A field left empty says nothing; an end is mostly a usual length and so nobody's word.
create or replace function duty.import_against(
    p_hearing_id bigint, p_was jsonb, p_changes text[], p_door text, p_heard integer) returns text[]
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return array(
        select k from unnest(p_changes) k
        cross join lateral (
            select g.door from hearing_change g
            where g.center_id = current_center() and g.hearing_id = p_hearing_id
                and g.version > p_heard and (g.before is null
                    or g.before -> import_named(k) is distinct from g.after -> import_named(k))
            order by g.version desc limit 1) said
        join intake_door theirs on theirs.door = said.door
        join intake_door ours on ours.door = p_door
        where theirs.rank > ours.rank and k <> 'end_time' and coalesce(p_was ->> k, '') <> '');
end $$;
grant execute on function duty.import_against(bigint, jsonb, text[], text, integer) to duty_app;

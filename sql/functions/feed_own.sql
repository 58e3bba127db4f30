-- What a provider's own calendar shows: duties as published, a withdrawn one is gone; hearings, one
-- called off after p_shown still as cancelled; absences.
create or replace function duty.feed_own(
    p_feed duty.feed, p_window tstzrange, p_shown timestamptz, p_zone text)
    returns table (starts timestamp, uid text, body json)
language plpgsql stable set search_path = duty, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
    v_center constant bigint := p_feed.center_id;
    v_provider constant bigint := p_feed.provider_id;
    v_duties bigint[];
    v_hearings bigint[];
begin
    v_duties := array(
        select a.assignment_id from assignment a
        cross join lateral (
            select during from shift x
            where x.center_id = v_center and x.shift_id = a.shift_id limit 1) s
        where a.center_id = v_center and a.provider_id = v_provider and a.state = 'published'
            and s.during && p_window);
    v_hearings := array(
        select a.hearing_id from appearance a
        cross join lateral (
            select during, state, changed_at from hearing x
            where x.center_id = v_center and x.hearing_id = a.hearing_id limit 1) h
        where a.center_id = v_center and a.provider_id = v_provider and a.state <> 'released'
            and h.during && p_window
            and (h.state in ('scheduled', 'held') or h.changed_at > p_shown));
    return query select * from feed_duties(v_center, v_duties);
    return query select * from feed_hearings(v_center, v_provider, v_hearings);
    return query select * from feed_absences(v_center, v_provider, p_window, p_zone);
end $$;
grant execute on function duty.feed_own(duty.feed, tstzrange, timestamptz, text) to duty_jobs;

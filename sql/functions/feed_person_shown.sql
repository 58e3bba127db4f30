-- Trigger: the name or language of a person is another, or (contact, by way of shown_at) the number.
-- That shows in the own calendar, in those of colleagues on duty at the same hours, and wherever it is
-- shown who is on duty.
create or replace function duty.feed_person_shown() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := (select provider_id from provider
        where center_id = new.center_id and person_id = new.person_id);
    v_since constant timestamp := duty.now() - interval '2 months';
    v_posts bigint[];
    v_shown bigint[];
begin
    if new.full_name <> old.full_name then
        new.shown_at := duty.now();
    end if;
    select array_agg(distinct s.post_id), array_agg(distinct b.provider_id) into v_posts, v_shown
        from assignment a
        join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
        join shift o on o.center_id = s.center_id and o.post_id = s.post_id
            and o.starts = s.starts and o.ends = s.ends
        join assignment b on b.center_id = o.center_id and b.shift_id = o.shift_id
            and b.state = 'published'
        where a.center_id = new.center_id and a.provider_id = v_id and a.state = 'published'
            and s.starts > v_since;
    perform feed_touch(v_shown || v_id);
    -- Every body: whoever stands the Centre's line is known to all of them.
    perform feed_touch_rows(feed_serves(v_posts, true)) where v_posts is not null;
    return new;
end $$;
create or replace trigger shown before update on duty.person for each row
    when ((old.full_name, old.language, old.shown_at) is distinct from
        (new.full_name, new.language, new.shown_at)) execute function duty.feed_person_shown();
grant execute on function duty.feed_person_shown() to duty_app;

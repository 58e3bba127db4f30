-- Trigger: a provider has become a collaborator, whom bodies are not shown, or is none any more.
create or replace function duty.feed_class_shown() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_since constant timestamp := duty.now() - interval '2 months';
begin
    perform feed_shifts(array(
        select s.shift_id from assignment a
        join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
        where a.center_id = new.center_id and a.provider_id = new.provider_id
            and a.state = 'published' and s.starts > v_since));
    return null;
end $$;
create or replace trigger shown after update of class on duty.provider for each row
    when ((old.class = 'collaborator') <> (new.class = 'collaborator'))
    execute function duty.feed_class_shown();
grant execute on function duty.feed_class_shown() to duty_app;

-- Everything coming that somebody was invited to by mail, with what they answered, by which way and
-- when: those who cannot first, then who said nothing.
create or replace function duty.page_answers() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return jsonb_build_object('answers', (
        select coalesce(jsonb_agg(invite_words(i.event) || jsonb_build_object('provider', t.name,
                'phone', t.phone, 'path', invite_path(i), 'standing', s.said)
                order by s.said ->> 'answer' is distinct from 'declined', s.said is not null,
                    i.event ->> 'starts', i.invite_id), '[]')
        from invite i
        join center c on c.center_id = i.center_id
        join staff() t on t.provider_id = i.provider_id
        cross join lateral (select invite_standing(i, c.zone) as said) s
        where i.center_id = current_center() and i.ends_at > duty.now() and not i.is_cancelled));
end $$;
grant execute on function duty.page_answers() to duty_app;

-- What a row's sentence may name: the texts and numbers of its data, people, cases and posts by name,
-- months and days as they are written. p_names: the providers' names by number.
create or replace function duty.history_facts(
    p_entity text, p_id text, p_data jsonb, p_names jsonb) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(p_data) e
            where jsonb_typeof(e.value) in ('string', 'number')), '{}')
        || jsonb_strip_nulls(jsonb_build_object(
            'provider', p_names -> coalesce(p_data ->> 'provider', p_data ->> 'provider_id',
                case p_entity when 'provider' then p_id end),
            'taker', p_names -> (p_data ->> 'taker'),
            'code', p_data #>> '{after,code}',
            'post', coalesce(p_data #>> '{after,name}', p_data #>> '{before,name}',
                (select name from duty_post where center_id = current_center() and post_id::text
                    = coalesce(p_data #>> '{after,post_id}', p_data #>> '{before,post_id}'))),
            'month', regexp_replace(p_data ->> 'month', '^(\d{4})-(\d\d)$', '\2/\1'),
            'day', regexp_replace(p_data ->> 'day', '^(\d{4})-(\d\d)-(\d\d)$', '\3/\2/\1'),
            'on', regexp_replace(p_data ->> 'on', '^(\d{4})-(\d\d)-(\d\d)$', '\3/\2/\1')))
$$;
grant execute on function duty.history_facts(text, text, jsonb, jsonb) to duty_app;

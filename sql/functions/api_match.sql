-- Refuses a change whose conditions do not hold (RFC 9110 13.1): If-Match names the version the
-- caller has read, If-None-Match: * means that there is no such hearing yet. Both may be empty.
create or replace function duty.api_match(p_hearing_id bigint, p_match text, p_none_match text)
    returns void
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    -- The compressed form of an answer has a tag of its own.
    v_match constant text[] := regexp_split_to_array(replace(p_match, '-gz"', '"'), '\s*,\s*');
begin
    if p_match <> '' and (p_hearing_id is null or p_match <> '*'
            and api_etag(p_hearing_id) <> all (v_match)) then
        perform fail('error.precondition', 'DU412', p_field => 'If-Match', p_value => p_match);
    elsif p_none_match = '*' and p_hearing_id is not null then
        perform fail('error.precondition', 'DU412', p_field => 'If-None-Match',
            p_value => p_none_match);
    end if;
end $$;
grant execute on function duty.api_match(bigint, text, text) to duty_app;

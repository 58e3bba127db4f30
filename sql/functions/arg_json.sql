-- A body as JSON, its bytes and its depth being bounded already. What is none is DU400 error.api.json
-- with the place where it stops making sense, as far as PostgreSQL can name it.
create or replace function duty.arg_json(p_field text, p_text text) returns json
language plpgsql stable as $$
declare
    v_detail text;
begin
    perform p_text::jsonb; -- also refuses \u0000 and half a surrogate pair, which json lets through
    return p_text::json;
exception when data_exception or program_limit_exceeded then
    get stacked diagnostics v_detail = pg_exception_detail;
    perform duty.fail('error.api.json', 'DU400', p_field => p_field,
        p_value => coalesce(substring(v_detail from '"(.+)"'), left(p_text, 30)));
    return null;
end $$;
grant execute on function duty.arg_json(text, text) to duty_app;

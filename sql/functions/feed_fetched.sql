-- Notes the last fetch of feeds, batched: [{token_hash, client, at}], at in epoch seconds. An address
-- that is read again is out of the danger it was warned of.
create or replace function duty.feed_fetched(p_items jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
begin
    update feed_token t set last_fetch_at = x.at, last_client = x.client, warned_at = null
        from (select distinct on (token_hash) token_hash, to_timestamp(at) as at,
                  left(regexp_replace(client, '[\x01-\x1f\x7f]', ' ', 'g'), 300) as client
              from jsonb_to_recordset(p_items) i(token_hash text, client text, at double precision)
              order by token_hash, at desc) x
        where t.token_hash = x.token_hash
            and (t.last_fetch_at is null or t.last_fetch_at <= x.at);
    return null;
end $$;
grant execute on function duty.feed_fetched(jsonb) to duty_jobs;

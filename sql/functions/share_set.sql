-- Somebody's share of a full load, in percent, from a day on. The days before keep theirs, so that
-- nothing in the ledger jumps. Part of whatever changes the person: that writes the audit row.
create or replace function duty.share_set(p_provider bigint, p_share integer, p_from date)
    returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
begin
    perform share_split(v_center, p_provider, p_share, p_from);
    update provider p set share = s.share from provider_share s
        where p.center_id = v_center and p.provider_id = p_provider
            and s.center_id = p.center_id and s.provider_id = p.provider_id and upper_inf(s.valid)
            and p.share <> s.share;
end $$;
grant execute on function duty.share_set(bigint, integer, date) to duty_app;

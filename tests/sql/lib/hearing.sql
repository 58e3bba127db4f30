-- A hearing to play with: court and provider of the demonstration, dates far from any roster.
create function duty_test.court(p_n integer default 0) returns bigint language sql as $$
    select org_id from duty.account where role = 'clerk' order by account_id offset p_n limit 1
$$;
create function duty_test.provider(p_n integer default 0) returns bigint language sql as $$
    select p.provider_id from duty.provider p
    where p.class = 'officer' and p.center_id = (select min(center_id) from duty.center)
        and (select count(distinct channel) from duty.contact k where k.center_id = p.center_id
            and k.person_id = p.person_id and k.verified_at is not null) = 2
    order by p.provider_id offset p_n limit 1
$$;
create table duty_test.fixed as select duty_test.court(0) as court, duty_test.court(1) as other_court,
    duty_test.provider(0) as one, duty_test.provider(1) as two;
grant select on duty_test.fixed to public;
create function duty_test.one() returns bigint language sql as $$ select one from duty_test.fixed $$;
create function duty_test.own_court() returns bigint language sql as $$ select court from duty_test.fixed $$;

-- The form of a hearing; what is not said is as usual. sequence null: the present one.
create function duty_test.save(
    p_id bigint, p_date text default '2027-03-10', p_time text default '07:30', p_room text default 'P1',
    p_mode text default 'in_person', p_provider bigint default duty_test.one(),
    p_state text default 'scheduled', p_judge text default '', p_subject text default 'Trộm cắp tài sản',
    p_code text default '900/2027/TLST-HS', p_end text default '', p_sequence bigint default null,
    p_court bigint default duty_test.own_court()) returns jsonb
language plpgsql as $$
begin
    return duty.hearing_save(p_id::text, p_court::text, p_code, p_subject, p_date, p_time, p_end, p_room, p_judge,
        p_mode, 'Sơ thẩm', p_provider::text, p_state, coalesce(p_sequence,
            duty.hearing_changes(p_id))::text);
end $$;

-- What the outbox holds of a hearing: kind and state of each notice in order, by sms.
create function duty_test.outbox(p_id bigint) returns text language sql as $$
    select coalesce(string_agg(split_part(template, '.', 2) || ':' || state, ' ' order by notice_id), '')
    from duty.notice
    where dedupe_key like 'hearing:' || p_id || ':%' and channel = 'sms'
$$;

-- The jobs role sends everything that waits, with this outcome.
create function duty_test.send_all(p_outcome text default 'ok') returns void language plpgsql as $$
declare
    v_role constant text := current_setting('role');
    v_claimed jsonb;
begin
    perform set_config('role', 'duty_jobs', true);
    v_claimed := duty.notice_claim(1000, 60);
    perform duty.notice_record((select jsonb_agg(jsonb_build_object('center_id', c -> 'center_id',
        'notice_id', c -> 'notice_id', 'n', c -> 'n', 'outcome', p_outcome)) from jsonb_array_elements(v_claimed) c));
    perform set_config('role', v_role, true);
end $$;

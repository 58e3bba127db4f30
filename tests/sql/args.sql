-- What people type: read kindly, refused by field.
\ir lib/duty_test.sql
begin;
select duty_test.same(duty.arg_date('d', ' 31/12/2026 '), '2026-12-31'::date, 'a date may be written 31/12/2026');
select duty_test.same(duty.arg_date('d', '2026-12-31'), '2026-12-31'::date, 'a date may be written 2026-12-31');
select duty_test.same(duty.arg_date('d', ''), null::date, 'an empty date is none');
select duty_test.refused($$select duty.arg_date('d', '31/02/2026')$$, 'error.field.date',
    'a day no month has is refused');
select duty_test.refused($$select duty.arg_date('d', 'mai')$$, 'error.field.date', 'a word is no date');
select duty_test.refused($$select duty.arg_date('d', '', true)$$, 'error.field.required',
    'a required date must be there');
select duty_test.same(duty.arg_time('t', '7h30'), '07:30'::time, 'a time may be written 7h30');
select duty_test.same(duty.arg_time('t', '07:30'), '07:30'::time, 'a time may be written 07:30');
select duty_test.same(duty.arg_time('t', '14g'), '14:00'::time, 'a time may be written 14g');
select duty_test.refused($$select duty.arg_time('t', '24:00')$$, 'error.field.time', 'there is no hour 24');
select duty_test.refused($$select duty.arg_time('t', '7:60')$$, 'error.field.time', 'there is no minute 60');
select duty_test.refused($$select duty.arg_time('t', '730')$$, 'error.field.time', '730 is too vague for a time');
select duty_test.same(duty.arg_phone('p', p), '+84901234567', 'a telephone number may be written ' || p)
from unnest(array['0901234567', '84901234567', '0084901234567', '+84901234567', '+84 (0) 901 234.567',
    '090-123-4567']) p;
select duty_test.refused($$select duty.arg_phone('p', '12a')$$, 'error.field.phone',
    'letters are no telephone number');
select duty_test.same(duty.arg_int('n', '42'), 42::bigint, 'a number is read');
select duty_test.refused($$select duty.arg_int('n', '4x')$$, 'error.field.number',
    'a number with letters is refused');
select duty_test.refused($$select duty.arg_int('n', '99999999999999999999')$$, 'error.field.number',
    'a number too long is refused');
select duty_test.refused($$select duty.arg_int('n', '-1')$$, 'error.field.number',
    'a number out of bounds is refused');
select duty_test.same(duty.arg_text('x', E' Ho\u0323p  ', 20), 'Họp', 'text is trimmed and composed');
select duty_test.refused($$select duty.arg_text('x', repeat('a', 21), 20)$$, 'error.field.too_long',
    'a text too long is refused');
select duty_test.refused($$select duty.arg_text('x', E'a\x07b', 20)$$, 'error.field.text',
    'control characters are refused');
select duty_test.same(duty.arg_choice('c', '', array['a', 'b'], 'b'), 'b', 'an empty choice is the default');
select duty_test.refused($$select duty.arg_choice('c', 'z', array['a'])$$, 'error.field.choice',
    'an unknown choice is refused');
select duty_test.refused($$select duty.arg_month('m', '2026-13')$$, 'error.field.date', 'there is no month 13');

create function pg_temp.detail() returns jsonb language plpgsql as $$
declare
    v_detail text;
begin
    perform duty.arg_date('date', '31/02/2026');
    return null;
exception when sqlstate 'DU422' then
    get stacked diagnostics v_detail = pg_exception_detail;
    return v_detail;
end $$;
select duty_test.same(pg_temp.detail(), '{"field": "date", "value": "31/02/2026", "args": {}}'::jsonb,
    'an error names its field and value');
rollback;

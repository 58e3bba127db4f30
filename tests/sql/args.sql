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
select duty_test.same(duty.arg_time('t', v), '07:30'::time, 'a time may be typed ' || v)
from unnest(array['730', '0730', '7.30', '7 giờ 30', '7h30 sáng', '7g 30 phút']) v;
select duty_test.same(duty.arg_time('t', v), '13:30'::time, 'an afternoon''s time may be typed ' || v)
from unnest(array['1330', '13h30', '1h30 chiều', '1:30 CHIỀU']) v;
select duty_test.refused(format('select duty.arg_time(''t'', %L)', v), 'error.field.time', v || ' is no time')
from unnest(array['7', '2430', '760', '7h5', '25h chiều', '7h30 tối', '12345']) v;
select duty_test.same(duty.arg_day('d', v, '2026-11-22'), '2026-12-03'::date, 'a coming day may be typed ' || v)
from unnest(array['3/12', '03/12', '3-12', '3.12', '3 12', '0312', '3/12/26', '3/12/2026', '3 12 2026',
    '03122026', '031226', 'ngày 3/12', 'ngày 3 tháng 12 năm 2026', '3 tháng 12', '2026-12-03']) v;
select duty_test.same(duty.arg_day('d', '22/11', '2026-11-22'), '2026-11-22'::date, 'today is a coming day');
select duty_test.same(duty.arg_day('d', '21/11', '2026-11-22'), '2027-11-21'::date,
    'a day that is over means next year''s');
select duty_test.same(duty.arg_day('d', '5/1', '2026-11-22'), '2027-01-05'::date, 'in November 5/1 is in January');
select duty_test.refused(format('select duty.arg_day(''d'', %L, ''2026-11-22'')', v), 'error.field.date',
    v || ' is no day')
from unnest(array['31/2', '0', '3', '312', '3/13', '3/12/1999', 'mai', '99999999', '3//12', '2026-02-30']) v;
select duty_test.same(duty.arg_phone('p', p), '+84901234567', 'a telephone number may be written ' || p)
from unnest(array['0901234567', '84901234567', '0084901234567', '+84901234567', '+84 (0) 901 234.567',
    '090-123-4567']) p;
select duty_test.refused($$select duty.arg_phone('p', '12a')$$, 'error.field.phone',
    'letters are no telephone number');
select duty_test.same(duty.arg_phone('p', p), n, 'a landline is a telephone: ' || p)
from (values ('0292 3 123 456', '+842923123456'), ('069 234 1234', '+84692341234')) v(p, n);
select duty_test.refused($$select duty.arg_mobile('p', '0292 3 123 456')$$, 'error.field.phone_landline',
    'a landline takes no texts');
select duty_test.refused($$select duty.arg_mobile('p', '069 234 1234')$$, 'error.field.phone',
    'nor does a number of no range for mobiles');
select duty_test.same(duty.arg_mobile('p', p), n, 'a mobile number takes texts: ' || p)
from (values ('0321234567', '+84321234567'), ('+855 12 345 678', '+85512345678')) v(p, n);
select duty_test.refused(format('select duty.arg_phone(''p'', %L)', p), 'error.field.phone_old',
    'a mobile number with eleven digits is none any more: ' || p)
from unnest(array['0169 123 4567', '+841201234567', '84 199 123 4567']) p;
select duty_test.same(duty.phone_number(p), null, 'no telephone number: ' || coalesce(p, 'null'))
from unnest(array['', '12', 'TGPL', '0901', null, '+0901234567']) p;
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

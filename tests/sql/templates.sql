-- The Centre's own texts: versions, what may not be written, and texts registered with the operators.
\ir lib/duty_test.sql
begin;
-- What a text would be, and saving it after having seen that.
create function pg_temp.put(p_body text, p_key text default 'hearing.cancelled', p_language text default 'vi')
    returns jsonb language plpgsql as $$
declare
    v_form jsonb := jsonb_build_object('wording', p_body);
    v jsonb := duty.template_put(p_key, 'sms', p_language, v_form);
begin
    return duty.template_put(p_key, 'sms', p_language, v_form || (v -> 'page' -> 'preview'));
end $$;
create function pg_temp.refused(p_body text, p_with text, p_promise text) returns void language plpgsql as $$
begin
    perform duty_test.refused(format('select duty.template_put(%L, ''sms'', ''vi'', %L)', 'hearing.cancelled',
        jsonb_build_object('wording', p_body)), p_with, p_promise);
end $$;
create function pg_temp.text(p_language text default 'vi') returns text language sql as $$
    select version || ' ' || body from duty.notice_text(1, 'hearing.cancelled', 'sms', p_language)
$$;
select duty_test.sign_in(duty_test.account('administrator'), 'policy.write');

-- Preview first, then versions.
select duty_test.same(p -> 'form' ->> 'wording', 'Hoãn {{code}}', 'nothing is kept before it was shown'),
    duty_test.ok(p -> 'preview' ->> 'seen' <> '', 'the preview carries the mark to save it with'),
    duty_test.same(p -> 'texts' -> 0 ->> 'body', 'Hoãn {{code}}', 'it shows the new words'),
    duty_test.same(jsonb_array_length(p -> 'texts'), 3, 'beside those of the other languages'),
    duty_test.ok(p -> 'texts' -> 1 ->> 'body' ~ 'សវនាការ', 'as they stand')
    from (select duty.template_put('hearing.cancelled', 'sms', 'vi',
        '{"wording": "Hoãn {{code}}"}') -> 'page' as p) x;
select duty_test.ok(left(pg_temp.text(), 2) = '0 ', 'until then the shipped text is sent');
select pg_temp.put('Hoãn {{code}}');
select duty_test.same(pg_temp.text(), '1 Hoãn {{code}}', 'then the Centre''s');
select duty_test.refused($$select pg_temp.put('Hoãn {{code}}')$$, 'error.template.same',
    'the same again is no version');
select pg_temp.put('Hoãn vụ {{code}}');
select duty_test.same(pg_temp.text(), '2 Hoãn vụ {{code}}', 'each change is another version');
select duty_test.ok(left(pg_temp.text('km'), 2) = '0 ', 'another language keeps its own');
select duty.template_reset('hearing.cancelled', 'sms', 'vi');
select duty_test.ok(pg_temp.text() like '0 TGPL: Phiên tòa%', 'and there is a way back to the shipped text');
select duty_test.same(string_agg(version || coalesce(body, '-'), ' ' order by version),
    '1Hoãn {{code}} 2Hoãn vụ {{code}} 3-', 'every version stays on record') from duty.template_version;
select duty_test.refused($$update duty.template_version set body = 'x'$$, '42501', 'and is never rewritten');
select duty_test.same(string_agg(action || ' ' || (data ->> 'version'), ', ' order by seq),
    'template.save 1, template.save 2, template.reset 3', 'the history says who changed what') from duty.audit
    where entity = 'template';
-- Malformed texts and values of other kinds.
select pg_temp.refused('Vụ {{code', 'error.template.tag', 'a tag that does not close is refused');
select pg_temp.refused('Vụ {{#code}}x', 'error.template.tag', 'a section that does not close, too');
select pg_temp.refused('Vụ {{#code}}x{{/court}}', 'error.template.tag', 'or closes another one');
select pg_temp.refused('Vụ {{>layout}}', 'error.template.tag', 'a text takes nothing from elsewhere');
select pg_temp.refused('Vụ {{subject}}', 'error.template.value', 'the subject of a case is no value of a message');
select pg_temp.refused('Vụ {{provider}}', 'error.template.value', 'nor is what belongs to another kind');
select pg_temp.refused('Vụ {{#t}}subject.{{code}}{{/t}}', 'error.template.value',
    'only sentences the shipped texts use');
select pg_temp.refused('', 'error.field.required', 'an empty text is none');
select pg_temp.refused(repeat('x', 4001), 'error.field.too_long', 'a text has its bounds');

-- Private words, in every language whichever the text is in.
select pg_temp.refused('Vụ {{code}}: ' || w, 'error.template.' || reason, format('"%s" is refused', w)) from (values
    ('bị cáo vắng mặt', 'accusation'), ('Bị Cáo', 'accusation'), ('bi cao', 'accusation'),
    ('TRỘM CẮP', 'accusation'), ('ma túy,', 'accusation'), ('người chưa thành niên', 'minor'),
    ('tre em', 'minor'), ('nhiễm HIV', 'health'), ('bệnh nhân', 'health'), ('nạn nhân.', 'victim'),
    ('bạo lực gia đình', 'victim'), ('mật khẩu 1234', 'credential'), ('ជនជាប់ចោទ', 'accusation'),
    ('ជាកុមារ', 'minor'), ('ជំងឺ', 'health'), ('the accused', 'accusation'), ('a child', 'minor'),
    ('passcode: 1', 'credential'),
    (E'bị c\u200báo', 'accusation'), (normalize('bị cáo', NFD), 'accusation')) x(w, reason);
select duty_test.same((select string_agg(word, ' ') from duty.template_words(w)), null, format('"%s" is not', w))
    from (values ('Bí Cáo'), ('bị hoãn'), ('học tập'), ('minority'), ('rapeseed')) x(w);

-- A text the operators have registered: the same words, whatever the values.
select duty.template_register('hearing.cancelled', 'vi', jsonb_build_object('number', 'MB-17',
    'text', 'TGPL: Hoan phien toa {1} luc {2}, {3}.', 'legal_basis', 'Nghị định 91/2020/NĐ-CP, Điều 15'));
select pg_temp.refused('TGPL: Dời phiên tòa {{code}} lúc {{time}}, {{court}}.', 'error.template.registered',
    'other words are refused');
select duty_test.same(duty.template_differs('TGPL: Dời phiên tòa {{code}}', 'TGPL: Hoan phien toa {1}'),
    '{"same": "TGPL: ", "ours": "Doi phien toa {}", "theirs": "Hoan phien toa {}"}', 'and shown where they differ');
select pg_temp.refused('TGPL: Hoãn phiên tòa {{code}} lúc {{time}}{{#court}}, {{court}}{{/court}}.',
    'error.template.registered', 'parts that are not always there, too');
select pg_temp.put('TGPL: Hoãn phiên tòa {{code}} lúc {{#t.at}}{{date}}T{{time}}{{/t.at}}, {{court}}.');
select duty_test.same(t.version || ' ' || (t.registered ->> 'number'), '4 MB-17',
    'the same words with marks and other values are taken, and know their registration')
    from duty.notice_text(1, 'hearing.cancelled', 'sms', 'vi') t;
select duty_test.refused($$select duty.template_reset('hearing.cancelled', 'sms', 'vi')$$, 'error.template.registered',
    'the shipped text cannot come back while other words are registered');
select duty.template_register('hearing.cancelled', 'vi', '{"text": ""}');
select duty_test.same(registered, null, 'until the registration ends')
    from duty.notice_text(1, 'hearing.cancelled', 'sms', 'vi');

-- Whose texts they are.
select duty_test.sign_in('.dieuphoi', 'policy.read');
select duty_test.same(count(*), 0::bigint, 'the neighbour sees none of them') from duty.template_version;
select duty_test.same(version, 0, 'and is sent the shipped ones')
    from duty.notice_text(2, 'hearing.cancelled', 'sms', 'vi');
rollback;

/* Views, numbers, UTF-8 and the text forms of bytes, mostly as tables. */
#include "core/str.h"

#include <inttypes.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_numbers_are_decimal_whole_and_inside_their_limits(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t min, max;
        bool ok;
        int64_t value;
    } cases[] = {
        {"0", 0, 9, true, 0},
        {"08", 0, 9, true, 8},
        {"9", 0, 9, true, 9},
        {"10", 0, 9, false, 0},
        {"-1", 0, 9, false, 0},
        {"-1", -1, 9, true, -1},
        {"-0", 0, 9, true, 0},
        {"", 0, 9, false, 0},
        {"-", -9, 9, false, 0},
        {"+1", 0, 9, false, 0},
        {" 1", 0, 9, false, 0},
        {"1 ", 0, 9, false, 0},
        {"1x", 0, 9, false, 0},
        {"0x1", 0, 99, false, 0},
        {"1e1", 0, 99, false, 0},
        {"--1", -9, 9, false, 0},
        {"9223372036854775807", INT64_MIN, INT64_MAX, true, INT64_MAX},
        {"9223372036854775808", INT64_MIN, INT64_MAX, false, 0},
        {"-9223372036854775808", INT64_MIN, INT64_MAX, true, INT64_MIN},
        {"-9223372036854775809", INT64_MIN, INT64_MAX, false, 0},
        {"99999999999999999999999999", INT64_MIN, INT64_MAX, false, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int64_t v = 77;
        bool ok = sv_int(sv_of(cases[i].text), cases[i].min, cases[i].max, &v);
        if (ok != cases[i].ok || v != (ok ? cases[i].value : 77)) {
            fail_msg("'%s': %d, %" PRId64, cases[i].text, ok, v);
        }
    }
}

static void test_cut_returns_parts_until_nothing_is_left(void **state)
{
    (void)state;
    struct sv s = SV("a,,bc");
    struct sv part;
    assert_true(sv_cut(&s, ',', &part) && sv_eq_str(part, "a"));
    assert_true(sv_cut(&s, ',', &part) && sv_eq_str(part, ""));
    assert_true(sv_cut(&s, ',', &part) && sv_eq_str(part, "bc"));
    assert_false(sv_cut(&s, ',', &part));
    assert_false(sv_cut(&s, ',', &part));
    assert_true(sv_eq_str(part, "bc"));
}

static void test_views_compare_and_trim(void **state)
{
    (void)state;
    assert_true(sv_eq(sv_of(NULL), SV("")));
    assert_false(sv_eq_str(SV("ab"), "abc"));
    assert_true(sv_eq_nocase(SV("Content-TYPE"), SV("content-type")));
    assert_false(sv_eq_nocase(SV("[a"), SV("{a")));
    assert_true(sv_starts(SV("abc"), SV("ab")) && sv_starts(SV("abc"), SV("")));
    assert_false(sv_starts(SV("ab"), SV("abc")));
    assert_true(sv_eq_str(sv_trim(SV(" \t\r\n a b \v\f")), "a b"));
    assert_int_equal(sv_trim(SV("  \n ")).n, 0);
}

static void test_only_strict_utf8_is_valid(void **state)
{
    (void)state;
    static const struct {
        struct sv text;
        bool ok;
    } cases[] = {
        {{"", 0}, true},
        {{"a\0b", 3}, true},
        {{"Nguyễn ត្រ 😀", 23}, true},
        {{"\xC2\x80", 2}, true},
        {{"\xDF\xBF", 2}, true},
        {{"\xE0\xA0\x80", 3}, true},
        {{"\xED\x9F\xBF", 3}, true},
        {{"\xEE\x80\x80", 3}, true},
        {{"\xF4\x8F\xBF\xBF", 4}, true},
        {{"\x80", 1}, false},             /* continuation alone */
        {{"\xC3", 1}, false},             /* cut short */
        {{"\xE1\xBB", 2}, false},         /* cut short */
        {{"\xC3(", 2}, false},            /* no continuation */
        {{"\xC0\x80", 2}, false},         /* overlong NUL */
        {{"\xC1\xBF", 2}, false},         /* overlong */
        {{"\xE0\x9F\xBF", 3}, false},     /* overlong */
        {{"\xF0\x8F\xBF\xBF", 4}, false}, /* overlong */
        {{"\xED\xA0\x80", 3}, false},     /* surrogate */
        {{"\xED\xBF\xBF", 3}, false},     /* surrogate */
        {{"\xF4\x90\x80\x80", 4}, false}, /* past U+10FFFF */
        {{"\xF8\x88\x80\x80\x80", 5}, false},
        {{"\xFF", 1}, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        if (utf8_valid(cases[i].text) != cases[i].ok) {
            fail_msg("case %zu", i);
        }
    }
}

static void test_every_letter_survives_writing_and_reading(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 8);
    for (uint32_t cp = 0; cp < 0x110100; cp += cp < 0x11000 ? 1 : 97) {
        bool is_letter = cp <= 0x10FFFF && !(cp >= 0xD800 && cp <= 0xDFFF);
        buf_reset(&b);
        utf8_put(&b, cp);
        struct sv s = buf_view(&b);
        assert_true(utf8_valid(s));
        assert_int_equal(utf8_next(&s), is_letter ? cp : 0xFFFD);
        assert_int_equal(s.n, 0);
    }
    buf_free(&b);
}

static void test_a_broken_byte_is_replaced_and_the_next_letter_kept(void **state)
{
    (void)state;
    struct sv s = SV("\xE1\xBB"
                     "a\xC3\xAA");
    assert_int_equal(utf8_next(&s), 0xFFFD);
    assert_int_equal(utf8_next(&s), 0xFFFD);
    assert_int_equal(utf8_next(&s), 'a');
    assert_int_equal(utf8_next(&s), 0xEA);
    assert_int_equal(s.n, 0);
}

static void test_control_characters_are_found(void **state)
{
    (void)state;
    assert_false(sv_has_control(SV("tab\tline\nÊ ế ត")));
    assert_true(sv_has_control(SV("a\r\n")));
    assert_true(sv_has_control((struct sv){"a\0b", 3}));
    assert_true(sv_has_control(SV("\x7F")));
    assert_true(sv_has_control(SV("\x1B[31m")));
    assert_true(sv_has_control(SV("\xC2\x9B")));
}

static void test_base64_matches_rfc_4648(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *plain, *url;
    } cases[] = {
        {"", "", ""},
        {"f", "Zg==", "Zg"},
        {"fo", "Zm8=", "Zm8"},
        {"foo", "Zm9v", "Zm9v"},
        {"foob", "Zm9vYg==", "Zm9vYg"},
        {"fooba", "Zm9vYmE=", "Zm9vYmE"},
        {"foobar", "Zm9vYmFy", "Zm9vYmFy"},
        {"\xFB\xFF\xFE", "+//+", "-__-"},
    };
    struct buf b;
    buf_init(&b, 100);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const unsigned char *p = (const unsigned char *)cases[i].bytes;
        buf_reset(&b);
        base64_put(&b, p, strlen(cases[i].bytes), false);
        assert_string_equal(buf_view(&b).p, cases[i].plain);
        buf_reset(&b);
        base64_put(&b, p, strlen(cases[i].bytes), true);
        assert_string_equal(buf_view(&b).p, cases[i].url);
    }
    buf_reset(&b);
    hex_put(&b, (const unsigned char *)"\x00\x7F\xFF", 3);
    assert_string_equal(b.p, "007fff");
    buf_free(&b);
}

static void test_percent_decoding_refuses_what_could_deceive(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool plus;
        const char *decoded; /* NULL: refused */
    } cases[] = {
        {"", false, ""},
        {"a+b", false, "a+b"},
        {"a+b", true, "a b"},
        {"a%2Bb%2fc", true, "a+b/c"},
        {"Nguy%E1%BB%85n", false, "Nguyễn"},
        {"Nguyễn", false, "Nguyễn"},
        {"%00", false, NULL},
        {"a%00b", true, NULL},
        {"%", false, NULL},
        {"%4", false, NULL},
        {"%4g", false, NULL},
        {"%-1", false, NULL},
        {"%E1%BB", false, NULL},
        {"%FF", false, NULL},
        {"%C0%AF", false, NULL},
    };
    struct arena *a = arena_new(1000);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *got = url_decode(a, sv_of(cases[i].text), cases[i].plus);
        bool same = got == NULL || cases[i].decoded == NULL ? got == cases[i].decoded
                                                            : strcmp(got, cases[i].decoded) == 0;
        if (!same) {
            fail_msg("'%s'", cases[i].text);
        }
    }
    assert_null(url_decode(a, (struct sv){"a\0b", 3}, false));
    arena_free(a);
}

static void test_escapes_leave_nothing_active(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 200);
    html_escape(&b, SV("<a href=\"x\" id='y'>&ế"));
    assert_string_equal(b.p, "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;ế");
    buf_reset(&b);
    url_encode(&b, SV("aZ0-._~ /?&ế"));
    assert_string_equal(b.p, "aZ0-._~%20%2F%3F%26%E1%BA%BF");
    buf_reset(&b);
    json_quote(&b, (struct sv){"\"\\/\n\x01ế\xFF", 9});
    assert_string_equal(b.p, "\"\\\"\\\\/\\u000a\\u0001ế\xEF\xBF\xBD\"");
    buf_reset(&b);
    json_quote(&b, (struct sv){NULL, 0});
    assert_string_equal(b.p, "\"\"");
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_are_decimal_whole_and_inside_their_limits),
        cmocka_unit_test(test_cut_returns_parts_until_nothing_is_left),
        cmocka_unit_test(test_views_compare_and_trim),
        cmocka_unit_test(test_only_strict_utf8_is_valid),
        cmocka_unit_test(test_every_letter_survives_writing_and_reading),
        cmocka_unit_test(test_a_broken_byte_is_replaced_and_the_next_letter_kept),
        cmocka_unit_test(test_control_characters_are_found),
        cmocka_unit_test(test_base64_matches_rfc_4648),
        cmocka_unit_test(test_percent_decoding_refuses_what_could_deceive),
        cmocka_unit_test(test_escapes_leave_nothing_active),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

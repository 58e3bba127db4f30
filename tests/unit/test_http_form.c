/* Queries, forms, cookies and multipart bodies, as browsers send them and as attackers do. */
#include "http/form.h"

#include "core/str.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct scene {
    struct http_fields fields;
    struct err e;
};

static int set_up(void **state)
{
    static struct scene s;
    s = (struct scene){.fields.arena = arena_new((size_t)1 << 22)};
    *state = &s;
    return 0;
}

static int tear_down(void **state)
{
    arena_free(((struct scene *)*state)->fields.arena);
    return 0;
}

static const char *value(const struct scene *s, size_t i, const char *name)
{
    assert_true(i < s->fields.n);
    assert_string_equal(s->fields.list[i].name, name);
    return s->fields.list[i].value.p;
}

static bool parse(struct scene *s, const char *text)
{
    return http_form_parse(&s->fields, sv_of(text), &s->e);
}

static void test_a_name_without_a_value_loses_no_other_field(void **state)
{
    struct scene *s = *state;
    assert_true(parse(s, "a=1&flag&&b=2&c="));
    assert_int_equal(s->fields.n, 4);
    assert_string_equal(value(s, 0, "a"), "1");
    assert_string_equal(value(s, 1, "flag"), "");
    assert_string_equal(value(s, 2, "b"), "2");
    assert_string_equal(value(s, 3, "c"), "");
}

static void test_plus_percent_and_vietnamese_are_decoded(void **state)
{
    struct scene *s = *state;
    assert_true(parse(s, "t%C3%AAn=Nguy%E1%BB%85n+Th%E1%BB%8B&x=a%26b%3Dc=d"));
    assert_string_equal(value(s, 0, "tên"), "Nguyễn Thị");
    assert_string_equal(value(s, 1, "x"), "a&b=c=d");
}

static void test_broken_encodings_are_refused(void **state)
{
    struct scene *s = *state;
    const char *const bad[] = {"a=%", "a=%2", "a=%zz", "a=%00", "%00=a", "a=%ff", "a=%C3%28"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        assert_false(parse(s, bad[i]));
        assert_int_equal(s->e.code, ERR_BAD_REQUEST);
    }
}

static void test_too_many_fields_are_refused(void **state)
{
    struct scene *s = *state;
    char text[2 * HTTP_FIELDS_MAX + 3];
    for (size_t i = 0; i <= HTTP_FIELDS_MAX; i++) {
        memcpy(text + 2 * i, "a&", 2);
    }
    text[sizeof(text) - 1] = '\0';
    assert_false(parse(s, text));
    assert_int_equal(s->e.code, ERR_TOO_LARGE);
    s->fields.n = 0;
    text[2 * HTTP_FIELDS_MAX] = '\0';
    assert_true(parse(s, text));
    assert_int_equal(s->fields.n, HTTP_FIELDS_MAX);
}

static void test_a_cookie_is_found_by_its_whole_name(void **state)
{
    (void)state;
    struct sv v;
    struct sv header = SV("xlang=en; lang=vi;session=abc-_; empty=; lang=km");
    assert_true(http_cookie_find(header, "lang", &v));
    assert_true(sv_eq_str(v, "vi"));
    assert_true(http_cookie_find(header, "session", &v));
    assert_true(sv_eq_str(v, "abc-_"));
    assert_true(http_cookie_find(header, "empty", &v));
    assert_int_equal(v.n, 0);
    assert_false(http_cookie_find(header, "sess", &v));
}

static void test_a_cookie_with_forbidden_bytes_is_no_cookie(void **state)
{
    (void)state;
    struct sv v;
    assert_false(http_cookie_find(SV("a=b c"), "a", &v));
    assert_false(http_cookie_find(SV("a=\"b\""), "a", &v));
    assert_false(http_cookie_find(SV("a=\xC3\xAA"), "a", &v));
    assert_false(http_cookie_find(SV("a"), "b", &v));
}

/* ---- multipart ---- */

#define HEAD(name) "Content-Disposition: form-data; name=\"" name "\"\r\n\r\n"

static bool parse_multipart(struct scene *s, const char *type, struct sv body)
{
    char *copy = arena_dup(s->fields.arena, body);
    return http_multipart_parse(&s->fields, type, copy, body.n, &s->e);
}

static void test_fields_and_files_arrive_whole(void **state)
{
    struct scene *s = *state;
    struct sv body =
        SV("--XX\r\n" HEAD("a") "Lịch trực\r\n"
                                "--XX\r\nContent-Disposition: form-data; name=\"f\"; "
                                "filename=\"C:\\dir\\l\xE1\xBB\x8B"
                                "ch%22.xlsx\"\r\n"
                                "Content-Type: application/octet-stream\r\n\r\n"
                                "PK\0\r\n--X\r\n\r\n--XX\r\n" HEAD("empty") "\r\n--XX--\r\n");
    assert_true(parse_multipart(s, "multipart/form-data; charset=x; boundary=XX", body));
    assert_int_equal(s->fields.n, 3);
    assert_string_equal(value(s, 0, "a"), "Lịch trực");
    assert_null(s->fields.list[0].filename);
    assert_string_equal(s->fields.list[1].filename, "lịch\".xlsx");
    assert_int_equal(s->fields.list[1].value.n, 10);
    assert_memory_equal(s->fields.list[1].value.p, "PK\0\r\n--X\r\n", 11);
    assert_string_equal(value(s, 2, "empty"), "");
}

static void test_a_quoted_boundary_is_taken(void **state)
{
    struct scene *s = *state;
    assert_true(parse_multipart(s, "multipart/form-data; boundary=\"a b\"",
                                SV("--a b\r\n" HEAD("x") "1\r\n--a b--")));
    assert_string_equal(value(s, 0, "x"), "1");
}

static void test_malformed_bodies_are_refused(void **state)
{
    struct scene *s = *state;
    const struct sv bad[] = {
        SV(""),
        SV("--XX"),
        SV("--XX\r\n"),
        SV("--XX\r\n" HEAD("a") "cut"),
        SV("--XX\r\n" HEAD("a") "v\r\n--XX"),
        SV("--XX\r\n" HEAD("a") "v\r\n--XX\r\n"),
        SV("--XX\r\nContent-Disposition: form-data\r\n\r\nv\r\n--XX--"),
        SV("--XX\r\nContent-Type: text/plain\r\n\r\nv\r\n--XX--"),
        SV("--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\nv\r\n--XX--"),
        SV("--XX\r\n" HEAD("a") "nul\0\r\n--XX--"),
        SV("--XX\r\n" HEAD("a") "\xff\r\n--XX--"),
        SV("--XX\r\n" HEAD("\xff") "v\r\n--XX--"),
        SV("--YY\r\n" HEAD("a") "v\r\n--YY--"),
    };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        s->fields.n = 0;
        if (parse_multipart(s, "multipart/form-data; boundary=XX", bad[i])) {
            fail_msg("case %zu was taken", i);
        }
        assert_int_equal(s->e.code, ERR_BAD_REQUEST);
    }
}

static void test_a_missing_or_endless_boundary_is_refused(void **state)
{
    struct scene *s = *state;
    char type[128];
    assert_false(parse_multipart(s, "multipart/form-data", SV("--\r\n")));
    assert_false(parse_multipart(s, "multipart/form-data; boundary=", SV("--\r\n")));
    assert_false(parse_multipart(s, "multipart/form-data; boundary=\"", SV("--\r\n")));
    (void)snprintf(type, sizeof(type), "multipart/form-data; boundary=%071d", 0);
    assert_false(parse_multipart(s, type, SV("--\r\n")));
}

static void test_an_endless_part_head_is_refused(void **state)
{
    struct scene *s = *state;
    static char body[8192] = "--XX\r\n";
    memset(body + 6, 'a', sizeof(body) - 7);
    memcpy(body + 6000, "\r\n\r\nv\r\n--XX--", 14);
    assert_false(parse_multipart(s, "multipart/form-data; boundary=XX", sv_of(body)));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(test_a_name_without_a_value_loses_no_other_field),
        T(test_plus_percent_and_vietnamese_are_decoded),
        T(test_broken_encodings_are_refused),
        T(test_too_many_fields_are_refused),
        T(test_a_cookie_is_found_by_its_whole_name),
        T(test_a_cookie_with_forbidden_bytes_is_no_cookie),
        T(test_fields_and_files_arrive_whole),
        T(test_a_quoted_boundary_is_taken),
        T(test_malformed_bodies_are_refused),
        T(test_a_missing_or_endless_boundary_is_refused),
        T(test_an_endless_part_head_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

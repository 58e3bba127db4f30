/* Validators and codings, by the examples of RFC 9110. */
#include "http/negotiate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_an_etag_is_found_in_lists_and_in_its_weak_form(void **state)
{
    (void)state;
    assert_true(http_etag_listed("\"xyzzy\"", "\"xyzzy\""));
    assert_true(http_etag_listed("W/\"xyzzy\"", "\"xyzzy\""));
    assert_true(http_etag_listed("\"a\", \"xyzzy\", \"c\"", "\"xyzzy\""));
    assert_true(http_etag_listed("W/\"a,b\",W/\"xyzzy\"", "\"xyzzy\""));
    assert_true(http_etag_listed(" * ", "\"xyzzy\""));
    assert_true(http_etag_listed(",, \"xyzzy\"", "\"xyzzy\""));
    assert_true(http_etag_listed("\"\"", "\"\""));
}

static void test_another_or_a_malformed_etag_does_not_match(void **state)
{
    (void)state;
    assert_false(http_etag_listed("\"xyzz\"", "\"xyzzy\""));
    assert_false(http_etag_listed("xyzzy", "\"xyzzy\""));
    assert_false(http_etag_listed("\"xyzzy", "\"xyzzy\""));
    assert_false(http_etag_listed("w/\"xyzzy\"", "\"xyzzy\""));
    assert_false(http_etag_listed("\"XYZZY\"", "\"xyzzy\""));
    assert_false(http_etag_listed("\"a, xyzzy\"", "\"xyzzy\""));
    assert_false(http_etag_listed("", "\"xyzzy\""));
    assert_false(http_etag_listed("\"", "\"xyzzy\""));
}

static void test_dates_are_compared_in_whole_seconds_and_bad_ones_ignored(void **state)
{
    (void)state;
    const char *date = "Sun, 06 Nov 1994 08:49:37 GMT";
    assert_true(http_unchanged_since(date, 784111777));
    assert_true(http_unchanged_since(date, 784111776));
    assert_false(http_unchanged_since(date, 784111778));
    assert_false(http_unchanged_since("yesterday", 1));
    assert_false(http_unchanged_since("", 1));
    assert_false(http_unchanged_since(NULL, 1));
}

static void test_gzip_is_used_only_where_it_is_accepted(void **state)
{
    (void)state;
    assert_true(http_accepts_gzip("gzip"));
    assert_true(http_accepts_gzip("deflate, GZIP;q=0.5, br"));
    assert_true(http_accepts_gzip("gzip ; q=0.001"));
    assert_true(http_accepts_gzip("*"));
    assert_true(http_accepts_gzip("x-gzip"));
    assert_false(http_accepts_gzip("gzip;q=0"));
    assert_false(http_accepts_gzip("gzip; Q=0.000, *"));
    assert_false(http_accepts_gzip("*;q=0"));
    assert_false(http_accepts_gzip("br, identity"));
    assert_false(http_accepts_gzip("gzipped"));
    assert_false(http_accepts_gzip(""));
    assert_false(http_accepts_gzip(NULL));
}

static void test_json_is_preferred_only_before_html(void **state)
{
    (void)state;
    assert_true(http_prefers_json("application/json"));
    assert_true(http_prefers_json("application/json, text/html;q=0.5"));
    assert_true(http_prefers_json("application/problem+json"));
    assert_false(http_prefers_json("text/html,application/xhtml+xml,application/json"));
    assert_false(http_prefers_json("*/*"));
    assert_false(http_prefers_json(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_etag_is_found_in_lists_and_in_its_weak_form),
        cmocka_unit_test(test_another_or_a_malformed_etag_does_not_match),
        cmocka_unit_test(test_dates_are_compared_in_whole_seconds_and_bad_ones_ignored),
        cmocka_unit_test(test_gzip_is_used_only_where_it_is_accepted),
        cmocka_unit_test(test_json_is_preferred_only_before_html),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

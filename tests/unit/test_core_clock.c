/* HTTP dates both ways, and clocks that move forward. */
#include "core/clock.h"
#include "core/str.h"

#include <time.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
static const struct {
    int64_t s;
    const char *text;
} dates[] = {
    {0, "Thu, 01 Jan 1970 00:00:00 GMT"},          {784111777, "Sun, 06 Nov 1994 08:49:37 GMT"},
    {951782400, "Tue, 29 Feb 2000 00:00:00 GMT"},  {951868799, "Tue, 29 Feb 2000 23:59:59 GMT"},
    {1798761599, "Thu, 31 Dec 2026 23:59:59 GMT"}, {1709164800, "Thu, 29 Feb 2024 00:00:00 GMT"},
    {4107542400, "Mon, 01 Mar 2100 00:00:00 GMT"}, {253402300799, "Fri, 31 Dec 9999 23:59:59 GMT"},
};

static void test_http_dates_are_written_and_read_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(dates); i++) {
        char text[30];
        int64_t s = -1;
        clock_http_date(dates[i].s, text);
        assert_string_equal(text, dates[i].text);
        assert_true(clock_http_date_parse(sv_of(text), &s));
        assert_int_equal(s, dates[i].s);
    }
}

static void test_every_day_of_400_years_agrees_with_the_c_library(void **state)
{
    (void)state;
    for (int64_t day = 0; day < 146097; day++) {
        int64_t s = day * 86400 + day % 86400;
        struct tm tm;
        time_t t = (time_t)s;
        char text[30], expected[40];
        assert_non_null(gmtime_r(&t, &tm));
        assert_true(strftime(expected, sizeof(expected), "%a, %d %b %Y %H:%M:%S GMT", &tm) > 0);
        clock_http_date(s, text);
        assert_string_equal(text, expected);
    }
}

static void test_malformed_http_dates_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "Sun, 06 Nov 1994 08:49:37 GM",
        "Sun, 06 Nov 1994 08:49:37 GMTx",
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06-Nov-1994 08:49:37 GMT",
        "Sun,  6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:-9:37 GMT",
        "Mon, 30 Feb 2026 00:00:00 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994     ",
        "Wed, 31 Dec 1969 23:59:59 GMT",
    };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        int64_t s = 77;
        if (clock_http_date_parse(sv_of(bad[i]), &s) || s != 77) {
            fail_msg("'%s'", bad[i]);
        }
    }
}

static void test_times_outside_the_form_are_held_at_its_ends(void **state)
{
    (void)state;
    char text[30];
    clock_http_date(-1, text);
    assert_string_equal(text, dates[0].text);
    clock_http_date(INT64_MAX, text);
    assert_string_equal(text, "Fri, 31 Dec 9999 23:59:59 GMT");
}

static void test_the_clocks_run_in_their_units(void **state)
{
    (void)state;
    int64_t before = clock_mono_us();
    assert_true(clock_mono_us() >= before);
    int64_t apart_ms = clock_wall_ms() - (int64_t)time(NULL) * 1000;
    assert_in_range(apart_ms + 2000, 0, 4000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_http_dates_are_written_and_read_back),
        cmocka_unit_test(test_every_day_of_400_years_agrees_with_the_c_library),
        cmocka_unit_test(test_malformed_http_dates_are_refused),
        cmocka_unit_test(test_times_outside_the_form_are_held_at_its_ends),
        cmocka_unit_test(test_the_clocks_run_in_their_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

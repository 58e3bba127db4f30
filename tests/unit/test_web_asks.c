/* How many engines pages may start at once (roster_ask.c). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include "core/err.h"
#include "web/roster_runs.h"

static void test_four_pages_ask_the_engine_at_once_and_a_fifth_goes_without(void **state)
{
    (void)state;
    struct roster_runs *all = roster_runs_new(NULL);
    struct err e = {0};
    for (size_t i = 1; i <= 4; i++) {
        assert_true(roster_ask_begin(all, &e));
        assert_int_equal(roster_runs_busy(all), i); /* an orderly end waits for them */
    }
    assert_false(roster_ask_begin(all, &e));
    assert_int_equal(e.code, ERR_BUSY);
    roster_ask_end(all);
    assert_true(roster_ask_begin(all, &e));
    for (size_t i = 0; i < 4; i++)
        roster_ask_end(all);
    assert_int_equal(roster_runs_busy(all), 0);
    roster_runs_free(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_four_pages_ask_the_engine_at_once_and_a_fifth_goes_without),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Buffer: growth, the maximum hit at every length in turn, and what stays after it. */
#include "core/buf.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void write_all_ways(struct buf *b)
{
    buf_str(b, "one ");
    buf_add(b, "two", 3);
    buf_char(b, ' ');
    buf_sv(b, SV("three "));
    buf_printf(b, "%d", 4444);
}

static const char written[] = "one two three 4444";

static void test_every_maximum_in_turn_either_holds_all_or_nothing(void **state)
{
    (void)state;
    for (size_t max = 0; max < sizeof(written) + 3; max++) {
        struct buf b;
        buf_init(&b, max);
        write_all_ways(&b);
        bool fits = max >= strlen(written);
        assert_int_equal(buf_ok(&b), fits);
        assert_string_equal(buf_view(&b).p, fits ? written : "");
        assert_int_equal(buf_view(&b).n, fits ? strlen(written) : 0);
        buf_free(&b);
    }
}

static void test_a_failed_buffer_takes_nothing_more_until_reset(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 3);
    buf_str(&b, "four");
    buf_str(&b, "a");
    assert_false(buf_ok(&b));
    assert_int_equal(buf_view(&b).n, 0);
    buf_reset(&b);
    buf_str(&b, "abc");
    assert_true(buf_ok(&b));
    assert_string_equal(b.p, "abc");
    buf_free(&b);
}

static void test_reset_keeps_the_memory(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 10000);
    for (int i = 0; i < 1000; i++) {
        buf_char(&b, 'x');
    }
    size_t cap = b.cap;
    buf_reset(&b);
    assert_int_equal(b.cap, cap);
    assert_string_equal(buf_view(&b).p, "");
    buf_free(&b);
}

static void test_an_empty_buffer_shows_an_empty_text(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 10);
    assert_string_equal(buf_view(&b).p, "");
    buf_add(&b, NULL, 0);
    buf_printf(&b, "%s", "");
    assert_string_equal(buf_view(&b).p, "");
    assert_true(buf_ok(&b));
    buf_free(&b);
}

static void test_no_more_than_the_maximum_is_ever_allocated(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 100);
    for (int i = 0; i < 100; i++) {
        buf_char(&b, 'x');
        assert_true(b.cap <= 101);
    }
    assert_true(buf_ok(&b));
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_maximum_in_turn_either_holds_all_or_nothing),
        cmocka_unit_test(test_a_failed_buffer_takes_nothing_more_until_reset),
        cmocka_unit_test(test_reset_keeps_the_memory),
        cmocka_unit_test(test_an_empty_buffer_shows_an_empty_text),
        cmocka_unit_test(test_no_more_than_the_maximum_is_ever_allocated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Rate limits: bursts, refills, and neighbours that do not pay for each other. */
#include "http/limit.h"

#include <stdio.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define SECOND_US INT64_C(1000000)
#define START_US  (1000 * SECOND_US)

static int set_up(void **state)
{
    *state = limit_new();
    return 0;
}

static int tear_down(void **state)
{
    limit_free(*state);
    return 0;
}

static bool try_at(struct limit *l, const char *address, int64_t us, int64_t *retry_s)
{
    return limit_take(l, address, LIMIT_STRICT, START_US + us, retry_s);
}

static void use_up(struct limit *l, const char *address)
{
    int64_t retry_s;
    for (int i = 0; i < 10; i++) {
        assert_true(try_at(l, address, 0, &retry_s));
    }
}

static void test_ten_tries_then_one_every_six_seconds(void **state)
{
    int64_t retry_s = 0;
    use_up(*state, "192.0.2.1");
    assert_false(try_at(*state, "192.0.2.1", 0, &retry_s));
    assert_int_equal(retry_s, 6);
    assert_false(try_at(*state, "192.0.2.1", 5 * SECOND_US, &retry_s));
    assert_int_equal(retry_s, 1);
    assert_true(try_at(*state, "192.0.2.1", 6 * SECOND_US, &retry_s));
    assert_false(try_at(*state, "192.0.2.1", 6 * SECOND_US, &retry_s));
    assert_int_equal(retry_s, 6);
}

static void test_refused_tries_do_not_push_the_next_one_further_away(void **state)
{
    int64_t retry_s;
    use_up(*state, "192.0.2.1");
    for (int i = 0; i < 100; i++) {
        assert_false(try_at(*state, "192.0.2.1", SECOND_US, &retry_s));
    }
    assert_true(try_at(*state, "192.0.2.1", 6 * SECOND_US, &retry_s));
}

static void test_a_long_pause_gives_back_no_more_than_the_burst(void **state)
{
    int64_t retry_s;
    use_up(*state, "192.0.2.1");
    for (int i = 0; i < 10; i++) {
        assert_true(try_at(*state, "192.0.2.1", 3600 * SECOND_US, &retry_s));
    }
    assert_false(try_at(*state, "192.0.2.1", 3600 * SECOND_US, &retry_s));
}

static void test_another_address_is_not_affected(void **state)
{
    int64_t retry_s;
    use_up(*state, "192.0.2.1");
    assert_true(try_at(*state, "192.0.2.2", 0, &retry_s));
    assert_true(try_at(*state, "2001:db8::1", 0, &retry_s));
}

static void test_one_ipv6_network_counts_as_one(void **state)
{
    int64_t retry_s;
    char address[64];
    for (int i = 0; i < 10; i++) {
        (void)snprintf(address, sizeof(address), "2001:db8:1:2::%x", i + 1);
        assert_true(try_at(*state, address, 0, &retry_s));
    }
    assert_false(try_at(*state, "2001:db8:1:2:ffff::1", 0, &retry_s));
    assert_true(try_at(*state, "2001:db8:1:3::1", 0, &retry_s));
}

static void test_the_general_limit_is_separate_and_wide(void **state)
{
    int64_t retry_s;
    use_up(*state, "192.0.2.1");
    for (int i = 0; i < 4000; i++) {
        assert_true(limit_take(*state, "192.0.2.1", LIMIT_GENERAL, START_US, &retry_s));
    }
    assert_false(limit_take(*state, "192.0.2.1", LIMIT_GENERAL, START_US, &retry_s));
    assert_int_equal(retry_s, 1);
    assert_true(limit_take(*state, "192.0.2.1", LIMIT_GENERAL, START_US + 500, &retry_s));
}

static void test_a_refund_allows_one_more_try(void **state)
{
    int64_t retry_s;
    use_up(*state, "192.0.2.1");
    limit_refund(*state, "192.0.2.1", LIMIT_STRICT);
    assert_true(try_at(*state, "192.0.2.1", 0, &retry_s));
    assert_false(try_at(*state, "192.0.2.1", 0, &retry_s));
}

static void test_a_flood_of_addresses_does_not_free_a_busy_one(void **state)
{
    int64_t retry_s;
    char address[32];
    use_up(*state, "192.0.2.1");
    for (int i = 0; i < 20000; i++) {
        (void)snprintf(address, sizeof(address), "10.%d.%d.%d", i >> 16, i >> 8 & 255, i & 255);
        (void)try_at(*state, address, i, &retry_s);
        if (i % 500 == 0) {
            assert_false(try_at(*state, "192.0.2.1", i, &retry_s));
        }
    }
}

static void test_a_key_is_limited_by_itself_wherever_it_is_used(void **state)
{
    const char *one = "a3f5000000000000000000000000000000000000000000000000000000000000";
    const char *other = "b3f5000000000000000000000000000000000000000000000000000000000000";
    int64_t retry_s;

    for (int i = 0; i < 300; i++) {
        assert_true(limit_take(*state, one, LIMIT_KEY, START_US, &retry_s));
    }
    assert_false(limit_take(*state, one, LIMIT_KEY, START_US, &retry_s));
    assert_int_equal(retry_s, 1);
    assert_true(limit_take(*state, other, LIMIT_KEY, START_US, &retry_s));
    assert_true(limit_take(*state, one, LIMIT_KEY, START_US + 200000, &retry_s));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(test_ten_tries_then_one_every_six_seconds),
        T(test_refused_tries_do_not_push_the_next_one_further_away),
        T(test_a_long_pause_gives_back_no_more_than_the_burst),
        T(test_another_address_is_not_affected),
        T(test_one_ipv6_network_counts_as_one),
        T(test_the_general_limit_is_separate_and_wide),
        T(test_a_refund_allows_one_more_try),
        T(test_a_flood_of_addresses_does_not_free_a_busy_one),
        T(test_a_key_is_limited_by_itself_wherever_it_is_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The feeds in memory: found by their token's hash, and never more than the bound. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include "feed/store.h"

static const char *hash_of(int n)
{
    static char hex[SECRET_HEX_LEN + 1];
    char text[16];
    int len = snprintf(text, sizeof text, "token %d", n);
    secret_sha256_hex((struct sv){text, (size_t)len}, hex);
    return hex;
}

static void count_one(struct feed_entry *e UNUSED, void *ctx)
{
    ++*(size_t *)ctx;
}

static size_t count(struct feed_store *s)
{
    size_t n = 0;
    feed_store_each(s, count_one, &n);
    return n;
}

static void test_what_was_added_is_found_and_nothing_else(void **state)
{
    struct feed_store *s = feed_store_new();
    (void)state;
    for (int i = 0; i < 2000; i++)
        feed_store_add(s, hash_of(i))->version = i;
    for (int i = 0; i < 2000; i++) {
        struct feed_entry *e = feed_store_find(s, hash_of(i));
        assert_non_null(e);
        assert_string_equal(e->token_hash, hash_of(i));
        assert_int_equal(e->version, i);
    }
    assert_null(feed_store_find(s, hash_of(2000)));
    assert_null(feed_store_find(s, ""));
    assert_int_equal(count(s), 2000);
    feed_store_free(s);
}

static void test_what_was_dropped_is_gone_and_its_neighbours_stay(void **state)
{
    struct feed_store *s = feed_store_new();
    (void)state;
    for (int i = 0; i < STORE_MAX; i++)
        feed_store_add(s, hash_of(i));
    for (int i = 0; i < 1000; i += 2)
        feed_store_drop(s, feed_store_find(s, hash_of(i)));
    for (int i = 0; i < 1000; i++)
        assert_int_equal(feed_store_find(s, hash_of(i)) != NULL, i % 2);
    assert_int_equal(count(s), STORE_MAX - 500);
    feed_store_free(s);
}

static void test_a_full_store_gives_up_the_one_unused_for_longest(void **state)
{
    struct feed_store *s = feed_store_new();
    (void)state;
    for (int i = 0; i < STORE_MAX; i++)
        feed_store_add(s, hash_of(i))->used_us = i == 77 ? 1 : 100 + i;
    feed_store_add(s, hash_of(STORE_MAX))->used_us = 1000000;
    assert_int_equal(count(s), STORE_MAX);
    assert_null(feed_store_find(s, hash_of(77)));
    feed_store_add(s, hash_of(77))->used_us = 1000001;
    assert_int_equal(count(s), STORE_MAX);
    assert_null(feed_store_find(s, hash_of(0)));
    assert_non_null(feed_store_find(s, hash_of(1)));
    feed_store_free(s);
}

static void test_one_that_is_being_read_is_never_given_up(void **state)
{
    struct feed_store *s = feed_store_new();
    struct feed_waiter waiter = {0};
    (void)state;
    for (int i = 0; i < STORE_MAX; i++)
        feed_store_add(s, hash_of(i))->used_us = i;
    struct feed_entry *asking = feed_store_find(s, hash_of(0));
    struct feed_entry *waited_for = feed_store_find(s, hash_of(1));
    asking->is_asking = true;
    waited_for->waiters = &waiter;
    feed_store_add(s, hash_of(STORE_MAX))->used_us = STORE_MAX;
    assert_ptr_equal(feed_store_find(s, hash_of(0)), asking);
    assert_ptr_equal(feed_store_find(s, hash_of(1)), waited_for);
    assert_null(feed_store_find(s, hash_of(2)));
    feed_store_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_added_is_found_and_nothing_else),
        cmocka_unit_test(test_what_was_dropped_is_gone_and_its_neighbours_stay),
        cmocka_unit_test(test_a_full_store_gives_up_the_one_unused_for_longest),
        cmocka_unit_test(test_one_that_is_being_read_is_never_given_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

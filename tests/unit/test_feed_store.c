/* What is in memory of feeds: found by token and by what is shown, shared by addresses, and never
 * more bytes than the bound. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include "core/arena.h"
#include "feed/store.h"

#define COPY_BYTES 10000
#define MIB        ((size_t)1 << 20)

static const char *hash_of(int n)
{
    static char hex[SECRET_HEX_LEN + 1];
    char text[16];
    int len = snprintf(text, sizeof text, "token %d", n);
    secret_sha256_hex((struct sv){text, (size_t)len}, hex);
    return hex;
}

static const char *key_of(int feed, const char *level)
{
    static char key[STORE_KEY];
    (void)snprintf(key, sizeof key, "1:%d:%s:0:vi", feed, level);
    return key;
}

static struct feed_copy *some_bytes(size_t n)
{
    struct feed_copy *c = heap_new(sizeof *c + n);
    c->holders = 1;
    c->plain = (struct sv){c->bytes, n};
    c->gzip = (struct sv){c->bytes + n, 0};
    return c;
}

static struct feed_calendar *put(struct feed_store *s, int feed)
{
    return feed_store_put(s, key_of(feed, "full"), 1, feed, some_bytes(COPY_BYTES));
}

/* Address n leads to calendar n. */
static void fill(struct feed_store *s, int n)
{
    for (int i = 0; i < n; i++)
        feed_store_link(feed_store_add(s, hash_of(i)), put(s, i));
}

static void count_one(struct feed_address *a UNUSED, void *ctx)
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
    struct feed_store *s = feed_store_new(64 * MIB);
    (void)state;
    fill(s, 2000);
    for (int i = 0; i < 2000; i++) {
        struct feed_address *a = feed_store_find(s, hash_of(i));
        assert_non_null(a);
        assert_string_equal(a->token_hash, hash_of(i));
        assert_ptr_equal(a->calendar, feed_store_calendar(s, key_of(i, "full")));
    }
    assert_null(feed_store_find(s, hash_of(2000)));
    assert_null(feed_store_find(s, ""));
    assert_null(feed_store_calendar(s, key_of(1, "busy")));
    assert_int_equal(count(s), 2000);
    feed_store_free(s);
}

static void test_what_was_dropped_is_gone_and_its_neighbours_stay(void **state)
{
    struct feed_store *s = feed_store_new(64 * MIB);
    (void)state;
    fill(s, 1000);
    for (int i = 0; i < 1000; i += 2)
        feed_store_drop(s, feed_store_find(s, hash_of(i)));
    for (int i = 0; i < 1000; i++)
        assert_int_equal(feed_store_find(s, hash_of(i)) != NULL, i % 2);
    assert_int_equal(count(s), 500);
    feed_store_free(s);
}

static void test_a_full_store_gives_up_the_calendar_unused_for_longest(void **state)
{
    struct feed_store *s = feed_store_new(MIB);
    (void)state;
    fill(s, 90);
    feed_store_trim(s);
    assert_int_equal(count(s), 90); /* all of them fit */
    feed_store_used(s, feed_store_calendar(s, key_of(0, "full")));
    for (int i = 90; i < 120; i++)
        put(s, i);
    feed_store_trim(s);
    assert_true(feed_store_bytes(s) <= MIB);
    assert_null(feed_store_find(s, hash_of(1)));
    assert_null(feed_store_calendar(s, key_of(1, "full")));
    assert_non_null(feed_store_find(s, hash_of(0)));
    assert_non_null(feed_store_calendar(s, key_of(119, "full")));
    feed_store_free(s);
}

static void test_an_address_that_is_being_read_stays_when_its_calendar_goes(void **state)
{
    struct feed_store *s = feed_store_new(COPY_BYTES);
    (void)state;
    fill(s, 3);
    feed_store_find(s, hash_of(1))->is_asking = true;
    feed_store_trim(s);
    assert_null(feed_store_find(s, hash_of(0)));
    assert_non_null(feed_store_find(s, hash_of(1)));
    assert_null(feed_store_find(s, hash_of(1))->calendar);
    feed_store_free(s);
}

static void test_a_change_makes_every_calendar_of_its_feed_old_and_no_other(void **state)
{
    struct feed_store *s = feed_store_new(MIB);
    (void)state;
    struct feed_calendar *full = put(s, 5), *other = put(s, 6);
    struct feed_calendar *busy = feed_store_put(s, key_of(5, "busy"), 1, 5, some_bytes(COPY_BYTES));
    struct feed_calendar *neighbour = feed_store_put(s, "2:5:full:0:vi", 2, 5, some_bytes(1));
    feed_store_changed(s, 1, 5, 1);
    assert_true(full->is_old && busy->is_old);
    assert_false(other->is_old || neighbour->is_old);
    full->is_old = false;
    full->version = 7;
    feed_store_changed(s, 1, 5, 7);
    assert_false(full->is_old);
    feed_store_all_old(s);
    assert_true(full->is_old && other->is_old && neighbour->is_old);
    feed_store_free(s);
}

static void test_bytes_on_their_way_out_outlive_their_calendar(void **state)
{
    struct feed_store *s = feed_store_new(MIB);
    (void)state;
    struct feed_copy *sending = feed_copy_hold(put(s, 1)->copy);
    memset(sending->bytes, 'x', COPY_BYTES);
    put(s, 1);
    feed_store_free(s);
    assert_int_equal(sending->holders, 1);
    assert_int_equal(sending->bytes[COPY_BYTES - 1], 'x');
    feed_copy_drop(sending);
}

static void test_each_fetch_is_reported_once_with_the_client_s_whole_name(void **state)
{
    static const char thunderbird[] =
        "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Thunderbird/153.0";
    struct feed_store *s = feed_store_new(MIB);
    (void)state;
    fill(s, 3);
    feed_store_fetched(s, feed_store_find(s, hash_of(2)), "Google\n-Calendar");
    feed_store_fetched(s, feed_store_find(s, hash_of(0)), thunderbird);
    feed_store_fetched(s, feed_store_find(s, hash_of(2)), "Google\n-Calendar");
    feed_store_fetched(s, feed_store_find(s, hash_of(1)), NULL);
    feed_store_drop(s, feed_store_find(s, hash_of(1)));
    struct feed_address *a = feed_store_report(s);
    assert_string_equal(a->client, "Google -Calendar");
    a = feed_store_report(s);
    assert_string_equal(a->client, thunderbird);
    assert_null(feed_store_report(s));
    feed_store_fetched(s, a, "x");
    assert_ptr_equal(feed_store_report(s), a);
    feed_store_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_added_is_found_and_nothing_else),
        cmocka_unit_test(test_what_was_dropped_is_gone_and_its_neighbours_stay),
        cmocka_unit_test(test_a_full_store_gives_up_the_calendar_unused_for_longest),
        cmocka_unit_test(test_an_address_that_is_being_read_stays_when_its_calendar_goes),
        cmocka_unit_test(test_a_change_makes_every_calendar_of_its_feed_old_and_no_other),
        cmocka_unit_test(test_bytes_on_their_way_out_outlive_their_calendar),
        cmocka_unit_test(test_each_fetch_is_reported_once_with_the_client_s_whole_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

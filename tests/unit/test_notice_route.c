/* Which gateway takes a message, how many at once, and what becomes of one that fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "notice/route.h"

#define S 1000000 /* microseconds */

static const struct throttle_rule easy = {
    .in_flight = 4, .failures = 3, .rest_ms = 1000, .rest_max_ms = 8000};

static void no_send(struct channel *c, const struct message *m, channel_done *done, void *ctx)
{
    (void)c;
    (void)m;
    (void)done;
    (void)ctx;
}

static void no_free(struct channel *c)
{
    (void)c;
}

static struct channel channels[3] = {{.name = "a", .send = no_send, .free = no_free},
                                     {.name = "b", .send = no_send, .free = no_free},
                                     {.name = "c", .send = no_send, .free = no_free}};

static struct route three(const struct gateway *a, const struct gateway *b, const struct gateway *c)
{
    struct route r = {.is_strict = true};
    route_add(&r, &channels[0], a, &easy);
    route_add(&r, &channels[1], b, &easy);
    route_add(&r, &channels[2], c, &easy);
    return r;
}

static struct gateway gateway(const char *name, const char *prefixes, int64_t weight)
{
    return (struct gateway){
        .name = name, .prefixes = {prefixes, strlen(prefixes)}, .weight = weight};
}

static size_t go(const struct route *r, const struct route_ask *ask, int64_t now_us)
{
    size_t way = 99;
    assert_int_equal(route_pick(r, ask, now_us, &way), ROUTE_GO);
    return way;
}

static void goes_wrong(struct route *r, size_t way, int64_t now_us)
{
    route_begin(r, way, now_us);
    route_end(r, way, &(struct attempt){.outcome = OUTCOME_TEMPFAIL, .code = "503"}, now_us);
}

static void goes_well(struct route *r, size_t way, int64_t now_us)
{
    route_begin(r, way, now_us);
    route_end(r, way, &(struct attempt){.outcome = OUTCOME_OK, .code = "200"}, now_us);
}

/* ---- throttle ---- */

static void no_more_than_its_slots_begin(void **state)
{
    (void)state;
    struct throttle t = throttle_of(&easy);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(throttle_room(&t, 0), 4 - i);
        throttle_begin(&t, 0);
    }
    assert_int_equal(throttle_room(&t, 0), 0);
    assert_int_equal(throttle_wait_ms(&t, 0), 0);
    (void)throttle_end(&t, false, 0);
    assert_int_equal(throttle_room(&t, 0), 1);
}

static void a_rate_is_kept_over_time_and_after_a_pause(void **state)
{
    (void)state;
    struct throttle_rule rule = easy;
    rule.rate_per_s = 50;
    struct throttle t = throttle_of(&rule);
    int64_t begun = 0;
    for (int64_t now = 10 * S; now < 20 * S; now += 1000) {
        while (throttle_room(&t, now) > 0) {
            throttle_begin(&t, now);
            (void)throttle_end(&t, false, now);
            begun++;
        }
        if (throttle_room(&t, now) == 0)
            assert_in_range(throttle_wait_ms(&t, now), 1, 21);
    }
    assert_in_range(begun, 500, 506);
}

static void a_gateway_that_fails_in_a_row_rests_ever_longer(void **state)
{
    (void)state;
    struct throttle t = throttle_of(&easy);
    int64_t now = S;
    int64_t rest_ms[] = {1000, 2000, 4000, 8000, 8000};
    for (int i = 0; i < 2; i++) {
        throttle_begin(&t, now);
        assert_false(throttle_end(&t, true, now));
    }
    for (size_t i = 0; i < ARRAY_LEN(rest_ms); i++) {
        assert_int_equal(throttle_room(&t, now), i == 0 ? 4 : 1);
        throttle_begin(&t, now);
        assert_int_equal(throttle_room(&t, now) > 0, i == 0); /* one goes ahead, alone */
        assert_int_equal(throttle_end(&t, true, now), i == 0);
        assert_int_equal(throttle_room(&t, now), 0);
        assert_true(throttle_rests(&t, now));
        assert_in_range(throttle_wait_ms(&t, now), rest_ms[i], rest_ms[i] + 1);
        now += rest_ms[i] * 1000;
    }
    throttle_begin(&t, now);
    assert_true(throttle_end(&t, false, now));
    assert_int_equal(throttle_room(&t, now), 4);
}

static void one_success_between_failures_keeps_it_awake(void **state)
{
    (void)state;
    struct throttle t = throttle_of(&easy);
    for (int i = 0; i < 20; i++) {
        throttle_begin(&t, S);
        assert_false(throttle_end(&t, i % 3 != 0, S));
    }
}

static void what_had_begun_before_a_rest_does_not_prolong_it(void **state)
{
    (void)state;
    struct throttle_rule rule = easy;
    rule.in_flight = 10;
    struct throttle t = throttle_of(&rule);
    for (int i = 0; i < 10; i++)
        throttle_begin(&t, S);
    for (int i = 0; i < 10; i++)
        (void)throttle_end(&t, true, S);
    assert_in_range(throttle_wait_ms(&t, S), 1000, 1001);
}

/* ---- route ---- */

static void the_longest_prefix_takes_the_number(void **state)
{
    (void)state;
    const struct gateway all = gateway("a", "", 1);
    const struct gateway wide = gateway("b", "849", 1);
    const struct gateway own = gateway("c", "8490, 8493", 1);
    struct route r = three(&all, &wide, &own);
    assert_int_equal(go(&r, &(struct route_ask){.address = "+84901234567"}, S), 2);
    assert_int_equal(go(&r, &(struct route_ask){.address = "+84931234567"}, S), 2);
    assert_int_equal(go(&r, &(struct route_ask){.address = "+84971234567"}, S), 1);
    assert_int_equal(go(&r, &(struct route_ask){.address = "+84281234567"}, S), 0);
}

static void a_number_nobody_serves_is_told_so(void **state)
{
    (void)state;
    const struct gateway a = gateway("a", "8490", 1);
    struct route r = three(&a, &a, &a);
    size_t way;
    const struct route_ask ask = {.address = "+84281234567"};
    assert_int_equal(route_pick(&r, &ask, S, &way), ROUTE_NONE);
}

static void weights_share_out_the_messages(void **state)
{
    (void)state;
    const struct gateway a = gateway("a", "", 1);
    const struct gateway b = gateway("b", "", 3);
    const struct gateway c = gateway("c", "", 6);
    struct route r = three(&a, &b, &c);
    int count[3] = {0};
    for (int64_t key = 1; key <= 10000; key++)
        count[go(&r, &(struct route_ask){.address = "+84901234567", .key = key}, S)]++;
    assert_in_range(count[0], 900, 1100);
    assert_in_range(count[1], 2850, 3150);
    assert_in_range(count[2], 5850, 6150);
}

static void the_same_message_finds_the_same_gateway(void **state)
{
    (void)state;
    const struct gateway a = gateway("a", "", 1);
    const struct gateway b = gateway("b", "", 1);
    struct route r = three(&a, &b, &a);
    for (int64_t key = 1; key <= 100; key++) {
        const struct route_ask ask = {.address = "+84901234567", .key = key};
        assert_int_equal(go(&r, &ask, S), go(&r, &ask, 9 * S));
    }
}

static void a_resting_gateway_is_passed_over_also_by_its_own_numbers(void **state)
{
    (void)state;
    const struct gateway own = gateway("a", "8490", 1);
    const struct gateway all = gateway("b", "", 1);
    struct route r = three(&own, &all, &all);
    const struct route_ask ask = {.address = "+84901234567"};
    for (int i = 0; i < 3; i++)
        goes_wrong(&r, 0, S);
    assert_true(r.ways[0].is_changed);
    assert_int_not_equal(go(&r, &ask, S), 0);
    for (int i = 0; i < 3; i++) {
        goes_wrong(&r, 1, S);
        goes_wrong(&r, 2, S);
    }
    size_t way;
    assert_int_equal(route_pick(&r, &ask, S, &way), ROUTE_RESTS);
    assert_int_equal(route_capacity(&r, S), 0);
    assert_in_range(route_wait_ms(&r, S), 1000, 1001);
    assert_int_equal(route_capacity(&r, 2 * S), 3); /* one ahead for each */
    assert_int_equal(go(&r, &ask, 2 * S), 0);
    goes_well(&r, 0, 2 * S);
    assert_int_equal(route_pick(&r, &ask, 2 * S, &way), ROUTE_GO);
}

static void what_refused_it_for_now_is_not_asked_again(void **state)
{
    (void)state;
    const struct gateway a = gateway("a", "", 1);
    struct route r = three(&a, &a, &a);
    size_t way;
    struct route_ask ask = {.address = "+84901234567", .tried = 1u | 4u};
    assert_int_equal(go(&r, &ask, S), 1);
    ask.tried = 7;
    assert_int_equal(route_pick(&r, &ask, S, &way), ROUTE_NONE);
}

static void a_full_gateway_makes_wait_and_others_of_the_prefix_help_out(void **state)
{
    (void)state;
    const struct gateway own = gateway("a", "8490", 1);
    const struct gateway all = gateway("b", "", 1);
    struct route r = three(&own, &own, &all);
    const struct route_ask ask = {.address = "+84901234567"};
    size_t way;
    for (int i = 0; i < 4; i++)
        route_begin(&r, 0, S);
    assert_int_equal(go(&r, &ask, S), 1);
    for (int i = 0; i < 4; i++)
        route_begin(&r, 1, S);
    assert_int_equal(route_pick(&r, &ask, S, &way), ROUTE_FULL);
}

static void a_second_try_goes_where_the_token_is_known(void **state)
{
    (void)state;
    struct gateway a = gateway("a", "", 1);
    struct gateway b = gateway("b", "", 1);
    struct gateway c = gateway("c", "", 100);
    a.is_idempotent = true;
    struct route r = three(&a, &b, &c);
    struct route_ask ask = {.address = "+84901234567", .key = 5, .knows = "a", .is_bound = true};
    size_t way;
    assert_int_equal(go(&r, &ask, S), 0);
    assert_true(route_knows(&r, &ask, 0));
    assert_false(route_knows(&r, &ask, 2));
    for (int i = 0; i < 3; i++)
        goes_wrong(&r, 0, S);
    assert_int_equal(route_pick(&r, &ask, S, &way), ROUTE_RESTS); /* and nowhere else */
    ask.is_bound = false;                                         /* rather twice than never */
    assert_int_not_equal(go(&r, &ask, S), 0);
}

static void of_mail_only_silence_is_the_relays_fault(void **state)
{
    (void)state;
    struct route r = {0};
    route_add(&r, &channels[0], NULL, &easy);
    for (int i = 0; i < 20; i++) {
        route_begin(&r, 0, S);
        route_end(&r, 0, &(struct attempt){.outcome = OUTCOME_TEMPFAIL, .code = "450"}, S);
    }
    assert_int_equal(route_capacity(&r, S), 8);
    for (int i = 0; i < 3; i++) {
        route_begin(&r, 0, S);
        route_end(&r, 0, &(struct attempt){.outcome = OUTCOME_TEMPFAIL, .code = "not_sent"}, S);
    }
    assert_int_equal(route_capacity(&r, S), 0);
}

static void no_more_is_in_hand_than_a_second_of_the_rate(void **state)
{
    (void)state;
    struct gateway slow = gateway("a", "", 1);
    slow.rate_per_s = 2;
    slow.in_flight = 50;
    struct route r = {.is_strict = true};
    route_add(&r, &channels[0], &slow, &easy);
    assert_int_equal(route_capacity(&r, S), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_more_than_its_slots_begin),
        cmocka_unit_test(a_rate_is_kept_over_time_and_after_a_pause),
        cmocka_unit_test(a_gateway_that_fails_in_a_row_rests_ever_longer),
        cmocka_unit_test(one_success_between_failures_keeps_it_awake),
        cmocka_unit_test(what_had_begun_before_a_rest_does_not_prolong_it),
        cmocka_unit_test(the_longest_prefix_takes_the_number),
        cmocka_unit_test(a_number_nobody_serves_is_told_so),
        cmocka_unit_test(weights_share_out_the_messages),
        cmocka_unit_test(the_same_message_finds_the_same_gateway),
        cmocka_unit_test(a_resting_gateway_is_passed_over_also_by_its_own_numbers),
        cmocka_unit_test(what_refused_it_for_now_is_not_asked_again),
        cmocka_unit_test(a_full_gateway_makes_wait_and_others_of_the_prefix_help_out),
        cmocka_unit_test(a_second_try_goes_where_the_token_is_known),
        cmocka_unit_test(of_mail_only_silence_is_the_relays_fault),
        cmocka_unit_test(no_more_is_in_hand_than_a_second_of_the_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

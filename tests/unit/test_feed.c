/* The feed's memory and its races: what is asked of the database, when a copy is fresh, and that a
 * change is never missed in whichever order the answers arrive. The database is this file: it keeps
 * the calls and answers when a test says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include "core/arena.h"
#include "core/secret.h"
#include "core/str.h"
#include "feed/feed.h"

#define CALLS_MAX 32

static struct asked { /* a call that has no answer yet: done is set */
    enum query query;
    char param[SECRET_HEX_LEN + 1];
    char have[64]; /* what memory says it has, of a read */
    db_done *done;
    void *ctx;
} asked[CALLS_MAX];

/* In place of db/db.c. */
void db_call(struct db *db, const struct db_call *call)
{
    (void)db;
    assert_int_equal(call->n_params, call->query == Q_FEED_READ ? 2 : 1);
    assert_int_equal(call->lane, DB_JOBS);
    for (size_t i = 0; i < CALLS_MAX; i++) {
        if (asked[i].done)
            continue;
        asked[i] = (struct asked){.query = call->query, .done = call->done, .ctx = call->ctx};
        (void)snprintf(asked[i].param, sizeof asked[i].param, "%s", call->params[0]);
        if (call->query == Q_FEED_READ)
            (void)snprintf(asked[i].have, sizeof asked[i].have, "%s", call->params[1]);
        return;
    }
    fail_msg("more than %d calls", CALLS_MAX);
}

static int waiting(enum query q)
{
    int n = 0;
    for (size_t i = 0; i < CALLS_MAX; i++)
        n += asked[i].done && asked[i].query == q;
    return n;
}

/* Answers the first open call of that query. */
static void respond(enum query q, const struct db_result *r)
{
    for (size_t i = 0; i < CALLS_MAX; i++) {
        struct asked a = asked[i];
        if (!a.done || a.query != q)
            continue;
        asked[i].done = NULL;
        a.done(a.ctx, r);
        return;
    }
    fail_msg("nobody asked query %d", (int)q);
}

static void respond_text(enum query q, const char *text)
{
    respond(q, &(struct db_result){.value = sv_of(text)});
}

static void respond_lost(enum query q)
{
    struct db_result r = {0};
    err_set(&r.err, ERR_DB_LOST, "gone");
    respond(q, &r);
}

#define READ                                                                                       \
    "{\"copy\":\"1:5:full:0:vi\",\"stamp\":\"%d:2026-11-22\",\"center_id\":1,\"feed_id\":5,"       \
    "\"version\":%d,\"fresh_s\":3600,\"closes_s\":%s"

/* The calendar 5 at that version; closes_s: seconds until the address is shut, or null. */
static void respond_closing(int version, const char *closes_s)
{
    char text[1024];
    (void)snprintf(text, sizeof text,
                   READ ",\"modified\":%d,\"name\":\"version %d\",\"language\":\"vi\","
                        "\"zone\":\"Asia/Ho_Chi_Minh\",\"events\":[]}",
                   version, version, closes_s, 1000 + version, version);
    respond_text(Q_FEED_READ, text);
}

static void respond_feed(int version)
{
    respond_closing(version, "null");
}

/* The database found that memory has it already. */
static void respond_same(int version)
{
    char text[512];
    (void)snprintf(text, sizeof text, READ "}", version, version, "null");
    respond_text(Q_FEED_READ, text);
}

static void respond_changes(int version)
{
    char text[128];
    (void)snprintf(text, sizeof text,
                   "{\"now\":\"2026-11-22 10:00:00+00\",\"versions\":[[1,5,%d]]}", version);
    respond_text(Q_FEED_CHANGES, text);
}

struct told { /* what a reader was told last */
    int times;
    struct err err;
    char text[2048];
    char etag[64];
    bool is_stale;
};

static void tell(void *ctx, const struct feed_reply *r)
{
    struct told *t = ctx;
    t->times++;
    t->err = r->err;
    t->is_stale = r->is_stale;
    t->text[0] = t->etag[0] = '\0';
    if (!r->copy)
        return;
    (void)snprintf(t->text, sizeof t->text, "%.*s", (int)r->copy->plain.n, r->copy->plain.p);
    (void)snprintf(t->etag, sizeof t->etag, "%s", r->copy->etag);
}

struct fixture {
    struct loop *loop;
    struct feed *feed;
    char hash[SECRET_HEX_LEN + 1];
    struct told readers[16];
    size_t n_readers;
};

static int set_up(void **state)
{
    static struct fixture fx;
    memset(asked, 0, sizeof asked);
    memset(&fx, 0, sizeof fx);
    fx.loop = loop_new();
    fx.feed = feed_start(fx.loop, NULL, "https://truc.example.vn", 1 << 20);
    secret_sha256_hex(SV("token"), fx.hash);
    *state = &fx;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fx = *state;
    if (fx->feed)
        feed_stop(fx->feed);
    for (size_t i = 0; i < CALLS_MAX; i++) {
        if (asked[i].done)
            respond_lost(asked[i].query); /* as db_stop does */
    }
    loop_free(fx->loop);
    return 0;
}

/* A new reader; who waits is told later, so readers live as long as the test. */
static const struct told *get_by(struct fixture *fx, const char *hash)
{
    assert_true(fx->n_readers < ARRAY_LEN(fx->readers));
    struct told *t = &fx->readers[fx->n_readers++];
    feed_get(fx->feed, hash, "test", tell, t);
    return t;
}

static const struct told *get(struct fixture *fx)
{
    return get_by(fx, fx->hash);
}

static bool is_fresh(struct fixture *fx)
{
    return get(fx)->times == 1;
}

/* A listener that listens, and a copy of version 1 that is known to be the newest. */
static void settle(struct fixture *fx)
{
    feed_changed(fx->feed);
    respond_changes(1);
    const struct told *t = get(fx);
    respond_feed(1);
    assert_int_equal(t->times, 1);
    assert_non_null(strstr(t->text, "NAME:version 1\r\n"));
}

static void test_many_readers_of_one_feed_are_one_question(void **state)
{
    struct fixture *fx = *state;
    const struct told *told[5];
    for (size_t i = 0; i < ARRAY_LEN(told); i++)
        told[i] = get(fx);
    assert_int_equal(waiting(Q_FEED_READ), 1);
    assert_string_equal(asked[0].param, fx->hash);
    respond_feed(1);
    for (size_t i = 0; i < ARRAY_LEN(told); i++) {
        assert_int_equal(told[i]->times, 1);
        assert_string_equal(told[i]->etag, told[0]->etag);
        assert_false(told[i]->is_stale);
    }
}

static void test_what_nobody_changed_is_answered_from_memory(void **state)
{
    struct fixture *fx = *state;
    settle(fx);
    const struct told *t = get(fx);
    assert_int_equal(t->times, 1);
    assert_false(t->is_stale);
    assert_int_equal(waiting(Q_FEED_READ), 0);
}

static void test_before_the_listener_listens_every_reader_asks(void **state)
{
    struct fixture *fx = *state;
    get(fx);
    respond_feed(1);
    assert_false(is_fresh(fx));
    assert_int_equal(waiting(Q_FEED_READ), 1);
}

static void test_a_change_makes_its_own_feed_old_and_no_other(void **state)
{
    struct fixture *fx = *state;
    settle(fx);
    feed_changed(fx->feed);
    respond_text(Q_FEED_CHANGES, "{\"now\":\"t\",\"versions\":[[1,6,9],[2,5,9],[1,5,1]]}");
    assert_true(is_fresh(fx));
    feed_changed(fx->feed);
    respond_changes(2);
    assert_false(is_fresh(fx));
    respond_feed(2);
    assert_true(is_fresh(fx));
}

static void test_between_the_hint_and_the_answer_nobody_gets_the_old_copy(void **state)
{
    struct fixture *fx = *state;
    settle(fx);
    feed_changed(fx->feed);
    assert_false(is_fresh(fx));
}

static void test_a_change_heard_of_during_a_read_is_read_again(void **state)
{
    struct fixture *fx = *state;
    settle(fx);
    feed_changed(fx->feed);
    respond_changes(2);
    assert_false(is_fresh(fx)); /* the read is on its way, with a snapshot from before version 3 */
    feed_changed(fx->feed);
    respond_changes(3);
    respond_feed(2);
    assert_false(is_fresh(fx));
    respond_feed(3);
    assert_true(is_fresh(fx));
}

static void test_a_change_heard_of_after_the_read_is_read_again(void **state)
{
    struct fixture *fx = *state;
    settle(fx);
    feed_changed(fx->feed);
    respond_changes(2);
    assert_false(is_fresh(fx));
    feed_changed(fx->feed);
    respond_feed(2);
    respond_changes(3);
    assert_false(is_fresh(fx));
}

static void test_a_first_read_during_a_change_is_not_taken_for_the_newest(void **state)
{
    struct fixture *fx = *state;
    feed_changed(fx->feed);
    get(fx); /* not in memory: no version to compare with */
    respond_changes(2);
    respond_feed(1);
    assert_false(is_fresh(fx));
}

static void test_a_hint_during_a_scan_is_followed_by_another_scan(void **state)
{
    struct fixture *fx = *state;
    settle(fx);
    feed_changed(fx->feed);
    feed_changed(fx->feed);
    feed_changed(fx->feed);
    assert_int_equal(waiting(Q_FEED_CHANGES), 1);
    respond_changes(1); /* from before the second hint */
    assert_int_equal(waiting(Q_FEED_CHANGES), 1);
    assert_false(is_fresh(fx));
    respond_feed(1);
    respond_changes(2);
    assert_int_equal(waiting(Q_FEED_CHANGES), 0);
    assert_false(is_fresh(fx));
}

static void test_while_the_listener_is_lost_no_scan_makes_memory_fresh(void **state)
{
    struct fixture *fx = *state;
    settle(fx);
    feed_changed(fx->feed);
    feed_unsure(fx->feed);
    respond_changes(1);
    assert_false(is_fresh(fx));
    respond_feed(1);
    assert_false(is_fresh(fx));
    respond_feed(1);
    feed_changed(fx->feed);
    respond_changes(1);
    assert_false(is_fresh(fx)); /* perhaps another database answers now */
    respond_feed(1);
    assert_true(is_fresh(fx));
}

static void test_a_version_that_went_back_is_a_change_as_well(void **state)
{
    struct fixture *fx = *state;
    settle(fx);
    feed_changed(fx->feed);
    respond_changes(0);
    assert_false(is_fresh(fx));
}

static void test_a_scan_that_fails_leaves_nothing_fresh_and_the_next_one_mends_it(void **state)
{
    struct fixture *fx = *state;
    settle(fx);
    feed_changed(fx->feed);
    respond_lost(Q_FEED_CHANGES);
    assert_false(is_fresh(fx));
    respond_feed(1);
    feed_changed(fx->feed);
    respond_changes(1);
    assert_true(is_fresh(fx));
}

static void test_without_the_database_the_last_copy_is_served_as_stale(void **state)
{
    struct fixture *fx = *state;
    settle(fx);
    const struct told *good = get(fx);
    feed_unsure(fx->feed);
    const struct told *t = get(fx);
    respond_lost(Q_FEED_READ);
    assert_int_equal(t->times, 1);
    assert_true(t->is_stale);
    assert_string_equal(t->text, good->text);
    assert_string_equal(t->etag, good->etag);
}

static void test_without_database_and_copy_the_error_is_said_and_nothing_is_kept(void **state)
{
    struct fixture *fx = *state;
    const struct told *t = get(fx);
    respond_lost(Q_FEED_READ);
    assert_int_equal(t->times, 1);
    assert_int_equal(t->err.code, ERR_DB_LOST);
    (void)get(fx);
    assert_int_equal(waiting(Q_FEED_READ), 1);
}

static void test_what_cannot_be_rendered_leaves_the_last_copy(void **state)
{
    static const char *const broken[] = {"{\"zone\":\"Mars\",\"events\":[]}", "[]", "no json"};
    struct fixture *fx = *state;
    settle(fx);
    feed_unsure(fx->feed);
    for (size_t i = 0; i < ARRAY_LEN(broken); i++) {
        const struct told *t = get(fx);
        respond_text(Q_FEED_READ, broken[i]);
        assert_int_equal(t->times, 1);
        assert_true(t->is_stale);
        assert_non_null(strstr(t->text, "NAME:version 1\r\n"));
    }
}

static void test_an_unknown_token_is_not_found_and_a_revoked_one_is_gone(void **state)
{
    struct fixture *fx = *state;
    const struct told *t = get(fx);
    respond_text(Q_FEED_READ, "");
    assert_int_equal(t->err.code, ERR_NOT_FOUND);
    settle(fx);
    feed_unsure(fx->feed);
    t = get(fx);
    respond_text(Q_FEED_READ, "{\"gone\":true}");
    assert_int_equal(t->err.code, ERR_GONE);
    assert_string_equal(t->text, "");
    assert_false(is_fresh(fx));
}

static void test_a_second_address_of_a_calendar_is_looked_up_and_shares_its_bytes(void **state)
{
    struct fixture *fx = *state;
    char other[SECRET_HEX_LEN + 1];
    secret_sha256_hex(SV("another token"), other);
    settle(fx);
    const struct told *t = get_by(fx, other);
    assert_int_equal(t->times, 0);
    respond_feed(1);
    assert_int_equal(t->times, 1);
    assert_int_equal(get_by(fx, other)->times, 1); /* from memory now */
    feed_changed(fx->feed);
    respond_changes(2);
    assert_false(is_fresh(fx));
    respond_feed(2);
    t = get_by(fx, other); /* the change may have been that this address was revoked */
    assert_int_equal(t->times, 0);
    assert_string_equal(asked[0].have, "1:5:full:0:vi 2:2026-11-22");
    respond_same(2);
    assert_non_null(strstr(t->text, "NAME:version 2\r\n"));
    assert_int_equal(get_by(fx, other)->times, 1);
}

static void test_what_memory_has_is_not_sent_again(void **state)
{
    struct fixture *fx = *state;
    settle(fx);
    feed_unsure(fx->feed);
    const struct told *t = get(fx);
    assert_string_equal(asked[0].have, "1:5:full:0:vi 1:2026-11-22");
    respond_same(1);
    assert_int_equal(t->times, 1);
    assert_false(t->is_stale);
    assert_non_null(strstr(t->text, "NAME:version 1\r\n"));
}

static void test_an_address_is_asked_again_when_its_time_is_over(void **state)
{
    struct fixture *fx = *state;
    feed_changed(fx->feed);
    respond_changes(1);
    get(fx);
    respond_closing(1, "0");
    const struct told *t = get(fx);
    assert_int_equal(t->times, 0);
    respond_lost(Q_FEED_READ); /* then not even the last copy is served */
    assert_int_equal(t->err.code, ERR_DB_LOST);
    assert_string_equal(t->text, "");
}

static void test_an_address_heard_to_be_shut_is_not_served_without_the_database(void **state)
{
    struct fixture *fx = *state;
    char changes[256];
    settle(fx);
    feed_changed(fx->feed);
    (void)snprintf(changes, sizeof changes,
                   "{\"now\":\"t\",\"versions\":[[1,5,2]],\"shut\":{\"%s\":0,\"unknown\":0}}",
                   fx->hash);
    respond_text(Q_FEED_CHANGES, changes);
    const struct told *t = get(fx);
    respond_lost(Q_FEED_READ);
    assert_int_equal(t->err.code, ERR_DB_LOST);
    assert_string_equal(t->text, "");
}

static void test_an_address_opened_again_is_served_again(void **state)
{
    struct fixture *fx = *state;
    char changes[256];
    settle(fx);
    feed_changed(fx->feed);
    (void)snprintf(changes, sizeof changes,
                   "{\"now\":\"t\",\"versions\":[[1,5,2]],\"shut\":{\"%s\":0}}", fx->hash);
    respond_text(Q_FEED_CHANGES, changes);
    feed_changed(fx->feed);
    respond_changes(3);
    const struct told *t = get(fx);
    respond_feed(3);
    assert_non_null(strstr(t->text, "NAME:version 3\r\n"));
    assert_true(is_fresh(fx));
}

static void test_a_calendar_that_left_memory_meanwhile_is_asked_for_in_full(void **state)
{
    struct fixture *fx = *state;
    feed_changed(fx->feed);
    respond_changes(1);
    const struct told *t = get(fx);
    respond_same(1);
    assert_int_equal(t->times, 0);
    assert_string_equal(asked[0].have, "");
    respond_feed(1);
    assert_int_equal(t->times, 1);
    assert_non_null(strstr(t->text, "NAME:version 1\r\n"));
}

static void test_stopping_answers_who_waits_and_drops_what_comes_late(void **state)
{
    struct fixture *fx = *state;
    feed_changed(fx->feed);
    const struct told *t = get(fx);
    feed_stop(fx->feed);
    fx->feed = NULL;
    assert_int_equal(t->times, 1);
    assert_int_equal(t->err.code, ERR_DB_LOST);
    respond_feed(1);
    respond_changes(1);
    assert_int_equal(t->times, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_many_readers_of_one_feed_are_one_question),
        TEST(test_what_nobody_changed_is_answered_from_memory),
        TEST(test_before_the_listener_listens_every_reader_asks),
        TEST(test_a_change_makes_its_own_feed_old_and_no_other),
        TEST(test_between_the_hint_and_the_answer_nobody_gets_the_old_copy),
        TEST(test_a_change_heard_of_during_a_read_is_read_again),
        TEST(test_a_change_heard_of_after_the_read_is_read_again),
        TEST(test_a_first_read_during_a_change_is_not_taken_for_the_newest),
        TEST(test_a_hint_during_a_scan_is_followed_by_another_scan),
        TEST(test_while_the_listener_is_lost_no_scan_makes_memory_fresh),
        TEST(test_a_version_that_went_back_is_a_change_as_well),
        TEST(test_a_scan_that_fails_leaves_nothing_fresh_and_the_next_one_mends_it),
        TEST(test_without_the_database_the_last_copy_is_served_as_stale),
        TEST(test_without_database_and_copy_the_error_is_said_and_nothing_is_kept),
        TEST(test_what_cannot_be_rendered_leaves_the_last_copy),
        TEST(test_an_unknown_token_is_not_found_and_a_revoked_one_is_gone),
        TEST(test_a_second_address_of_a_calendar_is_looked_up_and_shares_its_bytes),
        TEST(test_what_memory_has_is_not_sent_again),
        TEST(test_an_address_is_asked_again_when_its_time_is_over),
        TEST(test_an_address_heard_to_be_shut_is_not_served_without_the_database),
        TEST(test_an_address_opened_again_is_served_again),
        TEST(test_a_calendar_that_left_memory_meanwhile_is_asked_for_in_full),
        TEST(test_stopping_answers_who_waits_and_drops_what_comes_late),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

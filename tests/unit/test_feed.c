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
    db_done *done;
    void *ctx;
} asked[CALLS_MAX];

/* In place of db/db.c. */
void db_call(struct db *db, const struct db_call *call)
{
    (void)db;
    assert_int_equal(call->n_params, 1);
    assert_int_equal(call->lane, DB_JOBS);
    for (size_t i = 0; i < CALLS_MAX; i++) {
        if (asked[i].done)
            continue;
        asked[i] = (struct asked){.query = call->query, .done = call->done, .ctx = call->ctx};
        (void)snprintf(asked[i].param, sizeof asked[i].param, "%s", call->params[0]);
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

/* The calendar of provider 5 at that version. */
static void respond_feed(int version)
{
    char text[512];
    (void)snprintf(text, sizeof text,
                   "{\"center_id\":1,\"provider_id\":5,\"version\":%d,\"modified\":%d,"
                   "\"name\":\"version %d\",\"language\":\"vi\",\"zone\":\"Asia/Ho_Chi_Minh\","
                   "\"events\":[]}",
                   version, 1000 + version, version);
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
    (void)snprintf(t->text, sizeof t->text, "%.*s", (int)r->plain.n, r->plain.p ? r->plain.p : "");
    (void)snprintf(t->etag, sizeof t->etag, "%s", r->etag ? r->etag : "");
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
    fx.feed = feed_start(fx.loop, NULL, "https://truc.example.vn");
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
static const struct told *get(struct fixture *fx)
{
    assert_true(fx->n_readers < ARRAY_LEN(fx->readers));
    struct told *t = &fx->readers[fx->n_readers++];
    feed_get(fx->feed, fx->hash, "test", tell, t);
    return t;
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
        TEST(test_stopping_answers_who_waits_and_drops_what_comes_late),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

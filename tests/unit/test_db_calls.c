/* Calls over real connections: pipelines, errors, identity, lost backends, full queues. */
#include "db/db.h"

#include "core/metrics.h"
#include "core/str.h"
#include "db_cluster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    ECHO,
    WHO,
    NULL_VALUE,
    NO_ROW,
    BROKEN,
    RAISE,
    REFUSE,
    NOTE_ADD,
    NOTE_ADD_SLOWLY,
    SLOW_READ,
    SHAPE,
    SETTING,
    QUERIES
};

static const struct query_def queries[QUERIES] = {
    [ECHO] = {"echo", "select $1::text", 1, true},
    [WHO] = {"who", "select current_setting('duty.who', true)", 0, true},
    [NULL_VALUE] = {"null_value", "select null::text", 0, true},
    [NO_ROW] = {"no_row", "select line from duty.note where id = -1", 0, true},
    [BROKEN] = {"broken", "select nothing from nowhere", 0, true},
    [RAISE] = {"raise", "select duty.raise($1)", 1, true},
    [REFUSE] = {"refuse", "select duty.refuse()", 0, false},
    [NOTE_ADD] = {"note_add", "insert into duty.note values ($1::int, $2) returning line", 2,
                  false},
    [NOTE_ADD_SLOWLY] = {"note_add_slowly",
                         "with i as (insert into duty.note values ($1::int, 'slow') returning id)"
                         " select pg_sleep(30)::text from i",
                         1, false},
    [SLOW_READ] = {"slow_read", "select 'slept' || pg_sleep(1.5)::text", 0, true},
    [SHAPE] = {"shape", "select side from duty.shape", 0, true},
    [SETTING] = {"setting", "select current_setting($1)", 1, true},
};

struct answer {
    int times;
    struct err err;
    char value[64];
    size_t size;
    char args[64];
};

static struct db_cluster cluster;

struct house {
    struct loop *loop;
    struct db *db;
    bool is_calling; /* inside db_call: no callback may run */
    int looks;
    struct answer answers[16];
    size_t n;
};

static struct house h;

static void on_answer(void *ctx, const struct db_result *r)
{
    struct answer *a = ctx;
    assert_false(h.is_calling);
    a->times++;
    a->err = r->err;
    a->size = r->value.n;
    (void)snprintf(a->value, sizeof(a->value), "%.*s", (int)(r->value.n < 60 ? r->value.n : 60),
                   r->value.p);
    (void)snprintf(a->args, sizeof(a->args), "%s", r->args != NULL ? r->args : "");
}

static void send(struct db_call call, struct answer *a)
{
    call.done = on_answer;
    call.ctx = a;
    h.is_calling = true;
    db_call(h.db, &call);
    h.is_calling = false;
}

/* A call without identity on the fast lane, with up to two parameters. */
static struct answer *ask(int query, const char *one, const char *two)
{
    const char *const params[] = {one, two};
    struct answer *a = &h.answers[h.n++];
    send((struct db_call){.lane = DB_FAST,
                          .query = (enum query)query,
                          .params = params,
                          .n_params = (size_t)queries[query].n_params},
         a);
    return a;
}

static bool all_answered(void *ctx)
{
    (void)ctx;
    for (size_t i = 0; i < h.n; i++) {
        if (h.answers[i].times == 0) {
            return false;
        }
    }
    return true;
}

static bool is_ready(void *ctx)
{
    (void)ctx;
    return db_ready(h.db);
}

static void wait_answers(void)
{
    db_cluster_run(h.loop, all_answered, NULL);
    for (size_t i = 0; i < h.n; i++) {
        assert_int_equal(h.answers[i].times, 1);
    }
    assert_int_equal(db_waiting(h.db), 0);
}

static void assert_value(const struct answer *a, const char *value)
{
    assert_string_equal(a->err.detail, "");
    assert_int_equal(a->err.code, ERR_NONE);
    assert_string_equal(a->value, value);
}

static void open_house(const struct config *c)
{
    h = (struct house){.loop = loop_new()};
    h.db = db_start_with(h.loop, c, queries, QUERIES);
}

static int setup(void **state)
{
    (void)state;
    open_house(cluster.config);
    db_cluster_run(h.loop, is_ready, NULL);
    (void)db_cluster_sql(&cluster, "truncate duty.note");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    db_stop(h.db);
    loop_free(h.loop);
    return 0;
}

static int cluster_setup(void **state)
{
    (void)state;
    db_cluster_start(&cluster);
    db_cluster_migrate(&cluster);
    return 0;
}

static int cluster_teardown(void **state)
{
    (void)state;
    db_cluster_stop(&cluster);
    return 0;
}

/* ---- pipelines ---------------------------------------------------------------------------------
 */

static void test_an_error_in_the_middle_of_a_pipeline_leaves_its_neighbours_alone(void **state)
{
    (void)state;
    struct answer *before = ask(NOTE_ADD, "1", "before");
    struct answer *broken = ask(BROKEN, NULL, NULL);
    struct answer *raised = ask(RAISE, "22012", NULL);
    struct answer *after = ask(NOTE_ADD, "2", "after");
    struct answer *last = ask(ECHO, "last", NULL);
    wait_answers();

    assert_value(before, "before");
    assert_int_equal(broken->err.code, ERR_INTERNAL);
    assert_int_equal(raised->err.code, ERR_INVALID);
    assert_value(after, "after");
    assert_value(last, "last");
    assert_string_equal(db_cluster_sql(&cluster, "select count(*) from duty.note"), "2");
}

static void test_a_statement_that_cannot_be_prepared_is_tried_again_at_the_next_call(void **state)
{
    (void)state;
    struct answer *first = ask(BROKEN, NULL, NULL);
    struct answer *behind = ask(BROKEN, NULL, NULL);
    wait_answers();
    assert_int_equal(first->err.code, ERR_INTERNAL);
    assert_int_equal(behind->err.code, ERR_INTERNAL);

    (void)db_cluster_sql(&cluster, "create table duty.nowhere as select 'here'::text as nothing");
    (void)db_cluster_sql(&cluster, "grant select on duty.nowhere to duty_app");
    struct answer *again = ask(BROKEN, NULL, NULL);
    wait_answers();
    (void)db_cluster_sql(&cluster, "drop table duty.nowhere");
    assert_value(again, "here");
}

static void test_null_and_no_row_are_the_empty_view(void **state)
{
    (void)state;
    struct answer *null = ask(NULL_VALUE, NULL, NULL);
    struct answer *no_row = ask(NO_ROW, NULL, NULL);
    struct answer *null_given = ask(ECHO, NULL, NULL);
    struct answer *text = ask(ECHO, "Nguyễn Thị Ánh", NULL);
    wait_answers();
    assert_value(null, "");
    assert_value(no_row, "");
    assert_value(null_given, "");
    assert_value(text, "Nguyễn Thị Ánh");
}

static void test_megabytes_go_both_ways_while_other_calls_wait_behind(void **state)
{
    (void)state;
    size_t size = (size_t)6 * 1024 * 1024;
    char *big = malloc(size + 1);
    assert_non_null(big);
    memset(big, 'x', size);
    big[size] = '\0';
    struct answer *one = ask(ECHO, big, NULL);
    struct answer *two = ask(ECHO, big, NULL);
    struct answer *small = ask(ECHO, "small", NULL);
    free(big); /* db_call keeps copies */
    wait_answers();
    assert_int_equal(one->size, size);
    assert_int_equal(two->size, size);
    assert_value(small, "small");
}

struct chain {
    int left;
    struct answer *end;
};

static void on_link(void *ctx, const struct db_result *r)
{
    struct chain *c = ctx;
    const char *const params[] = {"next"};
    struct db_call call = {
        .query = (enum query)ECHO, .params = params, .n_params = 1, .done = on_link, .ctx = c};
    assert_int_equal(r->err.code, ERR_NONE);
    if (--c->left > 0) {
        db_call(h.db, &call);
    } else {
        c->end->times++;
    }
}

static void test_a_callback_may_call_again(void **state)
{
    (void)state;
    struct chain c = {5, &h.answers[h.n++]};
    struct db_call call = {.query = (enum query)WHO, .done = on_link, .ctx = &c};
    db_call(h.db, &call);
    wait_answers();
    assert_int_equal(c.left, 0);
}

/* ---- identity ----------------------------------------------------------------------------------
 */

static struct answer *ask_as(int query, const char *session, const char *action)
{
    struct answer *a = &h.answers[h.n++];
    send((struct db_call){.lane = DB_FAST,
                          .query = (enum query)query,
                          .session_hash = session,
                          .action = action,
                          .request_id = "r1"},
         a);
    return a;
}

static void test_the_identity_is_set_for_its_call_and_forgotten_with_it(void **state)
{
    (void)state;
    struct answer *as_an = ask_as(WHO, "an", "roster.read");
    struct answer *anonymous = ask(WHO, NULL, NULL);
    struct answer *as_binh = ask_as(WHO, "binh", NULL);
    struct answer *public_page = ask_as(WHO, NULL, "today.read");
    wait_answers();
    assert_value(as_an, "an/roster.read/r1");
    assert_value(anonymous, "");
    assert_value(as_binh, "binh/r1");
    assert_value(public_page, "today.read/r1");
}

static void test_a_refused_identity_stops_its_call_and_no_other(void **state)
{
    (void)state;
    struct answer *expired = ask_as(WHO, "expired", "roster.read");
    struct answer *valid = ask_as(WHO, "an", NULL);
    wait_answers();
    assert_int_equal(expired->err.code, ERR_SIGNED_OUT);
    assert_string_equal(expired->err.key, "error.signed_out");
    assert_value(valid, "an/r1");
}

/* ---- errors ------------------------------------------------------------------------------------
 */

static void test_our_own_errors_carry_key_field_value_and_args(void **state)
{
    (void)state;
    struct answer *a = ask(REFUSE, NULL, NULL);
    wait_answers();
    assert_int_equal(a->err.code, ERR_INVALID);
    assert_string_equal(a->err.key, "hearing.error.date");
    assert_string_equal(a->err.field, "date");
    assert_string_equal(a->err.value, "31/02");
    assert_string_equal(a->args, "{\"days\":28}");
}

static void test_a_broken_constraint_is_named_by_its_key(void **state)
{
    (void)state;
    struct answer *first = ask(NOTE_ADD, "1", "first");
    struct answer *twice = ask(NOTE_ADD, "1", "again");
    struct answer *longer = ask(NOTE_ADD, "2", "a line of more than twenty letters");
    struct answer *bad = ask(NOTE_ADD, "one", "not a number");
    wait_answers();
    assert_value(first, "first");
    assert_int_equal(twice->err.code, ERR_CONFLICT);
    assert_string_equal(twice->err.key, "constraint.note_pkey");
    assert_int_equal(longer->err.code, ERR_CONFLICT);
    assert_string_equal(longer->err.key, "constraint.note_line_short");
    assert_int_equal(bad->err.code, ERR_INVALID);
}

static void test_every_sqlstate_has_its_meaning(void **state)
{
    (void)state;
    static const struct {
        const char *sqlstate;
        enum err_code code;
    } cases[] = {
        {"57014", ERR_TIMEOUT},   {"55P03", ERR_BUSY},     {"40001", ERR_BUSY},
        {"40P01", ERR_BUSY},      {"53200", ERR_BUSY},     {"08006", ERR_DB_LOST},
        {"DU404", ERR_NOT_FOUND}, {"DU999", ERR_INTERNAL}, {"42501", ERR_INTERNAL},
        {"0A000", ERR_INTERNAL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        h.n = 0;
        memset(h.answers, 0, sizeof(h.answers));
        struct answer *a = ask(RAISE, cases[i].sqlstate, NULL);
        wait_answers();
        assert_int_equal(a->err.code, cases[i].code);
    }
}

static void test_a_wrong_number_of_parameters_is_refused_not_sent(void **state)
{
    (void)state;
    struct answer *a = &h.answers[h.n++];
    send((struct db_call){.query = (enum query)ECHO}, a);
    wait_answers();
    assert_int_equal(a->err.code, ERR_INTERNAL);
    assert_string_equal(a->err.detail, "echo");
}

static void test_a_plan_made_stale_by_a_migration_is_made_anew(void **state)
{
    (void)state;
    struct answer *before = ask(SHAPE, NULL, NULL);
    wait_answers();
    (void)db_cluster_sql(&cluster, "alter table duty.shape alter side type text using 'round'");
    struct answer *one = ask(SHAPE, NULL, NULL);
    struct answer *two = ask(SHAPE, NULL, NULL);
    wait_answers();
    assert_value(before, "1");
    assert_value(one, "round");
    assert_value(two, "round");
}

/* ---- lost connections --------------------------------------------------------------------------
 */

/* True once the server has terminated a daemon's backend that was asleep inside a query. */
static bool has_killed_a_sleeper(void *ctx)
{
    (void)ctx;
    const char *n = db_cluster_sql(
        &cluster, "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                  " where application_name = 'dutyd-fast' and wait_event = 'PgSleep'");
    return strcmp(n, "0") != 0;
}

static bool has_two_fast_lanes(void *ctx)
{
    (void)ctx;
    const char *n = db_cluster_sql(&cluster, "select count(*) from pg_stat_activity"
                                             " where application_name = 'dutyd-fast'");
    /* The server counts a connection a moment before we know of it. */
    return db_ready(h.db) && strcmp(n, "2") == 0 && ++h.looks > 4;
}

static void test_a_write_whose_backend_is_killed_fails_with_db_lost(void **state)
{
    (void)state;
    int64_t reconnects = metric_get(METRIC_DB_RECONNECTS);
    struct answer *slow = ask(NOTE_ADD_SLOWLY, "1", NULL);
    struct answer *behind = ask(NOTE_ADD, "2", "behind");
    struct answer *read = ask(ECHO, "read", NULL);
    db_cluster_run(h.loop, has_killed_a_sleeper, NULL);
    wait_answers();
    assert_int_equal(slow->err.code, ERR_DB_LOST);
    assert_int_equal(behind->err.code, ERR_DB_LOST);
    assert_value(read, "read");
    assert_string_equal(db_cluster_sql(&cluster, "select count(*) from duty.note"), "0");
    assert_int_equal(metric_get(METRIC_DB_RECONNECTS), reconnects + 1);
}

static void test_a_read_whose_backend_is_killed_is_answered_after_reconnecting(void **state)
{
    (void)state;
    struct answer *a = ask(SLOW_READ, NULL, NULL);
    db_cluster_run(h.loop, has_killed_a_sleeper, NULL);
    wait_answers();
    assert_value(a, "slept");
}

static void test_a_read_that_kills_its_backend_twice_is_given_up(void **state)
{
    (void)state;
    struct answer *a = ask(SLOW_READ, NULL, NULL);
    db_cluster_run(h.loop, has_killed_a_sleeper, NULL);
    db_cluster_run(h.loop, has_killed_a_sleeper, NULL);
    wait_answers();
    assert_int_equal(a->err.code, ERR_DB_LOST);
}

static void test_prepared_statements_and_identity_come_back_after_reconnecting(void **state)
{
    (void)state;
    struct answer *before = ask_as(WHO, "an", NULL);
    struct answer *slow = ask(SLOW_READ, NULL, NULL);
    db_cluster_run(h.loop, has_killed_a_sleeper, NULL);
    struct answer *after = ask_as(WHO, "an", NULL);
    wait_answers();
    assert_value(before, "an/r1");
    assert_value(slow, "slept");
    assert_value(after, "an/r1");
}

static void test_without_a_database_calls_wait_two_seconds_and_fail(void **state)
{
    (void)state;
    struct config away = *cluster.config;
    away.db_socket = cluster.dir;
    teardown(NULL);
    open_house(&away);
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    struct answer *read = ask(ECHO, "x", NULL);
    struct answer *write = ask(NOTE_ADD, "1", "x");
    wait_answers();
    clock_gettime(CLOCK_MONOTONIC, &end);
    assert_int_equal(read->err.code, ERR_DB_LOST);
    assert_int_equal(write->err.code, ERR_DB_LOST);
    assert_in_range(end.tv_sec - start.tv_sec, 1, 10);
    assert_false(db_ready(h.db));
}

static void test_calls_made_before_the_first_connection_are_sent_when_it_is_there(void **state)
{
    (void)state;
    teardown(NULL);
    open_house(cluster.config);
    assert_false(db_ready(h.db));
    struct answer *early = ask(ECHO, "early", NULL);
    wait_answers();
    assert_value(early, "early");
}

static void open_two_fast_lanes(void)
{
    struct config two = *cluster.config;
    two.db_fast_lanes = 2;
    teardown(NULL);
    open_house(&two);
    db_cluster_run(h.loop, has_two_fast_lanes, NULL);
}

static bool first_is_pending_second_is_answered(void *ctx)
{
    (void)ctx;
    assert_int_equal(h.answers[0].times, 0);
    return h.answers[1].times == 1;
}

static void test_a_short_call_does_not_wait_behind_a_slow_one(void **state)
{
    (void)state;
    open_two_fast_lanes();
    struct answer *slow = ask(SLOW_READ, NULL, NULL);
    struct answer *quick = ask(ECHO, "quick", NULL);
    db_cluster_run(h.loop, first_is_pending_second_is_answered, NULL);
    wait_answers();
    assert_value(slow, "slept");
    assert_value(quick, "quick");
}

static void test_a_read_moves_to_another_connection_when_its_own_dies(void **state)
{
    (void)state;
    open_two_fast_lanes();
    struct answer *slow = ask(SLOW_READ, NULL, NULL);
    db_cluster_run(h.loop, has_killed_a_sleeper, NULL);
    wait_answers();
    assert_value(slow, "slept");
}

/* ---- limits ------------------------------------------------------------------------------------
 */

static void test_a_full_queue_refuses_with_busy_and_answers_the_others(void **state)
{
    (void)state;
    for (int i = 0; i < 10; i++) {
        (void)ask(ECHO, "x", NULL);
    }
    assert_int_equal(db_waiting(h.db), 10);
    wait_answers();
    for (int i = 0; i < 8; i++) {
        assert_value(&h.answers[i], "x");
    }
    assert_int_equal(h.answers[8].err.code, ERR_BUSY);
    assert_int_equal(h.answers[9].err.code, ERR_BUSY);
}

static void test_stopping_answers_every_call_with_db_lost(void **state)
{
    (void)state;
    struct answer *sent = ask(SLOW_READ, NULL, NULL);
    for (int i = 0; i < 9; i++) {
        (void)ask(ECHO, "x", NULL);
    }
    db_stop(h.db);
    for (size_t i = 0; i < h.n; i++) {
        assert_int_equal(h.answers[i].times, 1);
    }
    assert_int_equal(sent->err.code, ERR_DB_LOST);
    h.db = db_start_with(h.loop, cluster.config, queries, QUERIES);
}

static void test_each_lane_has_its_role_and_its_limits(void **state)
{
    (void)state;
    static const struct {
        enum db_lane lane;
        const char *setting, *value;
    } cases[] = {
        {DB_FAST, "statement_timeout", "5s"},
        {DB_SLOW, "statement_timeout", "1min"},
        {DB_JOBS, "statement_timeout", "15s"},
        {DB_FAST, "session_authorization", "duty_app"},
        {DB_SLOW, "session_authorization", "duty_app"},
        {DB_JOBS, "session_authorization", "duty_jobs"},
        {DB_JOBS, "application_name", "dutyd-jobs"},
        {DB_FAST, "lock_timeout", "3s"},
        {DB_FAST, "idle_in_transaction_session_timeout", "10s"},
        {DB_FAST, "TimeZone", "UTC"},
        {DB_FAST, "DateStyle", "ISO, MDY"},
        {DB_FAST, "search_path", "duty,public"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct answer *a = &h.answers[h.n++];
        send((struct db_call){.lane = cases[i].lane,
                              .query = (enum query)SETTING,
                              .params = &cases[i].setting,
                              .n_params = 1},
             a);
    }
    wait_answers();
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_value(&h.answers[i], cases[i].value);
    }
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_an_error_in_the_middle_of_a_pipeline_leaves_its_neighbours_alone),
        T(test_a_statement_that_cannot_be_prepared_is_tried_again_at_the_next_call),
        T(test_null_and_no_row_are_the_empty_view),
        T(test_megabytes_go_both_ways_while_other_calls_wait_behind),
        T(test_a_callback_may_call_again),
        T(test_the_identity_is_set_for_its_call_and_forgotten_with_it),
        T(test_a_refused_identity_stops_its_call_and_no_other),
        T(test_our_own_errors_carry_key_field_value_and_args),
        T(test_a_broken_constraint_is_named_by_its_key),
        T(test_every_sqlstate_has_its_meaning),
        T(test_a_wrong_number_of_parameters_is_refused_not_sent),
        T(test_a_plan_made_stale_by_a_migration_is_made_anew),
        T(test_a_write_whose_backend_is_killed_fails_with_db_lost),
        T(test_a_read_whose_backend_is_killed_is_answered_after_reconnecting),
        T(test_a_read_that_kills_its_backend_twice_is_given_up),
        T(test_prepared_statements_and_identity_come_back_after_reconnecting),
        T(test_without_a_database_calls_wait_two_seconds_and_fail),
        T(test_calls_made_before_the_first_connection_are_sent_when_it_is_there),
        T(test_a_short_call_does_not_wait_behind_a_slow_one),
        T(test_a_read_moves_to_another_connection_when_its_own_dies),
        T(test_a_full_queue_refuses_with_busy_and_answers_the_others),
        T(test_stopping_answers_every_call_with_db_lost),
        T(test_each_lane_has_its_role_and_its_limits),
    };
    return cmocka_run_group_tests(tests, cluster_setup, cluster_teardown);
}

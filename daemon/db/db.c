/* Lanes: which connection takes a call, who waits while there is none, who is refused. */
#include "db/db.h"

#include "core/arena.h"
#include "core/clock.h"
#include "core/metrics.h"
#include "db/db_connect.h"
#include "db/db_int.h"

#include <stdlib.h>
#include <string.h>

#define ARENA_MAX (64 * 1024)
#define WAIT_MS   2000 /* a new call waits this long for a connection */
#define RESEND_MS 5000 /* a read whose connection died */
#define TICK_MS   50
#define CONNS_MAX 16 /* of a lane; PostgreSQL's max_connections is shared */

static const struct {
    const char *name, *role;
    int statement_timeout_s;
} kinds[DB_LANE_COUNT] = {
    [DB_FAST] = {"fast", "duty_app", 5},
    [DB_SLOW] = {"slow", "duty_app", 60},
    [DB_JOBS] = {"jobs", "duty_jobs", 15},
};

struct lane {
    struct db_conn *conns[CONNS_MAX];
    size_t n_conns;
    struct db_list waiting; /* for a connection */
    size_t n_waiting;
};

struct db {
    struct arena *arena; /* connection strings */
    const struct query_def *queries;
    size_t n_queries;
    size_t queue_limit;
    struct lane lanes[DB_LANE_COUNT];
    struct db_list refused; /* answered in the next round of the loop */
    struct loop_timer *refuse, *tick;
    size_t n_open; /* calls without an answer */
    bool is_stopping;
};

static void count_open(struct db *db, size_t n)
{
    db->n_open = n;
    metric_set(METRIC_DB_QUEUED, (int64_t)n);
}

void db_lane_answer(struct db *db, struct db_item *item, const struct db_result *r)
{
    metric_add(METRIC_DB_CALLS, 1);
    if (err_http(r->err.code) >= 500) {
        metric_add(METRIC_DB_ERRORS, 1);
    }
    count_open(db, db->n_open - 1);
    item->call.done(item->call.ctx, r);
    free(item);
}

static void answer_error(struct db *db, struct db_item *item, enum err_code code)
{
    struct db_result r = {.value = {"", 0}};
    const char *query = item->call.query < db->n_queries ? db->queries[item->call.query].name : "";
    (void)err_set(&r.err, code, "%s", query);
    db_lane_answer(db, item, &r);
}

static void on_refuse(void *ctx)
{
    struct db *db = ctx;
    struct db_list now = db_list_take(&db->refused);
    for (struct db_item *item; (item = db_list_pop(&now)) != NULL;) {
        answer_error(db, item, item->fate);
    }
}

static void refuse(struct db *db, struct db_item *item, enum err_code code)
{
    item->fate = code;
    db_list_push(&db->refused, item);
    loop_timer_set(db->refuse, 0);
}

/* The ready connection with the fewest calls before it; NULL when none is ready. */
static struct db_conn *best_conn(const struct lane *lane)
{
    struct db_conn *best = NULL;
    for (size_t i = 0; i < lane->n_conns; i++) {
        struct db_conn *c = lane->conns[i];
        if (db_conn_ready(c) && (best == NULL || db_conn_load(c) < db_conn_load(best))) {
            best = c;
        }
    }
    return best;
}

static void wait_for_conn(struct db *db, struct db_item *item, int64_t ms)
{
    struct lane *lane = &db->lanes[item->call.lane];
    item->deadline_us = clock_mono_us() + ms * 1000;
    db_list_push(&lane->waiting, item);
    lane->n_waiting++;
    loop_timer_set(db->tick, TICK_MS);
}

static bool is_sound(const struct db *db, const struct db_call *call)
{
    return call->query < db->n_queries &&
           (size_t)db->queries[call->query].n_params == call->n_params;
}

void db_call(struct db *db, const struct db_call *call)
{
    struct lane *lane = &db->lanes[call->lane];
    struct db_conn *c = best_conn(lane);
    struct db_item *item = db_item_new(call);

    count_open(db, db->n_open + 1);
    if (!is_sound(db, call)) {
        refuse(db, item, ERR_INTERNAL);
    } else if (db->is_stopping) {
        refuse(db, item, ERR_DB_LOST);
    } else if ((c != NULL ? db_conn_load(c) : lane->n_waiting) >= db->queue_limit) {
        refuse(db, item, ERR_BUSY);
    } else if (c == NULL) {
        wait_for_conn(db, item, WAIT_MS);
    } else {
        db_conn_send(c, item);
    }
}

void db_lane_ready(struct db *db, enum db_lane which)
{
    struct lane *lane = &db->lanes[which];
    struct db_list now = db_list_take(&lane->waiting);
    lane->n_waiting = 0;
    for (struct db_item *item; (item = db_list_pop(&now)) != NULL;) {
        struct db_conn *c = best_conn(lane);
        if (c != NULL) {
            db_conn_send(c, item);
        } else {
            db_list_push(&lane->waiting, item);
            lane->n_waiting++;
        }
    }
}

void db_lane_lost(struct db *db, struct db_item *item)
{
    struct db_conn *other = best_conn(&db->lanes[item->call.lane]);
    if (!db->queries[item->call.query].is_read || item->was_resent) {
        answer_error(db, item, ERR_DB_LOST);
        return;
    }
    item->was_resent = true;
    if (other != NULL) {
        db_conn_send(other, item);
    } else {
        wait_for_conn(db, item, RESEND_MS);
    }
}

/* Answers what waited too long and keeps the rest. */
static void expire(struct db *db, struct lane *lane)
{
    int64_t now = clock_mono_us();
    struct db_list all = db_list_take(&lane->waiting);
    lane->n_waiting = 0;
    for (struct db_item *item; (item = db_list_pop(&all)) != NULL;) {
        if (now >= item->deadline_us) {
            refuse(db, item, ERR_DB_LOST);
        } else {
            db_list_push(&lane->waiting, item);
            lane->n_waiting++;
        }
    }
}

static void on_tick(void *ctx)
{
    struct db *db = ctx;
    size_t n = 0;
    for (size_t i = 0; i < DB_LANE_COUNT; i++) {
        expire(db, &db->lanes[i]);
        n += db->lanes[i].n_waiting;
    }
    if (n > 0) {
        loop_timer_set(db->tick, TICK_MS);
    }
}

static size_t conns_wanted(const struct config *c, enum db_lane which)
{
    int64_t wanted = 1;
    if (which == DB_FAST)
        wanted = c->db_fast_lanes;
    else if (which == DB_JOBS)
        wanted = c->db_jobs_lanes;
    if (wanted < 1)
        return 1;
    return wanted < CONNS_MAX ? (size_t)wanted : CONNS_MAX;
}

static void lane_start(struct db *db, struct loop *l, const struct config *c, enum db_lane which)
{
    struct lane *lane = &db->lanes[which];
    struct db_conn_spec spec = {
        .db = db,
        .loop = l,
        .lane = which,
        .conninfo = db_conninfo_lane(db->arena, c, kinds[which].role, kinds[which].name,
                                     kinds[which].statement_timeout_s),
        .name = kinds[which].name,
        .connect_ms = db_connect_ms(c),
        .queries = db->queries,
        .n_queries = db->n_queries,
    };
    lane->n_conns = conns_wanted(c, which);
    for (size_t i = 0; i < lane->n_conns; i++) {
        lane->conns[i] = db_conn_start(&spec);
    }
}

struct db *db_start_with(struct loop *l, const struct config *c, const struct query_def *queries,
                         size_t n)
{
    struct db *db = heap_new(sizeof(*db));
    db->arena = arena_new(ARENA_MAX);
    db->queries = queries;
    db->n_queries = n;
    db->queue_limit = c->db_queue_limit > 0 ? (size_t)c->db_queue_limit : 1;
    db->refuse = loop_timer_new(l, on_refuse, db);
    db->tick = loop_timer_new(l, on_tick, db);
    for (size_t i = 0; i < DB_LANE_COUNT; i++) {
        lane_start(db, l, c, (enum db_lane)i);
    }
    return db;
}

struct db *db_start(struct loop *l, const struct config *c)
{
    return db_start_with(l, c, query_defs, QUERY_COUNT);
}

void db_stop(struct db *db)
{
    db->is_stopping = true;
    for (size_t i = 0; i < DB_LANE_COUNT; i++) {
        struct lane *lane = &db->lanes[i];
        struct db_list left = {0};
        for (size_t k = 0; k < lane->n_conns; k++) {
            db_conn_stop(lane->conns[k], &left);
        }
        lane->n_conns = 0;
        for (struct db_item *item; (item = db_list_pop(&left)) != NULL;) {
            refuse(db, item, ERR_DB_LOST);
        }
        while (lane->waiting.first != NULL) {
            refuse(db, db_list_pop(&lane->waiting), ERR_DB_LOST);
        }
    }
    while (db->refused.first != NULL) {
        on_refuse(db);
    }
    loop_timer_free(db->refuse);
    loop_timer_free(db->tick);
    arena_free(db->arena);
    free(db);
}

bool db_ready(const struct db *db)
{
    for (size_t i = 0; i < DB_LANE_COUNT; i++) {
        if (best_conn(&db->lanes[i]) == NULL) {
            return false;
        }
    }
    return true;
}

size_t db_waiting(const struct db *db)
{
    return db->n_open;
}

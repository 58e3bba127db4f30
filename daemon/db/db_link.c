/* One libpq connection as an explicit state machine: connecting, ready, broken, back-off. */
#include "db/db_link.h"

#include "core/arena.h"
#include "core/err.h"
#include "core/log.h"
#include "core/metrics.h"
#include "core/secret.h"
#include "core/str.h"

#include <event2/event.h>
#include <stdlib.h>

#define BACKOFF_MIN_MS 100
#define BACKOFF_MAX_MS 5000
#define LOG_EVERY      16 /* failed attempts: the first and every sixteenth are logged */

struct db_link {
    struct loop *loop;
    const char *conninfo, *name; /* borrowed */
    int64_t connect_ms;
    struct db_link_handler handler;
    enum db_link_state state;
    PGconn *pg;               /* owned; NULL in back-off */
    struct event *in, *out;   /* owned; libpq's socket */
    struct loop_timer *timer; /* connecting: the deadline; broken: at once; back-off: next try */
    int failures;             /* attempts since the last success */
    bool was_ready;
};

static void unwatch(struct db_link *k)
{
    if (k->in != NULL) {
        event_free(k->in);
    }
    if (k->out != NULL) {
        event_free(k->out);
    }
    k->in = k->out = NULL;
}

static struct event *watch(struct db_link *k, short what, event_callback_fn fn)
{
    struct event *ev = event_new(loop_base(k->loop), PQsocket(k->pg), what, fn, k);
    if (ev == NULL) {
        fatal("no event for a database connection");
    }
    return ev;
}

/* Doubles from 0.1 to 5 s; half of it by chance, so that many daemons do not come back at once. */
static int64_t backoff_ms(int failures)
{
    int64_t ms = failures > 6 ? BACKOFF_MAX_MS : (int64_t)BACKOFF_MIN_MS << failures;
    if (ms > BACKOFF_MAX_MS) {
        ms = BACKOFF_MAX_MS;
    }
    uint32_t chance;
    secret_random(&chance, sizeof(chance));
    return ms / 2 + (int64_t)chance % (ms / 2 + 1);
}

static void back_off(struct db_link *k, const char *why)
{
    if (k->failures % LOG_EVERY == 0) {
        struct sv all = sv_of(why), line = {"", 0};
        (void)sv_cut(&all, '\n', &line);
        log_warn("db.lost", LOG_S("lane", k->name), LOG_I("attempt", k->failures),
                 LOG_V("detail", line));
    }
    unwatch(k);
    PQfinish(k->pg);
    k->pg = NULL;
    k->state = DB_LINK_BACKOFF;
    loop_timer_set(k->timer, backoff_ms(k->failures));
    k->failures++;
}

void db_link_break(struct db_link *k)
{
    if (k->state == DB_LINK_READY) {
        /* libpq may have closed its socket: let go before the number is somebody else's. */
        unwatch(k);
        k->state = DB_LINK_BROKEN;
        loop_timer_set(k->timer, 0);
    }
}

static void give_up(struct db_link *k)
{
    /* What arrived before the end still counts. */
    (void)PQconsumeInput(k->pg);
    k->handler.on_input(k->handler.ctx);
    back_off(k, PQerrorMessage(k->pg));
    k->handler.on_lost(k->handler.ctx);
}

static void on_readable(evutil_socket_t fd UNUSED, short what UNUSED, void *ctx)
{
    struct db_link *k = ctx;
    if (PQconsumeInput(k->pg) != 1) {
        db_link_break(k);
        return;
    }
    k->handler.on_input(k->handler.ctx);
    if (k->state == DB_LINK_READY && PQstatus(k->pg) == CONNECTION_BAD) {
        db_link_break(k);
    }
    /* A full socket may need reading before it takes more (pitfalls P7). */
    db_link_flush(k);
}

static void on_writable(evutil_socket_t fd UNUSED, short what UNUSED, void *ctx)
{
    db_link_flush(ctx);
}

void db_link_flush(struct db_link *k)
{
    if (k->state != DB_LINK_READY) {
        return;
    }
    int rest = PQflush(k->pg);
    if (rest > 0) {
        event_add(k->out, NULL);
    } else if (rest < 0) {
        db_link_break(k);
    }
}

static void become_ready(struct db_link *k)
{
    unwatch(k);
    loop_timer_clear(k->timer);
    PQsetnonblocking(k->pg, 1);
    k->in = watch(k, EV_READ | EV_PERSIST, on_readable);
    k->out = watch(k, EV_WRITE, on_writable);
    event_add(k->in, NULL);
    k->state = DB_LINK_READY;
    log_info("db.ready", LOG_S("lane", k->name), LOG_I("attempt", k->failures));
    if (k->was_ready) {
        metric_add(METRIC_DB_RECONNECTS, 1);
    }
    k->was_ready = true;
    k->failures = 0;
    k->handler.on_ready(k->handler.ctx);
}

static void on_connecting(evutil_socket_t fd, short what, void *ctx);

/* The socket may be another one after each step, so the event is made anew (pitfalls P7). */
static void watch_connecting(struct db_link *k, PostgresPollingStatusType next)
{
    unwatch(k);
    k->in = watch(k, next == PGRES_POLLING_READING ? EV_READ : EV_WRITE, on_connecting);
    event_add(k->in, NULL);
}

static void on_connecting(evutil_socket_t fd UNUSED, short what UNUSED, void *ctx)
{
    struct db_link *k = ctx;
    PostgresPollingStatusType next = PQconnectPoll(k->pg);
    if (next == PGRES_POLLING_OK) {
        become_ready(k);
    } else if (next == PGRES_POLLING_FAILED) {
        back_off(k, PQerrorMessage(k->pg));
    } else {
        watch_connecting(k, next);
    }
}

static void log_notice(void *ctx, const char *message)
{
    const struct db_link *k = ctx;
    log_debug("db.notice", LOG_S("lane", k->name), LOG_V("detail", sv_trim(sv_of(message))));
}

static void connect_start(struct db_link *k)
{
    k->pg = PQconnectStart(k->conninfo);
    if (PQstatus(k->pg) == CONNECTION_BAD) {
        back_off(k, PQerrorMessage(k->pg));
        return;
    }
    PQsetNoticeProcessor(k->pg, log_notice, k);
    k->state = DB_LINK_CONNECTING;
    loop_timer_set(k->timer, k->connect_ms);
    watch_connecting(k, PGRES_POLLING_WRITING);
}

static void on_timer(void *ctx)
{
    struct db_link *k = ctx;
    switch (k->state) {
    case DB_LINK_CONNECTING: back_off(k, "no answer in time"); break;
    case DB_LINK_READY: break;
    case DB_LINK_BROKEN: give_up(k); break;
    case DB_LINK_BACKOFF: connect_start(k); break;
    }
}

struct db_link *db_link_start(struct loop *l, const char *conninfo, const char *name,
                              int64_t connect_ms, const struct db_link_handler *handler)
{
    struct db_link *k = heap_new(sizeof(*k));
    k->loop = l;
    k->conninfo = conninfo;
    k->name = name;
    k->connect_ms = connect_ms;
    k->handler = *handler;
    k->timer = loop_timer_new(l, on_timer, k);
    connect_start(k);
    return k;
}

void db_link_stop(struct db_link *k)
{
    unwatch(k);
    loop_timer_free(k->timer);
    PQfinish(k->pg);
    free(k);
}

enum db_link_state db_link_state(const struct db_link *k)
{
    return k->state;
}

PGconn *db_link_pg(struct db_link *k)
{
    return k->pg;
}

/* The connection that LISTENs: subscribing, notifications, and what to do after a gap. */
#include "db/db_listen.h"

#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"
#include "db/db_connect.h"
#include "db/db_link.h"

#include <stdlib.h>

#define ARENA_MAX  (16 * 1024)
#define LISTEN_MAX 1024
#define TIMEOUT_S  15

enum listen_state { LISTEN_AWAY, LISTEN_SUBSCRIBING, LISTEN_ON };

struct db_listen {
    struct arena *arena;
    const char *const *channels;
    struct db_listen_handler handler;
    struct db_link *link;
    enum listen_state state;
};

static void on_ready(void *ctx)
{
    struct db_listen *d = ctx;
    struct buf sql;
    buf_init(&sql, LISTEN_MAX);
    for (const char *const *c = d->channels; *c != NULL; c++) {
        buf_printf(&sql, "listen \"%s\";", *c);
    }
    d->state = LISTEN_SUBSCRIBING;
    if (buf_ok(&sql) && PQsendQuery(db_link_pg(d->link), buf_view(&sql).p) == 1) {
        db_link_flush(d->link);
    } else {
        db_link_break(d->link);
    }
    buf_free(&sql);
}

/* The answers to LISTEN. All of them came: the transaction is committed, and scanning may begin
 * (pitfalls P10: not before). */
static void read_answers(struct db_listen *d)
{
    PGconn *pg = db_link_pg(d->link);
    while (PQisBusy(pg) == 0) {
        PGresult *res = PQgetResult(pg);
        if (res == NULL) {
            d->state = LISTEN_ON;
            d->handler.on_start(d->handler.ctx);
            return;
        }
        bool ok = PQresultStatus(res) == PGRES_COMMAND_OK;
        PQclear(res);
        if (!ok) {
            db_link_break(d->link);
            return;
        }
    }
}

static void on_input(void *ctx)
{
    struct db_listen *d = ctx;
    if (d->state == LISTEN_SUBSCRIBING) {
        read_answers(d);
    }
    for (PGnotify *n; (n = PQnotifies(db_link_pg(d->link))) != NULL;) {
        d->handler.on_event(d->handler.ctx, n->relname, n->extra);
        PQfreemem(n);
    }
}

static void on_lost(void *ctx)
{
    struct db_listen *d = ctx;
    bool was_on = d->state == LISTEN_ON;
    d->state = LISTEN_AWAY;
    if (was_on) {
        d->handler.on_lost(d->handler.ctx);
    }
}

struct db_listen *db_listen_start(struct loop *l, const struct config *c,
                                  const char *const *channels,
                                  const struct db_listen_handler *handler)
{
    struct db_listen *d = heap_new(sizeof(*d));
    d->arena = arena_new(ARENA_MAX);
    d->channels = channels;
    d->handler = *handler;
    struct db_link_handler on = {on_ready, on_input, on_lost, d};
    d->link = db_link_start(l, db_conninfo_lane(d->arena, c, "duty_jobs", "listen", TIMEOUT_S),
                            "listen", db_connect_ms(c), &on);
    return d;
}

void db_listen_stop(struct db_listen *d)
{
    db_link_stop(d->link);
    arena_free(d->arena);
    free(d);
}

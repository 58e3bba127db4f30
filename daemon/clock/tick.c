/* The regular question to the database: what is due now? */
#include "clock/tick.h"

#include <stdlib.h>

#include "core/arena.h"
#include "core/log.h"

#define TICK_MS 15000

struct tick {
    struct loop_timer *timer;
    struct db *db; /* borrowed */
    bool is_stopping;
};

static void answered(void *ctx, const struct db_result *r)
{
    struct tick *t = ctx;
    if (t->is_stopping)
        return;
    if (r->err.code != ERR_NONE)
        log_warn("clock.tick", LOG_S("code", err_name(r->err.code)),
                 LOG_S("detail", r->err.detail));
    loop_timer_set(t->timer, TICK_MS);
}

static void ask(void *ctx)
{
    struct tick *t = ctx;
    db_call(t->db,
            &(struct db_call){.lane = DB_JOBS, .query = Q_CLOCK_TICK, .done = answered, .ctx = t});
}

struct tick *tick_start(struct loop *l, struct db *db)
{
    struct tick *t = heap_new(sizeof(*t));
    *t = (struct tick){.timer = loop_timer_new(l, ask, t), .db = db};
    loop_timer_set(t->timer, 0);
    return t;
}

void tick_stop(struct tick *t)
{
    t->is_stopping = true;
    loop_timer_clear(t->timer);
}

void tick_free(struct tick *t)
{
    if (!t)
        return;
    loop_timer_free(t->timer);
    free(t);
}

/* The end of the outbox's loop: how attempts ended goes into the database, many in one call. */
#include "core/arena.h"
#include "core/clock.h"
#include "core/log.h"
#include "core/str.h"
#include "notice/notice_int.h"

#include <stdlib.h>

#define PATIENCE_MS 1000 /* after the database did not answer */
#define COMPANY_MS  20   /* an outcome waits so long for others, while others are on their way */
#define COMPANY     64   /* which are enough */

void notice_ended(struct notice *n, struct job *j)
{
    if (TAILQ_EMPTY(&n->ended))
        n->ended_us = clock_mono_us();
    TAILQ_INSERT_TAIL(&n->ended, j, link);
    n->n_untold++;
    notice_tend(n);
}

/* To be recorded again; the older ones stay first. */
static void put_back(struct notice *n)
{
    TAILQ_CONCAT(&n->recording, &n->ended, link);
    TAILQ_CONCAT(&n->ended, &n->recording, link);
}

static void forget_recorded(struct notice *n)
{
    struct job *j;
    while ((j = TAILQ_FIRST(&n->recording)) != NULL) {
        TAILQ_REMOVE(&n->recording, j, link);
        n->n_untold--;
        job_free(j);
    }
}

/* The database refuses what it was given. The one at fault is looked for alone; its notice's lease
 * will run out, and it is unknown then. */
static void refused(struct notice *n)
{
    if (n->record_limit > 1) {
        n->record_limit = 1;
        put_back(n);
        return;
    }
    const struct job *j = TAILQ_FIRST(&n->recording);
    log_error("notice.unrecorded", LOG_I("center", j->message.center_id),
              LOG_I("notice", j->message.notice_id), LOG_S("outcome", outcome_str(j->outcome)));
    forget_recorded(n);
}

static bool is_passing(enum err_code code)
{
    return code == ERR_DB_LOST || code == ERR_BUSY || code == ERR_TIMEOUT;
}

static void recorded(void *ctx, const struct db_result *r)
{
    struct notice *n = ctx;
    if (!notice_heard(n, r, "record"))
        return;
    if (r->err.code == ERR_NONE) {
        forget_recorded(n);
        n->record_limit = n->record_limit < RECORD_MAX ? n->record_limit * 2 : RECORD_MAX;
        notice_tend(n);
    } else if (is_passing(r->err.code)) {
        put_back(n); /* recording twice is harmless: an attempt ends once */
        notice_tend_in(n, PATIENCE_MS);
    } else {
        refused(n);
        notice_tend(n);
    }
}

/* How long what has ended should still wait for what is about to: a commit costs as much for one as
 * for many. Milliseconds, 0: no longer. */
static int64_t wait_for_company(const struct notice *n)
{
    size_t coming = 0;
    int64_t waited_ms = (clock_mono_us() - n->ended_us) / 1000;
    for (size_t i = 0; i < SLOTS; i++)
        coming += n->slots[i].n_sending + n->slots[i].n_ready;
    if (coming == 0 || n->n_untold >= COMPANY || n->is_stopping || waited_ms >= COMPANY_MS)
        return 0;
    return COMPANY_MS - waited_ms;
}

void notice_record(struct notice *n)
{
    if (!TAILQ_EMPTY(&n->recording) || TAILQ_EMPTY(&n->ended))
        return;
    int64_t wait_ms = wait_for_company(n);
    if (wait_ms > 0) {
        notice_tend_in(n, wait_ms);
        return;
    }
    json_t *items = json_array();
    struct job *j;
    while (json_array_size(items) < n->record_limit && (j = TAILQ_FIRST(&n->ended)) != NULL) {
        TAILQ_REMOVE(&n->ended, j, link);
        TAILQ_INSERT_TAIL(&n->recording, j, link);
        (void)json_array_append_new(items, job_record(j));
    }
    char *text = json_dumps(items, JSON_COMPACT);
    json_decref(items);
    if (!text)
        fatal("out of memory");
    const char *const params[] = {text};
    notice_call(n, Q_NOTICE_RECORD, params, ARRAY_LEN(params), recorded, n);
    free(text);
}

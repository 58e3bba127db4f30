/* The demonstration's telephone and mailbox: messages go into the database, many in one call, and
 * count as sent when that call has committed. */
#include "notice/channel.h"

#include <jansson.h>
#include <stdlib.h>
#include <sys/queue.h>

#include "core/arena.h"
#include "core/err.h"

struct kept {
    TAILQ_ENTRY(kept) link;
    const struct message *message; /* borrowed */
    channel_done *done;
    void *ctx;
};

TAILQ_HEAD(kept_list, kept);

struct capture {
    struct channel channel;
    struct db *db;
    struct loop_timer *flush;
    struct kept_list waiting, writing;
};

static void answer_all(struct kept_list *list, const struct attempt *a)
{
    struct kept *k;
    while ((k = TAILQ_FIRST(list)) != NULL) {
        TAILQ_REMOVE(list, k, link);
        k->done(k->ctx, a);
        free(k);
    }
}

/* A lost connection leaves open whether the write was committed. */
static enum outcome outcome_of_write(enum err_code code)
{
    if (code == ERR_NONE)
        return OUTCOME_OK;
    return code == ERR_DB_LOST ? OUTCOME_UNKNOWN : OUTCOME_TEMPFAIL;
}

static void written(void *ctx, const struct db_result *r)
{
    struct capture *c = ctx;
    struct kept_list now = TAILQ_HEAD_INITIALIZER(now);
    bool is_ok = r->err.code == ERR_NONE;
    struct attempt a = {.outcome = outcome_of_write(r->err.code),
                        .code = is_ok ? "captured" : err_name(r->err.code)};

    /* The last answer may be the end of this channel. */
    TAILQ_CONCAT(&now, &c->writing, link);
    if (c->flush && !TAILQ_EMPTY(&c->waiting))
        loop_timer_set(c->flush, 0);
    answer_all(&now, &a);
}

static json_t *kept_json(const struct message *m)
{
    return json_pack("{s:s, s:s, s:s%, s:s%, s:s}", "channel", m->channel, "address", m->address,
                     "subject", m->subject.n ? m->subject.p : "", m->subject.n, "body", m->text.p,
                     m->text.n, "token", m->token);
}

static void flush(void *ctx)
{
    struct capture *c = ctx;
    const struct kept *k;
    if (!TAILQ_EMPTY(&c->writing) || TAILQ_EMPTY(&c->waiting))
        return;
    TAILQ_CONCAT(&c->writing, &c->waiting, link);
    json_t *rows = json_array();
    TAILQ_FOREACH(k, &c->writing, link)
    (void)json_array_append_new(rows, kept_json(k->message));
    char *text = json_dumps(rows, JSON_COMPACT);
    json_decref(rows);
    if (!text)
        fatal("out of memory");
    const char *const params[] = {text};
    db_call(c->db, &(struct db_call){.lane = DB_JOBS,
                                     .query = Q_NOTICE_CAPTURE,
                                     .params = params,
                                     .n_params = ARRAY_LEN(params),
                                     .done = written,
                                     .ctx = c});
    free(text);
}

static void capture_send(struct channel *channel, const struct message *m, channel_done *done,
                         void *ctx)
{
    struct capture *c = (struct capture *)channel;
    struct kept *k = heap_new(sizeof(*k));
    *k = (struct kept){.message = m, .done = done, .ctx = ctx};
    TAILQ_INSERT_TAIL(&c->waiting, k, link);
    loop_timer_set(c->flush, 0); /* everything of this turn of the loop goes together */
}

static void capture_stop(struct channel *channel)
{
    struct capture *c = (struct capture *)channel;
    struct kept_list now = TAILQ_HEAD_INITIALIZER(now);

    loop_timer_free(c->flush);
    c->flush = NULL;
    TAILQ_CONCAT(&now, &c->waiting, link);
    answer_all(&now, &(struct attempt){.outcome = OUTCOME_TEMPFAIL, .code = "stopping"});
}

static void capture_free(struct channel *channel)
{
    free(channel);
}

struct channel *channel_capture_new(struct loop *l, struct db *db, const struct text_rule *rule)
{
    struct capture *c = heap_new(sizeof(*c));
    c->channel = (struct channel){.name = "capture",
                                  .rule = *rule,
                                  .send = capture_send,
                                  .stop = capture_stop,
                                  .free = capture_free};
    c->db = db;
    c->flush = loop_timer_new(l, flush, c);
    TAILQ_INIT(&c->waiting);
    TAILQ_INIT(&c->writing);
    return &c->channel;
}

/* The rounds of questions about messages: claim what is due, ask one after the other, tell. */
#include "notice/status.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/log.h"
#include "core/str.h"
#include "notice/gateway_access.h"
#include "notice/gateway_call.h"
#include "notice/gateway_report.h"

#define SCAN_MS       15000
#define ROUND         20 /* messages of one claim */
#define ANSWER_MAX    (64u * 1024)
#define REQUEST_BYTES (256u * 1024)

/* The questions to one gateway: one at a time, so that its own bounds are not ours to break. */
struct asker {
    struct status *status;
    const struct gateway *gateway;
    struct gateway_key *key; /* NULL: it wants no access token */
    struct loop_timer *timer;
    json_t *due;    /* of the round; NULL: none is under way */
    json_t *told;   /* what the answers said, for gateway_receipt */
    size_t at;      /* the message asked for now */
    char *access;   /* the token it is asked with, owned; NULL: none */
    size_t n_calls; /* of the database or the gateway, or waiting for a token: they point to us */
};

struct status {
    struct sms_means means;
    bool is_stopping, is_freed;
    size_t n;
    struct asker askers[GATEWAYS_MAX];
};

static void ask_next(struct asker *a);

/* Everything is given back once nobody points here any more. */
static void release(struct status *s)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->askers[i].n_calls > 0)
            return;
    }
    for (size_t i = 0; i < s->n; i++) {
        json_decref(s->askers[i].due);
        json_decref(s->askers[i].told);
        free(s->askers[i].access);
    }
    free(s);
}

/* Every answer passes here first. False: nobody is there any more to hear it. */
static bool is_heard(struct asker *a)
{
    a->n_calls--;
    if (a->status->is_freed)
        release(a->status);
    else
        return true;
    return false;
}

static void call(struct asker *a, enum query query, const char *const *params, size_t n,
                 db_done *done)
{
    a->n_calls++;
    db_call(a->status->means.db, &(struct db_call){.lane = DB_JOBS,
                                                   .query = query,
                                                   .params = params,
                                                   .n_params = n,
                                                   .done = done,
                                                   .ctx = a});
}

/* ---- the end of a round ---- */

/* No seldomer than the gateway may be asked about one message. */
static int64_t scan_ms(const struct asker *a)
{
    int64_t every_ms = a->gateway->status.every_s * 1000;
    return every_ms < SCAN_MS ? every_ms : SCAN_MS;
}

static void rest(struct asker *a, bool has_more)
{
    json_decref(a->due);
    json_decref(a->told);
    a->due = a->told = NULL;
    if (!a->status->is_stopping)
        loop_timer_set(a->timer, has_more ? 0 : scan_ms(a));
}

static void told(void *ctx, const struct db_result *r)
{
    struct asker *a = ctx;
    if (!is_heard(a))
        return;
    if (r->err.code != ERR_NONE)
        log_warn("notice.database", LOG_S("name", "status"), LOG_S("detail", r->err.detail));
    rest(a, r->err.code == ERR_NONE && json_array_size(a->due) == ROUND);
}

static void tell(struct asker *a)
{
    if (json_array_size(a->told) == 0) {
        rest(a, false);
        return;
    }
    char *items = json_dumps(a->told, JSON_COMPACT);
    if (!items)
        fatal("out of memory");
    const char *const params[] = {a->gateway->name, items};
    call(a, Q_GATEWAY_RECEIPT, params, ARRAY_LEN(params), told);
    free(items);
}

/* ---- one question ---- */

static const char *due_text(const struct asker *a, const char *key)
{
    return json_string_value(json_object_get(json_array_get(a->due, a->at), key));
}

static void take_answer(struct asker *a, const struct client_result *r)
{
    struct gateway_said said = gateway_said(r->body, NULL, NULL);
    bool is_ok = r->end == CLIENT_ANSWERED && r->status / 100 == 2;
    json_t *one = is_ok ? gateway_report_fate(&a->gateway->status.report, &said) : NULL;
    if (one) {
        (void)json_object_set_new(one, "token", json_string(due_text(a, "token")));
        (void)json_array_append_new(a->told, one);
    } else if (!is_ok) {
        if (a->key && r->status == 401)
            gateway_key_refused(a->key, a->access);
        log_warn("notice.status", LOG_S("gateway", a->gateway->name), LOG_I("status", r->status),
                 LOG_S("detail", r->end == CLIENT_ANSWERED ? "" : r->text));
    }
    gateway_said_free(&said);
}

static void answered(void *ctx, const struct client_result *r)
{
    struct asker *a = ctx;
    if (!is_heard(a))
        return;
    take_answer(a, r);
    a->at++;
    ask_next(a);
}

static bool ask(struct asker *a, const char *access, struct err *e)
{
    struct arena *arena = arena_new(REQUEST_BYTES);
    struct gateway_request req;
    const struct gateway_facts facts = {.address = due_text(a, "address"),
                                        .token = due_text(a, "token"),
                                        .id = due_text(a, "id"),
                                        .access = access,
                                        .text = SV("")};
    bool ok = gateway_request(arena, a->gateway, &a->gateway->status.form, &facts, &req, e);
    if (ok) {
        struct client_call c = gateway_client_call(&req);
        c.timeout_ms = a->status->means.config->notice_timeout_ms;
        c.body_max = ANSWER_MAX;
        c.done = answered;
        c.ctx = a;
        ok = http_client_call(a->status->means.client, &c, e);
        a->n_calls += ok;
    }
    arena_free(arena);
    return ok;
}

static void has_access(void *ctx, const char *access, const char *detail)
{
    struct asker *a = ctx;
    struct err e = {0};
    if (!is_heard(a))
        return;
    free(a->access);
    a->access = access ? strdup(access) : NULL;
    if (a->access && ask(a, a->access, &e))
        return;
    log_warn("notice.status", LOG_S("gateway", a->gateway->name),
             LOG_S("detail", access ? e.detail : detail));
    tell(a); /* the rest is asked for in a later round */
}

static void ask_next(struct asker *a)
{
    if (a->at >= json_array_size(a->due) || a->status->is_stopping) {
        tell(a);
        return;
    }
    a->n_calls++;
    if (a->key)
        gateway_key_get(a->key, has_access, a);
    else
        has_access(a, "", "");
}

/* ---- rounds ---- */

static void claimed(void *ctx, const struct db_result *r)
{
    struct asker *a = ctx;
    if (!is_heard(a))
        return;
    if (r->err.code != ERR_NONE) {
        log_warn("notice.database", LOG_S("name", "status"), LOG_S("detail", r->err.detail));
        rest(a, false);
        return;
    }
    a->due = json_loadb(r->value.p, r->value.n, 0, NULL);
    a->told = json_array();
    a->at = 0;
    ask_next(a);
}

static void scan(void *ctx)
{
    struct asker *a = ctx;
    const struct gateway_status *how = &a->gateway->status;
    char first[24], every[24], until[24], n[24];

    (void)snprintf(n, sizeof n, "%d", ROUND);
    (void)snprintf(first, sizeof first, "%" PRId64, how->first_s);
    (void)snprintf(every, sizeof every, "%" PRId64, how->every_s);
    (void)snprintf(until, sizeof until, "%" PRId64, how->until_s);
    const char *const params[] = {
        a->gateway->name, n, first, every, until, how->needs_id ? "true" : "false"};
    call(a, Q_STATUS_DUE, params, ARRAY_LEN(params), claimed);
}

/* ---- life ---- */

static void add(struct status *s, const struct gateway *g)
{
    struct asker *a = &s->askers[s->n++];
    *a = (struct asker){.status = s, .gateway = g};
    a->key = g->access.form.url.text ? gateway_key_new(&s->means, g) : NULL;
    a->timer = loop_timer_new(s->means.loop, scan, a);
    loop_timer_set(a->timer, 0);
}

struct status *status_start(const struct sms_means *means, const struct gateway_set *set)
{
    struct status *s = heap_new(sizeof *s);
    s->means = *means;
    for (size_t i = 0; i < set->n; i++) {
        if (set->all[i]->status.form.url.text)
            add(s, set->all[i]);
    }
    if (s->n > 0)
        return s;
    free(s);
    return NULL;
}

void status_stop(struct status *s)
{
    if (!s)
        return;
    s->is_stopping = true;
    for (size_t i = 0; i < s->n; i++)
        loop_timer_clear(s->askers[i].timer);
}

void status_free(struct status *s)
{
    if (!s)
        return;
    status_stop(s);
    s->is_freed = true;
    for (size_t i = 0; i < s->n; i++) {
        loop_timer_free(s->askers[i].timer);
        s->askers[i].n_calls++; /* nobody lets go of all this while keys are freed */
    }
    for (size_t i = 0; i < s->n; i++)
        gateway_key_free(s->askers[i].key);
    for (size_t i = 0; i < s->n; i++)
        s->askers[i].n_calls--;
    release(s);
}

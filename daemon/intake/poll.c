/* The loop of the calendar addresses: lease, fetch, read, hand over. */
#include "intake/poll.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#include "core/arena.h"
#include "core/flow.h"
#include "core/log.h"
#include "core/metrics.h"
#include "core/str.h"
#include "http/fetch.h"
#include "programs.h"

#define LATER       "later" /* the end of a visit that our own database had no time for */
#define SCAN_MS     15000   /* the promise behind NOTIFY's hint */
#define BODY_MAX    ((size_t)16 << 20)
#define PARSED_MAX  ((size_t)64 << 20) /* memory of a visit: the parser may print 40 MiB */
#define AFTERMATH_S 90                 /* reading and taking in, after the fetch */

/* What is done for the courts' calendars, and for people's own: of these only when they are busy.
 */
static const struct kind {
    const char *asked; /* a visit's event in the log */
    enum query claim, settle, take;
    enum db_lane take_lane; /* of courts, an import as those who plan would make it */
    const char *only;       /* what the parser is asked for; NULL: all */
    struct sv printed;      /* how its answer begins */
} kinds[] = {
    [POLL_COURTS] = {"source.asked",
                     Q_SOURCE_CLAIM,
                     Q_SOURCE_SETTLE,
                     Q_SOURCE_TAKE,
                     DB_SLOW,
                     NULL,
                     {"{\"format\":\"ics\"", 15}},
    [POLL_BUSY] = {"busy.asked",
                   Q_BUSY_CLAIM,
                   Q_BUSY_SETTLE,
                   Q_BUSY_TAKE,
                   DB_JOBS,
                   "busy",
                   {"{\"format\":\"busy\"", 16}},
};

/* One address being asked. */
struct visit {
    struct flow flow; /* first */
    TAILQ_ENTRY(visit) link;
    struct poll *poll;
    json_t *row;        /* as leased: url, etag, last_modified, zone, today and whose it is */
    const char *answer; /* what to record; NULL: the database has it already */
    json_t *reason;     /* {key, value} of a sentence that says more, or NULL */
    int status;
    int64_t retry_after_s;
    const char *etag, *last_modified;
    struct sv parsed;
};

TAILQ_HEAD(visits, visit);

struct poll {
    struct loop *loop;
    const struct kind *kind;
    const struct config *config; /* borrowed, like the next two */
    struct db *db;
    const char *lib_dir;
    struct http_client *client; /* its own: no connection is shared with calls that may go inside */
    struct fetch_bounds bounds;
    struct arena *arena; /* of bounds */
    struct loop_timer *scan;
    struct visits visits;
    size_t n_visits;
    size_t n_asked; /* what the claim under way may bring */
    size_t n_calls; /* database calls under way: they point to us */
    bool is_claiming, has_due;
    bool is_stopping, is_freed;
};

static void claim(struct poll *p);

/* Gives everything back once nobody points here any more. */
static void release(struct poll *p)
{
    if (p->n_calls > 0) {
        return;
    }
    arena_free(p->arena);
    free(p);
}

static void call(struct poll *p, enum query query, const char *const *params, size_t n,
                 db_done *done, void *ctx)
{
    p->n_calls++;
    db_call(p->db, &(struct db_call){.lane = DB_JOBS,
                                     .query = query,
                                     .params = params,
                                     .n_params = n,
                                     .done = done,
                                     .ctx = ctx});
}

/* Every answer passes here first. False: nobody is there any more to hear it. */
static bool is_heard(struct poll *p, const struct db_result *r, const char *what)
{
    p->n_calls--;
    if (p->is_freed) {
        release(p);
        return false;
    }
    if (r->err.code != ERR_NONE) {
        log_warn("source.database", LOG_S("name", what), LOG_S("code", err_name(r->err.code)),
                 LOG_S("detail", r->err.detail));
    }
    return true;
}

static void told(void *ctx, const struct db_result *r)
{
    (void)is_heard(ctx, r,
                   "record"); /* if it is lost, the lease ends and the address is asked again */
}

/* ---- the end of a visit ---- */

static const char *text_at(const json_t *row, const char *key)
{
    const char *s = json_string_value(json_object_get(row, key));
    return s ? s : "";
}

static int64_t number_at(const json_t *row, const char *key)
{
    return json_integer_value(json_object_get(row, key));
}

static void record(struct visit *v)
{
    json_t *o = json_pack("{s:s, s:O*, s:i, s:I}", "answer", v->answer, "reason", v->reason,
                          "status", v->status, "retry_after_s", (json_int_t)v->retry_after_s);
    char *text = o ? json_dumps(o, JSON_COMPACT) : NULL;
    if (!text) {
        fatal("a visit's answer is not UTF-8");
    }
    const char *const params[] = {text_at(v->row, "lease"), text};
    call(v->poll, v->poll->kind->settle, params, ARRAY_LEN(params), told, v->poll);
    free(text);
    json_decref(o);
}

static void log_visit(const struct visit *v, const char *answer)
{
    bool is_good = v->answer == NULL || strcmp(answer, "same") == 0;
    if (strcmp(answer, LATER) != 0) {
        metric_add(is_good ? METRIC_SOURCE_OK : METRIC_SOURCE_FAILED, 1);
    }
    log_info(v->poll->kind->asked, LOG_I("center", number_at(v->row, "center_id")),
             LOG_I("source", number_at(v->row, "source_id")), LOG_S("answer", answer),
             LOG_I("status", v->status));
}

static void free_json(void *p)
{
    json_decref(p);
}

static void free_arena(void *p)
{
    arena_free(p);
}

static void finish(struct flow *f)
{
    struct visit *v = (struct visit *)f;
    struct poll *p = v->poll;
    if (!p->is_stopping && f->err.code != ERR_NONE) {
        v->answer = v->answer ? v->answer : fetch_end_str(FETCH_TIME);
        record(v);
        log_visit(v, v->answer);
    }
    TAILQ_REMOVE(&p->visits, v, link);
    p->n_visits--;
    loop_retire(p->loop, free_arena, f->arena);
    claim(p);
}

/* A step's failure: what to record; why may be NULL. */
static enum step fail(struct visit *v, const char *answer, const struct err *why)
{
    struct err e = {0};
    v->answer = answer;
    if (why) {
        v->reason = json_pack("{s:s, s:s}", "key", err_key(why), "value", why->value);
        arena_on_free(v->flow.arena, free_json, v->reason);
    }
    (void)err_set(&e, ERR_INVALID, "%s", answer);
    return flow_fail(&v->flow, &e);
}

/* ---- the steps ---- */

static void read_done(void *ctx, const struct child_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f) {
        return;
    }
    struct visit *v = (struct visit *)f;
    if (!res->ok) {
        (void)fail(v, "unreadable", NULL);
        return;
    }
    v->parsed = child_keep(f->arena, res);
    flow_resume(f);
}

static void read_calendar(struct visit *v, struct sv body)
{
    struct err e = {0};
    struct program_parse_options options = {.zone = text_at(v->row, "zone"),
                                            .today = text_at(v->row, "today"),
                                            .only = v->poll->kind->only};
    struct child_job job = program_parse(v->flow.arena, v->poll->lib_dir, &options, body);
    struct flow_ticket *ticket = flow_ticket_open(&v->flow);
    job.done = read_done;
    job.ctx = ticket;
    if (!child_run(v->poll->loop, &job, &e)) {
        (void)flow_ticket_close(ticket);
        (void)fail(v, "unreadable", NULL);
    }
}

static void fetched(void *ctx, const struct fetch_result *r)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f) {
        return;
    }
    struct visit *v = (struct visit *)f;
    v->status = r->status;
    v->retry_after_s = r->retry_after_s;
    v->etag = arena_str(f->arena, r->etag);
    v->last_modified = arena_str(f->arena, r->last_modified);
    if (r->end == FETCH_OK) {
        read_calendar(v, r->body);
    } else {
        (void)fail(v, fetch_end_str(r->end), NULL);
    }
}

static enum step ask(struct flow *f)
{
    struct visit *v = (struct visit *)f;
    struct fetch_call visit = {.url = text_at(v->row, "url"),
                               .etag = text_at(v->row, "etag"),
                               .last_modified = text_at(v->row, "last_modified"),
                               .bounds = &v->poll->bounds,
                               .done = fetched,
                               .ctx = flow_ticket_open(f)};
    enum fetch_end end = http_fetch(v->poll->client, &visit);
    if (end == FETCH_WAIT) {
        return STEP_WAIT;
    }
    (void)flow_ticket_close(visit.ctx);
    return fail(v, fetch_end_str(end), NULL);
}

/* What a document that was read to its end and not taken is called. */
static const char *refusal(const struct err *e)
{
    bool is_full = strcmp(err_key(e), "intake.error.busy_too_many") == 0;
    return e->code == ERR_CHILD ? "unreadable" : is_full ? "refused" : "not_calendar";
}

/* A list is no calendar, however well it can be read: its rows say nothing of what has gone. */
static enum step check_calendar(struct flow *f)
{
    struct visit *v = (struct visit *)f;
    struct err e = {0};
    if (!program_parsed(v->parsed, "document", &e)) {
        return fail(v, refusal(&e), e.code == ERR_CHILD ? NULL : &e);
    }
    return sv_starts(v->parsed, v->poll->kind->printed) ? STEP_NEXT : fail(v, "not_calendar", NULL);
}

/* Our own state, not the address's or the calendar's. */
static bool is_ours(enum err_code code)
{
    return code == ERR_BUSY || code == ERR_TIMEOUT || code == ERR_DB_LOST;
}

static enum step hand_over(struct flow *f);

static void taken(void *ctx, const struct db_result *r)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f) {
        return;
    }
    struct visit *v = (struct visit *)f;
    if (r->err.code != ERR_NONE) {
        log_warn("source.database", LOG_S("name", "take"), LOG_S("code", err_name(r->err.code)),
                 LOG_S("detail", r->err.detail));
        (void)(is_ours(r->err.code) ? fail(v, LATER, NULL) : fail(v, "refused", &r->err));
    } else {
        json_t *o = json_loadb(r->value.p, r->value.n, 0, NULL);
        const char *answer = text_at(o, "answer");
        if (strcmp(answer, "more") == 0) {
            v->parsed = (struct sv){0};
            (void)hand_over(f);
        } else {
            log_visit(v, answer);
            flow_resume(f);
        }
        json_decref(o);
    }
}

/* A calendar too large for one transaction is taken in part by part: the first call hands it over,
 * each next one (parsed NULL) asks for another part, until the answer is no longer "more". From
 * here on the statement's own time limit is the bound: a visit given up while the database
 * still works would be recorded twice. */
static enum step hand_over(struct flow *f)
{
    struct visit *v = (struct visit *)f;
    loop_timer_clear(f->deadline);
    const char *const params[] = {text_at(v->row, "lease"), v->etag, v->last_modified, v->parsed.p};
    db_call(v->poll->db, &(struct db_call){.lane = v->poll->kind->take_lane,
                                           .query = v->poll->kind->take,
                                           .params = params,
                                           .n_params = ARRAY_LEN(params),
                                           .done = taken,
                                           .ctx = flow_ticket_open(f)});
    return STEP_WAIT;
}

static flow_step *const steps[] = {
    ask,            /* WAIT: the fetch, and the child that reads what came */
    check_calendar, /* pure */
    hand_over,      /* WAIT: one SQL call, which also records */
    NULL,
};

/* ---- what is due ---- */

static int64_t patience_s(const struct poll *p)
{
    return p->bounds.timeout_ms / 1000 + AFTERMATH_S;
}

static void start(struct poll *p, json_t *row)
{
    struct arena *a = arena_new(PARSED_MAX);
    struct visit *v = arena_alloc(a, sizeof(*v));
    *v = (struct visit){.poll = p, .row = json_incref(row)};
    arena_on_free(a, free_json, v->row);
    TAILQ_INSERT_TAIL(&p->visits, v, link);
    p->n_visits++;
    flow_start(&v->flow, p->loop, a, steps, finish, patience_s(p) * 1000);
}

static void claimed(void *ctx, const struct db_result *r)
{
    struct poll *p = ctx;
    p->is_claiming = false;
    if (!is_heard(p, r, "claim") || r->err.code != ERR_NONE) {
        return;
    }
    json_t *rows = json_loadb(r->value.p, r->value.n, 0, NULL);
    p->has_due = p->has_due || json_array_size(rows) == p->n_asked;
    for (size_t i = 0; !p->is_stopping && i < json_array_size(rows); i++) {
        start(p, json_array_get(rows, i));
    }
    json_decref(rows);
    claim(p);
}

static void claim(struct poll *p)
{
    size_t most = (size_t)p->config->source_in_flight;
    char asked[24], lease[24];
    if (p->is_stopping || p->is_claiming || !p->has_due || p->n_visits >= most) {
        return;
    }
    p->is_claiming = true;
    p->has_due = false;
    p->n_asked = most - p->n_visits;
    (void)snprintf(asked, sizeof(asked), "%zu", p->n_asked);
    (void)snprintf(lease, sizeof(lease), "%" PRId64, patience_s(p) + AFTERMATH_S);
    const char *const params[] = {asked, lease};
    call(p, p->kind->claim, params, ARRAY_LEN(params), claimed, p);
}

static void scan(void *ctx)
{
    struct poll *p = ctx;
    loop_timer_set(p->scan, SCAN_MS);
    p->has_due = true;
    claim(p);
}

/* ---- life ---- */

struct poll *poll_start(enum poll_kind kind, struct loop *l, const struct config *c, struct db *db,
                        const char *lib_dir, struct err *e)
{
    struct address_ranges *inside;
    struct arena *a = arena_new(1u << 20);
    if (!address_ranges_parse(a, sv_of(c->source_networks), &inside, e)) {
        arena_free(a);
        return NULL;
    }
    struct poll *p = heap_new(sizeof(*p));
    *p = (struct poll){.loop = l, .config = c, .db = db, .lib_dir = lib_dir, .arena = a};
    p->kind = &kinds[kind];
    p->bounds = (struct fetch_bounds){.ports = c->source_ports,
                                      .inside = inside,
                                      .ca_file = c->source_ca_file[0] ? c->source_ca_file : NULL,
                                      .timeout_ms = c->source_timeout_ms,
                                      .body_max = BODY_MAX};
    TAILQ_INIT(&p->visits);
    p->client = http_client_new(l, (int)c->source_in_flight);
    p->scan = loop_timer_new(l, scan, p);
    loop_timer_set(p->scan, 0);
    return p;
}

void poll_poke(struct poll *p)
{
    if (!p->is_stopping) {
        loop_timer_set(p->scan, 0);
    }
}

void poll_stop(struct poll *p)
{
    struct err e = {0};
    struct visit *v;
    p->is_stopping = true;
    loop_timer_clear(p->scan);
    (void)err_set(&e, ERR_BUSY, "the daemon is stopping");
    while ((v = TAILQ_FIRST(&p->visits)) != NULL) {
        (void)flow_fail(&v->flow, &e);
    }
}

void poll_free(struct poll *p)
{
    poll_stop(p);
    http_client_free(p->client);
    loop_timer_free(p->scan);
    p->is_freed = true;
    release(p);
}

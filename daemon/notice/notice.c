/* The loop of the outbox: claim, render, send, record. */
#include "notice/notice.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/clock.h"
#include "core/log.h"
#include "core/metrics.h"
#include "core/str.h"
#include "notice/job.h"
#include "notice/segment.h"

#define SCAN_MS      15000 /* the promise behind NOTIFY's hint */
#define SCAN_MIN_MS  1000  /* between scans, also when something is due sooner */
#define PATIENCE_MS  1000  /* after the database did not answer */
#define RECORD_MAX   500   /* outcomes in one call */
#define UNTOLD_MAX   2000  /* outcomes not recorded, at which nothing more is claimed */
#define CALLBACK_MAX 600

struct notice {
    struct loop *loop;
    const struct config *config; /* borrowed, like the next */
    struct db *db;
    struct channel *sms, *mail;
    struct job_means means; /* its cache is owned */

    /* A job moves down these lists; where it stands is its state. */
    struct job_list sending;   /* in its channel's hands */
    struct job_list ended;     /* to be recorded */
    struct job_list recording; /* in the record call under way */
    size_t n_sending, n_untold;
    size_t n_asked;      /* notices the claim under way may bring */
    size_t record_limit; /* 1 after a batch was refused, to find the one at fault */
    size_t n_calls;      /* database calls under way: they point to us */

    struct loop_timer *tend; /* records and claims what there is, once per turn of the loop */
    struct loop_timer *scan;
    int64_t reclaimed_us; /* when dead leases were last looked for */
    bool has_due;         /* there may be more to claim */
    bool is_claiming, is_counting;
    bool is_stopping, is_freed;
};

static void release(struct notice *n);

/* ---- calls ---- */

static void call(struct notice *n, enum query query, const char *const *params, size_t n_params,
                 db_done *done)
{
    n->n_calls++;
    db_call(n->db, &(struct db_call){.lane = DB_JOBS,
                                     .query = query,
                                     .params = params,
                                     .n_params = n_params,
                                     .done = done,
                                     .ctx = n});
}

/* Every answer passes here first. False: nobody is there any more to hear it. */
static bool is_heard(struct notice *n, const struct db_result *r, const char *what)
{
    n->n_calls--;
    if (n->is_freed) {
        release(n);
        return false;
    }
    if (r->err.code != ERR_NONE)
        log_warn("notice.database", LOG_S("name", what), LOG_S("code", err_name(r->err.code)),
                 LOG_S("detail", r->err.detail));
    return true;
}

static void tend_in(struct notice *n, int64_t ms)
{
    loop_timer_set(n->tend, ms);
}

/* ---- record ---- */

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

static void recorded(void *ctx, const struct db_result *r)
{
    struct notice *n = ctx;
    if (!is_heard(n, r, "record"))
        return;
    if (r->err.code == ERR_NONE) {
        forget_recorded(n);
        n->record_limit = n->record_limit < RECORD_MAX ? n->record_limit * 2 : RECORD_MAX;
        tend_in(n, 0);
    } else if (r->err.code == ERR_DB_LOST || r->err.code == ERR_BUSY) {
        put_back(n); /* recording twice is harmless: an attempt ends once */
        tend_in(n, PATIENCE_MS);
    } else {
        refused(n);
        tend_in(n, 0);
    }
}

/* Everything that has ended since, in one call; one call at a time. */
static void record(struct notice *n)
{
    if (!TAILQ_EMPTY(&n->recording) || TAILQ_EMPTY(&n->ended))
        return;
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
    call(n, Q_NOTICE_RECORD, params, ARRAY_LEN(params), recorded);
    free(text);
}

/* ---- send ---- */

static void ended(struct notice *n, struct job *j)
{
    TAILQ_INSERT_TAIL(&n->ended, j, link);
    n->n_untold++;
    tend_in(n, 0);
}

static void sent(void *ctx, const struct attempt *a)
{
    struct job *j = ctx;
    struct notice *n = j->notice;

    TAILQ_REMOVE(&n->sending, j, link);
    n->n_sending--;
    if (n->is_freed) {
        job_free(j);
        release(n);
        return;
    }
    job_end(j, a);
    ended(n, j);
}

static void start(struct notice *n, json_t *row)
{
    struct job *j = job_new(n, row);
    if (!j) {
        log_error("notice.claim", LOG_S("detail", "a notice is not as expected"));
        return;
    }
    struct channel *c = strcmp(j->message.channel, "mail") == 0 ? n->mail : n->sms;
    if (n->is_stopping) {
        job_end(j, &(struct attempt){.outcome = OUTCOME_TEMPFAIL, .code = "stopping"});
        ended(n, j);
        return;
    }
    if (!job_render(j, &n->means, &c->rule)) {
        ended(n, j);
        return;
    }
    j->gateway = c->name;
    TAILQ_INSERT_TAIL(&n->sending, j, link);
    n->n_sending++;
    c->send(c, &j->message, sent, j);
}

/* ---- claim ---- */

static void start_all(struct notice *n, struct sv claimed)
{
    json_t *rows = json_loadb(claimed.p, claimed.n, 0, NULL);
    size_t count = json_array_size(rows);

    if (count == n->n_asked)
        n->has_due = true;
    for (size_t i = 0; i < count; i++)
        start(n, json_array_get(rows, i));
    json_decref(rows);
}

static void claimed(void *ctx, const struct db_result *r)
{
    struct notice *n = ctx;
    n->is_claiming = false;
    if (!is_heard(n, r, "claim"))
        return;
    if (r->err.code == ERR_NONE) {
        start_all(n, r->value);
        tend_in(n, 0);
    } else {
        n->has_due = true;
        tend_in(n, PATIENCE_MS);
    }
    n->n_asked = 0;
}

/* Asks for as many as may be sent now. While the answer is awaited sends end and room grows, so
 * that the next claim is worth its commit. */
static void claim(struct notice *n)
{
    size_t room = (size_t)n->config->notice_in_flight;
    size_t batch = (size_t)n->config->notice_batch;
    char asked[24];
    char lease[24];

    room = room > n->n_sending ? room - n->n_sending : 0;
    if (n->is_stopping || n->is_claiming || !n->has_due || room == 0 || n->n_untold > UNTOLD_MAX)
        return;
    n->is_claiming = true;
    n->has_due = false;
    n->n_asked = room < batch ? room : batch;
    (void)snprintf(asked, sizeof(asked), "%zu", n->n_asked);
    (void)snprintf(lease, sizeof(lease), "%" PRId64, n->config->notice_lease_s);
    const char *const params[] = {asked, lease};
    call(n, Q_NOTICE_CLAIM, params, ARRAY_LEN(params), claimed);
}

static void tend(void *ctx)
{
    struct notice *n = ctx;
    record(n);
    claim(n);
}

/* ---- scan ---- */

static void reclaimed(void *ctx, const struct db_result *r)
{
    struct notice *n = ctx;
    if (!is_heard(n, r, "reclaim") || r->err.code != ERR_NONE)
        return;
    json_t *o = json_loadb(r->value.p, r->value.n, JSON_DECODE_ANY, NULL);
    json_int_t count = json_integer_value(json_object_get(o, "reclaimed"));
    if (count > 0)
        log_warn("notice.reclaimed", LOG_I("notices", count));
    json_decref(o);
}

/* The gauges, and when to look again. */
static void counted(void *ctx, const struct db_result *r)
{
    struct notice *n = ctx;
    n->is_counting = false;
    if (!is_heard(n, r, "stats") || r->err.code != ERR_NONE)
        return;
    json_t *o = json_loadb(r->value.p, r->value.n, JSON_DECODE_ANY, NULL);
    const json_t *next = json_object_get(o, "next_ms");
    json_int_t ms = json_is_integer(next) ? json_integer_value(next) : SCAN_MS;

    metric_set(METRIC_NOTICE_QUEUED, json_integer_value(json_object_get(o, "due")));
    metric_set(METRIC_NOTICE_OLDEST_S, json_integer_value(json_object_get(o, "oldest_s")));
    if (ms < SCAN_MS && !n->is_stopping)
        loop_timer_set(n->scan, ms > SCAN_MIN_MS ? ms : SCAN_MIN_MS);
    json_decref(o);
}

/* A lease counts as dead when the connection that took it is gone. If ours broke while messages
 * are on their way, theirs would: so these are waited for, though not for ever. */
static void reclaim(struct notice *n)
{
    int64_t now_us = clock_mono_us();
    bool is_overdue = now_us - n->reclaimed_us > n->config->notice_lease_s * 1000000;
    if (n->n_sending + n->n_untold > 0 && !is_overdue)
        return;
    n->reclaimed_us = now_us;
    call(n, Q_NOTICE_RECLAIM, NULL, 0, reclaimed);
}

static void scan(void *ctx)
{
    struct notice *n = ctx;
    loop_timer_set(n->scan, SCAN_MS);
    if (!n->is_counting)
        reclaim(n);
    n->has_due = true;
    claim(n);
    if (!n->is_counting)
        call(n, Q_NOTICE_STATS, NULL, 0, counted);
    n->is_counting = true;
}

/* ---- life ---- */

static struct channel *sms_channel(struct notice *n, struct http_client *client, struct err *e)
{
    static const struct text_rule rule = {.max_parts = TEXT_PARTS_MAX};
    const struct config *c = n->config;
    char callback[CALLBACK_MAX] = "";

    if (strcmp(c->sms_gateway, "capture") == 0)
        return channel_capture_new(n->loop, n->db, &rule);
    if (strcmp(c->sms_gateway, "null") == 0)
        return channel_null_new(&rule);
    if (c->callback_key[0])
        (void)snprintf(callback, sizeof(callback), "%s/gateway/%s", n->means.public_url,
                       c->callback_key);
    return channel_sms_new(c, client, callback, e);
}

static struct channel *mail_channel(struct notice *n, struct http_client *client, struct err *e)
{
    static const struct text_rule rule = {0};
    const struct config *c = n->config;

    if (strcmp(c->mail_gateway, "capture") == 0)
        return channel_capture_new(n->loop, n->db, &rule);
    if (strcmp(c->mail_gateway, "null") == 0)
        return channel_null_new(&rule);
    if (strcmp(c->mail_gateway, "smtp") == 0)
        return channel_mail_new(c, client, e);
    (void)err_set(e, ERR_CONFIG, "notice.mail_gateway is capture, null or smtp");
    return NULL;
}

struct notice *notice_start(struct loop *l, const struct config *c, struct db *db,
                            struct http_client *client, const char *public_url,
                            const struct seal_key *key, struct err *e)
{
    struct notice *n = heap_new(sizeof(*n));
    *n = (struct notice){.loop = l, .config = c, .db = db, .record_limit = RECORD_MAX};
    n->means = (struct job_means){render_cache_new(), public_url, c->mail_from, key};
    TAILQ_INIT(&n->sending);
    TAILQ_INIT(&n->ended);
    TAILQ_INIT(&n->recording);
    n->sms = sms_channel(n, client, e);
    n->mail = n->sms ? mail_channel(n, client, e) : NULL;
    if (!n->mail) {
        n->is_stopping = true;
        notice_free(n);
        return NULL;
    }
    n->tend = loop_timer_new(l, tend, n);
    n->scan = loop_timer_new(l, scan, n);
    loop_timer_set(n->scan, 0);
    return n;
}

void notice_poke(struct notice *n)
{
    if (n->is_stopping)
        return;
    n->has_due = true;
    tend_in(n, 0);
}

int notice_parts(struct notice *n, const json_t *text)
{
    json_t *params = json_object_get(text, "params");
    const char *body = json_string_value(json_object_get(text, "body"));
    const char *lang = json_string_value(json_object_get(text, "language"));
    struct render_in in = {.body = sv_of(body ? body : ""), .lang = LANG_VI, .data = params};
    struct buf subject, out;
    struct err e = {0};

    (void)lang_parse(sv_of(lang ? lang : ""), &in.lang);
    (void)json_object_set_new(params, "url", json_string(n->means.public_url));
    bool ok = notice_render(n->means.cache, &in, &n->sms->rule, &subject, &out, &e);
    int parts = ok ? sms_size(buf_view(&out)).parts : 0;
    buf_free(&subject);
    buf_free(&out);
    return parts;
}

void notice_scan(struct notice *n)
{
    if (!n->is_stopping)
        loop_timer_set(n->scan, 0);
}

void notice_stop(struct notice *n)
{
    n->is_stopping = true;
    loop_timer_clear(n->scan);
}

size_t notice_busy(const struct notice *n)
{
    return n->n_sending + n->n_untold + (n->is_claiming ? 1 : 0);
}

static void free_channel(struct channel *c)
{
    if (c)
        c->free(c);
}

static void free_jobs(struct job_list *list)
{
    struct job *j;
    while ((j = TAILQ_FIRST(list)) != NULL) {
        TAILQ_REMOVE(list, j, link);
        job_free(j);
    }
}

/* Gives everything back once nobody points here any more. */
static void release(struct notice *n)
{
    if (n->n_sending > 0 || n->n_calls > 0)
        return;
    free_jobs(&n->ended);
    free_jobs(&n->recording);
    free_channel(n->sms);
    free_channel(n->mail);
    render_cache_free(n->means.cache);
    free(n);
}

static void stop_channel(struct channel *c)
{
    if (c && c->stop)
        c->stop(c);
}

void notice_free(struct notice *n)
{
    n->is_stopping = true;
    stop_channel(n->sms);
    stop_channel(n->mail);
    loop_timer_free(n->tend);
    loop_timer_free(n->scan);
    n->tend = n->scan = NULL;
    n->is_freed = true;
    release(n);
}

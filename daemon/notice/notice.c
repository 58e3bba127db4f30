/* The outbox's life: when it is looked at, what is taken back, what stands behind its channels. */
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
#include "notice/notice_int.h"
#include "notice/segment.h"

#define SCAN_MS        15000 /* the promise behind NOTIFY's hint */
#define SCAN_MIN_MS    1000  /* between scans, also when something is due sooner */
#define FAILURES       5     /* in a row, and a gateway rests */
#define REST_MS        1000  /* the first time */
#define REST_MAX_MS    60000
#define HELD_BYTES_MAX (1u << 20)

/* ---- calls ---- */

void notice_call(struct notice *n, enum query query, const char *const *params, size_t n_params,
                 db_done *done, void *ctx)
{
    n->n_calls++;
    db_call(n->db, &(struct db_call){.lane = DB_JOBS,
                                     .query = query,
                                     .params = params,
                                     .n_params = n_params,
                                     .done = done,
                                     .ctx = ctx});
}

bool notice_heard(struct notice *n, const struct db_result *r, const char *what)
{
    n->n_calls--;
    if (notice_is_gone(n))
        return false;
    if (r->err.code == ERR_DB_LOST)
        notice_scan(n); /* so that what is in our hands is held by the next connection */
    if (r->err.code != ERR_NONE)
        log_warn("notice.database", LOG_S("name", what), LOG_S("code", err_name(r->err.code)),
                 LOG_S("detail", r->err.detail));
    return true;
}

/* ---- turns ---- */

void notice_tend(struct notice *n)
{
    loop_timer_set(n->tend, 0);
}

void notice_tend_in(struct notice *n, int64_t ms)
{
    int64_t at_us = clock_mono_us() + ms * 1000;
    if (n->later_us > 0 && n->later_us <= at_us)
        return;
    n->later_us = at_us;
    loop_timer_set(n->later, ms);
}

static void tend(void *ctx)
{
    struct notice *n = ctx;
    for (size_t i = 0; i < SLOTS; i++)
        slot_tend(&n->slots[i]);
    notice_record(n);
}

static void tend_later(void *ctx)
{
    struct notice *n = ctx;
    n->later_us = 0;
    tend(n);
}

/* ---- scan ---- */

static void reclaimed(void *ctx, const struct db_result *r)
{
    struct notice *n = ctx;
    n->is_reclaiming = false;
    if (!notice_heard(n, r, "reclaim") || r->err.code != ERR_NONE)
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
    if (!notice_heard(n, r, "stats") || r->err.code != ERR_NONE)
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

static void add_held(struct buf *b, const struct job_list *list)
{
    const struct job *j;
    TAILQ_FOREACH(j, list, link)
    {
        buf_printf(b, "%s[%" PRId64 ",%" PRId64 ",%" PRId64 "]", b->n > 1 ? "," : "",
                   j->message.center_id, j->message.notice_id, j->attempt);
        add_held(b, &j->mates);
    }
}

/* Takes back what dead daemons held. What is in our own hands is named: should the connection that
 * leased it have been lost, it is held anew by this one. */
static void reclaim(struct notice *n)
{
    struct buf held;
    char lease[24];
    if (n->is_reclaiming)
        return;
    n->is_reclaiming = true;
    buf_init(&held, HELD_BYTES_MAX);
    buf_char(&held, '[');
    for (size_t i = 0; i < SLOTS; i++) {
        add_held(&held, &n->slots[i].ready);
        add_held(&held, &n->slots[i].sending);
    }
    add_held(&held, &n->ended);
    add_held(&held, &n->recording);
    buf_char(&held, ']');
    (void)snprintf(lease, sizeof(lease), "%" PRId64, n->config->notice_lease_s);
    const char *const params[] = {buf_view(&held).p, lease};
    notice_call(n, Q_NOTICE_RECLAIM, params, ARRAY_LEN(params), reclaimed, n);
    buf_free(&held);
}

static void scan(void *ctx)
{
    struct notice *n = ctx;
    loop_timer_set(n->scan, SCAN_MS);
    reclaim(n);
    notice_poke(n);
    if (!n->is_counting)
        notice_call(n, Q_NOTICE_STATS, NULL, 0, counted, n);
    n->is_counting = true;
}

/* ---- life ---- */

static struct slot *slot_init(struct notice *n, size_t which, const char *channel)
{
    struct slot *s = &n->slots[which];
    *s = (struct slot){.notice = n, .channel = channel, .route.is_strict = which == SLOT_SMS};
    TAILQ_INIT(&s->ready);
    TAILQ_INIT(&s->sending);
    return s;
}

static struct throttle_rule share_of(int64_t in_flight, size_t gateways)
{
    int64_t each = in_flight / (int64_t)gateways;
    return (struct throttle_rule){.in_flight = each > 0 ? each : 1,
                                  .failures = FAILURES,
                                  .rest_ms = REST_MS,
                                  .rest_max_ms = REST_MAX_MS};
}

static struct channel *kept_channel(const struct notice *n, const char *name,
                                    const struct text_rule *rule)
{
    return strcmp(name, "null") == 0 ? channel_null_new(rule)
                                     : channel_capture_new(n->loop, n->db, rule);
}

static void start_sms(struct notice *n, const struct notice_means *m)
{
    static const struct text_rule rule = {.max_parts = TEXT_PARTS_MAX};
    const struct sms_means means = {n->loop, n->config, n->db, m->client, m->key, m->public_url};
    const struct gateway_set *set = m->gateways;
    struct slot *s = slot_init(n, SLOT_SMS, "sms");
    struct throttle_rule share = share_of(n->config->notice_in_flight, set->n > 0 ? set->n : 1);

    if (set->n == 0)
        route_add(&s->route, kept_channel(n, n->config->sms_gateway, &rule), NULL, &share);
    for (size_t i = 0; i < set->n; i++)
        route_add(&s->route, channel_sms_new(&means, set->all[i]), set->all[i], &share);
}

static bool start_mail(struct notice *n, const struct notice_means *m, struct err *e)
{
    static const struct text_rule rule = {0};
    const struct mail_means means = {n->config, m->client, m->key, m->public_url};
    struct slot *s = slot_init(n, SLOT_MAIL, "mail");
    struct throttle_rule share = share_of(n->config->mail_in_flight, 1);
    struct channel *c = strcmp(n->config->mail_gateway, "smtp") == 0
                            ? channel_mail_new(&means, e)
                            : kept_channel(n, n->config->mail_gateway, &rule);
    if (c)
        route_add(&s->route, c, NULL, &share);
    return c != NULL;
}

struct notice *notice_start(const struct notice_means *m, struct err *e)
{
    struct notice *n = heap_new(sizeof(*n));
    *n = (struct notice){
        .loop = m->loop, .config = m->config, .db = m->db, .record_limit = RECORD_MAX};
    n->means = (struct job_means){render_cache_new(), m->public_url, m->config->mail_from, m->key};
    TAILQ_INIT(&n->ended);
    TAILQ_INIT(&n->recording);
    start_sms(n, m);
    if (!start_mail(n, m, e)) {
        notice_free(n);
        return NULL;
    }
    n->tend = loop_timer_new(n->loop, tend, n);
    n->later = loop_timer_new(n->loop, tend_later, n);
    n->scan = loop_timer_new(n->loop, scan, n);
    loop_timer_set(n->scan, 0);
    return n;
}

void notice_poke(struct notice *n)
{
    if (n->is_stopping)
        return;
    for (size_t i = 0; i < SLOTS; i++)
        n->slots[i].has_due = true;
    notice_tend(n);
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
    for (size_t i = 0; i < SLOTS; i++)
        slot_stop(&n->slots[i]);
}

size_t notice_busy(const struct notice *n)
{
    size_t all = n->n_untold;
    for (size_t i = 0; i < SLOTS; i++) {
        const struct slot *s = &n->slots[i];
        all += s->n_ready + s->n_sending + (s->is_claiming ? 1 : 0);
    }
    return all;
}

static void free_jobs(struct job_list *list)
{
    struct job *j;
    while ((j = TAILQ_FIRST(list)) != NULL) {
        TAILQ_REMOVE(list, j, link);
        job_free(j);
    }
}

bool notice_is_gone(struct notice *n)
{
    size_t pointing = n->n_calls;
    for (size_t i = 0; i < SLOTS; i++)
        pointing += n->slots[i].n_sending;
    if (!n->is_freed || pointing > 0)
        return n->is_freed;
    free_jobs(&n->ended);
    free_jobs(&n->recording);
    for (size_t i = 0; i < SLOTS; i++) {
        free_jobs(&n->slots[i].ready);
        route_free(&n->slots[i].route);
    }
    render_cache_free(n->means.cache);
    free(n);
    return true;
}

void notice_free(struct notice *n)
{
    n->is_stopping = true;
    for (size_t i = 0; i < SLOTS; i++)
        route_stop(&n->slots[i].route);
    loop_timer_free(n->tend);
    loop_timer_free(n->later);
    loop_timer_free(n->scan);
    n->tend = n->later = n->scan = NULL;
    n->is_freed = true;
    (void)notice_is_gone(n);
}

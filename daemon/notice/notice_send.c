/* One channel's slots: claims what is due, writes it, hands it to a gateway, and takes it back when
 * none takes it now. */
#include "core/arena.h"
#include "core/clock.h"
#include "core/log.h"
#include "core/str.h"
#include "notice/notice_int.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define PATIENCE_MS 1000 /* after the database did not answer */
#define UNTOLD_MAX  2000 /* outcomes not recorded, at which nothing more is claimed */

/* ---- the end ---- */

/* A job and its mates, each of which has ended with it. */
static void ended(struct slot *s, struct job *j)
{
    struct job *mate;
    while ((mate = TAILQ_FIRST(&j->mates)) != NULL) {
        TAILQ_REMOVE(&j->mates, mate, link);
        notice_ended(s->notice, mate);
    }
    notice_ended(s->notice, j);
}

/* It was claimed and has not left: each of it alone. */
static void ended_unsent(struct slot *s, struct job *j, const struct attempt *a, int64_t wait_ms)
{
    struct job *mate;
    while ((mate = TAILQ_FIRST(&j->mates)) != NULL) {
        TAILQ_REMOVE(&j->mates, mate, link);
        ended_unsent(s, mate, a, wait_ms);
    }
    j->wait_s = (wait_ms + 999) / 1000;
    j->message.text = SV("");
    job_end(j, a);
    notice_ended(s->notice, j);
}

static void take_from_ready(struct slot *s, struct job *j)
{
    TAILQ_REMOVE(&s->ready, j, link);
    s->n_ready--;
}

/* ---- sending ---- */

static channel_done sent;

/* Writes it and its mates by the gateway's rule. False: it ended by that. */
static bool compose(struct slot *s, struct job *j, const struct text_rule *rule)
{
    struct job_list mates = TAILQ_HEAD_INITIALIZER(mates);
    struct job *mate;
    struct job *over = NULL;

    TAILQ_CONCAT(&mates, &j->mates, link);
    bool ok = job_render(j, &s->notice->means, rule);
    while ((mate = TAILQ_FIRST(&mates)) != NULL) {
        TAILQ_REMOVE(&mates, mate, link);
        if (!job_render(mate, &s->notice->means, rule)) {
            notice_ended(s->notice, mate);
        } else if (!over && ok && job_join(j, mate, rule)) {
            TAILQ_INSERT_TAIL(&j->mates, mate, link);
        } else if (!over) {
            over = mate;
            TAILQ_INSERT_HEAD(&s->ready, over, link);
            s->n_ready++;
        } else {
            TAILQ_INSERT_TAIL(&over->mates, mate, link);
        }
    }
    return ok;
}

static struct route_ask ask_of(const struct job *j)
{
    const char *gateway;
    bool is_bound;
    const char *again = job_again(j, &gateway, &is_bound);
    return (struct route_ask){.address = j->message.address,
                              .key = j->message.notice_id,
                              .tried = j->tried,
                              .knows = again ? gateway : NULL,
                              .is_bound = is_bound};
}

static void begin(struct slot *s, struct job *j, const struct route_ask *ask, size_t way)
{
    struct channel *c = s->route.ways[way].channel;
    const struct gateway *g = s->route.ways[way].gateway;
    const char *gateway;
    bool is_bound;

    if (!compose(s, j, &c->rule)) {
        ended(s, j);
        return;
    }
    if (route_knows(&s->route, ask, way))
        j->message.token = job_again(j, &gateway, &is_bound);
    j->way = way;
    j->gateway = c->name;
    j->is_idempotent = g && g->is_idempotent && TAILQ_EMPTY(&j->mates);
    route_begin(&s->route, way, clock_mono_us());
    TAILQ_INSERT_TAIL(&s->sending, j, link);
    s->n_sending++;
    c->send(c, &j->message, sent, j);
}

/* False: it stays where it is, for all that may take it have enough. */
static bool try_to_begin(struct slot *s, struct job *j)
{
    static const struct attempt resting = {.outcome = OUTCOME_TEMPFAIL, .code = "resting"};
    static const struct attempt nobody = {.outcome = OUTCOME_PERMFAIL, .code = "no_gateway"};
    struct route_ask ask = ask_of(j);
    int64_t now_us = clock_mono_us();
    size_t way = 0;

    enum route_answer answer = route_pick(&s->route, &ask, now_us, &way);
    if (now_us - j->claimed_us > j->message.deadline_s * 1000000)
        answer = ROUTE_RESTS; /* it came too late: the outbox lets it expire */
    if (answer == ROUTE_FULL)
        return false;
    take_from_ready(s, j);
    if (answer == ROUTE_GO)
        begin(s, j, &ask, way);
    else if (answer == ROUTE_RESTS)
        ended_unsent(s, j, &resting, route_wait_ms(&s->route, now_us) + 1);
    else
        ended_unsent(s, j, &nobody, 0);
    return true;
}

/* Another gateway takes what this one surely has not. */
static bool goes_elsewhere(struct slot *s, struct job *j, const struct attempt *a)
{
    size_t way;
    if (a->outcome != OUTCOME_TEMPFAIL || s->route.n < 2 || s->notice->is_stopping)
        return false;
    j->tried |= 1u << j->way;
    struct route_ask ask = ask_of(j);
    enum route_answer answer = route_pick(&s->route, &ask, clock_mono_us(), &way);
    if (answer != ROUTE_GO && answer != ROUTE_FULL)
        return false;
    log_info("notice.elsewhere", LOG_S("gateway", j->gateway), LOG_S("answer", a->code),
             LOG_I("center", j->message.center_id), LOG_I("notice", j->message.notice_id));
    TAILQ_INSERT_HEAD(&s->ready, j, link);
    s->n_ready++;
    notice_tend(s->notice);
    return true;
}

static void sent(void *ctx, const struct attempt *a)
{
    struct job *j = ctx;
    struct slot *s = j->slot;

    TAILQ_REMOVE(&s->sending, j, link);
    s->n_sending--;
    if (s->notice->is_freed) {
        job_free(j);
        (void)notice_is_gone(s->notice);
        return;
    }
    route_end(&s->route, j->way, a, clock_mono_us());
    if (goes_elsewhere(s, j, a))
        return;
    job_end(j, a);
    ended(s, j);
}

/* ---- claim ---- */

/* The message of this claim that it may leave in, or NULL. */
static struct job *carrier_of(struct slot *s, const struct job *j)
{
    const char *bundle = job_bundle(j);
    struct job *other;
    if (!bundle)
        return NULL;
    TAILQ_FOREACH(other, &s->ready, link)
    {
        const char *its = job_bundle(other);
        if (its && strcmp(its, bundle) == 0 && other->message.center_id == j->message.center_id)
            return other;
    }
    return NULL;
}

static void take(struct slot *s, json_t *row)
{
    struct job *j = job_new(s, row);
    if (!j) {
        log_error("notice.claim", LOG_S("detail", "a notice is not as expected"));
        return;
    }
    struct job *carrier = carrier_of(s, j);
    if (carrier) {
        TAILQ_INSERT_TAIL(&carrier->mates, j, link);
        return;
    }
    TAILQ_INSERT_TAIL(&s->ready, j, link);
    s->n_ready++;
}

static void claimed(void *ctx, const struct db_result *r)
{
    struct slot *s = ctx;
    s->is_claiming = false;
    if (!notice_heard(s->notice, r, "claim"))
        return;
    s->n_asked = 0;
    if (r->err.code != ERR_NONE) {
        s->has_due = true;
        notice_tend_in(s->notice, PATIENCE_MS);
        return;
    }
    json_t *rows = json_loadb(r->value.p, r->value.n, 0, NULL);
    size_t count = json_array_size(rows);
    for (size_t i = 0; i < count; i++)
        take(s, json_array_get(rows, i));
    json_decref(rows);
    if (s->notice->is_stopping)
        slot_stop(s);
    s->has_due = s->has_due || count > 0; /* until nothing comes any more */
    notice_tend(s->notice);
}

/* How many to ask for; 0: not now. A claim costs a commit, so it is worth a third of what may be
 * in hand, unless nothing is. */
static size_t wanted(const struct slot *s)
{
    const struct notice *n = s->notice;
    size_t hand = s->n_ready + s->n_sending;
    size_t most = (size_t)route_capacity(&s->route, clock_mono_us());
    size_t batch = (size_t)n->config->notice_batch;

    if (n->is_stopping || s->is_claiming || !s->has_due || n->n_untold > UNTOLD_MAX || most <= hand)
        return 0;
    size_t room = most - hand < batch ? most - hand : batch;
    return hand == 0 || room >= batch || room >= most / 3 ? room : 0;
}

static void claim(struct slot *s)
{
    char asked[24];
    char lease[24];

    s->n_asked = wanted(s);
    if (s->n_asked == 0)
        return;
    s->is_claiming = true;
    s->has_due = false;
    (void)snprintf(asked, sizeof(asked), "%zu", s->n_asked);
    (void)snprintf(lease, sizeof(lease), "%" PRId64, s->notice->config->notice_lease_s);
    const char *const params[] = {asked, lease, s->channel};
    notice_call(s->notice, Q_NOTICE_CLAIM, params, ARRAY_LEN(params), claimed, s);
}

/* ---- gateways' health ---- */

static void told(void *ctx, const struct db_result *r)
{
    struct slot *s = ctx;
    s->is_telling = false;
    if (notice_heard(s->notice, r, "gateway"))
        notice_tend(s->notice);
}

static void tell_state(struct slot *s, struct way *w)
{
    int64_t now_us = clock_mono_us();
    char failures[24];
    char rest_ms[24];
    int64_t rest = throttle_wait_ms(&w->throttle, now_us);

    w->is_changed = false;
    s->is_telling = true;
    log_warn("notice.gateway", LOG_S("gateway", w->channel->name),
             LOG_I("failures", w->throttle.failures), LOG_I("ms", rest));
    (void)snprintf(failures, sizeof(failures), "%" PRId64, w->throttle.failures);
    (void)snprintf(rest_ms, sizeof(rest_ms), "%" PRId64, rest);
    const char *const params[] = {w->channel->name, s->channel, failures, rest_ms};
    notice_call(s->notice, Q_NOTICE_GATEWAY, params, ARRAY_LEN(params), told, s);
}

void slot_tend(struct slot *s)
{
    struct job *j;
    for (size_t i = 0; i < s->route.n && !s->is_telling; i++) {
        if (s->route.ways[i].is_changed)
            tell_state(s, &s->route.ways[i]);
    }
    for (j = TAILQ_FIRST(&s->ready); j != NULL;) {
        struct job *next = TAILQ_NEXT(j, link);
        if (!try_to_begin(s, j) && s->route.n == 1)
            break;
        j = next;
    }
    claim(s);
    int64_t wait_ms = route_wait_ms(&s->route, clock_mono_us());
    if (wait_ms > 0)
        notice_tend_in(s->notice, wait_ms);
}

void slot_stop(struct slot *s)
{
    static const struct attempt stopping = {.outcome = OUTCOME_TEMPFAIL, .code = "stopping"};
    struct job *j;
    while ((j = TAILQ_FIRST(&s->ready)) != NULL) {
        take_from_ready(s, j);
        ended_unsent(s, j, &stopping, 0);
    }
}

/* Gets a gateway's access token from the database, or from the gateway for everybody. */
#include "notice/gateway_access.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#include "core/arena.h"
#include "core/clock.h"
#include "core/log.h"
#include "core/secret.h"
#include "core/str.h"
#include "notice/gateway_call.h"

#define ACCESS_MAX  2048
#define WORK_BYTES  (256u * 1024)
#define ANSWER_MAX  (32u * 1024)
#define MARGIN_S    30   /* a token is not used in its last seconds */
#define AGAIN_MS    1000 /* until we look whether another daemon has one */
#define PATIENCE_US 60000000
#define NAME_LEN    16
#define SHORT_S     60 /* of a token whose life is shorter than the margin */

struct waiting {
    TAILQ_ENTRY(waiting) link;
    gateway_key_fn *done;
    void *ctx;
};

TAILQ_HEAD(waiting_list, waiting);

struct gateway_key {
    struct sms_means means;
    const struct gateway *gateway;
    struct waiting_list waiting;
    struct loop_timer *again;
    char access[ACCESS_MAX];
    char refresh[ACCESS_MAX];
    char refused[NAME_LEN + 1]; /* the name of the token that is no good, or "" */
    int64_t expires_us;         /* monotonic */
    int64_t asked_us;           /* when those who wait began to */
    bool is_asking;             /* the database, or the gateway */
    bool is_freed;
};

static void ask(struct gateway_key *k);

static void name_of(const char *access, char out[NAME_LEN + 1])
{
    char hex[SECRET_HEX_LEN + 1];
    secret_sha256_hex(sv_of(access), hex);
    memcpy(out, hex, NAME_LEN);
    out[NAME_LEN] = '\0';
}

/* ---- those who wait ---- */

static void answer_all(struct gateway_key *k, const char *access, const char *detail)
{
    struct waiting *w;
    while ((w = TAILQ_FIRST(&k->waiting)) != NULL) {
        TAILQ_REMOVE(&k->waiting, w, link);
        w->done(w->ctx, access, detail);
        free(w);
    }
}

static void failed(struct gateway_key *k, const char *detail)
{
    log_warn("notice.access", LOG_S("gateway", k->gateway->name), LOG_S("detail", detail));
    answer_all(k, NULL, detail);
}

static void release(struct gateway_key *k)
{
    explicit_bzero(k->access, sizeof k->access);
    explicit_bzero(k->refresh, sizeof k->refresh);
    free(k);
}

/* Every answer passes here first. False: nobody is there any more to hear it. */
static bool is_heard(struct gateway_key *k)
{
    k->is_asking = false;
    if (!k->is_freed)
        return true;
    release(k);
    return false;
}

/* ---- what the database keeps ---- */

static struct sv bound_of(struct arena *a, const struct gateway_key *k)
{
    return sv_of(arena_printf(a, "gateway:%s", k->gateway->name));
}

/* {"access", "refresh"} as sealed; false when it is not ours to read. */
static bool unseal(struct gateway_key *k, const char *sealed)
{
    struct arena *a = arena_new(WORK_BYTES);
    struct sv plain = SV("");
    struct err e = {0};
    bool ok = sealed && seal_open(a, k->means.key, bound_of(a, k), sv_of(sealed), &plain, &e);
    json_t *o = ok ? json_loadb(plain.p, plain.n, 0, NULL) : NULL;
    const char *access = json_string_value(json_object_get(o, "access"));
    const char *refresh = json_string_value(json_object_get(o, "refresh"));
    ok = access && refresh && strlen(access) < ACCESS_MAX && strlen(refresh) < ACCESS_MAX;
    if (ok) {
        (void)snprintf(k->access, sizeof k->access, "%s", access);
        (void)snprintf(k->refresh, sizeof k->refresh, "%s", refresh);
    }
    json_decref(o);
    arena_free(a);
    return ok;
}

static void kept(void *ctx, const struct db_result *r)
{
    struct gateway_key *k = ctx;
    if (r->err.code != ERR_NONE)
        log_warn("notice.database", LOG_S("name", "access"), LOG_S("detail", r->err.detail));
    if (is_heard(k))
        answer_all(k, k->access[0] ? k->access : NULL, "no access token was given");
}

/* seconds 0: there is nothing to keep. */
static void keep(struct gateway_key *k, int64_t seconds)
{
    struct arena *a = arena_new(WORK_BYTES);
    char name[NAME_LEN + 1], life[24];
    json_t *o = json_pack("{s:s, s:s}", "access", k->access, "refresh", k->refresh);
    char *plain = o ? json_dumps(o, JSON_COMPACT) : NULL;
    const char *sealed =
        seconds > 0 && plain ? seal_text(a, k->means.key, bound_of(a, k), sv_of(plain)) : NULL;

    name_of(k->access, name);
    (void)snprintf(life, sizeof life, "%" PRId64, seconds);
    const char *const params[] = {k->gateway->name, sealed, sealed ? name : NULL, life};
    k->is_asking = true;
    db_call(k->means.db, &(struct db_call){.lane = DB_JOBS,
                                           .query = Q_GATEWAY_ACCESS_KEEP,
                                           .params = params,
                                           .n_params = ARRAY_LEN(params),
                                           .done = kept,
                                           .ctx = k});
    free(plain);
    json_decref(o);
    arena_free(a);
}

/* ---- what the gateway gives ---- */

static int64_t life_of(const struct gateway_key *k, const struct gateway_said *said)
{
    char text[24];
    int64_t seconds;
    gateway_said_at(said, &k->gateway->access.seconds, text, sizeof text);
    return sv_int(sv_of(text), 1, 366 * 24 * 3600, &seconds) ? seconds
                                                             : k->gateway->access.default_s;
}

static void given(void *ctx, const struct client_result *r)
{
    struct gateway_key *k = ctx;
    const struct gateway_access *how = &k->gateway->access;
    struct gateway_said said = gateway_said(r->body, NULL, NULL);
    char access[ACCESS_MAX] = "", refresh[ACCESS_MAX];
    int64_t seconds = 0;

    if (!is_heard(k)) {
        gateway_said_free(&said);
        return;
    }
    if (r->end == CLIENT_ANSWERED && r->status / 100 == 2)
        gateway_said_at(&said, &how->access, access, sizeof access);
    if (access[0]) {
        seconds = life_of(k, &said);
        gateway_said_at(&said, &how->refresh, refresh, sizeof refresh);
        if (refresh[0])
            memcpy(k->refresh, refresh, sizeof refresh);
        k->expires_us = clock_mono_us() + (seconds > MARGIN_S ? seconds - MARGIN_S : 1) * 1000000;
    } else {
        log_warn("notice.access", LOG_S("gateway", k->gateway->name), LOG_I("status", r->status),
                 LOG_S("detail", r->end == CLIENT_ANSWERED ? "" : r->text));
    }
    memcpy(k->access, access, sizeof access);
    k->refused[0] = '\0';
    gateway_said_free(&said);
    keep(k, seconds > 0 && seconds < SHORT_S ? SHORT_S : seconds);
}

static void ask_gateway(struct gateway_key *k)
{
    struct arena *a = arena_new(WORK_BYTES);
    struct gateway_request req;
    struct err e = {0};
    const struct gateway_facts facts = {
        .refresh = k->refresh[0] ? k->refresh : k->gateway->password, .text = SV("")};
    bool ok = gateway_request(a, k->gateway, &k->gateway->access.form, &facts, &req, &e);
    if (ok) {
        struct client_call c = gateway_client_call(&req);
        c.timeout_ms = k->means.config->notice_timeout_ms;
        c.body_max = ANSWER_MAX;
        c.done = given;
        c.ctx = k;
        k->is_asking = ok = http_client_call(k->means.client, &c, &e);
    }
    arena_free(a);
    if (!ok) {
        log_warn("notice.access", LOG_S("gateway", k->gateway->name), LOG_S("detail", e.detail));
        k->access[0] = '\0';
        keep(k, 0);
    }
}

/* ---- asking ---- */

static void wait_for_another(struct gateway_key *k)
{
    if (clock_mono_us() - k->asked_us > PATIENCE_US)
        failed(k, "another daemon asks for an access token and gets none");
    else
        loop_timer_set(k->again, AGAIN_MS);
}

static void claimed(void *ctx, const struct db_result *r)
{
    struct gateway_key *k = ctx;
    if (!is_heard(k))
        return;
    if (r->err.code != ERR_NONE) {
        failed(k, "the database does not say whether there is an access token");
        return;
    }
    json_t *o = json_loadb(r->value.p, r->value.n, 0, NULL);
    int64_t left_s = json_integer_value(json_object_get(o, "left_s"));
    bool may_ask = json_is_true(json_object_get(o, "may_ask"));
    const char *sealed = json_string_value(json_object_get(o, "sealed"));
    bool is_ours = unseal(k, sealed), is_others = sealed && !is_ours;
    if (!is_ours)
        (void)unseal(k, json_string_value(json_object_get(o, "old")));
    json_decref(o);
    if (is_ours) {
        k->expires_us = clock_mono_us() + (left_s > MARGIN_S ? left_s - MARGIN_S : 1) * 1000000;
        answer_all(k, k->access, "");
    } else if (is_others) {
        failed(k, "the access token was sealed with another [state] secret_key");
    } else if (may_ask) {
        ask_gateway(k);
    } else {
        wait_for_another(k);
    }
}

static void ask(struct gateway_key *k)
{
    const char *const params[] = {k->gateway->name, k->refused};
    k->is_asking = true;
    db_call(k->means.db, &(struct db_call){.lane = DB_JOBS,
                                           .query = Q_GATEWAY_ACCESS_CLAIM,
                                           .params = params,
                                           .n_params = ARRAY_LEN(params),
                                           .done = claimed,
                                           .ctx = k});
}

static void ask_again(void *ctx)
{
    struct gateway_key *k = ctx;
    if (!k->is_asking)
        ask(k);
}

/* ---- life ---- */

struct gateway_key *gateway_key_new(const struct sms_means *means, const struct gateway *g)
{
    struct gateway_key *k = heap_new(sizeof *k);
    k->means = *means;
    k->gateway = g;
    TAILQ_INIT(&k->waiting);
    k->again = loop_timer_new(means->loop, ask_again, k);
    return k;
}

void gateway_key_get(struct gateway_key *k, gateway_key_fn *done, void *ctx)
{
    char name[NAME_LEN + 1];
    name_of(k->access, name);
    bool is_good = k->access[0] && strcmp(name, k->refused) != 0;
    if (is_good && !k->is_asking && clock_mono_us() < k->expires_us) {
        done(ctx, k->access, "");
        return;
    }
    struct waiting *w = heap_new(sizeof *w);
    *w = (struct waiting){.done = done, .ctx = ctx};
    if (TAILQ_EMPTY(&k->waiting))
        k->asked_us = clock_mono_us();
    bool is_first = TAILQ_EMPTY(&k->waiting) && !k->is_asking;
    TAILQ_INSERT_TAIL(&k->waiting, w, link);
    if (is_first)
        ask(k);
}

void gateway_key_refused(struct gateway_key *k, const char *access)
{
    name_of(access, k->refused);
}

void gateway_key_free(struct gateway_key *k)
{
    if (!k)
        return;
    answer_all(k, NULL, "the daemon is stopping");
    loop_timer_free(k->again);
    k->is_freed = true;
    if (!k->is_asking)
        release(k);
}

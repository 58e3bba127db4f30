/* Text messages through an HTTP gateway: one request for each, judged by its description. */
#include "notice/channel.h"

#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/str.h"
#include "notice/gateway_access.h"
#include "notice/gateway_call.h"

#define ANSWER_BYTES_MAX (16u * 1024)
#define GATEWAY_BYTES    (64u * 1024)
#define REQUEST_BYTES    (1024u * 1024)

struct sms {
    struct channel channel;
    struct arena *arena; /* of callback */
    struct sms_means means;
    const struct gateway *gateway;
    const char *callback;
    struct gateway_key *key; /* NULL: it wants no access token */
};

/* One message on its way; it borrows from the message until done has run. */
struct sending {
    struct sms *sms;
    const struct message *message;
    channel_done *done;
    void *ctx;
    char *access;    /* the token it went with, owned; NULL: none */
    bool is_retried; /* with another token, after the first was refused */
};

static void start(struct sending *s);

static void end(struct sending *s, const struct attempt *a)
{
    s->done(s->ctx, a);
    free(s->access);
    free(s);
}

static void end_unsent(struct sending *s, enum outcome outcome, const char *code, const char *why)
{
    end(s, &(struct attempt){.outcome = outcome, .code = code, .detail = sv_of(why)});
}

/* A refused access token is our own trouble, and nothing has left: once with another one. */
static bool may_retry(struct sending *s, const struct gateway_answer *answer)
{
    if (!answer->is_access_refused || !s->access)
        return false;
    gateway_key_refused(s->sms->key, s->access);
    bool is_first = !s->is_retried;
    s->is_retried = true;
    return is_first;
}

static void answered(void *ctx, const struct client_result *r)
{
    struct sending *s = ctx;
    struct gateway_answer answer;

    gateway_judge(s->sms->gateway, r, &answer);
    if (may_retry(s, &answer)) {
        free(s->access);
        s->access = NULL;
        start(s);
        return;
    }
    end(s, &(struct attempt){.outcome = answer.outcome,
                             .code = answer.code,
                             .detail = sv_of(answer.detail),
                             .gateway_id = sv_of(answer.id)});
}

static bool call(struct sending *s, struct arena *a, struct err *e)
{
    const struct sms *sms = s->sms;
    const struct message *m = s->message;
    const struct gateway_facts facts = {.address = m->address,
                                        .token = m->token,
                                        .callback = sms->callback,
                                        .access = s->access,
                                        .text = m->text,
                                        .deadline_s = m->deadline_s};
    struct gateway_request req;
    if (!gateway_request(a, sms->gateway, &sms->gateway->send, &facts, &req, e))
        return false;
    struct client_call c = gateway_client_call(&req);
    c.timeout_ms = sms->means.config->notice_timeout_ms;
    c.body_max = ANSWER_BYTES_MAX;
    c.done = answered;
    c.ctx = s;
    return http_client_call(sms->means.client, &c, e);
}

static void go(struct sending *s)
{
    struct arena *a = arena_new(REQUEST_BYTES);
    struct err e = {0};

    if (!call(s, a, &e))
        end_unsent(s, e.code == ERR_BUSY ? OUTCOME_TEMPFAIL : OUTCOME_PERMFAIL, "request",
                   e.detail);
    arena_free(a);
}

static void has_access(void *ctx, const char *access, const char *detail)
{
    struct sending *s = ctx;
    if (!access) {
        end_unsent(s, OUTCOME_TEMPFAIL, "access", detail);
        return;
    }
    s->access = strdup(access);
    if (!s->access)
        fatal("out of memory");
    go(s);
}

static void start(struct sending *s)
{
    if (s->sms->key)
        gateway_key_get(s->sms->key, has_access, s);
    else
        go(s);
}

static void sms_send(struct channel *c, const struct message *m, channel_done *done, void *ctx)
{
    struct sending *s = heap_new(sizeof(*s));
    *s = (struct sending){.sms = (struct sms *)c, .message = m, .done = done, .ctx = ctx};
    start(s);
}

/* Those who wait for an access token end here; what is under way ends with the client. */
static void sms_stop(struct channel *c)
{
    struct sms *sms = (struct sms *)c;
    gateway_key_free(sms->key);
    sms->key = NULL;
}

static void sms_free(struct channel *c)
{
    struct sms *sms = (struct sms *)c;
    sms_stop(c);
    arena_free(sms->arena);
    free(sms);
}

struct channel *channel_sms_new(const struct sms_means *m, const struct gateway *g)
{
    struct arena *a = arena_new(GATEWAY_BYTES);
    const char *key = m->config->callback_key;
    struct sms *sms = heap_new(sizeof(*sms));
    *sms = (struct sms){
        .channel = {.name = g->name,
                    .rule = g->rule,
                    .send = sms_send,
                    .stop = sms_stop,
                    .free = sms_free},
        .arena = a,
        .means = *m,
        .gateway = g,
        .callback = key[0] ? arena_printf(a, "%s/gateway/%s/%s", m->public_url, key, g->name) : "",
        .key = g->access.form.url.text ? gateway_key_new(m, g) : NULL};
    return &sms->channel;
}

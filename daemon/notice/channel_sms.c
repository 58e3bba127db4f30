/* Text messages through an HTTP gateway: one request for each, judged by its description. */
#include "notice/channel.h"

#include <stdlib.h>

#include "core/arena.h"
#include "core/str.h"
#include "notice/gateway_call.h"

#define ANSWER_BYTES_MAX (16u * 1024)
#define GATEWAY_BYTES    (1024u * 1024)
#define REQUEST_BYTES    (1024u * 1024)

struct sms {
    struct channel channel;
    struct arena *arena; /* of the gateway and the callback */
    const struct gateway *gateway;
    const char *callback;
    struct http_client *client;
    int64_t timeout_ms;
};

struct sending {
    const struct gateway *gateway; /* borrowed from the channel, which outlives its sends */
    channel_done *done;
    void *ctx;
};

static void answered(void *ctx, const struct client_result *r)
{
    struct sending *s = ctx;
    struct gateway_answer answer;

    gateway_judge(s->gateway, r, &answer);
    s->done(s->ctx, &(struct attempt){.outcome = answer.outcome,
                                      .code = answer.code,
                                      .detail = sv_of(answer.detail),
                                      .gateway_id = sv_of(answer.id)});
    free(s);
}

static bool call(struct sms *sms, struct arena *a, const struct message *m, struct sending *s,
                 struct err *e)
{
    struct gateway_request req;
    if (!gateway_request(a, sms->gateway, m, sms->callback, &req, e))
        return false;
    const struct client_call c = {.url = req.url,
                                  .method = req.method,
                                  .headers = req.headers,
                                  .body = req.body,
                                  .timeout_ms = sms->timeout_ms,
                                  .body_max = ANSWER_BYTES_MAX,
                                  .done = answered,
                                  .ctx = s};
    return http_client_call(sms->client, &c, e);
}

static void sms_send(struct channel *c, const struct message *m, channel_done *done, void *ctx)
{
    struct sms *sms = (struct sms *)c;
    struct arena *a = arena_new(REQUEST_BYTES);
    struct sending *s = heap_new(sizeof(*s));
    struct err e = {0};

    *s = (struct sending){.gateway = sms->gateway, .done = done, .ctx = ctx};
    if (!call(sms, a, m, s, &e)) {
        free(s);
        done(ctx,
             &(struct attempt){.outcome = e.code == ERR_BUSY ? OUTCOME_TEMPFAIL : OUTCOME_PERMFAIL,
                               .code = "request",
                               .detail = sv_of(e.detail)});
    }
    arena_free(a);
}

static void sms_free(struct channel *c)
{
    struct sms *sms = (struct sms *)c;
    arena_free(sms->arena);
    free(sms);
}

struct channel *channel_sms_new(const struct config *c, struct http_client *client,
                                const char *callback, struct err *e)
{
    struct arena *a = arena_new(GATEWAY_BYTES);
    const struct gateway *g;
    if (!gateway_read(a, c->gateways_dir, c->sms_gateway, &g, e)) {
        arena_free(a);
        return NULL;
    }
    struct sms *sms = heap_new(sizeof(*sms));
    *sms = (struct sms){
        .channel = {.name = g->name, .rule = g->rule, .send = sms_send, .free = sms_free},
        .arena = a,
        .gateway = g,
        .callback = arena_str(a, callback),
        .client = client,
        .timeout_ms = c->notice_timeout_ms};
    return &sms->channel;
}

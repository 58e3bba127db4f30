/* Gateways call back at /gateway/KEY/NAME/KIND: what became of messages, texts and missed calls of
 * people; idempotent, in any order. What they say is read as their descriptions have it. */
#include "core/log.h"
#include "core/metrics.h"
#include "core/secret.h"
#include "core/str.h"
#include "web/web.h"

#define PARAMS_MAX 8

static void taken(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    if (res->err.code != ERR_NONE) {
        http_reply_error(r, &res->err, NULL);
        return;
    }
    metric_add(METRIC_NOTICE_RECEIPTS, 1);
    http_reply(r, &(struct http_body){
                      .status = 200, .type = "text/plain; charset=utf-8", .bytes = SV("ok\n")});
}

/* A stranger learns nothing; a gateway that says what we do not understand stands in the log. */
static void refuse(struct http_request *r, const struct err *e)
{
    log_warn("notice.call", LOG_S("gateway", r->params[1]), LOG_S("code", err_name(e->code)),
             LOG_S("detail", e->detail));
    http_reply_error(r, e, NULL);
}

void web_receipt(struct http_request *r)
{
    const struct web *w = r->app;
    const char *params[PARAMS_MAX] = {NULL};
    enum query query;
    struct err e = {0};
    bool is_gateway = w->config->callback_key[0] &&
                      secret_equal(sv_of(r->params[0]), sv_of(w->config->callback_key));
    if (!is_gateway) {
        (void)err_set(&e, ERR_NOT_FOUND, "callback key");
        http_reply_error(r, &e, NULL);
        return;
    }
    if (w->gateway_heard(w->gateways, r, &query, params, &e))
        web_call(r, DB_JOBS, query, params, taken, r);
    else
        refuse(r, &e);
}

/* Gateways call back: GET /gateway/KEY/receipt?token=..&kind=..; idempotent, in any order. */
#include <string.h>

#include "core/metrics.h"
#include "core/secret.h"
#include "core/str.h"
#include "web/web.h"

/* Kannel's dlr-mask values (user guide, "Delivery reports"); our own words pass as they are. */
static const struct {
    const char *given, *kind;
} kinds[] = {
    {"1", "delivered"},     {"2", "failed"},      {"4", "queued"},
    {"8", "accepted"},      {"16", "refused"},    {"delivered", "delivered"},
    {"failed", "failed"},   {"queued", "queued"}, {"accepted", "accepted"},
    {"refused", "refused"},
};

static const char *kind_of(const char *given)
{
    for (size_t i = 0; given && i < ARRAY_LEN(kinds); i++) {
        if (strcmp(kinds[i].given, given) == 0)
            return kinds[i].kind;
    }
    return NULL;
}

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

void web_receipt(struct http_request *r)
{
    const struct web *w = r->app;
    struct err e = {0};
    const char *token = http_field(r, "token");
    const char *kind = kind_of(http_field(r, "kind"));
    const char *detail = http_field(r, "detail");
    bool is_gateway = w->config->callback_key[0] &&
                      secret_equal(sv_of(r->params[0]), sv_of(w->config->callback_key));
    if (!is_gateway) {
        err_set(&e, ERR_NOT_FOUND, "callback key");
        http_reply_error(r, &e, NULL);
        return;
    }
    if (!token || !kind) {
        err_field(&e, "error.field.choice", token ? "kind" : "token",
                  sv_of(http_field(r, token ? "kind" : "token")));
        http_reply_error(r, &e, NULL);
        return;
    }
    const char *params[] = {token, kind, detail ? detail : "", NULL};
    web_call(r, DB_JOBS, Q_NOTICE_RECEIPT, params, taken, r);
}

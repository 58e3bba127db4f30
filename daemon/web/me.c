/* My duties, and making a calendar address: shown once, with its QR code, only its hash kept. */
#include <string.h>

#include "core/secret.h"
#include "core/str.h"
#include "template/qr.h"
#include "web/web.h"

static const char *const no_args[] = {NULL};

struct new_feed {
    struct http_request *r;
    const char *token;
};

/* Adds {"new_feed": {"url", "webcal", "qr"}} to the page. */
static void add_address(struct http_request *r, json_t *page, const char *token)
{
    struct web *w = r->app;
    struct buf qr;
    struct err e = {0};
    const char *url = arena_printf(r->arena, "%s/feed/%s.ics", w->public_url, token);
    const char *host = strstr(url, "://");
    const char *webcal = arena_printf(r->arena, "webcal%s", host ? host : "");
    buf_init(&qr, 64u << 10);
    if (!qr_svg(&qr, webcal, tr(r->lang, "me.qr_title"), &e))
        buf_reset(&qr);
    json_object_set_new(
        page, "new_feed",
        json_pack("{s:s, s:s, s:s}", "url", url, "webcal", webcal, "qr", buf_view(&qr).p));
    buf_free(&qr);
}

static void page_ready(void *ctx, const struct db_result *res)
{
    struct new_feed *n = ctx;
    json_t *root = web_json(n->r, res);
    if (!root)
        return;
    if (n->token)
        add_address(n->r, json_object_get(root, "page"), n->token);
    web_render(n->r, "me", 200, root);
}

static void show(struct http_request *r, const char *token)
{
    struct new_feed *n = arena_alloc(r->arena, sizeof *n);
    *n = (struct new_feed){r, token};
    web_call(r, DB_FAST, Q_PAGE_ME, no_args, page_ready, n);
}

void web_me(struct http_request *r)
{
    show(r, NULL);
}

static void made(void *ctx, const struct db_result *res)
{
    struct new_feed *n = ctx;
    if (res->err.code != ERR_NONE)
        http_reply_error(n->r, &res->err, res->args);
    else
        show(n->r, n->token);
}

void web_feed_new(struct http_request *r)
{
    struct new_feed *n = arena_alloc(r->arena, sizeof *n);
    char *hash = arena_alloc(r->arena, SECRET_HEX_LEN + 1);
    const char *name = http_field(r, "name");
    *n = (struct new_feed){r, secret_token(r->arena)};
    secret_sha256_hex(sv_of(n->token), hash);
    const char *params[] = {hash, name ? name : "", NULL};
    web_call(r, DB_FAST, Q_FEED_TOKEN_NEW, params, made, n);
}

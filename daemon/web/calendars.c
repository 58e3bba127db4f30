/* Calendar addresses: made or made anew, shown once with a QR code; only their hash is kept. */
#include <string.h>

#include "core/secret.h"
#include "core/str.h"
#include "template/qr.h"
#include "web/web.h"

#define QR_MAX (64u << 10)

static const char *const no_args[] = {NULL};
static const char *const id_args[] = {":0", NULL};
static const char *const url_args[] = {"url", NULL};
static const char *const revoke_own_args[] = {"token_hash", "=own", NULL};
static const char *const revoke_args[] = {"token_hash", "=shared", NULL};

const struct web_page web_my_calendars = {"my_calendars", Q_PAGE_MY_CALENDARS, DB_FAST, no_args,
                                          NULL};
const struct web_page web_calendars = {"calendars", Q_PAGE_CALENDARS, DB_FAST, no_args, NULL};
const struct web_form web_my_calendar_revoke = {Q_FEED_TOKEN_REVOKE, DB_FAST, revoke_own_args,
                                                "/me/calendars?done=calendar_revoked",
                                                &web_my_calendars};
const struct web_form web_calendar_revoke = {Q_FEED_TOKEN_REVOKE, DB_FAST, revoke_args,
                                             "/calendars?done=calendar_revoked", &web_calendars};

const struct web_page web_my_busy = {"my_busy", Q_PAGE_ME_BUSY, DB_FAST, no_args, NULL};
const struct web_form web_busy_add = {Q_BUSY_ADD, DB_FAST, url_args, "/me/busy?done=busy_added",
                                      &web_my_busy};
const struct web_form web_busy_remove = {Q_BUSY_REMOVE, DB_FAST, id_args,
                                         "/me/busy?done=busy_removed", &web_my_busy};

struct fresh { /* an address on its way to the one page that shows it */
    struct http_request *r;
    const char *token;
};

/* Adds to the page where the calendar is, for programs and for a telephone's camera. */
static void add_address(struct http_request *r, json_t *page, const char *token)
{
    struct web *w = r->app;
    struct buf qr;
    struct err e = {0};
    const char *url = arena_printf(r->arena, "%s/feed/%s.ics", w->public_url, token);
    const char *host = strstr(url, "://");
    const char *webcal = arena_printf(r->arena, "webcal%s", host ? host : "");
    buf_init(&qr, QR_MAX);
    if (!qr_svg(&qr, webcal, tr(r->lang, "calendars.qr_title"), &e))
        buf_reset(&qr);
    json_object_set_new(page, "url", json_string(url));
    json_object_set_new(page, "webcal", json_string(webcal));
    json_object_set_new(page, "qr", json_string(buf_view(&qr).p));
    buf_free(&qr);
}

static void made(void *ctx, const struct db_result *res)
{
    struct fresh *f = ctx;
    if (res->err.code != ERR_NONE) {
        web_form_again(f->r, f->r->route->data, &res->err, res->args);
        return;
    }
    json_t *root = web_json(f->r, res);
    if (!root)
        return;
    add_address(f->r, json_object_get(root, "page"), f->token);
    web_render(f->r, "calendar_new", 200, root);
}

static struct fresh *fresh_of(struct http_request *r, char hash[SECRET_HEX_LEN + 1])
{
    struct fresh *f = arena_alloc(r->arena, sizeof *f);
    *f = (struct fresh){r, secret_token(r->arena)};
    secret_sha256_hex(sv_of(f->token), hash);
    return f;
}

static const char *field(const struct http_request *r, const char *name)
{
    const char *v = http_field(r, name);
    return v ? v : "";
}

static bool is_own(const struct http_request *r)
{
    return r->route->data == &web_my_calendars;
}

void web_calendar_new(struct http_request *r)
{
    char hash[SECRET_HEX_LEN + 1];
    struct fresh *f = fresh_of(r, hash);
    const char *subject = is_own(r) ? "provider" : field(r, "subject");
    const char *params[] = {hash, subject, field(r, "name"), field(r, "level"), field(r, "alarm"),
                            NULL};
    web_call(r, DB_FAST, Q_FEED_TOKEN_NEW, params, made, f);
}

void web_calendar_rotate(struct http_request *r)
{
    char hash[SECRET_HEX_LEN + 1];
    struct fresh *f = fresh_of(r, hash);
    const char *params[] = {hash, field(r, "token_hash"), field(r, "grace"),
                            is_own(r) ? "own" : "shared", NULL};
    web_call(r, DB_FAST, Q_FEED_TOKEN_ROTATE, params, made, f);
}

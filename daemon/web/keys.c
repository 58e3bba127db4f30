/* Keys for courts' programs and cards for their clerks: made here, shown once, kept as hashes. */
#include <stdio.h>
#include <string.h>

#include "core/secret.h"
#include "core/str.h"
#include "template/qr.h"
#include "web/web.h"

#define KEY_START "dutyd_" /* so that scanners of source code know one when it was left there */
#define KEY_SHOWN 12       /* letters of a key that stay visible */
#define CODE_FIND 4        /* letters that find a code; the others prove it */
#define CODE_LEN  10
#define QR_MAX    (64u << 10)

static const char *const no_args[] = {NULL};
static const char *const id_args[] = {":0", NULL};

const struct web_page web_keys = {"keys", Q_PAGE_KEYS, DB_FAST, no_args, NULL};
const struct web_form web_key_revoke = {Q_KEY_REVOKE, DB_FAST, id_args, "/keys?done=key_revoked",
                                        NULL};
const struct web_form web_code_revoke = {Q_COURT_CODE_REVOKE, DB_FAST, id_args,
                                         "/keys?done=code_revoked", NULL};

struct fresh { /* a secret on its way to the one page that shows it */
    struct http_request *r;
    const char *secret; /* the key or the link's token */
    const char *code;   /* of a card */
    json_t *made;       /* what the query says of it */
};

static const char *field(const struct http_request *r, const char *name)
{
    const char *v = http_field(r, name);
    return v ? v : "";
}

/* ---- a key ---- */

static void key_shown(void *ctx, const struct db_result *res)
{
    struct fresh *f = ctx;
    json_t *root = web_json(f->r, res);
    if (!root) {
        json_decref(f->made);
        return;
    }
    json_object_set_new(f->made, "key", json_string(f->secret));
    json_object_set_new(json_object_get(root, "page"), "new_key", f->made);
    web_render(f->r, "keys", 200, root);
}

static void key_made(void *ctx, const struct db_result *res)
{
    struct fresh *f = ctx;
    if (res->err.code != ERR_NONE) {
        web_form_again(f->r, &web_keys, &res->err, res->args);
        return;
    }
    f->made = web_json(f->r, res);
    if (f->made)
        web_call(f->r, DB_FAST, Q_PAGE_KEYS, no_args, key_shown, f);
}

void web_key_new(struct http_request *r)
{
    struct fresh *f = arena_alloc(r->arena, sizeof *f);
    char hash[SECRET_HEX_LEN + 1];
    const char *key = arena_printf(r->arena, KEY_START "%s", secret_token(r->arena));
    secret_sha256_hex(sv_of(key), hash);
    *f = (struct fresh){.r = r, .secret = key};
    const char *params[] = {field(r, "org_id"),
                            field(r, "name"),
                            field(r, "days"),
                            arena_dup(r->arena, (struct sv){key, KEY_SHOWN}),
                            hash,
                            NULL};
    web_call(r, DB_FAST, Q_KEY_NEW, params, key_made, f);
}

/* ---- a card ---- */

/* Ten letters that nobody takes for one another (Crockford's base 32): 50 random bits, 30 of them
 * secret. */
static char *new_code(struct arena *a)
{
    static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    unsigned char random[CODE_LEN];
    char *code = arena_alloc(a, CODE_LEN + 1);
    secret_random(random, sizeof random);
    for (size_t i = 0; i < CODE_LEN; i++)
        code[i] = letters[random[i] % 32];
    code[CODE_LEN] = '\0';
    return code;
}

static void add_card(struct http_request *r, json_t *card, const struct fresh *f)
{
    const struct web *w = r->app;
    struct buf qr;
    struct err e = {0};
    const char *url = arena_printf(r->arena, "%s/door/%s", w->public_url, f->secret);
    buf_init(&qr, QR_MAX);
    if (!qr_svg(&qr, url, tr(r->lang, "door.qr_title"), &e))
        buf_reset(&qr);
    json_object_set_new(card, "url", json_string(url));
    json_object_set_new(card, "door",
                        json_string(arena_printf(r->arena, "%s/door", w->public_url)));
    json_object_set_new(card, "qr", json_string(buf_view(&qr).p));
    json_object_set_new(
        card, "code", json_string(arena_printf(r->arena, "%.4s-%s", f->code, f->code + CODE_FIND)));
    buf_free(&qr);
}

static void card_made(void *ctx, const struct db_result *res)
{
    struct fresh *f = ctx;
    if (res->err.code != ERR_NONE) {
        web_form_again(f->r, &web_keys, &res->err, res->args);
        return;
    }
    json_t *root = web_json(f->r, res);
    if (!root)
        return;
    add_card(f->r, json_object_get(root, "page"), f);
    web_render(f->r, "card", 200, root);
}

void web_code_new(struct http_request *r)
{
    struct fresh *f = arena_alloc(r->arena, sizeof *f);
    char hash[SECRET_HEX_LEN + 1];
    *f = (struct fresh){.r = r, .secret = secret_token(r->arena), .code = new_code(r->arena)};
    secret_sha256_hex(sv_of(f->secret), hash);
    const char *params[] = {field(r, "code_org_id"),
                            field(r, "code_name"),
                            field(r, "code_days"),
                            hash,
                            arena_dup(r->arena, (struct sv){f->code, CODE_FIND}),
                            f->code + CODE_FIND,
                            NULL};
    web_call(r, DB_FAST, Q_COURT_CODE_NEW, params, card_made, f);
}

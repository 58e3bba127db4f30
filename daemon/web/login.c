/* Signing in and out: find the account, check the password off the loop, open a session. */
#include <crypt.h>
#include <string.h>

#include "core/metrics.h"
#include "core/secret.h"
#include "core/str.h"
#include "web/link.h"
#include "web/web.h"

/* Checked when no account matches or it has no password, so that such a name takes as long as a
 * wrong password. */
#define NOBODY_HASH  "$y$j9T$1Gc2piz..Hh4Yp1thaTS60$xHPfK0kjahLsjywb7gzpcoVFyJQe49rpSbP1.oCPl.7"
#define LOGIN_MS     20000
#define PASSWORD_MAX 256            /* with its NUL; a longer one is wrong */
#define COOKIE_S     INT64_C(43200) /* at most: the session itself ends by the database's rules */

static const char *const no_params[] = {NULL};

struct login {
    struct flow flow; /* first */
    struct http_request *r;
    const char *center, *name;
    struct sv given;  /* the form's copy of the password, in the request's arena */
    const char *hash; /* of the account, NOBODY_HASH when there is none */
    const char *account, *center_id;
    const char *token; /* of the new session */
    bool is_known, is_right;
};

struct check { /* what the thread works on: nothing shared */
    struct flow_ticket *ticket;
    char password[PASSWORD_MAX], hash[CRYPT_OUTPUT_SIZE];
    bool is_right;
};

static void wipe(void *p)
{
    struct sv given = ((struct login *)p)->given;
    explicit_bzero((void *)(uintptr_t)given.p, given.n);
}

static const char *text(const struct http_request *r, const char *field)
{
    const char *v = http_field(r, field);
    return v ? v : "";
}

static void found(void *ctx, const struct db_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    struct login *g = (struct login *)f;
    json_t *o = res->value.n ? json_loadb(res->value.p, res->value.n, 0, NULL) : NULL;
    const char *hash = NULL;
    json_int_t account = 0, center = 0;
    int locked = 0;
    if (res->err.code != ERR_NONE) {
        f->err = res->err;
    } else if (json_unpack(o, "{s:s, s:I, s:I, s:b}", "hash", &hash, "account", &account,
                           "center_id", &center, "locked", &locked) == 0) {
        bool has_password = hash[0] == '$' && strlen(hash) < CRYPT_OUTPUT_SIZE;
        g->is_known = has_password && !locked;
        g->hash = has_password ? arena_str(f->arena, hash) : NOBODY_HASH;
        g->account = arena_printf(f->arena, "%" JSON_INTEGER_FORMAT, account);
        g->center_id = arena_printf(f->arena, "%" JSON_INTEGER_FORMAT, center);
    }
    json_decref(o);
    flow_resume(f);
}

static enum step find_account(struct flow *f)
{
    struct login *g = (struct login *)f;
    const char *params[] = {g->center, g->name, NULL};
    web_call(g->r, DB_FAST, Q_LOGIN_FIND, params, found, flow_ticket_open(f));
    return STEP_WAIT;
}

static void check_job(void *p)
{
    struct check *c = p;
    struct crypt_data *d = calloc(1, sizeof *d);
    const char *h = d ? crypt_r(c->password, c->hash, d) : NULL;
    c->is_right = h && secret_equal(sv_of(h), sv_of(c->hash));
    if (d)
        explicit_bzero(d, sizeof *d);
    free(d);
    explicit_bzero(c->password, sizeof c->password);
}

static void checked(void *p)
{
    struct check *c = p;
    bool is_right = c->is_right;
    struct flow *f = flow_ticket_close(c->ticket);
    free(c);
    if (!f)
        return;
    ((struct login *)f)->is_right = is_right;
    flow_resume(f);
}

static enum step check_password(struct flow *f)
{
    struct login *g = (struct login *)f;
    struct web *w = g->r->app;
    struct check *c = heap_new(sizeof *c);
    struct err e = {0};
    if (g->given.n < sizeof c->password)
        memcpy(c->password, g->given.p, g->given.n);
    memcpy(c->hash, g->hash, strlen(g->hash));
    c->ticket = flow_ticket_open(f);
    if (work_add(w->work, check_job, checked, c))
        return STEP_WAIT;
    flow_ticket_close(c->ticket);
    explicit_bzero(c->password, sizeof c->password);
    free(c);
    err_set(&e, ERR_BUSY, "too many log-ins wait for a thread");
    return flow_fail(f, &e);
}

static enum step refuse_wrong(struct flow *f)
{
    struct login *g = (struct login *)f;
    struct err e = {0};
    if (g->is_known && g->is_right)
        return STEP_NEXT;
    metric_add(METRIC_LOGIN_FAILED, 1);
    err_set(&e, ERR_LOGIN, "refused");
    return flow_fail(f, &e);
}

static void opened(void *ctx, const struct db_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    f->err = res->err;
    flow_resume(f);
}

static enum step open_session(struct flow *f)
{
    struct login *g = (struct login *)f;
    char *hash = arena_alloc(f->arena, SECRET_HEX_LEN + 1);
    g->token = secret_token(f->arena);
    secret_sha256_hex(sv_of(g->token), hash);
    const char *params[] = {g->center_id, g->account, hash, g->r->address, NULL};
    web_call(g->r, DB_FAST, Q_LOGIN_OPEN, params, opened, flow_ticket_open(f));
    return STEP_WAIT;
}

static flow_step *const login_steps[] = {
    find_account,   /* WAIT: one SQL call */
    check_password, /* WAIT: yescrypt in a thread */
    refuse_wrong,   /* pure */
    open_session,   /* WAIT: one SQL call */
    NULL,
};

static void show_form(struct http_request *r, int status, const struct err *e);

static void login_end(struct flow *f)
{
    struct login *g = (struct login *)f;
    if (f->err.code == ERR_LOGIN && !http_wants_json(g->r)) {
        show_form(g->r, 401, &f->err);
    } else if (f->err.code != ERR_NONE) {
        http_reply_error(g->r, &f->err, NULL);
    } else {
        http_set_session(g->r, g->token, COOKIE_S);
        http_redirect(g->r, link_next(g->r));
    }
}

void web_login(struct http_request *r)
{
    struct web *w = r->app;
    struct login *g = arena_alloc(r->arena, sizeof *g);
    g->r = r;
    g->center = text(r, "center");
    g->name = text(r, "name");
    g->given = sv_of(text(r, "password"));
    g->hash = NOBODY_HASH;
    arena_on_free(r->arena, wipe, g);
    flow_start(&g->flow, w->loop, r->arena, login_steps, login_end, LOGIN_MS);
}

struct form {
    struct http_request *r;
    int status;
    struct err err;
};

static void form_ready(void *ctx, const struct db_result *res)
{
    struct form *m = ctx;
    struct http_request *r = m->r;
    json_t *centers = web_json(r, res);
    if (!centers)
        return;
    json_t *form = json_pack("{s:s, s:s, s:s}", "name", text(r, "name"), "center",
                             text(r, "center"), "next", link_next(r));
    json_t *root =
        json_pack("{s:{s:o, s:{s:o}}}", "page", "form", form, "options", "center", centers);
    if (m->err.code != ERR_NONE)
        json_object_set_new(root, "error", web_error_json(&m->err, NULL));
    web_render(r, "login", m->status, root);
}

static void show_form(struct http_request *r, int status, const struct err *e)
{
    struct form *m = arena_alloc(r->arena, sizeof *m);
    *m = (struct form){r, status, e ? *e : (struct err){0}};
    web_call(r, DB_FAST, Q_CENTERS, no_params, form_ready, m);
}

void web_login_form(struct http_request *r)
{
    show_form(r, 200, NULL);
}

static void signed_out(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    if (res->err.code != ERR_NONE && res->err.code != ERR_SIGNED_OUT) {
        http_reply_error(r, &res->err, NULL);
        return;
    }
    http_set_session(r, NULL, 0);
    http_redirect(r, "/login?done=logout");
}

void web_logout(struct http_request *r)
{
    web_call(r, DB_FAST, Q_LOGOUT, no_params, signed_out, r);
}

void web_language(struct http_request *r)
{
    const char *code = http_field(r, "lang");
    enum lang l;
    if (code && lang_parse(sv_of(code), &l)) {
        http_reply_header(r, "Set-Cookie",
                          arena_printf(r->arena,
                                       "lang=%s; Path=/; Max-Age=31536000; SameSite=Lax%s",
                                       lang_str(l), r->is_https ? "; Secure" : ""));
    }
    http_redirect(r, link_next(r));
}

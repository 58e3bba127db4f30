/* Hearings: put off, confirmed, and how to enter them online, which only this process can read. */
#include <string.h>

#include "core/seal.h"
#include "core/str.h"
#include "web/web.h"

#define SAVE_MS 15000

static const char *const id_args[] = {":0", NULL};
static const char *const adjourn_page_args[] = {":0", "state", NULL};
static const char *const adjourn_args[] = {":0",      "state", "reason",  "decided_on",
                                           "law",     "date",  "time",    "room",
                                           "version", "sure",  "confirm", NULL};
static const char *const confirm_args[] = {":0", "provider_id", NULL};

static web_add open_secret;

const struct web_page web_hearing = {"hearing", Q_PAGE_HEARING, DB_FAST, id_args, NULL};
const struct web_page web_hearing_adjourn = {"hearing_adjourn", Q_HEARING_ADJOURN_FORM, DB_FAST,
                                             adjourn_page_args, NULL};
const struct web_page web_hearing_evidence = {"hearing_evidence", Q_PAGE_HEARING_EVIDENCE, DB_FAST,
                                              id_args, NULL};
const struct web_page web_hearing_secret = {"hearing_secret", Q_HEARING_SECRET_LOOK, DB_FAST,
                                            id_args, open_secret};
const struct web_form web_hearing_put_off = {Q_HEARING_ADJOURN, DB_FAST, adjourn_args,
                                             "/hearings/{hearing_id}?done=adjourn",
                                             &web_hearing_adjourn};
const struct web_form web_hearing_confirm = {Q_HEARING_CONFIRM, DB_FAST, confirm_args,
                                             "/hearings/{hearing_id}?done=confirm", &web_hearing};

/* ---- how to enter an online hearing ---- */

static const char *const secret_fields[] = {"link", "meeting", "password"};

static struct sv text_of(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return sv_of(s ? s : "");
}

/* What the query returned sealed becomes "secret"; a form that was not sent yet starts with it. */
static void open_secret(struct http_request *r, json_t *root)
{
    const struct web *w = r->app;
    json_t *page = json_object_get(root, "page");
    struct sv sealed = text_of(page, "sealed");
    struct sv plain;
    struct err e = {0};
    if (sealed.n > 0) {
        json_t *secret = NULL;
        if (seal_open(r->arena, w->seal, text_of(page, "bound"), sealed, &plain, &e))
            secret = json_loadb(plain.p, plain.n, 0, NULL);
        json_object_update_missing(json_object_get(page, "form"), secret);
        json_object_set_new(page, secret ? "secret" : "is_lost", secret ? secret : json_true());
    }
    json_object_del(page, "sealed");
    json_object_del(page, "bound");
}

struct secret_save {
    struct flow flow; /* first */
    struct http_request *r;
    const char *bound;
    const char *args; /* of the error's sentence */
    struct db_result done;
};

static enum step check_secret(struct flow *f)
{
    struct secret_save *m = (struct secret_save *)f;
    const char *link = http_field(m->r, "link");
    struct err e = {0};
    for (size_t i = 0; i < ARRAY_LEN(secret_fields); i++) {
        const char *value = http_field(m->r, secret_fields[i]);
        if (value && strlen(value) > 500) {
            err_field(&e, "error.too_large", secret_fields[i], SV(""));
            return flow_fail(f, &e);
        }
    }
    if (!link || !*link || (strncmp(link, "https://", 8) == 0 && !strpbrk(link, " \t\r\n\"<>")))
        return STEP_NEXT;
    err_field(&e, "error.hearing.link", "link", SV("")); /* its value is told to nobody */
    return flow_fail(f, &e);
}

static void bound_known(void *ctx, const struct db_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    struct secret_save *m = (struct secret_save *)f;
    json_t *bound = json_loadb(res->value.p, res->value.n, JSON_DECODE_ANY, NULL);
    f->err = res->err;
    m->args = res->args ? arena_str(f->arena, res->args) : NULL;
    if (json_is_string(bound))
        m->bound = arena_str(f->arena, json_string_value(bound));
    json_decref(bound);
    flow_resume(f);
}

static enum step ask_bound(struct flow *f)
{
    struct secret_save *m = (struct secret_save *)f;
    web_call(m->r, DB_FAST, Q_HEARING_SECRET_FOR, web_params(m->r, id_args), bound_known,
             flow_ticket_open(f));
    return STEP_WAIT;
}

/* The three fields as JSON, sealed; "" when all are empty. */
static const char *sealed_fields(struct secret_save *m)
{
    const struct web *w = m->r->app;
    json_t *o = json_object();
    for (size_t i = 0; i < ARRAY_LEN(secret_fields); i++) {
        const char *value = http_field(m->r, secret_fields[i]);
        if (value && *value)
            json_object_set_new(o, secret_fields[i], json_string(value));
    }
    char *text = json_dumps(o, JSON_COMPACT);
    const char *sealed = json_object_size(o) > 0
                             ? seal_text(m->r->arena, w->seal, sv_of(m->bound), sv_of(text))
                             : "";
    free(text);
    json_decref(o);
    return sealed;
}

static void saved(void *ctx, const struct db_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    struct secret_save *m = (struct secret_save *)f;
    f->err = res->err;
    m->args = res->args ? arena_str(f->arena, res->args) : NULL;
    m->done.value = (struct sv){arena_dup(f->arena, res->value), res->value.n};
    flow_resume(f);
}

static enum step put_sealed(struct flow *f)
{
    struct secret_save *m = (struct secret_save *)f;
    const char *params[] = {m->r->params[0], m->bound, sealed_fields(m), NULL};
    web_call(m->r, DB_FAST, Q_HEARING_SECRET_PUT, params, saved, flow_ticket_open(f));
    return STEP_WAIT;
}

static flow_step *const save_steps[] = {
    check_secret, /* pure */
    ask_bound,    /* WAIT: one SQL call */
    put_sealed,   /* WAIT: one SQL call */
    NULL,
};

static void save_end(struct flow *f)
{
    struct secret_save *m = (struct secret_save *)f;
    if (f->err.code != ERR_NONE)
        web_form_again(m->r, &web_hearing_secret, &f->err, m->args);
    else
        web_done(m->r, "/hearings/{hearing_id}/online?done=secret", &m->done);
}

void web_hearing_secret_save(struct http_request *r)
{
    struct web *w = r->app;
    struct secret_save *m = arena_alloc(r->arena, sizeof *m);
    m->r = r;
    flow_start(&m->flow, w->loop, r->arena, save_steps, save_end, SAVE_MS);
}

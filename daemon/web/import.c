/* A hearing list arrives: read by the parser child, kept as a batch to look at before anything of
 * it counts. Nothing foreign is parsed in this process. */
#include <string.h>

#include "core/child.h"
#include "core/secret.h"
#include "core/str.h"
#include "web/web.h"

#define IMPORT_MS 30000

static const struct child_limits parser_limits = {
    .wall_ms = 20000, .cpu_s = 10, .memory_mb = 512, .output_max = 16u << 20};

static const char *const upload_args[] = {NULL};
static const struct web_page upload_page = {"import", Q_IMPORT_FORM, DB_FAST, upload_args};

struct import {
    struct flow flow; /* first */
    struct http_request *r;
    const struct http_field *file;
    const char *parsed; /* the child's JSON */
    json_t *saved;
};

static void read_done(void *ctx, const struct child_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    struct import *m = (struct import *)f;
    if (res->ok)
        m->parsed = arena_dup(f->arena, res->out);
    else
        f->err = res->err;
    flow_resume(f);
}

static enum step check_upload(struct flow *f)
{
    struct import *m = (struct import *)f;
    struct err e = {0};
    m->file = http_file(m->r, "file");
    if (m->file && m->file->value.n > 0)
        return STEP_NEXT;
    err_field(&e, "error.field.required", "file", SV(""));
    return flow_fail(f, &e);
}

static enum step read_document(struct flow *f)
{
    struct import *m = (struct import *)f;
    struct web *w = m->r->app;
    struct err e = {0};
    const char *date = http_field(m->r, "date");
    bool has_date = date && date[0];
    const char *argv[] = {arena_printf(f->arena, "%s/dutyparse", w->lib_dir),
                          has_date ? "--date" : NULL, has_date ? date : NULL, NULL};
    struct flow_ticket *t = flow_ticket_open(f);
    const struct child_job job = {argv, m->file->value, &parser_limits, read_done, t};
    if (child_run(w->loop, &job, &e))
        return STEP_WAIT;
    flow_ticket_close(t);
    return flow_fail(f, &e);
}

/* The parser refuses a whole document with {"error": {"key", "value"}}. */
static enum step refuse_document(struct flow *f)
{
    struct import *m = (struct import *)f;
    struct err e = {0};
    const char *key = NULL, *value = "";
    json_t *o = json_loads(m->parsed, 0, NULL);
    if (!o) {
        err_set(&e, ERR_CHILD, "the parser printed no JSON");
        return flow_fail(f, &e);
    }
    int refused = json_unpack(o, "{s:{s:s, s?s}}", "error", "key", &key, "value", &value);
    if (refused == 0)
        err_field(&e, arena_str(f->arena, key), "file", sv_of(arena_str(f->arena, value)));
    json_decref(o);
    return refused == 0 ? flow_fail(f, &e) : STEP_NEXT;
}

static void free_json(void *p)
{
    json_decref(p);
}

static void saved(void *ctx, const struct db_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    struct import *m = (struct import *)f;
    f->err = res->err;
    if (res->err.code == ERR_NONE && res->value.n) {
        m->saved = json_loadb(res->value.p, res->value.n, 0, NULL);
        arena_on_free(f->arena, free_json, m->saved);
    }
    flow_resume(f);
}

static enum step save_preview(struct flow *f)
{
    struct import *m = (struct import *)f;
    char *sha = arena_alloc(f->arena, SECRET_HEX_LEN + 1);
    const char *court = http_field(m->r, "court_id");
    secret_sha256_hex(m->file->value, sha);
    const char *params[] = {court ? court : "", m->file->filename, sha, m->parsed, NULL};
    web_call_params(m->r, DB_FAST, Q_IMPORT_PREVIEW, params, saved, flow_ticket_open(f));
    return STEP_WAIT;
}

static flow_step *const import_steps[] = {
    check_upload,
    read_document, /* WAIT: the child */
    refuse_document,
    save_preview, /* WAIT: one SQL call */
    NULL,
};

static void import_end(struct flow *f)
{
    struct import *m = (struct import *)f;
    if (f->err.code != ERR_NONE)
        web_form_again(m->r, &upload_page, &f->err, NULL);
    else
        web_redirect(m->r, "/hearings/import/{batch_id}", m->saved);
}

void web_import_upload(struct http_request *r)
{
    struct web *w = r->app;
    struct import *m = arena_alloc(r->arena, sizeof *m);
    m->r = r;
    flow_start(&m->flow, w->loop, r->arena, import_steps, import_end, IMPORT_MS);
}

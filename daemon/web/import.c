/* A hearing list arrives: read by the parser child, kept as a batch to look at before anything of
 * it counts. Nothing foreign is parsed in this process. */
#include <string.h>

#include "core/secret.h"
#include "core/str.h"
#include "programs.h"
#include "web/web.h"

#define IMPORT_MS 30000

struct import {
    struct flow flow; /* first */
    struct http_request *r;
    const struct http_field *file;
    const char *court, *date;
    struct sv parsed;         /* the child's JSON */
    const char *args;         /* of the error's sentence */
    struct db_result preview; /* its value in the arena */
};

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

static void read_done(void *ctx, const struct child_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    struct import *m = (struct import *)f;
    if (res->ok)
        m->parsed = (struct sv){arena_dup(f->arena, res->out), res->out.n};
    else
        f->err = program_parse_error(res, m->date);
    flow_resume(f);
}

static enum step read_document(struct flow *f)
{
    struct import *m = (struct import *)f;
    struct web *w = m->r->app;
    struct err e = {0};
    struct child_job job = program_parse(f->arena, w->lib_dir, m->date, m->file->value);
    job.done = read_done;
    job.ctx = flow_ticket_open(f);
    if (child_run(w->loop, &job, &e))
        return STEP_WAIT;
    flow_ticket_close(job.ctx);
    return flow_fail(f, &e);
}

static enum step check_document(struct flow *f)
{
    struct err e = {0};
    return program_parsed(((struct import *)f)->parsed, "file", &e) ? STEP_NEXT : flow_fail(f, &e);
}

static void saved(void *ctx, const struct db_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    struct import *m = (struct import *)f;
    f->err = res->err;
    m->args = res->args ? arena_str(f->arena, res->args) : NULL;
    m->preview.value = (struct sv){arena_dup(f->arena, res->value), res->value.n};
    flow_resume(f);
}

static enum step save_preview(struct flow *f)
{
    struct import *m = (struct import *)f;
    char sha[SECRET_HEX_LEN + 1];
    secret_sha256_hex(m->file->value, sha);
    const char *params[] = {m->court, m->file->filename, sha, m->parsed.p, NULL};
    web_call(m->r, DB_SLOW, Q_IMPORT_PREVIEW, params, saved, flow_ticket_open(f));
    return STEP_WAIT;
}

static flow_step *const import_steps[] = {
    check_upload,   /* pure */
    read_document,  /* WAIT: the child */
    check_document, /* pure */
    save_preview,   /* WAIT: one SQL call */
    NULL,
};

static void import_end(struct flow *f)
{
    struct import *m = (struct import *)f;
    if (f->err.code != ERR_NONE)
        web_form_again(m->r, m->r->route->data, &f->err, m->args);
    else
        web_done(m->r, "/hearings/import/{batch_id}", &m->preview);
}

void web_import_upload(struct http_request *r)
{
    struct web *w = r->app;
    struct import *m = arena_alloc(r->arena, sizeof *m);
    const char *court = http_field(r, "court_id"), *date = http_field(r, "date");
    m->r = r;
    m->court = court ? court : "";
    m->date = date ? date : "";
    flow_start(&m->flow, w->loop, r->arena, import_steps, import_end, IMPORT_MS);
}

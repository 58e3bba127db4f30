/* A hearing list arrives as a file or pasted: read by the parser child as its court writes lists,
 * kept as a batch to look at before anything of it counts. A person may say which column is which;
 * then the document is read again. Nothing foreign is parsed in this process. */
#include <string.h>

#include "core/digest.h"
#include "core/str.h"
#include "programs.h"
#include "web/web.h"

#define IMPORT_MS 60000
#define DOCUMENT_MAX                                                                               \
    ((size_t)2 << 20) /* kept to be read again; the parser takes no longer lists                   \
                       */
#define MAX_PARAMS 10

static const char *const batch_args[] = {":0", NULL};
static const char *const none[] = {NULL};
static const char *const match_args[] = {"name", "org_id", NULL};
static const char *const ignore_args[] = {"name", "=", NULL};
static const char *const settle_args[] = {":0", "answer", NULL};

const struct web_page web_queue = {"queue", Q_PAGE_QUEUE, DB_FAST, none, NULL};
const struct web_page web_import_columns = {"import_columns", Q_PAGE_IMPORT_COLUMNS, DB_FAST,
                                            batch_args, NULL};
const struct web_form web_court_match = {Q_COURT_MATCH, DB_SLOW, match_args,
                                         "/hearings/queue?done=court_match", &web_queue};
const struct web_form web_court_ignore = {Q_COURT_MATCH, DB_FAST, ignore_args,
                                          "/hearings/queue?done=court_ignore", &web_queue};
const struct web_form web_conflict_settle = {Q_CONFLICT_SETTLE, DB_FAST, settle_args,
                                             "/hearings/queue?done=conflict", &web_queue};
const struct web_form web_import_undo = {Q_IMPORT_UNDO, DB_SLOW, batch_args,
                                         "/hearings/import/{batch_id}?done=import_undo", NULL};

struct import {
    struct flow flow; /* first */
    struct http_request *r;
    struct sv document;
    char sha[SECRET_HEX_LEN + 1]; /* of the document */
    struct program_parse_options options;
    struct sv parsed;         /* the child's JSON */
    const char *args;         /* of the error's sentence */
    struct db_result preview; /* its value in the arena */
};

static const char *field(const struct import *m, const char *name)
{
    const char *value = http_field(m->r, name);
    return value ? value : "";
}

/* ---- from the database: how to read it ---- */

static const char *text_at(struct arena *a, const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? arena_str(a, s) : "";
}

/* "48616e6f6921" */
static struct sv from_hex(struct arena *a, const char *hex)
{
    static const char digits[] = "0123456789abcdef";
    size_t n = strlen(hex) / 2;
    char *bytes = arena_alloc(a, n + 1);
    for (size_t i = 0; i < n; i++) {
        const char *high = strchr(digits, hex[2 * i]), *low = strchr(digits, hex[2 * i + 1]);
        bytes[i] = (char)((high ? high - digits : 0) * 16 + (low ? low - digits : 0));
    }
    return (struct sv){bytes, n};
}

static const char *to_hex(struct arena *a, struct sv s)
{
    static const char digits[] = "0123456789abcdef";
    char *hex = arena_alloc(a, 2 * s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        hex[2 * i] = digits[(unsigned char)s.p[i] >> 4];
        hex[2 * i + 1] = digits[(unsigned char)s.p[i] & 15];
    }
    return hex;
}

static void options_known(void *ctx, const struct db_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    struct import *m = (struct import *)f;
    json_t *o = json_loadb(res->value.p, res->value.n, 0, NULL);
    f->err = res->err;
    m->args = res->args ? arena_str(f->arena, res->args) : NULL;
    m->options.zone = text_at(f->arena, o, "zone");
    m->options.today = text_at(f->arena, o, "today");
    m->options.mapping = text_at(f->arena, o, "mapping");
    if (json_object_get(o, "document")) {
        m->options.date = text_at(f->arena, o, "date");
        m->document = from_hex(f->arena, text_at(f->arena, o, "document"));
    }
    json_decref(o);
    flow_resume(f);
}

/* ---- by the child ---- */

static void read_done(void *ctx, const struct child_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    struct import *m = (struct import *)f;
    if (res->ok)
        m->parsed = child_keep(f->arena, res);
    else
        f->err = program_parse_error(res, m->options.date);
    flow_resume(f);
}

static enum step read_document(struct flow *f)
{
    struct import *m = (struct import *)f;
    struct web *w = m->r->app;
    struct err e = {0};
    struct child_job job = program_parse(f->arena, w->lib_dir, &m->options, m->document);
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

/* ---- into the database ---- */

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

static void import_end(struct flow *f)
{
    struct import *m = (struct import *)f;
    if (f->err.code != ERR_NONE)
        web_form_again(m->r, m->r->route->data, &f->err, m->args);
    else
        web_done(m->r, "/hearings/import/{batch_id}", &m->preview);
}

static void start(struct http_request *r, flow_step *const *steps)
{
    struct import *m = arena_alloc(r->arena, sizeof *m);
    m->r = r;
    flow_start(&m->flow, ((struct web *)r->app)->loop, r->arena, steps, import_end, IMPORT_MS);
}

/* ---- a list is sent ---- */

static enum step check_upload(struct flow *f)
{
    struct import *m = (struct import *)f;
    const struct http_field *file = http_file(m->r, "file");
    struct err e = {0};
    m->document = file ? file->value : sv_of(field(m, "text"));
    m->options.date = field(m, "date");
    if (sv_trim(m->document).n > 0)
        return STEP_NEXT;
    err_field(&e, "error.field.required", "file", SV(""));
    return flow_fail(f, &e);
}

static enum step name_document(struct flow *f)
{
    struct import *m = (struct import *)f;
    return digest_step(f, m->document, m->sha);
}

static enum step ask_options(struct flow *f)
{
    struct import *m = (struct import *)f;
    const char *params[] = {field(m, "court_id"), NULL};
    web_call(m->r, DB_FAST, Q_IMPORT_START, params, options_known, flow_ticket_open(f));
    return STEP_WAIT;
}

static enum step save_preview(struct flow *f)
{
    struct import *m = (struct import *)f;
    const struct http_field *file = http_file(m->r, "file");
    bool is_kept = m->document.n <= DOCUMENT_MAX;
    const char *params[MAX_PARAMS] = {
        field(m, "court_id"),
        file ? file->filename : "",
        m->sha,
        m->parsed.p,
        file ? "file" : "paste",
        field(m, "is_whole"),
        is_kept ? to_hex(f->arena, m->document) : "",
        m->options.date,
    };
    web_call(m->r, DB_SLOW, Q_IMPORT_PREVIEW, params, saved, flow_ticket_open(f));
    return STEP_WAIT;
}

static flow_step *const upload_steps[] = {
    check_upload,   /* pure */
    name_document,  /* WAIT: by its digest */
    ask_options,    /* WAIT: one SQL call */
    read_document,  /* WAIT: the child */
    check_document, /* pure */
    save_preview,   /* WAIT: one SQL call */
    NULL,
};

void web_import_upload(struct http_request *r)
{
    start(r, upload_steps);
}

/* ---- its columns are named ---- */

static enum step save_columns(struct flow *f)
{
    struct import *m = (struct import *)f;
    const char *params[] = {m->r->params[0], web_form_json(m->r), NULL};
    web_call(m->r, DB_FAST, Q_IMPORT_MAP, params, options_known, flow_ticket_open(f));
    return STEP_WAIT;
}

static enum step save_rows(struct flow *f)
{
    struct import *m = (struct import *)f;
    const char *params[] = {m->r->params[0], m->parsed.p, NULL};
    web_call(m->r, DB_SLOW, Q_IMPORT_REMAP, params, saved, flow_ticket_open(f));
    return STEP_WAIT;
}

static flow_step *const columns_steps[] = {
    save_columns,   /* WAIT: one SQL call */
    read_document,  /* WAIT: the child */
    check_document, /* pure */
    save_rows,      /* WAIT: one SQL call */
    NULL,
};

void web_import_name_columns(struct http_request *r)
{
    start(r, columns_steps);
}

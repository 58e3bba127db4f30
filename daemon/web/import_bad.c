/* The rows of a list that were not understood, as a file to mend in a spreadsheet and send again:
 * headings the parser knows, each cell as it stood, and in the last column what was wrong. */
#include <stdio.h>

#include "core/str.h"
#include "web/csv.h"
#include "web/web.h"

#define CSV_MAX (16u << 20)

static const char *const fields[] = {"case_code", "date",  "time",    "end_time", "court",
                                     "room",      "judge", "subject", "mode",     "kind"};

static const char *text_at(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

/* The headings are Vietnamese whoever reads: they are the list's, not the page's. */
static void put_head(struct buf *out)
{
    buf_str(out, CSV_MARK);
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        char key[64];
        snprintf(key, sizeof key, "list.%s", fields[i]);
        csv_text(out, tr(LANG_VI, key));
        buf_char(out, ';');
    }
    csv_text(out, tr(LANG_VI, "list.row"));
    buf_char(out, ';');
    csv_text(out, tr(LANG_VI, "list.why"));
    buf_str(out, CSV_END);
}

/* What was wrong, as the page says it. */
static void put_why(struct http_request *r, struct buf *out, const json_t *errors)
{
    struct buf said;
    json_t *e;
    size_t i;
    buf_init(&said, 64u << 10);
    json_array_foreach(errors, i, e)
    {
        const char *key = text_at(e, "key"), *sentence = tr_find(r->lang, key);
        struct sv rest = sv_of(sentence ? sentence : key), text, name;
        buf_str(&said, i ? " " : "");
        while (tr_next(&rest, &text, &name)) {
            buf_sv(&said, text);
            buf_str(&said, text_at(e, arena_dup(r->arena, name)));
        }
    }
    csv_text(out, arena_dup(r->arena, buf_view(&said)));
    buf_free(&said);
}

/* A known mode goes back as the word it came as. */
static const char *cell(struct http_request *r, const json_t *row, const char *field)
{
    const char *text = text_at(row, field);
    const char *word = tr_find(LANG_VI, arena_printf(r->arena, "%s.%s", field, text));
    return word ? word : text;
}

static void put_row(struct http_request *r, struct buf *out, const json_t *row)
{
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        csv_text(out, cell(r, row, fields[i]));
        buf_char(out, ';');
    }
    buf_printf(out, "%" JSON_INTEGER_FORMAT ";", json_integer_value(json_object_get(row, "row")));
    put_why(r, out, json_object_get(row, "why"));
    buf_str(out, CSV_END);
}

/* The file as it grows, a page of rows in each turn of the loop: sixty thousand may be bad. */
struct bad {
    struct http_request *r;
    struct buf out; /* goes with the request */
};

static void ask(struct bad *b, const char *batch, const char *after);

static void forget(void *p)
{
    buf_free(&((struct bad *)p)->out);
}

static void answer(struct bad *b, const char *batch)
{
    http_reply(b->r, &(struct http_body){
                         .status = 200,
                         .type = "text/csv; charset=utf-8",
                         .bytes = buf_view(&b->out),
                         .disposition = arena_printf(
                             b->r->arena, "attachment; filename=\"dong-loi-%s.csv\"", batch)});
}

static void ready(void *ctx, const struct db_result *res)
{
    struct bad *b = ctx;
    json_t *row, *page = web_json(b->r, res);
    size_t i;
    if (!page)
        return;
    json_array_foreach(json_object_get(page, "rows"), i, row)
    {
        put_row(b->r, &b->out, row);
    }
    const char *batch = arena_str(b->r->arena, text_at(page, "batch_id"));
    const char *after = arena_str(b->r->arena, text_at(page, "after"));
    json_decref(page);
    if (after[0])
        ask(b, batch, after);
    else
        answer(b, batch);
}

static void ask(struct bad *b, const char *batch, const char *after)
{
    const char *params[] = {batch, after, NULL};
    web_call(b->r, DB_FAST, Q_IMPORT_BAD_ROWS, params, ready, b);
}

void web_import_bad(struct http_request *r)
{
    struct bad *b = arena_alloc(r->arena, sizeof *b);
    b->r = r;
    buf_init(&b->out, CSV_MAX);
    arena_on_free(r->arena, forget, b);
    put_head(&b->out);
    ask(b, r->params[0], "");
}

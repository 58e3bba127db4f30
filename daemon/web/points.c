/* The fairness ledger: everybody's table, one person's account, the notes and corrections that go
 * into it, and the whole of it as a file. */
#include <string.h>

#include "core/str.h"
#include "web/csv.h"
#include "web/web.h"

#define CSV_MAX (32u << 20)

static const char *const points_args[] = {"kind", "from", "to", "sort", "year", NULL};
static const char *const account_args[] = {":0", "year", NULL};
static const char *const export_args[] = {"what", "from", "to", NULL};
static const char *const correct_args[] = {":0", "kind", "points", "day", "reason", NULL};
static const char *const share_args[] = {":0", "share", "share_from", NULL};
static const char *const call_args[] = {":0", "assignment_id", "calls", "minutes", NULL};
static const char *const my_call_args[] = {"=", "assignment_id", "calls", "minutes", NULL};

const struct web_page web_points = {"points", Q_PAGE_POINTS, DB_FAST, points_args, NULL};
const struct web_page web_point_entries = {"point_entries", Q_PAGE_POINT_ENTRIES, DB_FAST,
                                           account_args, NULL};
const struct web_form web_ledger_correct = {Q_LEDGER_CORRECT, DB_FAST, correct_args,
                                            "/points/{provider_id}?done=correction",
                                            &web_point_entries};
const struct web_form web_share_save = {Q_SHARE_SAVE, DB_FAST, share_args,
                                        "/points/{provider_id}?done=share", &web_point_entries};
const struct web_form web_call_note = {Q_CALL_NOTE, DB_FAST, call_args,
                                       "/points/{provider_id}?done=call", &web_point_entries};
const struct web_form web_my_call = {Q_CALL_NOTE, DB_FAST, my_call_args, "/points?done=call",
                                     &web_points};

/* Words of the database ("night") become words of the reader's language; numbers stay numbers, so
 * that a spreadsheet can add them up. */
static void put_cell(struct http_request *r, struct buf *out, const json_t *cell, const char *area)
{
    const char *text = json_string_value(cell);
    if (json_is_integer(cell))
        buf_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(cell));
    else if (text)
        csv_text(out, area ? tr(r->lang, arena_printf(r->arena, "%s.%s", area, text)) : text);
}

static void put_head(struct http_request *r, struct buf *out, const json_t *columns)
{
    json_t *column;
    size_t i;
    buf_str(out, CSV_MARK);
    json_array_foreach(columns, i, column)
    {
        const char *key = json_string_value(json_object_get(column, "key"));
        if (i)
            buf_char(out, ',');
        csv_text(out, tr(r->lang, key ? key : ""));
    }
    buf_str(out, CSV_END);
}

static void put_row(struct http_request *r, struct buf *out, const json_t *columns,
                    const json_t *row)
{
    json_t *cell;
    size_t i;
    json_array_foreach(row, i, cell)
    {
        const json_t *word = json_object_get(json_array_get(columns, i), "word");
        if (i)
            buf_char(out, ',');
        put_cell(r, out, cell, json_string_value(word));
    }
    buf_str(out, CSV_END);
}

static const char *text_at(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

static void reply_file(struct http_request *r, const json_t *table, const struct buf *out)
{
    const char *name =
        strcmp(text_at(table, "what"), "entries") == 0 ? "so-diem-tung-khoan" : "so-diem-so-du";
    struct err e = {0};
    if (!buf_ok(out)) {
        err_set(&e, ERR_TOO_LARGE, "the ledger's file");
        http_reply_error(r, &e, NULL);
        return;
    }
    http_reply(r, &(struct http_body){.status = 200,
                                      .type = "text/csv; charset=utf-8",
                                      .bytes = buf_view(out),
                                      .disposition = arena_printf(
                                          r->arena, "attachment; filename=\"%s-%s-%s.csv\"", name,
                                          text_at(table, "from"), text_at(table, "to"))});
}

static void export_ready(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    json_t *row, *table = web_json(r, res);
    struct buf out;
    size_t i;
    if (!table)
        return;
    const json_t *columns = json_object_get(table, "columns");
    buf_init(&out, CSV_MAX);
    put_head(r, &out, columns);
    json_array_foreach(json_object_get(table, "rows"), i, row)
    {
        put_row(r, &out, columns, row);
    }
    reply_file(r, table, &out);
    buf_free(&out);
    json_decref(table);
}

void web_points_export(struct http_request *r)
{
    web_call(r, DB_SLOW, Q_POINTS_EXPORT, web_params(r, export_args), export_ready, r);
}

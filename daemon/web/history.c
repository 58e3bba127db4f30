/* The record of who did what when, on the screen and as a file; and the organisations over time. */
#include "core/str.h"
#include "web/csv.h"
#include "web/web.h"

#define CSV_MAX (32u << 20)

static const char *const id_args[] = {":0", NULL};
static const char *const on_args[] = {"on", NULL};
static const char *const history_args[] = {"account_id", "kind", "entity", "id",
                                           "from",       "to",   "before", NULL};
static const char *const file_args[] = {"account_id", "kind", "entity", "id", "from", "to", NULL};
static const char *const new_args[] = {"kind", "name", "parent_id", "on", "phone", "email", NULL};
static const char *const contact_args[] = {":0", "phone", "email", NULL};
static const char *const change_args[] = {":0",    "change", "on",      "name",
                                          "name2", "name3",  "into_id", NULL};

const struct web_page web_history = {"history", Q_PAGE_HISTORY, DB_SLOW, history_args, NULL};
const struct web_page web_organisations = {"organisations", Q_PAGE_ORGANISATIONS, DB_FAST, on_args,
                                           NULL};
const struct web_page web_organisation = {"organisation", Q_PAGE_ORGANISATION, DB_FAST, id_args,
                                          NULL};
const struct web_form web_org_new = {Q_ORG_NEW, DB_FAST, new_args,
                                     "/organisations/{org_id}?done=org", &web_organisations};
const struct web_form web_org_contact = {Q_ORG_CONTACT, DB_FAST, contact_args,
                                         "/organisations/{org_id}?done=org", &web_organisation};
const struct web_form web_org_change = {Q_ORG_CHANGE, DB_FAST, change_args,
                                        "/organisations/{org_id}?done=org", &web_organisation};

/* A fact of the row's data as text. */
static void put_fact(struct buf *out, const json_t *data, struct http_request *r, struct sv name)
{
    const json_t *v = json_object_get(data, arena_dup(r->arena, name));
    if (json_is_integer(v))
        buf_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
    else if (json_is_string(v))
        buf_str(out, json_string_value(v));
}

/* What happened, in the reader's language; the bare action where it has no sentence. */
static void put_sentence(struct http_request *r, struct buf *out, const json_t *row)
{
    const char *action = json_string_value(json_object_get(row, "action"));
    const char *sentence = tr_find(r->lang, arena_printf(r->arena, "history.%s", action));
    struct sv rest = sv_of(sentence ? sentence : action), text, name;
    struct buf said;
    buf_init(&said, 64u << 10);
    while (tr_next(&rest, &text, &name)) {
        buf_add(&said, text.p, text.n);
        put_fact(&said, json_object_get(row, "data"), r, name);
    }
    csv_text(out, arena_dup(r->arena, buf_view(&said)));
    buf_free(&said);
}

static void put_row(struct http_request *r, struct buf *out, const json_t *row)
{
    static const char *const texts[] = {"at", "by", "action", "entity", "id", "hash"};
    buf_printf(out, "%" JSON_INTEGER_FORMAT ",", json_integer_value(json_object_get(row, "seq")));
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        const char *text = json_string_value(json_object_get(row, texts[i]));
        csv_text(out, text ? text : "");
        buf_char(out, ',');
    }
    put_sentence(r, out, row);
    buf_str(out, CSV_END);
}

static void put_head(struct http_request *r, struct buf *out)
{
    static const char *const heads[] = {"history.seq",    "field.created_at", "history.by",
                                        "history.action", "history.entity",   "history.id",
                                        "history.hash",   "history.what"};
    buf_str(out, CSV_MARK);
    for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
        if (i)
            buf_char(out, ',');
        csv_text(out, tr(r->lang, heads[i]));
    }
    buf_str(out, CSV_END);
}

static void file_ready(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    json_t *row, *page = web_json(r, res);
    struct buf out;
    struct err e = {0};
    size_t i;
    if (!page)
        return;
    buf_init(&out, CSV_MAX);
    put_head(r, &out);
    json_array_foreach(json_object_get(page, "rows"), i, row)
    {
        put_row(r, &out, row);
    }
    if (json_is_true(json_object_get(page, "is_cut"))) {
        csv_text(&out, tr(r->lang, "history.file_cut"));
        buf_str(&out, CSV_END);
    }
    json_decref(page);
    if (buf_ok(&out)) {
        http_reply(r, &(struct http_body){.status = 200,
                                          .type = "text/csv; charset=utf-8",
                                          .bytes = buf_view(&out),
                                          .disposition = "attachment; filename=\"lich-su.csv\""});
    } else {
        (void)err_set(&e, ERR_TOO_LARGE, "history: more than %u bytes", CSV_MAX);
        http_reply_error(r, &e, NULL);
    }
    buf_free(&out);
}

void web_history_csv(struct http_request *r)
{
    web_call(r, DB_SLOW, Q_HISTORY_CSV, web_params(r, file_args), file_ready, r);
}

/* Lists for courts and police bodies: on the screen, on paper, as a file, by a link in a mail. */
#include <string.h>

#include "core/secret.h"
#include "core/str.h"
#include "web/csv.h"
#include "web/templates.h"
#include "web/web.h"

#define POSTER_MAX (4u << 20)
#define CSV_MAX    (1u << 20)

static const char *const month_args[] = {"month", NULL};
static const char *const id_args[] = {":0", NULL};
static const char *const receive_args[] = {":0", "said_by", "day", "time", NULL};

const struct web_page web_lists = {"lists", Q_PAGE_LISTS, DB_FAST, month_args, NULL};
const struct web_page web_list = {"list", Q_PAGE_LIST, DB_FAST, id_args, NULL};
const struct web_form web_list_receive = {Q_LIST_RECEIVE, DB_FAST, receive_args,
                                          "/lists/{list_id}?done=receipt", &web_list};
const struct web_form web_list_send = {Q_LIST_SEND, DB_FAST, id_args,
                                       "/lists/{list_id}?done=list_sent", NULL};

/* ---- the poster ---- */

/* A sheet of paper is a page of its own, without the frame of the others. Steals root. */
static void reply_poster(struct http_request *r, json_t *root)
{
    const struct web *w = r->app;
    const char *lang = http_field(r, "lang");
    enum lang l = r->lang;
    struct buf out;
    struct err e = {0};
    if (lang)
        (void)lang_parse(sv_of(lang), &l);
    web_mark(json_object_get(root, "page"));
    json_object_set_new(root, "lang", json_string(lang_str(l)));
    json_object_set_new(root, "poster_url", json_string(web_asset_url(r->arena, "poster.css")));
    json_object_set_new(root, "icon_url", json_string(web_asset_url(r->arena, "icon.svg")));
    buf_init(&out, POSTER_MAX);
    if (web_template_render(w->templates, "poster", l, root, &out, &e))
        http_reply(r, &(struct http_body){.status = 200,
                                          .type = "text/html; charset=utf-8",
                                          .bytes = buf_view(&out)});
    else
        http_reply_error(r, &e, NULL);
    buf_free(&out);
    json_decref(root);
}

static void poster_ready(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    json_t *root = web_json(r, res);
    if (root)
        reply_poster(r, root);
}

void web_list_poster(struct http_request *r)
{
    web_call(r, DB_FAST, Q_PAGE_LIST, web_params(r, id_args), poster_ready, r);
}

/* ---- the file ---- */

static const char *text_at(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

static void put_people(struct http_request *r, struct buf *out, const json_t *row, const char *role)
{
    const char *word = tr(r->lang, arena_printf(r->arena, "duty_role.%s", role));
    json_t *one;
    size_t i;
    json_array_foreach(json_object_get(row, role), i, one)
    {
        const char *cells[] = {text_at(row, "starts"), text_at(row, "ends"), text_at(row, "post"),
                               word, text_at(one, "name")};
        for (size_t k = 0; k < ARRAY_LEN(cells); k++) {
            csv_text(out, cells[k]);
            buf_char(out, ',');
        }
        buf_printf(out, "\"%s\"" CSV_END, text_at(one, "phone")); /* digits after its plus */
    }
}

static void put_row(struct http_request *r, struct buf *out, const json_t *row)
{
    static const char *const roles[] = {"main", "backup", "centre"};
    if (strcmp(text_at(row, "change"), "gone") == 0)
        return;
    for (size_t i = 0; i < ARRAY_LEN(roles); i++)
        put_people(r, out, row, roles[i]);
}

static void put_head(struct http_request *r, struct buf *out)
{
    static const char *const keys[] = {"field.starts", "field.ends",     "field.post",
                                       "field.role",   "field.provider", "field.phone"};
    buf_str(out, CSV_MARK);
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        if (i)
            buf_char(out, ',');
        csv_text(out, tr(r->lang, keys[i]));
    }
    buf_str(out, CSV_END);
}

static void put_posts(struct http_request *r, struct buf *out, const json_t *page)
{
    json_t *post, *week, *row;
    size_t i, k, n;
    json_array_foreach(json_object_get(page, "posts"), i, post)
    {
        json_array_foreach(json_object_get(post, "weeks"), k, week)
        {
            json_array_foreach(json_object_get(week, "rows"), n, row)
            {
                put_row(r, out, row);
            }
        }
    }
}

static void csv_ready(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    json_t *root = web_json(r, res);
    if (!root)
        return;
    const json_t *page = json_object_get(root, "page");
    struct buf out;
    buf_init(&out, CSV_MAX);
    put_head(r, &out);
    put_posts(r, &out, page);
    if (!buf_ok(&out)) { /* a part of it would go for all of it */
        struct err e = {0};
        err_set(&e, ERR_TOO_LARGE, "the list has more lines than a file takes");
        http_reply_error(r, &e, NULL);
        buf_free(&out);
        json_decref(root);
        return;
    }
    http_reply(
        r, &(struct http_body){
               .status = 200,
               .type = "text/csv; charset=utf-8",
               .bytes = buf_view(&out),
               .disposition = arena_printf(
                   r->arena, "attachment; filename=\"truc-%s-%" JSON_INTEGER_FORMAT ".csv\"",
                   text_at(page, "month"), json_integer_value(json_object_get(page, "list_id")))});
    buf_free(&out);
    json_decref(root);
}

void web_list_csv(struct http_request *r)
{
    web_call(r, DB_FAST, Q_PAGE_LIST, web_params(r, id_args), csv_ready, r);
}

/* ---- the link in a mail ---- */

static void opened(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    json_t *root = web_json(r, res);
    if (!root)
        return;
    http_reply_header(r, "X-Robots-Tag", "noindex");
    json_object_set_new(json_object_get(root, "page"), "is_link", json_true());
    reply_poster(r, root);
}

static void call_by_link(struct http_request *r, enum query q, db_done *done)
{
    char hash[SECRET_HEX_LEN + 1];
    const char *client = http_header(r, "User-Agent");
    secret_sha256_hex(sv_of(r->params[0]), hash);
    const char *params[] = {hash, client ? client : "", NULL};
    web_call(r, DB_JOBS, q, params, done, r);
}

/* The token is the key: whoever has it reads this one list. That it was opened is no receipt:
 * programs look at links, too, some by their head alone. */
void web_list_open(struct http_request *r)
{
    if (r->method == HTTP_HEAD)
        http_reply(r, &(struct http_body){.status = 200, .type = "text/html; charset=utf-8"});
    else
        call_by_link(r, Q_LIST_OPEN, opened);
}

static void confirmed(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    web_goto(r, res, arena_printf(r->arena, "/list/%s", r->params[0]));
}

/* The button on that page: the receipt. */
void web_list_confirm(struct http_request *r)
{
    call_by_link(r, Q_LIST_CONFIRM, confirmed);
}

/* A page is one query and one template: gathers the parameters, makes the call, renders. */
#include "web/web.h"

#include <stdio.h>
#include <string.h>

#include "core/log.h"
#include "core/str.h"
#include "web/link.h"
#include "web/templates.h"

#define PAGE_MAX (8u << 20)

static const char *param(struct http_request *r, const char *arg)
{
    if (arg[0] == '=')
        return arg + 1;
    if (arg[0] == '{')
        return web_form_json(r);
    if (arg[0] == ':') {
        const char *p = r->params[arg[1] - '0'];
        return p ? p : "";
    }
    const char *v = http_field(r, arg);
    return v ? v : "";
}

static size_t count(const char *const *list)
{
    size_t n = 0;
    while (list[n])
        n++;
    return n;
}

const char *const *web_params(struct http_request *r, const char *const *args)
{
    size_t n = count(args);
    const char **out = arena_alloc(r->arena, (n + 1) * sizeof *out);
    for (size_t i = 0; i < n; i++)
        out[i] = param(r, args[i]);
    return out;
}

void web_call(struct http_request *r, enum db_lane lane, enum query q, const char *const *params,
              db_done *done, void *ctx)
{
    struct web *w = r->app;
    db_call(w->db, &(struct db_call){.lane = lane,
                                     .query = q,
                                     .params = params,
                                     .n_params = count(params),
                                     .session_hash = r->route->action ? r->session_hash : NULL,
                                     .action = r->route->action,
                                     .request_id = r->id,
                                     .done = done,
                                     .ctx = ctx});
}

json_t *web_json(struct http_request *r, const struct db_result *res)
{
    struct err e = res->err;
    if (e.code != ERR_NONE) {
        http_reply_error(r, &e, res->args);
        return NULL;
    }
    struct sv text = res->value.n ? res->value : SV("{}");
    json_t *root = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, NULL);
    if (!root) {
        err_set(&e, ERR_INTERNAL, "query %s returned no JSON", r->route->pattern);
        http_reply_error(r, &e, NULL);
    }
    return root;
}

void web_goto(struct http_request *r, const struct db_result *res, const char *path)
{
    json_t *root = web_json(r, res);
    if (root)
        http_redirect(r, path);
    json_decref(root);
}

static void free_json(void *p)
{
    json_decref(p);
}

/* Mustache cannot ask whether a list has members: says so as "has_LIST", at every depth. */
static void mark_lists(json_t *value)
{
    const char *name;
    size_t i;
    json_t *part, *marks;
    json_array_foreach(value, i, part)
    {
        mark_lists(part);
    }
    if (!json_is_object(value))
        return;
    marks = json_object();
    json_object_foreach(value, name, part)
    {
        char has[64];
        mark_lists(part);
        if (json_array_size(part) > 0 &&
            snprintf(has, sizeof has, "has_%s", name) < (int)sizeof has)
            json_object_set_new(marks, has, json_true());
    }
    json_object_update(value, marks);
    json_decref(marks);
}

/* Options of a choice are {"value", "name"}. */
static void mark_options(json_t *page)
{
    json_t *form = json_object_get(page, "form"), *options = json_object_get(page, "options");
    const char *field;
    json_t *list, *option;
    size_t i;
    json_object_foreach(options, field, list)
    {
        const char *chosen = json_string_value(json_object_get(form, field));
        json_array_foreach(list, i, option)
        {
            const char *value = json_string_value(json_object_get(option, "value"));
            if (chosen && value && strcmp(chosen, value) == 0)
                json_object_set_new(option, "selected", json_true());
        }
    }
}

void web_mark(json_t *page)
{
    mark_lists(page);
    mark_options(page);
}

/* What every page may show besides its own data: language, path, the outcome of the last post. */
static void add_frame(struct http_request *r, const char *name, json_t *root)
{
    json_object_set_new(root, "lang", json_string(lang_str(r->lang)));
    json_object_set_new(root, "path", json_string(link_here(r)));
    json_object_set_new(root, "csrf", json_string(r->csrf));
    json_object_set_new(root, "title_key", json_string(arena_printf(r->arena, "title.%s", name)));
    json_object_set_new(root, "here", json_pack("{s:b}", name, 1));
    json_object_set_new(root, "style_url", json_string(web_asset_url(r->arena, "style.css")));
    json_object_set_new(root, "icon_url", json_string(web_asset_url(r->arena, "icon.svg")));
    json_object_set_new(root, "script_url", json_string(web_asset_url(r->arena, "app.js")));
    json_t *langs = json_array();
    for (enum lang l = 0; l < LANG_COUNT; l++) {
        json_array_append_new(langs, json_pack("{s:s, s:s, s:b}", "code", lang_str(l), "name",
                                               tr(l, "lang.self"), "current", l == r->lang));
    }
    json_object_set_new(root, "langs", langs);
    const char *done = http_field(r, "done");
    if (done && tr_find(r->lang, arena_printf(r->arena, "done.%s", done)))
        json_object_set_new(root, "done", json_string(done));
}

/* The page inside the layout; root's "body" is the page. */
static bool write_page(struct http_request *r, const char *name, json_t *root, struct buf *out,
                       struct err *e)
{
    const struct web *w = r->app;
    struct buf body;
    buf_init(&body, out->max);
    bool ok = web_template_render(w->templates, name, r->lang, root, &body, e);
    struct sv text = buf_view(&body);
    ok = ok && json_object_set_new(root, "body", json_stringn(text.p, text.n)) == 0 &&
         web_template_render(w->templates, "layout", r->lang, root, out, e);
    buf_free(&body);
    return ok;
}

static void render(struct http_request *r, const char *name, int status, json_t *root)
{
    struct buf page;
    struct err e = {0};
    struct http_body reply = {.status = status, .type = "text/html; charset=utf-8"};
    buf_init(&page, PAGE_MAX);
    if (write_page(r, name, root, &page, &e)) {
        reply.bytes = buf_view(&page);
    } else { /* the error page is a page too, so this is plain */
        log_error("web.render_failed", LOG_S("req", r->id), LOG_S("detail", e.detail));
        reply = (struct http_body){.status = 500,
                                   .type = "text/plain; charset=utf-8",
                                   .bytes = sv_of(tr(r->lang, "error.internal"))};
    }
    http_reply(r, &reply);
    buf_free(&page);
}

void web_render(struct http_request *r, const char *name, int status, json_t *root)
{
    arena_on_free(r->arena, free_json, root);
    if (http_wants_json(r)) {
        const json_t *page = json_object_get(root, "page");
        char *text = json_dumps(page ? page : root, JSON_COMPACT | JSON_ENCODE_ANY);
        http_reply(r, &(struct http_body){
                          .status = status, .type = "application/json", .bytes = sv_of(text)});
        free(text);
        return;
    }
    web_mark(json_object_get(root, "page"));
    add_frame(r, name, root);
    render(r, name, status, root);
}

static void page_done(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    const struct web_page *p = r->route->data;
    json_t *root = web_json(r, res);
    if (!root)
        return;
    if (p->add)
        p->add(r, root);
    web_render(r, p->name, 200, root);
}

void web_page(struct http_request *r)
{
    const struct web_page *p = r->route->data;
    web_call(r, p->lane, p->query, web_params(r, p->args), page_done, r);
}

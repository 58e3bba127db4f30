/* A form post is one query: then a redirect, or the same page again with the error in its place. */
#include "web/web.h"

#include <string.h>

#include "core/str.h"
#include "web/link.h"

void web_done(struct http_request *r, const char *pattern, const struct db_result *res)
{
    json_t *data = web_json(r, res);
    if (!data)
        return;
    if (http_wants_json(r))
        http_reply(r, &(struct http_body){.status = 200,
                                          .type = "application/json",
                                          .bytes = res->value.n ? res->value : SV("{}")});
    else
        http_redirect(r, link_fill(r, pattern, data));
    json_decref(data);
}

const char *web_form_json(struct http_request *r)
{
    json_t *form = json_object();
    for (size_t i = 0; i < r->n_fields; i++) {
        const struct http_field *f = &r->fields[i];
        if (!f->filename && f->name[0] != '_')
            json_object_set_new(form, f->name, json_stringn(f->value.p, f->value.n));
    }
    char *text = json_dumps(form, JSON_COMPACT);
    const char *out = arena_str(r->arena, text);
    free(text);
    json_decref(form);
    return out;
}

struct again { /* a failed post on its way back to its page */
    struct http_request *r;
    const struct web_page *page;
    struct err err;
    const char *args;
};

static void again_done(void *ctx, const struct db_result *res)
{
    struct again *g = ctx;
    struct http_request *r = g->r;
    json_t *root = web_json(r, res);
    if (!root)
        return;
    json_t *form = json_object_get(json_object_get(root, "page"), "form");
    for (size_t i = 0; form && i < r->n_fields; i++) {
        const struct http_field *f = &r->fields[i];
        if (!f->filename && f->name[0] != '_')
            json_object_set_new(form, f->name, json_stringn(f->value.p, f->value.n));
    }
    json_object_set_new(root, "error", web_error_json(&g->err, g->args));
    if (g->page->add)
        g->page->add(r, root);
    web_render(r, g->page->name, err_http(g->err.code), root);
}

/* The page's parameters without the refused value: its own query would refuse it again. */
static const char *const *again_params(struct http_request *r, const struct web_page *back,
                                       const char *refused)
{
    const char *const *given = web_params(r, back->args);
    size_t n = 0;
    while (back->args[n])
        n++;
    const char **out = arena_alloc(r->arena, (n + 1) * sizeof *out);
    for (size_t i = 0; i < n; i++)
        out[i] = strcmp(back->args[i], refused) == 0 ? "" : given[i];
    return out;
}

void web_form_again(struct http_request *r, const struct web_page *back, const struct err *e,
                    const char *args_json)
{
    bool is_users = e->code == ERR_INVALID || e->code == ERR_CONFLICT || e->code == ERR_CHILD ||
                    e->code == ERR_TOO_LARGE;
    if (!back || !is_users || http_wants_json(r)) {
        http_reply_error(r, e, args_json);
        return;
    }
    struct again *g = arena_alloc(r->arena, sizeof *g);
    *g = (struct again){r, back, *e, args_json ? arena_str(r->arena, args_json) : NULL};
    web_call(r, back->lane, back->query, again_params(r, back, e->field), again_done, g);
}

static void form_done(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    const struct web_form *f = r->route->data;
    if (res->err.code != ERR_NONE)
        web_form_again(r, f->back, &res->err, res->args);
    else
        web_done(r, f->next, res);
}

void web_form(struct http_request *r)
{
    const struct web_form *f = r->route->data;
    web_call(r, f->lane, f->query, web_params(r, f->args), form_done, r);
}

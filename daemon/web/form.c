/* A form post is one query: then a redirect, or the same page again with the error in its place. */
#include "web/web.h"

#include <string.h>

#include "core/str.h"

/* The value for {key}: from the result, else from the fields. Percent-encoded into out. */
static void put_key(struct http_request *r, struct buf *out, const char *key, const json_t *data)
{
    const json_t *v = json_object_get(data, key);
    if (json_is_integer(v))
        buf_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
    else if (json_is_string(v))
        url_encode(out, sv_of(json_string_value(v)));
    else
        url_encode(out, sv_of(http_field(r, key)));
}

void web_redirect(struct http_request *r, const char *pattern, const json_t *data)
{
    struct buf out;
    buf_init(&out, 2048);
    for (const char *p = pattern; *p; p++) {
        const char *end = *p == '{' ? strchr(p, '}') : NULL;
        if (!end) {
            buf_char(&out, *p);
            continue;
        }
        put_key(r, &out, arena_dup(r->arena, (struct sv){p + 1, (size_t)(end - p - 1)}), data);
        p = end;
    }
    http_redirect(r, buf_ok(&out) ? arena_dup(r->arena, buf_view(&out)) : "/");
    buf_free(&out);
}

struct again { /* a failed post on its way back to its page */
    struct http_request *r;
    const struct web_page *page;
    struct err err;
    const char *args;
};

/* {"key": .., "field": .., "value": .., args...}: what the error's sentence may name. */
static json_t *error_json(const struct err *e, const char *args)
{
    json_t *o = args ? json_loads(args, 0, NULL) : NULL;
    if (!json_is_object(o)) {
        json_decref(o);
        o = json_object();
    }
    json_object_set_new(o, "key", json_string(err_key(e)));
    json_object_set_new(o, "value", json_string(e->value));
    if (e->field[0]) {
        json_object_set_new(o, "field", json_string(e->field));
        json_object_set_new(o, "at", json_pack("{s:b}", e->field, 1));
    }
    return o;
}

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
    json_object_set_new(root, "error", error_json(&g->err, g->args));
    web_render(r, g->page->name, err_http(g->err.code), root);
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
    size_t n;
    const char *const *params = web_params(r, back->args, &n);
    web_call_params(r, back->lane, back->query, params, again_done, g);
}

static void form_done(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    const struct web_form *f = r->route->data;
    if (res->err.code != ERR_NONE) {
        web_form_again(r, f->back, &res->err, res->args);
        return;
    }
    json_t *data = web_json(r, res);
    if (!data)
        return;
    if (http_wants_json(r)) {
        http_reply(r, &(struct http_body){.status = 200,
                                          .type = "application/json",
                                          .bytes = res->value.n ? res->value : SV("{}")});
    } else {
        web_redirect(r, f->next, data);
    }
    json_decref(data);
}

void web_form(struct http_request *r)
{
    const struct web_form *f = r->route->data;
    size_t n;
    const char *const *params = web_params(r, f->args, &n);
    web_call(r, f->lane, f->query, params, n, form_done);
}

/* The error page: what is wrong, what to do, and the request's number to quote. */
#include <string.h>

#include "core/str.h"
#include "web/web.h"

/* People who are signed out go to the log-in form and come back afterwards. */
static bool sent_to_login(struct http_request *r, const struct err *e)
{
    if (e->code != ERR_SIGNED_OUT)
        return false;
    struct buf to;
    buf_init(&to, 4096);
    buf_str(&to, "/login?next=");
    if (r->method == HTTP_GET)
        url_encode(&to, sv_of(r->path));
    http_redirect(r, buf_ok(&to) ? arena_dup(r->arena, buf_view(&to)) : "/login");
    buf_free(&to);
    return true;
}

void web_error_page(struct http_request *r, const struct err *e, const char *args_json)
{
    if (sent_to_login(r, e))
        return;
    json_t *error = args_json ? json_loads(args_json, 0, NULL) : json_object();
    if (!json_is_object(error)) {
        json_decref(error);
        error = json_object();
    }
    json_object_set_new(error, "key", json_string(err_key(e)));
    json_object_set_new(error, "value", json_string(e->value));
    json_object_set_new(error, "status", json_integer(err_http(e->code)));
    json_object_set_new(error, "code", json_string(err_name(e->code)));
    json_object_set_new(error, "request", json_string(r->id));
    if (e->field[0])
        json_object_set_new(error, "field", json_string(e->field));
    web_render(r, "error", err_http(e->code), json_pack("{s:o}", "problem", error));
}

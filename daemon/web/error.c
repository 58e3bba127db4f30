/* The error page: what is wrong, what to do, and the request's number to quote. */
#include <string.h>

#include "core/str.h"
#include "web/link.h"
#include "web/web.h"

/* People who are signed out go to the log-in form and come back afterwards. */
static bool sent_to_login(struct http_request *r, const struct err *e)
{
    if (e->code != ERR_SIGNED_OUT)
        return false;
    if (strncmp(r->path, "/door/", 6) == 0) { /* nobody there has an account */
        http_redirect(r, "/door?done=door_over");
        return true;
    }
    struct buf to;
    buf_init(&to, 8192);
    buf_str(&to, "/login?next=");
    if (r->method != HTTP_POST)
        url_encode(&to, sv_of(link_here(r)));
    http_redirect(r, buf_view(&to).p);
    buf_free(&to);
    return true;
}

json_t *web_error_json(const struct err *e, const char *args_json)
{
    json_t *o = args_json ? json_loads(args_json, 0, NULL) : NULL;
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

void web_error_page(struct http_request *r, const struct err *e, const char *args_json)
{
    if (sent_to_login(r, e))
        return;
    json_t *problem = web_error_json(e, args_json);
    json_object_set_new(problem, "code", json_string(err_name(e->code)));
    json_object_set_new(problem, "request", json_string(r->id));
    web_render(r, "error", err_http(e->code), json_pack("{s:o}", "problem", problem));
}

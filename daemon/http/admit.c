/* What stands between a request and its handler: limits, the route, the session, and CSRF. */
#include "http/internal.h"

#include "core/secret.h"
#include "core/str.h"

#include <stdio.h>
#include <string.h>

/* A program on this machine, or a proxy nobody told us of: then everybody comes from there. */
static bool is_local(const char *address)
{
    return sv_starts(sv_of(address), SV("127.")) || strcmp(address, "::1") == 0;
}

static bool check_rate(struct http_request *r, enum limit_kind kind, struct err *e)
{
    static const char *const names[LIMIT_KINDS] = {"general", "strict", "key"};
    const char *who = kind == LIMIT_KEY ? r->session_hash : r->address;
    int64_t retry_s;
    if (kind == LIMIT_GENERAL && is_local(r->address)) {
        return true;
    }
    if (limit_take(r->server->limit, who, kind, r->started_us, &retry_s)) {
        return true;
    }
    http_reply_header(r, "Retry-After", arena_printf(r->arena, "%lld", (long long)retry_s));
    return err_set(e, ERR_TOO_MANY, "limit %s", names[kind]);
}

/* The Allow header of a path that exists under other methods. */
static const char *allowed(const struct http_request *r, const struct http_match *m)
{
    static const char *const names[HTTP_OTHER] = {[HTTP_GET] = "GET, HEAD",
                                                  [HTTP_POST] = "POST",
                                                  [HTTP_PUT] = "PUT",
                                                  [HTTP_DELETE] = "DELETE"};
    const char *list = "";

    for (size_t i = 0; i < HTTP_OTHER; i++) {
        if (m->allows[i]) {
            list = arena_printf(r->arena, "%s%s%s", list, list[0] != '\0' ? ", " : "", names[i]);
        }
    }
    return list;
}

static bool find_route(struct http_request *r, struct err *e)
{
    const struct http_server *s = r->server;
    struct http_match m =
        http_route_find(s->routes, s->n_routes, r->method, r->path, r->arena, r->params);

    r->route = m.route;
    if (m.route != NULL) {
        return true;
    }
    if (!m.path_known) {
        return err_set(e, ERR_NOT_FOUND, "no such page");
    }
    http_reply_header(r, "Allow", allowed(r, &m));
    return err_set(e, ERR_METHOD, "method not allowed");
}

/* A form of ours carries the session's token; a page of somebody else's cannot know it. */
static bool check_csrf(const struct http_request *r, struct err *e)
{
    if (r->method == HTTP_GET || r->method == HTTP_HEAD) {
        return true;
    }
    /* Also where there is no session yet: nobody may log a visitor in to another's account. */
    if (sv_eq_str(sv_of(http_header(r, "Sec-Fetch-Site")), "cross-site")) {
        return err_set(e, ERR_CSRF, "sent by another site's page");
    }
    if ((r->route->flags & (ROUTE_NO_CSRF | ROUTE_API)) != 0) {
        return true;
    }
    const char *sent = http_field(r, "_csrf");
    sent = sent != NULL ? sent : http_header(r, "X-CSRF-Token");
    if (r->session == NULL || !secret_equal(sv_of(sent), sv_of(r->csrf))) {
        return err_set(e, ERR_CSRF, "%s", sent == NULL ? "no token" : "wrong token");
    }
    return true;
}

bool http_admit(struct http_request *r, struct err *e)
{
    if (!http_request_read_head(r, e) || !check_rate(r, LIMIT_GENERAL, e) ||
        !http_request_read_target(r, e) || !find_route(r, e)) {
        return false;
    }
    if ((r->route->flags & ROUTE_LIMITED) != 0 && !check_rate(r, LIMIT_STRICT, e)) {
        return false;
    }
    bool is_api = (r->route->flags & ROUTE_API) != 0;
    if (is_api) {
        http_request_read_bearer(r);
    }
    if ((r->route->flags & ROUTE_PUBLIC) == 0 && r->session == NULL) {
        (void)err_set(e, ERR_SIGNED_OUT, "no session");
        (void)snprintf(e->key, sizeof(e->key), "%s", is_api ? "error.api.key" : "");
        return false;
    }
    if (is_api && !check_rate(r, LIMIT_KEY, e)) {
        return false;
    }
    return http_request_read_body(r, e) && check_csrf(r, e);
}

/* The routes as one table, matched on path segments: "/hearings/:id/edit". A path that exists under
 * another method answers 405 with Allow. HEAD is served by the GET route. */
#ifndef HTTP_ROUTER_H
#define HTTP_ROUTER_H

#include "http/request.h"

enum http_route_flags {
    ROUTE_PUBLIC = 1,    /* no session needed; action is NULL */
    ROUTE_NO_CSRF = 2,   /* a POST without session: log-in, gateway callbacks */
    ROUTE_MULTIPART = 4, /* takes multipart/form-data up to [http] max_body_kib; others 64 KiB */
    ROUTE_LIMITED = 8,   /* counts against the strict rate limit (log-in, tokens) */
    ROUTE_API = 16       /* for programs: a key in Authorization instead of a session, no cookie is
                            looked at; a JSON body up to 1 MiB; limited per key */
};

typedef void http_handler(struct http_request *r);

struct http_route {
    enum http_method method; /* HTTP_GET, HTTP_POST, HTTP_PUT or HTTP_DELETE */
    const char *pattern;
    const char *action; /* permission in sql/seed/permission.csv, NULL when public */
    unsigned flags;
    http_handler *handler;
    const void *data; /* the handler's own constant, e.g. a page description */
};

struct http_match {
    const struct http_route *route; /* NULL: none */
    bool path_known;                /* some method of this path exists: 405 */
    bool allows[HTTP_OTHER];        /* by method, once path_known */
};

/* path: decoded segments are cut at '/'; params filled with pointers into a. */
struct http_match http_route_find(const struct http_route *routes, size_t n, enum http_method m,
                                  const char *path, struct arena *a, const char *params[4]);

#endif

/* One request as handlers see it, owned by us and not by evhttp: it lives from the parsed head to
 * the reply, also when the client leaves in between (then the reply goes nowhere).
 * All strings live in the request's arena. Path, query and form are decoded strictly by us
 * (pitfalls P4): %00, broken UTF-8 and .. segments are refused before any handler runs. */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include "core/arena.h"
#include "core/base.h"
#include "core/err.h"
#include "i18n/i18n.h"

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_PUT, HTTP_DELETE, HTTP_OTHER };

struct http_server;
struct http_route;
struct evhttp_request;

struct http_field { /* one query or form field; a multipart file has filename set */
    const char *name;
    struct sv value; /* NUL-terminated as well; a text field holds no NUL */
    const char *filename;
};

struct http_request {
    struct arena *arena;
    struct http_server *server; /* borrowed */
    const struct http_route *route;
    void *app; /* struct app, borrowed: what http_server_start was given */
    enum http_method method;
    const char *path;                /* decoded, without the query */
    const char *query_string;        /* as sent, "" when none: for links back to this page */
    const char *params[4];           /* the route's :name segments, in order, decoded; NULL after */
    const struct http_field *fields; /* query, then form */
    size_t n_fields;
    struct sv body;      /* of a POST or PUT that is neither form nor multipart, as sent, with a NUL
                            after it; empty otherwise */
    const char *address; /* of the client (behind the trusted proxy: its X-Forwarded-For) */
    bool is_https;
    enum lang lang;            /* cookie "lang", then Accept-Language, then vi */
    const char *session;       /* the session cookie's token; of a ROUTE_API the bearer's key; NULL
                                  when there is none */
    const char *session_hash;  /* its SHA-256 hex, NULL when there is none */
    const char *csrf;          /* token the forms of this session carry; "" when signed out */
    char id[17];               /* request id, 16 hex digits */
    int64_t started_us;        /* monotonic */
    struct evhttp_request *ev; /* NULL once answered or gone; only http/ touches it */
    bool is_answered;
    int status; /* of the reply, for the log */
};

/* The value of the first text field of that name, NULL when absent. */
const char *http_field(const struct http_request *r, const char *name);
/* The first chosen file of that name, NULL when absent or when no file was chosen. */
const struct http_field *http_file(const struct http_request *r, const char *name);
/* A request header, NULL when absent. Borrowed until the reply. */
const char *http_header(const struct http_request *r, const char *name);
/* A cookie's value, in the arena; NULL when absent or malformed. */
const char *http_cookie(const struct http_request *r, const char *name);
/* True when the client prefers JSON (Accept: application/json before text/html). */
bool http_wants_json(const struct http_request *r);

#endif

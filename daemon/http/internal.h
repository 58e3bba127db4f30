/* What the files of http/ share and nobody else includes. */
#ifndef HTTP_INTERNAL_H
#define HTTP_INTERNAL_H

#include "http/gzip.h"
#include "http/limit.h"
#include "http/server.h"

#define HTTP_HEAD_MAX ((size_t)16 * 1024) /* request line and header fields */
#define HTTP_BODY_MAX ((size_t)64 * 1024) /* of a route without ROUTE_MULTIPART or ROUTE_API */
#define HTTP_API_MAX  ((size_t)1024 * 1024)

struct evconnlistener;
struct evhttp;
struct http_conn;
struct http_conns;

struct http_server {
    struct loop *loop;
    const struct config *config; /* borrowed */
    const struct http_route *routes;
    size_t n_routes;
    http_error_page *error_page;
    void *app;
    struct limit *limit;
    struct gzip *gzip;
    struct evhttp *evhttp;
    struct evconnlistener *listener; /* owned by evhttp */
    struct http_conns *conns;        /* NULL once stopped */
    uint64_t next_id;
    size_t n_requests; /* not yet answered */
    bool is_stopping;
};

/* A request with what handlers need not see. Lives in its own arena. */
struct exchange {
    struct http_request r;  /* first: handlers hold a pointer to it */
    struct http_conn *conn; /* borrowed; NULL once answered or gone */
    bool is_unread;         /* evhttp has left a body behind */
    bool must_close;        /* the connection cannot be trusted with another request */
};

static inline struct exchange *exchange_of(struct http_request *r)
{
    return (struct exchange *)r;
}

/* __Host-: the browser itself insists on Secure and Path=/ (RFC 6265bis 4.1.3.2). */
static inline const char *session_cookie_name(bool is_https)
{
    return is_https ? "__Host-session" : "session";
}

/* request.c: from evhttp's request to ours. Address, language and session are set by new;
 * the read functions check strictly and fill in the rest. */
struct http_request *http_request_new(struct http_server *s, struct evhttp_request *ev);
MUST_CHECK bool http_request_read_head(struct http_request *r, struct err *e);
MUST_CHECK bool http_request_read_target(struct http_request *r, struct err *e);
MUST_CHECK bool http_request_read_body(struct http_request *r, struct err *e);
/* The key of an Authorization header (RFC 6750 2.1) in place of the session, which is forgotten. */
void http_request_read_bearer(struct http_request *r);

/* admit.c: everything between a request's arrival and its handler. On false the reply is to be
 * the error; headers that belong to it are already added. */
MUST_CHECK bool http_admit(struct http_request *r, struct err *e);

/* server.c: the reply is written (or dropped): logs, counts, and frees r after this iteration. */
void http_request_end(struct http_request *r);
/* conn.c: evhttp sent the whole reply; ctx is the connection. */
void http_conn_replied(struct evhttp_request *ev, void *ctx);

#endif

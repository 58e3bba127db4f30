/* The server's connections: how many, since when each is at it, and which request it carries.
 * Private to http/. */
#ifndef HTTP_CONN_H
#define HTTP_CONN_H

#include "http/internal.h"

struct bufferevent;
struct event_base;
struct http_conns;

/* read_max: bytes a client may be ahead of evhttp. Starts keeping the deadlines. */
struct http_conns *http_conns_new(struct http_server *s, size_t read_max);
/* Runs the loop until no connection is busy, at most wait_ms. */
void http_conns_wait(struct http_conns *cs, int64_t wait_ms);
/* Once evhttp has closed them all. */
void http_conns_free(struct http_conns *cs);
/* evhttp_set_bevcb's callback; ctx is the http_conns. */
struct bufferevent *http_conns_accept(struct event_base *base, void *ctx);

/* A whole request has arrived. NULL when its connection was refused. */
struct http_conn *http_conn_begin(struct http_conns *cs, struct evhttp_request *ev);
/* The request c carries until it is answered; NULL for none. It is told when c closes. */
void http_conn_hold(struct http_conn *c, struct exchange *x);

#endif

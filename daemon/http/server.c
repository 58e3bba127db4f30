/* Starts and stops evhttp on our listener, and hands each whole request to its handler. */
#include "http/server.h"

#include "core/clock.h"
#include "core/log.h"
#include "core/metrics.h"
#include "core/secret.h"
#include "http/conn.h"

#include <arpa/inet.h>
#include <errno.h>
#include <event2/http.h>
#include <event2/listener.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>

#define BACKLOG          1024
#define IDLE_S           60          /* an unused connection, and a reply that is not read */
#define EVHTTP_HEAD_MAX  (64 * 1024) /* between ours and this, the page is ours */
#define EVHTTP_ANY       0xffff      /* every method, also unknown ones */
#define FILES_BESIDE     200         /* descriptors for the database, log, outgoing calls */
#define HTTP_STATUS_GONE 499         /* in the log: the client left before the reply */

/* ---- requests ---- */

static void on_request(struct evhttp_request *ev, void *ctx)
{
    struct http_server *s = ctx;
    struct http_conn *c = http_conn_begin(s->conns, ev);
    struct err e = {0};

    if (c == NULL) {
        evhttp_send_error(ev, HTTP_SERVUNAVAIL, NULL);
        return;
    }
    struct http_request *r = http_request_new(s, ev);
    exchange_of(r)->conn = c;
    http_conn_hold(c, exchange_of(r));
    if (http_admit(r, &e)) {
        r->route->handler(r);
    } else {
        http_reply_error(r, &e, NULL);
    }
}

static void free_server(void *p)
{
    struct http_server *s = p;
    limit_free(s->limit);
    gzip_free(s->gzip);
    free(s);
}

static void free_arena(void *p)
{
    arena_free(p);
}

static const char *method_str(enum http_method m)
{
    switch (m) {
    case HTTP_GET: return "GET";
    case HTTP_HEAD: return "HEAD";
    case HTTP_POST: return "POST";
    case HTTP_PUT: return "PUT";
    case HTTP_DELETE: return "DELETE";
    case HTTP_OTHER: break;
    }
    return "other";
}

void http_request_end(struct http_request *r)
{
    struct http_server *s = r->server;
    struct exchange *x = exchange_of(r);
    int64_t ms = (clock_mono_us() - r->started_us) / 1000;
    bool is_gone = x->conn == NULL;

    if (!is_gone) {
        http_conn_hold(x->conn, NULL);
        x->conn = NULL;
    }
    metric_add(METRIC_HTTP_REQUESTS, 1);
    metric_add(METRIC_HTTP_ERRORS, r->status >= 500);
    metric_observe(METRIC_HTTP_MS, ms);
    /* The pattern, never the path: paths of public routes are secrets. */
    log_info("http.request", LOG_S("method", method_str(r->method)),
             LOG_S("route", r->route != NULL ? r->route->pattern : "none"),
             LOG_I("status", is_gone ? HTTP_STATUS_GONE : r->status), LOG_I("ms", ms),
             LOG_S("req", r->id));
    loop_retire(s->loop, free_arena, r->arena);
    s->n_requests--;
    if (s->conns == NULL && s->n_requests == 0) {
        loop_retire(s->loop, free_server, s); /* the last one after http_server_stop */
    }
}

/* ---- starting and stopping ---- */

static bool read_address(const struct config *c, struct sockaddr_storage *out, socklen_t *n,
                         struct err *e)
{
    struct sockaddr_in *v4 = (struct sockaddr_in *)out;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)out;

    if (c->http_port < 0 || c->http_port > UINT16_MAX) {
        return err_set(e, ERR_CONFIG, "http.port is not a port: %lld", (long long)c->http_port);
    }
    *out = (struct sockaddr_storage){0};
    if (inet_pton(AF_INET, c->http_listen, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons((uint16_t)c->http_port);
        *n = sizeof(*v4);
        return true;
    }
    if (inet_pton(AF_INET6, c->http_listen, &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons((uint16_t)c->http_port);
        *n = sizeof(*v6);
        return true;
    }
    return err_set(e, ERR_CONFIG, "http.listen is not an address: %s", c->http_listen);
}

static struct evconnlistener *bind_listener(struct loop *loop, const struct config *c,
                                            struct err *e)
{
    struct sockaddr_storage address;
    socklen_t n = 0;
    int on = 1;

    if (!read_address(c, &address, &n, e)) {
        return NULL;
    }
    struct evconnlistener *listener =
        evconnlistener_new_bind(loop_base(loop), NULL, NULL,
                                LEV_OPT_REUSEABLE | LEV_OPT_CLOSE_ON_EXEC | LEV_OPT_CLOSE_ON_FREE,
                                BACKLOG, (struct sockaddr *)&address, (int)n);
    if (listener == NULL) {
        (void)err_set(e, ERR_IO, "cannot listen on %s port %lld: %s", c->http_listen,
                      (long long)c->http_port, strerror(errno));
        return NULL;
    }
    /* Accepted sockets inherit it. */
    (void)setsockopt(evconnlistener_get_fd(listener), IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    return listener;
}

/* Without this the listener spins for as long as there is no descriptor to accept with; the next
 * sweep wakes it. ctx is evhttp's, not ours. */
static void on_accept_error(struct evconnlistener *listener, void *ctx)
{
    (void)ctx;
    log_warn("http.accept_failed", LOG_S("detail", strerror(errno)));
    (void)evconnlistener_disable(listener);
}

static struct evhttp *new_evhttp(struct http_server *s, const struct config *c)
{
    struct evhttp *h = evhttp_new(loop_base(s->loop));
    /* Twice ours, so that the page for a body that is too large is ours as well. */
    size_t body_max = 2 * (size_t)c->max_body_kib * 1024 + HTTP_BODY_MAX;

    s->conns = http_conns_new(s, body_max + EVHTTP_HEAD_MAX);
    if (h == NULL || evhttp_bind_listener(h, s->listener) == NULL) {
        fatal("out of memory: evhttp");
    }
    evconnlistener_set_error_cb(s->listener, on_accept_error);
    evhttp_set_gencb(h, on_request, s);
    evhttp_set_bevcb(h, http_conns_accept, s->conns);
    evhttp_set_allowed_methods(h, EVHTTP_ANY);
    evhttp_set_default_content_type(h, NULL);
    evhttp_set_max_headers_size(h, EVHTTP_HEAD_MAX);
    evhttp_set_max_body_size(h, (ev_ssize_t)body_max);
    evhttp_set_timeout(h, IDLE_S);
    (void)evhttp_set_flags(h, EVHTTP_SERVER_LINGERING_CLOSE);
    return h;
}

static void check_files(const struct config *c)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0 &&
        files.rlim_cur < (rlim_t)c->max_connections + FILES_BESIDE) {
        log_warn("http.few_files", LOG_I("limit", files.rlim_cur),
                 LOG_I("connections", c->max_connections));
    }
}

struct http_server *http_server_start(const struct http_setup *setup, struct err *e)
{
    struct evconnlistener *listener = bind_listener(setup->loop, setup->config, e);
    if (listener == NULL) {
        return NULL;
    }
    check_files(setup->config);
    struct http_server *s = heap_new(sizeof(*s));
    s->loop = setup->loop;
    s->config = setup->config;
    s->routes = setup->routes;
    s->n_routes = setup->n_routes;
    s->error_page = setup->error_page;
    s->app = setup->app;
    s->limit = limit_new();
    s->gzip = gzip_new();
    s->listener = listener;
    secret_random(&s->next_id, sizeof(s->next_id)); /* then counted up: unique, not secret */
    s->evhttp = new_evhttp(s, setup->config);
    return s;
}

int http_server_port(const struct http_server *s)
{
    struct sockaddr_in6 address = {0}; /* an IPv4 address has its port at the same place */
    socklen_t n = sizeof(address);

    if (getsockname(evconnlistener_get_fd(s->listener), (struct sockaddr *)&address, &n) != 0) {
        fatal("getsockname: %s", strerror(errno));
    }
    return ntohs(address.sin6_port);
}

void http_server_stop(struct http_server *s, int64_t wait_ms)
{
    struct http_conns *conns = s->conns;

    s->is_stopping = true;
    (void)evconnlistener_disable(s->listener);
    http_conns_wait(conns, wait_ms);
    evhttp_free(s->evhttp); /* closes every connection, and the listener */
    s->conns = NULL;
    http_conns_free(conns);
    if (s->n_requests == 0) {
        free_server(s);
    }
}

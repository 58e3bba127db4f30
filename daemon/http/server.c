/* Sockets to requests: accepts, counts and times connections around evhttp, and hands each whole
 * request to its handler. What evhttp lacks (P2) is added from outside through its bufferevents;
 * a connection is only ever ended by shutting its socket down, so that evhttp frees it itself. */
#include "http/server.h"

#include "core/clock.h"
#include "core/log.h"
#include "core/metrics.h"
#include "core/secret.h"
#include "http/internal.h"

#include <arpa/inet.h>
#include <errno.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/listener.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <sys/resource.h>
#include <sys/socket.h>

#define BACKLOG          1024
#define IDLE_S           60 /* an unused connection, and a reply that is not read */
#define SWEEP_MS         200 /* how exactly the deadline is kept, and the rest when descriptors run out */
#define RECEIVED_MAX     ((size_t)256 * 1024 * 1024) /* of unfinished requests together */
#define EVHTTP_HEAD_MAX  (64 * 1024)                 /* between ours and this, the page is ours */
#define EVHTTP_ANY       0xffff                      /* every method, also unknown ones */
#define FILES_BESIDE     200 /* descriptors for the database, log, outgoing calls */
#define HTTP_STATUS_GONE 499 /* in the log: the client left before the reply */

static const char refusal[] = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\n"
                              "Content-Length: 0\r\nConnection: close\r\n\r\n";

enum conn_state {
    CONN_READING, /* since since_us, a request is on its way in */
    CONN_IDLE,    /* between two requests */
    CONN_BUSY,    /* its request is being handled or its reply sent */
    CONN_SHUT     /* evhttp will notice and free it */
};

struct http_conn {
    LIST_ENTRY(http_conn) link;
    struct http_server *server;
    struct bufferevent *bev; /* borrowed from evhttp */
    struct evbuffer_cb_entry *input_cb;
    struct exchange *x; /* not yet answered */
    enum conn_state state;
    int64_t since_us;
    size_t received; /* bytes of requests not yet handled */
    int fd;
};

LIST_HEAD(conn_list, http_conn);

/* What evhttp takes: twice ours, so that the page for a body that is too large is ours as well. */
static size_t body_limit(const struct config *c)
{
    return 2 * (size_t)c->max_body_kib * 1024 + HTTP_BODY_MAX;
}

struct listening {
    struct evhttp *evhttp;
    struct evconnlistener *listener; /* owned by evhttp */
    struct conn_list conns;
    struct conn_list fresh; /* accepted in this iteration, not yet known to evhttp */
    struct http_conn **by_fd;
    size_t n_by_fd;
    size_t n_conns;
    size_t n_busy;   /* in CONN_BUSY */
    bool is_waiting; /* http_server_stop waits until none is busy */
    size_t received; /* the sum over conns */
    struct event *attach;
    struct loop_timer *sweep;
};

/* ---- connections ---- */

static void set_state(struct http_conn *c, enum conn_state state)
{
    struct listening *l = c->server->listening;

    l->n_busy -= c->state == CONN_BUSY;
    l->n_busy += state == CONN_BUSY;
    c->state = state;
    c->since_us = clock_mono_us();
    if (l->is_waiting && l->n_busy == 0) {
        loop_stop(c->server->loop);
    }
}

static void shut(struct http_conn *c)
{
    set_state(c, CONN_SHUT);
    (void)shutdown(c->fd, SHUT_RDWR);
}

static void set_received(struct http_conn *c, size_t n)
{
    c->server->listening->received += n - c->received;
    c->received = n;
}

static void on_input(struct evbuffer *input, const struct evbuffer_cb_info *info, void *ctx)
{
    (void)input;
    struct http_conn *c = ctx;

    if (info->n_added == 0 || c->state == CONN_SHUT) {
        return;
    }
    if (c->state == CONN_IDLE) {
        set_state(c, CONN_READING);
    }
    set_received(c, c->received + info->n_added);
    if (c->server->listening->received > RECEIVED_MAX) {
        log_warn("http.overloaded", LOG_I("bytes", c->server->listening->received));
        shut(c);
    }
}

/* The connection ends: evhttp calls this once, before it frees anything. */
static void on_close(struct evhttp_connection *evcon, void *ctx)
{
    (void)evcon;
    struct http_conn *c = ctx;
    struct listening *l = c->server->listening;

    if (c->x != NULL) {
        struct evhttp_request *ev = c->x->r.ev;
        /* On a network error evhttp has already let go of the request: it is ours to free. */
        if (evhttp_request_get_connection(ev) == NULL) {
            evhttp_request_free(ev);
        }
        c->x->r.ev = NULL;
        c->x->conn = NULL;
    }
    set_received(c, 0);
    set_state(c, CONN_SHUT);
    (void)evbuffer_remove_cb_entry(bufferevent_get_input(c->bev), c->input_cb);
    l->by_fd[c->fd] = NULL;
    l->n_conns--;
    metric_set(METRIC_HTTP_CONNECTIONS, (int64_t)l->n_conns);
    LIST_REMOVE(c, link);
    free(c);
}

void http_conn_replied(struct evhttp_request *ev, void *ctx)
{
    (void)ev;
    struct http_conn *c = ctx;
    bool has_more = evbuffer_get_length(bufferevent_get_input(c->bev)) > 0;

    if (c->state == CONN_BUSY) {
        set_state(c, has_more ? CONN_READING : CONN_IDLE);
    }
}

static void remember_fd(struct listening *l, struct http_conn *c)
{
    size_t fd = (size_t)c->fd;
    if (fd >= l->n_by_fd) {
        size_t n = fd * 2 + 64;
        struct http_conn **grown = heap_new(n * sizeof(struct http_conn *));
        if (l->n_by_fd > 0) {
            memcpy(grown, l->by_fd, l->n_by_fd * sizeof(struct http_conn *));
        }
        free(l->by_fd);
        l->by_fd = grown;
        l->n_by_fd = n;
    }
    l->by_fd[fd] = c;
}

static void attach(struct http_server *s, struct http_conn *c, struct evhttp_connection *evcon)
{
    struct listening *l = s->listening;

    c->fd = bufferevent_getfd(c->bev);
    if (l->n_conns >= (size_t)s->config->max_connections) {
        metric_add(METRIC_HTTP_REFUSED, 1);
        (void)send(c->fd, refusal, sizeof(refusal) - 1, MSG_DONTWAIT | MSG_NOSIGNAL);
        (void)shutdown(c->fd, SHUT_RDWR);
        free(c);
        return;
    }
    set_state(c, CONN_READING);
    c->input_cb = evbuffer_add_cb(bufferevent_get_input(c->bev), on_input, c);
    evhttp_connection_set_closecb(evcon, on_close, c);
    remember_fd(l, c);
    LIST_INSERT_HEAD(&l->conns, c, link);
    l->n_conns++;
    metric_set(METRIC_HTTP_CONNECTIONS, (int64_t)l->n_conns);
}

/* Runs right after evhttp's accept callback, before any of the new sockets is read: evhttp has no
 * hook for a new connection, but its bufferevent's callbacks carry it as their argument. */
static void on_attach(evutil_socket_t fd, short what, void *ctx)
{
    (void)fd;
    (void)what;
    struct http_server *s = ctx;
    struct http_conn *c;

    while ((c = LIST_FIRST(&s->listening->fresh)) != NULL) {
        void *evcon = NULL;
        struct bufferevent *bev = c->bev;
        LIST_REMOVE(c, link);
        bufferevent_getcb(bev, NULL, NULL, NULL, &evcon);
        if (evcon == NULL) { /* evhttp gave up on it at once */
            free(c);
        } else {
            attach(s, c, evcon);
        }
        (void)bufferevent_decref(bev);
    }
}

/* evhttp asks for the bufferevent of a connection it is accepting. */
static struct bufferevent *on_accept(struct event_base *base, void *ctx)
{
    struct http_server *s = ctx;
    struct http_conn *c = heap_new(sizeof(*c));

    c->server = s;
    c->bev = bufferevent_socket_new(base, -1, 0);
    if (c->bev == NULL) {
        fatal("out of memory: a connection");
    }
    bufferevent_incref(c->bev); /* until on_attach has seen it */
    bufferevent_setwatermark(c->bev, EV_READ, 0, body_limit(s->config) + EVHTTP_HEAD_MAX);
    if (LIST_EMPTY(&s->listening->fresh)) {
        event_active(s->listening->attach, EV_TIMEOUT, 0);
    }
    LIST_INSERT_HEAD(&s->listening->fresh, c, link);
    return c->bev;
}

static void on_sweep(void *ctx)
{
    struct http_server *s = ctx;
    struct http_conn *c;
    int64_t oldest_us = clock_mono_us() - s->config->header_seconds * 1000000;

    LIST_FOREACH(c, &s->listening->conns, link)
    {
        if (c->state == CONN_READING && c->since_us < oldest_us) {
            shut(c);
        }
    }
    if (!s->is_stopping) {
        (void)evconnlistener_enable(s->listening->listener); /* see on_accept_error */
    }
    loop_timer_set(s->listening->sweep, SWEEP_MS);
}

/* Without this the listener spins for as long as there is no descriptor to accept with; the next
 * sweep wakes it. ctx is evhttp's, not ours. */
static void on_accept_error(struct evconnlistener *listener, void *ctx)
{
    (void)ctx;
    log_warn("http.accept_failed", LOG_S("detail", strerror(errno)));
    (void)evconnlistener_disable(listener);
}

/* ---- requests ---- */

/* NULL for a refused connection: what it had sent by then may still be read. */
static struct http_conn *conn_of(const struct listening *l, struct evhttp_request *ev)
{
    struct evhttp_connection *evcon = evhttp_request_get_connection(ev);
    size_t fd = (size_t)bufferevent_getfd(evhttp_connection_get_bufferevent(evcon));
    return fd < l->n_by_fd ? l->by_fd[fd] : NULL;
}

static void on_request(struct evhttp_request *ev, void *ctx)
{
    struct http_server *s = ctx;
    struct http_conn *c = conn_of(s->listening, ev);
    struct err e = {0};

    if (c == NULL) {
        evhttp_send_error(ev, HTTP_SERVUNAVAIL, NULL);
        return;
    }
    struct http_request *r = http_request_new(s, ev);
    set_received(c, evbuffer_get_length(bufferevent_get_input(c->bev)));
    if (c->state != CONN_SHUT) {
        set_state(c, CONN_BUSY);
    }
    c->x = exchange_of(r);
    c->x->conn = c;
    if (http_admit(r, &e)) {
        r->route->handler(r);
    } else {
        http_reply_error(r, &e, NULL);
    }
}

static void free_listening(struct listening *l)
{
    event_free(l->attach);
    loop_timer_free(l->sweep);
    free(l->by_fd);
    free(l);
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
        x->conn->x = NULL;
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
    if (s->listening == NULL && s->n_requests == 0) {
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

static struct evhttp *new_evhttp(struct http_server *s, const struct config *c)
{
    struct evhttp *h = evhttp_new(loop_base(s->loop));
    if (h == NULL) {
        fatal("out of memory: evhttp");
    }
    evhttp_set_gencb(h, on_request, s);
    evhttp_set_bevcb(h, on_accept, s);
    evhttp_set_allowed_methods(h, EVHTTP_ANY);
    evhttp_set_default_content_type(h, NULL);
    evhttp_set_max_headers_size(h, EVHTTP_HEAD_MAX);
    evhttp_set_max_body_size(h, (ev_ssize_t)body_limit(c));
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
    struct http_server *s = heap_new(sizeof(*s));
    struct listening *l = heap_new(sizeof(*l));

    check_files(setup->config);
    s->loop = setup->loop;
    s->config = setup->config;
    s->routes = setup->routes;
    s->n_routes = setup->n_routes;
    s->error_page = setup->error_page;
    s->app = setup->app;
    s->limit = limit_new();
    s->gzip = gzip_new();
    s->listening = l;
    secret_random(&s->next_id, sizeof(s->next_id)); /* then counted up: unique, not secret */

    l->evhttp = new_evhttp(s, setup->config);
    l->listener = listener;
    LIST_INIT(&l->conns);
    LIST_INIT(&l->fresh);
    l->attach = event_new(loop_base(s->loop), -1, 0, on_attach, s);
    l->sweep = loop_timer_new(s->loop, on_sweep, s);
    if (l->attach == NULL || evhttp_bind_listener(l->evhttp, listener) == NULL) {
        fatal("out of memory: the listener");
    }
    evconnlistener_set_error_cb(listener, on_accept_error);
    loop_timer_set(l->sweep, SWEEP_MS);
    return s;
}

void http_server_config(struct http_server *s, const struct config *config)
{
    s->config = config;
}

int http_server_port(const struct http_server *s)
{
    struct sockaddr_storage address;
    socklen_t n = sizeof(address);
    int fd = evconnlistener_get_fd(s->listening->listener);

    if (getsockname(fd, (struct sockaddr *)&address, &n) != 0) {
        fatal("getsockname: %s", strerror(errno));
    }
    return ntohs(address.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&address)->sin6_port
                                               : ((struct sockaddr_in *)&address)->sin_port);
}

static void on_waited(void *ctx)
{
    struct http_server *s = ctx;
    loop_stop(s->loop);
}

void http_server_stop(struct http_server *s, int64_t wait_ms)
{
    struct listening *l = s->listening;

    s->is_stopping = true;
    (void)evconnlistener_disable(l->listener);
    if (l->n_busy > 0) {
        struct loop_timer *wait = loop_timer_new(s->loop, on_waited, s);
        loop_timer_set(wait, wait_ms);
        l->is_waiting = true;
        loop_run(s->loop, NULL, NULL, NULL);
        l->is_waiting = false;
        loop_timer_free(wait);
    }
    evhttp_free(l->evhttp); /* closes every connection, and the listener */
    on_attach(-1, 0, s);
    s->listening = NULL;
    free_listening(l);
    if (s->n_requests == 0) {
        free_server(s);
    }
}

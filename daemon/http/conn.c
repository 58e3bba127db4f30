/* Connections: accepted, counted and timed from outside evhttp, which does none of it (P2). A
 * connection is only ever ended by shutting its socket down, so that evhttp frees it itself. */
#include "http/conn.h"

#include "core/clock.h"
#include "core/log.h"
#include "core/metrics.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/listener.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <sys/socket.h>

#define SWEEP_MS     200                         /* how exactly the deadline is kept */
#define WRITE_MAX    ((size_t)1024 * 1024)       /* of one reply at once */
#define RECEIVED_MAX ((size_t)256 * 1024 * 1024) /* of unfinished requests together */

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
    struct http_conn *next_fresh;
    struct http_conns *conns;
    struct bufferevent *bev; /* borrowed from evhttp */
    struct evbuffer_cb_entry *input_cb;
    struct exchange *x; /* not yet answered */
    enum conn_state state;
    int64_t since_us;
    size_t received; /* bytes of requests not yet handled */
    int fd;
};

LIST_HEAD(conn_list, http_conn);

struct http_conns {
    struct http_server *server;
    struct conn_list open;
    struct http_conn *fresh; /* accepted in this iteration, not yet known to evhttp */
    struct http_conn **by_fd;
    size_t n_by_fd;
    size_t n_conns;
    size_t n_busy;   /* in CONN_BUSY */
    bool is_waiting; /* http_server_stop waits until none is busy */
    size_t received; /* the sum over conns */
    size_t read_max; /* of one connection, unread by evhttp */
    struct event *attach;
    struct loop_timer *sweep;
};

static void set_state(struct http_conn *c, enum conn_state state)
{
    struct http_conns *cs = c->conns;

    cs->n_busy -= c->state == CONN_BUSY;
    cs->n_busy += state == CONN_BUSY;
    c->state = state;
    c->since_us = clock_mono_us();
    if (cs->is_waiting && cs->n_busy == 0) {
        loop_stop(cs->server->loop);
    }
}

static void shut(struct http_conn *c)
{
    set_state(c, CONN_SHUT);
    (void)shutdown(c->fd, SHUT_RDWR);
}

static void set_received(struct http_conn *c, size_t n)
{
    c->conns->received += n - c->received;
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
    if (c->conns->received > RECEIVED_MAX) {
        log_warn("http.overloaded", LOG_I("bytes", c->conns->received));
        shut(c);
    }
}

/* The connection ends: evhttp calls this once, before it frees anything. */
static void on_close(struct evhttp_connection *evcon, void *ctx)
{
    (void)evcon;
    struct http_conn *c = ctx;
    struct http_conns *cs = c->conns;

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
    cs->by_fd[c->fd] = NULL;
    cs->n_conns--;
    metric_set(METRIC_HTTP_CONNECTIONS, (int64_t)cs->n_conns);
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

static void remember_fd(struct http_conns *cs, struct http_conn *c)
{
    size_t fd = (size_t)c->fd;
    if (fd >= cs->n_by_fd) {
        size_t n = fd * 2 + 64;
        struct http_conn **grown = heap_new(n * sizeof(struct http_conn *));
        if (cs->n_by_fd > 0) {
            memcpy(grown, cs->by_fd, cs->n_by_fd * sizeof(struct http_conn *));
        }
        free(cs->by_fd);
        cs->by_fd = grown;
        cs->n_by_fd = n;
    }
    cs->by_fd[fd] = c;
}

static void attach(struct http_conns *cs, struct http_conn *c, struct evhttp_connection *evcon)
{
    c->fd = bufferevent_getfd(c->bev);
    if (cs->n_conns >= (size_t)cs->server->config->max_connections) {
        metric_add(METRIC_HTTP_REFUSED, 1);
        (void)send(c->fd, refusal, sizeof(refusal) - 1, MSG_DONTWAIT | MSG_NOSIGNAL);
        (void)shutdown(c->fd, SHUT_RDWR);
        free(c);
        return;
    }
    set_state(c, CONN_READING);
    c->input_cb = evbuffer_add_cb(bufferevent_get_input(c->bev), on_input, c);
    evhttp_connection_set_closecb(evcon, on_close, c);
    remember_fd(cs, c);
    LIST_INSERT_HEAD(&cs->open, c, link);
    cs->n_conns++;
    metric_set(METRIC_HTTP_CONNECTIONS, (int64_t)cs->n_conns);
}

/* Runs right after evhttp's accept callback, before any of the new sockets is read: evhttp has no
 * hook for a new connection, but its bufferevent's callbacks carry it as their argument. */
static void on_attach(evutil_socket_t fd, short what, void *ctx)
{
    (void)fd;
    (void)what;
    struct http_conns *cs = ctx;
    struct http_conn *c;

    while ((c = cs->fresh) != NULL) {
        void *evcon = NULL;
        struct bufferevent *bev = c->bev;
        cs->fresh = c->next_fresh;
        bufferevent_getcb(bev, NULL, NULL, NULL, &evcon);
        if (evcon == NULL) { /* evhttp gave up on it at once */
            free(c);
        } else {
            attach(cs, c, evcon);
        }
        (void)bufferevent_decref(bev);
    }
}

struct bufferevent *http_conns_accept(struct event_base *base, void *ctx)
{
    struct http_conns *cs = ctx;
    struct http_conn *c = heap_new(sizeof(*c));

    c->conns = cs;
    c->bev = bufferevent_socket_new(base, -1, 0);
    if (c->bev == NULL) {
        fatal("out of memory: a connection");
    }
    /* libevent alone writes 16 KiB at a time, with a turn of the loop for each. */
    (void)bufferevent_set_max_single_write(c->bev, WRITE_MAX);
    bufferevent_incref(c->bev); /* until on_attach has seen it */
    bufferevent_setwatermark(c->bev, EV_READ, 0, cs->read_max);
    if (cs->fresh == NULL) {
        event_active(cs->attach, EV_TIMEOUT, 0);
    }
    c->next_fresh = cs->fresh;
    cs->fresh = c;
    return c->bev;
}

static void on_sweep(void *ctx)
{
    struct http_conns *cs = ctx;
    struct http_conn *c;
    int64_t oldest_us = clock_mono_us() - cs->server->config->header_seconds * 1000000;

    LIST_FOREACH(c, &cs->open, link)
    {
        if (c->state == CONN_READING && c->since_us < oldest_us) {
            shut(c);
        }
    }
    if (!cs->server->is_stopping) {
        (void)evconnlistener_enable(cs->server->listener); /* it rests after a failed accept */
    }
    loop_timer_set(cs->sweep, SWEEP_MS);
}

/* NULL for a refused connection: what it had sent by then may still be read. */
static struct http_conn *conn_of(const struct http_conns *cs, struct evhttp_request *ev)
{
    struct evhttp_connection *evcon = evhttp_request_get_connection(ev);
    size_t fd = (size_t)bufferevent_getfd(evhttp_connection_get_bufferevent(evcon));
    return fd < cs->n_by_fd ? cs->by_fd[fd] : NULL;
}

struct http_conn *http_conn_begin(struct http_conns *cs, struct evhttp_request *ev)
{
    struct http_conn *c = conn_of(cs, ev);
    if (c != NULL) {
        set_received(c, evbuffer_get_length(bufferevent_get_input(c->bev)));
        if (c->state != CONN_SHUT) {
            set_state(c, CONN_BUSY);
        }
    }
    return c;
}

void http_conn_hold(struct http_conn *c, struct exchange *x)
{
    c->x = x;
}

struct http_conns *http_conns_new(struct http_server *s, size_t read_max)
{
    struct http_conns *cs = heap_new(sizeof(*cs));

    cs->server = s;
    cs->read_max = read_max;
    LIST_INIT(&cs->open);
    cs->attach = event_new(loop_base(s->loop), -1, 0, on_attach, cs);
    if (cs->attach == NULL) {
        fatal("out of memory: the listener");
    }
    cs->sweep = loop_timer_new(s->loop, on_sweep, cs);
    loop_timer_set(cs->sweep, SWEEP_MS);
    return cs;
}

static void on_waited(void *ctx)
{
    struct http_conns *cs = ctx;
    loop_stop(cs->server->loop);
}

void http_conns_wait(struct http_conns *cs, int64_t wait_ms)
{
    if (cs->n_busy == 0) {
        return;
    }
    struct loop_timer *timer = loop_timer_new(cs->server->loop, on_waited, cs);
    loop_timer_set(timer, wait_ms);
    cs->is_waiting = true;
    loop_run(cs->server->loop, NULL, NULL, NULL);
    cs->is_waiting = false;
    loop_timer_free(timer);
}

void http_conns_free(struct http_conns *cs)
{
    on_attach(-1, 0, cs);
    event_free(cs->attach);
    loop_timer_free(cs->sweep);
    free(cs->by_fd);
    free(cs);
}

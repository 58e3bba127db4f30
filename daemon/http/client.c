/* libcurl's multi interface on our loop: sockets and timers, the pool of handles, and deadlines.
 * Mails take another way, see client_mail.h. */
#include "http/client.h"

#include "core/clock.h"
#include "core/log.h"
#include "http/client_mail.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#define POOL_MAX 32 /* easy handles kept for reuse */

struct http_client {
    struct loop *loop;
    CURLM *multi;
    struct loop_timer *timer;
    struct transfers running;
    struct transfers ended; /* out of libcurl's hands, their callback still to run */
    CURL *pool[POOL_MAX];
    size_t n_pool;
    struct mail_pool *mails; /* NULL until the first mail */
    bool is_closing;
};

/* ---- the end of a transfer ---- */

static void keep_handle(struct http_client *c, CURL *easy)
{
    if (c->n_pool < POOL_MAX && !c->is_closing) {
        curl_easy_reset(easy);
        c->pool[c->n_pool++] = easy;
    } else {
        curl_easy_cleanup(easy);
    }
}

/* Takes the transfer from libcurl; its callback runs later, from run_callbacks. */
static void transfer_end(struct transfer *t, CURLcode code)
{
    struct http_client *c = t->client;

    transfer_classify(t, code);
    CURLMcode rc = curl_multi_remove_handle(c->multi, t->easy);
    if (rc != CURLM_OK) {
        fatal("curl_multi_remove_handle: %s", curl_multi_strerror(rc));
    }
    keep_handle(c, t->easy);
    t->easy = NULL;
    loop_timer_free(t->deadline);
    TAILQ_REMOVE(&c->running, t, link);
    TAILQ_INSERT_TAIL(&c->ended, t, link);
}

static void run_callbacks(struct http_client *c)
{
    struct transfer *t;
    while ((t = TAILQ_FIRST(&c->ended)) != NULL) {
        TAILQ_REMOVE(&c->ended, t, link);
        t->result.body = buf_view(&t->reply);
        t->result.ms = (clock_mono_us() - t->started_us) / 1000;
        t->call.done(t->call.ctx, &t->result);
        transfer_free(t);
    }
}

static void on_mail_ended(struct transfer *t)
{
    struct http_client *c = t->client;
    TAILQ_INSERT_TAIL(&c->ended, t, link);
    run_callbacks(c);
}

/* Everything libcurl has finished; after each of its turns (pitfalls section 3). */
static void drain(struct http_client *c)
{
    CURLMsg *msg;
    int left;
    while ((msg = curl_multi_info_read(c->multi, &left)) != NULL) {
        struct transfer *t = NULL;
        CURLcode code = msg->data.result;
        if (msg->msg == CURLMSG_DONE &&
            curl_easy_getinfo(msg->easy_handle, CURLINFO_PRIVATE, (char **)&t) == CURLE_OK) {
            transfer_end(t, code);
        }
    }
    run_callbacks(c);
}

static void on_deadline(void *ctx)
{
    struct transfer *t = ctx;
    struct http_client *c = t->client;
    transfer_end(t, CURLE_OPERATION_TIMEDOUT);
    run_callbacks(c);
}

/* ---- libcurl's sockets and timer ---- */

static void turn(struct http_client *c, curl_socket_t fd, int flags)
{
    int running;
    CURLMcode rc = curl_multi_socket_action(c->multi, fd, flags, &running);
    if (rc != CURLM_OK) {
        log_warn("client.curl", LOG_S("detail", curl_multi_strerror(rc)));
    }
    drain(c);
}

static void on_socket(evutil_socket_t fd, short what, void *ctx)
{
    int flags = (what & EV_READ ? CURL_CSELECT_IN : 0) | (what & EV_WRITE ? CURL_CSELECT_OUT : 0);
    turn(ctx, fd, flags);
}

static void on_timer(void *ctx)
{
    turn(ctx, CURL_SOCKET_TIMEOUT, 0);
}

static int watch_socket(CURL *easy, curl_socket_t fd, int what, void *ctx, void *watched)
{
    (void)easy;
    struct http_client *c = ctx;
    struct event *old = watched;
    struct event *ev = NULL;

    if (old != NULL) {
        event_free(old);
    }
    if (what != CURL_POLL_REMOVE) {
        short want = (short)((what & CURL_POLL_IN ? EV_READ : 0) |
                             (what & CURL_POLL_OUT ? EV_WRITE : 0) | EV_PERSIST);
        ev = event_new(loop_base(c->loop), fd, want, on_socket, c);
        if (ev == NULL || event_add(ev, NULL) != 0) {
            fatal("cannot watch a socket of libcurl");
        }
    }
    (void)curl_multi_assign(c->multi, fd, ev);
    return 0;
}

/* Never turns libcurl here, even for 0 ms: that would call it from inside itself. */
static int watch_timer(CURLM *multi, long ms, void *ctx)
{
    (void)multi;
    struct http_client *c = ctx;
    if (ms < 0) {
        loop_timer_clear(c->timer);
    } else {
        loop_timer_set(c->timer, ms);
    }
    return 0;
}

/* ---- calls ---- */

struct http_client *http_client_new(struct loop *l, int max_connections)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        fatal("libcurl does not start");
    }
    struct http_client *c = heap_new(sizeof(*c));
    c->loop = l;
    c->timer = loop_timer_new(l, on_timer, c);
    TAILQ_INIT(&c->running);
    TAILQ_INIT(&c->ended);
    c->multi = curl_multi_init();
    if (c->multi == NULL) {
        fatal("out of memory: libcurl");
    }
    (void)curl_multi_setopt(c->multi, CURLMOPT_SOCKETFUNCTION, watch_socket);
    (void)curl_multi_setopt(c->multi, CURLMOPT_SOCKETDATA, c);
    (void)curl_multi_setopt(c->multi, CURLMOPT_TIMERFUNCTION, watch_timer);
    (void)curl_multi_setopt(c->multi, CURLMOPT_TIMERDATA, c);
    (void)curl_multi_setopt(c->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)max_connections);
    (void)curl_multi_setopt(c->multi, CURLMOPT_MAXCONNECTS, (long)max_connections);
    (void)curl_multi_setopt(c->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_NOTHING);
    return c;
}

void http_client_free(struct http_client *c)
{
    struct transfer *t;

    c->is_closing = true;
    while ((t = TAILQ_FIRST(&c->running)) != NULL) {
        transfer_end(t, CURLE_ABORTED_BY_CALLBACK);
    }
    run_callbacks(c);
    if (c->mails != NULL) {
        mail_pool_free(c->mails);
    }
    while (c->n_pool > 0) {
        curl_easy_cleanup(c->pool[--c->n_pool]);
    }
    (void)curl_multi_cleanup(c->multi);
    loop_timer_free(c->timer);
    curl_global_cleanup();
    free(c);
}

static void start_http(struct http_client *c, struct transfer *t)
{
    transfer_setup(t, c->n_pool > 0 ? c->pool[--c->n_pool] : curl_easy_init());
    t->deadline = loop_timer_new(c->loop, on_deadline, t);
    loop_timer_set(t->deadline, t->call.timeout_ms);
    TAILQ_INSERT_TAIL(&c->running, t, link);

    CURLMcode rc = curl_multi_add_handle(c->multi, t->easy);
    if (rc != CURLM_OK) {
        fatal("curl_multi_add_handle: %s", curl_multi_strerror(rc));
    }
}

bool http_client_call(struct http_client *c, const struct client_call *call, struct err *e)
{
    if (c->is_closing) {
        return err_set(e, ERR_BUSY, "the daemon is stopping");
    }
    if (!client_call_check(call, e)) {
        return false;
    }
    struct transfer *t = transfer_new(call);
    t->client = c;
    if (!t->is_mail) {
        start_http(c, t);
        return true;
    }
    if (c->mails == NULL) {
        c->mails = mail_pool_new(c->loop, on_mail_ended);
    }
    mail_pool_add(c->mails, t);
    return true;
}

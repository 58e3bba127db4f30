/* Wires the services in order, and takes them down in the reverse order. */
#include "app.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>

#include "clock/tick.h"
#include "core/arena.h"
#include "core/log.h"
#include "core/loop.h"
#include "core/seal.h"
#include "core/str.h"
#include "core/work.h"
#include "db/db.h"
#include "db/db_listen.h"
#include "feed/feed.h"
#include "http/client.h"
#include "http/server.h"
#include "intake/poll.h"
#include "notice/gateway_report.h"
#include "notice/inbox.h"
#include "notice/notice.h"
#include "notice/status.h"
#include "web/roster_runs.h"

#define DRAIN_MS     10000
#define DRAIN_TICK   100
#define HASH_THREADS 2

struct app {
    struct arena *arena;
    struct loop *loop;
    const struct config *config;
    struct work *work;
    struct db *db;
    struct http_client *client;
    struct feed *feed;
    struct notice *notice;
    const struct gateway_set *gateways;
    struct status *status; /* NULL: no gateway is asked */
    struct poll *poll[POLL_KINDS];
    struct inbox *inbox; /* NULL: no mailbox is set */
    struct tick *tick;
    struct db_listen *listen;
    struct http_server *http;
    struct loop_timer *drain;
    int64_t drain_left_ms;
    struct seal_key seal;
    struct web web;
};

static const char *const channels[] = {"notice", "feed", "source", NULL};

static void poke_polls(struct app *a)
{
    for (size_t i = 0; i < POLL_KINDS; i++)
        poll_poke(a->poll[i]);
}

static void heard(void *ctx, const char *channel, const char *payload)
{
    struct app *a = ctx;
    (void)payload; /* empty: a hint to look */
    if (strcmp(channel, "notice") == 0)
        notice_poke(a->notice);
    else if (strcmp(channel, "source") == 0)
        poke_polls(a);
    else
        feed_changed(a->feed);
}

static void listening(void *ctx)
{
    struct app *a = ctx;
    notice_scan(a->notice);
    poke_polls(a);
    feed_changed(a->feed);
}

static void deaf(void *ctx)
{
    feed_unsure(((struct app *)ctx)->feed);
}

/* Address people see, without a slash at its end. */
static const char *own_url(struct app *a)
{
    const struct config *c = a->config;
    if (!c->public_url[0]) {
        bool is_v6 = strchr(c->http_listen, ':') != NULL;
        return arena_printf(a->arena, is_v6 ? "http://[%s]:%lld" : "http://%s:%lld", c->http_listen,
                            (long long)c->http_port);
    }
    size_t n = strlen(c->public_url);
    while (n > 0 && c->public_url[n - 1] == '/')
        n--;
    return arena_dup(a->arena, (struct sv){c->public_url, n});
}

/* As many as messages on their way: no gateway waits for another's. */
static int connections(const struct app *a)
{
    int64_t n = a->config->notice_in_flight;
    for (size_t i = 0; i < a->gateways->n; i++)
        n += a->gateways->all[i]->in_flight;
    return (int)n;
}

static bool start_services(struct app *a, const char *lib_dir, struct err *e)
{
    const char *url = own_url(a);
    const struct config *c = a->config;
    const struct web_templates *pages;
    const char *key = c->secret_key;
    if (!*key)
        key = arena_printf(a->arena, "%s/secret.key", c->state_dir);
    if (!seal_key_load(key, &a->seal, e) || !web_templates_load(a->arena, &pages, e) ||
        !gateway_set_read(a->arena, c, &a->gateways, e))
        return false;
    a->work = work_start(a->loop, HASH_THREADS);
    a->db = db_start(a->loop, a->config);
    a->client = http_client_new(a->loop, connections(a));
    a->feed = feed_start(a->loop, a->db, url, (size_t)c->feed_memory_mib << 20);
    const struct notice_means outbox = {a->loop, c, a->db, a->client, url, &a->seal, a->gateways};
    a->notice = notice_start(&outbox, e);
    if (!a->notice)
        return false;
    const struct sms_means means = {a->loop, c, a->db, a->client, &a->seal, url};
    a->status = status_start(&means, a->gateways);
    for (size_t i = 0; i < POLL_KINDS; i++) {
        a->poll[i] = poll_start((enum poll_kind)i, a->loop, a->config, a->db,
                                arena_str(a->arena, lib_dir), e);
        if (!a->poll[i])
            return false;
    }
    a->inbox = inbox_start(a->loop, c, a->db, arena_str(a->arena, lib_dir), &a->seal);
    a->tick = tick_start(a->loop, a->db);
    struct db_listen_handler handler = {heard, listening, deaf, a};
    a->listen = db_listen_start(a->loop, a->config, channels, &handler);
    a->web = (struct web){.loop = a->loop,
                          .config = a->config,
                          .db = a->db,
                          .feed = a->feed,
                          .work = a->work,
                          .templates = pages,
                          .lib_dir = arena_str(a->arena, lib_dir),
                          .public_url = url,
                          .seal = &a->seal,
                          .outbox = a->notice,
                          .gateways = a->gateways,
                          .gateway_heard = gateway_heard,
                          .text_parts = notice_parts};
    a->web.runs = roster_runs_new(&a->web);
    struct http_setup setup = {.loop = a->loop,
                               .config = a->config,
                               .routes = web_routes,
                               .n_routes = web_routes_n,
                               .error_page = web_error_page,
                               .app = &a->web};
    a->http = http_server_start(&setup, e);
    return a->http != NULL;
}

struct app *app_start(const struct config *c, const char *lib_dir, struct err *e)
{
    struct arena *arena = arena_new(64u << 20);
    struct app *a = arena_alloc(arena, sizeof *a);
    a->arena = arena;
    a->config = c;
    a->loop = loop_new();
    if (start_services(a, lib_dir, e))
        return a;
    app_stop(a);
    return NULL;
}

static size_t in_hand(const struct app *a)
{
    return notice_busy(a->notice) + inbox_busy(a->inbox) + roster_runs_busy(a->web.runs) +
           db_waiting(a->db);
}

/* Ends the run as soon as nothing is in flight, or when the patience ends. */
static void drain(void *ctx)
{
    struct app *a = ctx;
    a->drain_left_ms -= DRAIN_TICK;
    if (a->drain_left_ms <= 0 || in_hand(a) == 0)
        loop_stop(a->loop);
    else
        loop_timer_set(a->drain, DRAIN_TICK);
}

/* A second signal changes nothing: what is in hand is finished within its bounds. */
static void asked_to_stop(void *ctx)
{
    struct app *a = ctx;
    sigset_t more;
    sigemptyset(&more);
    sigaddset(&more, SIGINT);
    sigaddset(&more, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &more, NULL);
    a->web.is_stopping = true;
    loop_stop(a->loop);
}

/* Finishes what is in hand within DRAIN_MS each: requests, then messages on their way. */
static void finish(struct app *a)
{
    loop_notify("STOPPING=1");
    log_info("app.stopping", LOG_I("waiting", in_hand(a)));
    notice_stop(a->notice);
    status_stop(a->status);
    for (size_t i = 0; i < POLL_KINDS; i++)
        poll_stop(a->poll[i]);
    inbox_stop(a->inbox);
    tick_stop(a->tick);
    roster_runs_stop(a->web.runs);
    http_server_stop(a->http, DRAIN_MS);
    a->drain_left_ms = DRAIN_MS;
    a->drain = loop_timer_new(a->loop, drain, a);
    loop_timer_set(a->drain, 0);
    loop_run(a->loop, NULL, NULL, NULL);
}

void app_run(struct app *a)
{
    log_info("app.ready", LOG_S("url", a->web.public_url),
             LOG_I("port", http_server_port(a->http)));
    loop_notify("READY=1");
    loop_run(a->loop, asked_to_stop, NULL, a);
    finish(a);
}

void app_stop(struct app *a)
{
    loop_timer_free(a->drain);
    if (a->listen)
        db_listen_stop(a->listen);
    if (a->notice)
        notice_free(a->notice);
    status_free(a->status);
    for (size_t i = 0; i < POLL_KINDS; i++) {
        if (a->poll[i])
            poll_free(a->poll[i]);
    }
    inbox_free(a->inbox);
    if (a->client)
        http_client_free(a->client);
    if (a->feed)
        feed_stop(a->feed);
    roster_runs_free(a->web.runs);
    if (a->db)
        db_stop(a->db);
    tick_free(a->tick);
    if (a->work)
        work_stop(a->work);
    loop_free(a->loop);
    arena_free(a->arena);
}

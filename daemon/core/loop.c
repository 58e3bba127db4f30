/* One event_base with its signals, timers, retired objects, lag measure and systemd's watchdog. */
#include "core/loop.h"

#include "core/arena.h"
#include "core/clock.h"
#include "core/err.h"
#include "core/log.h"
#include "core/metrics.h"
#include "core/str.h"

#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define TICK_MS     INT64_C(100)
#define LAG_WARN_MS 50

struct retired {
    struct retired *next;
    void (*fn)(void *);
    void *p;
};

struct loop {
    struct event_base *base;
    struct retired *retired; /* the oldest first */
    struct retired **retired_end;
    bool is_stopping;
    loop_fn *on_stop;
    loop_fn *on_reload;
    void *ctx;
    struct loop_timer *tick;
    int64_t tick_due_us;
    int64_t watchdog_us; /* 0: nobody watches */
    int64_t watchdog_due_us;
};

struct loop_timer {
    struct loop *loop;
    struct event *event;
    loop_fn *fn; /* NULL: freed, waiting to be retired */
    void *ctx;
};

static void on_libevent_fatal(int code)
{
    fatal("libevent: internal error %d", code);
}

static void on_libevent_log(int severity, const char *text)
{
    if (severity != EVENT_LOG_DEBUG) {
        log_warn("loop.libevent", LOG_S("detail", text));
    }
}

/* Changes to what is watched reach epoll once per iteration. Safe while no descriptor of ours is a
 * dup of another (event.h); measured: a sixth less CPU for each request. */
static struct event_base *new_base(void)
{
    struct event_config *c = event_config_new();
    if (!c || event_config_set_flag(c, EVENT_BASE_FLAG_EPOLL_USE_CHANGELIST) != 0)
        fatal("libevent has no configuration");
    struct event_base *base = event_base_new_with_config(c);
    event_config_free(c);
    return base;
}

struct loop *loop_new(void)
{
    event_set_fatal_callback(on_libevent_fatal);
    event_set_log_callback(on_libevent_log);

    struct sigaction ignore = {.sa_handler = SIG_IGN};
    (void)sigaction(SIGPIPE, &ignore, NULL);

    struct loop *l = heap_new(sizeof(*l));
    l->retired_end = &l->retired;
    l->base = new_base();
    if (l->base == NULL) {
        fatal("no event base");
    }
    return l;
}

static void free_retired(struct loop *l)
{
    /* A freed object may retire others: they join the end of the list. */
    while (l->retired != NULL) {
        struct retired *r = l->retired;
        l->retired = r->next;
        if (l->retired == NULL) {
            l->retired_end = &l->retired;
        }
        r->fn(r->p);
        free(r);
    }
}

void loop_free(struct loop *l)
{
    free_retired(l);
    event_base_free(l->base);
    free(l);
}

struct event_base *loop_base(struct loop *l)
{
    return l->base;
}

void loop_retire(struct loop *l, void (*fn)(void *), void *p)
{
    struct retired *r = heap_new(sizeof(*r));
    r->fn = fn;
    r->p = p;
    *l->retired_end = r;
    l->retired_end = &r->next;
}

static void start_watchdog(struct loop *l)
{
    int64_t us, pid;
    const char *for_pid = getenv("WATCHDOG_PID");
    if (!sv_int(sv_of(getenv("WATCHDOG_USEC")), 1, INT64_MAX, &us)) {
        return;
    }
    if (for_pid != NULL && (!sv_int(sv_of(for_pid), 1, INT64_MAX, &pid) || pid != getpid())) {
        return;
    }
    l->watchdog_us = us / 2;
}

/* Runs every TICK_MS; how late it is, the loop was blocked by somebody else. */
static void on_tick(void *ctx)
{
    struct loop *l = ctx;
    int64_t now = clock_mono_us();
    int64_t lag_ms = now > l->tick_due_us ? (now - l->tick_due_us) / 1000 : 0;

    metric_observe(METRIC_LOOP_LAG_MS, lag_ms);
    if (lag_ms > LAG_WARN_MS) {
        log_warn("loop.lag", LOG_I("ms", lag_ms));
    }
    if (l->watchdog_us > 0 && now >= l->watchdog_due_us) {
        loop_notify("WATCHDOG=1");
        l->watchdog_due_us = now + l->watchdog_us;
    }
    l->tick_due_us = now + TICK_MS * 1000;
    loop_timer_set(l->tick, TICK_MS);
}

static void on_stop_signal(evutil_socket_t sig, short what, void *ctx)
{
    (void)sig;
    (void)what;
    struct loop *l = ctx;
    l->on_stop(l->ctx);
}

static void on_reload_signal(evutil_socket_t sig, short what, void *ctx)
{
    (void)sig;
    (void)what;
    struct loop *l = ctx;
    l->on_reload(l->ctx);
}

static struct event *watch_signal(struct loop *l, int sig, event_callback_fn fn)
{
    struct event *ev = evsignal_new(l->base, sig, fn, l);
    if (ev == NULL || event_add(ev, NULL) != 0) {
        fatal("cannot watch signal %d", sig);
    }
    return ev;
}

void loop_run(struct loop *l, loop_fn *on_stop, loop_fn *on_reload, void *ctx)
{
    struct event *signals[3];
    size_t n = 0;
    l->on_stop = on_stop;
    l->on_reload = on_reload;
    l->ctx = ctx;
    if (on_stop != NULL) {
        signals[n++] = watch_signal(l, SIGTERM, on_stop_signal);
        signals[n++] = watch_signal(l, SIGINT, on_stop_signal);
    }
    if (on_reload != NULL) {
        signals[n++] = watch_signal(l, SIGHUP, on_reload_signal);
    }
    start_watchdog(l);
    l->tick = loop_timer_new(l, on_tick, l);
    l->tick_due_us = clock_mono_us();
    loop_timer_set(l->tick, 0);

    while (!l->is_stopping) {
        if (event_base_loop(l->base, EVLOOP_ONCE) != 0) {
            fatal("the event loop failed");
        }
        free_retired(l);
    }

    l->is_stopping = false;
    loop_timer_free(l->tick);
    for (size_t i = 0; i < n; i++) {
        event_free(signals[i]);
    }
}

void loop_stop(struct loop *l)
{
    l->is_stopping = true;
}

static void on_timer(evutil_socket_t fd, short what, void *ctx)
{
    (void)fd;
    (void)what;
    struct loop_timer *t = ctx;
    if (t->fn != NULL) {
        t->fn(t->ctx);
    }
}

struct loop_timer *loop_timer_new(struct loop *l, loop_fn *fn, void *ctx)
{
    struct loop_timer *t = heap_new(sizeof(*t));
    *t = (struct loop_timer){.loop = l, .fn = fn, .ctx = ctx};
    t->event = evtimer_new(l->base, on_timer, t);
    if (t->event == NULL) {
        fatal("no timer");
    }
    return t;
}

void loop_timer_set(struct loop_timer *t, int64_t ms)
{
    int64_t wait_ms = ms > 0 ? ms : 0;
    struct timeval tv = {.tv_sec = wait_ms / 1000, .tv_usec = wait_ms % 1000 * 1000};
    if (evtimer_add(t->event, &tv) != 0) {
        fatal("cannot set a timer");
    }
}

void loop_timer_clear(struct loop_timer *t)
{
    (void)evtimer_del(t->event);
}

static void free_timer(void *p)
{
    struct loop_timer *t = p;
    event_free(t->event);
    free(t);
}

void loop_timer_free(struct loop_timer *t)
{
    if (t == NULL) {
        return;
    }
    /* The event may be active in this very iteration: silence it now, free it afterwards. */
    t->fn = NULL;
    loop_timer_clear(t);
    loop_retire(t->loop, free_timer, t);
}

void loop_notify(const char *state)
{
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    if (path == NULL || path[0] == '\0' || strlen(path) >= sizeof(to.sun_path)) {
        return;
    }
    memcpy(to.sun_path, path, strlen(path));
    if (path[0] == '@') {
        to.sun_path[0] = '\0';
    }
    socklen_t len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));

    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || sendto(fd, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&to, len) < 0) {
        log_warn("loop.notify_failed", LOG_S("detail", strerror(errno)));
    }
    if (fd >= 0) {
        close(fd);
    }
}

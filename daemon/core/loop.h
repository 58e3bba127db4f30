/* The event loop: one event_base, signals as ordinary callbacks, timers, and the rest list for
 * objects a callback may not free itself (libevent may still hold an event of theirs). */
#ifndef CORE_LOOP_H
#define CORE_LOOP_H

#include "core/base.h"

struct event_base;
struct loop;
struct loop_timer;

typedef void loop_fn(void *ctx);

/* Also makes SIGPIPE harmless and libevent's own errors ours. */
struct loop *loop_new(void);
/* Frees what is retired, then the loop. Timers must be gone by then. */
void loop_free(struct loop *l);
struct event_base *loop_base(struct loop *l);
/* Runs until loop_stop. SIGTERM and SIGINT call on_stop, SIGHUP calls on_reload (either may be
 * NULL: the signal keeps its usual effect). Measures its own lag every 100 ms and pings the systemd
 * watchdog if there is one. */
void loop_run(struct loop *l, loop_fn *on_stop, loop_fn *on_reload, void *ctx);
/* Ends loop_run after the present iteration; before loop_run, that run ends at once. */
void loop_stop(struct loop *l);
/* Frees p with fn after the present iteration. */
void loop_retire(struct loop *l, void (*fn)(void *), void *p);

/* A timer owned by the caller; fires once per loop_timer_set. */
struct loop_timer *loop_timer_new(struct loop *l, loop_fn *fn, void *ctx);
void loop_timer_set(struct loop_timer *t, int64_t ms);
void loop_timer_clear(struct loop_timer *t);
void loop_timer_free(struct loop_timer *t); /* NULL allowed; safe inside its own callback */

/* Tells systemd, when $NOTIFY_SOCKET is set: "READY=1", "STOPPING=1", "STATUS=..." (sd_notify(3)).
 */
void loop_notify(const char *state);

#endif

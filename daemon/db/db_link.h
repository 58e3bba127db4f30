/* One libpq connection that keeps coming back: connecting without blocking, the socket's events,
 * the back-off. Who uses it sends and reads on db_link_pg() while the link is ready and never
 * closes it. Callbacks run from the loop only, never inside one of these functions. */
#ifndef DB_DB_LINK_H
#define DB_DB_LINK_H

#include <libpq-fe.h>

#include "core/loop.h"

enum db_link_state {
    DB_LINK_CONNECTING,
    DB_LINK_READY,
    DB_LINK_BROKEN, /* about to be given up, in the next round of the loop */
    DB_LINK_BACKOFF
};

struct db_link_handler {
    void (*on_ready)(void *ctx); /* connected and non-blocking */
    void (*on_input)(void *ctx); /* read results while !PQisBusy */
    void (*on_lost)(void *ctx);  /* a ready link died; the PGconn is gone */
    void *ctx;
};

struct db_link;

/* conninfo and name (for the log) are borrowed. connect_ms bounds one attempt (pitfalls P7). */
struct db_link *db_link_start(struct loop *l, const char *conninfo, const char *name,
                              int64_t connect_ms, const struct db_link_handler *handler);
/* Closes; on_lost does not run. Not inside one of its own callbacks. */
void db_link_stop(struct db_link *k);

enum db_link_state db_link_state(const struct db_link *k);
/* The connection; NULL during back-off. */
PGconn *db_link_pg(struct db_link *k);
/* After sending: writes what the socket takes, the rest when it can. */
void db_link_flush(struct db_link *k);
/* The connection is of no more use: what already arrived is still read (on_input), then on_lost. */
void db_link_break(struct db_link *k);

#endif

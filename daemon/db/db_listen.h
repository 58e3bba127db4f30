/* NOTIFY as a hint: one connection that LISTENs. on_event runs for each notification, and
 * on_start after each (re)connection once LISTEN is committed: then the subscriber scans, because
 * whatever was notified while nobody listened is lost (pitfalls P10). on_lost runs when the
 * connection dies; until on_start, memory may be stale. */
#ifndef DB_DB_LISTEN_H
#define DB_DB_LISTEN_H

#include "core/config.h"
#include "core/loop.h"

struct db_listen;

struct db_listen_handler {
    void (*on_event)(void *ctx, const char *channel, const char *payload);
    void (*on_start)(void *ctx);
    void (*on_lost)(void *ctx);
    void *ctx;
};

/* channels: NULL-terminated, static. */
struct db_listen *db_listen_start(struct loop *l, const struct config *c,
                                  const char *const *channels,
                                  const struct db_listen_handler *handler);
void db_listen_stop(struct db_listen *d);

#endif

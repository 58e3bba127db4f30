/* Calendars out. A feed is rendered once per change and kept in memory, plain and gzip; NOTIFY and
 * a scan every 15 seconds tell which are old. When the database is away the last good copy is
 * served and marked stale: an empty calendar would erase people's calendars. */
#ifndef FEED_FEED_H
#define FEED_FEED_H

#include "core/err.h"
#include "core/loop.h"
#include "db/db.h"
#include "feed/copy.h"

struct feed;

struct feed_reply {
    struct err err;         /* NOT_FOUND, GONE (revoked); any other only where there is no copy */
    struct feed_copy *copy; /* borrowed until the callback returns, unless held; NULL on err */
    int64_t modified_s;     /* when the bytes can have changed last */
    bool is_stale;
};

typedef void feed_done(void *ctx, const struct feed_reply *r);

/* public_url: for the links in events; borrowed. max_bytes: for calendars in memory. */
struct feed *feed_start(struct loop *l, struct db *db, const char *public_url, size_t max_bytes);
/* Answers who waits with DB_LOST. Before db_stop, whose late answers are heard and dropped; the
 * memory goes with the loop's present iteration. */
void feed_stop(struct feed *f);
/* token_hash: SHA-256 hex of the token in the address. client: User-Agent or NULL. The callback
 * may run at once (from memory). */
void feed_get(struct feed *f, const char *token_hash, const char *client, feed_done *done,
              void *ctx);
/* NOTIFY 'feed' arrived, or the listener (re)connected: look what changed. */
void feed_changed(struct feed *f);
/* The listener is lost: until feed_changed, memory may be old, so every request asks the database;
 * without one, the last good copy is served as stale. */
void feed_unsure(struct feed *f);

#endif

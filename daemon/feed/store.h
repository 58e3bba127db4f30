/* The feeds in memory, by token hash. Bounded: the one unused for longest makes room, unless all
 * are being read from the database; those in turn are bounded by the database's queue. */
#ifndef FEED_STORE_H
#define FEED_STORE_H

#include "core/base.h"
#include "core/secret.h"
#include "feed/feed.h"

#define STORE_MAX 8192

struct feed_waiter {
    feed_done *done;
    void *ctx;
    struct feed_waiter *next;
};

struct feed_entry {
    char token_hash[SECRET_HEX_LEN + 1];
    int64_t center_id, provider_id, version;
    char *plain, *gzip; /* owned; NULL until first rendered */
    size_t plain_n, gzip_n;
    char etag[SECRET_HEX_LEN + 3];
    int64_t modified_s;
    int64_t read_us; /* when it was last read from the database, monotonic */
    int64_t used_us;
    bool is_old, is_asking;
    bool is_fetched; /* since the last report to the database */
    char client[64];
    struct feed_waiter *waiters; /* owned */
    struct feed_entry *next;
};

struct feed_store;

struct feed_store *feed_store_new(void);
void feed_store_free(struct feed_store *s);
struct feed_entry *feed_store_find(struct feed_store *s, const char *token_hash);
/* A new entry; token_hash must not be there. */
struct feed_entry *feed_store_add(struct feed_store *s, const char *token_hash);
/* The entry must have no waiters. */
void feed_store_drop(struct feed_store *s, struct feed_entry *e);
void feed_store_each(struct feed_store *s, void (*fn)(struct feed_entry *e, void *ctx), void *ctx);

#endif

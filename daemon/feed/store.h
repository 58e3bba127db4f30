/* What is in memory of feeds: the calendars by what they show, and the addresses by token hash,
 * each leading to its calendar. Addresses with the same level, alarm and language share one.
 * Bounded in bytes: the calendars unused for longest make room. */
#ifndef FEED_STORE_H
#define FEED_STORE_H

#include <sys/queue.h>

#include "core/secret.h"
#include "feed/copy.h"
#include "feed/feed.h"

#define STORE_KEY    96
#define STORE_STAMP  40
#define STORE_CLIENT 192 /* Thunderbird's and Outlook's names stand at the end of long lines */

struct feed_waiter {
    feed_done *done;
    void *ctx;
    struct feed_waiter *next;
};

LIST_HEAD(feed_addresses, feed_address);

struct feed_calendar {
    char key[STORE_KEY];     /* feed_read's copy: feed, level, alarm, language */
    char stamp[STORE_STAMP]; /* feed_read's stamp: version and day */
    int64_t center_id, feed_id, version;
    int64_t modified_s;
    int64_t until_us;       /* when it changes by itself, monotonic */
    bool is_old;            /* a change was heard of */
    struct feed_copy *copy; /* held; never NULL once in use */
    struct feed_addresses addresses;
    struct feed_calendar *next_key, *next_feed;
    TAILQ_ENTRY(feed_calendar) used;
};

struct feed_address {
    char token_hash[SECRET_HEX_LEN + 1];
    struct feed_calendar *calendar; /* NULL until first answered */
    int64_t version;                /* of the calendar when the address was last looked up */
    int64_t closes_us;              /* monotonic, 0: not known to close */
    int64_t used_us;
    bool is_asking;
    bool is_fetched;             /* since the last report to the database */
    char client[STORE_CLIENT];   /* User-Agent */
    struct feed_waiter *waiters; /* owned */
    struct feed_address *next;
    LIST_ENTRY(feed_address) of_calendar;
    TAILQ_ENTRY(feed_address) fetched;
};

struct feed_store;

/* max_bytes: of rendered calendars and what belongs to them. */
struct feed_store *feed_store_new(size_t max_bytes);
void feed_store_free(struct feed_store *s);

struct feed_address *feed_store_find(struct feed_store *s, const char *token_hash);
/* A new address; token_hash must not be there. */
struct feed_address *feed_store_add(struct feed_store *s, const char *token_hash);
/* The address must have no waiters and ask nothing. */
void feed_store_drop(struct feed_store *s, struct feed_address *a);
void feed_store_each(struct feed_store *s, void (*fn)(struct feed_address *a, void *ctx),
                     void *ctx);

/* NULL when there is none. */
struct feed_calendar *feed_store_calendar(struct feed_store *s, const char *key);
/* Keeps copy (taken over) as the calendar of that key, new or in place of what it was. Its other
 * members are the caller's to set. */
struct feed_calendar *feed_store_put(struct feed_store *s, const char *key, int64_t center_id,
                                     int64_t feed_id, struct feed_copy *copy);
/* The address shows that calendar from now on. */
void feed_store_link(struct feed_address *a, struct feed_calendar *c);
/* The calendar was used now: others make room before it. */
void feed_store_used(struct feed_store *s, struct feed_calendar *c);
/* Makes room until the bound is kept; an address whose calendar goes and that nobody waits for goes
 * with it. */
void feed_store_trim(struct feed_store *s);

/* A feed has that version now: its calendars of another one are old. */
void feed_store_changed(struct feed_store *s, int64_t center_id, int64_t feed_id, int64_t version);
void feed_store_all_old(struct feed_store *s);

/* Somebody fetched this address. */
void feed_store_fetched(struct feed_store *s, struct feed_address *a, const char *client);
/* The address that waits longest to be reported, taken off; NULL when there is none. */
struct feed_address *feed_store_report(struct feed_store *s);
size_t feed_store_bytes(const struct feed_store *s);

#endif

/* Three tables with a bound: addresses by token, calendars by key and by feed. */
#include "feed/store.h"

#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/metrics.h"

#define BUCKETS 16384

struct feed_store {
    size_t max_bytes, bytes, n;
    TAILQ_HEAD(used_list, feed_calendar) used; /* longest unused first */
    TAILQ_HEAD(fetched_list, feed_address) fetched;
    struct feed_address *by_token[BUCKETS];
    struct feed_calendar *by_key[BUCKETS], *by_feed[BUCKETS];
};

struct feed_store *feed_store_new(size_t max_bytes)
{
    struct feed_store *s = heap_new(sizeof *s);
    s->max_bytes = max_bytes;
    TAILQ_INIT(&s->used);
    TAILQ_INIT(&s->fetched);
    return s;
}

static size_t hash_text(const char *text)
{
    uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a; keys are ours or digests */
    for (; *text; text++)
        h = (h ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return h % BUCKETS;
}

static size_t hash_feed(int64_t center_id, int64_t feed_id)
{
    return ((uint64_t)center_id * 31 + (uint64_t)feed_id) % BUCKETS;
}

/* ---- addresses ---- */

struct feed_address *feed_store_find(struct feed_store *s, const char *token_hash)
{
    struct feed_address *a = s->by_token[hash_text(token_hash)];
    while (a && strcmp(a->token_hash, token_hash) != 0)
        a = a->next;
    return a;
}

struct feed_address *feed_store_add(struct feed_store *s, const char *token_hash)
{
    struct feed_address *a = heap_new(sizeof *a);
    struct feed_address **at = &s->by_token[hash_text(token_hash)];
    (void)snprintf(a->token_hash, sizeof a->token_hash, "%s", token_hash);
    a->next = *at;
    *at = a;
    s->bytes += sizeof *a;
    return a;
}

static void unlink_calendar(struct feed_address *a)
{
    if (a->calendar)
        LIST_REMOVE(a, of_calendar);
    a->calendar = NULL;
}

void feed_store_link(struct feed_address *a, struct feed_calendar *c)
{
    if (a->calendar == c)
        return;
    unlink_calendar(a);
    a->calendar = c;
    LIST_INSERT_HEAD(&c->addresses, a, of_calendar);
}

void feed_store_drop(struct feed_store *s, struct feed_address *a)
{
    struct feed_address **at = &s->by_token[hash_text(a->token_hash)];
    while (*at != a)
        at = &(*at)->next;
    *at = a->next;
    unlink_calendar(a);
    if (a->is_fetched)
        TAILQ_REMOVE(&s->fetched, a, fetched);
    s->bytes -= sizeof *a;
    free(a);
}

void feed_store_each(struct feed_store *s, void (*fn)(struct feed_address *a, void *ctx), void *ctx)
{
    for (size_t i = 0; i < BUCKETS; i++) {
        struct feed_address *next;
        for (struct feed_address *a = s->by_token[i]; a; a = next) {
            next = a->next;
            fn(a, ctx);
        }
    }
}

void feed_store_fetched(struct feed_store *s, struct feed_address *a, const char *client)
{
    size_t n = client ? strlen(client) : 0;
    if (n >= sizeof a->client)
        n = sizeof a->client - 1;
    for (size_t i = 0; i < n; i++)
        a->client[i] = (client[i] >= 0x20 && client[i] < 0x7f) ? client[i] : ' ';
    a->client[n] = '\0';
    if (!a->is_fetched)
        TAILQ_INSERT_TAIL(&s->fetched, a, fetched);
    a->is_fetched = true;
}

struct feed_address *feed_store_report(struct feed_store *s)
{
    struct feed_address *a = TAILQ_FIRST(&s->fetched);
    if (a) {
        TAILQ_REMOVE(&s->fetched, a, fetched);
        a->is_fetched = false;
    }
    return a;
}

/* ---- calendars ---- */

struct feed_calendar *feed_store_calendar(struct feed_store *s, const char *key)
{
    struct feed_calendar *c = s->by_key[hash_text(key)];
    while (c && strcmp(c->key, key) != 0)
        c = c->next_key;
    return c;
}

static size_t size_of(const struct feed_calendar *c)
{
    return sizeof *c + feed_copy_size(c->copy);
}

static struct feed_calendar *new_calendar(struct feed_store *s, const char *key, int64_t center_id,
                                          int64_t feed_id)
{
    struct feed_calendar *c = heap_new(sizeof *c);
    struct feed_calendar **key_at = &s->by_key[hash_text(key)];
    struct feed_calendar **feed_at = &s->by_feed[hash_feed(center_id, feed_id)];
    (void)snprintf(c->key, sizeof c->key, "%s", key);
    c->center_id = center_id;
    c->feed_id = feed_id;
    LIST_INIT(&c->addresses);
    c->next_key = *key_at;
    *key_at = c;
    c->next_feed = *feed_at;
    *feed_at = c;
    TAILQ_INSERT_TAIL(&s->used, c, used);
    s->n++;
    return c;
}

struct feed_calendar *feed_store_put(struct feed_store *s, const char *key, int64_t center_id,
                                     int64_t feed_id, struct feed_copy *copy)
{
    struct feed_calendar *c = feed_store_calendar(s, key);
    if (c)
        s->bytes -= size_of(c);
    else
        c = new_calendar(s, key, center_id, feed_id);
    feed_copy_drop(c->copy);
    c->copy = copy;
    s->bytes += size_of(c);
    feed_store_used(s, c);
    return c;
}

void feed_store_used(struct feed_store *s, struct feed_calendar *c)
{
    TAILQ_REMOVE(&s->used, c, used);
    TAILQ_INSERT_TAIL(&s->used, c, used);
}

static void drop_calendar(struct feed_store *s, struct feed_calendar *c)
{
    struct feed_calendar **at = &s->by_key[hash_text(c->key)];
    struct feed_address *a;
    TAILQ_REMOVE(&s->used, c, used);
    while (*at != c)
        at = &(*at)->next_key;
    *at = c->next_key;
    at = &s->by_feed[hash_feed(c->center_id, c->feed_id)];
    while (*at != c)
        at = &(*at)->next_feed;
    *at = c->next_feed;
    while ((a = LIST_FIRST(&c->addresses)) != NULL) {
        LIST_REMOVE(a, of_calendar);
        a->calendar = NULL;
        if (!a->waiters && !a->is_asking)
            feed_store_drop(s, a);
    }
    s->bytes -= size_of(c);
    feed_copy_drop(c->copy);
    free(c);
    s->n--;
}

void feed_store_trim(struct feed_store *s)
{
    struct feed_calendar *c = TAILQ_FIRST(&s->used), *next;
    for (; c && s->bytes > s->max_bytes; c = next) {
        next = TAILQ_NEXT(c, used);
        drop_calendar(s, c);
    }
    metric_set(METRIC_FEED_BYTES, (int64_t)s->bytes);
    metric_set(METRIC_FEED_COPIES, (int64_t)s->n);
}

void feed_store_changed(struct feed_store *s, int64_t center_id, int64_t feed_id, int64_t version)
{
    struct feed_calendar *c = s->by_feed[hash_feed(center_id, feed_id)];
    for (; c; c = c->next_feed)
        if (c->center_id == center_id && c->feed_id == feed_id && c->version != version)
            c->is_old = true;
}

void feed_store_all_old(struct feed_store *s)
{
    struct feed_calendar *c;
    TAILQ_FOREACH(c, &s->used, used)
    {
        c->is_old = true;
    }
}

size_t feed_store_bytes(const struct feed_store *s)
{
    return s->bytes;
}

void feed_store_free(struct feed_store *s)
{
    struct feed_calendar *c, *next_c;
    struct feed_address *a, *next_a;
    for (c = TAILQ_FIRST(&s->used); c; c = next_c) {
        next_c = TAILQ_NEXT(c, used);
        feed_copy_drop(c->copy);
        free(c);
    }
    for (size_t i = 0; i < BUCKETS; i++) {
        for (a = s->by_token[i]; a; a = next_a) {
            next_a = a->next;
            free(a);
        }
    }
    free(s);
}

/* A hash table of feeds with a bound. */
#include "feed/store.h"

#include <stdlib.h>
#include <string.h>

#include "core/arena.h"

#define BUCKETS 4096

struct feed_store {
    struct feed_entry *buckets[BUCKETS];
    size_t n;
};

struct feed_store *feed_store_new(void)
{
    return heap_new(sizeof(struct feed_store));
}

static void entry_free(struct feed_entry *e)
{
    free(e->plain);
    free(e->gzip);
    free(e);
}

void feed_store_free(struct feed_store *s)
{
    for (size_t i = 0; i < BUCKETS; i++) {
        while (s->buckets[i]) {
            struct feed_entry *e = s->buckets[i];
            s->buckets[i] = e->next;
            entry_free(e);
        }
    }
    free(s);
}

/* The key is a digest already: any of its digits spread well. */
static struct feed_entry **bucket(struct feed_store *s, const char *token_hash)
{
    size_t h = 0;
    for (size_t i = 0; i < 8 && token_hash[i]; i++)
        h = h * 31 + (unsigned char)token_hash[i];
    return &s->buckets[h % BUCKETS];
}

struct feed_entry *feed_store_find(struct feed_store *s, const char *token_hash)
{
    struct feed_entry *e = *bucket(s, token_hash);
    while (e && strcmp(e->token_hash, token_hash) != 0)
        e = e->next;
    return e;
}

void feed_store_drop(struct feed_store *s, struct feed_entry *e)
{
    struct feed_entry **at = bucket(s, e->token_hash);
    while (*at != e)
        at = &(*at)->next;
    *at = e->next;
    s->n--;
    entry_free(e);
}

static void keep_oldest(struct feed_entry *e, void *ctx)
{
    struct feed_entry **oldest = ctx;
    if (!e->waiters && !e->is_asking && (!*oldest || e->used_us < (*oldest)->used_us))
        *oldest = e;
}

struct feed_entry *feed_store_add(struct feed_store *s, const char *token_hash)
{
    if (s->n >= STORE_MAX) {
        struct feed_entry *oldest = NULL;
        feed_store_each(s, keep_oldest, &oldest);
        if (oldest)
            feed_store_drop(s, oldest);
    }
    struct feed_entry *e = heap_new(sizeof *e);
    struct feed_entry **at = bucket(s, token_hash);
    memcpy(e->token_hash, token_hash, SECRET_HEX_LEN);
    e->next = *at;
    *at = e;
    s->n++;
    return e;
}

void feed_store_each(struct feed_store *s, void (*fn)(struct feed_entry *e, void *ctx), void *ctx)
{
    for (size_t i = 0; i < BUCKETS; i++) {
        struct feed_entry *next;
        for (struct feed_entry *e = s->buckets[i]; e; e = next) {
            next = e->next;
            fn(e, ctx);
        }
    }
}

/* Token buckets in a set-associative table: memory is bounded, and a flood of addresses only ever
 * pushes out the addresses that were quiet for longest. */
#include "http/limit.h"

#include "core/arena.h"
#include "core/secret.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#define SETS 1024
#define WAYS 8

/* The rates. General is far above what one office's browsers do and protects against a runaway
 * client; strict is ten tries, then ten a minute; a key has 300 requests, then five a second. */
static const struct {
    int64_t burst;
    int64_t us_per_token;
} rates[LIMIT_KINDS] = {
    [LIMIT_GENERAL] = {4000, 500},
    [LIMIT_STRICT] = {10, 6000000},
    [LIMIT_KEY] = {300, 200000},
};

struct client {
    unsigned char key[16];
    int64_t seen_us; /* 0: free */
    /* When the bucket would be full again; a token moves it on by us_per_token. */
    int64_t full_us[LIMIT_KINDS];
};

struct limit {
    uint64_t salt; /* so that nobody can aim at one set */
    struct client clients[SETS][WAYS];
};

struct limit *limit_new(void)
{
    struct limit *l = heap_new(sizeof(*l));
    secret_random(&l->salt, sizeof(l->salt));
    return l;
}

void limit_free(struct limit *l)
{
    free(l);
}

static void make_key(const char *address, unsigned char key[16])
{
    struct in_addr v4;
    struct in6_addr v6;

    memset(key, 0, 16);
    if (strlen(address) == SECRET_HEX_LEN) {
        memcpy(key, address, 16); /* 64 of its bits tell a Centre's few keys apart */
        return;
    }
    if (inet_pton(AF_INET, address, &v4) == 1) {
        memcpy(key + 12, &v4, sizeof(v4));
    } else if (inet_pton(AF_INET6, address, &v6) == 1) {
        memcpy(key, &v6, 8);
    }
}

static size_t set_of(const struct limit *l, const unsigned char key[16])
{
    uint64_t h = l->salt;
    for (size_t i = 0; i < 16; i++) {
        h = (h ^ key[i]) * 0x100000001b3u;
    }
    return (size_t)(h >> 32) % SETS;
}

/* The client's record; when it is new, in place of the one quiet for longest. */
static struct client *find(struct limit *l, const char *address, int64_t now_us)
{
    unsigned char key[16];
    make_key(address, key);
    struct client *set = l->clients[set_of(l, key)];
    struct client *oldest = &set[0];

    for (size_t i = 0; i < WAYS; i++) {
        if (set[i].seen_us != 0 && memcmp(set[i].key, key, sizeof(key)) == 0) {
            return &set[i];
        }
        if (set[i].seen_us < oldest->seen_us) {
            oldest = &set[i];
        }
    }
    *oldest = (struct client){.seen_us = now_us};
    memcpy(oldest->key, key, sizeof(key));
    return oldest;
}

bool limit_take(struct limit *l, const char *address, enum limit_kind kind, int64_t now_us,
                int64_t *retry_s)
{
    struct client *c = find(l, address, now_us);
    int64_t full_us = c->full_us[kind] > now_us ? c->full_us[kind] : now_us;
    int64_t next_us = full_us + rates[kind].us_per_token;
    int64_t over_us = next_us - now_us - rates[kind].burst * rates[kind].us_per_token;

    c->seen_us = now_us;
    if (over_us > 0) {
        *retry_s = (over_us + 999999) / 1000000;
        return false;
    }
    c->full_us[kind] = next_us;
    return true;
}

void limit_refund(struct limit *l, const char *address, enum limit_kind kind)
{
    struct client *c = find(l, address, 1);
    c->full_us[kind] -= rates[kind].us_per_token;
}

/* Rate limits per client address: two token buckets each, in a table of fixed size. An IPv6
 * address counts by its /64, which is what one household or office has. */
#ifndef HTTP_LIMIT_H
#define HTTP_LIMIT_H

#include "core/base.h"

enum limit_kind {
    LIMIT_GENERAL, /* every request */
    LIMIT_STRICT,  /* log-in and token routes: guessing must be slow */
    LIMIT_KEY,     /* a program's key, by its hash instead of an address */
    LIMIT_KINDS
};

struct limit;

struct limit *limit_new(void);
void limit_free(struct limit *l);
/* Takes one token. address may be a key's SHA-256 in hex, for LIMIT_KEY. False when there is none:
 * *retry_s is the whole seconds until there is. */
MUST_CHECK bool limit_take(struct limit *l, const char *address, enum limit_kind kind,
                           int64_t now_us, int64_t *retry_s);
/* Gives one token back: the request was no guess. */
void limit_refund(struct limit *l, const char *address, enum limit_kind kind);

#endif

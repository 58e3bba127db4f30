/* Growing bytes with a mandatory maximum (the idea of curl's dynbuf).
 * Adding past the maximum empties the buffer and marks it failed; later additions do nothing, so
 * a writer may add freely and ask buf_ok() once at the end. The content is always NUL-terminated.
 */
#ifndef CORE_BUF_H
#define CORE_BUF_H

#include "core/base.h"

struct buf {
    char *p;     /* owned; NULL while empty */
    size_t n;    /* bytes used, without the final NUL */
    size_t cap;  /* bytes allocated */
    size_t max;  /* the most bytes it may hold */
    bool failed; /* the maximum was passed */
};

void buf_init(struct buf *b, size_t max);
void buf_free(struct buf *b);
/* Forgets the content, keeps the memory, clears failed. */
void buf_reset(struct buf *b);

void buf_add(struct buf *b, const void *p, size_t n);
void buf_sv(struct buf *b, struct sv s);
void buf_str(struct buf *b, const char *s);
void buf_char(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_FMT(2, 3);

static inline bool buf_ok(const struct buf *b)
{
    return !b->failed;
}

/* Borrowed view of the content; p is never NULL. */
struct sv buf_view(const struct buf *b);

#endif

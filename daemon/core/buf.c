/* A growing byte buffer that fails, once and for all, at its maximum. */
#include "core/buf.h"

#include "core/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAP 64

void buf_init(struct buf *b, size_t max)
{
    *b = (struct buf){.max = max};
}

void buf_free(struct buf *b)
{
    free(b->p);
    *b = (struct buf){.max = b->max};
}

void buf_reset(struct buf *b)
{
    b->n = 0;
    b->failed = false;
    if (b->p != NULL) {
        b->p[0] = '\0';
    }
}

/* Makes room for n more bytes and the NUL; false when the buffer has failed. */
static bool reserve(struct buf *b, size_t n)
{
    if (b->failed) {
        return false;
    }
    if (n > b->max - b->n) {
        buf_free(b);
        b->failed = true;
        return false;
    }
    size_t need = b->n + n + 1;
    if (need <= b->cap) {
        return true;
    }
    size_t cap = b->cap > 0 ? b->cap * 2 : FIRST_CAP;
    if (cap - 1 > b->max) {
        cap = b->max + 1;
    }
    if (cap < need) {
        cap = need;
    }
    char *p = realloc(b->p, cap);
    if (p == NULL) {
        fatal("out of memory: buffer of %zu bytes", cap);
    }
    b->p = p;
    b->cap = cap;
    return true;
}

void buf_add(struct buf *b, const void *p, size_t n)
{
    if (n == 0 || !reserve(b, n)) {
        return;
    }
    memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = '\0';
}

void buf_sv(struct buf *b, struct sv s)
{
    buf_add(b, s.p, s.n);
}

void buf_str(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_char(struct buf *b, char c)
{
    buf_add(b, &c, 1);
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n < 0) {
        fatal("buf_printf: bad format %s", fmt);
    }
    if (!reserve(b, (size_t)n)) {
        return;
    }
    va_start(args, fmt);
    (void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, args);
    va_end(args);
    b->n += (size_t)n;
}

struct sv buf_view(const struct buf *b)
{
    return b->p != NULL ? (struct sv){b->p, b->n} : SV("");
}

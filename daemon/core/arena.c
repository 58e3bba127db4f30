/* An arena: blocks of zeroed memory and a list of clean-ups, freed in one go. */
#include "core/arena.h"

#include "core/err.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES 4096
#define FIRST_BYTES 768 /* enough for most requests, and of a size that malloc keeps at hand */

struct block {
    struct block *next;
    size_t cap;
    size_t n;
    alignas(max_align_t) unsigned char bytes[];
};

struct cleanup {
    struct cleanup *next;
    void (*fn)(void *);
    void *p;
};

struct arena {
    struct block *blocks;     /* the newest first; only it has room */
    struct cleanup *cleanups; /* the newest first */
    size_t limit;
    size_t used; /* bytes handed out */
};

void *heap_new(size_t n)
{
    void *p = calloc(1, n > 0 ? n : 1);
    if (p == NULL) {
        fatal("out of memory: %zu bytes", n);
    }
    return p;
}

struct arena *arena_new(size_t limit)
{
    struct arena *a = heap_new(sizeof(*a));
    a->limit = limit;
    return a;
}

void arena_free(struct arena *a)
{
    if (a == NULL) {
        return;
    }
    while (a->cleanups != NULL) {
        struct cleanup *c = a->cleanups;
        a->cleanups = c->next;
        c->fn(c->p);
    }
    while (a->blocks != NULL) {
        struct block *b = a->blocks;
        a->blocks = b->next;
        free(b);
    }
    free(a);
}

/* Room for n bytes, outside the limit: clean-up records are the arena's own. */
static void *take(struct arena *a, size_t n)
{
    size_t align = alignof(max_align_t);
    size_t size = (n + align - 1) / align * align;

    if (a->blocks == NULL || a->blocks->cap - a->blocks->n < size) {
        size_t usual = a->blocks == NULL ? FIRST_BYTES : BLOCK_BYTES;
        size_t cap = size > usual ? size : usual;
        struct block *b = heap_new(sizeof(*b) + cap);
        b->cap = cap;
        b->next = a->blocks;
        a->blocks = b;
    }
    void *p = a->blocks->bytes + a->blocks->n;
    a->blocks->n += size;
    return p;
}

void *arena_alloc(struct arena *a, size_t n)
{
    if (n > PTRDIFF_MAX / 2 || n > a->limit - a->used) {
        fatal("arena limit: %zu of %zu bytes used, %zu more asked", a->used, a->limit, n);
    }
    a->used += n;
    return take(a, n > 0 ? n : 1);
}

char *arena_dup(struct arena *a, struct sv s)
{
    char *copy = arena_alloc(a, s.n + 1);
    if (s.n > 0) {
        memcpy(copy, s.p, s.n);
    }
    return copy;
}

char *arena_str(struct arena *a, const char *s)
{
    return arena_dup(a, (struct sv){s, strlen(s)});
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n < 0) {
        fatal("arena_printf: bad format %s", fmt);
    }

    char *text = arena_alloc(a, (size_t)n + 1);
    va_start(args, fmt);
    (void)vsnprintf(text, (size_t)n + 1, fmt, args);
    va_end(args);
    return text;
}

void arena_on_free(struct arena *a, void (*fn)(void *), void *p)
{
    struct cleanup *c = take(a, sizeof(*c));
    *c = (struct cleanup){a->cleanups, fn, p};
    a->cleanups = c;
}

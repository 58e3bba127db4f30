/* Memory that dies together: one arena per request, flow or child.
 * The arena owns everything allocated from it and runs the registered clean-ups, newest first, in
 * arena_free. Passing the limit or running out of memory is a bug in the caller's bounds: the
 * daemon stops through fatal() and restarts, it never continues half-served. */
#ifndef CORE_ARENA_H
#define CORE_ARENA_H

#include "core/base.h"

struct arena;

/* Zeroed memory that no arena owns; never NULL. The owner calls free(). */
void *heap_new(size_t n);

/* limit: the most bytes this arena may ever hand out. Caller owns the arena. */
struct arena *arena_new(size_t limit);
/* Runs the clean-ups (newest first), then frees everything. NULL is allowed. */
void arena_free(struct arena *a);

/* Zeroed memory, aligned for any type; never NULL. */
void *arena_alloc(struct arena *a, size_t n);
/* A NUL-terminated copy of s; never NULL. */
char *arena_dup(struct arena *a, struct sv s);
char *arena_str(struct arena *a, const char *s);
char *arena_printf(struct arena *a, const char *fmt, ...) PRINTF_FMT(2, 3);

/* Calls fn(p) when the arena dies: register foreign objects right after creating them. */
void arena_on_free(struct arena *a, void (*fn)(void *), void *p);

#endif

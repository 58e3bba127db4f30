/* The roster engine: a problem in, a roster out. Pure: no clock, no files, no globals; the same
 * problem, seed and budget give the same roster, byte for byte, on every compiler and machine.
 * Problem and roster live in the arena they were made in. Times are int32 minutes from the local
 * midnight at which the horizon starts; costs are int64 units (docs/roster-rules.md). */
#ifndef ROSTER_ROSTER_H
#define ROSTER_ROSTER_H

#include <signal.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"

#define ROSTER_INPUT_MAX  ((size_t)64 << 20)  /* bytes of problem JSON */
#define ROSTER_OUTPUT_MAX ((size_t)512 << 20) /* bytes of solution JSON */
#define ROSTER_MEMORY_MAX ((size_t)1 << 30)   /* the limit to give the arena */
#define ROSTER_BUDGET_MAX INT64_C(1000000000000)

struct model;
struct roster;

struct roster_options {
    uint64_t seed;  /* settles every tie; recorded with the roster */
    int64_t budget; /* moves to try, 0 .. ROSTER_BUDGET_MAX; 0: construction only */
    const volatile sig_atomic_t *stop; /* set to end early with the best so far; may be NULL */
};

struct roster_summary {
    int64_t penalty;   /* sum of the weighted costs */
    int64_t bound;     /* proved: no roster of this problem costs less */
    int64_t moves;     /* moves tried, at most the budget */
    int32_t uncovered; /* places nobody stands */
};

/* Reads a problem. On failure e->field is the path of the value at fault ("shifts[3].start"),
 * e->value what was given there, and e->detail what is wrong. */
MUST_CHECK bool roster_problem_read(struct arena *a, struct sv json, const struct model **out,
                                    struct err *e);

/* The budget that about this many seconds buy on the machine the constant was measured on.
 * A fixed formula of the problem's size: no clock, so that a draft can be drawn again. */
int64_t roster_budget(const struct model *m, int64_t seconds);

/* Draws up a roster; never fails: what cannot be covered stays uncovered, with reasons. */
const struct roster *roster_solve(struct arena *a, const struct model *m,
                                  const struct roster_options *o);
struct roster_summary roster_summary_of(const struct roster *r);
/* Writes the solution as JSON with every assignment's reason. Ask buf_ok() afterwards. */
void roster_write(const struct roster *r, struct buf *out);

#endif

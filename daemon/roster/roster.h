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

#define ROSTER_ENGINE "3" /* changes when the same problem, seed and budget give another roster */

struct model;
struct roster;

struct roster_summary {
    int64_t penalty;   /* sum of the weighted costs; optimal when it equals the bound */
    int64_t bound;     /* proved: no roster of this problem costs less */
    int64_t budget;    /* moves planned */
    int64_t moves;     /* moves done; the last step may pass the budget */
    int32_t uncovered; /* places nobody stands */
};

enum roster_mode {
    ROSTER_DRAFT, /* the whole period; what is published counts by its stability cost */
    ROSTER_FILL   /* what is published and still allowed stays exactly; only gaps are filled */
};

struct roster_options {
    uint64_t seed;  /* settles every tie; recorded with the roster */
    int64_t budget; /* moves planned, 0 .. ROSTER_BUDGET_MAX; 0: construction only */
    int64_t until;  /* end after that many moves as if stopped there; 0: only at the budget */
    enum roster_mode mode;
    const volatile sig_atomic_t *stop; /* set to end early with the best so far; may be NULL */
    int threads;                       /* 1 (also 0) or 2; the roster is the same */
    /* Called when the best roster or the bound has improved, at most every few thousand moves;
     * must not influence the roster. NULL: nobody asks. */
    void (*report)(void *to, const struct roster_summary *now);
    void *report_to;
};

/* Whether to end now. Ask only at fixed numbers of moves, so that until can end at the same one. */
static inline bool roster_must_stop(const struct roster_options *o, int64_t moves)
{
    return (o->stop != NULL && *o->stop != 0) || (o->until > 0 && moves >= o->until);
}

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

/* Questions about what is published, answered as JSON (docs/roster-rules.md, "Modes"). */
/* Who should take over from those who dropped out: up to three ways, least disruptive first. */
void roster_repair(struct arena *a, const struct model *m, struct buf *out);
/* Who could take over one shift, the best first, and what keeps each of the others from it; and
 * why those on it stand it. False, with nothing written, when no shift has this id. */
MUST_CHECK bool roster_rank(struct arena *a, const struct model *m, int64_t shift, struct buf *out);
MUST_CHECK bool roster_explain(struct arena *a, const struct model *m, int64_t shift,
                               struct buf *out);

#endif

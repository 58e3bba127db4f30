/* The people of a grid at work: plans one person's days anew against the cover of the others, and
 * keeps the limits by type, which the planner does not see. */
#ifndef ROSTER_CREW_H
#define ROSTER_CREW_H

#include "roster/grid.h"
#include "roster/random.h"

struct crew {
    const struct grid *g;
    struct planner *planner;
    struct random random;
    int32_t *cost;                       /* cells: the costs of the plan being made */
    int32_t slack_units, slack_weekends; /* as in a plan's task */
    bool even;
};

enum { CELLS_PER_MOVE = 1024 }; /* the unit of the budget: cells of planes passed over */

static inline int64_t crew_moves(const struct crew *c)
{
    return planner_work(c->planner) / CELLS_PER_MOVE;
}

struct crew *crew_new(struct arena *a, const struct grid *g, uint64_t seed);

/* Fills c->cost for days from .. to-1: what each cell costs a person while the others make the
 * cover counted in count. */
void crew_marginal(struct crew *c, int32_t person, const int32_t *count, int32_t from, int32_t to);
/* Plans days from .. to-1 of row by c->cost. False, and the row untouched, when no legal row is
 * found. */
bool crew_plan(struct crew *c, int32_t person, uint8_t *row, int32_t from, int32_t to);

#endif

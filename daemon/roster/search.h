/* The search for a cheap roster: each part of the problem by itself, a greedy start by scarcity,
 * then annealing by count of moves. Result = f(problem, seed, budget), whatever the threads. */
#ifndef ROSTER_SEARCH_H
#define ROSTER_SEARCH_H

#include "roster/draft.h"

struct search_end {
    int64_t moves; /* done */
    int64_t cost;  /* of the draft, as the search kept count */
};

/* Moves a second that one core of the machine this was measured on does: fewer where the largest
 * part is large, or has contracts. A formula, not a measurement. */
int64_t search_speed(const struct model *m);
/* Fills an empty draft; stops early at a cost of bound. */
struct search_end search_run(struct draft *d, const struct roster_options *o, int64_t bound);

#endif

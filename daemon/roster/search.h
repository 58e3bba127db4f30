/* The search for a cheap roster: a greedy start by scarcity, then annealing by count of moves.
 * Keeps every hard rule at every step, except where pins break one. */
#ifndef ROSTER_SEARCH_H
#define ROSTER_SEARCH_H

#include "roster/draft.h"

struct search_end {
    int64_t moves; /* tried */
    int64_t cost;  /* of the draft, as the search kept count */
};

/* Fills an empty draft; stops early at a cost of bound. */
struct search_end search_run(struct draft *d, const struct roster_options *o, int64_t bound);

#endif

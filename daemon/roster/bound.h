/* A cost below which no roster of the problem can be. */
#ifndef ROSTER_BOUND_H
#define ROSTER_BOUND_H

#include "roster/cost.h"

/* Simple and valid, not tight: it sees seats that nobody may take at all, the cheapest travel and
 * area of each seat, and fair sharing of points in single steps; it does not see rest, maxima,
 * wishes, or that one person cannot be the best choice everywhere. */
int64_t bound_of(struct arena *a, const struct model *m);

#endif

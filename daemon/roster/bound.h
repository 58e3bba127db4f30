/* A cost below which no roster of the problem can be. Every bound is proved: whole numbers
 * throughout, and every rule that is left out can only make a roster dearer. */
#ifndef ROSTER_BOUND_H
#define ROSTER_BOUND_H

#include "roster/bound_people.h"

/* At once: the least cover by minimum-cost flow (maxima of day, week and month; no rest), the ways,
 * areas and wishes likewise, and fair sharing of points in single steps, each by itself. */
int64_t bound_of(struct arena *a, const struct model *m);

/* Takes longer and proves more: learns from a roster, the better the roster the better, what each
 * place is worth, and lets everybody plan alone (bound_people.h). It ends earlier when the roster
 * is proved to be optimal. May be less than bound_of: keep the larger. */
int64_t bound_improve(const struct draft *best, struct bound_work *work);

#endif

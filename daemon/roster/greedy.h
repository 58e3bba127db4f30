/* The first roster: pins, then what is published, then the scarcest seats first. */
#ifndef ROSTER_GREEDY_H
#define ROSTER_GREEDY_H

#include "roster/draft.h"
#include "roster/random.h"

/* Fills an empty draft; what has no free candidate stays empty. Ends early when *stop is set. */
void greedy_fill(struct draft *d, struct random *random, const volatile sig_atomic_t *stop);

#endif

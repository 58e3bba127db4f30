/* The first roster: pins, then what is published, then the scarcest seats first. */
#ifndef ROSTER_GREEDY_H
#define ROSTER_GREEDY_H

#include "roster/board.h"
#include "roster/random.h"

/* Fills a board that has only its pins; what has no free candidate stays empty. */
void greedy_fill(struct arena *a, struct board *b, struct random *random);

#endif

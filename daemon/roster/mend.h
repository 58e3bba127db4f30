/* Mends rows: takes some days of a few people out and plans them anew one by one, each exactly,
 * again and again, accepting now and then what is worse (annealing). */
#ifndef ROSTER_MEND_H
#define ROSTER_MEND_H

#include "roster/crew.h"

enum { MEND_MAX = 8 }; /* people planned in one try, at most */

struct mend {
    const struct grid *g;
    struct crew *crew;
    struct rows now, best;
    uint8_t *undo;        /* rows of the people being planned */
    const int32_t *price; /* cell -> fine price of cover, or NULL */
    int64_t heat;         /* fine units: a rise of this is accepted once in about e times */
    int32_t lean;   /* 0 .. 256: how much plans lean on prices; the last of a try half the time */
    int32_t window; /* days planned at once, whole weeks; 0: all */
    int32_t stray;  /* duties, and weekends, that a row may stray from its course; NO_LIMIT: any */
};

struct mend *mend_new(struct arena *a, const struct grid *g, struct crew *c);
/* Everybody's first row, in random order. False when somebody has no legal row. */
bool mend_start(struct mend *x);
/* Plans up to k people anew: at random, or, one time in eight, around somewhere people are missing.
 */
void mend_try(struct mend *x, int32_t k);

#endif

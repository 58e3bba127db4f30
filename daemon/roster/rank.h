/* Rank: who could take over one shift of the published roster. */
#ifndef ROSTER_RANK_H
#define ROSTER_RANK_H

#include "roster/cost.h"
#include "roster/rule.h"

enum { RANK_MAX = 5 };

struct substitute {
    int32_t provider;
    struct cost cost; /* what taking over adds, passing on included */
    int64_t sum;
    int32_t give_up, to; /* the seat they pass on first, and to whom; NONE: nothing */
    struct rule_hit hit; /* why they must */
};

struct ranking {
    int32_t eligible, n;
    struct substitute x[RANK_MAX]; /* those who simply can, then those who pass one duty on */
};

/* The best substitutes for a shift as the draft is now, its place being empty, without the person
 * they are to replace (or NONE). eligible: how many simply can. */
void rank_shift(struct draft *d, int32_t shift, int32_t instead, struct ranking *out);
/* Minutes between the shift and their duties before and after it; NO_LIMIT: there is none. */
void rank_rest(const struct draft *d, int32_t shift, const struct substitute *x, int32_t *before,
               int32_t *after);

#endif

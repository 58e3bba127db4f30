/* The least that the cover of all places can cost, by minimum-cost flow: a place goes to a person
 * on a day, through the person's maximum of the week and of the month, or stays empty. Left out are
 * rest and everything else between two duties; a week that two months share has its maximum in
 * each. Both only make the flow cheaper than any roster. */
#ifndef ROSTER_BOUND_COVER_H
#define ROSTER_BOUND_COVER_H

#include "roster/bound_shares.h"

struct cover_question {
    const struct everybody *all;
    const int64_t *empty; /* shift -> what an empty place counts as */
    /* What an option counts as: nothing (worth NULL), or its own cost and
     * worth[provider * class_n + class[shift]]. */
    const int64_t *worth;
    const int32_t *class;
    int32_t class_n;
    bool by_week; /* the week's maximum whole, the month's apart in each week */
    /* Each person's points at their cost, when all shifts bear one worth of one kind; or NULL. */
    const struct shares *shares;
};

/* What else the flow tells; each may be NULL. */
struct cover_told {
    int64_t *place, *month; /* prices of shifts and of provider * months (not by_week) */
    struct draft *draft;    /* has the pins; who stands what is put in, as long as places last */
};

/* Proved: no choice of people leaves less. False when the costs are too large for a flow. */
bool cover_least(const struct cover_question *q, int64_t *least, const struct cover_told *out);

#endif

/* A lower bound from each person's best duties at a price for every place: Lagrangian duality.
 *
 * Who stands a shift is left free, each place paying its price; how many duties of each worth a
 * person has, as the duties have it and as the fair share would have it, may differ, at a price;
 * and so may the duties of a month and their maximum. At any prices the sum of
 *     the cheapest duties of each person (rest, the day's and the week's maximum kept exactly),
 *     the cheapest points of each person (the fairness cost exactly, rounding and all),
 *     the cheapest choice of each place (stood, empty, one more),
 * is at most the cost of any roster: a roster is one such choice, and the prices cancel out. The
 * rules that are left out (travel and release between two duties, weekly rest, pairs, patterns)
 * can only make a roster dearer. Prices are whole numbers and so is every sum: no rounding. */
#ifndef ROSTER_BOUND_PEOPLE_H
#define ROSTER_BOUND_PEOPLE_H

#include <signal.h>

#include "roster/bound_duties.h"

/* How long to learn, counted in the moves a search makes in that time. */
struct bound_work {
    int64_t budget;                    /* from 1 up; rounded up to whole rounds */
    int64_t until;                     /* end there as if stopped; 0: only at the budget */
    const volatile sig_atomic_t *stop; /* ends with the prices so far; may be NULL */
    int64_t done;                      /* out: at most the budget */
};

/* What the prices are learned for: empty_cost of shift s counts as empty[s] here, from 0 up. */
struct people_goal {
    const int64_t *empty;
    int64_t known; /* the cost, by these empty costs, of a roster that is known: when to stop */
    const struct draft *best; /* prices start from this roster; NULL: from nothing */
    struct bound_work *work;
};

/* Proved: by these empty costs no roster costs less. 0 when the costs are too large for prices. */
int64_t bound_people(struct arena *a, const struct everybody *all, const struct people_goal *g);
/* What every roster costs, whatever the choices: pins with their ways, what is published and
 * requested as if not kept, wishes to work as if not met. base: the pins alone. */
int64_t people_certain(const struct draft *base);

#endif

/* The cheapest points of each person when points have a price. Where a kind knows one or two
 * different worths (a weekend's day and night), duties of each worth are counted apart: exact.
 * Where it knows more, only their sum in common steps is: all sums count as possible. */
#ifndef ROSTER_BOUND_SHARES_H
#define ROSTER_BOUND_SHARES_H

#include "roster/bound_duties.h"

enum {
    CLASSES_MAX = 512, /* more different shifts than this are not told apart */
    STEPS_MAX = 20000  /* a kind in which somebody could get more steps is left out: it costs 0 */
};

/* What is counted: duties of one worth of one kind, or steps of points of one kind. */
struct worth {
    int32_t kind, value; /* points of one unit */
    bool steps;
};

struct shares {
    const struct model *m;
    struct worth worth[2 * MAX_KINDS];
    int32_t worth_n;
    int32_t class_n;         /* shifts that are worth the same in every kind */
    int32_t *class;          /* of each shift */
    int32_t *units;          /* class * worth_n: units a duty of the class counts */
    int32_t *most;           /* provider * worth_n: units the person can reach */
    int32_t step[MAX_KINDS]; /* all points of the kind are multiples of it */
    int64_t **cost;          /* provider * kinds: of 0, 1, 2 ... steps beyond what is certain */
    int32_t *reach;          /* provider * kinds: the last step of that table */
};

/* NULL when the shifts are worth more than CLASSES_MAX different things. */
struct shares *shares_new(struct arena *a, const struct everybody *all);
/* The least cost, in fine units, of a provider's points when each unit counted is paid
 * pay[worth]; units[worth] gets how many that takes. */
int64_t shares_best(const struct shares *s, int32_t provider, const int64_t *pay, int32_t *units);
/* What one unit more costs about: the mean of one up and one down, when the provider has counted so
 * many units of each worth. */
int64_t shares_margin(const struct shares *s, int32_t provider, int32_t worth,
                      const int32_t *units);

#endif

/* A finished roster: its draft, its cost, and how it was made. */
#ifndef ROSTER_RESULT_H
#define ROSTER_RESULT_H

#include "roster/cost.h"

struct roster {
    const struct model *m; /* the problem as given */
    struct draft *draft;   /* its model holds what is published, when gaps are filled */
    uint64_t seed;
    int64_t budget;
    enum roster_mode mode;
    struct cost cost;
    struct roster_summary summary;
};

#endif

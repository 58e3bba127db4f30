/* A finished roster: its draft, its cost, and how it was made. */
#ifndef ROSTER_RESULT_H
#define ROSTER_RESULT_H

#include "roster/cost.h"

struct roster {
    const struct model *m;
    struct draft *draft;
    uint64_t seed;
    int64_t budget;
    struct cost cost;
    struct roster_summary summary;
};

#endif

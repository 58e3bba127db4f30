/* What a roster costs, in parts, and what one change would cost. Nothing here changes a roster.
 * Units and formulas: docs/roster-rules.md. */
#ifndef ROSTER_COST_H
#define ROSTER_COST_H

#include "roster/draft.h"
#include "roster/model.h"

enum cost_part {
    COST_UNCOVERED,
    COST_FAIRNESS,
    COST_WISH,
    COST_TRAVEL,
    COST_AREA,
    COST_STABILITY,
    COST_PATTERN,
    COST_COUNT
};

struct cost {
    int64_t part[COST_COUNT];
};

const char *cost_str(enum cost_part p); /* "fairness" */
int64_t cost_sum(const struct cost *c);

/* The cost of so many people on a shift: places empty, or people beyond those planned. */
int64_t cost_of_cover(const struct model *m, int32_t shift, int32_t stood);
/* The cost of a provider's points of one kind, ledger included. */
int64_t cost_of_points(const struct model *m, int32_t provider, int32_t kind, int64_t points);
/* The cost of one assignment whatever else there is: travel and area. */
int64_t cost_of_travel(const struct model *m, int32_t shift, int32_t provider);
int64_t cost_of_area(const struct model *m, int32_t shift, int32_t provider);
/* What a published assignment kept and a request met take off, a request not met adds. */
int64_t cost_of_request(const struct model *m, int32_t shift, int32_t provider);
int64_t cost_of_kept(const struct model *m, int32_t shift, int32_t provider);
/* What changes when the provider gives up one shift and takes another (either may be NONE).
 * Without the cost of the seats being covered or not. */
struct cost cost_change(const struct draft *d, int32_t provider, int32_t drop, int32_t add);
/* The whole roster, from nothing. */
struct cost cost_total(const struct draft *d);

#endif

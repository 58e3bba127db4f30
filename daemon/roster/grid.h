/* A problem whose people each have one row of days: which type of shift they stand on each day.
 * Rows are legal one by one (plan.h); what binds them together is cover, which costs. All costs
 * here are in fine units: the model's cost times scale. */
#ifndef ROSTER_GRID_H
#define ROSTER_GRID_H

#include "roster/plan.h"

/* Cover of one day and type. */
struct cell {
    int32_t shift; /* NONE: nobody may stand it */
    int32_t need;
    int32_t under, over; /* fine cost of each person missing, of each beyond the need */
};

struct grid {
    const struct model *m;
    int32_t people, days, types, cells; /* cells = days * types: cell = day * types + type */
    int32_t scale;
    int32_t dearest; /* fine: the most that cover makes one duty cost or save */
    struct cell *cell;
    struct shape *shape;   /* of each person */
    int32_t *own;          /* person * cells: fine cost of standing it, PLAN_NONE if never */
    int64_t base;          /* fine cost of everybody standing nothing, cover left out */
    const int32_t **limit; /* of each person: most duties of each type */
};

/* Rows of everybody with the cover they make. */
struct rows {
    uint8_t *row;   /* person * days */
    int32_t *count; /* cell -> people standing it */
    int64_t cost;   /* fine */
};

/* Whether a problem is one of rows: every person has a contract and at most one duty a day, each
 * type has one length and one shift a day, and no rule or cost looks at anything else. */
bool grid_fits(const struct model *m);
struct grid *grid_new(struct arena *a, const struct model *m);
struct rows grid_rows(struct arena *a, const struct grid *g);

static inline uint8_t *rows_of(const struct grid *g, const struct rows *r, int32_t person)
{
    return r->row + (size_t)person * (size_t)g->days;
}

static inline const int32_t *grid_own(const struct grid *g, int32_t person)
{
    return g->own + (size_t)person * (size_t)g->cells;
}

/* Fine cost of a cell that count people stand. */
static inline int64_t cell_cost(const struct cell *c, int32_t count)
{
    return count < c->need ? (int64_t)(c->need - count) * c->under
                           : (int64_t)(count - c->need) * c->over;
}

/* Takes a person's days from .. to-1 out of the cover, or puts them in; keeps the cost. */
void rows_take(const struct grid *g, struct rows *r, int32_t person, int32_t from, int32_t to);
void rows_put(const struct grid *g, struct rows *r, int32_t person, int32_t from, int32_t to);
/* Copies rows, cover and cost. */
void rows_copy(const struct grid *g, struct rows *to, const struct rows *from);
/* The cost from nothing; the check on all bookkeeping. */
int64_t rows_cost(const struct grid *g, const struct rows *r);
/* The first type of which a row holds more than the person may, or NONE. */
int32_t rows_excess(const struct grid *g, const struct rows *r, int32_t person);

#endif

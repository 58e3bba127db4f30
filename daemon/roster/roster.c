/* The engine's front: bound, search, check of the sum, summary. */
#include "roster/roster.h"

#include "roster/bound.h"
#include "roster/result.h"
#include "roster/search.h"

int64_t roster_budget(const struct model *m, int64_t seconds)
{
    int64_t per_second = INT64_C(3000000) * 4000 / (4000 + m->seat_n);

    return seconds < ROSTER_BUDGET_MAX / per_second ? seconds * per_second : ROSTER_BUDGET_MAX;
}

const struct roster *roster_solve(struct arena *a, const struct model *m,
                                  const struct roster_options *o)
{
    struct roster *r = arena_alloc(a, sizeof(*r));

    r->m = m;
    r->seed = o->seed;
    r->budget = o->budget;
    r->draft = draft_new(a, m);
    r->summary.bound = bound_of(a, m);
    struct search_end end = search_run(r->draft, o, r->summary.bound);
    r->cost = cost_total(r->draft);
    r->summary.penalty = cost_sum(&r->cost);
    r->summary.moves = end.moves;
    if (r->summary.penalty != end.cost) { /* a roster must never be sold at a wrong price */
        fatal("roster: the search counted a cost of %lld, it is %lld", (long long)end.cost,
              (long long)r->summary.penalty);
    }
    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        r->summary.uncovered += r->draft->holder[seat] == NONE;
    }
    return r;
}

struct roster_summary roster_summary_of(const struct roster *r)
{
    return r->summary;
}

/* The engine's front: which planner suits the problem, its bound, the sum checked, the summary. */
#include "roster/roster.h"

#include "roster/bound.h"
#include "roster/fill.h"
#include "roster/flow_roster.h"
#include "roster/result.h"
#include "roster/rows.h"
#include "roster/search.h"

enum {
    LARGE = 10000 /* places: from here the bound takes longer than a first roster, and waits */
};

int64_t roster_budget(const struct model *m, int64_t seconds)
{
    if (rows_fit(m)) {
        return rows_budget(m, seconds);
    }
    int64_t per_second = search_speed(m);

    return seconds < ROSTER_BUDGET_MAX / per_second ? seconds * per_second : ROSTER_BUDGET_MAX;
}

/* A roster must never be sold at a wrong price. */
static void check_price(struct roster *r, int64_t counted)
{
    r->cost = cost_total(r->draft);
    r->summary.penalty = cost_sum(&r->cost);
    if (r->summary.penalty != counted) {
        fatal("roster: the search counted a cost of %lld, it is %lld", (long long)counted,
              (long long)r->summary.penalty);
    }
}

static int32_t count_uncovered(const struct draft *d)
{
    int32_t n = 0;

    for (int32_t i = 0; i < d->m->shift_n; i++) {
        const struct shift *s = &d->m->shifts[i];
        n += d->stood[i] < s->needed ? s->needed - d->stood[i] : 0;
    }
    return n;
}

/* What is left of the budget proves how good the roster is. */
static void prove(struct roster *r, const struct roster_options *o, int64_t share)
{
    struct roster_summary *s = &r->summary;

    if (s->penalty == s->bound || share == 0 || roster_must_stop(o, s->moves)) {
        return;
    }
    struct bound_work work = {.budget = share, .stop = o->stop};
    work.until = o->until > 0 ? o->until - s->moves : 0;
    int64_t bound = bound_improve(r->draft, &work);
    s->moves += work.done;
    if (bound > s->bound) {
        s->bound = bound;
        if (o->report != NULL) {
            o->report(o->report_to, s);
        }
    }
}

/* Nobody has a contract, and every shift bears the same points, of one kind at most: perhaps a mere
 * assignment. */
static bool is_plain(const struct model *m)
{
    int32_t kinds = 0;
    bool same = true;

    for (int32_t k = 0; k < m->kind_n && m->shift_n > 0; k++) {
        kinds += m->shifts[0].points[k] != 0;
        for (int32_t i = 1; i < m->shift_n && same; i++) {
            same = m->shifts[i].points[k] == m->shifts[0].points[k];
        }
    }
    for (int32_t p = 0; p < m->provider_n; p++) {
        same = same && m->providers[p].contract == NULL;
    }
    return same && kinds <= 1;
}

/* A mere assignment: the flow knows the least cost and a roster that has it. The search goes first,
 * because it lets the seed settle ties; should it not get there, the flow's roster stands. */
static bool solve_assignment(struct arena *a, struct roster *r, const struct roster_options *o)
{
    struct draft *flow = draft_new(a, r->draft->m);
    struct roster_options search = *o;
    int64_t least = 0;

    if (!is_plain(r->m) || !flow_roster(flow, &least)) {
        return false;
    }
    search.budget = o->budget / 3;
    struct search_end end = search_run(r->draft, &search, least);
    r->draft = end.cost > least ? flow : r->draft;
    r->summary.bound = least;
    r->summary.moves = end.moves;
    check_price(r, least);
    return true;
}

/* Places one by one; then what is left of the budget for the proof. */
static void solve_seats(struct arena *a, struct roster *r, const struct roster_options *o)
{
    struct roster_options search = *o;
    bool large = r->m->seat_n > LARGE;
    int64_t share = o->budget / 3 * (large ? 1 : 2); /* for the proof */

    r->summary.bound = large ? 0 : bound_of(a, r->draft->m);
    search.budget = o->budget - share;
    struct search_end end = search_run(r->draft, &search, r->summary.bound);
    r->summary.moves = end.moves;
    check_price(r, end.cost);
    if (large) {
        r->summary.bound = bound_of(a, r->draft->m);
    }
    prove(r, o, share);
}

/* Whole rows of days; the bound comes with them. False when the problem is not one of rows. */
static bool solve_rows(struct roster *r, const struct roster_options *o)
{
    struct rows_end end;

    if (!rows_fit(r->draft->m) || !rows_run(r->draft, o, &end)) {
        return false;
    }
    r->summary.bound = end.bound;
    r->summary.moves = end.moves;
    check_price(r, end.cost);
    return true;
}

const struct roster *roster_solve(struct arena *a, const struct model *m,
                                  const struct roster_options *o)
{
    struct roster *r = arena_alloc(a, sizeof(*r));

    *r = (struct roster){.m = m,
                         .seed = o->seed,
                         .budget = o->budget,
                         .mode = o->mode,
                         .summary = {.budget = o->budget}};
    r->draft = draft_new(a, o->mode == ROSTER_FILL ? fill_hold(a, m) : m);
    if (!solve_rows(r, o) && !solve_assignment(a, r, o)) {
        solve_seats(a, r, o);
    }
    r->summary.uncovered = count_uncovered(r->draft);
    return r;
}

struct roster_summary roster_summary_of(const struct roster *r)
{
    return r->summary;
}

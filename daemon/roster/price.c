/* Prices of cover and of limits by type, moved round by round. Floating point moves them; the
 * bound is counted in whole numbers at whole prices, so that it holds to the unit. */
#include "roster/price.h"

#include <string.h>

#define FIRST_STEP 0.5
#define MEMORY     0.8 /* of a direction for the ones before */

#define NOTHING_KNOWN (-(INT64_C(1) << 40)) /* a person who cannot be planned proves nothing */

struct prices *prices_new(struct arena *a, const struct grid *g)
{
    struct prices *p = arena_alloc(a, sizeof(*p));
    size_t cells = (size_t)g->cells, limits = (size_t)g->people * (size_t)g->types;

    *p = (struct prices){
        .g = g, .bound = INT64_MIN / 4, .step = FIRST_STEP, .shrink = 1, .fresh = true};
    p->price = arena_alloc(a, cells * sizeof(*p->price));
    p->best = arena_alloc(a, cells * sizeof(*p->best));
    p->along = arena_alloc(a, cells * sizeof(*p->along));
    p->count = arena_alloc(a, cells * sizeof(*p->count));
    p->row = arena_alloc(a, (size_t)g->days);
    p->extra = arena_alloc(a, limits * sizeof(*p->extra));
    p->best_extra = arena_alloc(a, limits * sizeof(*p->best_extra));
    p->extra_along = arena_alloc(a, limits * sizeof(*p->extra_along));
    p->excess = arena_alloc(a, limits * sizeof(*p->excess));
    for (int32_t i = 0; i < g->cells; i++) {
        p->price[i] = g->cell[i].under / 4;
    }
    return p;
}

/* The people a cell would best have, whatever they plan. */
static int32_t wanted(const struct prices *p, int32_t i)
{
    int32_t need = p->g->cell[i].need;

    return need < p->g->people ? need : p->g->people;
}

/* Counts a person's row; returns what the limits by type take off the bound. */
static int64_t count_row(struct prices *p, int32_t person)
{
    const struct grid *g = p->g;
    int32_t *excess = p->excess + (size_t)person * (size_t)g->types;
    const int32_t *extra = p->extra + (size_t)person * (size_t)g->types;
    int64_t sum = 0;

    for (int32_t t = 0; t < g->types; t++) {
        excess[t] = -g->limit[person][t];
        sum -= (int64_t)extra[t] * g->limit[person][t];
    }
    for (int32_t d = 0; d < g->days; d++) {
        if (p->row[d] != PLAN_OFF) {
            p->count[d * g->types + p->row[d] - 1]++;
            excess[p->row[d] - 1]++;
        }
    }
    return sum;
}

/* The least the person adds at these prices. */
static int64_t plan_person(struct prices *p, struct crew *c, int32_t person)
{
    const struct grid *g = p->g;
    const int32_t *own = grid_own(g, person);
    const int32_t *extra = p->extra + (size_t)person * (size_t)g->types;
    struct plan_task t = {.shape = &g->shape[person],
                          .cost = c->cost,
                          .row = p->row,
                          .to = g->days,
                          .slack_units = NO_LIMIT,
                          .slack_weekends = NO_LIMIT,
                          .relaxed = p->relaxed,
                          .lot = random_next(&c->random)};

    for (int32_t i = 0; i < g->cells; i++) {
        c->cost[i] = own[i] < PLAN_NONE ? own[i] - p->price[i] + extra[i % g->types] : PLAN_NONE;
    }
    int32_t cost = plan_row(c->planner, &t);
    int64_t rest = count_row(p, person);
    return cost >= PLAN_NONE ? NOTHING_KNOWN : cost + rest;
}

/* Everybody plans at the prices. Returns the bound these prices prove. */
static int64_t respond(struct prices *p, struct crew *c)
{
    const struct grid *g = p->g;
    int64_t sum = g->base;

    memset(p->count, 0, (size_t)g->cells * sizeof(*p->count));
    for (int32_t person = 0; person < g->people; person++) {
        sum += plan_person(p, c, person);
    }
    for (int32_t i = 0; i < g->cells; i++) {
        int32_t n = wanted(p, i);
        sum += cell_cost(&g->cell[i], n) + (int64_t)n * p->price[i];
    }
    return sum;
}

/* What moves one price: the smoothed lack, but not against the end of its range. */
static double smooth(const struct prices *p, double *along, int32_t lack, bool stuck)
{
    double now = stuck ? 0 : lack;

    *along = p->fresh ? now : MEMORY * *along + (1 - MEMORY) * now;
    return *along * *along;
}

/* Turns the direction by this round; returns its length squared. */
static double turn(struct prices *p)
{
    const struct grid *g = p->g;
    double norm = 0;

    for (int32_t i = 0; i < g->cells; i++) {
        int32_t lack = wanted(p, i) - p->count[i];
        norm += smooth(p, &p->along[i], lack,
                       (lack < 0 && p->price[i] <= -g->cell[i].over) ||
                           (lack > 0 && p->price[i] >= g->cell[i].under));
    }
    for (int32_t i = 0; i < g->people * g->types; i++) {
        norm += smooth(p, &p->extra_along[i], p->excess[i], p->excess[i] < 0 && p->extra[i] == 0);
    }
    return norm;
}

static void move_prices(struct prices *p, int64_t gap)
{
    const struct grid *g = p->g;
    double norm = turn(p);
    double by = norm > 0 ? p->step * (double)(gap > g->scale ? gap : g->scale) / norm : 0;

    for (int32_t i = 0; i < g->cells; i++) {
        p->price[i] = cell_price(&g->cell[i], p->price[i], by * p->along[i]);
    }
    for (int32_t i = 0; i < g->people * g->types; i++) {
        int32_t extra = price_moved(p->extra[i], by * p->extra_along[i]);
        p->extra[i] = extra < 0 ? 0 : extra > g->dearest ? g->dearest : extra;
    }
}

void prices_round(struct prices *p, struct crew *c, int64_t known)
{
    int64_t bound = respond(p, c);

    if (bound > p->bound) {
        p->bound = bound;
        memcpy(p->best, p->price, (size_t)p->g->cells * sizeof(*p->best));
        memcpy(p->best_extra, p->extra,
               (size_t)p->g->people * (size_t)p->g->types * sizeof(*p->extra));
    }
    move_prices(p, known - bound);
    p->step *= p->shrink;
    p->fresh = false;
}

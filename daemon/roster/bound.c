/* A lower bound: the least that cover can cost, plus the least that the rest can cost with it. */
#include "roster/bound.h"

#include "roster/bound_cover.h"
#include "roster/bound_people.h"
#include "roster/cost.h"

/* One provider's room for points of one kind, in steps: at least low, at most high. */
struct room {
    int32_t provider;
    int64_t low, high;
};

struct sharing {
    const struct model *m;
    int32_t kind;
    int64_t step;  /* every number of points is a multiple of it */
    int64_t steps; /* to be shared out by the group */
    struct room *rooms;
    int32_t n;
};

/* People who may stand a shift: its candidates and its pins. Only so many seats can be covered. */
static int32_t coverable(const struct model *m, int32_t shift)
{
    const struct shift *s = &m->shifts[shift];
    int32_t n = m->cand_at[shift + 1] - m->cand_at[shift];

    for (int32_t seat = s->first_seat; seat < s->first_seat + s->seats; seat++) {
        int32_t pin = m->seat_pin[seat];
        n += pin != NONE && !model_may(m, shift, pin);
    }
    return n < s->planned ? n : s->planned;
}

static void take_pins(struct sharing *g, int64_t *low)
{
    const struct model *m = g->m;

    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        int32_t pin = m->seat_pin[seat];
        int64_t steps = m->shifts[m->seat_shift[seat]].points[g->kind] / g->step;
        if (pin != NONE && m->in_group[(size_t)pin * (size_t)m->kind_n + (size_t)g->kind]) {
            low[pin] += steps;
        } else if (pin != NONE) {
            g->steps -= steps;
        }
    }
}

static void take_candidates(const struct sharing *g, int64_t *high)
{
    const struct model *m = g->m;

    for (int32_t s = 0; s < m->shift_n; s++) {
        for (int32_t i = m->cand_at[s]; i < m->cand_at[s + 1]; i++) {
            high[m->cand[i]] += m->shifts[s].points[g->kind] / g->step;
        }
    }
}

/* False when nobody shares points of this kind. */
static bool measure(struct arena *a, struct sharing *g)
{
    const struct model *m = g->m;
    size_t people = (size_t)m->provider_n + 1;
    int64_t *low = arena_alloc(a, people * sizeof(*low));
    int64_t *high = arena_alloc(a, people * sizeof(*high));

    for (int32_t s = 0; s < m->shift_n; s++) {
        g->step = common_divisor(g->step, m->shifts[s].points[g->kind]);
    }
    if (g->step == 0) {
        return false;
    }
    for (int32_t s = 0; s < m->shift_n; s++) {
        g->steps += m->shifts[s].points[g->kind] / g->step * coverable(m, s);
    }
    take_pins(g, low);
    take_candidates(g, high);
    g->rooms = arena_alloc(a, people * sizeof(*g->rooms));
    for (int32_t p = 0; p < m->provider_n; p++) {
        if (m->in_group[(size_t)p * (size_t)m->kind_n + (size_t)g->kind]) {
            g->rooms[g->n++] = (struct room){p, low[p], low[p] + high[p]};
        }
    }
    return g->n > 0;
}

/* 100 * share times the cost, which division has not yet rounded: exactly convex. */
static int64_t raw_cost(const struct sharing *g, const struct room *r, int64_t steps)
{
    const struct model *m = g->m;
    size_t at = (size_t)r->provider * (size_t)m->kind_n + (size_t)g->kind;
    int64_t off = m->providers[r->provider].ledger[g->kind] + steps * g->step - m->target[at];

    return m->weights.fairness * off * off;
}

static int64_t last_step(const struct sharing *g, const struct room *r, int64_t steps)
{
    return raw_cost(g, r, steps) - raw_cost(g, r, steps - 1);
}

static int64_t divisor(const struct sharing *g, const struct room *r)
{
    return 100 * (int64_t)g->m->providers[r->provider].share;
}

/* The steps a provider would take if each were paid for: all that cost at most pay. */
static int64_t steps_for(const struct sharing *g, const struct room *r, int64_t pay)
{
    int64_t low = r->low, high = r->high;

    while (low < high) {
        int64_t mid = low + (high - low + 1) / 2;
        if (last_step(g, r, mid) <= pay * divisor(g, r)) {
            low = mid;
        } else {
            high = mid - 1;
        }
    }
    return low;
}

static int64_t steps_of_all(const struct sharing *g, int64_t pay)
{
    int64_t sum = 0;

    for (int32_t i = 0; i < g->n; i++) {
        sum += steps_for(g, &g->rooms[i], pay);
    }
    return sum;
}

/* Lagrangian duality: whatever pay is chosen, no sharing of these steps costs less. Rounding down
 * keeps the order of costs and pay times steps is whole, so the bound holds to the unit. */
static int64_t bound_at(const struct sharing *g, int64_t pay)
{
    int64_t sum = pay * g->steps;

    for (int32_t i = 0; i < g->n; i++) {
        const struct room *r = &g->rooms[i];
        int64_t steps = steps_for(g, r, pay);
        int64_t carried = g->m->providers[r->provider].ledger[g->kind];
        sum += cost_of_points(g->m, r->provider, g->kind, carried + steps * g->step) - pay * steps;
    }
    return sum;
}

static int64_t largest_pay(const struct sharing *g)
{
    int64_t most = 0;

    for (int32_t i = 0; i < g->n; i++) {
        const struct room *r = &g->rooms[i];
        if (r->high > r->low) {
            int64_t up = last_step(g, r, r->high) / divisor(g, r);
            int64_t down = -last_step(g, r, r->low + 1) / divisor(g, r);
            most = up > most ? up : most;
            most = down > most ? down : most;
        }
    }
    return most + 1;
}

static int64_t fairness_bound(struct arena *a, const struct model *m, int32_t kind)
{
    struct sharing g = {.m = m, .kind = kind};

    if (!measure(a, &g)) {
        return 0;
    }
    int64_t high = largest_pay(&g), low = -high;
    while (low < high) {
        int64_t mid = floor_div64(low + high, 2);
        if (steps_of_all(&g, mid) >= g.steps) {
            high = mid;
        } else {
            low = mid + 1;
        }
    }
    int64_t at = bound_at(&g, low), below = bound_at(&g, low - 1);
    int64_t best = at > below ? at : below;
    return best > 0 ? best : 0;
}

/* An empty place counts as no more than this when the rest is weighed, else prices of a custody
 * place would drown those of a duty more or less. */
#define EMPTY_LEAST (INT64_C(1) << 17)
#define EMPTY_MOST  (INT64_C(1) << 21)

/* Cover comes first: either as little is left empty as can be, and then the rest costs something,
 * or the cover costs at least one step more. */
struct levels {
    const struct everybody *all;
    int64_t *empty; /* shift -> cost of an empty place, divided by scale and cut at the top */
    int64_t scale;
    int64_t uncovered; /* proved: every roster's cost of cover, overfull shifts aside */
    int64_t step;      /* all costs of cover are multiples of it */
    bool forced;       /* as little is left empty as nobody may take at all */
};

static int64_t *empty_costs(struct arena *a, const struct model *m, int64_t scale)
{
    int64_t *empty = arena_alloc(a, ((size_t)m->shift_n + 1) * sizeof(*empty));

    for (int32_t i = 0; i < m->shift_n; i++) {
        empty[i] = m->shifts[i].empty_cost / scale;
        empty[i] = scale > 1 && empty[i] > EMPTY_MOST ? EMPTY_MOST : empty[i];
    }
    return empty;
}

/* Places that stay empty in any case: too few people may take them at all. */
static int64_t forced_cost(const struct model *m)
{
    int64_t sum = 0;

    for (int32_t i = 0; i < m->shift_n; i++) {
        sum += (m->shifts[i].planned - coverable(m, i)) * m->shifts[i].empty_cost;
    }
    return sum;
}

static struct levels levels_of(struct arena *a, const struct model *m)
{
    struct levels x = {.all = everybody_new(a, m), .scale = 1, .uncovered = forced_cost(m)};
    int64_t *empty = empty_costs(a, m, 1), least = 0, forced = x.uncovered;
    struct cover_told nothing = {0};

    for (int32_t i = 0; i < m->shift_n; i++) {
        x.step = common_divisor(empty[i], x.step);
    }
    for (int by_week = 0; by_week <= 1 && x.all != NULL; by_week++) {
        struct cover_question q = {.all = x.all, .empty = empty, .by_week = by_week != 0};
        if (cover_least(&q, &least, &nothing) && least > x.uncovered) {
            x.uncovered = least;
        }
    }
    x.scale = x.step / EMPTY_LEAST > 1 ? x.step / EMPTY_LEAST : 1;
    x.empty = empty_costs(a, m, x.scale);
    x.forced = x.uncovered == forced;
    return x;
}

/* What a bound of the cost with scaled empty places proves of the whole cost. shared: what the
 * fair shares cost besides, as long as the cover costs no more than it must. */
static int64_t joined(const struct levels *x, int64_t scaled, int64_t shared)
{
    int64_t rest = scaled - x->uncovered / x->scale, fair = rest + shared;

    rest = x->scale > 1 && rest > x->step ? x->step : rest;
    fair = fair > x->step ? x->step : fair;
    rest = fair > rest ? fair : rest;
    return x->uncovered + (rest > 0 ? rest : 0);
}

/* Nobody stands more than is planned and no place is left empty for nothing, so that the sum of
 * all points is known as soon as the cover is. */
static bool points_are_known(const struct model *m)
{
    bool known = true;

    for (int32_t i = 0; i < m->shift_n; i++) {
        known = known && m->shifts[i].seats == m->shifts[i].planned && m->shifts[i].empty_cost > 0;
    }
    return known;
}

int64_t bound_of(struct arena *a, const struct model *m)
{
    struct arena *own = arena_new(ROSTER_MEMORY_MAX);
    struct levels x = levels_of(own, m);
    struct cover_told nothing = {0};
    struct cover_question q = {.all = x.all, .empty = x.empty};
    int64_t *worth = arena_alloc(own, ((size_t)m->provider_n + 1) * sizeof(*worth));
    int32_t *class = arena_alloc(own, ((size_t)m->shift_n + 1) * sizeof(*class));
    int64_t bound = x.uncovered, least = 0, shared = 0;

    q.worth = worth;
    q.class = class;
    q.class_n = 1;
    if (x.all != NULL && cover_least(&q, &least, &nothing)) {
        for (int32_t k = 0; k < m->kind_n && x.forced && points_are_known(m); k++) {
            shared += fairness_bound(a, m, k);
        }
        least = joined(&x, least + people_certain(x.all->base), shared);
        bound = least > bound ? least : bound;
    }
    arena_free(own);
    return bound;
}

int64_t bound_improve(const struct draft *best, struct bound_work *work)
{
    const struct model *m = best->m;
    struct arena *own = arena_new(ROSTER_MEMORY_MAX);
    struct levels x = levels_of(own, m);
    struct cost cost = cost_total(best);
    struct people_goal g = {.empty = x.empty, .best = best, .work = work};

    g.known = cost_sum(&cost);
    for (int32_t i = 0; i < m->shift_n; i++) {
        int32_t missing = m->shifts[i].planned - best->stood[i];
        g.known += missing > 0 ? missing * (x.empty[i] - m->shifts[i].empty_cost) : 0;
    }
    int64_t bound = x.all == NULL ? 0 : joined(&x, bound_people(own, x.all, &g), 0);
    arena_free(own);
    return bound > x.uncovered ? bound : x.uncovered;
}

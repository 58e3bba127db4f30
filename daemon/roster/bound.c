/* A lower bound: what stays empty in any case, plus the least that full cover costs. */
#include "roster/bound.h"

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
    return n < s->seats ? n : s->seats;
}

static int64_t cheapest_seat(const struct model *m, int32_t shift)
{
    int64_t least = INT64_MAX;

    for (int32_t i = m->cand_at[shift]; i < m->cand_at[shift + 1]; i++) {
        int64_t c = cost_of_travel(m, shift, m->cand[i]) + cost_of_area(m, shift, m->cand[i]);
        least = c < least ? c : least;
    }
    return least == INT64_MAX ? 0 : least;
}

/* Travel and area: pins as they are, every other coverable seat at its cheapest. */
static int64_t own_costs(const struct model *m, int32_t shift, int32_t covered)
{
    const struct shift *s = &m->shifts[shift];
    int64_t sum = 0;

    for (int32_t seat = s->first_seat; seat < s->first_seat + s->seats; seat++) {
        int32_t pin = m->seat_pin[seat];
        if (pin != NONE) {
            sum += cost_of_travel(m, shift, pin) + cost_of_area(m, shift, pin);
            covered--;
        }
    }
    return sum + covered * cheapest_seat(m, shift);
}

/* Published assignments that no roster can keep. */
static int64_t lost_assignments(const struct model *m)
{
    int64_t n = 0;

    for (int32_t i = 0; i < m->published.n; i++) {
        struct naming x = m->published.x[i];
        bool pinned = false;
        for (int32_t k = 0; k < m->shifts[x.shift].seats; k++) {
            pinned = pinned || m->seat_pin[m->shifts[x.shift].first_seat + k] == x.provider;
        }
        n += !pinned && !model_may(m, x.shift, x.provider);
    }
    return n;
}

static int64_t gcd(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
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
        g->step = gcd(g->step, m->shifts[s].points[g->kind]);
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

int64_t bound_of(struct arena *a, const struct model *m)
{
    int64_t empty = 0, least_empty = INT64_MAX, full = m->weights.stability * lost_assignments(m);

    for (int32_t s = 0; s < m->shift_n; s++) {
        int32_t covered = coverable(m, s);
        empty += (m->shifts[s].seats - covered) * m->shifts[s].empty_cost;
        full += own_costs(m, s, covered);
        if (covered > 0 && m->shifts[s].empty_cost < least_empty) {
            least_empty = m->shifts[s].empty_cost;
        }
    }
    for (int32_t k = 0; k < m->kind_n; k++) {
        full += fairness_bound(a, m, k);
    }
    /* One more empty seat costs least_empty and may save all the rest. */
    return empty + (full < least_empty ? full : least_empty);
}

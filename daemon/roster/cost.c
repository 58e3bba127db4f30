/* What a roster costs: cover, fairness, wishes, travel, area in charge, stability. */
#include "roster/cost.h"

const char *cost_str(enum cost_part p)
{
    static const char *const names[COST_COUNT] = {"uncovered", "fairness", "wish",
                                                  "travel",    "area",     "stability"};

    return names[p];
}

int64_t cost_sum(const struct cost *c)
{
    int64_t sum = 0;

    for (int32_t i = 0; i < COST_COUNT; i++) {
        sum += c->part[i];
    }
    return sum;
}

int64_t cost_of_points(const struct model *m, int32_t provider, int32_t kind, int64_t points)
{
    size_t at = (size_t)provider * (size_t)m->kind_n + (size_t)kind;
    int64_t off = points - m->target[at];

    if (!m->in_group[at]) {
        return 0;
    }
    return m->weights.fairness * off * off / (100 * m->providers[provider].share);
}

int64_t cost_of_travel(const struct model *m, int32_t shift, int32_t provider)
{
    return m->weights.travel * model_travel(m, m->providers[provider].home, m->shifts[shift].place);
}

int64_t cost_of_area(const struct model *m, int32_t shift, int32_t provider)
{
    int32_t area = m->shifts[shift].area;

    if (area == NONE || m->in_area[(size_t)provider * (size_t)m->area_n + (size_t)area] != 0) {
        return 0;
    }
    return m->weights.area;
}

static int64_t fairness_change(const struct draft *d, int32_t provider, const struct shift *drop,
                               const struct shift *add)
{
    const struct model *m = d->m;
    const int64_t *points = d->points + (size_t)provider * (size_t)m->kind_n;
    int64_t sum = 0;

    for (int32_t k = 0; k < m->kind_n; k++) {
        int64_t by = (add != NULL ? add->points[k] : 0) - (drop != NULL ? drop->points[k] : 0);
        if (by != 0) {
            sum += cost_of_points(m, provider, k, points[k] + by) -
                   cost_of_points(m, provider, k, points[k]);
        }
    }
    return sum;
}

/* A wish to work is met by a duty on that day, a wish not to by none. */
static int64_t wish_cost(const struct model *m, int32_t wish, int32_t duties)
{
    if (wish > 0) {
        return duties == 0 ? m->weights.wish * wish : 0;
    }
    return duties > 0 ? m->weights.wish * -wish : 0;
}

static int64_t wish_change(const struct draft *d, int32_t provider, int32_t day, int32_t by)
{
    const struct model *m = d->m;
    int32_t wish = m->wish[(size_t)provider * (size_t)m->days + (size_t)day];

    if (wish == 0) {
        return 0;
    }
    int32_t now = draft_row(d->in_day, provider, m->days)[day];
    return wish_cost(m, wish, now + by) - wish_cost(m, wish, now);
}

/* Adds what one assignment costs by itself, times sign. */
static void add_own(const struct model *m, int32_t shift, int32_t provider, int64_t sign,
                    struct cost *c)
{
    c->part[COST_TRAVEL] += sign * cost_of_travel(m, shift, provider);
    c->part[COST_AREA] += sign * cost_of_area(m, shift, provider);
    if ((model_verdict(m, shift, provider) & KEPT) != 0) {
        c->part[COST_STABILITY] -= sign * m->weights.stability;
    }
}

struct cost cost_change(const struct draft *d, int32_t provider, int32_t drop, int32_t add)
{
    const struct model *m = d->m;
    const struct shift *out = drop == NONE ? NULL : &m->shifts[drop];
    const struct shift *in = add == NONE ? NULL : &m->shifts[add];
    struct cost c = {{0}};

    c.part[COST_FAIRNESS] = fairness_change(d, provider, out, in);
    if (out != NULL) {
        add_own(m, drop, provider, -1, &c);
    }
    if (in != NULL) {
        add_own(m, add, provider, 1, &c);
    }
    if (out != NULL && in != NULL && out->day == in->day) {
        return c;
    }
    if (out != NULL) {
        c.part[COST_WISH] += wish_change(d, provider, out->day, -1);
    }
    if (in != NULL) {
        c.part[COST_WISH] += wish_change(d, provider, in->day, 1);
    }
    return c;
}

static void add_person(const struct draft *d, int32_t provider, struct cost *c)
{
    const struct model *m = d->m;
    const uint16_t *in_day = draft_row(d->in_day, provider, m->days);
    const int8_t *wish = m->wish + (size_t)provider * (size_t)m->days;

    for (int32_t k = 0; k < m->kind_n; k++) {
        c->part[COST_FAIRNESS] += cost_of_points(
            m, provider, k, d->points[(size_t)provider * (size_t)m->kind_n + (size_t)k]);
    }
    for (int32_t day = 0; day < m->days; day++) {
        c->part[COST_WISH] += wish_cost(m, wish[day], in_day[day]);
    }
}

struct cost cost_total(const struct draft *d)
{
    const struct model *m = d->m;
    struct cost c = {{0}};

    c.part[COST_STABILITY] = m->weights.stability * m->published.n;
    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        int32_t shift = m->seat_shift[seat];
        if (d->holder[seat] == NONE) {
            c.part[COST_UNCOVERED] += m->shifts[shift].empty_cost;
        } else {
            add_own(m, shift, d->holder[seat], 1, &c);
        }
    }
    for (int32_t p = 0; p < m->provider_n; p++) {
        add_person(d, p, &c);
    }
    return c;
}

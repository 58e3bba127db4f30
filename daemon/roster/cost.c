/* What a roster costs: cover, fairness, wishes, travel, area in charge, stability, patterns. */
#include "roster/cost.h"

#include "roster/pattern.h"

const char *cost_str(enum cost_part p)
{
    static const char *const names[COST_COUNT] = {"uncovered", "fairness",  "wish",   "travel",
                                                  "area",      "stability", "pattern"};

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

int64_t cost_of_cover(const struct model *m, int32_t shift, int32_t stood)
{
    const struct shift *s = &m->shifts[shift];

    return stood < s->planned ? s->empty_cost * (s->planned - stood)
                              : s->over_cost * (stood - s->planned);
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

int64_t cost_of_request(const struct model *m, int32_t shift, int32_t provider)
{
    const struct request *r = model_request(m, shift, provider);

    return r == NULL ? 0 : r->on - r->off;
}

int64_t cost_of_kept(const struct model *m, int32_t shift, int32_t provider)
{
    return model_kept(m, shift, provider) ? -m->weights.stability : 0;
}

/* Adds what one assignment costs by itself, times sign. */
static void add_own(const struct model *m, int32_t shift, int32_t provider, int64_t sign,
                    struct cost *c)
{
    c->part[COST_TRAVEL] += sign * cost_of_travel(m, shift, provider);
    c->part[COST_AREA] += sign * cost_of_area(m, shift, provider);
    c->part[COST_STABILITY] += sign * cost_of_kept(m, shift, provider);
    c->part[COST_WISH] += sign * cost_of_request(m, shift, provider);
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
    c.part[COST_PATTERN] = pattern_change(d, provider, drop, add);
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
    c->part[COST_PATTERN] += pattern_cost(d, provider);
}

struct cost cost_total(const struct draft *d)
{
    const struct model *m = d->m;
    struct cost c = {{0}};

    c.part[COST_STABILITY] = m->weights.stability * m->published.n;
    for (int32_t i = 0; i < m->request_n; i++) {
        c.part[COST_WISH] += m->requests[i].off;
    }
    for (int32_t s = 0; s < m->shift_n; s++) {
        c.part[COST_UNCOVERED] += cost_of_cover(m, s, d->stood[s]);
    }
    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        if (d->holder[seat] != NONE) {
            add_own(m, m->seat_shift[seat], d->holder[seat], 1, &c);
        }
    }
    for (int32_t p = 0; p < m->provider_n; p++) {
        add_person(d, p, &c);
    }
    return c;
}

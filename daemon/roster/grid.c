/* The problem as rows: cells, what standing each costs each person, and the cover's bookkeeping. */
#include "roster/grid.h"

#include <string.h>

#include "roster/cost.h"

#define FINE_MAX (1 << 26) /* the dearest row, in fine units: sums of planes stay in reach */
#define FINEST   1024      /* fine units in a unit of cost, at most */

/* The dearest that cover can make any row, or the requests: what planes must hold. */
static int64_t dearest(const struct model *m)
{
    int64_t each = 1, asked = 0;

    for (int32_t i = 0; i < m->shift_n; i++) {
        const struct shift *s = &m->shifts[i];
        each = s->empty_cost > each ? s->empty_cost : each;
        each = s->over_cost > each ? s->over_cost : each;
    }
    for (int32_t i = 0; i < m->request_n && asked <= FINE_MAX; i++) {
        asked += m->requests[i].on + m->requests[i].off;
    }
    each += m->weights.area;
    return each > FINE_MAX ? each : each * m->days + asked;
}

static bool rules_fit(const struct model *m)
{
    const struct rules *r = &m->rules;

    return r->max_duties_per_day == 1 && r->rest_min == 0 && r->weekly_rest_min == 0 &&
           r->night_release_until_min == 0 && r->max_duties_per_week >= NO_LIMIT &&
           r->max_duties_per_month >= NO_LIMIT;
}

static bool person_fits(const struct model *m, int32_t p)
{
    const struct provider *who = &m->providers[p];
    const int8_t *wish = m->wish + (size_t)p * (size_t)m->days;
    bool fits =
        who->contract != NULL && who->max_per_week >= NO_LIMIT && who->max_per_month >= NO_LIMIT;

    for (int32_t i = 0; i < who->busy_n; i++) {
        fits = fits && who->busy[i].why == BUSY_ABSENCE;
    }
    for (int32_t d = 0; d < m->days; d++) {
        fits = fits && wish[d] == 0;
    }
    return fits;
}

static bool shifts_fit(const struct model *m)
{
    int32_t length[MAX_TYPES] = {0};
    uint64_t seen[MAX_DAYS] = {0};
    bool fits = true;

    for (int32_t i = 0; i < m->shift_n && fits; i++) {
        const struct shift *s = &m->shifts[i];
        fits = s->type != NONE && s->pair == NONE && s->place == NONE && s->most >= m->provider_n &&
               s->start >= s->day * DAY && s->end <= (s->day + 1) * DAY;
        if (fits) {
            int32_t *known = &length[s->type];
            *known = *known == 0 ? s->end - s->start : *known;
            fits = *known == s->end - s->start && (seen[s->day] >> s->type & 1) == 0;
            seen[s->day] |= UINT64_C(1) << s->type;
        }
    }
    return fits;
}

bool grid_fits(const struct model *m)
{
    bool fits = m->type_n > 0 && m->provider_n > 0 && m->weights.fairness == 0 &&
                m->published.n == 0 && m->pins.n == 0 && rules_fit(m) && shifts_fit(m) &&
                dearest(m) <= FINE_MAX;

    for (int32_t p = 0; p < m->provider_n && fits; p++) {
        fits = person_fits(m, p);
    }
    return fits;
}

static void lay_cells(struct grid *g)
{
    for (int32_t i = 0; i < g->cells; i++) {
        g->cell[i].shift = NONE;
    }
    for (int32_t i = 0; i < g->m->shift_n; i++) {
        const struct shift *s = &g->m->shifts[i];
        g->cell[s->day * g->types + s->type] =
            (struct cell){.shift = i,
                          .need = s->needed,
                          .under = (int32_t)s->empty_cost * g->scale,
                          .over = (int32_t)s->over_cost * g->scale};
        int64_t most = s->empty_cost > s->over_cost ? s->empty_cost : s->over_cost;
        g->dearest = most * g->scale > g->dearest ? (int32_t)most * g->scale : g->dearest;
    }
}

static void price_people(struct grid *g)
{
    const struct model *m = g->m;

    for (int32_t p = 0; p < g->people; p++) {
        int32_t *own = g->own + (size_t)p * (size_t)g->cells;
        for (int32_t i = 0; i < g->cells; i++) {
            int32_t shift = g->cell[i].shift;
            bool may = shift != NONE && model_may(m, shift, p) && g->limit[p][i % g->types] > 0;
            own[i] = may ? (int32_t)cost_of_area(m, shift, p) * g->scale : PLAN_NONE;
        }
    }
    for (int32_t i = 0; i < m->request_n; i++) {
        const struct request *r = &m->requests[i];
        const struct shift *s = &m->shifts[r->shift];
        int32_t *own = g->own + (size_t)r->provider * (size_t)g->cells;
        int32_t at = s->day * g->types + s->type;
        g->base += r->off * g->scale;
        own[at] += own[at] < PLAN_NONE ? (int32_t)(r->on - r->off) * g->scale : 0;
    }
}

static void shape_people(struct grid *g)
{
    const struct model *m = g->m;
    int32_t minutes[MAX_TYPES] = {0}, unit = 0;

    for (int32_t i = 0; i < m->shift_n; i++) {
        minutes[m->shifts[i].type] = m->shifts[i].end - m->shifts[i].start;
    }
    for (int32_t t = 0; t < g->types; t++) {
        unit = (int32_t)common_divisor(unit, minutes[t]);
    }
    for (int32_t p = 0; p < g->people; p++) {
        const struct contract *c = m->providers[p].contract;
        uint64_t may = 0;
        g->limit[p] = c->max_of_type;
        for (int32_t t = 0; t < g->types; t++) {
            may |= c->max_of_type[t] > 0 ? UINT64_C(1) << t : 0;
        }
        shape_make(&g->shape[p], m, c, may, minutes, unit > 0 ? unit : 1);
    }
}

struct grid *grid_new(struct arena *a, const struct model *m)
{
    struct grid *g = arena_alloc(a, sizeof(*g));
    size_t people = (size_t)m->provider_n;

    *g = (struct grid){.m = m,
                       .people = m->provider_n,
                       .days = m->days,
                       .types = m->type_n,
                       .cells = m->days * m->type_n,
                       .scale = 1};
    g->cell = arena_alloc(a, (size_t)g->cells * sizeof(*g->cell));
    g->shape = arena_alloc(a, people * sizeof(*g->shape));
    g->limit = arena_alloc(a, people * sizeof(*g->limit));
    g->own = arena_alloc(a, people * (size_t)g->cells * sizeof(*g->own));
    while (g->scale < FINEST && dearest(m) * g->scale * 2 <= FINE_MAX) {
        g->scale *= 2;
    }
    lay_cells(g);
    shape_people(g);
    price_people(g);
    return g;
}

struct rows grid_rows(struct arena *a, const struct grid *g)
{
    struct rows r = {.cost = g->base};

    r.row = arena_alloc(a, (size_t)g->people * (size_t)g->days);
    r.count = arena_alloc(a, (size_t)g->cells * sizeof(*r.count));
    for (int32_t i = 0; i < g->cells; i++) {
        r.cost += cell_cost(&g->cell[i], 0);
    }
    return r;
}

static void change(const struct grid *g, struct rows *r, int32_t person, int32_t d, int32_t by)
{
    uint8_t type = rows_of(g, r, person)[d];

    if (type != PLAN_OFF) {
        int32_t at = d * g->types + type - 1;
        const struct cell *c = &g->cell[at];
        r->cost += cell_cost(c, r->count[at] + by) - cell_cost(c, r->count[at]) +
                   by * grid_own(g, person)[at];
        r->count[at] += by;
    }
}

void rows_take(const struct grid *g, struct rows *r, int32_t person, int32_t from, int32_t to)
{
    for (int32_t d = from; d < to; d++) {
        change(g, r, person, d, -1);
    }
}

void rows_put(const struct grid *g, struct rows *r, int32_t person, int32_t from, int32_t to)
{
    for (int32_t d = from; d < to; d++) {
        change(g, r, person, d, 1);
    }
}

void rows_copy(const struct grid *g, struct rows *to, const struct rows *from)
{
    memcpy(to->row, from->row, (size_t)g->people * (size_t)g->days);
    memcpy(to->count, from->count, (size_t)g->cells * sizeof(*to->count));
    to->cost = from->cost;
}

int64_t rows_cost(const struct grid *g, const struct rows *r)
{
    int64_t sum = g->base;

    for (int32_t i = 0; i < g->cells; i++) {
        int32_t count = 0;
        for (int32_t p = 0; p < g->people; p++) {
            if (rows_of(g, r, p)[i / g->types] == i % g->types + 1) {
                count++;
                sum += grid_own(g, p)[i];
            }
        }
        sum += cell_cost(&g->cell[i], count);
    }
    return sum;
}

int32_t rows_excess(const struct grid *g, const struct rows *r, int32_t person)
{
    int32_t count[MAX_TYPES] = {0};
    const uint8_t *row = rows_of(g, r, person);

    for (int32_t d = 0; d < g->days; d++) {
        if (row[d] != PLAN_OFF && ++count[row[d] - 1] > g->limit[person][row[d] - 1]) {
            return row[d] - 1;
        }
    }
    return NONE;
}

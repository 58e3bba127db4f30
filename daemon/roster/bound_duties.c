/* One person's cheapest duties at given prices, by dynamic programming from the last moment back.
 */
#include "roster/bound_duties.h"

#include <stdlib.h>

#include "roster/cost.h"
#include "roster/rule.h"

struct candidate {
    struct option option;
    const struct shift *shift;
};

static int candidate_order(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    const struct shift *s = x->shift, *t = y->shift;

    if (s->day != t->day) {
        return s->day < t->day ? -1 : 1;
    }
    if (s->start != t->start) {
        return s->start < t->start ? -1 : 1;
    }
    if (s->end != t->end) {
        return s->end < t->end ? -1 : 1;
    }
    return (s > t) - (s < t);
}

/* Met or not, a wish costs once for the day: with several duties in it, it would count for each, so
 * it is then left out. */
static int64_t wish_of(const struct draft *base, int32_t provider, int32_t day)
{
    const struct model *m = base->m;
    bool once = m->rules.max_duties_per_day == 1;

    if (!once || draft_row(base->in_day, provider, m->days)[day] > 0) {
        return 0;
    }
    return -m->weights.wish * m->wish[(size_t)provider * (size_t)m->days + (size_t)day];
}

static int32_t list_candidates(const struct draft *base, int32_t provider, struct candidate *list)
{
    const struct model *m = base->m;
    int32_t n = 0;

    for (int32_t s = 0; s < m->shift_n; s++) {
        struct rule_hit hit;
        if (!model_may(m, s, provider) ||
            rule_of_duties(base, s, provider, NONE, &hit) != RULE_NONE) {
            continue;
        }
        int64_t cost = cost_of_travel(m, s, provider) + cost_of_area(m, s, provider) +
                       cost_of_request(m, s, provider) + cost_of_kept(m, s, provider) +
                       wish_of(base, provider, m->shifts[s].day);
        list[n++] = (struct candidate){{cost, s}, &m->shifts[s]};
    }
    qsort(list, (size_t)n, sizeof(*list), candidate_order);
    return n;
}

static bool same_moment(const struct shift *s, const struct shift *t)
{
    return s->day == t->day && s->start == t->start && s->end == t->end;
}

static void lay_moments(struct person *p, const struct candidate *list)
{
    for (int32_t i = 0; i < p->option_n; i++) {
        const struct shift *s = list[i].shift;
        p->options[i] = list[i].option;
        if (i == 0 || !same_moment(s, list[i - 1].shift)) {
            p->moments[p->moment_n++] = (struct moment){.start = s->start,
                                                        .end = s->end,
                                                        .day = s->day,
                                                        .week = s->week,
                                                        .month = s->month,
                                                        .option_at = i};
        }
        p->moments[p->moment_n - 1].option_end = i + 1;
    }
}

static bool may_follow(const struct rules *r, const struct moment *x, const struct moment *y)
{
    bool apart = y->start - x->end >= r->rest_min || x->start - y->end >= r->rest_min;

    return apart && (x->day != y->day || r->max_duties_per_day > 1);
}

/* For each moment the first later one that may follow: those after it are all allowed, which is
 * right or too generous. */
static void link_moments(struct person *p, const struct rules *r)
{
    for (int32_t i = 0; i < p->moment_n; i++) {
        int32_t next = i + 1;
        while (next < p->moment_n && !may_follow(r, &p->moments[i], &p->moments[next])) {
            next++;
        }
        p->moments[i].next = next;
    }
}

/* What a maximum leaves of the most that could ever be; NONE when it never binds. */
static int32_t further(int32_t max, int32_t already, int32_t most)
{
    int32_t left = max - already > 0 ? max - already : 0;

    return left < most ? left : NONE;
}

/* Days (or moments, when a day may have several duties) with an option in week or month i. */
static int32_t most_in(const struct person *p, const struct rules *r, bool month, int32_t i)
{
    int32_t n = 0, day = NONE;

    for (int32_t k = 0; k < p->moment_n; k++) {
        const struct moment *x = &p->moments[k];
        if ((month ? x->month : x->week) == i) {
            n += r->max_duties_per_day > 1 || x->day != day;
            day = x->day;
        }
    }
    return n;
}

static void set_limits(struct arena *a, struct person *p, const struct draft *base,
                       int32_t provider)
{
    const struct model *m = base->m;
    const struct provider *who = &m->providers[provider];
    const uint16_t *in_week = draft_row(base->in_week, provider, m->weeks);
    const uint16_t *in_month = draft_row(base->in_month, provider, m->months);

    p->week_max = arena_alloc(a, ((size_t)m->weeks + 1) * sizeof(int32_t));
    p->month_max = arena_alloc(a, ((size_t)m->months + 1) * sizeof(int32_t));
    p->width = 1;
    for (int32_t w = 0; w < m->weeks; w++) {
        p->week_max[w] = further(who->max_per_week, in_week[w], most_in(p, &m->rules, false, w));
        p->width = p->week_max[w] >= p->width ? p->week_max[w] + 1 : p->width;
    }
    for (int32_t i = 0; i < m->months; i++) {
        p->month_max[i] = further(who->max_per_month, in_month[i], most_in(p, &m->rules, true, i));
    }
}

/* base: the pins and the carried-in duties, nothing else. */
static struct person *person_new(struct arena *a, const struct draft *base, int32_t provider)
{
    struct person *p = arena_alloc(a, sizeof(*p));
    struct candidate *list = heap_new(((size_t)base->m->shift_n + 1) * sizeof(*list));

    p->option_n = list_candidates(base, provider, list);
    p->options = arena_alloc(a, ((size_t)p->option_n + 1) * sizeof(*p->options));
    p->moments = arena_alloc(a, ((size_t)p->option_n + 1) * sizeof(*p->moments));
    lay_moments(p, list);
    free(list);
    link_moments(p, &base->m->rules);
    set_limits(a, p, base, provider);
    return p;
}

static struct draft *pins_alone(struct arena *a, const struct model *m)
{
    struct draft *d = draft_new(a, m);

    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        if (m->seat_pin[seat] != NONE) {
            draft_put(d, seat, m->seat_pin[seat]);
        }
    }
    return d;
}

struct everybody *everybody_new(struct arena *a, const struct model *m)
{
    struct everybody *all = arena_alloc(a, sizeof(*all));

    if (m->cand_at[m->shift_n] > OPTIONS_MAX) {
        return NULL;
    }
    all->m = m;
    all->base = pins_alone(a, m);
    all->of = arena_alloc(a, ((size_t)m->provider_n + 1) * sizeof(*all->of));
    all->open = arena_alloc(a, ((size_t)m->shift_n + 1) * sizeof(*all->open));
    for (int32_t p = 0; p < m->provider_n; p++) {
        struct person *x = person_new(a, all->base, p);
        all->of[p] = x;
        all->option_n += x->option_n;
        all->moment_n = x->moment_n > all->moment_n ? x->moment_n : all->moment_n;
        all->width = x->width > all->width ? x->width : all->width;
    }
    for (int32_t i = 0; i < m->shift_n; i++) {
        int32_t left = m->shifts[i].planned - all->base->stood[i];
        all->open[i] = left > 0 ? left : 0; /* fill may hold people beyond the need */
    }
    return all;
}

struct planning planning_new(struct arena *a, const struct everybody *all)
{
    size_t n = (size_t)all->moment_n + 1;
    struct planning w = {0};

    w.value = arena_alloc(a, n * (size_t)all->width * sizeof(*w.value));
    w.price = arena_alloc(a, n * sizeof(*w.price));
    w.option = arena_alloc(a, n * sizeof(*w.option));
    return w;
}

/* The cheapest option of each moment. */
static void price_moments(const struct person *p, const struct tariff *t, const struct planning *w)
{
    for (int32_t i = 0; i < p->moment_n; i++) {
        const struct moment *x = &p->moments[i];
        int64_t least = INT64_MAX;
        int32_t best = x->option_at;
        for (int32_t o = x->option_at; o < x->option_end; o++) {
            const struct option *y = &p->options[o];
            int64_t c = FINE * y->cost + t->worth[t->class[y->shift]] - t->place[y->shift];
            best = c < least ? o : best;
            least = c < least ? c : least;
        }
        w->price[i] = least + t->month[x->month];
        w->option[i] = best;
    }
}

/* Values of a plan that goes on at moment i from one in this week: by the week's count of duties
 * so far, or all the same when it is in another week or the week has no maximum. */
struct onwards {
    const int64_t *value;
    int32_t stride;
};

static struct onwards onwards(const struct person *p, const struct planning *w, int32_t i,
                              int32_t week)
{
    bool counts = i < p->moment_n && p->moments[i].week == week && p->week_max[week] != NONE;

    return (struct onwards){w->value + (size_t)i * (size_t)p->width, counts};
}

static void value_moments(const struct person *p, const struct planning *w)
{
    for (int32_t c = 0; c < p->width; c++) {
        w->value[(size_t)p->moment_n * (size_t)p->width + (size_t)c] = 0;
    }
    for (int32_t i = p->moment_n - 1; i >= 0; i--) {
        const struct moment *x = &p->moments[i];
        int32_t max = p->week_max[x->week];
        int64_t *value = w->value + (size_t)i * (size_t)p->width, price = w->price[i];
        struct onwards skip = onwards(p, w, i + 1, x->week);
        struct onwards take = onwards(p, w, x->next, x->week);
        for (int32_t c = 0; c < (max == NONE ? 1 : max); c++) {
            int64_t with = price + take.value[(c + 1) * take.stride];
            int64_t without = skip.value[c * skip.stride];
            value[c] = with < without ? with : without;
        }
        if (max != NONE) {
            value[max] = skip.value[max * skip.stride];
        }
    }
}

int64_t person_plan(const struct person *p, const struct tariff *t, const struct planning *w,
                    int32_t *taken, int32_t *n)
{
    int32_t i = 0, c = 0;

    price_moments(p, t, w);
    value_moments(p, w);
    *n = 0;
    while (i < p->moment_n) {
        const struct moment *x = &p->moments[i];
        struct onwards skip = onwards(p, w, i + 1, x->week);
        struct onwards take = onwards(p, w, x->next, x->week);
        if (w->value[(size_t)i * (size_t)p->width + (size_t)c] == skip.value[c * skip.stride]) {
            c *= skip.stride;
            i++;
        } else {
            taken[(*n)++] = p->options[w->option[i]].shift;
            c = (c + 1) * take.stride;
            i = x->next;
        }
    }
    return p->moment_n == 0 ? 0 : w->value[0];
}

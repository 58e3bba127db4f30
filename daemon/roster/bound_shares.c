/* The cheapest points of each person at given prices, by trying every number of duties. */
#include "roster/bound_shares.h"

#include <string.h>

#include "roster/cost.h"

#define PAIRS_MAX 8192 /* two counts are tried together only up to so many pairs */

/* Numbers the shifts by what they are worth. False when there are too many classes. */
static bool set_classes(struct arena *a, struct shares *s)
{
    const struct model *m = s->m;
    int32_t first[CLASSES_MAX] = {0};

    s->class = arena_alloc(a, ((size_t)m->shift_n + 1) * sizeof(*s->class));
    for (int32_t i = 0; i < m->shift_n; i++) {
        int32_t c = 0;
        while (c < s->class_n && memcmp(m->shifts[first[c]].points, m->shifts[i].points,
                                        sizeof(m->shifts[i].points)) != 0) {
            c++;
        }
        if (c == CLASSES_MAX) {
            return false;
        }
        if (c == s->class_n) {
            first[s->class_n++] = i;
        }
        s->class[i] = c;
    }
    return true;
}

/* Days with an option worth value (any when 0) of the kind: no roster has more such duties. */
static int32_t most_days(const struct model *m, const struct person *p, int32_t kind, int32_t value)
{
    int32_t n = 0, day = NONE;

    for (int32_t o = 0; o < p->option_n; o++) {
        const struct shift *s = &m->shifts[p->options[o].shift];
        if (s->points[kind] == value && (m->rules.max_duties_per_day > 1 || s->day != day)) {
            n++;
            day = s->day;
        }
    }
    return n;
}

/* All points of the kind the person could ever get: of one option a day, or of all. */
static int64_t most_points(const struct model *m, const struct person *p, int32_t kind)
{
    int64_t sum = 0;
    int32_t of_day = 0, day = NONE;

    for (int32_t o = 0; o < p->option_n; o++) {
        const struct shift *s = &m->shifts[p->options[o].shift];
        int32_t points = s->points[kind];
        if (m->rules.max_duties_per_day > 1 || s->day != day) {
            sum += of_day;
            of_day = points;
        }
        of_day = points > of_day ? points : of_day;
        day = s->day;
    }
    return sum + of_day;
}

/* The different worths of a kind, up to three. */
static int32_t find_values(const struct model *m, int32_t kind, int32_t values[3])
{
    int32_t n = 0;

    for (int32_t i = 0; i < m->shift_n && n < 3; i++) {
        int32_t v = m->shifts[i].points[kind];
        bool known = v == 0;
        for (int32_t k = 0; k < n; k++) {
            known = known || values[k] == v;
        }
        if (!known) {
            values[n++] = v;
        }
    }
    return n;
}

static bool few_pairs(const struct model *m, struct person *const *people, int32_t kind,
                      const int32_t values[3])
{
    bool few = true;

    for (int32_t p = 0; p < m->provider_n && few; p++) {
        int64_t a = most_days(m, people[p], kind, values[0]);
        int64_t b = most_days(m, people[p], kind, values[1]);
        few = (a + 1) * (b + 1) <= PAIRS_MAX;
    }
    return few;
}

/* Whether nobody could get more than STEPS_MAX steps of a kind. */
static bool few_steps(const struct shares *s, struct person *const *people, int32_t kind)
{
    bool few = true;

    for (int32_t p = 0; p < s->m->provider_n && few; p++) {
        few = 2 * most_points(s->m, people[p], kind) / s->step[kind] <= STEPS_MAX;
    }
    return few;
}

static void set_worths(struct shares *s, struct person *const *people)
{
    const struct model *m = s->m;

    for (int32_t k = 0; k < m->kind_n; k++) {
        int32_t values[3] = {0};
        int32_t n = find_values(m, k, values);
        for (int32_t i = 0; i < m->shift_n; i++) {
            s->step[k] = (int32_t)common_divisor(m->shifts[i].points[k], s->step[k]);
        }
        if (n == 0 || !few_steps(s, people, k)) {
            continue;
        }
        if (n == 1 || (n == 2 && few_pairs(m, people, k, values))) {
            for (int32_t i = 0; i < n; i++) {
                s->worth[s->worth_n++] = (struct worth){k, values[i], false};
            }
        } else {
            s->worth[s->worth_n++] = (struct worth){k, s->step[k], true};
        }
    }
}

static void set_units(struct arena *a, struct shares *s)
{
    const struct model *m = s->m;

    s->units = arena_alloc(a, ((size_t)s->class_n * (size_t)s->worth_n + 1) * sizeof(int32_t));
    for (int32_t i = 0; i < m->shift_n; i++) {
        for (int32_t w = 0; w < s->worth_n; w++) {
            const struct worth *x = &s->worth[w];
            int32_t points = m->shifts[i].points[x->kind];
            s->units[s->class[i] * s -> worth_n + w] =
                x->steps ? points / x->value : points == x->value;
        }
    }
}

static void set_most(struct arena *a, struct shares *s, struct person *const *people)
{
    const struct model *m = s->m;
    size_t people_n = (size_t)m->provider_n;

    s->most = arena_alloc(a, (people_n * (size_t)s->worth_n + 1) * sizeof(*s->most));
    s->reach = arena_alloc(a, (people_n * (size_t)m->kind_n + 1) * sizeof(*s->reach));
    for (int32_t p = 0; p < m->provider_n; p++) {
        for (int32_t w = 0; w < s->worth_n; w++) {
            const struct worth *x = &s->worth[w];
            int64_t most = x->steps ? most_points(m, people[p], x->kind) / x->value
                                    : most_days(m, people[p], x->kind, x->value);
            s->most[p * s->worth_n + w] = (int32_t)most;
            s->reach[p * m->kind_n + x->kind] += (int32_t)most * (x->value / s->step[x->kind]);
        }
    }
}

/* What is certain are the ledger and the pins. */
static void set_costs(struct arena *a, struct shares *s, const struct draft *base)
{
    const struct model *m = s->m;

    s->cost = arena_alloc(a, ((size_t)m->provider_n * (size_t)m->kind_n + 1) * sizeof(*s->cost));
    for (int32_t i = 0; i < m->provider_n * m->kind_n; i++) {
        int32_t kind = i % m->kind_n;
        s->cost[i] = arena_alloc(a, ((size_t)s->reach[i] + 1) * sizeof(int64_t));
        for (int32_t n = 0; n <= s->reach[i]; n++) {
            int64_t points = base->points[i] + (int64_t)n * s->step[kind];
            s->cost[i][n] = cost_of_points(m, i / m->kind_n, kind, points);
        }
    }
}

struct shares *shares_new(struct arena *a, const struct everybody *all)
{
    struct shares *s = arena_alloc(a, sizeof(*s));

    s->m = all->m;
    if (!set_classes(a, s)) {
        return NULL;
    }
    set_worths(s, all->of);
    set_units(a, s);
    set_most(a, s, all->of);
    set_costs(a, s, all->base);
    return s;
}

/* The best number of units of one worth, with so many steps of the kind besides. */
static int64_t best_count(const struct shares *s, int32_t provider, int32_t worth, int32_t besides,
                          int64_t pay, int32_t *units)
{
    const struct worth *x = &s->worth[worth];
    const int64_t *cost = s->cost[provider * s->m->kind_n + x->kind] + besides;
    int32_t most = s->most[provider * s->worth_n + worth], by = x->value / s->step[x->kind];
    int64_t least = INT64_MAX;

    for (int32_t n = 0; n <= most; n++) {
        int64_t c = cost[n * by] * FINE - pay * n;
        *units = c < least ? n : *units;
        least = c < least ? c : least;
    }
    return least;
}

/* The best numbers of units of two worths of one kind. */
static int64_t best_pair(const struct shares *s, int32_t provider, int32_t worth,
                         const int64_t *pay, int32_t *units)
{
    const struct worth *y = &s->worth[worth + 1];
    int32_t most = s->most[provider * s->worth_n + worth + 1], by = y->value / s->step[y->kind];
    int64_t least = INT64_MAX;

    for (int32_t n = 0; n <= most; n++) {
        int32_t other = 0;
        int64_t c = best_count(s, provider, worth, n * by, pay[worth], &other);
        c -= pay[worth + 1] * n;
        if (c < least) {
            least = c;
            units[worth] = other;
            units[worth + 1] = n;
        }
    }
    return least;
}

static bool is_pair(const struct shares *s, int32_t worth)
{
    return worth + 1 < s->worth_n && s->worth[worth + 1].kind == s->worth[worth].kind;
}

int64_t shares_best(const struct shares *s, int32_t provider, const int64_t *pay, int32_t *units)
{
    int64_t sum = 0;

    for (int32_t w = 0; w < s->worth_n; w++) {
        if (is_pair(s, w)) {
            sum += best_pair(s, provider, w, pay, units);
            w++;
        } else {
            sum += best_count(s, provider, w, 0, pay[w], &units[w]);
        }
    }
    return sum;
}

int64_t shares_margin(const struct shares *s, int32_t provider, int32_t worth, const int32_t *units)
{
    const struct worth *x = &s->worth[worth];
    int32_t at = provider * s->m->kind_n + x->kind, steps = 0;
    int32_t by = x->value / s->step[x->kind];

    for (int32_t w = 0; w < s->worth_n; w++) {
        steps +=
            s->worth[w].kind == x->kind ? units[w] * (s->worth[w].value / s->step[x->kind]) : 0;
    }
    int32_t up = steps + by <= s->reach[at] ? steps + by : s->reach[at];
    int32_t down = steps - by >= 0 ? steps - by : 0;
    return up > down ? (s->cost[at][up] - s->cost[at][down]) / (up - down) * by : 0;
}

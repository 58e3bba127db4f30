/* What follows from a problem before any search: seats, weeks, who may take what, fair shares,
 * and the certainty that no sum of costs can overflow. */
#include "roster/model.h"

#include <stdio.h>
#include <stdlib.h>

#include "roster/calendar.h"
#include "roster/rule.h"

/* Every cost of any roster together stays below this, so that sums and differences fit. */
#define COST_CEILING (INT64_MAX / 8)

int32_t model_week(const struct model *m, int32_t day)
{
    return floor_div(day + m->weekday, 7);
}

int32_t model_month(const struct model *m, int32_t day)
{
    return calendar_month(m->first_day + day) - calendar_month(m->first_day);
}

static bool refuse(struct err *e, const char *path, const char *what)
{
    (void)err_set(e, ERR_INVALID, "%s", what);
    (void)snprintf(e->field, sizeof(e->field), "%s", path);
    return false;
}

/* Adds a * b to *sum; false when the ceiling is passed. Nothing here is negative. */
static bool add_product(int64_t *sum, int64_t a, int64_t b)
{
    int64_t product = 0;

    return !__builtin_mul_overflow(a, b, &product) && product <= COST_CEILING &&
           (*sum += product) <= COST_CEILING;
}

static bool lay_seats(struct arena *a, struct model *m, struct err *e)
{
    int32_t n = 0, pin = 0;

    for (int32_t i = 0; i < m->shift_n; i++) {
        struct shift *s = &m->shifts[i];
        int32_t first = pin;
        while (pin < m->pins.n && m->pins.x[pin].shift == i) {
            pin++;
        }
        s->first_seat = n;
        s->seats = pin - first > s->needed ? pin - first : s->needed;
        n += s->seats;
        if (n > MAX_SEATS) {
            return refuse(e, "shifts", "need more than 40000 people in all");
        }
    }
    m->seat_n = n;
    m->seat_shift = arena_alloc(a, ((size_t)n + 1) * sizeof(*m->seat_shift));
    m->seat_pin = arena_alloc(a, ((size_t)n + 1) * sizeof(*m->seat_pin));
    pin = 0;
    for (int32_t i = 0, seat = 0; i < m->shift_n; i++) {
        for (int32_t k = 0; k < m->shifts[i].seats; k++, seat++) {
            bool pinned = pin < m->pins.n && m->pins.x[pin].shift == i;
            m->seat_shift[seat] = i;
            m->seat_pin[seat] = pinned ? m->pins.x[pin++].provider : NONE;
        }
    }
    return true;
}

static void lay_calendar(struct model *m)
{
    m->weeks = model_week(m, m->days - 1) + 1;
    m->months = model_month(m, m->days - 1) + 1;
    for (int32_t i = 0; i < m->shift_n; i++) {
        struct shift *s = &m->shifts[i];
        s->week = model_week(m, s->day);
        s->month = model_month(m, s->day);
        m->longest = s->end - s->start > m->longest ? s->end - s->start : m->longest;
    }
    for (int32_t p = 0; p < m->provider_n; p++) {
        for (int32_t i = 0; i < m->providers[p].busy_n; i++) {
            const struct busy *b = &m->providers[p].busy[i];
            int32_t length = b->why == BUSY_DUTY ? b->end - b->start : 0;
            m->longest = length > m->longest ? length : m->longest;
        }
    }
    m->reach = m->rules.rest_min > DAY ? m->rules.rest_min : DAY;
    for (size_t i = 0; i < (size_t)m->place_n * (size_t)m->place_n; i++) {
        m->reach = m->travel[i] > m->reach ? m->travel[i] : m->reach;
    }
}

static void lay_pairs(struct arena *a, struct model *m)
{
    m->foe_at = arena_alloc(a, ((size_t)m->shift_n + 2) * sizeof(*m->foe_at));
    for (int32_t i = 0; i < m->shift_n; i++) {
        int32_t pair = m->shifts[i].pair;
        if (pair != NONE) {
            m->foe_at[i + 1]++;
            m->foe_at[pair + 1]++;
        }
    }
    for (int32_t i = 0; i < m->shift_n; i++) {
        m->foe_at[i + 1] += m->foe_at[i];
    }
    size_t n = (size_t)m->foe_at[m->shift_n];
    int32_t *next = arena_alloc(a, ((size_t)m->shift_n + 1) * sizeof(*next));
    m->foe = arena_alloc(a, (n + 1) * sizeof(*m->foe));
    for (int32_t i = 0; i < m->shift_n; i++) {
        int32_t pair = m->shifts[i].pair;
        if (pair != NONE) {
            m->foe[m->foe_at[i] + next[i]++] = pair;
            m->foe[m->foe_at[pair] + next[pair]++] = i;
        }
    }
}

static void judge(struct arena *a, struct model *m)
{
    size_t people = (size_t)m->provider_n;
    int32_t n = 0;

    m->verdict = arena_alloc(a, (size_t)m->shift_n * people + 1);
    m->cand_at = arena_alloc(a, ((size_t)m->shift_n + 1) * sizeof(*m->cand_at));
    for (int32_t s = 0; s < m->shift_n; s++) {
        for (int32_t p = 0; p < m->provider_n; p++) {
            struct rule_hit hit;
            enum rule rule = rule_of_problem(m, s, p, &hit);
            m->verdict[(size_t)s * people + (size_t)p] = (uint8_t)rule;
            n += rule == RULE_NONE;
        }
        m->cand_at[s + 1] = n;
    }
    m->cand = arena_alloc(a, ((size_t)n + 1) * sizeof(*m->cand));
    n = 0;
    for (int32_t s = 0; s < m->shift_n; s++) {
        for (int32_t p = 0; p < m->provider_n; p++) {
            if (model_may(m, s, p)) {
                m->cand[n++] = (int16_t)p;
            }
        }
    }
    for (int32_t i = 0; i < m->published.n; i++) {
        const struct naming *x = &m->published.x[i];
        m->verdict[(size_t)x->shift * people + (size_t)x->provider] |= KEPT;
    }
}

static void find_groups(struct arena *a, struct model *m)
{
    size_t kinds = (size_t)m->kind_n;

    m->in_group = arena_alloc(a, (size_t)m->provider_n * kinds + 1);
    for (int32_t s = 0; s < m->shift_n; s++) {
        for (int32_t i = m->cand_at[s]; i < m->cand_at[s + 1]; i++) {
            for (size_t k = 0; k < kinds; k++) {
                m->in_group[(size_t)m->cand[i] * kinds + k] |= m->shifts[s].points[k] > 0;
            }
        }
    }
}

static int64_t round_div(int64_t a, int64_t b)
{
    return floor_div64(2 * a + b, 2 * b);
}

/* The fair share of kind k: what the group carries and what is to be stood, by percent of load.
 * Returns the most that all deviations of this kind can ever sum to. */
static int64_t share_out(struct model *m, int32_t k)
{
    int64_t total = 0, shares = 0, most = 0;
    size_t kinds = (size_t)m->kind_n;

    for (int32_t s = 0; s < m->shift_n; s++) {
        total += (int64_t)m->shifts[s].points[k] * m->shifts[s].seats;
    }
    most = total;
    for (int32_t p = 0; p < m->provider_n; p++) {
        if (m->in_group[(size_t)p * kinds + (size_t)k]) {
            total += m->providers[p].ledger[k];
            most += llabs(m->providers[p].ledger[k]);
            shares += m->providers[p].share;
        }
    }
    for (int32_t p = 0; p < m->provider_n; p++) {
        size_t at = (size_t)p * kinds + (size_t)k;
        if (m->in_group[at]) {
            m->target[at] = round_div(total * m->providers[p].share, shares);
            most += llabs(m->target[at]);
        }
    }
    return most;
}

/* The sum of squares is at most the square of the sum. */
static bool set_targets(struct arena *a, struct model *m, int64_t *sum, struct err *e)
{
    m->target =
        arena_alloc(a, ((size_t)m->provider_n * (size_t)m->kind_n + 1) * sizeof(*m->target));
    for (int32_t k = 0; k < m->kind_n; k++) {
        int64_t most = share_out(m, k), square = 0;
        if (!add_product(&square, most, most) || !add_product(sum, square, m->weights.fairness)) {
            return refuse(e, "weights.fairness", "is too large for the points of this problem");
        }
    }
    return true;
}

/* One step of priority outweighs three places of the step below. */
static bool set_empty_costs(struct model *m, int64_t *sum, struct err *e)
{
    for (int32_t i = 0; i < m->shift_n; i++) {
        struct shift *s = &m->shifts[i];
        s->empty_cost = m->weights.uncovered << (2 * (s->priority - 1));
        if (!add_product(sum, s->empty_cost, s->seats)) {
            return refuse(e, "weights.uncovered", "is too large for so many shifts");
        }
    }
    return true;
}

bool model_finish(struct arena *a, struct model *m, struct err *e)
{
    const struct weights *w = &m->weights;
    int64_t sum = 0;

    if (!lay_seats(a, m, e)) {
        return false;
    }
    lay_calendar(m);
    lay_pairs(a, m);
    judge(a, m);
    find_groups(a, m);
    if (!set_targets(a, m, &sum, e) || !set_empty_costs(m, &sum, e)) {
        return false;
    }
    if (!add_product(&sum, w->wish, 5 * (int64_t)MAX_ENTRIES) ||
        !add_product(&sum, w->travel, (int64_t)m->reach * m->seat_n) ||
        !add_product(&sum, w->area, m->seat_n) ||
        !add_product(&sum, w->stability, 2 * (int64_t)m->published.n)) {
        return refuse(e, "weights", "are too large: the costs of a roster would overflow");
    }
    return true;
}

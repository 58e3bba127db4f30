/* What follows from a problem before any search: seats, weeks, who may take what, fair shares,
 * and the certainty that no sum of costs can overflow. */
#include "roster/model.h"

#include <stdio.h>
#include <stdlib.h>

#include "roster/calendar.h"
#include "roster/pattern.h"
#include "roster/rule.h"

/* Every cost of any roster together stays below this, so that sums and differences fit. */
#define COST_CEILING (INT64_MAX / 8)

enum { MAX_PAIRS = 400000000 /* of duties within a day or so of each other */ };

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

/* Pins come first among the seats of a shift. */
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
        s->planned = pin - first > s->needed ? pin - first : s->needed;
        s->seats = s->planned > s->most ? s->planned : s->most;
        n += s->seats;
        if (n > MAX_SEATS) {
            return refuse(e, "shifts", "have room for more than 4000000 people in all");
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

/* Shifts that ask the same of a person stand together. */
struct asked {
    uint64_t skills;
    int32_t shift;
    bool advice;
};

static int asked_order(const void *a, const void *b)
{
    const struct asked *x = a, *y = b;

    if (x->skills != y->skills) {
        return x->skills < y->skills ? -1 : 1;
    }
    if (x->advice != y->advice) {
        return x->advice ? 1 : -1;
    }
    return (x->shift > y->shift) - (x->shift < y->shift);
}

static bool same_asked(const struct asked *x, const struct asked *y)
{
    return x->skills == y->skills && x->advice == y->advice;
}

/* Who is suited for such shifts at all; returns how many. */
static int32_t find_suited(const struct model *m, int32_t shift, int32_t *suited)
{
    int32_t n = 0;

    for (int32_t p = 0; p < m->provider_n; p++) {
        if (rule_of_person(&m->shifts[shift], &m->providers[p]) == RULE_NONE) {
            suited[n++] = p;
        }
    }
    return n;
}

/* Sets the bits of those who may take each shift. Only people suited for its kind and skills are
 * asked for their times: in a country most people belong to another Centre. */
static void judge(struct arena *a, struct model *m)
{
    struct asked *all = arena_alloc(a, ((size_t)m->shift_n + 1) * sizeof(*all));
    int32_t *suited = arena_alloc(a, ((size_t)m->provider_n + 1) * sizeof(*suited)), n = 0;

    for (int32_t s = 0; s < m->shift_n; s++) {
        const struct shift *x = &m->shifts[s];
        all[s] = (struct asked){x->skills, s, x->kind == POST_HOTLINE};
    }
    qsort(all, (size_t)m->shift_n, sizeof(*all), asked_order);
    for (int32_t i = 0; i < m->shift_n; i++) {
        int32_t s = all[i].shift;
        uint64_t *row = m->may + (size_t)s * (size_t)m->may_words;
        if (i == 0 || !same_asked(&all[i], &all[i - 1])) {
            n = find_suited(m, s, suited);
        }
        for (int32_t k = 0; k < n; k++) {
            struct rule_hit hit;
            if (rule_of_problem(m, s, suited[k], &hit) == RULE_NONE) {
                row[suited[k] / 64] |= UINT64_C(1) << (suited[k] % 64);
            }
        }
    }
}

static void list_candidates(struct arena *a, struct model *m)
{
    size_t words = (size_t)m->shift_n * (size_t)m->may_words;
    size_t n = 0;

    for (size_t i = 0; i < words; i++) {
        for (uint64_t w = m->may[i]; w != 0; w &= w - 1) {
            n++;
        }
    }
    m->cand_at = arena_alloc(a, ((size_t)m->shift_n + 1) * sizeof(*m->cand_at));
    m->cand = arena_alloc(a, (n + 1) * sizeof(*m->cand));
    n = 0;
    for (int32_t s = 0; s < m->shift_n; s++) {
        const uint64_t *row = m->may + (size_t)s * (size_t)m->may_words;
        for (int32_t i = 0; i < m->may_words; i++) {
            for (uint64_t w = row[i]; w != 0; w &= w - 1) {
                m->cand[n++] = (int16_t)(i * 64 + __builtin_ctzll(w));
            }
        }
        m->cand_at[s + 1] = (int32_t)n;
    }
}

static void find_candidates(struct arena *a, struct model *m)
{
    m->may_words = (m->provider_n + 63) / 64;
    m->may = arena_alloc(a, ((size_t)m->shift_n * (size_t)m->may_words + 1) * sizeof(*m->may));
    judge(a, m);
    list_candidates(a, m);
}

/* Each provider's requests are a stretch of the list. */
static void lay_requests(struct model *m)
{
    for (int32_t i = m->request_n - 1; i >= 0; i--) {
        struct provider *p = &m->providers[m->requests[i].provider];
        p->request_at = i;
        p->request_n++;
    }
}

const struct request *model_request(const struct model *m, int32_t shift, int32_t provider)
{
    const struct provider *p = &m->providers[provider];
    int32_t low = p->request_at, high = low + p->request_n, end = high;

    while (low < high) {
        int32_t mid = (low + high) / 2;
        if (m->requests[mid].shift < shift) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low < end && m->requests[low].shift == shift ? &m->requests[low] : NULL;
}

bool namings_hold(const struct namings *n, int32_t shift, int32_t provider)
{
    int32_t low = 0, high = n->n;

    while (low < high) {
        int32_t mid = (low + high) / 2;
        const struct naming *x = &n->x[mid];
        if (x->shift < shift || (x->shift == shift && x->provider < provider)) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low < n->n && n->x[low].shift == shift && n->x[low].provider == provider;
}

bool model_kept(const struct model *m, int32_t shift, int32_t provider)
{
    return namings_hold(&m->published, shift, provider);
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
        total += (int64_t)m->shifts[s].points[k] * m->shifts[s].planned;
        most += (int64_t)m->shifts[s].points[k] * m->shifts[s].seats;
    }
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
static bool set_cover_costs(struct model *m, int64_t *sum, struct err *e)
{
    for (int32_t i = 0; i < m->shift_n; i++) {
        struct shift *s = &m->shifts[i];
        if (s->empty_cost == 0) { /* the shift-scheduling format gives it place by place */
            s->empty_cost = m->weights.uncovered << (2 * (s->priority - 1));
        }
        if (!add_product(sum, s->empty_cost, s->planned) ||
            !add_product(sum, s->over_cost, s->seats - s->planned)) {
            return refuse(e, "weights.uncovered", "is too large for so many shifts");
        }
    }
    return true;
}

/* What cannot be a sum of costs that fits in 64 bits is refused. */
static bool check_sums(const struct model *m, int64_t *sum, struct err *e)
{
    const struct weights *w = &m->weights;
    bool fits = add_product(sum, w->wish, 5 * (int64_t)MAX_ENTRIES) &&
                add_product(sum, w->travel, (int64_t)m->reach * m->seat_n) &&
                add_product(sum, w->area, m->seat_n) &&
                add_product(sum, w->stability, 2 * (int64_t)m->published.n) &&
                add_product(sum, w->pattern, pattern_most(m));

    for (int32_t i = 0; i < m->request_n; i++) {
        fits = fits && add_product(sum, m->requests[i].on, 1) &&
               add_product(sum, m->requests[i].off, 1);
    }
    return fits || refuse(e, "weights", "are too large: the costs of a roster would overflow");
}

static int minute_order(const void *a, const void *b)
{
    const int32_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* Duties so near each other that one may hinder the other are compared pair by pair: how many such
 * pairs there are is bounded. */
static bool check_crowd(struct arena *a, const struct model *m, struct err *e)
{
    int64_t pairs = 0, far = (int64_t)m->reach + m->longest;
    int32_t n = 0;

    if (m->shift_n < MAX_SHIFTS / 6) {
        return true;
    }
    int32_t *start = arena_alloc(a, (size_t)(m->shift_n + MAX_ENTRIES) * sizeof(*start));
    for (int32_t i = 0; i < m->shift_n; i++) {
        start[n++] = m->shifts[i].start;
    }
    for (int32_t p = 0; p < m->provider_n; p++) {
        for (int32_t i = 0; i < m->providers[p].busy_n; i++) {
            start[n++] = m->providers[p].busy[i].start;
        }
    }
    qsort(start, (size_t)n, sizeof(*start), minute_order);
    for (int32_t i = 0, first = 0; i < n; i++) {
        while (start[first] < start[i] - far) {
            first++;
        }
        pairs += i - first;
    }
    return pairs <= MAX_PAIRS || refuse(e, "shifts", "are too many at the same time");
}

bool model_finish(struct arena *a, struct model *m, struct err *e)
{
    int64_t sum = 0;

    if (!lay_seats(a, m, e)) {
        return false;
    }
    lay_calendar(m);
    if (!check_crowd(a, m, e)) {
        return false;
    }
    lay_pairs(a, m);
    lay_requests(m);
    find_candidates(a, m);
    find_groups(a, m);
    return set_targets(a, m, &sum, e) && set_cover_costs(m, &sum, e) && check_sums(m, &sum, e);
}

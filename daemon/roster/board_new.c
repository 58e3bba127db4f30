/* Packs one part of a problem onto a board: slots in order of time, what hinders what, costs. */
#include <stdlib.h>
#include <string.h>

#include "roster/board.h"
#include "roster/cost.h"
#include "roster/pattern.h"
#include "roster/rule.h"

enum { RECENT = 64 /* rows of points looked at for an equal one */ };

struct builder {
    struct arena *a;
    struct board *b;
    const struct draft *d;
    const struct part *part;
    struct duty *duty; /* of each slot */
    int32_t *slot_of;  /* of each shift of the part, in its order */
    uint64_t *row;     /* scratch: one row of bits over slots */
    size_t bits_cap;
    size_t bits_n;
    int32_t *of_day, *day_at; /* slots by day, where days follow one another badly */
};

/* The index of a value in an ascending list, or NONE. */
static int32_t find(const int32_t *list, int32_t n, int32_t value)
{
    int32_t low = 0, high = n;

    while (low < high) {
        int32_t mid = (low + high) / 2;
        if (list[mid] < value) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low < n && list[low] == value ? low : NONE;
}

/* ---- slots ---- */

struct start {
    int32_t at, shift, person, duty; /* a shift of the part, or a person's carried-in duty */
};

static int start_order(const void *a, const void *b)
{
    const struct start *x = a, *y = b;

    if (x->at != y->at) {
        return x->at < y->at ? -1 : 1;
    }
    if (x->shift != y->shift) {
        return x->shift < y->shift ? -1 : 1;
    }
    if (x->person != y->person) {
        return x->person < y->person ? -1 : 1;
    }
    return (x->duty > y->duty) - (x->duty < y->duty);
}

static int32_t carried_in(const struct builder *x, int32_t person)
{
    return x->d->of[x->part->person[person]].n;
}

static struct start *list_starts(struct builder *x)
{
    const struct part *part = x->part;
    int32_t n = part->shifts;

    for (int32_t p = 0; p < part->people; p++) {
        n += carried_in(x, p);
    }
    struct start *all = arena_alloc(x->a, ((size_t)n + 1) * sizeof(*all));
    n = 0;
    for (int32_t i = 0; i < part->shifts; i++) {
        all[n++] = (struct start){x->d->m->shifts[part->shift[i]].start, i, NONE, NONE};
    }
    for (int32_t p = 0; p < part->people; p++) {
        for (int32_t i = 0; i < carried_in(x, p); i++) {
            all[n++] = (struct start){x->d->of[part->person[p]].d[i].start, NONE, p, i};
        }
    }
    qsort(all, (size_t)n, sizeof(*all), start_order);
    x->b->slots = n;
    return all;
}

static void lay_shift(struct builder *x, int32_t slot, const struct shift *shift)
{
    struct slot *s = &x->b->slot[slot];
    struct demand *need = &x->b->demand[slot];
    struct board *b = x->b;
    int32_t monday = -b->m->weekday * DAY;
    int32_t first = floor_div(shift->start - monday, WEEK);
    int32_t last = floor_div(shift->end - 1 - monday, WEEK);

    s->day = (int16_t)shift->day;
    s->week = (int16_t)(b->row_weeks + shift->week);
    s->month = (int16_t)(b->row_months + shift->month);
    if (b->m->rules.weekly_rest_min > 0) {
        s->touch_first = (int16_t)(b->row_touches + (first > 0 ? first : 0));
        s->touch_last = (int16_t)(b->row_touches + (last < b->m->weeks ? last : b->m->weeks - 1));
    }
    s->first_seat = b->seats;
    need->seats = shift->seats;
    need->planned = shift->planned;
    need->empty_cost = shift->empty_cost;
    need->over_cost = shift->over_cost;
    b->seats += shift->seats;
}

static void lay_slots(struct builder *x)
{
    struct board *b = x->b;
    const struct start *all = list_starts(x);

    b->slot = arena_alloc(x->a, ((size_t)b->slots + 1) * sizeof(*b->slot));
    b->demand = arena_alloc(x->a, ((size_t)b->slots + 1) * sizeof(*b->demand));
    b->time = arena_alloc(x->a, ((size_t)b->slots + 1) * sizeof(*b->time));
    x->duty = arena_alloc(x->a, ((size_t)b->slots + 1) * sizeof(*x->duty));
    x->slot_of = arena_alloc(x->a, ((size_t)x->part->shifts + 1) * sizeof(*x->slot_of));
    b->words = (b->slots + 63) / 64 + NEAR;
    b->held = arena_alloc(x->a, ((size_t)b->people * (size_t)b->words + 1) * sizeof(*b->held));
    b->slot[b->slots] = (struct slot){.day = NONE, .week = NONE, .month = NONE, .touch_last = -1};
    for (int32_t i = 0; i < b->slots; i++) {
        b->slot[i] = (struct slot){.taken_in = all[i].shift == NONE, .touch_last = -1};
        if (all[i].shift != NONE) {
            b->demand[i].shift = x->part->shift[all[i].shift];
            x->slot_of[all[i].shift] = i;
            x->duty[i] = draft_duty(b->m, b->m->shifts[b->demand[i].shift].first_seat);
            lay_shift(x, i, &b->m->shifts[b->demand[i].shift]);
        } else {
            b->demand[i].shift = NONE;
            x->duty[i] = x->d->of[x->part->person[all[i].person]].d[all[i].duty];
            b->held[(size_t)all[i].person * (size_t)b->words + (size_t)i / 64] |= UINT64_C(1)
                                                                                  << (i % 64);
        }
        b->time[i] = (struct span){x->duty[i].start, x->duty[i].end};
    }
}

static void lay_seats(struct builder *x)
{
    struct board *b = x->b;
    size_t n = (size_t)b->seats + 1;

    b->seat_slot = arena_alloc(x->a, n * sizeof(*b->seat_slot));
    b->holder = arena_alloc(x->a, n * sizeof(*b->holder));
    b->pinned = arena_alloc(x->a, n * sizeof(*b->pinned));
    b->stood = arena_alloc(x->a, ((size_t)b->slots + 1) * sizeof(*b->stood));
    for (int32_t i = 0; i < b->slots; i++) {
        for (int32_t k = 0; k < b->demand[i].seats; k++) {
            b->seat_slot[b->slot[i].first_seat + k] = i;
            b->holder[b->slot[i].first_seat + k] = NONE;
        }
    }
}

/* ---- what hinders what ---- */

static void set_bit(uint64_t *row, int32_t i)
{
    row[i / 64] |= UINT64_C(1) << (i % 64);
}

/* Keeps the words of the scratch row that say something, and clears it. */
static struct band keep_row(struct builder *x)
{
    struct board *b = x->b;
    int32_t word = 0, last = (b->slots - 1) / 64;

    while (last >= 0 && x->row[last] == 0) {
        last--;
    }
    while (word < last && x->row[word] == 0) {
        word++;
    }
    size_t n = last < 0 ? 0 : (size_t)(last + 1 - word);
    if (x->bits_n + n > x->bits_cap) {
        x->bits_cap = 2 * x->bits_cap + (size_t)b->words;
        uint64_t *grown = arena_alloc(x->a, x->bits_cap * sizeof(*grown));
        memcpy(grown, b->bits, x->bits_n * sizeof(*grown));
        b->bits = grown;
    }
    struct band band = {(int16_t)word, (int16_t)n, (int32_t)x->bits_n};
    memcpy(b->bits + x->bits_n, x->row + word, n * sizeof(*b->bits));
    memset(x->row + word, 0, n * sizeof(*x->row));
    x->bits_n += n;
    return band;
}

/* The slots near enough in time, those of the paired shifts, and the slot itself. */
static void find_hinders(struct builder *x, int32_t slot, int32_t from)
{
    struct board *b = x->b;
    const struct model *m = b->m;
    const struct duty *duty = &x->duty[slot];
    struct rule_hit hit;

    for (int32_t i = from; i < b->slots && x->duty[i].start < duty->end + m->reach; i++) {
        if (rule_of_two(m, duty, &x->duty[i], &hit) != RULE_NONE) {
            set_bit(x->row, i);
        }
    }
    int32_t shift = b->demand[slot].shift;
    for (int32_t i = m->foe_at[shift]; i < m->foe_at[shift + 1]; i++) {
        set_bit(x->row, x->slot_of[find(x->part->shift, x->part->shifts, m->foe[i])]);
    }
    struct band band = keep_row(x);
    b->slot[slot].hinders = band;
    for (int32_t i = 0; i < NEAR && i < band.n; i++) {
        b->slot[slot].near[i] = b->bits[band.at + i];
    }
}

/* Slots whose types may not follow one another on two days in a row. */
static void find_forbidden(struct builder *x, int32_t slot)
{
    struct board *b = x->b;
    const struct shift *s = &b->m->shifts[b->demand[slot].shift];

    for (int32_t day = s->day - 1; day <= s->day + 1; day += 2) {
        for (int32_t i = x->day_at[day + 1]; i < x->day_at[day + 2]; i++) {
            if (pattern_forbids(b->m, s, &b->m->shifts[b->demand[x->of_day[i]].shift])) {
                set_bit(x->row, x->of_day[i]);
            }
        }
    }
    b->demand[slot].forbids = keep_row(x);
}

/* Days -1 .. days, so that each has neighbours: day d lies from day_at[d + 1]. */
static void sort_by_day(struct builder *x)
{
    const struct board *b = x->b;
    int32_t n = b->m->days + 3;

    x->day_at = arena_alloc(x->a, ((size_t)n + 1) * sizeof(*x->day_at));
    x->of_day = arena_alloc(x->a, ((size_t)b->slots + 1) * sizeof(*x->of_day));
    int32_t *next = arena_alloc(x->a, ((size_t)n + 1) * sizeof(*next));
    for (int32_t i = 0; i < b->slots; i++) {
        x->day_at[b->slot[i].day + 2] += b->demand[i].shift != NONE;
    }
    for (int32_t i = 0; i < n; i++) {
        x->day_at[i + 1] += x->day_at[i];
        next[i] = x->day_at[i];
    }
    for (int32_t i = 0; i < b->slots; i++) {
        if (b->demand[i].shift != NONE) {
            x->of_day[next[b->slot[i].day + 1]++] = i;
        }
    }
}

static void lay_bands(struct builder *x, bool patterns)
{
    struct board *b = x->b;
    const struct model *m = b->m;
    int32_t from = 0;

    x->row = arena_alloc(x->a, ((size_t)b->words + 1) * sizeof(*x->row));
    x->bits_cap = (size_t)b->slots * 4;
    b->bits = arena_alloc(x->a, (x->bits_cap + 1) * sizeof(*b->bits));
    if (patterns) {
        sort_by_day(x);
    }
    for (int32_t i = 0; i < b->slots; i++) {
        while (x->duty[from].start < x->duty[i].start - m->reach - m->longest) {
            from++;
        }
        if (b->demand[i].shift != NONE) {
            find_hinders(x, i, from);
        }
        if (b->demand[i].shift != NONE && patterns) {
            find_forbidden(x, i);
        }
    }
}

/* The slots of each week by the clock, and of those before it that may reach into it. */
static void lay_weeks(struct builder *x)
{
    struct board *b = x->b;
    const struct model *m = b->m;

    b->week_from = arena_alloc(x->a, ((size_t)m->weeks + 1) * sizeof(*b->week_from));
    b->week_to = arena_alloc(x->a, ((size_t)m->weeks + 1) * sizeof(*b->week_to));
    for (int32_t w = 0, from = 0, to = 0; w < m->weeks; w++) {
        int32_t monday = w * WEEK - m->weekday * DAY;
        while (from < b->slots && b->time[from].from < monday - m->longest) {
            from++;
        }
        while (to < b->slots && b->time[to].from < monday + WEEK) {
            to++;
        }
        b->week_from[w] = from;
        b->week_to[w] = to;
    }
    /* So few duties that however they lie, one stretch between them is long enough. */
    int64_t needed = m->rules.weekly_rest_min;
    b->rest_safe = needed == 0 ? NO_LIMIT : 0;
    while (needed > 0 &&
           WEEK - (b->rest_safe + 1) * (int64_t)m->longest > (needed - 1) * (b->rest_safe + 2)) {
        b->rest_safe++;
    }
}

/* For each day, week and month the first slot that counts there, and the one after the last. */
static void lay_spans(struct builder *x)
{
    struct board *b = x->b;

    b->span = arena_alloc(x->a, ((size_t)b->row + 1) * sizeof(*b->span));
    for (int32_t i = b->slots - 1; i >= 0; i--) {
        const struct slot *s = &b->slot[i];
        int32_t row[] = {s->day, s->week, s->month};
        for (size_t k = 0; k < ARRAY_LEN(row) && !s->taken_in; k++) {
            struct span *span = &b->span[row[k]];
            span->from = i;
            span->to = span->to == 0 ? i + 1 : span->to;
        }
    }
}

/* ---- candidates and costs ---- */

static void lay_candidates(struct builder *x)
{
    struct board *b = x->b;
    const struct model *m = b->m;
    int32_t n = 0;

    for (int32_t i = 0; i < x->part->shifts; i++) {
        n += m->cand_at[x->part->shift[i] + 1] - m->cand_at[x->part->shift[i]];
    }
    b->may_words = (b->people + 63) / 64;
    b->may = arena_alloc(x->a, ((size_t)b->slots * (size_t)b->may_words + 1) * sizeof(*b->may));
    b->cand = arena_alloc(x->a, ((size_t)n + 1) * sizeof(*b->cand));
    n = 0;
    for (int32_t i = 0; i < b->slots; i++) {
        int32_t shift = b->demand[i].shift, p = 0;
        b->slot[i].cand_at = n;
        for (int32_t k = shift == NONE ? 0 : m->cand_at[shift];
             shift != NONE && k < m->cand_at[shift + 1]; k++) {
            while (b->person[p] < m->cand[k]) {
                p++;
            }
            b->cand[n++] = (int16_t)p;
            set_bit(b->may + (size_t)i * (size_t)b->may_words, p);
        }
        b->slot[i].cand_n = (int16_t)(n - b->slot[i].cand_at);
    }
}

/* Numbers what the slots name, from 1 in the order of the slots; 0 is nothing. some: for each
 * number a shift that names it. Returns the largest number. */
static int32_t number(const struct builder *x, bool by_area, int32_t *row_of, int32_t *some)
{
    const struct board *b = x->b;
    int32_t n = 0;

    for (int32_t i = 0; i < b->slots; i++) {
        int32_t shift = b->demand[i].shift;
        int32_t name = shift == NONE ? NONE
                       : by_area     ? b->m->shifts[shift].area
                                     : b->m->shifts[shift].place;
        if (name != NONE && row_of[name] == 0) {
            row_of[name] = ++n;
            some[n] = shift;
        }
        *(by_area ? &b->slot[i].area : &b->slot[i].place) =
            (int16_t)(name == NONE ? 0 : row_of[name]);
    }
    return n;
}

/* Rows of the way to each place and of the care for each area that the part knows. */
static void lay_own_costs(struct builder *x)
{
    struct board *b = x->b;
    const struct model *m = b->m;
    size_t people = (size_t)b->people, names = (size_t)(m->place_n + m->area_n) + 1;
    int32_t *row_of = arena_alloc(x->a, names * sizeof(*row_of));
    int32_t *some = arena_alloc(x->a, names * sizeof(*some) + sizeof(*some));
    int32_t places = number(x, false, row_of, some);

    b->way = arena_alloc(x->a, (size_t)(places + 1) * people * sizeof(*b->way) + 1);
    for (int32_t i = 1; i <= places; i++) {
        for (size_t p = 0; p < people; p++) {
            b->way[(size_t)i * people + p] = cost_of_travel(m, some[i], b->person[p]);
        }
    }
    memset(row_of, 0, names * sizeof(*row_of));
    int32_t areas = number(x, true, row_of, some);
    b->care = arena_alloc(x->a, (size_t)(areas + 1) * people * sizeof(*b->care) + 1);
    for (int32_t i = 1; i <= areas; i++) {
        for (size_t p = 0; p < people; p++) {
            b->care[(size_t)i * people + p] = cost_of_area(m, some[i], b->person[p]);
        }
    }
}

static int32_t first_published(const struct model *m, int32_t shift)
{
    int32_t low = 0, high = m->published.n;

    while (low < high) {
        int32_t mid = (low + high) / 2;
        if (m->published.x[mid].shift < shift) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

/* Counts one published assignment or request, or lists it. */
static void add_extra(struct builder *x, int32_t shift, int32_t provider, struct extra extra,
                      bool list)
{
    int32_t at = find(x->part->shift, x->part->shifts, shift);
    int32_t who = find(x->part->person, x->part->people, provider);

    extra.person = who;

    if (at != NONE && who != NONE) {
        struct slot *s = &x->b->slot[x->slot_of[at]];
        if (list) {
            x->b->extra[s->extra_at + s->extra_n] = extra;
        }
        s->extra_n++;
    }
}

static void walk_extras(struct builder *x, bool list)
{
    const struct model *m = x->b->m;

    for (int32_t i = 0; i < x->part->shifts; i++) {
        int32_t shift = x->part->shift[i];
        for (int32_t k = first_published(m, shift);
             k < m->published.n && m->published.x[k].shift == shift; k++) {
            add_extra(x, shift, m->published.x[k].provider,
                      (struct extra){.published = true, .cost = -m->weights.stability}, list);
        }
    }
    for (int32_t p = 0; p < x->part->people; p++) {
        const struct provider *person = &m->providers[x->part->person[p]];
        for (int32_t k = 0; k < person->request_n; k++) {
            const struct request *r = &m->requests[person->request_at + k];
            add_extra(x, r->shift, r->provider, (struct extra){.cost = r->on - r->off}, list);
        }
    }
}

static void lay_extras(struct builder *x)
{
    struct board *b = x->b;
    int32_t n = 0;

    walk_extras(x, false);
    for (int32_t i = 0; i < b->slots; i++) {
        b->slot[i].extra_at = n;
        n += b->slot[i].extra_n;
        b->slot[i].extra_n = 0;
    }
    b->extra = arena_alloc(x->a, ((size_t)n + 1) * sizeof(*b->extra));
    walk_extras(x, true);
}

/* Shifts with the same points share a row. */
static void lay_points(struct builder *x)
{
    struct board *b = x->b;
    size_t kinds = (size_t)b->kinds;
    int32_t rows = 1;

    b->points = arena_alloc(x->a, ((size_t)b->slots + 1) * kinds * sizeof(*b->points) + 1);
    for (int32_t i = 0; i < b->slots; i++) {
        if (b->demand[i].shift == NONE) {
            continue;
        }
        const int32_t *points = b->m->shifts[b->demand[i].shift].points;
        int32_t row = 0, tried = 0;
        while (row < rows && tried < RECENT &&
               memcmp(b->points + (size_t)row * kinds, points, kinds * sizeof(*points)) != 0) {
            tried++;
            row++;
        }
        if (row == rows || tried == RECENT) {
            row = rows++;
            memcpy(b->points + (size_t)row * kinds, points, kinds * sizeof(*points));
        }
        b->slot[i].points = row;
    }
}

/* ---- people ---- */

static void lay_fairness(struct builder *x, int32_t person)
{
    struct board *b = x->b;
    struct hand *h = &b->hand[person];
    const struct model *m = b->m;
    int64_t divisor = 100 * (int64_t)m->providers[b->person[person]].share;

    for (int32_t k = 0; k < b->kinds && divisor > 0; k++) {
        size_t at = (size_t)b->person[person] * (size_t)b->kinds + (size_t)k;
        struct fair *f = &b->fair[(size_t)person * (size_t)b->kinds + (size_t)k];
        f->off = x->d->points[at] - m->target[at];
        f->cost = cost_of_points(m, b->person[person], k, x->d->points[at]);
        /* Squares times the weight stay below 2^60: rounding up here then rounds down there. */
        h->scale = 61 + 64 - __builtin_clzll((uint64_t)divisor);
        f->factor = m->in_group[at] ? (uint64_t)(((wide)1 << h->scale) / (wide)divisor) + 1 : 0;
    }
}

/* What was carried in counts for the pattern as on any day of the horizon. */
static void lay_pattern(struct builder *x, int32_t person, int32_t row)
{
    struct board *b = x->b;
    struct hand *h = &b->hand[person];
    const struct duties *of = &x->d->of[b->person[person]];
    uint64_t *days = b->worked + (size_t)row * DAY_WORDS;

    h->contract = b->m->providers[b->person[person]].contract;
    h->pattern = row;
    memcpy(days, draft_worked(x->d, b->person[person]), (size_t)x->d->day_words * sizeof(*days));
    h->weekends = pattern_weekends(b->m, days);
    for (int32_t i = 0; i < of->n; i++) {
        bool inside = of->d[i].busy->day >= 0 && of->d[i].busy->day < b->m->days;
        h->minutes += inside ? of->d[i].end - of->d[i].start : 0;
    }
}

static void lay_counters(struct builder *x, int32_t person)
{
    struct board *b = x->b;
    const struct model *m = b->m;
    const struct draft *d = x->d;
    int32_t p = b->person[person], monday = -m->weekday * DAY;
    uint16_t *n = b->count + (size_t)person * (size_t)b->row;

    memcpy(n, draft_row(d->in_day, p, m->days), (size_t)m->days * sizeof(*n));
    memcpy(n + b->row_weeks, draft_row(d->in_week, p, m->weeks), (size_t)m->weeks * sizeof(*n));
    memcpy(n + b->row_months, draft_row(d->in_month, p, m->months), (size_t)m->months * sizeof(*n));
    for (int32_t i = 0; i < d->of[p].n; i++) {
        int32_t first = floor_div(d->of[p].d[i].start - monday, WEEK);
        int32_t last = floor_div(d->of[p].d[i].end - 1 - monday, WEEK);
        for (int32_t w = first > 0 ? first : 0; w <= last && w < m->weeks; w++) {
            n[b->row_touches + w]++;
        }
    }
}

/* True when somebody has a contract. */
static bool lay_people(struct builder *x)
{
    struct board *b = x->b;
    const struct model *m = b->m;
    size_t people = (size_t)b->people;
    int32_t contracts = 0;

    b->count = arena_alloc(x->a, (people * (size_t)b->row + 1) * sizeof(*b->count));
    b->fair = arena_alloc(x->a, (people * (size_t)b->kinds + 1) * sizeof(*b->fair));
    b->hand = arena_alloc(x->a, (people + 1) * sizeof(*b->hand));
    for (int32_t p = 0; p < b->people; p++) {
        contracts += m->providers[b->person[p]].contract != NULL;
    }
    b->worked = arena_alloc(x->a, ((size_t)contracts * DAY_WORDS + 1) * sizeof(*b->worked));
    b->of_type =
        arena_alloc(x->a, ((size_t)contracts * (size_t)m->type_n + 1) * sizeof(*b->of_type));
    for (int32_t p = 0, row = 0; p < b->people; p++) {
        const struct provider *person = &m->providers[b->person[p]];
        b->hand[p].max_week = person->max_per_week;
        b->hand[p].max_month = person->max_per_month;
        b->hand[p].wish = m->wish + (size_t)b->person[p] * (size_t)m->days;
        lay_counters(x, p);
        lay_fairness(x, p);
        if (person->contract != NULL) {
            lay_pattern(x, p, row++);
        }
    }
    return contracts > 0;
}

static void put_pins(struct board *b)
{
    for (int32_t seat = 0; seat < b->seats; seat++) {
        const struct slot *s = &b->slot[b->seat_slot[seat]];
        int32_t first = b->m->shifts[b->demand[b->seat_slot[seat]].shift].first_seat;
        int32_t pin = b->m->seat_pin[first + seat - s->first_seat];
        if (pin != NONE) {
            b->pinned[seat] = true;
            board_put(b, seat, find(b->person, b->people, pin));
        }
    }
}

struct board *board_new(struct arena *a, const struct draft *d, const struct part *part)
{
    const struct model *m = d->m;
    struct board *b = arena_alloc(a, sizeof(*b));
    struct builder x = {.a = a, .b = b, .d = d, .part = part};

    *b = (struct board){.m = m,
                        .people = part->people,
                        .person = part->person,
                        .kinds = m->kind_n,
                        .row_weeks = m->days,
                        .row_months = m->days + m->weeks,
                        .row_touches = m->days + m->weeks + m->months,
                        .row = m->days + 2 * m->weeks + m->months,
                        .max_day = m->rules.max_duties_per_day};
    lay_slots(&x);
    lay_seats(&x);
    lay_bands(&x, lay_people(&x));
    lay_weeks(&x);
    lay_spans(&x);
    lay_candidates(&x);
    lay_own_costs(&x);
    lay_extras(&x);
    lay_points(&x);
    put_pins(b);
    return b;
}

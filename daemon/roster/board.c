/* Questions to a board and the two changes it knows. */
#include "roster/board.h"

#include "roster/pattern.h"
#include "roster/rule.h"

static const uint16_t *counters(const struct board *b, int32_t person)
{
    return b->count + (size_t)person * (size_t)b->row;
}

static const uint64_t *held_by(const struct board *b, int32_t person)
{
    return b->held + (size_t)person * (size_t)b->words;
}

/* One bit of a word, or none; slot may be NONE. */
static uint64_t bit_in(int32_t slot, int32_t word)
{
    return (uint64_t)((uint32_t)slot / 64 == (uint32_t)word) << ((uint32_t)slot % 64);
}

static const struct slot *slot_at(const struct board *b, int32_t slot)
{
    return &b->slot[slot == NONE ? b->slots : slot];
}

/* Without branches: which of the limits is met cannot be foreseen. */
static bool within_limits(const struct board *b, int32_t person, const struct slot *s,
                          const struct slot *x)
{
    const uint16_t *n = counters(b, person);
    const struct hand *h = &b->hand[person];
    int32_t day = n[s->day] - (x->day == s->day);
    int32_t week = n[s->week] - (x->week == s->week);
    int32_t month = n[s->month] - (x->month == s->month);

    return ((day < b->max_day) & (week < h->max_week) & (month < h->max_month)) != 0;
}

/* The duties that hinder, in the words held of them; all rows of held end with NEAR spare words. */
static bool is_hindered(const struct board *b, int32_t person, const struct slot *s, int32_t except)
{
    int32_t word = s->hinders.word;
    const uint64_t *held = held_by(b, person) + word;
    uint64_t hit = (held[0] & s->near[0] & ~bit_in(except, word)) |
                   (held[1] & s->near[1] & ~bit_in(except, word + 1));

    for (int32_t i = NEAR; i < s->hinders.n; i++) {
        hit |= held[i] & b->bits[s->hinders.at + i] & ~bit_in(except, word + i);
    }
    return hit != 0;
}

/* The longest stretch of the week that is free once the slot is added. */
static int32_t longest_rest(const struct board *b, int32_t person, int32_t week, int32_t slot,
                            int32_t except)
{
    const uint64_t *held = held_by(b, person);
    int32_t from = b->week_from[week], to = b->week_to[week];
    struct rest rest = rest_begin(b->m, week);

    for (int32_t word = from / 64; word * 64 < to; word++) {
        uint64_t w =
            (held[word] & ~(except == NONE ? 0 : bit_in(except, word))) | bit_in(slot, word);
        if (word == from / 64) {
            w &= UINT64_MAX << (from % 64);
        }
        for (; w != 0; w &= w - 1) {
            int32_t at = word * 64 + __builtin_ctzll(w);
            if (at < to) {
                rest_add(&rest, b->time[at].from, b->time[at].to);
            }
        }
    }
    return rest_end(&rest);
}

static bool leaves_rest(const struct board *b, int32_t person, int32_t slot, int32_t except)
{
    const struct slot *s = &b->slot[slot], *x = slot_at(b, except);
    const uint16_t *n = counters(b, person);

    for (int32_t i = s->touch_first; i <= s->touch_last; i++) {
        int32_t duties = n[i] + 1 - ((x->touch_first <= i) & (i <= x->touch_last));
        if (duties > b->rest_safe && longest_rest(b, person, i - b->row_touches, slot, except) <
                                         b->m->rules.weekly_rest_min) {
            return false;
        }
    }
    return true;
}

bool board_allows(const struct board *b, int32_t person, int32_t slot, int32_t except)
{
    const struct slot *s = &b->slot[slot];

    int limits = within_limits(b, person, s, slot_at(b, except));
    int hindered = is_hindered(b, person, s, except);

    return (limits & ~hindered) != 0 && leaves_rest(b, person, slot, except);
}

static int32_t only_hindrance(const struct board *b, int32_t person, const struct slot *s)
{
    const uint64_t *held = held_by(b, person) + s->hinders.word;
    int32_t found = NONE;

    for (int32_t i = 0; i < s->hinders.n; i++) {
        uint64_t w = held[i] & (i < NEAR ? s->near[i] : b->bits[s->hinders.at + i]);
        if (w != 0 && (found != NONE || (w & (w - 1)) != 0)) {
            return NONE;
        }
        if (w != 0) {
            found = (s->hinders.word + i) * 64 + __builtin_ctzll(w);
        }
    }
    return found;
}

/* A slot the person holds between from and to: the first at or after lot, or from the start on. */
static int32_t some_held(const struct board *b, int32_t person, int32_t from, int32_t to,
                         int32_t lot)
{
    const uint64_t *held = held_by(b, person);

    for (int32_t round = 0; round < 2; round++) {
        int32_t at = round == 0 ? lot : from, end = round == 0 ? to : lot;
        for (int32_t word = at / 64; word * 64 < end; word++) {
            uint64_t w = held[word] & (word == at / 64 ? UINT64_MAX << (at % 64) : UINT64_MAX);
            int32_t found = w == 0 ? end : word * 64 + __builtin_ctzll(w);
            if (found < end) {
                return found;
            }
        }
    }
    return NONE;
}

int32_t board_to_pass(const struct board *b, int32_t person, int32_t slot, uint64_t lot)
{
    const struct slot *s = &b->slot[slot];
    const struct hand *h = &b->hand[person];
    const uint16_t *n = counters(b, person);
    struct span span = {0, b->slots};

    if (is_hindered(b, person, s, NONE)) {
        return only_hindrance(b, person, s);
    }
    if (n[s->day] >= b->max_day) {
        span = b->span[s->day];
    } else if (n[s->week] >= h->max_week) {
        span = b->span[s->week];
    } else if (n[s->month] >= h->max_month) {
        span = b->span[s->month];
    }
    int32_t at = span.from + (int32_t)(((lot >> 32) * (uint64_t)(span.to - span.from)) >> 32);
    return some_held(b, person, span.from, span.to, at);
}

int32_t board_seat(const struct board *b, int32_t person, int32_t slot)
{
    int32_t seat = b->slot[slot].first_seat;

    while (b->holder[seat] != person) {
        seat++;
    }
    return seat;
}

/* Exact: the square times the weight is below 2^60. */
static int64_t square_cost(const struct board *b, const struct fair *f, int32_t scale, int64_t off)
{
    uint64_t n = (uint64_t)(b->m->weights.fairness * off * off);

    return (int64_t)(uint64_t)(((wide)n * f->factor) >> scale);
}

static int64_t fairness_change(const struct board *b, int32_t person, int32_t dropped,
                               int32_t added)
{
    const int32_t *out = b->points + dropped * b->kinds, *in = b->points + added * b->kinds;
    const struct fair *f = b->fair + (size_t)person * (size_t)b->kinds;
    int64_t sum = 0;

    for (int32_t k = 0; k < b->kinds && dropped != added; k++) {
        if (in[k] != out[k]) {
            sum +=
                square_cost(b, &f[k], b->hand[person].scale, f[k].off + in[k] - out[k]) - f[k].cost;
        }
    }
    return sum;
}

static int64_t own_cost(const struct board *b, int32_t person, const struct slot *s)
{
    int64_t sum = b->way[(size_t)s->place * (size_t)b->people + (size_t)person] +
                  b->care[(size_t)s->area * (size_t)b->people + (size_t)person];

    for (int32_t i = 0; i < s->extra_n; i++) {
        const struct extra *x = &b->extra[s->extra_at + i];
        sum += x->person == person ? x->cost : 0;
    }
    return sum;
}

static int32_t count_in(const uint64_t *held, const uint64_t *bits, const struct band *band)
{
    int32_t n = 0;

    for (int32_t i = 0; i < band->n; i++) {
        for (uint64_t w = held[band->word + i] & bits[band->at + i]; w != 0; w &= w - 1) {
            n++;
        }
    }
    return n;
}

static int64_t pattern_of(const struct board *b, int32_t person, int32_t out, int32_t in,
                          bool frees, bool adds)
{
    const struct hand *h = &b->hand[person];
    const struct model *m = b->m;
    const uint64_t *held = held_by(b, person);
    const uint16_t *of_type = b->of_type + (size_t)h->pattern * (size_t)m->type_n;
    const struct shift *drop = out == NONE ? NULL : &m->shifts[b->demand[out].shift];
    const struct shift *add = in == NONE ? NULL : &m->shifts[b->demand[in].shift];
    struct pattern_now now = {.days = b->worked + (size_t)h->pattern * DAY_WORDS,
                              .minutes = h->minutes,
                              .weekends = h->weekends,
                              .frees_day = frees,
                              .adds_day = adds};

    if (drop != NULL && drop->type != NONE) {
        now.of_drop = of_type[drop->type];
        now.with_drop = count_in(held, b->bits, &b->demand[out].forbids);
    }
    if (add != NULL && add->type != NONE) {
        now.of_add = of_type[add->type];
        now.with_add = count_in(held, b->bits, &b->demand[in].forbids) -
                       (drop != NULL && pattern_forbids(m, add, drop));
    }
    return m->weights.pattern * pattern_units(m, h->contract, &now, drop, add);
}

int64_t board_change(const struct board *b, int32_t person, int32_t drop, int32_t add)
{
    const struct slot *out = slot_at(b, drop), *in = slot_at(b, add);
    const struct hand *h = &b->hand[person];
    const uint16_t *n = counters(b, person);
    bool frees = drop != NONE && out->day != in->day && n[out->day] == 1;
    bool adds = add != NONE && out->day != in->day && n[in->day] == 0;
    int64_t sum = fairness_change(b, person, out->points, in->points) + own_cost(b, person, in) -
                  own_cost(b, person, out);

    sum += frees ? b->m->weights.wish * h->wish[out->day] : 0;
    sum -= adds ? b->m->weights.wish * h->wish[in->day] : 0;
    return h->contract == NULL ? sum : sum + pattern_of(b, person, drop, add, frees, adds);
}

static void score(struct board *b, int32_t person, const struct slot *s, int32_t sign)
{
    const int32_t *points = b->points + s->points * b->kinds;
    struct fair *f = b->fair + (size_t)person * (size_t)b->kinds;

    for (int32_t k = 0; k < b->kinds && s->points != 0; k++) {
        f[k].off += sign * points[k];
        f[k].cost = square_cost(b, &f[k], b->hand[person].scale, f[k].off);
    }
}

/* Minutes, types and days of somebody with a contract. */
static void note_pattern(struct board *b, int32_t person, int32_t slot, int32_t by, int32_t in_day)
{
    struct hand *h = &b->hand[person];
    const struct shift *shift = &b->m->shifts[b->demand[slot].shift];
    uint64_t *days = b->worked + (size_t)h->pattern * DAY_WORDS;

    h->minutes += by * (shift->end - shift->start);
    if (shift->type != NONE) {
        uint16_t *n = &b->of_type[(size_t)h->pattern * (size_t)b->m->type_n + (size_t)shift->type];
        *n = (uint16_t)(*n + by);
    }
    if (in_day == (by > 0)) { /* the day's first duty came, or its last one went */
        h->weekends += pattern_weekend_flip(b->m, days, shift->day);
        days[shift->day / 64] ^= UINT64_C(1) << (shift->day % 64);
    }
}

static void note(struct board *b, int32_t person, int32_t slot, int32_t by)
{
    const struct slot *s = &b->slot[slot];
    uint16_t *n = b->count + (size_t)person * (size_t)b->row;

    b->stood[slot] += by;
    b->held[(size_t)person * (size_t)b->words + (size_t)slot / 64] ^= UINT64_C(1) << (slot % 64);
    n[s->day] = (uint16_t)(n[s->day] + by);
    n[s->week] = (uint16_t)(n[s->week] + by);
    n[s->month] = (uint16_t)(n[s->month] + by);
    for (int32_t i = s->touch_first; i <= s->touch_last; i++) {
        n[i] = (uint16_t)(n[i] + by);
    }
    score(b, person, s, by);
    if (b->hand[person].contract != NULL) {
        note_pattern(b, person, slot, by, n[s->day]);
    }
}

void board_put(struct board *b, int32_t seat, int32_t person)
{
    int32_t slot = b->seat_slot[seat];

    b->cost += board_change(b, person, NONE, slot) + board_cover(b, slot, 1);
    b->holder[seat] = (int16_t)person;
    note(b, person, slot, 1);
}

void board_take(struct board *b, int32_t seat)
{
    int32_t slot = b->seat_slot[seat], person = b->holder[seat];

    b->cost += board_change(b, person, slot, NONE) + board_cover(b, slot, -1);
    b->holder[seat] = NONE;
    note(b, person, slot, -1);
}

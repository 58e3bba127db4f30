/* Annealing over seats: give a seat to another person, who may pass a hindering duty on. A move is
 * judged without writing anything; only an accepted one changes the draft. */
#include "roster/search.h"

#include <string.h>

#include "roster/cost.h"
#include "roster/greedy.h"
#include "roster/random.h"
#include "roster/rule.h"

enum {
    SAMPLE = 512,        /* moves that set the first temperature */
    COOL_EVERY = 256,    /* moves between two temperatures, and looks at the stop flag */
    POLISH_MAX = 5000000 /* moves tried, at most, to end in a local optimum */
};

struct search {
    struct draft *d;
    const struct model *m;
    struct random random;
    int64_t cost, best_cost;
    bool best_is_now; /* the draft itself is the best so far */
    int32_t *best;    /* otherwise its holders are here */
    int32_t *open;    /* seats that are not pinned */
    int32_t open_n;
    int32_t *empty, *empty_at; /* uncovered seats, and where each stands in that list */
    int32_t empty_n;
};

/* to takes seat; if other is a seat, to gives that one up and other_to (or nobody) takes it. */
struct move {
    int32_t seat, to, other, other_to;
};

static int32_t shift_of(const struct search *s, int32_t seat)
{
    return s->m->seat_shift[seat];
}

static void list_empty(struct search *s, int32_t seat)
{
    s->empty_at[seat] = s->empty_n;
    s->empty[s->empty_n++] = seat;
}

static void unlist_empty(struct search *s, int32_t seat)
{
    int32_t last = s->empty[--s->empty_n];

    s->empty[s->empty_at[seat]] = last;
    s->empty_at[last] = s->empty_at[seat];
}

static void give(struct search *s, int32_t seat, int32_t provider)
{
    if (provider == NONE) {
        list_empty(s, seat);
    } else {
        draft_put(s->d, seat, provider);
    }
}

static void release(struct search *s, int32_t seat)
{
    if (s->d->holder[seat] == NONE) {
        unlist_empty(s, seat);
    } else {
        draft_take(s->d, seat);
    }
}

static int64_t change(const struct search *s, int32_t provider, int32_t drop, int32_t add)
{
    struct cost c = cost_change(s->d, provider, drop, add);

    return cost_sum(&c);
}

static int64_t move_cost(const struct search *s, const struct move *mv)
{
    int32_t from = s->d->holder[mv->seat], shift = shift_of(s, mv->seat);
    int32_t other = mv->other == NONE ? NONE : shift_of(s, mv->other);
    bool swap = mv->other != NONE && mv->other_to == from;
    int64_t sum = change(s, mv->to, other, shift);

    if (from == NONE) {
        sum -= s->m->shifts[shift].empty_cost;
    } else {
        sum += change(s, from, shift, swap ? other : NONE);
    }
    if (other == NONE || (swap && from != NONE)) {
        return sum;
    }
    return sum + (mv->other_to == NONE ? s->m->shifts[other].empty_cost
                                       : change(s, mv->other_to, NONE, other));
}

static void apply(struct search *s, const struct move *mv, int64_t delta)
{
    if (delta > 0 && s->best_is_now) {
        memcpy(s->best, s->d->holder, (size_t)s->m->seat_n * sizeof(*s->best));
        s->best_is_now = false;
    }
    release(s, mv->seat);
    if (mv->other != NONE) {
        release(s, mv->other);
        give(s, mv->other, mv->other_to);
    }
    give(s, mv->seat, mv->to);
    s->cost += delta;
    if (s->cost < s->best_cost) {
        s->best_cost = s->cost;
        s->best_is_now = true;
    }
}

static bool may_take(const struct search *s, int32_t seat, int32_t provider, int32_t except)
{
    struct rule_hit hit;

    return model_may(s->m, shift_of(s, seat), provider) &&
           rule_of_duties(s->d, shift_of(s, seat), provider, except, &hit) == RULE_NONE;
}

static int32_t random_candidate(struct search *s, int32_t shift)
{
    int32_t first = s->m->cand_at[shift], n = s->m->cand_at[shift + 1] - first;

    return n == 0 ? NONE : s->m->cand[first + random_below(&s->random, n)];
}

/* The duty that to should pass on: the one that hinders, or any one of his. */
static int32_t duty_to_pass(struct search *s, int32_t to, const struct rule_hit *hit)
{
    const struct duties *of = &s->d->of[to];
    int32_t seat = hit->seat;

    if (hit->busy != NULL || of->n == 0) {
        return NONE;
    }
    if (seat == NONE) {
        seat = of->d[random_below(&s->random, of->n)].seat;
    }
    return seat != NONE && s->m->seat_pin[seat] == NONE ? seat : NONE;
}

/* Completes a move in which to passes a duty on: to whom he takes from, to anybody, or, when a
 * gap is to be filled, to nobody. False when no legal move comes of it. */
static bool pass_on(struct search *s, struct move *mv, const struct rule_hit *hit)
{
    int32_t from = s->d->holder[mv->seat], except = NONE;
    uint64_t coin = random_next(&s->random) >> 60;

    mv->other = duty_to_pass(s, mv->to, hit);
    if (mv->other == NONE || shift_of(s, mv->other) == shift_of(s, mv->seat)) {
        return false;
    }
    if (from != NONE && coin < 8) {
        mv->other_to = from;
        except = mv->seat;
    } else if (from == NONE && coin < 2) {
        mv->other_to = NONE;
    } else {
        mv->other_to = random_candidate(s, shift_of(s, mv->other));
        except = mv->other_to == from ? mv->seat : NONE;
        if (mv->other_to == NONE || mv->other_to == mv->to) {
            return false;
        }
    }
    if (hit->rule != RULE_NONE && !may_take(s, mv->seat, mv->to, mv->other)) {
        return false;
    }
    return mv->other_to == NONE || may_take(s, mv->other, mv->other_to, except);
}

static bool propose(struct search *s, struct move *mv)
{
    struct rule_hit hit;
    uint64_t coin = random_next(&s->random) >> 60;

    if (s->empty_n > 0 && coin < 4) {
        mv->seat = s->empty[random_below(&s->random, s->empty_n)];
    } else {
        mv->seat = s->open[random_below(&s->random, s->open_n)];
    }
    mv->to = random_candidate(s, shift_of(s, mv->seat));
    mv->other = mv->other_to = NONE;
    if (mv->to == NONE || mv->to == s->d->holder[mv->seat]) {
        return false;
    }
    if (rule_of_duties(s->d, shift_of(s, mv->seat), mv->to, NONE, &hit) == RULE_NONE &&
        (coin & 3) != 0) {
        return true;
    }
    return pass_on(s, mv, &hit);
}

/* -log2 of a uniform number in (0, 1), in 1/65536, within a tenth: exponential enough. */
static int64_t random_log(struct random *r)
{
    uint64_t x = random_next(r) | 1;
    int zeros = __builtin_clzll(x);
    uint64_t mantissa = (x << zeros) >> 47; /* 65536 .. 131071 */

    return ((int64_t)zeros << 16) + (131072 - (int64_t)mantissa);
}

#define HOTTEST (INT64_C(1) << 32) /* keeps heat * log below 2^63 */

/* Half the mean rise of moves that leave cover as it is, in 1/256 of a cost unit. */
static int64_t first_temperature(struct search *s)
{
    int64_t sum = 0, n = 0;

    for (int32_t i = 0; i < SAMPLE; i++) {
        struct move mv;
        if (propose(s, &mv) && s->d->holder[mv.seat] != NONE && mv.other_to == NONE) {
            int64_t delta = move_cost(s, &mv);
            sum += delta > 0 ? delta : 0;
            n += delta > 0;
        }
    }
    int64_t mean = n == 0 ? 1 : sum / n + 1;
    return 128 * (mean < HOTTEST ? mean : HOTTEST);
}

/* Halves at equal stretches of the way, in straight lines between, down to a sixteenth of a cost
 * unit; the last twentieth is cold. */
static int64_t temperature(int64_t first, int64_t done, int64_t budget)
{
    int64_t halvings = 60 - __builtin_clzll((uint64_t)first);
    int64_t way = done / COOL_EVERY * halvings * 65536 / (budget / COOL_EVERY + 1);
    int64_t now = first >> (way >> 16);

    if (done >= budget - budget / 20) {
        return 0;
    }
    return now - ((now * (way & 65535)) >> 17);
}

static bool must_stop(const struct roster_options *o)
{
    return o->stop != NULL && *o->stop != 0;
}

static int64_t anneal(struct search *s, const struct roster_options *o, int64_t bound)
{
    int64_t first = first_temperature(s), heat = first;

    for (int64_t i = 0; i < o->budget; i++) {
        struct move mv;
        if (i % COOL_EVERY == 0) {
            heat = temperature(first, i, o->budget);
            if (must_stop(o) || s->best_cost <= bound) {
                return i;
            }
        }
        if (propose(s, &mv)) {
            int64_t delta = move_cost(s, &mv);
            if (delta <= 0 || delta <= (heat * random_log(&s->random)) >> 24) {
                apply(s, &mv, delta);
            }
        }
    }
    return o->budget;
}

static void return_to_best(struct search *s)
{
    if (s->best_is_now) {
        return;
    }
    for (int32_t seat = 0; seat < s->m->seat_n; seat++) {
        if (s->d->holder[seat] != NONE && s->d->holder[seat] != s->best[seat]) {
            draft_take(s->d, seat);
        }
    }
    for (int32_t seat = 0; seat < s->m->seat_n; seat++) {
        if (s->d->holder[seat] != s->best[seat]) {
            draft_put(s->d, seat, s->best[seat]);
        }
    }
}

/* Gives a seat to the first candidate with whom the roster is cheaper. */
static bool improve_seat(struct search *s, int32_t seat)
{
    int32_t shift = shift_of(s, seat);

    for (int32_t c = s->m->cand_at[shift]; c < s->m->cand_at[shift + 1]; c++) {
        struct move mv = {seat, s->m->cand[c], NONE, NONE};
        if (mv.to == s->d->holder[seat] || !may_take(s, seat, mv.to, NONE)) {
            continue;
        }
        int64_t delta = move_cost(s, &mv);
        if (delta < 0) {
            apply(s, &mv, delta);
            return true;
        }
    }
    return false;
}

/* Until no single seat is better with somebody else: every stated alternative then costs more. */
static void polish(struct search *s)
{
    int64_t left = POLISH_MAX;
    bool improved = true;

    while (improved) {
        improved = false;
        for (int32_t i = 0; i < s->open_n; i++) {
            improved |= improve_seat(s, s->open[i]);
            left -= s->m->provider_n;
            if (left < 0) {
                return;
            }
        }
    }
}

static void list_seats(struct search *s)
{
    const struct model *m = s->m;
    size_t n = (size_t)m->seat_n + 1;

    s->best = arena_alloc(s->d->a, n * sizeof(*s->best));
    s->open = arena_alloc(s->d->a, n * sizeof(*s->open));
    s->empty = arena_alloc(s->d->a, n * sizeof(*s->empty));
    s->empty_at = arena_alloc(s->d->a, n * sizeof(*s->empty_at));
    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        if (m->seat_pin[seat] == NONE) {
            s->open[s->open_n++] = seat;
        }
        if (s->d->holder[seat] == NONE) {
            list_empty(s, seat);
        }
    }
}

struct search_end search_run(struct draft *d, const struct roster_options *o, int64_t bound)
{
    struct search s = {.d = d, .m = d->m, .best_is_now = true};
    int64_t moves = 0;

    random_init(&s.random, o->seed);
    greedy_fill(d, &s.random, o->stop);
    list_seats(&s);
    struct cost start = cost_total(d);
    s.cost = s.best_cost = cost_sum(&start);
    if (s.open_n > 0 && o->budget > 0) {
        moves = anneal(&s, o, bound);
        return_to_best(&s);
    }
    s.cost = s.best_cost;
    s.best_is_now = true;
    if (s.best_cost > bound) {
        polish(&s);
    }
    return (struct search_end){.moves = moves, .cost = s.cost};
}

/* Annealing over seats: moves, temperature, the best roster, the last polish. */
#include "roster/anneal.h"

#include <string.h>

#include "roster/cool.h"

enum {
    TRADES = 6,          /* of eight moves */
    LEAVES = 14,         /* of sixteen others; beyond it somebody just leaves a seat */
    LINKS = 3,           /* seats that change hands in one move, at most */
    WINDOW = 2048,       /* seats */
    WINDOW_MOVES = 4096, /* until it moves on */
    SAMPLE = 512,        /* moves that set the first temperature */
    FEW = 64,            /* seats */
    COOL_EVERY = 256,    /* moves between two temperatures */
    POLISH_MAX = 5000000 /* candidates asked, at most, to end in a local optimum */
};

struct anneal {
    struct board *b;
    struct random random;
    int64_t budget, done, first_heat;
    int64_t best_cost;
    bool best_is_now; /* the board itself is the best so far */
    int16_t *best;    /* otherwise its holders are here */
    int32_t *open;    /* seats that are not pinned, in order of time */
    int32_t open_n;
    int32_t window, window_n;  /* those that moves begin with now, so that the cache holds them */
    int32_t *empty, *empty_at; /* places to fill, and where each stands in that list */
    int32_t empty_n;
    bool may_leave;   /* an empty place may be cheaper: beyond the need, or for a pattern */
    int32_t reach[4]; /* how far apart in open two who trade may be */
};

/* person[i + 1] takes seat[i] and gives seat[i + 1] up; person[0] stood seat[0], or nobody did. The
 * last person has nothing to give up, is nobody, or is person[0] again: then they go round. */
struct move {
    int32_t n;
    int32_t seat[LINKS], slot[LINKS];
    int32_t person[LINKS + 1];
};

/* Places beyond the need are not waiting for anybody. */
static bool is_needed(const struct board *b, int32_t seat)
{
    int32_t slot = b->seat_slot[seat];

    return seat - b->slot[slot].first_seat < b->demand[slot].planned;
}

static void list_empty(struct anneal *s, int32_t seat)
{
    if (is_needed(s->b, seat)) {
        s->empty_at[seat] = s->empty_n;
        s->empty[s->empty_n++] = seat;
    }
}

static void unlist_empty(struct anneal *s, int32_t seat)
{
    if (is_needed(s->b, seat)) {
        int32_t last = s->empty[--s->empty_n];
        s->empty[s->empty_at[seat]] = last;
        s->empty_at[last] = s->empty_at[seat];
    }
}

static bool goes_round(const struct move *mv)
{
    return mv->person[mv->n] == mv->person[0] && mv->person[0] != NONE;
}

static int64_t move_cost(const struct board *b, const struct move *mv)
{
    int32_t first = mv->slot[0], last = mv->slot[mv->n - 1];
    int32_t from = mv->person[0], to = mv->person[mv->n];
    int64_t sum = 0;

    for (int32_t i = 1; i < mv->n; i++) {
        sum += board_change(b, mv->person[i], mv->slot[i], mv->slot[i - 1]);
    }
    if (goes_round(mv)) {
        return sum + board_change(b, from, first, last);
    }
    sum += from == NONE ? board_cover(b, first, 1) : board_change(b, from, first, NONE);
    return sum + (to == NONE ? board_cover(b, last, -1) : board_change(b, to, NONE, last));
}

static void apply(struct anneal *s, const struct move *mv, int64_t delta)
{
    struct board *b = s->b;

    if (delta > 0 && s->best_is_now) {
        memcpy(s->best, b->holder, (size_t)b->seats * sizeof(*s->best));
        s->best_is_now = false;
    }
    for (int32_t i = 0; i < mv->n; i++) {
        if (b->holder[mv->seat[i]] == NONE) {
            unlist_empty(s, mv->seat[i]);
        } else {
            board_take(b, mv->seat[i]);
        }
    }
    for (int32_t i = 0; i < mv->n; i++) {
        if (mv->person[i + 1] == NONE) {
            list_empty(s, mv->seat[i]);
        } else {
            board_put(b, mv->seat[i], mv->person[i + 1]);
        }
    }
    if (b->cost < s->best_cost) {
        s->best_cost = b->cost;
        s->best_is_now = true;
    }
}

/* Throwing a dart at everybody until it hits a candidate spares the cache the list. */
static int32_t random_candidate(struct anneal *s, int32_t slot)
{
    const struct board *b = s->b;
    const struct slot *x = &b->slot[slot];
    int32_t person = NONE;

    if (x->cand_n * 4 < b->people) {
        return x->cand_n == 0 ? NONE : b->cand[x->cand_at + random_below(&s->random, x->cand_n)];
    }
    do {
        person = random_below(&s->random, b->people);
    } while (!board_may(b, person, slot));
    return person;
}

/* The last person takes the last seat by giving up another: adds it. */
static bool add_link(struct anneal *s, struct move *mv)
{
    const struct board *b = s->b;
    int32_t person = mv->person[mv->n], slot = mv->slot[mv->n - 1];
    uint64_t lot = random_next(&s->random);
    int32_t passed = board_to_pass(b, person, slot, lot);

    if (mv->n == LINKS || passed == NONE || b->slot[passed].taken_in) {
        return false;
    }
    for (int32_t i = 0; i < mv->n; i++) {
        if (mv->slot[i] == passed) {
            return false;
        }
    }
    int32_t seat = board_seat(b, person, passed);
    if (b->pinned[seat] || !board_allows(b, person, slot, passed)) {
        return false;
    }
    mv->seat[mv->n] = seat;
    mv->slot[mv->n] = passed;
    mv->n++;
    return true;
}

static bool in_chain(const struct move *mv, int32_t person)
{
    bool found = false;

    for (int32_t i = 1; i < mv->n; i++) {
        found = found || mv->person[i] == person;
    }
    return found;
}

/* Gives the seat that was given up last to whom the first was taken from, to nobody when a gap is
 * filled with it, or to anybody, who may have to give up another. */
static bool pass_on(struct anneal *s, struct move *mv)
{
    const struct board *b = s->b;
    int32_t from = mv->person[0], slot = mv->slot[mv->n - 1];
    uint64_t coin = random_next(&s->random) >> 60;

    if (from != NONE && coin < 8) {
        mv->person[mv->n] = from;
    } else if (from == NONE && coin < 2) {
        mv->person[mv->n] = NONE;
        return true;
    } else {
        mv->person[mv->n] = random_candidate(s, slot);
    }
    int32_t to = mv->person[mv->n];
    if (to == NONE || in_chain(mv, to)) {
        return false;
    }
    if (to == from) {
        return board_may(b, to, slot) && board_allows(b, to, slot, mv->slot[0]);
    }
    return board_allows(b, to, slot, NONE) || (add_link(s, mv) && pass_on(s, mv));
}

/* A place in open, by lot. */
static int32_t in_window(const struct anneal *s, uint32_t lot)
{
    int32_t at = s->window + (int32_t)(((uint64_t)lot * (uint64_t)s->window_n) >> 32);

    return at < s->open_n ? at : at - s->open_n;
}

/* Two people trade seats that lie near each other in time, so that both stay within their limits.
 */
static bool propose_trade(struct anneal *s, struct move *mv, uint64_t lot)
{
    const struct board *b = s->b;
    int32_t width = s->reach[lot & 3];
    int32_t at = in_window(s, (uint32_t)(lot >> 8));
    int32_t other = at + 1 + random_below(&s->random, width);

    other = other < s->open_n ? other : (other - s->open_n) % s->open_n;
    int32_t p = b->holder[s->open[at]], q = b->holder[s->open[other]];
    mv->n = 2;
    mv->seat[0] = s->open[at];
    mv->seat[1] = s->open[other];
    mv->slot[0] = b->seat_slot[mv->seat[0]];
    mv->slot[1] = b->seat_slot[mv->seat[1]];
    mv->person[0] = mv->person[2] = p;
    mv->person[1] = q;
    if (p == NONE || q == NONE || p == q || mv->slot[0] == mv->slot[1]) {
        return false;
    }
    int q_may = board_may(b, q, mv->slot[0]), p_may = board_may(b, p, mv->slot[1]);
    return (q_may & p_may) != 0 && board_allows(b, q, mv->slot[0], mv->slot[1]) &&
           board_allows(b, p, mv->slot[1], mv->slot[0]);
}

static bool propose(struct anneal *s, struct move *mv)
{
    const struct board *b = s->b;
    uint64_t lot = random_next(&s->random), coin = lot >> 60;

    if ((lot >> 52 & 7) < TRADES) {
        return propose_trade(s, mv, lot);
    }
    if (s->empty_n > 0 && coin < 4) {
        mv->seat[0] = s->empty[random_below(&s->random, s->empty_n)];
    } else {
        mv->seat[0] = s->open[in_window(s, (uint32_t)(random_next(&s->random) >> 32))];
    }
    mv->n = 1;
    mv->slot[0] = b->seat_slot[mv->seat[0]];
    mv->person[0] = b->holder[mv->seat[0]];
    if (s->may_leave && mv->person[0] != NONE && coin >= LEAVES) {
        mv->person[1] = NONE;
        return true;
    }
    mv->person[1] = random_candidate(s, mv->slot[0]);
    if (mv->person[1] == NONE || mv->person[1] == mv->person[0]) {
        return false;
    }
    if ((coin & 3) != 0 && board_allows(b, mv->person[1], mv->slot[0], NONE)) {
        return true;
    }
    return add_link(s, mv) && pass_on(s, mv);
}

#define HOTTEST (INT64_C(1) << 32) /* keeps heat * log below 2^63 */

/* An eighth of the mean rise of moves that leave cover as it is, in 1/256 of a cost unit; with few
 * places there are moves enough to begin as hot as that rise is, and cross where most is lost. */
static int64_t first_temperature(struct anneal *s)
{
    int64_t sum = 0, n = 0;

    for (int32_t i = 0; i < SAMPLE; i++) {
        struct move mv;
        if (propose(s, &mv) && mv.person[0] != NONE && mv.person[mv.n] != NONE) {
            int64_t delta = move_cost(s->b, &mv);
            sum += delta > 0 ? delta : 0;
            n += delta > 0;
        }
    }
    int64_t mean = n == 0 ? 1 : sum / n + 1;
    return (s->open_n < FEW ? 256 : 32) * (mean < HOTTEST ? mean : HOTTEST);
}

/* Down to a sixteenth of a cost unit; the last twentieth is cold. */
static int64_t temperature(int64_t first, int64_t done, int64_t budget)
{
    int64_t halvings = 60 - __builtin_clzll((uint64_t)first);

    if (done >= budget - budget / 20) {
        return 0;
    }
    return cool(first, halvings, done / COOL_EVERY, budget / COOL_EVERY);
}

void anneal_run(struct anneal *s, int64_t until)
{
    int64_t heat = temperature(s->first_heat, s->done, s->budget);

    for (; s->done < until; s->done++) {
        struct move mv;
        if (s->done % COOL_EVERY == 0) {
            heat = temperature(s->first_heat, s->done, s->budget);
        }
        if (s->done % WINDOW_MOVES == 0 && s->window_n < s->open_n) {
            s->window = random_below(&s->random, s->open_n);
        }
        if (propose(s, &mv)) {
            int64_t delta = move_cost(s->b, &mv);
            if (delta <= 0 || delta <= (heat * random_log(&s->random)) >> 24) {
                apply(s, &mv, delta);
            }
        }
    }
}

int64_t anneal_cost(const struct anneal *s)
{
    return s->best_cost;
}

const int16_t *anneal_holders(const struct anneal *s)
{
    return s->best_is_now ? s->b->holder : s->best;
}

static void return_to_best(struct anneal *s)
{
    struct board *b = s->b;

    for (int32_t seat = 0; seat < b->seats && !s->best_is_now; seat++) {
        if (b->holder[seat] != NONE && b->holder[seat] != s->best[seat]) {
            board_take(b, seat);
        }
    }
    for (int32_t seat = 0; seat < b->seats && !s->best_is_now; seat++) {
        if (b->holder[seat] != s->best[seat]) {
            board_put(b, seat, s->best[seat]);
        }
    }
}

/* Carries out a move of one seat if the roster is cheaper for it. */
static bool try_one(struct board *b, int32_t seat, int32_t to)
{
    int32_t slot = b->seat_slot[seat], from = b->holder[seat];
    struct move mv = {.n = 1, .seat = {seat}, .slot = {slot}, .person = {from, to}};

    if (to == from || (to != NONE && !board_allows(b, to, slot, NONE)) || move_cost(b, &mv) >= 0) {
        return false;
    }
    if (from != NONE) {
        board_take(b, seat);
    }
    if (to != NONE) {
        board_put(b, seat, to);
    }
    return true;
}

/* Gives a seat to the first candidate, or to nobody, with whom the roster is cheaper. */
static bool improve_seat(struct board *b, int32_t seat)
{
    const struct slot *s = &b->slot[b->seat_slot[seat]];

    for (int32_t i = s->cand_at; i < s->cand_at + s->cand_n; i++) {
        if (try_one(b, seat, b->cand[i])) {
            return true;
        }
    }
    return try_one(b, seat, NONE);
}

static void polish(struct anneal *s)
{
    int64_t left = POLISH_MAX;
    bool improved = true;

    while (improved && left > 0) {
        improved = false;
        for (int32_t i = 0; i < s->open_n && left > 0; i++) {
            improved |= improve_seat(s->b, s->open[i]);
            left -= s->b->slot[s->b->seat_slot[s->open[i]]].cand_n;
        }
    }
}

void anneal_end(struct anneal *s)
{
    return_to_best(s);
    polish(s);
    s->best_cost = s->b->cost;
    s->best_is_now = true;
}

struct anneal *anneal_new(struct arena *a, struct board *b, struct random random, int64_t budget)
{
    struct anneal *s = arena_alloc(a, sizeof(*s));
    size_t n = (size_t)b->seats + 1;

    *s = (struct anneal){.b = b, .random = random, .budget = budget, .best_is_now = true};
    s->best_cost = b->cost;
    s->best = arena_alloc(a, n * sizeof(*s->best));
    s->open = arena_alloc(a, n * sizeof(*s->open));
    s->empty = arena_alloc(a, n * sizeof(*s->empty));
    s->empty_at = arena_alloc(a, n * sizeof(*s->empty_at));
    for (int32_t seat = 0; seat < b->seats; seat++) {
        if (!b->pinned[seat]) {
            s->open[s->open_n++] = seat;
        }
        if (b->holder[seat] == NONE) {
            list_empty(s, seat);
        }
        s->may_leave = s->may_leave || !is_needed(b, seat);
    }
    for (int32_t p = 0; p < b->people; p++) {
        s->may_leave = s->may_leave || b->hand[p].contract != NULL;
    }
    for (int32_t i = 0, days = 1; i < 4; i++, days *= 5) {
        int32_t reach = s->open_n / b->m->days * days + 1; /* of one day, five, ... */
        s->reach[i] = reach < s->open_n || s->open_n < 2 ? reach : s->open_n - 1;
    }
    s->window_n = s->open_n < 2 * WINDOW ? s->open_n : WINDOW;
    if (s->open_n == 0) {
        s->budget = 0;
    } else if (budget > 0) {
        s->first_heat = first_temperature(s);
    }
    return s;
}

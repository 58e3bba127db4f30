/* Runs the annealing of all parts in rounds, on one thread or two, and puts them together. Between
 * rounds every part is equally far, so that a search may be ended there and drawn again. */
#include "roster/search.h"

#include <pthread.h>

#include "roster/anneal.h"
#include "roster/cost.h"
#include "roster/greedy.h"

enum {
    ROUNDS = 256,        /* at least, for a long search */
    ROUND_MIN = 4096,    /* moves of all parts together */
    ROUND_MAX = 1000000, /* about a tenth of a second */
    THREADS_MAX = 2
};

/* One part on its way. */
struct piece {
    const struct part *part;
    struct board *board;
    struct anneal *anneal;
    uint64_t seed;
    int64_t budget; /* its share */
    int32_t thread; /* that works on it */
};

struct search {
    struct draft *d;
    const struct roster_options *o;
    struct piece *piece;
    int32_t n;
    int64_t budget, done, round; /* moves of all parts: in all, done, in a round */
    int64_t bound, base;         /* base: the cost of an empty roster */
    int32_t threads;
    struct arena *arena[THREADS_MAX];
};

struct worker {
    struct search *s;
    int32_t thread;
    void (*work)(struct search *s, struct piece *x, struct arena *a);
};

static void *run_worker(void *arg)
{
    struct worker *w = arg;

    for (int32_t i = 0; i < w->s->n; i++) {
        if (w->s->piece[i].thread == w->thread) {
            w->work(w->s, &w->s->piece[i], w->s->arena[w->thread]);
        }
    }
    return NULL;
}

/* Does one kind of work on every piece; pieces do not touch one another. */
static void for_each(struct search *s,
                     void (*work)(struct search *, struct piece *, struct arena *))
{
    struct worker w[THREADS_MAX] = {{s, 0, work}, {s, 1, work}};
    pthread_t other;

    bool two = s->threads > 1 && pthread_create(&other, NULL, run_worker, &w[1]) == 0;
    (void)run_worker(&w[0]);
    if (two) {
        (void)pthread_join(other, NULL);
    } else if (s->threads > 1) {
        (void)run_worker(&w[1]); /* the other thread could not start: its pieces wait */
    }
}

static void make_board(struct search *s, struct piece *x, struct arena *a)
{
    struct random random;

    random_init(&random, x->seed);
    x->board = board_new(a, s->d, x->part);
    greedy_fill(a, x->board, &random);
    x->anneal = anneal_new(a, x->board, random, x->budget);
}

/* How far a part with this share is when so many moves of all are done. */
static int64_t share_of(const struct search *s, int64_t budget)
{
    return s->budget == 0 ? 0 : (int64_t)((wide)budget * (wide)s->done / (wide)s->budget);
}

static void run_round(struct search *s, struct piece *x, struct arena *a)
{
    (void)a;
    anneal_run(x->anneal, share_of(s, x->budget));
}

static void end_piece(struct search *s, struct piece *x, struct arena *a)
{
    (void)s;
    (void)a;
    anneal_end(x->anneal);
}

static int32_t open_seats(const struct model *m, const struct part *part)
{
    int32_t n = 0;

    for (int32_t i = 0; i < part->shifts; i++) {
        const struct shift *s = &m->shifts[part->shift[i]];
        int32_t pins = 0;
        while (pins < s->seats && m->seat_pin[s->first_seat + pins] != NONE) {
            pins++;
        }
        n += m->cand_at[part->shift[i] + 1] > m->cand_at[part->shift[i]] ? s->seats - pins : 0;
    }
    return n;
}

int64_t search_speed(const struct model *m)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    struct split split = split_problem(a, m);
    int64_t largest = 0, most = 8000000;

    for (int32_t i = 0; i < split.n; i++) {
        int64_t seats = open_seats(m, &split.part[i]);
        largest = seats > largest ? seats : largest;
    }
    arena_free(a);
    for (int32_t p = 0; p < m->provider_n; p++) {
        most = m->providers[p].contract != NULL ? 5000000 : most;
    }
    return most * 6000 / (6000 + largest);
}

/* Each part gets moves as it has seats to fill, and a stream of random numbers of its own. */
static void share_out(struct search *s, const struct split *split)
{
    int64_t open = 0, load[THREADS_MAX] = {0};

    for (int32_t i = 0; i < split->n; i++) {
        open += open_seats(s->d->m, &split->part[i]);
    }
    for (int32_t i = 0; i < split->n; i++) {
        const struct part *part = &split->part[i];
        int64_t seats = open_seats(s->d->m, part);
        if (part->people == 0) {
            continue;
        }
        struct piece *x = &s->piece[s->n];
        x->part = part;
        x->seed = s->o->seed + (uint64_t)s->n * UINT64_C(0xd1342543de82ef95);
        x->budget = open == 0 ? 0 : (int64_t)((wide)s->o->budget * (wide)seats / (wide)open);
        x->thread = s->threads > 1 && load[1] < load[0];
        load[x->thread] += seats;
        s->budget += x->budget;
        s->n++;
    }
}

static int64_t best_cost(const struct search *s)
{
    int64_t sum = s->base;

    for (int32_t i = 0; i < s->n; i++) {
        sum += anneal_cost(s->piece[i].anneal);
    }
    return sum;
}

static int32_t count_uncovered(const struct search *s)
{
    const struct model *m = s->d->m;
    int32_t n = 0;

    for (int32_t i = 0; i < m->shift_n; i++) {
        n += m->shifts[i].planned;
    }
    for (int32_t i = 0; i < s->n; i++) {
        const struct board *b = s->piece[i].board;
        const int16_t *holder = anneal_holders(s->piece[i].anneal);
        for (int32_t k = 0; k < b->slots; k++) {
            int32_t stood = 0;
            for (int32_t seat = 0; seat < b->demand[k].seats; seat++) {
                stood += holder[b->slot[k].first_seat + seat] != NONE;
            }
            n -= stood < b->demand[k].planned ? stood : b->demand[k].planned;
        }
    }
    return n;
}

static void report(const struct search *s, int64_t best)
{
    struct roster_summary now = {
        .penalty = best, .bound = s->bound, .moves = s->done, .uncovered = count_uncovered(s)};

    s->o->report(s->o->report_to, &now);
}

/* Tells of the first roster and of every better one. */
static void run_rounds(struct search *s)
{
    int64_t told = INT64_MAX;

    for (;;) {
        int64_t best = best_cost(s);
        if (s->o->report != NULL && best < told) {
            told = best;
            report(s, best);
        }
        if (s->done == s->budget || best <= s->bound || roster_must_stop(s->o, s->done)) {
            return;
        }
        s->done = s->budget - s->done > s->round ? s->done + s->round : s->budget;
        for_each(s, run_round);
    }
}

static void put_together(struct search *s)
{
    const struct model *m = s->d->m;

    for (int32_t i = 0; i < s->n; i++) {
        const struct board *b = s->piece[i].board;
        for (int32_t seat = 0; seat < b->seats; seat++) {
            int32_t slot = b->seat_slot[seat];
            int32_t place = seat - b->slot[slot].first_seat;
            if (b->holder[seat] != NONE) {
                draft_put(s->d, m->shifts[b->demand[slot].shift].first_seat + place,
                          b->person[b->holder[seat]]);
            }
        }
    }
}

struct search_end search_run(struct draft *d, const struct roster_options *o, int64_t bound)
{
    struct search s = {.d = d, .o = o, .bound = bound, .threads = o->threads > 1 ? 2 : 1};
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    struct split split = split_problem(a, d->m);
    struct cost empty = cost_total(d);

    s.base = cost_sum(&empty);
    s.piece = arena_alloc(a, ((size_t)split.n + 1) * sizeof(*s.piece));
    s.arena[0] = a;
    s.arena[1] = arena_new(ROSTER_MEMORY_MAX);
    share_out(&s, &split);
    s.round = s.budget / ROUNDS;
    s.round = s.round < ROUND_MIN ? ROUND_MIN : s.round > ROUND_MAX ? ROUND_MAX : s.round;
    for_each(&s, make_board);
    run_rounds(&s);
    for_each(&s, end_piece);
    put_together(&s);
    struct search_end end = {.moves = s.done, .cost = best_cost(&s)};
    arena_free(s.arena[1]);
    arena_free(a);
    return end;
}

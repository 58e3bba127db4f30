/* Rosters made of rows: first rows, the bound by prices, closing the gap where it is small, then
 * mending until the budget ends. */
#include "roster/rows.h"

#include "roster/close.h"
#include "roster/cool.h"
#include "roster/mend.h"

enum {
    MOVES_PER_SECOND = 5500000,
    LARGE = 8000000, /* people * days * types that halve it */
    WARM_PART = 20,  /* mends one part in so many before prices are looked for */
    PRICE_PART = 6,  /* one part in so many of the budget goes to the bound, at most, */
    CLOSE_PART = 8,  /* and one in so many to closing the gap */
    ROUNDS_MAX = 10000,
    COOL_LEAST = 11,    /* half-lives, about, of the step of prices over all rounds, times 1/2: */
    COOL_MOST = 22,     /* the more rounds, */
    COOL_ROUNDS = 64,   /* one for so many, the finer the end */
    LONG_DAYS = 100,    /* from here prices are looked for without minutes and weekends */
    SMALL_PLANE = 3000, /* cells a day; up to here whole rows are planned most of the time */
    HOTTEST = 30,       /* whole units of cost: the heat at which mending begins, */
    HALVINGS = 6,       /* and how often it halves until the end */
    MOST_PEOPLE = 4,    /* planned anew together, */
    MOST_WHOLE = 2,     /* in long whole rows */
    WHOLE_STRAY = 1,    /* which stray by so much */
    COOL_EVERY = 16,    /* moves */
    REPORT_EVERY = 64   /* tries */
};

struct run {
    const struct grid *g;
    const struct roster_options *o;
    struct crew *crew;
    struct mend *mend;
    int64_t bound, reported; /* fine */
    bool small;
};

bool rows_fit(const struct model *m)
{
    return grid_fits(m);
}

int64_t rows_budget(const struct model *m, int64_t seconds)
{
    int64_t cells = (int64_t)m->provider_n * m->days * m->type_n;
    int64_t each = MOVES_PER_SECOND / 1000 * (INT64_C(1000) * LARGE / (LARGE + cells));

    return seconds < ROSTER_BUDGET_MAX / each ? seconds * each : ROSTER_BUDGET_MAX;
}

static int64_t moves_of(const struct run *r)
{
    return crew_moves(r->crew);
}

/* Costs are whole units: what is above the last one proves the next. */
static int64_t whole_bound(const struct run *r)
{
    int64_t scale = r->g->scale;

    return r->bound <= 0 ? 0 : (r->bound + scale - 1) / scale;
}

static bool ended(const struct run *r, int64_t budget)
{
    int64_t moves = moves_of(r);

    return moves >= budget || roster_must_stop(r->o, moves) ||
           r->mend->best.cost / r->g->scale <= whole_bound(r);
}

static void tell(struct run *r)
{
    int64_t cost = r->mend->best.cost;

    if (r->o->report != NULL && cost != r->reported) {
        struct roster_summary now = {
            .penalty = cost / r->g->scale, .bound = whole_bound(r), .moves = moves_of(r)};
        for (int32_t i = 0; i < r->g->cells; i++) {
            int32_t missing = r->g->cell[i].need - r->mend->best.count[i];
            now.uncovered += missing > 0 ? missing : 0;
        }
        r->reported = cost;
        r->o->report(r->o->report_to, &now);
    }
}

/* Whether the planes of everybody's whole row are small. */
static bool is_small(const struct grid *g)
{
    bool small = true;

    for (int32_t p = 0; p < g->people; p++) {
        small = small && shape_plane(&g->shape[p], g->days) <= SMALL_PLANE;
    }
    return small;
}

/* Chooses what is planned at once; returns how many people at most. The fewer days, the faster;
 * the more, the more a plan can change. Whole long rows, kept near their course, carry duties from
 * weeks with too many to weeks far away with too few, which no window of weeks can. */
static int32_t choose(struct run *r)
{
    struct mend *x = r->mend;
    int32_t lot = random_below(&r->crew->random, 128);

    x->stray = NO_LIMIT;
    if (r->small) {
        x->window = lot < 96 ? 0 : 14;
    } else if (lot < 5) {
        x->window = 0;
        x->stray = WHOLE_STRAY;
        return MOST_WHOLE;
    } else {
        x->window = lot < 109 ? 7 : lot < 126 ? 14 : lot < 127 ? 21 : 28;
    }
    return MOST_PEOPLE;
}

static void mend_until(struct run *r, int64_t until)
{
    struct mend *x = r->mend;
    struct random *random = &r->crew->random;
    int64_t from = moves_of(r), tries = 0;

    while (!ended(r, until)) {
        x->heat = cool(HOTTEST * (int64_t)r->g->scale, HALVINGS, (moves_of(r) - from) / COOL_EVERY,
                       (until - from) / COOL_EVERY);
        int32_t most = choose(r);
        x->lean = random_below(random, 256);
        mend_try(x, 1 + random_below(random, most));
        if (++tries % REPORT_EVERY == 0) {
            tell(r);
        }
    }
    rows_copy(r->g, &x->now, &x->best);
    tell(r);
}

static void price(struct run *r, struct prices *p, int64_t until)
{
    const struct grid *g = r->g;
    int64_t before = moves_of(r), rounds = 1;

    p->relaxed = g->days > LONG_DAYS;
    for (int64_t i = 0; i < rounds && !ended(r, INT64_MAX); i++) {
        prices_round(p, r->crew, r->mend->best.cost);
        r->bound = p->bound > r->bound ? p->bound : r->bound;
        if (i == 0) { /* the first round tells what a round costs */
            rounds = (until - before) / (moves_of(r) - before + 1);
            rounds = rounds > ROUNDS_MAX ? ROUNDS_MAX : rounds;
            int64_t fit = rounds / COOL_ROUNDS;
            int64_t cooling = fit < COOL_LEAST ? COOL_LEAST : fit > COOL_MOST ? COOL_MOST : fit;
            p->shrink = 1.0 - (double)cooling / (double)(2 * rounds + cooling);
        }
    }
    r->mend->price = p->best;
    tell(r);
}

/* Asks for a roster that costs what the bound says; when there is none, the bound is one more. */
static void close_gap(struct run *r, struct arena *a, const struct prices *p, int64_t until)
{
    const struct grid *g = r->g;
    struct close *c = close_new(a, r->crew, r->o);
    struct rows found = grid_rows(a, g);
    enum close_end end = CLOSE_NONE;

    while (end == CLOSE_NONE && !ended(r, until)) {
        int64_t target = whole_bound(r) * g->scale;
        end = close_try(c, p, target, until, &found);
        if (end == CLOSE_FOUND) {
            rows_copy(g, &r->mend->best, &found);
        }
        r->bound = end == CLOSE_NONE ? target + 1 : r->bound;
        tell(r);
    }
}

static int32_t free_seat(const struct draft *d, int32_t shift)
{
    int32_t seat = d->m->shifts[shift].first_seat;

    while (d->holder[seat] != NONE) {
        seat++;
    }
    return seat;
}

static void settle(const struct run *r, struct draft *d)
{
    const struct grid *g = r->g;

    for (int32_t i = 0; i < g->people * g->days; i++) {
        uint8_t type = r->mend->best.row[i];
        if (type != PLAN_OFF) {
            int32_t at = i % g->days * g->types + type - 1;
            draft_put(d, free_seat(d, g->cell[at].shift), i / g->days);
        }
    }
}

bool rows_run(struct draft *d, const struct roster_options *o, struct rows_end *end)
{
    struct run r = {.g = grid_new(d->a, d->m), .o = o, .bound = INT64_MIN};

    r.crew = crew_new(d->a, r.g, o->seed);
    r.mend = mend_new(d->a, r.g, r.crew);
    r.small = is_small(r.g);
    if (!mend_start(r.mend)) {
        return false;
    }
    tell(&r);
    mend_until(&r, o->budget / WARM_PART);
    struct prices *p = prices_new(d->a, r.g);
    price(&r, p, moves_of(&r) + o->budget / PRICE_PART);
    if (!p->relaxed) {
        close_gap(&r, d->a, p, moves_of(&r) + o->budget / CLOSE_PART);
    }
    mend_until(&r, o->budget);
    settle(&r, d);
    *end = (struct rows_end){
        .cost = r.mend->best.cost / r.g->scale, .bound = whole_bound(&r), .moves = moves_of(&r)};
    return true;
}

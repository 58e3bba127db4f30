/* Large neighbourhoods of rows: a few people planned anew against the cover of the others. */
#include "roster/mend.h"

#include <string.h>

enum {
    GAP_LOOKS = 32,
    EVEN_DAYS = 100, /* longer first rows keep to an even course */
    FIRST_TRIES = 8,
    FIRST_NOISE = 16, /* units of cost more in each try */
    FIRST_ROOM = 2    /* within so many of the longest duties, and half as many weekends */
};

struct mend *mend_new(struct arena *a, const struct grid *g, struct crew *c)
{
    struct mend *x = arena_alloc(a, sizeof(*x));

    *x = (struct mend){.g = g, .crew = c, .stray = NO_LIMIT};
    x->now = grid_rows(a, g);
    x->best = grid_rows(a, g);
    x->undo = arena_alloc(a, (size_t)MEND_MAX * (size_t)g->days);
    return x;
}

static void shuffle(struct random *random, int32_t *who, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        int32_t j = i + random_below(random, n - i), held = who[i];
        who[i] = who[j];
        who[j] = held;
    }
}

static void add_noise(struct crew *c, int32_t noise)
{
    for (int32_t i = 0; i < c->g->cells && noise > 0; i++) {
        c->cost[i] += c->cost[i] < PLAN_NONE ? random_below(&c->random, noise) : 0;
    }
}

/* A first row, in long horizons near an even course at first: exact planes would be vast. Noise
 * leads to other rows where limits by type leave none near the cheapest. */
static bool first_row(struct mend *x, int32_t person, int32_t noise)
{
    const struct grid *g = x->g;
    struct crew *c = x->crew;
    bool found = false, exact = false;

    for (int32_t room = g->days > EVEN_DAYS ? FIRST_ROOM : g->days; !found && !exact; room *= 2) {
        exact = room >= g->days;
        c->even = !exact;
        c->slack_units = exact ? NO_LIMIT : room * g->shape[person].longest;
        c->slack_weekends = exact ? NO_LIMIT : room / 2;
        crew_marginal(c, person, x->now.count, 0, g->days);
        add_noise(c, noise);
        found = crew_plan(c, person, rows_of(g, &x->now, person), 0, g->days);
    }
    c->even = false;
    c->slack_units = c->slack_weekends = NO_LIMIT;
    return found;
}

bool mend_start(struct mend *x)
{
    const struct grid *g = x->g;
    int32_t who[MAX_PROVIDERS];
    bool all = true;

    for (int32_t p = 0; p < g->people; p++) {
        who[p] = p;
    }
    shuffle(&x->crew->random, who, g->people);
    for (int32_t i = 0; i < g->people && all; i++) {
        all = false;
        for (int32_t tries = 0; tries < FIRST_TRIES && !all; tries++) {
            all = first_row(x, who[i], tries * FIRST_NOISE * g->scale);
        }
        rows_put(g, &x->now, who[i], 0, g->days);
    }
    rows_copy(g, &x->best, &x->now);
    return all;
}

/* A random cell with people missing, or NONE when a few looks find none. */
static int32_t find_gap(struct mend *x)
{
    for (int32_t i = 0; i < GAP_LOOKS; i++) {
        int32_t at = random_below(&x->crew->random, x->g->cells);
        if (x->now.count[at] < x->g->cell[at].need) {
            return at;
        }
    }
    return NONE;
}

/* Whole weeks, so that no weekend is cut: a window around the gap, or anywhere. */
static void pick_window(struct mend *x, int32_t gap, int32_t *from, int32_t *to)
{
    const struct grid *g = x->g;
    int32_t lead = (7 - g->m->weekday) % 7, weeks = (g->days - lead + 6) / 7, n = x->window / 7;

    *from = 0;
    *to = g->days;
    if (n == 0 || n >= weeks) {
        return;
    }
    int32_t first = random_below(&x->crew->random, weeks - n + 1);
    if (gap != NONE) {
        int32_t week = (gap / g->types - lead) / 7 - random_below(&x->crew->random, n);
        first = week < 0 ? 0 : week > weeks - n ? weeks - n : week;
    }
    *from = first == 0 ? 0 : lead + first * 7;
    *to = lead + (first + n) * 7;
    *to = *to > g->days ? g->days : *to;
}

static bool among(const int32_t *who, int32_t n, int32_t person)
{
    for (int32_t i = 0; i < n; i++) {
        if (who[i] == person) {
            return true;
        }
    }
    return false;
}

/* k different people; when there is a gap, the first of them may stand it. */
static int32_t pick_people(struct mend *x, int32_t k, int32_t gap, int32_t *who)
{
    int32_t n = 0;

    for (int32_t i = 0; n < k && i < 8 * k; i++) {
        int32_t p = random_below(&x->crew->random, x->g->people);
        bool fits = gap == NONE || n > 0 || grid_own(x->g, p)[gap] < PLAN_NONE;
        if (fits && !among(who, n, p)) {
            who[n++] = p;
        }
    }
    return n;
}

/* What the others will plan is not known yet: costs lean towards the prices of cover. */
static void look_ahead(struct mend *x, int32_t person, int32_t from, int32_t to)
{
    const struct grid *g = x->g;
    const int32_t *own = grid_own(g, person);

    for (int32_t i = from * g->types; i < to * g->types && x->price != NULL; i++) {
        if (own[i] < PLAN_NONE) {
            int64_t off = -(int64_t)x->price[i] - (x->crew->cost[i] - own[i]);
            x->crew->cost[i] += (int32_t)(off * x->lean / 256);
        }
    }
}

/* Keeps the planes of a whole long row small: it may only stray a little from its own course. */
static void set_slack(struct mend *x, int32_t person)
{
    struct crew *c = x->crew;
    bool any = x->stray == NO_LIMIT;

    c->slack_units = any ? NO_LIMIT : x->stray * x->g->shape[person].longest;
    c->slack_weekends = x->stray;
}

static void plan_anew(struct mend *x, const int32_t *who, int32_t n, int32_t from, int32_t to)
{
    const struct grid *g = x->g;

    for (int32_t i = 0; i < n; i++) {
        memcpy(x->undo + i * g->days, rows_of(g, &x->now, who[i]), (size_t)g->days);
        rows_take(g, &x->now, who[i], from, to);
    }
    for (int32_t i = 0; i < n; i++) {
        crew_marginal(x->crew, who[i], x->now.count, from, to);
        if (i + 1 < n || random_below(&x->crew->random, 2) == 0) {
            look_ahead(x, who[i], from, to);
        }
        set_slack(x, who[i]);
        (void)crew_plan(x->crew, who[i], rows_of(g, &x->now, who[i]), from, to);
        rows_put(g, &x->now, who[i], from, to);
    }
    x->crew->slack_units = x->crew->slack_weekends = NO_LIMIT;
}

static void put_back(struct mend *x, const int32_t *who, int32_t n, int32_t from, int32_t to)
{
    const struct grid *g = x->g;

    for (int32_t i = 0; i < n; i++) {
        rows_take(g, &x->now, who[i], from, to);
        memcpy(rows_of(g, &x->now, who[i]), x->undo + i * g->days, (size_t)g->days);
        rows_put(g, &x->now, who[i], from, to);
    }
}

void mend_try(struct mend *x, int32_t k)
{
    struct random *random = &x->crew->random;
    int32_t who[MEND_MAX], from = 0, to = 0;
    int64_t before = x->now.cost;
    int32_t gap = random_below(random, 8) == 0 ? find_gap(x) : NONE;

    pick_window(x, gap, &from, &to);
    int32_t n = pick_people(x, k, gap, who);
    plan_anew(x, who, n, from, to);
    int64_t rise = x->now.cost - before;
    if (rise > 0 && rise > (x->heat * random_log(random)) >> 16) {
        put_back(x, who, n, from, to);
    } else if (x->now.cost < x->best.cost) {
        rows_copy(x->g, &x->best, &x->now);
    }
}

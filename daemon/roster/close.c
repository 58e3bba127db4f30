/* Branch and bound over listed rows: prices at every branch bound it, thin its lists, and say which
 * cell to split on. Lists are permuted in place, so that undoing a branch is setting their lengths
 * back. */
#include "roster/close.h"

#include <string.h>

enum {
    ROWS_MAX = 400000,
    SEEN_MAX = 2 * ROWS_MAX, /* rows past a limit by type included */
    ASK_EVERY = 1024,        /* rows seen */
    BYTES_MAX = 1 << 24,     /* of rows */
    GAP_MAX = 1 << 26,       /* fine: sums of planes and gap stay in reach */
    DEPTH_MAX = 120,
    ROOT_ROUNDS = 300,
    ROUNDS = 60,      /* of prices at each branch */
    DAY_WORK = 10,    /* what a day of a listed row costs, in cells of planes */
    MEAN_OF = 8,      /* rounds, about, that how often a cell is stood is the mean of */
    ALWAYS = 1 << 16, /* in every one of them */
    OFF_FIRST = 4 /* a day on or off is split on before its type, unless agreed on so much more */
};

#define FIRST_STEP 0.7
#define SHRINK     0.97 /* of the step, each round */
#define MEMORY     0.8  /* of a direction for the ones before */

struct close {
    const struct grid *g;
    struct crew *crew;
    int64_t target;               /* fine: rosters up to this are looked for */
    int32_t listed, room, person; /* rows so far, and at most; whose are being listed */
    int64_t seen;                 /* rows met, those past a limit by type too */
    uint8_t *row;                 /* listed * days */
    int32_t *own, *cost;          /* of each row: fine, by itself; at the prices of this round */
    int32_t *active, *first, *n;  /* person -> its rows are active[first ..], n of them still in */
    int32_t *pick;                /* person -> the cheapest row of this round */
    int32_t *price, *count;       /* of each cell */
    int32_t *pay;                 /* day * (types + 1): what standing it costs, off included */
    int32_t *often;               /* person * days * (types + 1): of the last rounds, of ALWAYS */
    double *along;                /* cell -> the smoothed lack of people */
    int32_t *held_n, *held_price; /* depth * people, depth * cells: of the branches above */
    const struct roster_options *o;
    int64_t until; /* moves */
    struct rows *found;
};

struct close *close_new(struct arena *a, struct crew *crew, const struct roster_options *o)
{
    const struct grid *g = crew->g;
    struct close *c = arena_alloc(a, sizeof(*c));
    size_t people = (size_t)g->people, cells = (size_t)g->cells;
    size_t slots = (size_t)g->days * (size_t)(g->types + 1);

    *c = (struct close){.g = g, .crew = crew, .o = o};
    c->room = BYTES_MAX / g->days < ROWS_MAX ? BYTES_MAX / g->days : ROWS_MAX;
    c->row = arena_alloc(a, (size_t)c->room * (size_t)g->days);
    c->own = arena_alloc(a, (size_t)c->room * sizeof(*c->own));
    c->cost = arena_alloc(a, (size_t)c->room * sizeof(*c->cost));
    c->active = arena_alloc(a, (size_t)c->room * sizeof(*c->active));
    c->first = arena_alloc(a, people * sizeof(*c->first));
    c->n = arena_alloc(a, people * sizeof(*c->n));
    c->pick = arena_alloc(a, people * sizeof(*c->pick));
    c->price = arena_alloc(a, cells * sizeof(*c->price));
    c->count = arena_alloc(a, cells * sizeof(*c->count));
    c->along = arena_alloc(a, cells * sizeof(*c->along));
    c->pay = arena_alloc(a, slots * sizeof(*c->pay));
    c->often = arena_alloc(a, people * slots * sizeof(*c->often));
    c->held_n = arena_alloc(a, DEPTH_MAX * people * sizeof(*c->held_n));
    c->held_price = arena_alloc(a, DEPTH_MAX * cells * sizeof(*c->held_price));
    return c;
}

static const uint8_t *row_at(const struct close *c, int32_t r)
{
    return c->row + (size_t)r * (size_t)c->g->days;
}

static bool ended(const struct close *c)
{
    int64_t moves = crew_moves(c->crew);

    return moves >= c->until || roster_must_stop(c->o, moves);
}

/* Lists one row of c->person, unless it passes a limit by type. */
static bool take_row(void *to, const uint8_t *row)
{
    struct close *c = to;
    const struct grid *g = c->g;
    const int32_t *own = grid_own(g, c->person);
    int32_t count[MAX_TYPES] = {0}, sum = 0;

    c->seen++;
    if (c->listed == c->room || c->seen > SEEN_MAX || (c->seen % ASK_EVERY == 0 && ended(c))) {
        return false;
    }
    for (int32_t d = 0; d < g->days; d++) {
        if (row[d] != PLAN_OFF) {
            int32_t type = row[d] - 1;
            if (++count[type] > g->limit[c->person][type]) {
                return true;
            }
            sum += own[d * g->types + type];
        }
    }
    memcpy(c->row + (size_t)c->listed * (size_t)g->days, row, (size_t)g->days);
    c->own[c->listed] = sum;
    c->active[c->listed] = c->listed;
    c->listed++;
    return true;
}

/* Lists the rows of everybody within the gap. */
static bool list_all(struct close *c, const struct prices *p)
{
    const struct grid *g = c->g;
    uint8_t row[MAX_DAYS];
    bool all = true;

    c->listed = 0;
    c->seen = 0;
    for (c->person = 0; c->person < g->people && all; c->person++) {
        const int32_t *own = grid_own(g, c->person);
        const int32_t *extra = p->best_extra + (size_t)c->person * (size_t)g->types;
        struct plan_task t = {.shape = &g->shape[c->person],
                              .cost = c->crew->cost,
                              .row = row,
                              .to = g->days,
                              .slack_units = NO_LIMIT,
                              .slack_weekends = NO_LIMIT};
        memset(row, PLAN_OFF, (size_t)g->days);
        for (int32_t i = 0; i < g->cells; i++) {
            c->crew->cost[i] =
                own[i] < PLAN_NONE ? own[i] - p->best[i] + extra[i % g->types] : PLAN_NONE;
        }
        c->first[c->person] = c->listed;
        all = plan_list(c->crew->planner, &t, (int32_t)(c->target - p->bound), take_row, c);
        c->n[c->person] = c->listed - c->first[c->person];
        all = all && c->n[c->person] > 0;
    }
    return all;
}

/* The person's cheapest row at c->pay. */
static int32_t cheapest(struct close *c, int32_t person)
{
    const struct grid *g = c->g;
    const int32_t *active = c->active + c->first[person];
    int32_t best = active[0], wide = g->types + 1;

    for (int32_t i = 0; i < c->n[person]; i++) {
        const uint8_t *row = row_at(c, active[i]);
        int32_t sum = c->own[active[i]];
        for (int32_t d = 0; d < g->days; d++) {
            sum += c->pay[d * wide + row[d]];
        }
        c->cost[active[i]] = sum;
        best = sum < c->cost[best] || i == 0 ? active[i] : best;
    }
    planner_spend(c->crew->planner, (int64_t)c->n[person] * g->days * DAY_WORK);
    return best;
}

static void count_row(struct close *c, int32_t r, int32_t by)
{
    const uint8_t *row = row_at(c, r);

    for (int32_t d = 0; d < c->g->days; d++) {
        if (row[d] != PLAN_OFF) {
            c->count[d * c->g->types + row[d] - 1] += by;
        }
    }
}

static void note_row(struct close *c, int32_t person)
{
    int32_t wide = c->g->types + 1, slots = c->g->days * wide;
    int32_t *often = c->often + (size_t)person * (size_t)slots;
    const uint8_t *row = row_at(c, c->pick[person]);

    for (int32_t i = 0; i < slots; i++) {
        often[i] -= often[i] / MEAN_OF;
    }
    for (int32_t d = 0; d < c->g->days; d++) {
        often[d * wide + row[d]] += ALWAYS / MEAN_OF;
    }
}

/* Everybody picks at the prices. Returns the bound. */
static int64_t respond(struct close *c)
{
    const struct grid *g = c->g;
    int64_t sum = g->base;

    memset(c->count, 0, (size_t)g->cells * sizeof(*c->count));
    for (int32_t i = 0; i < g->cells; i++) {
        int32_t want = g->cell[i].need < g->people ? g->cell[i].need : g->people;
        c->pay[i / g->types * (g->types + 1) + i % g->types + 1] = -c->price[i];
        sum += cell_cost(&g->cell[i], want) + (int64_t)want * c->price[i];
    }
    for (int32_t p = 0; p < g->people; p++) {
        c->pick[p] = cheapest(c, p);
        sum += c->cost[c->pick[p]];
        count_row(c, c->pick[p], 1);
        note_row(c, p);
    }
    return sum;
}

/* Whether the rows picked are a roster looked for; then they are put into found. */
static bool is_found(struct close *c)
{
    const struct grid *g = c->g;
    int64_t sum = g->base;

    for (int32_t i = 0; i < g->cells; i++) {
        sum += cell_cost(&g->cell[i], c->count[i]);
    }
    for (int32_t p = 0; p < g->people; p++) {
        sum += c->own[c->pick[p]];
    }
    if (sum > c->target) {
        return false;
    }
    for (int32_t p = 0; p < g->people; p++) {
        memcpy(rows_of(g, c->found, p), row_at(c, c->pick[p]), (size_t)g->days);
    }
    memcpy(c->found->count, c->count, (size_t)g->cells * sizeof(*c->count));
    c->found->cost = sum;
    return true;
}

/* From the rows picked, one person after the other takes the best row beside the others. */
static bool settle_picks(struct close *c)
{
    const struct grid *g = c->g;

    for (int32_t i = 0; i < 2 * g->people; i++) {
        int32_t p = i % g->people;
        count_row(c, c->pick[p], -1);
        for (int32_t k = 0; k < g->cells; k++) {
            const struct cell *cell = &g->cell[k];
            c->pay[k / g->types * (g->types + 1) + k % g->types + 1] =
                c->count[k] < cell->need ? -cell->under : cell->over;
        }
        c->pick[p] = cheapest(c, p);
        count_row(c, c->pick[p], 1);
    }
    return is_found(c);
}

/* Drops the rows that no roster looked for can hold, left being what a row may cost more than the
 * cheapest. */
static void thin(struct close *c, int64_t left)
{
    for (int32_t p = 0; p < c->g->people; p++) {
        int32_t *active = c->active + c->first[p], least = c->cost[c->pick[p]];
        for (int32_t i = c->n[p] - 1; i >= 0; i--) {
            if (c->cost[active[i]] - least > left) {
                int32_t out = active[i];
                active[i] = active[--c->n[p]];
                active[c->n[p]] = out;
            }
        }
    }
}

static void move_prices(struct close *c, int64_t gap, double step, bool fresh)
{
    const struct grid *g = c->g;
    double norm = 0;

    for (int32_t i = 0; i < g->cells; i++) {
        const struct cell *cell = &g->cell[i];
        int32_t lack = (cell->need < g->people ? cell->need : g->people) - c->count[i];
        bool stuck = lack < 0 ? c->price[i] <= -cell->over : c->price[i] >= cell->under;
        double now = stuck ? 0 : lack;
        c->along[i] = fresh ? now : MEMORY * c->along[i] + (1 - MEMORY) * now;
        norm += c->along[i] * c->along[i];
    }
    double by = norm > 0 ? step * (double)gap / norm : 0;
    for (int32_t i = 0; i < g->cells; i++) {
        c->price[i] = cell_price(&g->cell[i], c->price[i], by * c->along[i]);
    }
}

/* Prices for the lists as they are. NONE: no roster looked for is left in them. */
static enum close_end converge(struct close *c, int32_t rounds)
{
    double step = FIRST_STEP;

    for (int32_t i = 0; i < rounds && !ended(c); i++, step *= SHRINK) {
        int64_t bound = respond(c);
        if (bound > c->target) {
            return CLOSE_NONE;
        }
        if (is_found(c)) {
            return CLOSE_FOUND;
        }
        thin(c, c->target - bound);
        move_prices(c, c->target + c->g->scale - bound, step, i == 0);
    }
    return !ended(c) && settle_picks(c) ? CLOSE_FOUND : CLOSE_UNKNOWN;
}

/* The cell (person * slots + day * (types + 1) + type, off included) on which the last rounds agree
 * least, of those that only some of the person's rows hold. NONE: every list is one row. */
static int32_t find_split(struct close *c)
{
    const struct grid *g = c->g;
    int32_t wide = g->types + 1, slots = g->days * wide, best = NONE, best_off = ALWAYS;

    for (int32_t p = 0; p < g->people; p++) {
        const int32_t *often = c->often + (size_t)p * (size_t)slots;
        memset(c->pay, 0, (size_t)slots * sizeof(*c->pay));
        for (int32_t i = 0; i < c->n[p] && c->n[p] > 1; i++) {
            const uint8_t *row = row_at(c, c->active[c->first[p] + i]);
            for (int32_t d = 0; d < g->days; d++) {
                c->pay[d * wide + row[d]]++;
            }
        }
        for (int32_t i = 0; i < slots; i++) {
            int32_t off = often[i] > ALWAYS / 2 ? often[i] - ALWAYS / 2 : ALWAYS / 2 - often[i];
            off /= i % wide == PLAN_OFF ? OFF_FIRST : 1;
            if (c->pay[i] > 0 && c->pay[i] < c->n[p] && off < best_off) {
                best_off = off;
                best = p * slots + i;
            }
        }
    }
    for (int32_t d = 0; d < g->days; d++) {
        c->pay[d * wide] = 0; /* off costs nothing again */
    }
    return best;
}

/* Keeps the rows that hold the cell, or those that do not. */
static void keep_rows(struct close *c, int32_t cell, bool hold)
{
    int32_t wide = c->g->types + 1, slots = c->g->days * wide, p = cell / slots;
    int32_t d = cell % slots / wide, type = cell % wide, *active = c->active + c->first[p];

    for (int32_t i = c->n[p] - 1; i >= 0; i--) {
        if ((row_at(c, active[i])[d] == type) != hold) {
            int32_t out = active[i];
            active[i] = active[--c->n[p]];
            active[c->n[p]] = out;
        }
    }
}

static enum close_end branch(struct close *c, int32_t depth)
{
    size_t people = (size_t)c->g->people, cells = (size_t)c->g->cells;
    enum close_end end = converge(c, depth == 0 ? ROOT_ROUNDS : ROUNDS);

    if (end != CLOSE_UNKNOWN) {
        return end;
    }
    if (ended(c) || depth == DEPTH_MAX) {
        return CLOSE_UNKNOWN;
    }
    int32_t cell = find_split(c);
    if (cell == NONE) { /* one row each is left, and is none of those looked for */
        return CLOSE_NONE;
    }
    int32_t *n = c->held_n + (size_t)depth * people;
    int32_t *price = c->held_price + (size_t)depth * cells;
    bool hold = c->often[cell] > ALWAYS / 2;
    memcpy(n, c->n, people * sizeof(*n));
    memcpy(price, c->price, cells * sizeof(*price));
    keep_rows(c, cell, hold);
    end = branch(c, depth + 1);
    if (end != CLOSE_NONE) {
        return end;
    }
    memcpy(c->n, n, people * sizeof(*n));
    memcpy(c->price, price, cells * sizeof(*price));
    keep_rows(c, cell, !hold);
    return branch(c, depth + 1);
}

enum close_end close_try(struct close *c, const struct prices *p, int64_t target, int64_t until,
                         struct rows *found)
{
    const struct grid *g = c->g;

    c->target = target;
    c->found = found;
    c->until = until;
    if (target - p->bound > GAP_MAX || !list_all(c, p)) {
        return CLOSE_UNKNOWN;
    }
    memset(c->pay, 0, (size_t)(g->days * (g->types + 1)) * sizeof(*c->pay));
    memset(c->often, 0, (size_t)(g->people * g->days * (g->types + 1)) * sizeof(*c->often));
    memcpy(c->price, p->best, (size_t)g->cells * sizeof(*c->price));
    return branch(c, 0);
}

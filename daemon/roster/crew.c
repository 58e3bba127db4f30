/* One person's days planned anew: marginal costs, the planner, and limits by type. */
#include "roster/crew.h"

#include <string.h>

enum {
    GROUPS_MAX = 32, /* of planes: how much larger limits may make a plan, */
    GROUPS_DAYS = 60 /* and of how many days at most */
};

struct crew *crew_new(struct arena *a, const struct grid *g, uint64_t seed)
{
    struct crew *c = arena_alloc(a, sizeof(*c));

    c->g = g;
    c->planner = planner_new(a, g->days, g->types, g->m->weekday);
    c->cost = arena_alloc(a, (size_t)g->cells * sizeof(*c->cost));
    c->slack_units = c->slack_weekends = NO_LIMIT;
    random_init(&c->random, seed);
    return c;
}

void crew_marginal(struct crew *c, int32_t person, const int32_t *count, int32_t from, int32_t to)
{
    const struct grid *g = c->g;
    const int32_t *own = grid_own(g, person);

    for (int32_t i = from * g->types; i < to * g->types; i++) {
        const struct cell *cell = &g->cell[i];
        c->cost[i] = own[i] + (count[i] < cell->need ? -cell->under : cell->over);
    }
}

/* Types of which the days outside leave none are forbidden at once. */
static void forbid_spent(struct crew *c, int32_t person, struct plan_task *t, int32_t *left)
{
    const struct grid *g = c->g;
    int32_t count[MAX_TYPES + 1] = {0};

    for (int32_t d = 0; d < g->days; d++) {
        count[t->row[d]] += d < t->from || d >= t->to;
    }
    for (int32_t type = 0; type < g->types; type++) {
        left[type] = g->limit[person][type] - count[type + 1];
        for (int32_t d = t->from; d < t->to && left[type] <= 0; d++) {
            c->cost[d * g->types + type] = PLAN_NONE;
        }
    }
}

/* Forbids a type on all days but those where the row stands it, and there on the dearest. */
static void forbid_rest(struct crew *c, const struct plan_task *t, int32_t type, int32_t excess)
{
    int32_t types = c->g->types;

    for (int32_t d = t->from; d < t->to; d++) {
        if (t->row[d] != type + 1) {
            c->cost[d * types + type] = PLAN_NONE;
        }
    }
    for (; excess > 0; excess--) {
        int32_t dearest = NONE;
        for (int32_t d = t->from; d < t->to; d++) {
            int32_t cost = c->cost[d * types + type];
            if (cost < PLAN_NONE && (dearest == NONE || cost > c->cost[dearest * types + type])) {
                dearest = d;
            }
        }
        if (dearest != NONE) {
            c->cost[dearest * types + type] = PLAN_NONE;
        }
    }
}

/* Has types counted of which the row holds too many, or, where that would be too much to count,
 * forbids the rest. False when the row holds none too many. */
static bool keep_limits(struct crew *c, struct plan_task *t, const int32_t *left)
{
    int32_t count[MAX_TYPES + 1] = {0}, groups = 1;
    int32_t most = t->to - t->from <= GROUPS_DAYS ? GROUPS_MAX : 1;
    bool any = false;

    for (int32_t d = t->from; d < t->to; d++) {
        count[t->row[d]]++;
    }
    for (int32_t i = 0; i < t->counted_n; i++) {
        groups *= t->most[i] + 1;
    }
    for (int32_t type = 0; type < c->g->types; type++) {
        if (count[type + 1] <= left[type]) {
            continue;
        }
        any = true;
        if (t->counted_n < PLAN_COUNTED && groups * (left[type] + 1) <= most) {
            groups *= left[type] + 1;
            t->most[t->counted_n] = left[type];
            t->counted[t->counted_n++] = type;
        } else {
            forbid_rest(c, t, type, count[type + 1] - left[type]);
        }
    }
    return any;
}

bool crew_plan(struct crew *c, int32_t person, uint8_t *row, int32_t from, int32_t to)
{
    uint8_t before[MAX_DAYS];
    int32_t left[MAX_TYPES] = {0};
    struct plan_task t = {.shape = &c->g->shape[person],
                          .cost = c->cost,
                          .row = row,
                          .from = from,
                          .to = to,
                          .slack_units = c->slack_units,
                          .slack_weekends = c->slack_weekends,
                          .even = c->even,
                          .lot = random_next(&c->random)};

    memcpy(before, row, (size_t)c->g->days);
    forbid_spent(c, person, &t, left);
    for (int32_t tries = 0; tries <= c->g->types + PLAN_COUNTED; tries++) {
        if (plan_row(c->planner, &t) >= PLAN_NONE) {
            break;
        }
        if (!keep_limits(c, &t, left)) {
            return true;
        }
        memcpy(row, before, (size_t)c->g->days); /* slack is measured from the row's own course */
    }
    memcpy(row, before, (size_t)c->g->days);
    return false;
}

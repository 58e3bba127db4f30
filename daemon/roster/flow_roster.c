/* The flow's own roster, and whether it is one. */
#include "roster/flow_roster.h"

#include "roster/bound_cover.h"
#include "roster/bound_people.h"
#include "roster/cost.h"
#include "roster/rule.h"

static void clear(struct draft *d)
{
    for (int32_t seat = 0; seat < d->m->seat_n; seat++) {
        if (d->holder[seat] != NONE) {
            draft_take(d, seat);
        }
    }
}

/* Whether no assignment but a pin breaks a rule. */
static bool is_legal(struct draft *d)
{
    bool legal = true;

    for (int32_t seat = 0; seat < d->m->seat_n && legal; seat++) {
        int32_t who = d->holder[seat];
        struct rule_hit hit;
        if (who != NONE && d->m->seat_pin[seat] == NONE) {
            draft_take(d, seat);
            legal = rule_first(d, d->m->seat_shift[seat], who, NONE, &hit) == RULE_NONE;
            draft_put(d, seat, who);
        }
    }
    return legal;
}

/* All shifts bear the same points of one kind, or none do. */
static bool has_one_worth(const struct shares *s)
{
    return s->class_n <= 1 && s->worth_n <= 1;
}

static bool draw(struct arena *a, struct draft *d, int64_t *cost)
{
    const struct model *m = d->m;
    const struct everybody *all = everybody_new(a, m);
    const struct shares *s = all == NULL ? NULL : shares_new(a, all);
    struct cover_told told = {.draft = d};
    int64_t least = 0;

    if (s == NULL || !has_one_worth(s)) {
        return false;
    }
    int64_t *empty = arena_alloc(a, ((size_t)m->shift_n + 1) * sizeof(*empty));
    int64_t *worth = arena_alloc(a, ((size_t)m->provider_n + 1) * sizeof(*worth));
    for (int32_t i = 0; i < m->shift_n; i++) {
        empty[i] = m->shifts[i].empty_cost;
    }
    struct cover_question q = {.all = all,
                               .empty = empty,
                               .worth = worth,
                               .class = s->class,
                               .class_n = s->class_n,
                               .shares = s->worth_n == 1 ? s : NULL};
    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        if (m->seat_pin[seat] != NONE) {
            draft_put(d, seat, m->seat_pin[seat]);
        }
    }
    if (!cover_least(&q, &least, &told)) {
        return false;
    }
    for (int32_t p = 0; p < m->provider_n && q.shares != NULL; p++) {
        least += s->cost[(size_t)p * (size_t)m->kind_n + (size_t)s->worth[0].kind][0];
    }
    struct cost total = cost_total(d);
    *cost = cost_sum(&total);
    return *cost == least + people_certain(all->base) && is_legal(d);
}

bool flow_roster(struct draft *d, int64_t *cost)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    bool optimal = draw(a, d, cost);

    arena_free(a);
    if (!optimal) {
        clear(d);
    }
    return optimal;
}

/* The first roster: pins, then what is published, then the scarcest seats first. */
#include "roster/greedy.h"

#include <stdlib.h>

#include "roster/cost.h"
#include "roster/rule.h"

struct turn {
    int32_t seat, priority, candidates;
    uint64_t lot; /* settles ties, so that no position in the input is favoured */
};

static int turn_order(const void *a, const void *b)
{
    const struct turn *x = a, *y = b;

    if (x->priority != y->priority) {
        return x->priority > y->priority ? -1 : 1;
    }
    if (x->candidates != y->candidates) {
        return x->candidates < y->candidates ? -1 : 1;
    }
    if (x->lot != y->lot) {
        return x->lot < y->lot ? -1 : 1;
    }
    return (x->seat > y->seat) - (x->seat < y->seat);
}

static void put_pins(struct draft *d)
{
    for (int32_t seat = 0; seat < d->m->seat_n; seat++) {
        if (d->m->seat_pin[seat] != NONE) {
            draft_put(d, seat, d->m->seat_pin[seat]);
        }
    }
}

static int32_t empty_seat(const struct draft *d, int32_t shift)
{
    const struct shift *s = &d->m->shifts[shift];

    for (int32_t seat = s->first_seat; seat < s->first_seat + s->seats; seat++) {
        if (d->holder[seat] == NONE) {
            return seat;
        }
    }
    return NONE;
}

static bool stands(const struct draft *d, int32_t shift, int32_t provider)
{
    const struct shift *s = &d->m->shifts[shift];
    bool found = false;

    for (int32_t seat = s->first_seat; seat < s->first_seat + s->seats; seat++) {
        found = found || d->holder[seat] == provider;
    }
    return found;
}

static void keep_published(struct draft *d)
{
    struct rule_hit hit;

    for (int32_t i = 0; i < d->m->published.n; i++) {
        struct naming x = d->m->published.x[i];
        int32_t seat = empty_seat(d, x.shift);
        if (seat != NONE && !stands(d, x.shift, x.provider) &&
            rule_first(d, x.shift, x.provider, NONE, &hit) == RULE_NONE) {
            draft_put(d, seat, x.provider);
        }
    }
}

/* The cheapest free candidate; among equals each has the same chance. */
static int32_t cheapest(const struct draft *d, int32_t shift, struct random *random)
{
    const struct model *m = d->m;
    int64_t least = INT64_MAX;
    int32_t best = NONE, equals = 0;

    for (int32_t i = m->cand_at[shift]; i < m->cand_at[shift + 1]; i++) {
        struct rule_hit hit;
        if (rule_of_duties(d, shift, m->cand[i], NONE, &hit) != RULE_NONE) {
            continue;
        }
        struct cost change = cost_change(d, m->cand[i], NONE, shift);
        int64_t cost = cost_sum(&change);
        equals = cost < least ? 1 : equals + (cost == least);
        if (cost < least || (cost == least && random_below(random, equals) == 0)) {
            least = cost;
            best = m->cand[i];
        }
    }
    return best;
}

void greedy_fill(struct draft *d, struct random *random, const volatile sig_atomic_t *stop)
{
    const struct model *m = d->m;
    struct turn *turns = arena_alloc(d->a, ((size_t)m->seat_n + 1) * sizeof(*turns));
    int32_t n = 0;

    put_pins(d);
    keep_published(d);
    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        int32_t shift = m->seat_shift[seat];
        if (d->holder[seat] == NONE) {
            turns[n++] = (struct turn){.seat = seat,
                                       .priority = m->shifts[shift].priority,
                                       .candidates = m->cand_at[shift + 1] - m->cand_at[shift],
                                       .lot = random_next(random)};
        }
    }
    qsort(turns, (size_t)n, sizeof(*turns), turn_order);
    for (int32_t i = 0; i < n && (stop == NULL || *stop == 0); i++) {
        int32_t who = cheapest(d, m->seat_shift[turns[i].seat], random);
        if (who != NONE) {
            draft_put(d, turns[i].seat, who);
        }
    }
}

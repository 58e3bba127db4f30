/* Puts what is published in place: to hold it while gaps are filled, or to change it little. */
#include "roster/fill.h"

#include <string.h>

#include "roster/rule.h"

static int32_t free_seat(const struct draft *d, int32_t shift)
{
    const struct shift *s = &d->m->shifts[shift];

    for (int32_t seat = s->first_seat; seat < s->first_seat + s->seats; seat++) {
        if (d->holder[seat] == NONE) {
            return seat;
        }
    }
    return NONE;
}

static bool stands(const struct draft *d, struct naming x)
{
    const struct shift *s = &d->m->shifts[x.shift];
    bool found = false;

    for (int32_t seat = s->first_seat; seat < s->first_seat + s->seats && !found; seat++) {
        found = d->holder[seat] == x.provider;
    }
    return found;
}

static struct draft *start(struct arena *a, const struct model *m, bool only_allowed)
{
    struct draft *d = draft_new(a, m);
    struct rule_hit hit;

    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        if (m->seat_pin[seat] != NONE) {
            draft_put(d, seat, m->seat_pin[seat]);
        }
    }
    for (int32_t i = 0; i < m->published.n; i++) {
        struct naming x = m->published.x[i];
        int32_t seat = free_seat(d, x.shift);
        if (seat != NONE && !stands(d, x) &&
            (!only_allowed || rule_first(d, x.shift, x.provider, NONE, &hit) == RULE_NONE)) {
            draft_put(d, seat, x.provider);
        }
    }
    return d;
}

const struct model *fill_hold(struct arena *a, const struct model *m)
{
    const struct draft *d = start(a, m, true);
    struct model *held = arena_alloc(a, sizeof(*held));

    *held = *m;
    held->seat_pin = arena_alloc(a, ((size_t)m->seat_n + 1) * sizeof(*held->seat_pin));
    memcpy(held->seat_pin, d->holder, (size_t)m->seat_n * sizeof(*held->seat_pin));
    return held;
}

struct draft *fill_published(struct arena *a, const struct model *m)
{
    return start(a, m, false);
}

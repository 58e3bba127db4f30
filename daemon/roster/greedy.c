/* The first roster: pins, then what is published, then the scarcest seats first. */
#include "roster/greedy.h"

#include <stdlib.h>

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

static int32_t empty_seat(const struct board *b, int32_t slot)
{
    int32_t seat = b->slot[slot].first_seat, end = seat + b->demand[slot].seats;

    while (seat < end && b->holder[seat] != NONE) {
        seat++;
    }
    return seat < end ? seat : NONE;
}

/* Whoever is published somewhere keeps it where the rules and the places allow. */
static void keep_published(struct board *b)
{
    for (int32_t i = 0; i < b->slots; i++) {
        const struct slot *s = &b->slot[i];
        for (int32_t k = 0; k < s->extra_n; k++) {
            const struct extra *x = &b->extra[s->extra_at + k];
            int32_t seat = empty_seat(b, i);
            if (x->published && seat != NONE && board_may(b, x->person, i) &&
                board_allows(b, x->person, i, NONE)) {
                board_put(b, seat, x->person);
            }
        }
    }
}

/* The cheapest free candidate; among equals each has the same chance. */
static int32_t cheapest(const struct board *b, int32_t slot, struct random *random)
{
    const struct slot *s = &b->slot[slot];
    int64_t least = INT64_MAX;
    int32_t best = NONE, equals = 0;

    for (int32_t i = s->cand_at; i < s->cand_at + s->cand_n; i++) {
        int32_t person = b->cand[i];
        if (!board_allows(b, person, slot, NONE)) {
            continue;
        }
        int64_t cost = board_change(b, person, NONE, slot);
        equals = cost < least ? 1 : equals + (cost == least);
        if (cost < least || (cost == least && random_below(random, equals) == 0)) {
            least = cost;
            best = person;
        }
    }
    return best;
}

void greedy_fill(struct arena *a, struct board *b, struct random *random)
{
    struct turn *turns = arena_alloc(a, ((size_t)b->seats + 1) * sizeof(*turns));
    int32_t n = 0;

    keep_published(b);
    for (int32_t seat = 0; seat < b->seats; seat++) {
        const struct slot *s = &b->slot[b->seat_slot[seat]];
        const struct demand *need = &b->demand[b->seat_slot[seat]];
        if (b->holder[seat] == NONE && seat - s->first_seat < need->planned) {
            turns[n++] = (struct turn){.seat = seat,
                                       .priority = b->m->shifts[need->shift].priority,
                                       .candidates = s->cand_n,
                                       .lot = random_next(random)};
        }
    }
    qsort(turns, (size_t)n, sizeof(*turns), turn_order);
    for (int32_t i = 0; i < n; i++) {
        int32_t slot = b->seat_slot[turns[i].seat];
        int32_t who = cheapest(b, slot, random);
        if (who != NONE) {
            board_put(b, turns[i].seat, who);
        }
    }
}

/* Alternating reachability from an empty place: either it ends at somebody free, or nowhere. */
#include "roster/hall.h"

#include "roster/rule.h"

/* One look around the empty place. Shifts and people not reached have NONE in reached. */
struct look {
    const struct draft *d;
    int32_t *window, window_n; /* shifts of which nobody may stand two */
    int32_t *held;             /* provider -> seat held in the window, not pinned, or NONE */
    int32_t *queue, queue_n;   /* shifts reached, in that order */
    bool *queued;              /* shift -> reached */
    int32_t *wants;            /* provider -> the shift for which they are free, or NONE */
};

static bool same_day(const struct shift *s, const struct shift *t)
{
    return s->day == t->day;
}

static bool on_at_start(const struct shift *s, const struct shift *t)
{
    return t->start <= s->start && s->start < t->end;
}

static void set_window(struct look *l, int32_t shift,
                       bool (*belongs)(const struct shift *, const struct shift *))
{
    const struct model *m = l->d->m;

    l->window_n = l->queue_n = 0;
    for (int32_t i = 0; i < m->shift_n; i++) {
        const struct shift *s = &m->shifts[i];
        l->queued[i] = false;
        if (belongs(&m->shifts[shift], s)) {
            l->window[l->window_n++] = i;
        }
    }
    for (int32_t p = 0; p < m->provider_n; p++) {
        l->held[p] = l->wants[p] = NONE;
    }
    for (int32_t i = 0; i < l->window_n; i++) {
        const struct shift *s = &m->shifts[l->window[i]];
        for (int32_t seat = s->first_seat; seat < s->first_seat + s->seats; seat++) {
            if (l->d->holder[seat] != NONE && m->seat_pin[seat] == NONE) {
                l->held[l->d->holder[seat]] = seat;
            }
        }
    }
}

static void reach(struct look *l, int32_t shift)
{
    if (!l->queued[shift]) {
        l->queued[shift] = true;
        l->queue[l->queue_n++] = shift;
    }
}

/* Whether the provider can go without leaving a planned place empty. */
static bool can_leave(const struct look *l, int32_t provider)
{
    int32_t seat = l->held[provider];
    int32_t shift = seat == NONE ? NONE : l->d->m->seat_shift[seat];

    return seat == NONE || l->d->stood[shift] > l->d->m->shifts[shift].planned;
}

/* Reaches everybody free for the shift and what they hold. Returns somebody who can leave. */
static int32_t look_at(struct look *l, int32_t shift)
{
    const struct model *m = l->d->m;

    for (int32_t i = m->cand_at[shift]; i < m->cand_at[shift + 1]; i++) {
        int32_t p = m->cand[i];
        struct rule_hit hit;
        bool holds = l->held[p] != NONE && m->seat_shift[l->held[p]] == shift;
        if (l->wants[p] != NONE ||
            (!holds && rule_of_duties(l->d, shift, p, l->held[p], &hit) != RULE_NONE)) {
            continue;
        }
        l->wants[p] = shift;
        if (!holds && can_leave(l, p)) {
            return p;
        }
        if (!holds) {
            reach(l, m->seat_shift[l->held[p]]);
        }
    }
    return NONE;
}

static int32_t empty_seat(const struct draft *d, int32_t shift)
{
    int32_t seat = d->m->shifts[shift].first_seat;

    while (d->holder[seat] != NONE) {
        seat++;
    }
    return seat;
}

/* Who reached a shift first, by leaving which seat: that is the way back to the empty place. */
static int32_t who_reached(const struct look *l, int32_t shift, int32_t *seat)
{
    const struct shift *s = &l->d->m->shifts[shift];

    for (int32_t i = s->first_seat; i < s->first_seat + s->seats; i++) {
        int32_t p = l->d->holder[i];
        if (p != NONE && l->held[p] == i && l->wants[p] != NONE && l->wants[p] != shift) {
            *seat = i;
            return p;
        }
    }
    return NONE;
}

static void lay_chain(struct arena *a, const struct look *l, int32_t shift, int32_t last,
                      struct hall *h)
{
    int32_t p = last, seat = NONE;

    h->chain = arena_alloc(a, ((size_t)l->window_n + 1) * sizeof(*h->chain));
    for (int32_t want = l->wants[last]; want != shift; want = l->wants[p]) {
        int32_t next = who_reached(l, want, &seat);
        h->chain[h->chain_n++] = (struct hall_move){p, l->held[p], seat};
        p = next;
    }
    h->chain[h->chain_n++] = (struct hall_move){p, l->held[p], empty_seat(l->d, shift)};
    for (int32_t i = 0; i < h->chain_n / 2; i++) {
        struct hall_move x = h->chain[i];
        h->chain[i] = h->chain[h->chain_n - 1 - i];
        h->chain[h->chain_n - 1 - i] = x;
    }
}

static void lay_proof(struct arena *a, const struct look *l, struct hall *h)
{
    const struct model *m = l->d->m;

    h->proved = true;
    h->shifts = arena_alloc(a, ((size_t)l->queue_n + 1) * sizeof(*h->shifts));
    h->people = arena_alloc(a, ((size_t)m->provider_n + 1) * sizeof(*h->people));
    for (int32_t i = 0; i < l->window_n; i++) {
        const struct shift *s = &m->shifts[l->window[i]];
        if (l->queued[l->window[i]]) {
            h->shifts[h->shift_n++] = l->window[i];
            h->places += s->planned;
            for (int32_t seat = s->first_seat; seat < s->first_seat + s->seats; seat++) {
                h->places -= m->seat_pin[seat] != NONE;
            }
        }
    }
    for (int32_t p = 0; p < m->provider_n; p++) {
        if (l->wants[p] != NONE) {
            h->people[h->person_n++] = p;
        }
    }
}

static void search(struct arena *a, struct look *l, int32_t shift, struct hall *h)
{
    reach(l, shift);
    for (int32_t i = 0; i < l->queue_n; i++) {
        int32_t last = look_at(l, l->queue[i]);
        if (last != NONE) {
            lay_chain(a, l, shift, last, h);
            return;
        }
    }
    lay_proof(a, l, h);
}

struct hall hall_find(struct arena *a, const struct draft *d, int32_t shift)
{
    const struct model *m = d->m;
    size_t shifts = (size_t)m->shift_n + 1, people = (size_t)m->provider_n + 1;
    struct look l = {.d = d};
    struct hall h = {0};

    l.window = arena_alloc(a, shifts * sizeof(*l.window));
    l.queue = arena_alloc(a, shifts * sizeof(*l.queue));
    l.queued = arena_alloc(a, shifts * sizeof(*l.queued));
    l.held = arena_alloc(a, people * sizeof(*l.held));
    l.wants = arena_alloc(a, people * sizeof(*l.wants));
    set_window(&l, shift, m->rules.max_duties_per_day == 1 ? same_day : on_at_start);
    search(a, &l, shift, &h);
    return h;
}

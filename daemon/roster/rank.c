/* Ranks substitutes: everybody is asked; those a single duty hinders may pass it on. */
#include "roster/rank.h"

static bool is_before(const struct model *m, const struct substitute *a, const struct substitute *b)
{
    if ((a->give_up == NONE) != (b->give_up == NONE)) {
        return a->give_up == NONE;
    }
    if (a->sum != b->sum) {
        return a->sum < b->sum;
    }
    return m->providers[a->provider].id < m->providers[b->provider].id;
}

static void keep(const struct model *m, struct ranking *r, struct substitute x)
{
    int32_t at = r->n;

    x.sum = cost_sum(&x.cost);
    while (at > 0 && is_before(m, &x, &r->x[at - 1])) {
        at--;
    }
    if (at == RANK_MAX) {
        return;
    }
    r->n += r->n < RANK_MAX;
    for (int32_t i = r->n - 1; i > at; i--) {
        r->x[i] = r->x[i - 1];
    }
    r->x[at] = x;
}

/* The cheapest person for a duty that somebody passes on; NONE when nobody can. */
static int32_t take_over(const struct draft *d, int32_t shift, int32_t not_him, struct cost *cost)
{
    const struct model *m = d->m;
    int32_t best = NONE;
    int64_t least = INT64_MAX;

    for (int32_t i = m->cand_at[shift]; i < m->cand_at[shift + 1]; i++) {
        struct rule_hit hit;
        if (m->cand[i] == not_him ||
            rule_of_duties(d, shift, m->cand[i], NONE, &hit) != RULE_NONE) {
            continue;
        }
        struct cost c = cost_change(d, m->cand[i], NONE, shift);
        int64_t sum = cost_sum(&c);
        if (sum < least || (sum == least && m->providers[m->cand[i]].id < m->providers[best].id)) {
            least = sum;
            best = m->cand[i];
            *cost = c;
        }
    }
    return best;
}

/* They take the shift and somebody else the duty at a seat of theirs, if that is cheapest so far.
 */
static void try_passing_on(struct draft *d, int32_t shift, int32_t seat, struct substitute *x)
{
    const struct model *m = d->m;
    int32_t given = m->seat_shift[seat];
    struct rule_hit hit;
    struct cost sum = {{0}};

    if (m->seat_pin[seat] != NONE || given == shift ||
        rule_of_duties(d, shift, x->provider, seat, &hit) != RULE_NONE) {
        return;
    }
    struct cost own = cost_change(d, x->provider, given, shift);
    draft_take(d, seat);
    int32_t to = take_over(d, given, x->provider, &sum);
    draft_put(d, seat, x->provider);
    for (int32_t i = 0; i < COST_COUNT; i++) {
        sum.part[i] += own.part[i];
    }
    if (to != NONE && (x->give_up == NONE || cost_sum(&sum) < cost_sum(&x->cost))) {
        x->cost = sum;
        x->give_up = seat;
        x->to = to;
    }
}

/* The duty that hinders, or, where a maximum or the weekly rest does, any that counts for it. */
static void try_passing_any(struct draft *d, int32_t shift, struct substitute *x)
{
    const struct model *m = d->m;
    const struct shift *s = &m->shifts[shift];

    if (x->hit.seat != NONE || x->hit.busy != NULL) {
        if (x->hit.seat != NONE) {
            try_passing_on(d, shift, x->hit.seat, x);
        }
        return;
    }
    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        const struct shift *given = &m->shifts[m->seat_shift[seat]];
        bool near = x->hit.rule == RULE_MONTH
                        ? given->month == s->month
                        : given->week >= s->week - 1 && given->week <= s->week + 1;
        if (near && d->holder[seat] == x->provider) {
            try_passing_on(d, shift, seat, x);
        }
    }
}

void rank_shift(struct draft *d, int32_t shift, int32_t instead, struct ranking *out)
{
    const struct model *m = d->m;

    *out = (struct ranking){0};
    for (int32_t i = m->cand_at[shift]; i < m->cand_at[shift + 1]; i++) {
        struct substitute x = {.provider = m->cand[i], .give_up = NONE, .to = NONE};
        if (x.provider != instead &&
            rule_of_duties(d, shift, x.provider, NONE, &x.hit) == RULE_NONE) {
            x.cost = cost_change(d, x.provider, NONE, shift);
            out->eligible++;
            keep(m, out, x);
        }
    }
    bool enough = out->n == RANK_MAX;
    for (int32_t i = m->cand_at[shift]; i < m->cand_at[shift + 1] && !enough; i++) {
        struct substitute x = {.provider = m->cand[i], .give_up = NONE, .to = NONE};
        if (x.provider != instead &&
            rule_of_duties(d, shift, x.provider, NONE, &x.hit) != RULE_NONE) {
            try_passing_any(d, shift, &x);
            if (x.give_up != NONE) {
                keep(m, out, x);
            }
        }
    }
}

static void note_rest(const struct shift *s, int32_t start, int32_t end, int32_t *before,
                      int32_t *after)
{
    int32_t since = s->start - end, until = start - s->end;

    *before = end <= s->start && since < *before ? since : *before;
    *after = start >= s->end && until < *after ? until : *after;
}

void rank_rest(const struct draft *d, int32_t shift, const struct substitute *x, int32_t *before,
               int32_t *after)
{
    const struct model *m = d->m;
    const struct provider *p = &m->providers[x->provider];
    const struct shift *s = &m->shifts[shift];

    *before = *after = NO_LIMIT;
    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        const struct shift *other = &m->shifts[m->seat_shift[seat]];
        if (d->holder[seat] == x->provider && seat != x->give_up) {
            note_rest(s, other->start, other->end, before, after);
        }
    }
    for (int32_t i = 0; i < p->busy_n; i++) {
        if (p->busy[i].why == BUSY_DUTY) {
            note_rest(s, p->busy[i].start, p->busy[i].end, before, after);
        }
    }
}

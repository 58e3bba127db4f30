/* Reasons, worked out on the finished roster: everybody is asked for every seat. */
#include "roster/explain.h"

const char *decided_str(enum decided d)
{
    static const char *const names[DECIDED_COUNT] = {
        [DECIDED_FAIRNESS] = "fairness",   [DECIDED_WISH] = "wish",
        [DECIDED_TRAVEL] = "travel",       [DECIDED_AREA] = "area",
        [DECIDED_STABILITY] = "stability", [DECIDED_PATTERN] = "pattern",
        [DECIDED_PINNED] = "pinned",       [DECIDED_KEPT] = "kept",
        [DECIDED_ONLY] = "only",           [DECIDED_TIE] = "tie",
        [DECIDED_BUDGET] = "budget",
    };

    return names[d];
}

/* Keeps the cheapest few, by id among equals so that the order of the input does not show. */
static void keep_next(const struct model *m, struct reason *r, struct alternative x)
{
    int32_t at = r->next_n;

    while (at > 0 && (x.more < r->next[at - 1].more ||
                      (x.more == r->next[at - 1].more &&
                       m->providers[x.provider].id < m->providers[r->next[at - 1].provider].id))) {
        at--;
    }
    if (at == NEXT_MAX) {
        return;
    }
    r->next_n += r->next_n < NEXT_MAX;
    for (int32_t i = r->next_n - 1; i > at; i--) {
        r->next[i] = r->next[i - 1];
    }
    r->next[at] = x;
}

/* The part of the cost in which the chosen one is most ahead. */
static enum decided largest_lead(const struct cost *more)
{
    int32_t best = COST_FAIRNESS;

    for (int32_t i = COST_FAIRNESS; i < COST_COUNT; i++) {
        best = more->part[i] > more->part[best] ? i : best;
    }
    return (enum decided)best;
}

static enum decided decide(const struct draft *d, int32_t seat, bool pinned, const struct reason *r)
{
    if (d->m->seat_pin[seat] != NONE) {
        return pinned ? DECIDED_PINNED : DECIDED_KEPT;
    }
    if (r->next_n == 0) {
        return DECIDED_ONLY;
    }
    if (r->next[0].more <= 0) {
        return r->next[0].more == 0 ? DECIDED_TIE : DECIDED_BUDGET;
    }
    return largest_lead(&r->next[0].cost);
}

static struct alternative compare(const struct draft *d, int32_t shift, int32_t provider,
                                  const struct cost *chosen)
{
    struct alternative x = {.provider = provider, .cost = cost_change(d, provider, NONE, shift)};

    for (int32_t i = 0; i < COST_COUNT; i++) {
        x.cost.part[i] -= chosen->part[i];
    }
    x.more = cost_sum(&x.cost);
    return x;
}

void explain_seat(struct draft *d, int32_t seat, bool pinned, struct reason *r)
{
    const struct model *m = d->m;
    int32_t shift = m->seat_shift[seat], chosen = d->holder[seat];

    draft_take(d, seat);
    *r = (struct reason){.cost = cost_change(d, chosen, NONE, shift)};
    for (int32_t p = 0; p < m->provider_n; p++) {
        struct rule_hit hit;
        enum rule rule = rule_first(d, shift, p, NONE, &hit);
        if (rule != RULE_NONE) {
            r->excluded[rule]++;
            continue;
        }
        r->eligible++;
        if (p != chosen) {
            keep_next(m, r, compare(d, shift, p, &r->cost));
        }
    }
    r->decided = decide(d, seat, pinned, r);
    draft_put(d, seat, chosen);
}

enum rule explain_person(struct draft *d, int32_t seat, int32_t provider, struct rule_hit *hit)
{
    int32_t shift = d->m->seat_shift[seat], chosen = d->holder[seat];

    if (chosen == NONE) {
        return rule_first(d, shift, provider, NONE, hit);
    }
    draft_take(d, seat);
    enum rule rule = rule_first(d, shift, provider, NONE, hit);
    draft_put(d, seat, chosen);
    return rule;
}

void explain_empty(const struct draft *d, int32_t shift, struct reason *r)
{
    const struct model *m = d->m;
    const struct shift *s = &m->shifts[shift];

    *r = (struct reason){0};
    for (int32_t p = 0; p < m->provider_n; p++) {
        struct rule_hit hit;
        bool on_it = false;
        for (int32_t seat = s->first_seat; seat < s->first_seat + s->seats; seat++) {
            on_it = on_it || d->holder[seat] == p;
        }
        if (!on_it) {
            enum rule rule = rule_first(d, shift, p, NONE, &hit);
            r->excluded[rule] += rule != RULE_NONE;
            r->eligible += rule == RULE_NONE;
        }
    }
}

enum rule explain_pin(struct draft *d, int32_t seat, struct rule_hit *hit)
{
    const struct model *m = d->m;
    int32_t provider = d->holder[seat], shift = m->seat_shift[seat];

    if (seat - m->shifts[shift].first_seat >= m->shifts[shift].most) {
        *hit = (struct rule_hit){.rule = RULE_NEEDED,
                                 .seat = NONE,
                                 .found = m->shifts[shift].planned,
                                 .needed = m->shifts[shift].most};
        return RULE_NEEDED;
    }
    return rule_first(d, shift, provider, seat, hit);
}

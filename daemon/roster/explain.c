/* Reasons, worked out on the finished roster: everybody is asked for every seat. */
#include "roster/explain.h"

const char *decided_str(enum decided d)
{
    static const char *const names[DECIDED_COUNT] = {
        [DECIDED_FAIRNESS] = "fairness",   [DECIDED_WISH] = "wish",
        [DECIDED_TRAVEL] = "travel",       [DECIDED_AREA] = "area",
        [DECIDED_STABILITY] = "stability", [DECIDED_PINNED] = "pinned",
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

/* The part of the cost in which the chosen one is most ahead of the best alternative. */
static enum decided largest_lead(const struct cost *chosen, const struct cost *other)
{
    int32_t best = COST_FAIRNESS;

    for (int32_t i = COST_FAIRNESS; i < COST_COUNT; i++) {
        int64_t lead = other->part[i] - chosen->part[i];
        if (lead > other->part[best] - chosen->part[best]) {
            best = i;
        }
    }
    return (enum decided)best;
}

static enum decided decide(const struct draft *d, int32_t seat, const struct reason *r)
{
    int32_t shift = d->m->seat_shift[seat];

    if (d->m->seat_pin[seat] != NONE) {
        return DECIDED_PINNED;
    }
    if (r->next_n == 0) {
        return DECIDED_ONLY;
    }
    if (r->next[0].more <= 0) {
        return r->next[0].more == 0 ? DECIDED_TIE : DECIDED_BUDGET;
    }
    struct cost other = cost_change(d, r->next[0].provider, NONE, shift);
    return largest_lead(&r->cost, &other);
}

void explain_seat(struct draft *d, int32_t seat, struct reason *r)
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
            struct cost c = cost_change(d, p, NONE, shift);
            keep_next(m, r, (struct alternative){p, cost_sum(&c) - cost_sum(&r->cost)});
        }
    }
    r->decided = decide(d, seat, r);
    draft_put(d, seat, chosen);
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

    if (seat - m->shifts[shift].first_seat >= m->shifts[shift].needed) {
        *hit = (struct rule_hit){.rule = RULE_NEEDED,
                                 .seat = NONE,
                                 .found = m->shifts[shift].seats,
                                 .needed = m->shifts[shift].needed};
        return RULE_NEEDED;
    }
    return rule_first(d, shift, provider, seat, hit);
}

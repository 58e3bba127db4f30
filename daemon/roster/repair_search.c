/* Ways to fill what is open: people who simply can; people who can once they pass duties on. Every
 * way that changes nothing needlessly is tried, as far as the pass and the effort allow. */
#include "roster/repair_state.h"

#include <string.h>

#include "roster/rule.h"

static bool fill_next(struct repair *r);

static bool was_on(const struct repair *r, int32_t shift, int32_t provider)
{
    const struct shift *s = &r->m->shifts[shift];

    for (int32_t seat = s->first_seat; seat < s->first_seat + s->seats; seat++) {
        if (r->was[seat] == provider || r->d->holder[seat] == provider) {
            return true;
        }
    }
    return false;
}

/* Whether the duty at a seat counts towards a maximum or rest that keeps its holder from s. */
static bool counts_in(const struct repair *r, int32_t seat, const struct shift *s, enum rule rule)
{
    const struct shift *x = &r->m->shifts[r->m->seat_shift[seat]];

    switch (rule) {
    case RULE_DAY: return x->day == s->day;
    case RULE_WEEK: return x->week == s->week;
    case RULE_MONTH: return x->month == s->month;
    default: return x->week >= s->week - 1 && x->week <= s->week + 1;
    }
}

static bool may_give_up(const struct repair *r, int32_t seat, int32_t provider)
{
    return r->was[seat] == provider && r->d->holder[seat] == provider &&
           r->m->seat_pin[seat] == NONE && r->step_n + 2 < REPAIR_STEPS;
}

static bool cover(struct repair *r, int32_t shift, int32_t provider);

static bool cover_without(struct repair *r, int32_t shift, int32_t provider, int32_t seat)
{
    int32_t steps = r->step_n;

    repair_take(r, seat);
    bool done = repair_is_worse(r) || cover(r, shift, provider);
    repair_undo(r, steps);
    return done;
}

/* Takes the shift on once whatever hinders is passed on, in every way there is. */
static bool make_room(struct repair *r, int32_t shift, int32_t provider, const struct rule_hit *hit)
{
    const struct shift *s = &r->m->shifts[shift];
    bool done = true;

    if (hit->busy != NULL) {
        return true;
    }
    if (hit->seat != NONE) {
        return !may_give_up(r, hit->seat, provider) || cover_without(r, shift, provider, hit->seat);
    }
    for (int32_t i = r->mine_at[provider]; i < r->mine_at[provider + 1] && done; i++) {
        if (may_give_up(r, r->mine[i], provider) && counts_in(r, r->mine[i], s, hit->rule)) {
            done = cover_without(r, shift, provider, r->mine[i]);
        }
    }
    return done;
}

static bool cover(struct repair *r, int32_t shift, int32_t provider)
{
    int32_t steps = r->step_n;
    struct rule_hit hit;

    r->checks_left--;
    if (rule_of_duties(r->d, shift, provider, NONE, &hit) != RULE_NONE) {
        return !r->chains || make_room(r, shift, provider, &hit);
    }
    repair_put(r, shift, provider);
    bool done = fill_next(r);
    repair_undo(r, steps);
    return done;
}

static bool ask_one(struct repair *r, int32_t shift, int32_t provider)
{
    return r->is_out[provider] || !model_may(r->m, shift, provider) || was_on(r, shift, provider) ||
           cover(r, shift, provider);
}

/* Everybody who may take the shift: of the team, if there is one; once nobody else may be
 * disturbed, only those who are. */
static bool ask_everybody(struct repair *r, int32_t shift)
{
    const struct model *m = r->m;
    bool done = true;

    if (r->team_n > 0 || r->people >= r->most_people) {
        const int32_t *who = r->team_n > 0 ? r->team : r->crew;
        int32_t n = r->team_n > 0 ? r->team_n : r->people;
        for (int32_t i = 0; i < n && done; i++) {
            done = ask_one(r, shift, who[i]);
        }
        return done;
    }
    for (int32_t i = m->cand_at[shift]; i < m->cand_at[shift + 1] && done; i++) {
        done = ask_one(r, shift, m->cand[i]);
    }
    return done;
}

static bool fill_next(struct repair *r)
{
    bool done = true;

    if (r->checks_left <= 0) {
        return false;
    }
    if (repair_is_worse(r) || (!r->leaving && r->team_n == 0 &&
                               (!repair_has_free(r) || !repair_has_room(r, r->most_people)))) {
        return true;
    }
    if (r->open_n == 0) {
        repair_keep(r);
        return true;
    }
    int32_t shift = r->open[--r->open_n];
    done = ask_everybody(r, shift);
    if (done && r->leaving) {
        r->uncovered += r->m->shifts[shift].empty_cost;
        done = fill_next(r);
        r->uncovered -= r->m->shifts[shift].empty_cost;
    }
    r->open[r->open_n++] = shift;
    return done;
}

bool repair_search(struct repair *r)
{
    r->team_n = 0;
    return fill_next(r);
}

/* Completes the team in every way that is free enough, and lets each pass on what it can. */
static bool choose_team(struct repair *r, int32_t from)
{
    bool done = true;

    if (r->team_n == r->most_people) {
        return !repair_team_fits(r) || fill_next(r);
    }
    for (int32_t p = from; p < r->m->provider_n && done; p++) {
        if (!r->is_out[p]) {
            r->team[r->team_n++] = p;
            done = choose_team(r, p + 1);
            r->team_n--;
        }
    }
    return done;
}

bool repair_search_teams(struct repair *r)
{
    r->team_n = 0;
    return choose_team(r, 0);
}

/* Gives the person all they can take of what is open, from the next place down; returns how many.
 */
static int32_t load(struct repair *r, int32_t provider)
{
    int32_t taken = 0;

    for (int32_t i = r->open_n - 1; i >= 0; i--) {
        int32_t shift = r->open[i];
        struct rule_hit hit;
        r->checks_left--;
        if (model_may(r->m, shift, provider) && !was_on(r, shift, provider) &&
            rule_of_duties(r->d, shift, provider, NONE, &hit) == RULE_NONE) {
            repair_put(r, shift, provider);
            r->open[i] = r->open[--r->open_n];
            taken++;
        }
    }
    return taken;
}

/* What one person would take on, and what that costs; the roster and the list stay as they are. */
static int32_t try_load(struct repair *r, int32_t provider, int64_t *cost)
{
    int32_t steps = r->step_n, open_n = r->open_n;

    memcpy(r->kept_open, r->open, (size_t)open_n * sizeof(*r->open));
    int32_t taken = load(r, provider);
    *cost = cost_sum(&r->cost);
    repair_undo(r, steps);
    memcpy(r->open, r->kept_open, (size_t)open_n * sizeof(*r->open));
    r->open_n = open_n;
    return taken;
}

static void find_able(struct repair *r)
{
    const struct model *m = r->m;

    memset(r->reached, 0, (size_t)m->provider_n);
    r->able_n = 0;
    for (int32_t i = 0; i < r->open_n; i++) {
        for (int32_t c = m->cand_at[r->open[i]]; c < m->cand_at[r->open[i] + 1]; c++) {
            int32_t p = m->cand[c];
            if (!r->is_out[p] && !r->reached[p]) {
                r->reached[p] = true;
                r->able[r->able_n++] = p;
            }
        }
    }
}

static void load_all(struct repair *r)
{
    int32_t best = 0;

    find_able(r);

    while (best != NONE && r->open_n > 0) {
        int32_t most = 0;
        int64_t least = INT64_MAX, cost = 0;
        best = NONE;
        for (int32_t i = 0; i < r->able_n; i++) {
            int32_t p = r->able[i], taken = try_load(r, p, &cost);
            if (taken > most || (taken == most && taken > 0 && cost < least)) {
                most = taken;
                least = cost;
                best = p;
            }
        }
        if (best != NONE) {
            (void)load(r, best);
        }
    }
}

/* A duty that somebody leaves to take an open place. */
struct trade {
    int32_t provider, seat;
    int64_t empty_cost, cost;
};

static void try_trade(struct repair *r, int32_t shift, struct trade x, struct trade *best)
{
    const struct model *m = r->m;
    int32_t left = m->seat_shift[x.seat];
    struct rule_hit hit;

    x.empty_cost = m->shifts[left].empty_cost;
    if (!may_give_up(r, x.seat, x.provider) || x.empty_cost > best->empty_cost ||
        (x.empty_cost == best->empty_cost && best->provider == NONE) ||
        rule_of_duties(r->d, shift, x.provider, x.seat, &hit) != RULE_NONE) {
        return;
    }
    struct cost c = cost_change(r->d, x.provider, left, shift);
    x.cost = cost_sum(&c);
    if (x.empty_cost < best->empty_cost || x.cost < best->cost) {
        *best = x;
    }
}

/* The least important duty that somebody could leave for the shift. */
static struct trade find_trade(struct repair *r, int32_t shift)
{
    const struct model *m = r->m;
    struct trade best = {.provider = NONE, .empty_cost = m->shifts[shift].empty_cost};
    struct rule_hit hit;

    for (int32_t c = m->cand_at[shift]; c < m->cand_at[shift + 1]; c++) {
        int32_t p = m->cand[c];
        if (r->is_out[p] || was_on(r, shift, p) ||
            rule_of_duties(r->d, shift, p, NONE, &hit) == RULE_NONE || hit.busy != NULL) {
            continue;
        }
        for (int32_t i = r->mine_at[p]; i < r->mine_at[p + 1]; i++) {
            int32_t seat = r->mine[i];
            if (hit.seat == NONE ? counts_in(r, seat, &m->shifts[shift], hit.rule)
                                 : seat == hit.seat) {
                try_trade(r, shift, (struct trade){.provider = p, .seat = seat}, &best);
            }
        }
    }
    return best;
}

/* Each place still open, the most important first, is traded for one less important, as long as
 * there is one. What is left then stays empty. */
static void trade_all(struct repair *r)
{
    while (r->open_n > 0) {
        int32_t at = 0;
        for (int32_t i = 1; i < r->open_n; i++) {
            at =
                r->m->shifts[r->open[i]].empty_cost > r->m->shifts[r->open[at]].empty_cost ? i : at;
        }
        int32_t shift = r->open[at];
        struct trade x = find_trade(r, shift);
        r->open[at] = r->open[--r->open_n];
        if (x.provider == NONE) {
            r->uncovered += r->m->shifts[shift].empty_cost;
            continue;
        }
        repair_take(r, x.seat);
        repair_put(r, shift, x.provider);
        load_all(r);
    }
}

void repair_dive(struct repair *r)
{
    load_all(r);
    trade_all(r);
}

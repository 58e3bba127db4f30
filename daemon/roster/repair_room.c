/* What cannot be, however duties are passed on: room in weeks and months is only moved around.
 * Gives the repair its proofs. */
#include "roster/repair_state.h"

#include <string.h>

#include "roster/rule.h"

static int32_t room(int32_t most, int32_t now)
{
    return most > now ? most - now : 0;
}

int32_t repair_room_month(const struct repair *r, int32_t provider, int32_t month)
{
    const struct model *m = r->m;

    return room(m->providers[provider].max_per_month,
                draft_row(r->d->in_month, provider, m->months)[month]);
}

int32_t repair_room_week(const struct repair *r, int32_t provider, int32_t week)
{
    const struct model *m = r->m;

    return room(m->providers[provider].max_per_week,
                draft_row(r->d->in_week, provider, m->weeks)[week]);
}

typedef int32_t room_of(const struct repair *r, int32_t provider, int32_t at);

/* most[i]: what the i + 1 freest people can take on in week or month at. */
static void freest(const struct repair *r, room_of *of, int32_t at, int64_t most[REPAIR_CREW])
{
    memset(most, 0, REPAIR_CREW * sizeof(*most));
    for (int32_t p = 0; p < r->m->provider_n; p++) {
        int64_t x = r->is_out[p] ? 0 : of(r, p, at);
        for (int32_t i = 0; i < REPAIR_CREW && x > 0; i++) {
            if (x > most[i]) {
                int64_t less = most[i];
                most[i] = x;
                x = less;
            }
        }
    }
    for (int32_t i = 1; i < REPAIR_CREW; i++) {
        most[i] += most[i - 1];
    }
}

void repair_measure_room(struct repair *r)
{
    for (int32_t i = 0; i < r->open_n; i++) {
        const struct shift *s = &r->m->shifts[r->open[i]];
        freest(r, repair_room_month, s->month, r->month_room + (size_t)s->month * REPAIR_CREW);
        freest(r, repair_room_week, s->week, r->week_room + (size_t)s->week * REPAIR_CREW);
    }
}

/* Whether the crew and the freest others can take on need duties. */
static bool enough(const struct repair *r, room_of *of, int32_t at, const int64_t *freest_room,
                   int32_t people, int32_t need)
{
    int32_t others = people - r->people;
    int64_t sum = others > 0 ? freest_room[others - 1] : 0;

    for (int32_t i = 0; i < r->people && sum < need; i++) {
        sum += of(r, r->crew[i], at);
    }
    return sum >= need;
}

bool repair_has_room(const struct repair *r, int32_t people)
{
    const struct model *m = r->m;

    if (people - r->people > REPAIR_CREW) {
        return true;
    }
    for (int32_t i = 0; i < r->open_n; i++) {
        const struct shift *s = &m->shifts[r->open[i]];
        int32_t in_month = 0, in_week = 0;
        for (int32_t k = 0; k < r->open_n; k++) {
            in_month += m->shifts[r->open[k]].month == s->month;
            in_week += m->shifts[r->open[k]].week == s->week;
        }
        if (!enough(r, repair_room_month, s->month, r->month_room + (size_t)s->month * REPAIR_CREW,
                    people, in_month) ||
            !enough(r, repair_room_week, s->week, r->week_room + (size_t)s->week * REPAIR_CREW,
                    people, in_week)) {
            return false;
        }
    }
    return true;
}

bool repair_team_fits(const struct repair *r)
{
    const struct model *m = r->m;
    uint64_t missing = r->all_signs;

    for (int32_t i = 0; i < r->team_n; i++) {
        missing &= ~r->signs[r->team[i]];
    }
    for (int32_t i = 0; i < r->open_n && missing == 0; i++) {
        const struct shift *s = &m->shifts[r->open[i]];
        int32_t month = 0, week = 0;
        for (int32_t k = 0; k < r->open_n; k++) {
            month += m->shifts[r->open[k]].month == s->month;
            week += m->shifts[r->open[k]].week == s->week;
        }
        for (int32_t k = 0; k < r->team_n; k++) {
            month -= repair_room_month(r, r->team[k], s->month);
            week -= repair_room_week(r, r->team[k], s->week);
        }
        missing |= month > 0 || week > 0;
    }
    return missing == 0;
}

/* Shifts that places could be passed on from, found from one that is open. */
struct spread {
    const struct repair *r;
    bool *reached; /* shift */
    bool *spent;   /* provider * (months + weeks): their duties of that time are reached */
    int32_t *queue, n;
    int64_t least; /* the cheapest place among them to leave empty */
};

static void reach(struct spread *x, int32_t shift)
{
    int64_t cost = x->r->m->shifts[shift].empty_cost;

    if (!x->reached[shift]) {
        x->reached[shift] = true;
        x->queue[x->n++] = shift;
        x->least = cost < x->least ? cost : x->least;
    }
}

static bool in_one_month(const struct model *m, int32_t week)
{
    int32_t monday = week * 7 - m->weekday;

    return model_month(m, monday) == model_month(m, monday + 6);
}

/* Never, whatever is passed on: a duty that stays hinders. */
static bool is_fixed(const struct repair *r, int32_t shift, int32_t provider)
{
    struct rule_hit hit;

    return rule_of_duties(r->d, shift, provider, NONE, &hit) != RULE_NONE &&
           (hit.busy != NULL || (hit.seat != NONE && r->m->seat_pin[hit.seat] != NONE));
}

/* Reaches what the person could pass on of one month or week. False when one of these shifts has
 * more people than it needs. */
static bool spend(struct spread *x, int32_t provider, int32_t month, int32_t week)
{
    const struct repair *r = x->r;
    const struct model *m = r->m;
    bool *spent = &x->spent[(size_t)provider * (size_t)(m->months + m->weeks)];

    spent += month == NONE ? m->months + week : month;
    for (int32_t i = r->mine_at[provider]; i < r->mine_at[provider + 1] && !*spent; i++) {
        int32_t seat = r->mine[i], shift = m->seat_shift[seat];
        const struct shift *s = &m->shifts[shift];
        if (r->d->holder[seat] != provider || m->seat_pin[seat] != NONE ||
            (month == NONE ? s->week != week : s->month != month)) {
            continue;
        }
        if (r->d->stood[shift] > s->planned) {
            return false;
        }
        reach(x, shift);
    }
    *spent = true;
    return true;
}

/* Follows what a person would have to pass on to take a shift. False when they might take it
 * without giving up another duty of the same month (or, in a month with room, of a week that lies
 * inside it). These groups of duties do not overlap: every duty gained costs one given up. */
static bool spread_to(struct spread *x, const struct shift *s, int32_t provider)
{
    const struct repair *r = x->r;

    if (repair_room_month(r, provider, s->month) == 0) {
        return spend(x, provider, s->month, NONE);
    }
    return repair_room_week(r, provider, s->week) == 0 && in_one_month(r->m, s->week) &&
           spend(x, provider, NONE, s->week);
}

/* Whether an open place can only be filled by leaving another one that is reached. What earlier
 * blocked places reached stays reached. */
static bool is_blocked(struct spread *x, int32_t open)
{
    const struct repair *r = x->r;
    const struct model *m = r->m;
    int32_t done = x->n;

    reach(x, open);
    for (int32_t i = done; i < x->n; i++) {
        int32_t shift = x->queue[i];
        for (int32_t c = m->cand_at[shift]; c < m->cand_at[shift + 1]; c++) {
            int32_t p = m->cand[c];
            if (!r->is_out[p] && !spread_to(x, &m->shifts[shift], p) && !is_fixed(r, shift, p)) {
                return false;
            }
        }
    }
    return true;
}

static void forget(struct spread *x)
{
    const struct model *m = x->r->m;

    memset(x->reached, 0, (size_t)m->shift_n);
    memset(x->spent, 0, (size_t)m->provider_n * (size_t)(m->months + m->weeks));
    x->n = 0;
    x->least = INT64_MAX;
}

int64_t repair_least_uncovered(struct repair *r)
{
    struct spread x = {.r = r, .reached = r->reached, .spent = r->spent, .queue = r->queue};
    int64_t least = INT64_MAX, blocked = 0;

    forget(&x);
    for (int32_t i = 0; i < r->open_n; i++) {
        if (is_blocked(&x, r->open[i])) {
            blocked++;
            least = x.least < least ? x.least : least;
        } else {
            forget(&x);
        }
    }
    return blocked > 0 ? blocked * least : 0;
}

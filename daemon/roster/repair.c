/* Repair: what was lost, then passes that disturb one person more each, until the best way is
 * found and, as far as the effort goes, proved. */
#include "roster/repair.h"

#include <stdlib.h>
#include <string.h>

#include "roster/fill.h"
#include "roster/repair_state.h"
#include "roster/rule.h"

enum {
    EFFORT = 8000,      /* rules asked in all */
    EFFORT_PASS = 3000, /* in one pass */
    TEAMS = 100000,     /* teams looked at */
    EFFORT_MORE = 1000  /* to find further ways once the best is proved */
};

static void list_mine(struct repair *r)
{
    const struct model *m = r->m;

    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        if (r->was[seat] != NONE) {
            r->mine_at[r->was[seat] + 2]++;
        }
    }
    for (int32_t p = 0; p < m->provider_n; p++) {
        r->mine_at[p + 2] += r->mine_at[p + 1];
    }
    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        if (r->was[seat] != NONE) {
            const struct shift *s = &m->shifts[m->seat_shift[seat]];
            int32_t at = r->mine_at[r->was[seat] + 1]++;
            r->mine[at] = seat;
            r->mine_span[at] = (struct span){s->start, s->end};
        }
    }
}

struct repair *repair_new(struct arena *a, const struct model *m)
{
    struct repair *r = arena_alloc(a, sizeof(*r));
    size_t seats = (size_t)m->seat_n + 1, people = (size_t)m->provider_n + 3;

    *r = (struct repair){.a = a, .m = m, .d = fill_published(a, m)};
    r->was = arena_alloc(a, seats * sizeof(*r->was));
    memcpy(r->was, r->d->holder, (size_t)m->seat_n * sizeof(*r->was));
    r->mine = arena_alloc(a, seats * sizeof(*r->mine));
    r->mine_span = arena_alloc(a, seats * sizeof(*r->mine_span));
    r->mine_at = arena_alloc(a, people * sizeof(*r->mine_at));
    list_mine(r);
    r->is_out = arena_alloc(a, people);
    r->touched = arena_alloc(a, people * sizeof(*r->touched));
    r->crew = arena_alloc(a, people * sizeof(*r->crew));
    r->step = arena_alloc(a, REPAIR_STEPS * sizeof(*r->step));
    r->open = arena_alloc(a, REPAIR_STEPS * sizeof(*r->open));
    r->lost = arena_alloc(a, REPAIR_LOSS * sizeof(*r->open));
    r->kept_open = arena_alloc(a, REPAIR_STEPS * sizeof(*r->open));
    r->queue = arena_alloc(a, ((size_t)m->shift_n + 1) * sizeof(*r->queue));
    r->able = arena_alloc(a, people * sizeof(*r->able));
    r->reached = arena_alloc(a, (size_t)m->shift_n + people);
    r->spent = arena_alloc(a, people * (size_t)(m->months + m->weeks));
    r->signs = arena_alloc(a, people * sizeof(*r->signs));
    r->month_room = arena_alloc(a, (size_t)m->months * REPAIR_CREW * sizeof(*r->month_room));
    r->week_room = arena_alloc(a, (size_t)m->weeks * REPAIR_CREW * sizeof(*r->week_room));
    r->spare = arena_alloc(a, REPAIR_STEPS * sizeof(*r->spare));
    r->answer.emptied = arena_alloc(a, REPAIR_LOSS * sizeof(*r->answer.emptied));
    for (int32_t i = 0; i < REPAIR_WAYS; i++) {
        r->answer.way[i].change = arena_alloc(a, REPAIR_STEPS * sizeof(*r->spare));
    }
    return r;
}

static bool is_lost(const struct repair *r, int32_t seat, const struct dropout *out, int32_t n)
{
    const struct model *m = r->m;
    int32_t shift = m->seat_shift[seat], holder = r->was[seat];
    bool lost = n == 0 && holder != NONE && !model_may(m, shift, holder);

    for (int32_t i = 0; i < n; i++) {
        lost = lost || (out[i].provider == holder && m->shifts[shift].start < out[i].to &&
                        m->shifts[shift].end > out[i].from);
    }
    return lost && m->seat_pin[seat] == NONE;
}

static void lose(struct repair *r, int32_t seat)
{
    struct repair_answer *x = &r->answer;

    if (x->emptied_n < REPAIR_LOSS) {
        r->is_out[r->was[seat]] = true;
        x->emptied[x->emptied_n++] =
            (struct repair_change){r->m->seat_shift[seat], r->was[seat], NONE};
        repair_take(r, seat);
    }
}

static void lose_all(struct repair *r, const struct dropout *out, int32_t n)
{
    memset(r->is_out, 0, (size_t)r->m->provider_n);
    for (int32_t i = 0; i < n; i++) {
        r->is_out[out[i].provider] = true;
        for (int32_t k = r->mine_at[out[i].provider]; k < r->mine_at[out[i].provider + 1]; k++) {
            if (r->d->holder[r->mine[k]] != NONE && is_lost(r, r->mine[k], out, n)) {
                lose(r, r->mine[k]);
            }
        }
    }
    for (int32_t seat = 0; seat < r->m->seat_n && n == 0; seat++) {
        if (is_lost(r, seat, out, n)) {
            lose(r, seat);
        }
    }
}

/* The place that fewest people can simply take comes last, which is next. */
static void order_open(struct repair *r)
{
    int32_t *able = r->kept_open;
    struct rule_hit hit;

    for (int32_t i = 0; i < r->open_n; i++) {
        int32_t shift = r->open[i], n = 0, at = i;
        for (int32_t c = r->m->cand_at[shift]; c < r->m->cand_at[shift + 1]; c++) {
            n += rule_of_duties(r->d, shift, r->m->cand[c], NONE, &hit) == RULE_NONE;
        }
        for (; at > 0 && able[at - 1] < n; at--) {
            able[at] = able[at - 1];
            r->open[at] = r->open[at - 1];
        }
        able[at] = n;
        r->open[at] = shift;
    }
}

/* Whether all teams of so many can be looked at. */
static bool few_teams(const struct repair *r, int32_t people)
{
    int64_t teams = 1;

    for (int32_t i = 0; i < people && teams <= TEAMS; i++) {
        teams = teams * (r->m->provider_n - i) / (i + 1);
    }
    return people > 0 && teams <= TEAMS;
}

/* One pass with its own share of the effort; false when that ran out. */
static bool pass(struct repair *r, int32_t people, bool chains, bool leaving, int64_t *effort)
{
    int64_t share = *effort < EFFORT_PASS ? *effort : EFFORT_PASS;

    r->most_people = people;
    r->chains = chains;
    r->leaving = leaving;
    r->checks_left = share;
    bool teams = chains && !leaving && few_teams(r, people);
    bool done = teams ? repair_search_teams(r) : repair_search(r);
    *effort -= share - r->checks_left;
    return done;
}

static const struct repair_way *best(const struct repair *r)
{
    return &r->answer.way[0];
}

/* Ever more people until the places are covered. Proved when nothing was left untried. */
static bool cover_all(struct repair *r, int64_t *effort)
{
    bool proved = true;
    int32_t least = 0;

    while (least <= REPAIR_CREW && !repair_has_room(r, least)) {
        least++;
    }
    r->all_signs = 0;
    for (int32_t n = least; n <= REPAIR_CREW && *effort > 0; n++) {
        if (r->all_signs == 0 && (best(r)->uncovered > 0 || best(r)->people > n)) {
            repair_find_free(r);
        }
        (void)pass(r, n, false, false, effort);
        if (best(r)->uncovered == 0 && best(r)->people <= n && best(r)->cells == r->emptied_n) {
            return proved; /* no way can change less than what was lost */
        }
        proved = pass(r, n, true, false, effort) && proved;
        if (best(r)->uncovered == 0 && best(r)->people <= n) {
            return proved;
        }
    }
    return false;
}

/* Something must stay empty: as little as can be, then as few people as can be. */
static bool cover_most(struct repair *r, int64_t least, int64_t *effort)
{
    int32_t everybody = r->m->provider_n;
    bool proved = true;

    for (int32_t n = 0; n <= REPAIR_CREW && *effort > 0; n++) {
        proved = pass(r, n < REPAIR_CREW ? n : everybody, true, true, effort) && proved;
        if (best(r)->uncovered == least || n >= everybody) {
            return proved;
        }
    }
    return proved;
}

/* Other ways to choose from, when the search for the best met none as good in cover. */
static void look_further(struct repair *r)
{
    const struct repair_answer *x = &r->answer;
    int64_t effort = EFFORT_MORE;

    r->rival = REPAIR_WAYS - 1;
    if (x->way_n < REPAIR_WAYS || x->way[REPAIR_WAYS - 1].uncovered > best(r)->uncovered) {
        (void)pass(r, best(r)->people + 1, true, best(r)->uncovered > 0, &effort);
    }
}

static void search_ways(struct repair *r)
{
    int64_t effort = EFFORT, least = 0;
    int32_t open_n = r->open_n;

    r->rival = 0;
    order_open(r);
    repair_measure_room(r);
    repair_keep(r);
    memcpy(r->lost, r->open, (size_t)open_n * sizeof(*r->open));
    repair_dive(r);
    repair_keep(r);
    r->uncovered = 0;
    repair_undo(r, r->emptied_n);
    memcpy(r->open, r->lost, (size_t)open_n * sizeof(*r->open));
    r->open_n = open_n;
    if (best(r)->uncovered > 0) {
        least = repair_least_uncovered(r);
    }
    r->answer.proved = least == 0 && cover_all(r, &effort);
    if (best(r)->uncovered > 0) {
        r->answer.proved = cover_most(r, least, &effort);
    }
    look_further(r);
}

const struct repair_answer *repair_ask(struct repair *r, const struct dropout *out, int32_t n)
{
    struct repair_answer *x = &r->answer;

    x->emptied_n = x->way_n = 0;
    r->cost = (struct cost){{0}};
    lose_all(r, out, n);
    r->emptied_n = r->step_n;
    search_ways(r);
    repair_undo(r, 0);
    r->open_n = 0;
    return x;
}

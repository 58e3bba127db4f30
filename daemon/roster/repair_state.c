/* Steps of the repair and their way back; what a way amounts to; the best ways so far. */
#include "roster/repair_state.h"

#include <stdlib.h>
#include <string.h>

static void add_cost(struct cost *sum, const struct cost *c)
{
    for (int32_t i = 0; i < COST_COUNT; i++) {
        sum->part[i] += c->part[i];
    }
}

/* by: 1 one step more concerns the person, -1 one less. */
static void touch(struct repair *r, int32_t provider, int32_t by)
{
    bool before = r->touched[provider] > 0;

    r->touched[provider] += by;
    if (r->is_out[provider] || before == (r->touched[provider] > 0)) {
        return;
    }
    if (by > 0) {
        r->crew[r->people++] = provider;
    } else {
        r->people--; /* steps are taken back in order: it is the last of the crew */
    }
}

static void count_cell(struct repair *r, int32_t shift, int32_t by)
{
    r->cells += by;
    r->notice += r->m->shifts[shift].start < r->m->notice_until ? by : 0;
}

static void note(struct repair *r, int32_t seat, int32_t provider)
{
    r->step[r->step_n++] = (struct repair_step){
        .seat = seat, .provider = provider, .open_n = r->open_n, .cost = r->cost};
    touch(r, provider, 1);
}

static int64_t change_of_cover(const struct repair *r, int32_t shift, int32_t by)
{
    int32_t stood = r->d->stood[shift];

    return cost_of_cover(r->m, shift, stood + by) - cost_of_cover(r->m, shift, stood);
}

void repair_put(struct repair *r, int32_t shift, int32_t provider)
{
    const struct shift *s = &r->m->shifts[shift];
    int32_t seat = s->first_seat;

    while (r->d->holder[seat] != NONE || r->was[seat] == NONE) {
        seat++;
    }
    struct cost c = cost_change(r->d, provider, NONE, shift);
    note(r, seat, provider);
    c.part[COST_UNCOVERED] = change_of_cover(r, shift, 1);
    add_cost(&r->cost, &c);
    draft_put(r->d, seat, provider);
}

void repair_take(struct repair *r, int32_t seat)
{
    int32_t provider = r->d->holder[seat], shift = r->m->seat_shift[seat];
    struct cost c = cost_change(r->d, provider, shift, NONE);

    note(r, seat, provider);
    c.part[COST_UNCOVERED] = change_of_cover(r, shift, -1);
    add_cost(&r->cost, &c);
    draft_take(r->d, seat);
    count_cell(r, shift, 1);
    if (r->d->stood[shift] < r->m->shifts[shift].planned) {
        r->open[r->open_n++] = shift;
    }
}

void repair_undo(struct repair *r, int32_t step_n)
{
    while (r->step_n > step_n) {
        const struct repair_step *x = &r->step[--r->step_n];
        if (r->d->holder[x->seat] == NONE) {
            draft_put(r->d, x->seat, x->provider);
            count_cell(r, r->m->seat_shift[x->seat], -1);
        } else {
            draft_take(r->d, x->seat);
        }
        touch(r, x->provider, -1);
        r->open_n = x->open_n;
        r->cost = x->cost;
    }
}

static int order64(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Below 0, 0, above 0 as a is better, alike, worse: all but the cost. */
static int order_measures(const struct repair_way *a, const struct repair_way *b)
{
    int order = order64(a->uncovered, b->uncovered);

    order = order != 0 ? order : order64(a->people, b->people);
    order = order != 0 ? order : order64(a->notice, b->notice);
    return order != 0 ? order : order64(a->cells, b->cells);
}

static int change_order(const void *a, const void *b)
{
    const struct repair_change *x = a, *y = b;
    int order = order64(x->shift, y->shift);

    order = order != 0 ? order : order64(x->from, y->from);
    return order != 0 ? order : order64(x->to, y->to);
}

/* Places of one shift are alike: their new people are named in order. */
static void sort_changes(struct repair_way *w)
{
    qsort(w->change, (size_t)w->change_n, sizeof(*w->change), change_order);
    for (int32_t i = 1; i < w->change_n; i++) {
        struct repair_change *x = w->change;
        for (int32_t k = i; k > 0 && x[k - 1].shift == x[k].shift && x[k - 1].to > x[k].to; k--) {
            int32_t to = x[k].to;
            x[k].to = x[k - 1].to;
            x[k - 1].to = to;
        }
    }
}

/* Each place that was taken from somebody, once: a place given up is filled in a later step. */
static void list_changes(const struct repair *r, struct repair_way *w)
{
    w->change = r->spare;
    for (int32_t i = 0; i < r->step_n; i++) {
        const struct repair_step *x = &r->step[i];
        if (r->was[x->seat] == x->provider) {
            w->change[w->change_n++] = (struct repair_change){r->m->seat_shift[x->seat],
                                                              x->provider, r->d->holder[x->seat]};
        }
    }
    sort_changes(w);
}

static bool same_changes(const struct repair_way *a, const struct repair_way *b)
{
    bool same = a->change_n == b->change_n;

    for (int32_t i = 0; i < a->change_n && same; i++) {
        same = change_order(&a->change[i], &b->change[i]) == 0;
    }
    return same;
}

static struct repair_way measures(const struct repair *r)
{
    struct repair_way w = {.uncovered = r->uncovered,
                           .people = r->people,
                           .notice = r->notice,
                           .cells = r->cells,
                           .cost = r->cost};

    for (int32_t i = 0; i < r->open_n; i++) {
        w.uncovered += r->m->shifts[r->open[i]].empty_cost;
    }
    return w;
}

static int way_order(const struct repair_way *a, const struct repair_way *b)
{
    int order = order_measures(a, b);

    return order != 0 ? order : order64(cost_sum(&a->cost), cost_sum(&b->cost));
}

void repair_keep(struct repair *r)
{
    struct repair_answer *best = &r->answer;
    struct repair_way w = measures(r);
    int32_t at = best->way_n;

    while (at > 0 && way_order(&w, &best->way[at - 1]) < 0) {
        at--;
    }
    if (at == REPAIR_WAYS) {
        return;
    }
    list_changes(r, &w);
    for (int32_t i = 0; i < best->way_n; i++) {
        if (same_changes(&w, &best->way[i])) {
            return;
        }
    }
    best->way_n += best->way_n < REPAIR_WAYS;
    r->spare = best->way[best->way_n - 1].change;
    for (int32_t i = best->way_n - 1; i > at; i--) {
        best->way[i] = best->way[i - 1];
    }
    best->way[at] = w;
}

bool repair_is_worse(const struct repair *r)
{
    const struct repair_answer *best = &r->answer;
    struct repair_way now = {
        .uncovered = r->uncovered, .people = r->people, .notice = r->notice, .cells = r->cells};

    return best->way_n > r->rival && order_measures(&now, &best->way[r->rival]) > 0;
}

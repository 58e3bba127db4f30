/* The roster while it is being made: duties per provider in order of time, and their counts. */
#include "roster/draft.h"

#include <string.h>

struct duty draft_duty(const struct model *m, int32_t seat)
{
    const struct shift *s = &m->shifts[m->seat_shift[seat]];

    return (struct duty){.start = s->start,
                         .end = s->end,
                         .place = s->place,
                         .seat = seat,
                         .night = s->night,
                         .court = s->kind == POST_COURT_ONSITE || s->kind == POST_COURT_PHONE};
}

int32_t draft_find(const struct duties *of, int32_t start)
{
    int32_t low = 0, high = of->n;

    while (low < high) {
        int32_t mid = (low + high) / 2;
        if (of->d[mid].start < start) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

static void insert(struct draft *d, struct duties *of, struct duty duty)
{
    if (of->n == of->cap) {
        int32_t cap = of->cap > 0 ? of->cap * 2 : 16;
        struct duty *grown = arena_alloc(d->a, (size_t)cap * sizeof(*grown));
        if (of->n > 0) {
            memcpy(grown, of->d, (size_t)of->n * sizeof(*grown));
        }
        of->d = grown;
        of->cap = cap;
    }
    int32_t at = draft_find(of, duty.start);
    memmove(of->d + at + 1, of->d + at, (size_t)(of->n - at) * sizeof(*of->d));
    of->d[at] = duty;
    of->n++;
}

static void bump(uint16_t *counts, size_t at, int32_t by)
{
    counts[at] = (uint16_t)(counts[at] + by);
}

/* Where a duty counts. Only days that the horizon's weeks and months hold do. */
struct when {
    int32_t day, week, month;
};

static void count(struct draft *d, int32_t provider, struct when x, int32_t by)
{
    const struct model *m = d->m;
    size_t p = (size_t)provider;

    if (x.day >= 0 && x.day < m->days) {
        size_t at = p * (size_t)m->days + (size_t)x.day;
        uint64_t *word = d->worked + p * (size_t)d->day_words + x.day / 64;
        uint64_t bit = UINT64_C(1) << (x.day % 64);
        bump(d->in_day, at, by);
        *word = d->in_day[at] > 0 ? *word | bit : *word & ~bit;
    }
    if (x.week >= 0 && x.week < m->weeks) {
        bump(d->in_week, p * (size_t)m->weeks + (size_t)x.week, by);
    }
    if (x.month >= 0 && x.month < m->months) {
        bump(d->in_month, p * (size_t)m->months + (size_t)x.month, by);
    }
}

static void score(struct draft *d, int32_t provider, const struct shift *s, int64_t sign)
{
    int64_t *points = d->points + (size_t)provider * (size_t)d->m->kind_n;

    for (int32_t k = 0; k < d->m->kind_n; k++) {
        points[k] += sign * s->points[k];
    }
}

static void count_shift(struct draft *d, int32_t provider, int32_t shift, int32_t by)
{
    const struct shift *s = &d->m->shifts[shift];

    count(d, provider, (struct when){s->day, s->week, s->month}, by);
    score(d, provider, s, by);
    d->stood[shift] += by;
}

void draft_put(struct draft *d, int32_t seat, int32_t provider)
{
    d->holder[seat] = provider;
    insert(d, &d->of[provider], draft_duty(d->m, seat));
    count_shift(d, provider, d->m->seat_shift[seat], 1);
}

void draft_take(struct draft *d, int32_t seat)
{
    int32_t provider = d->holder[seat];
    int32_t shift = d->m->seat_shift[seat];
    struct duties *of = &d->of[provider];
    int32_t at = draft_find(of, d->m->shifts[shift].start);

    while (of->d[at].seat != seat) {
        at++;
    }
    memmove(of->d + at, of->d + at + 1, (size_t)(of->n - at - 1) * sizeof(*of->d));
    of->n--;
    d->holder[seat] = NONE;
    count_shift(d, provider, shift, -1);
}

static void carry_in(struct draft *d, int32_t provider)
{
    const struct provider *p = &d->m->providers[provider];

    for (int32_t i = 0; i < p->busy_n; i++) {
        const struct busy *b = &p->busy[i];
        if (b->why == BUSY_DUTY) {
            insert(d, &d->of[provider],
                   (struct duty){.start = b->start,
                                 .end = b->end,
                                 .place = b->place,
                                 .seat = NONE,
                                 .busy = b,
                                 .night = b->night});
            count(d, provider,
                  (struct when){b->day, model_week(d->m, b->day), model_month(d->m, b->day)}, 1);
        }
    }
}

struct draft *draft_new(struct arena *a, const struct model *m)
{
    struct draft *d = arena_alloc(a, sizeof(*d));
    size_t people = (size_t)m->provider_n, kinds = (size_t)m->kind_n;

    d->a = a;
    d->m = m;
    d->holder = arena_alloc(a, ((size_t)m->seat_n + 1) * sizeof(*d->holder));
    for (int32_t i = 0; i < m->seat_n; i++) {
        d->holder[i] = NONE;
    }
    d->of = arena_alloc(a, (people + 1) * sizeof(*d->of));
    d->in_day = arena_alloc(a, (people * (size_t)m->days + 1) * sizeof(uint16_t));
    d->in_week = arena_alloc(a, (people * (size_t)m->weeks + 1) * sizeof(uint16_t));
    d->in_month = arena_alloc(a, (people * (size_t)m->months + 1) * sizeof(uint16_t));
    d->stood = arena_alloc(a, ((size_t)m->shift_n + 1) * sizeof(*d->stood));
    d->day_words = (m->days + 63) / 64;
    d->worked = arena_alloc(a, (people * (size_t)d->day_words + 1) * sizeof(*d->worked));
    d->points = arena_alloc(a, (people * kinds + 1) * sizeof(*d->points));
    for (int32_t p = 0; p < m->provider_n; p++) {
        memcpy(d->points + (size_t)p * kinds, m->providers[p].ledger, kinds * sizeof(int64_t));
        carry_in(d, p);
    }
    return d;
}

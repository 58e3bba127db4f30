/* The roster while it is being made: who holds each seat, and for every provider the duties in
 * order of time with their counts. Holds no rule and no cost; only draft_put and draft_take
 * change it. A seat is one place of a shift. */
#ifndef ROSTER_DRAFT_H
#define ROSTER_DRAFT_H

#include "roster/model.h"

struct duty {
    int32_t start, end, place;
    int32_t seat;            /* NONE: carried in, never moves */
    const struct busy *busy; /* the carried-in duty, else NULL */
    bool night, court;
};

struct duties {
    struct duty *d; /* sorted by start */
    int32_t n, cap;
};

struct draft {
    struct arena *a;
    const struct model *m;
    int32_t *holder;                       /* seat -> provider or NONE */
    struct duties *of;                     /* provider -> duties */
    uint16_t *in_day, *in_week, *in_month; /* provider * days, weeks, months -> duties */
    int32_t *stood;                        /* shift -> people on it */
    int64_t *points;                       /* provider * kinds: carried over and assigned */
    uint64_t *worked;                      /* provider * day_words: a bit for each day on duty */
    int32_t day_words;
};

/* An empty roster with the carried-in duties. */
struct draft *draft_new(struct arena *a, const struct model *m);
/* The duty a shift makes. */
struct duty draft_duty(const struct model *m, int32_t seat);
void draft_put(struct draft *d, int32_t seat, int32_t provider);
void draft_take(struct draft *d, int32_t seat);
/* The index of the provider's first duty that starts at or after a minute. */
int32_t draft_find(const struct duties *of, int32_t start);

static inline const uint64_t *draft_worked(const struct draft *d, int32_t provider)
{
    return d->worked + (size_t)provider * (size_t)d->day_words;
}

static inline const uint16_t *draft_row(const uint16_t *counts, int32_t provider, int32_t width)
{
    return counts + (size_t)provider * (size_t)width;
}

#endif

/* One person's cheapest duties when every place has a price: a plan over the moments at which
 * duties begin, exact for rest, the day's maximum (when it is 1) and the week's maximum. What a
 * pin or a carried-in duty rules out is never an option. */
#ifndef ROSTER_BOUND_DUTIES_H
#define ROSTER_BOUND_DUTIES_H

#include "roster/draft.h"

/* One shift the person may take, with what that costs by itself: way, area, request, wish. */
struct option {
    int64_t cost;
    int32_t shift;
};

/* Options of one person with the same times on the same day. */
struct moment {
    int32_t start, end, day, week, month;
    int32_t next; /* the first later moment that may follow a duty of this one */
    int32_t option_at, option_end;
};

struct person {
    struct moment *moments;
    struct option *options;
    int32_t moment_n, option_n;
    int32_t *week_max;  /* further duties allowed; NONE: as many as there are days */
    int32_t *month_max; /* likewise */
    int32_t width;      /* counts a week can reach, and one */
};

enum {
    FINE = 1024, /* prices are in so many parts of a cost unit */
    OPTIONS_MAX = 4000000
};

/* All providers, and the roster of pins and carried-in duties alone. */
struct everybody {
    const struct model *m;
    struct draft *base;
    struct person **of;      /* provider -> person */
    int32_t *open;           /* shift -> planned places without a pin */
    int64_t option_n;        /* of all together */
    int32_t moment_n, width; /* of the one who has most */
};

/* NULL when there are more than OPTIONS_MAX candidates in all: too much memory for a bound. */
struct everybody *everybody_new(struct arena *a, const struct model *m);

/* What the prices are, all in the same fine unit. An option costs
 * FINE * cost + worth[class of the shift] + month[m] - place[shift]. */
struct tariff {
    const int64_t *place, *worth, *month;
    const int32_t *class; /* of each shift */
};

/* Memory for person_plan, shared by all. */
struct planning {
    int64_t *value;  /* moments + 1 times width */
    int64_t *price;  /* of each moment */
    int32_t *option; /* the cheapest of each moment */
};

struct planning planning_new(struct arena *a, const struct everybody *all);
/* The least cost; taken gets the shifts, *n how many. */
int64_t person_plan(const struct person *p, const struct tariff *t, const struct planning *w,
                    int32_t *taken, int32_t *n);

#endif

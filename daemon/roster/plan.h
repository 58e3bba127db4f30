/* The cheapest row of days for one person: exact, by dynamic programming over days. A row says for
 * each day which type of shift the person stands, or none. The state after a day is the class of
 * the last type, the length of the run of days on or off, minutes and weekends so far; minutes and
 * weekends lie in one plane, so that a day is a few passes of minimum and plus over planes. */
#ifndef ROSTER_PLAN_H
#define ROSTER_PLAN_H

#include "roster/model.h"

enum {
    PLAN_OFF = 0,        /* in a row: no duty; otherwise 1 + index of the type */
    PLAN_NONE = 1 << 29, /* as cost: not allowed, or no row at all */
    PLAN_SETS = 66,
    PLAN_COUNTED = 4 /* types counted in one plan, at most */
};

/* What all rows of one person have in common. */
struct shape {
    int32_t types;                /* the types the person may ever stand */
    int32_t type[MAX_TYPES];      /* index in the model */
    int32_t units[MAX_TYPES];     /* length in units of minutes, by place in this list */
    int32_t class[MAX_TYPES];     /* types after which the same types are forbidden, likewise */
    int32_t set[MAX_TYPES];       /* the classes that may stand the day before, likewise */
    int32_t classes, sets;        /* the last set holds every class */
    int32_t set_base[PLAN_SETS];  /* an earlier set that is part of this one, or NONE */
    uint64_t set_more[PLAN_SETS]; /* the classes it has beyond that one */
    uint64_t set_mask[PLAN_SETS];
    int32_t longest; /* units */
    int32_t min_run, max_run, min_off;
    int32_t min_units, max_units, max_weekends;
    bool weekends; /* they are limited */
};

/* Lengths of types are multiples of a unit; minutes are rounded inwards. */
void shape_make(struct shape *s, const struct model *m, const struct contract *c, uint64_t may,
                const int32_t *minutes, int32_t unit);
/* Most units that n days can hold. */
int32_t shape_most_units(const struct shape *s, int32_t n);

/* Cells of all planes of a day, about, when n days are planned. */
int32_t shape_plane(const struct shape *s, int32_t n);

/* What is to be planned: days from .. to-1 of a row whose other days stay. */
struct plan_task {
    const struct shape *shape;
    const int32_t *cost; /* of each day and type: cost[day * types of the model + type], PLAN_NONE
                            where it is forbidden */
    uint8_t *row;        /* in: the row as it is; out: the cheapest */
    int32_t from, to;    /* to is no Sunday, unless it is the end */
    int32_t slack_units, slack_weekends; /* how far from the row's own course; NO_LIMIT: exact */
    bool even;         /* the course is an even one, not the row's own: for a first row */
    bool relaxed;      /* minutes and weekends do not matter: a bound, not a plan */
    uint64_t lot;      /* settles ties */
    int32_t counted_n; /* types whose duties in these days are counted, */
    int32_t counted[PLAN_COUNTED]; /* index in the model, */
    int32_t most[PLAN_COUNTED];    /* and the most there may be of each */
};

struct planner;

/* days, types and weekday of day 0 as in the model. Memory is the arena's. */
struct planner *planner_new(struct arena *a, int32_t days, int32_t types, int32_t weekday);
/* The cost of the days planned, and the row; PLAN_NONE, and the row untouched, when none is legal
 * or the planes would be too large.
 * Limits by type are kept of the types counted only: each multiplies the size of the planes. */
int32_t plan_row(struct planner *p, const struct plan_task *t);
/* Takes one row of all; false: no more of them. */
typedef bool plan_take(void *to, const uint8_t *row);
/* Hands on every legal row that costs at most over more than the cheapest, in t->row; no type may
 * be counted, so that limits by type are the taker's. False when there is no row, the planes would
 * be too large, or no more were wanted. */
bool plan_list(struct planner *p, const struct plan_task *t, int32_t over, plan_take *take,
               void *to);
/* Cells of planes passed over since the planner was made: what a plan costs. */
int64_t planner_work(const struct planner *p);
/* Counts work done beside the planner, in the same unit. */
void planner_spend(struct planner *p, int64_t cells);

#endif

/* The planes of a plan, for those who fill them (plan.c) and those who read rows off them
 * (plan_list.c): where the cell of each state lies, and how far a step moves it. */
#ifndef ROSTER_PLAN_FIELD_H
#define ROSTER_PLAN_FIELD_H

#include "roster/plan.h"

#define REACHED (PLAN_NONE / 2) /* costs below are real */

#define PASS static inline __attribute__((always_inline))

struct planner {
    struct arena *a;
    int32_t days, types, weekday;
    int32_t *cells, *sets; /* planes after each day; unions of planes of the day before */
    size_t cell_cap, set_cap;
    int32_t *low_units, *low_weekends; /* the first unit and weekend of the planes after day i */
    int64_t work;
};

/* The geometry of one plan. */
struct field_of {
    const struct shape *s;
    const struct plan_task *t;
    int32_t days; /* planned */
    bool relaxed;
    int32_t width, guard, stride; /* units in a line, guard cells after it, both */
    int32_t lines, group;         /* weekends; cells of all lines, guard line included */
    int32_t groups, plane;        /* counts of counted types; cells of a plane */
    int32_t unit[PLAN_COUNTED];   /* groups that one more duty of a counted type moves */
    int32_t on, off, day;         /* cells of all planes on, of all off, of a day */
    int32_t min_units, max_units, max_weekends; /* within the days planned */
};

/* One state of a walk: on with a class and a run, or off with a run. */
struct spot {
    bool on;
    int32_t class, run, at; /* at: cell in the plane */
};

struct plan_end {
    int32_t cost, equals;
    struct spot spot;
    uint64_t lot;
};

PASS int32_t weekday_of(const struct planner *p, int32_t day)
{
    return (day + p->weekday) % 7;
}

/* Weekends that a duty on this day adds, by whether the day before had one. */
PASS int32_t adds_weekend(const struct planner *p, const struct shape *s, int32_t day,
                          bool on_before)
{
    int32_t weekday = weekday_of(p, day);

    return s->weekends && (weekday == 5 || (weekday == 6 && !on_before));
}

PASS int32_t min32(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

PASS int32_t max32(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

PASS int32_t *on_plane(const struct planner *p, const struct field_of *f, int32_t i, int32_t class,
                       int32_t run)
{
    return p->cells + (size_t)i * (size_t)f->day +
           (size_t)((class * f->s->max_run + run - 1) * f->plane);
}

PASS int32_t *off_plane(const struct planner *p, const struct field_of *f, int32_t i, int32_t run)
{
    return p->cells + (size_t)i * (size_t)f->day + (size_t)(f->on + (run - 1) * f->plane);
}

/* How far a step moves a cell: units and weekends it adds, less what the planes' starts move. */
PASS int32_t step_by(const struct planner *p, const struct field_of *f, int32_t i, int32_t units,
                     int32_t weekends)
{
    int32_t u = units - (p->low_units[i] - p->low_units[i - 1]);
    int32_t w = weekends - (p->low_weekends[i] - p->low_weekends[i - 1]);

    return f->relaxed ? 0 : w * f->stride + u;
}

/* Fills the planes of all days and finds the cheapest end; its cost is REACHED or more when no row
 * is legal or the planes would be too large. */
struct plan_end plan_fill(struct planner *p, const struct plan_task *t, struct field_of *f);
/* Whether the row may go on as it is after the days planned when they end in this state. */
bool plan_may_end(const struct planner *p, const struct plan_task *t, const struct spot *x);

#endif

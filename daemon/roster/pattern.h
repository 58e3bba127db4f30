/* How one person's duty days follow one another, and what each unit off the contract costs.
 * Counts every duty whose duty day lies in the horizon, carried-in ones too; those have no type.
 * A day is on duty with one duty or more; a run is a longest stretch of days on duty, or free.
 * Units, for a provider with a contract (each costs weights.pattern):
 *   minutes      each started hour below min_minutes or above max_minutes
 *   duty runs    each day beyond max_run; each day short of min_run, unless the run has day 0 or
 *                the last day in it
 *   free runs    each day short of min_off, unless the run has day 0 or the last day in it
 *   weekends     each weekend beyond max_weekends with a duty on its Saturday or Sunday
 *   types        each duty of a type beyond its max_of_type
 *   successions  each pair of duties on two days in a row where the first one's type has the
 *                second one's in not_after
 */
#ifndef ROSTER_PATTERN_H
#define ROSTER_PATTERN_H

#include "roster/draft.h"
#include "roster/model.h"

enum { DAY_WORDS = (MAX_DAYS + 63) / 64 };

/* The whole cost of one provider's pattern, from nothing. 0 without a contract. */
int64_t pattern_cost(const struct draft *d, int32_t provider);
/* What it changes when the provider gives up one shift and takes another (either may be NONE). */
int64_t pattern_change(const struct draft *d, int32_t provider, int32_t drop, int32_t add);
/* The most units that all rosters of the problem can ever have. */
int64_t pattern_most(const struct model *m);

/* What there is to know of a person's pattern before a change, for those who keep count
 * themselves. Type counts are of the types of the shift given up and the shift taken. */
struct pattern_now {
    const uint64_t *days; /* a bit for each day on duty */
    int64_t minutes;
    int32_t weekends;         /* with a duty */
    int32_t of_drop, of_add;  /* duties of their types, both with the shift given up */
    int32_t with_drop;        /* forbidden successions of it with the other duties */
    int32_t with_add;         /* likewise, without the shift given up */
    bool frees_day, adds_day; /* the last duty of its day goes; a free day gets its first */
};

/* The change in units; out and in as drop and add, NULL for none. */
int64_t pattern_units(const struct model *m, const struct contract *c, const struct pattern_now *x,
                      const struct shift *out, const struct shift *in);
int32_t pattern_weekends(const struct model *m, const uint64_t *days);
/* How many more weekends have a duty when one day's bit flips: -1, 0 or 1. */
int32_t pattern_weekend_flip(const struct model *m, const uint64_t *days, int32_t day);
/* Whether two shifts of one person are a forbidden succession, in either order. */
bool pattern_forbids(const struct model *m, const struct shift *a, const struct shift *b);

#endif

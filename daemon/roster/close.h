/* Closes what is left between a bound and a roster: lists every row that a roster of at most a
 * target cost can hold (its reduced cost at the prices of the bound fits into the gap), and
 * searches the lists, person by person and cell by cell, with prices of their own at every branch.
 * Either a roster is found, or there is none, which proves the next whole cost as bound. */
#ifndef ROSTER_CLOSE_H
#define ROSTER_CLOSE_H

#include "roster/price.h"

enum close_end { CLOSE_FOUND, CLOSE_NONE, CLOSE_UNKNOWN };

struct close;

struct close *close_new(struct arena *a, struct crew *crew, const struct roster_options *o);
/* Looks for rows that cost at most target (fine, above the bound of the prices), and puts them into
 * found. UNKNOWN when the lists are too long, or when the crew has done until moves. */
enum close_end close_try(struct close *c, const struct prices *p, int64_t target, int64_t until,
                         struct rows *found);

#endif

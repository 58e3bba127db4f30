/* Why a place stays empty: these n places, only these m people free, m < n (Hall 1935); or else how
 * it can be filled: a chain of people each taking over from the next. Looks at shifts of which
 * nobody may stand two: all of one duty day when one duty a day is allowed, or all that are on at
 * one moment. Duties elsewhere stay as they are: who is kept out by them, by their rest, or by the
 * maximum of a week or month, is not free. */
#ifndef ROSTER_HALL_H
#define ROSTER_HALL_H

#include "roster/draft.h"

/* provider leaves seat from (NONE: stands none of these shifts) and takes seat. Done one after the
 * other, every step keeps every rule. */
struct hall_move {
    int32_t provider, from, seat;
};

struct hall {
    bool proved;     /* the shifts below have more places than people who may stand one of them */
    int32_t *shifts; /* ascending, the empty one among them */
    int32_t shift_n;
    int32_t places;          /* planned places of these shifts, without pins */
    int32_t *people;         /* ascending; nobody else may take any of these shifts */
    int32_t person_n;        /* fewer than places */
    struct hall_move *chain; /* when not proved: fills one empty place of the shift */
    int32_t chain_n;
};

/* The shift has a planned place that nobody stands. */
struct hall hall_find(struct arena *a, const struct draft *d, int32_t shift);

#endif

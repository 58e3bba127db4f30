/* The engine for problems of rows (grid.h): every person's row is planned exactly, rows are fitted
 * together by prices of cover, by diving, and by planning a few people anew again and again. */
#ifndef ROSTER_ROWS_H
#define ROSTER_ROWS_H

#include "roster/draft.h"

struct rows_end {
    int64_t cost, bound, moves;
};

bool rows_fit(const struct model *m);
/* The budget that about this many seconds buy. */
int64_t rows_budget(const struct model *m, int64_t seconds);
/* Fills an empty draft with rows that keep every contract. False, and the draft stays empty, when
 * somebody has no such row. */
bool rows_run(struct draft *d, const struct roster_options *o, struct rows_end *end);

#endif

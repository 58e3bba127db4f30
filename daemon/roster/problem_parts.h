/* What both readers of problems, JSON and shift-scheduling text, put together the same way. */
#ifndef ROSTER_PROBLEM_PARTS_H
#define ROSTER_PROBLEM_PARTS_H

#include "roster/model.h"

/* A contract that asks for nothing. */
void contract_open(struct contract *c);
/* Sorts what a provider is busy with and works out busy_reach. */
void busy_set(struct arena *a, struct provider *p, struct busy *busy, int32_t n);
/* Sorts m->requests; the index of one that repeats provider and shift of the one before, or NONE.
 */
int32_t requests_sort(struct model *m);

#endif

/* Parts of answers in JSON that more than one answer has. */
#ifndef ROSTER_SOLUTION_H
#define ROSTER_SOLUTION_H

#include "roster/cost.h"
#include "roster/rule.h"

/* "cost":{...}: every part, or only those that are not 0. */
void solution_put_cost(struct buf *b, const struct cost *c, bool all);
/* "rule":"rest" and its facts, as members of an object. */
void solution_put_hit(struct buf *b, const struct model *m, const struct rule_hit *hit);
/* One assignment and its reason, as an object; m: the problem as given. The draft ends as it was.
 */
void solution_put_seat(struct buf *b, const struct model *m, struct draft *d, int32_t seat);

#endif

/* Problems that are nothing but an assignment: the flow's own roster is the best there is. */
#ifndef ROSTER_FLOW_ROSTER_H
#define ROSTER_FLOW_ROSTER_H

#include "roster/draft.h"

/* Fills an empty draft by minimum-cost flow, pins first. True when the roster keeps every rule and
 * costs what the flow proves to be the least: it is optimal, *cost tells what it costs. False, with
 * the draft empty again, when the problem is no such case: points of more than one worth, or rules
 * between two duties that bind. */
bool flow_roster(struct draft *d, int64_t *cost);

#endif

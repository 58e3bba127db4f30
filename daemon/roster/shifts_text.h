/* The public shift-scheduling format (schedulingbenchmarks.org): read onto the same model as a
 * JSON problem, written as "employee day shift" lines. */
#ifndef ROSTER_SHIFTS_TEXT_H
#define ROSTER_SHIFTS_TEXT_H

#include "roster/roster.h"

/* Reads a problem. Each (day, shift type) becomes one shift, days off become absences, the rules
 * of a person a contract that outweighs every other cost together (weights.pattern). On failure
 * e->field is the place ("SECTION_STAFF[3].MaxShifts", "line 17"), e->value what stood there. */
MUST_CHECK bool roster_shifts_read(struct arena *a, struct sv text, const struct model **out,
                                   struct err *e);
/* One line for each duty, by employee in the order of the problem, then by day. */
void roster_shifts_write(const struct roster *r, struct buf *out);

#endif

/* The published roster as a place to start from: held as if pinned, or simply put in place. */
#ifndef ROSTER_FILL_H
#define ROSTER_FILL_H

#include "roster/draft.h"

/* The same problem with every published assignment that is still allowed pinned, as far as its
 * shift has places. Shares all but the pins of places with m. */
const struct model *fill_hold(struct arena *a, const struct model *m);
/* The published roster with its pins, whatever rule it breaks; places beyond are left out. */
struct draft *fill_published(struct arena *a, const struct model *m);

#endif

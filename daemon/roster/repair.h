/* Repair: somebody drops out of the published roster; others take over, disturbing as little as
 * possible. Ways are compared by, in this order: what stays uncovered by priority, people
 * disturbed, changes inside the notice period, changes, cost. Places that were empty before stay
 * empty: filling gaps is another question. */
#ifndef ROSTER_REPAIR_H
#define ROSTER_REPAIR_H

#include "roster/cost.h"

enum { REPAIR_WAYS = 3 };

/* One place that changes hands; NONE: nobody. */
struct repair_change {
    int32_t shift, from, to;
};

struct repair_way {
    int64_t uncovered; /* sum of the costs of the places that stay empty */
    int32_t people;    /* whose duties change, those who dropped out not counted */
    int32_t notice;    /* changes of shifts that start inside the notice period */
    int32_t cells;     /* changes */
    struct cost cost;  /* against the published roster; its sum decides last */
    int32_t change_n;
    struct repair_change *change; /* sorted by shift, from */
};

struct repair_answer {
    int32_t emptied_n, way_n;
    bool proved; /* no way is better than the first in uncovered, people, notice and cells */
    struct repair_change *emptied; /* what was lost: to is NONE */
    struct repair_way way[REPAIR_WAYS];
};

struct repair;

/* The published roster, ready to be asked about many dropouts. Memory is the arena's. */
struct repair *repair_new(struct arena *a, const struct model *m);
/* What if these people drop out? Without any: whoever stands a shift that a rule of the problem
 * (an absence, a hearing) now keeps them from. Pins stay. The answer is valid until the next
 * question. Deterministic: the effort is counted, not timed. */
const struct repair_answer *repair_ask(struct repair *r, const struct dropout *out, int32_t n);
void repair_write(const struct model *m, const struct repair_answer *answer, struct buf *out);

#endif

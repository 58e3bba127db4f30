/* Why: for every assignment who else was possible, what kept the others out, what decided. */
#ifndef ROSTER_EXPLAIN_H
#define ROSTER_EXPLAIN_H

#include "roster/cost.h"
#include "roster/rule.h"

enum { NEXT_MAX = 3 };

enum decided {
    DECIDED_FAIRNESS = COST_FAIRNESS,
    DECIDED_WISH = COST_WISH,
    DECIDED_TRAVEL = COST_TRAVEL,
    DECIDED_AREA = COST_AREA,
    DECIDED_STABILITY = COST_STABILITY,
    DECIDED_PATTERN = COST_PATTERN,
    DECIDED_PINNED, /* by hand */
    DECIDED_KEPT,   /* published, and only gaps were to be filled */
    DECIDED_ONLY,   /* nobody else could */
    DECIDED_TIE,    /* others cost the same: the seed */
    DECIDED_BUDGET, /* somebody would cost less: the search was ended before it looked */
    DECIDED_COUNT
};

const char *decided_str(enum decided d);

struct alternative {
    int32_t provider;
    int64_t more;     /* cost above the one chosen */
    struct cost cost; /* the same by part */
};

struct reason {
    int32_t eligible;             /* who could take it, the one chosen included */
    int32_t excluded[RULE_COUNT]; /* how many by their first rule */
    struct cost cost;             /* what the one chosen adds */
    enum decided decided;
    struct alternative next[NEXT_MAX];
    int32_t next_n;
};

/* Why the holder of a seat; pinned: by hand. Takes him out and puts him back: the draft ends as it
 * began. */
void explain_seat(struct draft *d, int32_t seat, bool pinned, struct reason *r);
/* Why nobody takes a shift's empty seats: excluded counts only; those already on it count nowhere.
 */
void explain_empty(const struct draft *d, int32_t shift, struct reason *r);
/* What keeps one person from a seat, RULE_NONE if nothing does, everything else being as it is. */
enum rule explain_person(struct draft *d, int32_t seat, int32_t provider, struct rule_hit *hit);
/* The rule that a seat's own holder breaks, RULE_NONE if none: only pins may. */
enum rule explain_pin(struct draft *d, int32_t seat, struct rule_hit *hit);

#endif

/* The hard rules: one function answers which rule, if any, keeps a person from a shift. */
#ifndef ROSTER_RULE_H
#define ROSTER_RULE_H

#include "roster/draft.h"
#include "roster/model.h"

/* In the order in which they are asked: what no roster can change first. */
enum rule {
    RULE_NONE,
    RULE_CONFLICT,   /* barred: conflict of interest (Legal Aid Law 2017, art. 25) */
    RULE_CLASS,      /* collaborators give advice only (Law art. 24) */
    RULE_SHARE,      /* takes no part in duty */
    RULE_SKILL,      /* lacks a skill the shift needs */
    RULE_CREDENTIAL, /* no card, licence or contract for the whole duty */
    RULE_ABSENCE,
    RULE_HEARING, /* a hearing at the same time */
    RULE_TRAVEL,  /* too little time between two places */
    RULE_RELEASE, /* court too soon on the morning after a night duty */
    RULE_OVERLAP, /* another duty at the same time */
    RULE_REST,    /* too little rest between two duties */
    RULE_PAIR,    /* stands the paired shift: main is not backup */
    RULE_DAY,     /* the most duties of a day, week, month */
    RULE_WEEK,
    RULE_MONTH,
    RULE_WEEKLY_REST, /* no long enough rest left in the week (Labour Code art. 111) */
    RULE_NEEDED,      /* a pin beyond the places of the shift; only ever a warning */
    RULE_COUNT
};

const char *rule_str(enum rule r); /* "weekly_rest" */

/* What the rule saw. Minutes or counts as the rule goes; NONE where nothing applies. */
struct rule_hit {
    enum rule rule;
    int32_t seat;            /* the other duty in this roster, or NONE */
    const struct busy *busy; /* the absence, hearing or carried-in duty, or NULL */
    int32_t found, needed;
};

/* Rules that depend on the problem alone. */
enum rule rule_of_problem(const struct model *m, int32_t shift, int32_t provider,
                          struct rule_hit *hit);
/* Rules that depend on the provider's other duties; the duty at seat except is not counted. */
enum rule rule_of_duties(const struct draft *d, int32_t shift, int32_t provider, int32_t except,
                         struct rule_hit *hit);
/* The first rule that excludes the provider from the shift, RULE_NONE when none does. */
enum rule rule_first(const struct draft *d, int32_t shift, int32_t provider, int32_t except,
                     struct rule_hit *hit);

#endif

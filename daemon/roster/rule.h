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

/* Class, share and skills: the same for all shifts of one kind that need the same skills. */
enum rule rule_of_person(const struct shift *s, const struct provider *p);
/* Rules that depend on the problem alone. */
enum rule rule_of_problem(const struct model *m, int32_t shift, int32_t provider,
                          struct rule_hit *hit);
/* Two duties of one person: overlap, rest, travel, release. hit tells about the other. */
enum rule rule_of_two(const struct model *m, const struct duty *x, const struct duty *other,
                      struct rule_hit *hit);
/* Rules that depend on the provider's other duties; the duty at seat except is not counted. */
enum rule rule_of_duties(const struct draft *d, int32_t shift, int32_t provider, int32_t except,
                         struct rule_hit *hit);
/* The first rule that excludes the provider from the shift, RULE_NONE when none does. */
enum rule rule_first(const struct draft *d, int32_t shift, int32_t provider, int32_t except,
                     struct rule_hit *hit);

/* The weekly rest: the longest stretch between two Mondays that is free of the duties added, which
 * come in order of start. */
struct rest {
    int32_t free_from, to, best;
};

static inline struct rest rest_begin(const struct model *m, int32_t week)
{
    int32_t monday = week * WEEK - m->weekday * DAY;

    return (struct rest){.free_from = monday, .to = monday + WEEK};
}

static inline void rest_add(struct rest *r, int32_t start, int32_t end)
{
    r->best = start - r->free_from > r->best ? start - r->free_from : r->best;
    r->free_from = end > r->free_from ? end : r->free_from;
}

static inline int32_t rest_end(const struct rest *r)
{
    return r->to - r->free_from > r->best ? r->to - r->free_from : r->best;
}

#endif

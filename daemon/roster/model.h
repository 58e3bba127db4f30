/* The problem in memory: read once, then constant. Things are known by their index here; their
 * public ids appear only where JSON is read or written. Everything lives in the problem's arena. */
#ifndef ROSTER_MODEL_H
#define ROSTER_MODEL_H

#include "core/arena.h"
#include "core/err.h"
#include "roster/roster.h"

#define NONE (-1) /* an index that points nowhere: no place, no pair, nobody */

enum {
    MAX_DAYS = 400,
    MAX_SHIFTS = 60000,
    MAX_SEATS = 4000000, /* places to stand, those beyond the need included */
    MAX_PROVIDERS = 4000,
    MAX_ENTRIES = 200000, /* busy, wishes, credentials, pins, published and barred together */
    MAX_TRAVEL = 500000,
    MAX_PLACES = 2000,
    MAX_AREAS = 2000,
    MAX_SKILLS = 64,
    MAX_KINDS = 16,
    MAX_TYPES = 64,
    MAX_CONTRACTS = 1000,
    MAX_REQUESTS = 200000,
    MAX_MINUTE = 10000000, /* about 19 years from the start, either way */
    DAY = 1440,
    WEEK = 7 * DAY,
    NO_LIMIT = 1000000 /* duties in a day, week or month when the rule set names no maximum */
};

enum post_kind { POST_COURT_ONSITE, POST_COURT_PHONE, POST_CUSTODY_PHONE, POST_HOTLINE };
enum role { ROLE_MAIN, ROLE_BACKUP, ROLE_CENTRE };
enum provider_class { CLASS_OFFICER, CLASS_CONTRACT_LAWYER, CLASS_COLLABORATOR };
enum busy_why { BUSY_ABSENCE, BUSY_HEARING, BUSY_DUTY };

/* The hard numbers. A rule the problem does not name does not apply: no statutory number is in C.
 */
struct rules {
    int32_t rest_min;
    int32_t max_duties_per_day, max_duties_per_week, max_duties_per_month;
    int32_t weekly_rest_min;
    int32_t night_release_until_min; /* minute of the day; 0: no release */
};

struct weights {
    int64_t uncovered, fairness, wish, travel, area, stability, pattern;
};

/* How one person's duty days may follow one another: a soft rule, each unit off costs
 * weights.pattern. Runs of days, on or off, that touch an end of the horizon may be shorter. */
struct contract {
    int32_t min_minutes, max_minutes; /* of all duties in the horizon */
    int32_t min_run, max_run;         /* days in a row with a duty */
    int32_t min_off;                  /* days in a row without one */
    int32_t max_weekends;             /* weekends with a duty on Saturday or Sunday */
    int32_t max_of_type[MAX_TYPES];   /* duties of each type */
};

struct shift {
    int64_t id;
    int32_t start, end;
    int32_t day;         /* the duty day, 0 .. days-1 */
    int32_t week, month; /* of the duty day, counted from those of the first day */
    int32_t place, area; /* index or NONE */
    int32_t pair;        /* the shift whose people must differ, or NONE */
    int32_t type;        /* index or NONE: what follows what, limits by type */
    int32_t needed;
    int32_t most;              /* people who may stand it, at least needed */
    int64_t over_cost;         /* of each person beyond those planned */
    int32_t planned;           /* needed, or the pins when they are more: they stand free */
    int32_t first_seat, seats; /* seats >= most: pins beyond the need are kept */
    int32_t priority;
    int64_t empty_cost; /* of one uncovered seat; 0 when read: uncovered * 4^(priority - 1) */
    uint64_t skills;
    int32_t points[MAX_KINDS];
    enum post_kind kind;
    enum role role;
    bool night;
};

struct busy {
    int32_t start, end, place, day;
    enum busy_why why;
    bool night;
    const char *ref; /* the caller's own reference, "" when none */
};

struct span {
    int32_t from, to;
};

/* What one person asks of one shift: to stand it, or not to. */
struct request {
    int32_t provider, shift;
    int64_t on, off; /* cost when the person stands it, and when not; one of them is 0 */
};

struct provider {
    int64_t id;
    uint64_t skills;
    enum provider_class class;
    int32_t home;  /* place or NONE */
    int32_t share; /* percent of a full load; 0: takes no part */
    int32_t max_per_week, max_per_month;
    bool any_time; /* no credential windows were given: no such limit */
    int32_t span_n, busy_n;
    const struct span *spans;  /* credential windows, sorted, merged where they touch */
    const struct busy *busy;   /* absences, hearings and carried-in duties, sorted by start */
    const int32_t *busy_reach; /* the latest end among busy[0..i] */
    int64_t ledger[MAX_KINDS];
    const struct contract *contract; /* NULL: no pattern is asked for */
    int32_t request_at, request_n;   /* in model.requests */
};

/* One person named for one shift: a pin, a published assignment, a bar. */
struct naming {
    int32_t shift, provider;
};

struct namings {
    struct naming *x; /* sorted by shift, provider */
    int32_t n;
};

/* Somebody dropped out: what they stood in these minutes is to be stood by others. */
struct dropout {
    int32_t provider, from, to;
};

struct model {
    int32_t days, weeks, months;
    int32_t first_day; /* day 0, since 1970-01-01 */
    int32_t weekday;   /* of day 0, Monday = 0 */
    struct rules rules;
    struct weights weights;
    int32_t kind_n, place_n, area_n, shift_n, provider_n, seat_n;
    const char *kind[MAX_KINDS];
    struct shift *shifts;
    struct provider *providers;
    int32_t *travel;  /* place_n * place_n minutes */
    uint8_t *in_area; /* provider_n * area_n */
    int8_t *wish;     /* provider_n * days, -5 .. 5 */
    int32_t *seat_shift;
    int32_t *seat_pin; /* the provider pinned there, or NONE */
    struct namings pins, published, barred;
    int32_t type_n;
    int64_t type_id[MAX_TYPES];
    uint64_t not_after[MAX_TYPES]; /* types that may not be stood on the day after this one */
    struct request *requests;      /* sorted by provider, shift */
    int32_t request_n;
    const struct dropout *out; /* for the repair, as given */
    int32_t out_n;
    int32_t notice_until;                 /* changes to shifts that start before it come too late */
    const char **staff_name, **type_name; /* as written; NULL where ids are numbers (JSON) */

    int32_t *foe_at, *foe; /* shifts paired with s: foe[foe_at[s] .. foe_at[s + 1]) */
    uint64_t *may;         /* shift_n * may_words: a bit for each provider no rule of the problem
                              itself keeps from the shift */
    int32_t may_words;
    int32_t *cand_at; /* providers who may take s: cand[cand_at[s] .. cand_at[s + 1]) */
    int16_t *cand;
    int64_t *target; /* provider_n * kind_n: the fair share of ledger and demand */
    bool *in_group;  /* provider_n * kind_n: shares the points of this kind */
    int32_t longest; /* minutes of the longest duty */
    int32_t reach;   /* two commitments further apart than this never hinder each other */
};

static inline int32_t floor_div(int32_t a, int32_t b)
{
    return a / b - (a % b < 0);
}

static inline int64_t floor_div64(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* The greatest common divisor of numbers from 0 up; of 0 and a number, the number. */
static inline int64_t common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* No rule of the problem itself keeps the provider from the shift. */
static inline bool model_may(const struct model *m, int32_t shift, int32_t provider)
{
    const uint64_t *row = m->may + (size_t)shift * (size_t)m->may_words;

    return (row[provider / 64] >> (provider % 64) & 1) != 0;
}

/* Minutes from one place to another; NONE (by telephone) is reached at once. */
static inline int32_t model_travel(const struct model *m, int32_t from, int32_t to)
{
    if (from == NONE || to == NONE) {
        return 0;
    }
    return m->travel[(size_t)from * (size_t)m->place_n + (size_t)to];
}

/* Week and month of a day (which may lie before the horizon), counted from those of day 0. */
int32_t model_week(const struct model *m, int32_t day);
int32_t model_month(const struct model *m, int32_t day);

/* Whether the list names this person for this shift. */
bool namings_hold(const struct namings *n, int32_t shift, int32_t provider);
/* Whether this assignment is published now. */
bool model_kept(const struct model *m, int32_t shift, int32_t provider);
/* What the provider asks of the shift, NULL when nothing. */
const struct request *model_request(const struct model *m, int32_t shift, int32_t provider);

/* Fills everything after the blank line above from what was read, and checks that no sum of costs
 * can overflow. */
MUST_CHECK bool model_finish(struct arena *a, struct model *m, struct err *e);

#endif

/* One part of a problem packed for search: who stands what, as bits and counters that fit in the
 * cache. Whether a person may take a shift, and what that changes in cost, is answered without
 * writing anything. The rules are those of rule.h: which two duties hinder each other is worked out
 * once, when the board is made. People and slots have their own indices here. */
#ifndef ROSTER_BOARD_H
#define ROSTER_BOARD_H

#include "roster/draft.h"
#include "roster/split.h"

/* Products that pass 64 bits. */
__extension__ typedef unsigned __int128 wide;

enum { NEAR = 2 /* words of bits that a slot holds itself */ };

/* Some neighbouring words of a row of bits over slots. */
struct band {
    int16_t word, n; /* first word of the row, how many */
    int32_t at;      /* where they are stored, in board.bits */
};

/* A shift, or a carried-in duty: that has no seats, and its person keeps it. In order of start.
 * What every move looks at is here, in one line of the cache. */
struct slot {
    struct band hinders;             /* slots that nobody can stand together with this one */
    uint64_t near[NEAR];             /* the first bits of hinders */
    int16_t day, week, month;        /* places in a person's row of counters */
    int16_t touch_first, touch_last; /* likewise: weeks by the clock in which it lies */
    int16_t place, area;             /* rows in way and care; 0: none */
    int16_t cand_n, extra_n;
    bool taken_in;    /* carried in: no seats, no candidates */
    int32_t points;   /* row in board.points; 0: none */
    int32_t extra_at; /* who is published here, or asks something of it */
    int32_t cand_at, first_seat;
};

/* What few moves look at. */
struct demand {
    int64_t empty_cost, over_cost;
    int32_t shift; /* in the model */
    int32_t seats, planned;
    struct band forbids; /* slots that are a forbidden succession with this one */
};

struct extra {
    int32_t person;
    bool published; /* otherwise a request */
    int64_t cost;
};

/* Points of one kind, off the fair share, and what they cost: off * off * weight / divisor. */
struct fair {
    int64_t off, cost;
    uint64_t factor; /* the divisor's reciprocal; 0 where no fairness is asked */
};

struct hand {
    const struct contract *contract;
    const int8_t *wish; /* by day */
    int32_t max_week, max_month;
    int32_t scale;   /* of factor: 2 to the power of this */
    int32_t pattern; /* row in worked and of_type */
    int32_t weekends;
    int64_t minutes;
};

struct board {
    const struct model *m;
    int32_t people, slots, seats;
    int32_t words, row, kinds; /* of a person: words of held, counters, point kinds */
    int32_t row_weeks, row_months, row_touches; /* where they begin in a row of counters */
    int32_t max_day, rest_safe;   /* so many duties in a week always leave the weekly rest */
    const int32_t *person;        /* provider in the model */
    struct slot *slot;            /* one more than slots: the last is nothing, and counts nowhere */
    struct demand *demand;        /* of each slot */
    struct span *time;            /* likewise: from start to end */
    int32_t *week_from, *week_to; /* slots that may lie in a week by the clock */
    struct span *span;            /* slots that count in a counter of the row */
    int16_t *cand;
    uint64_t *may; /* slots * may_words: a bit for each candidate */
    int32_t may_words;
    uint64_t *bits; /* of all bands */
    int64_t *way, *care;
    struct extra *extra;
    int32_t *points;

    int32_t *seat_slot; /* the roster: from here on it changes */
    int16_t *holder;    /* of each seat: person or NONE */
    bool *pinned;
    int32_t *stood;
    uint64_t *held;
    uint16_t *count;
    struct fair *fair;
    struct hand *hand;
    uint64_t *worked;
    uint16_t *of_type;
    int64_t cost; /* above that of nobody standing anything but what was carried in */
};

/* The board of one part, with its pins; d is an empty draft. */
struct board *board_new(struct arena *a, const struct draft *d, const struct part *part);
void board_put(struct board *b, int32_t seat, int32_t person);
void board_take(struct board *b, int32_t seat);
/* Whether the person, a candidate, may stand the slot; as if slot except (or NONE) were given up.
 */
bool board_allows(const struct board *b, int32_t person, int32_t slot, int32_t except);
/* The change in cost when the person gives up one slot and takes another (either may be NONE),
 * without the cost of cover. */
int64_t board_change(const struct board *b, int32_t person, int32_t drop, int32_t add);
/* A slot that the person might give up to stand this one: the only one that hinders, or some of the
 * day, week or month that is full, or any; the lot settles which. NONE when nothing helps. It may
 * be carried in. */
int32_t board_to_pass(const struct board *b, int32_t person, int32_t slot, uint64_t lot);
/* The seat of a slot that the person holds. */
int32_t board_seat(const struct board *b, int32_t person, int32_t slot);

static inline bool board_may(const struct board *b, int32_t person, int32_t slot)
{
    return (b->may[(size_t)slot * (size_t)b->may_words + (size_t)person / 64] >> (person % 64) &
            1) != 0;
}

/* What the cover of a slot costs more with one person more, or less. */
static inline int64_t board_cover(const struct board *b, int32_t slot, int32_t by)
{
    const struct demand *s = &b->demand[slot];
    int32_t stood = b->stood[slot];

    if (by > 0) {
        return stood < s->planned ? -s->empty_cost : s->over_cost;
    }
    return stood <= s->planned ? s->empty_cost : -s->over_cost;
}

#endif

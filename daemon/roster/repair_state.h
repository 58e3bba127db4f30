/* What the repair knows while it tries: the roster with changes made and taken back. Private to
 * repair*.c. */
#ifndef ROSTER_REPAIR_STATE_H
#define ROSTER_REPAIR_STATE_H

#include "roster/repair.h"

enum {
    REPAIR_LOSS = 1000,  /* places lost at once: beyond, it is a new roster */
    REPAIR_STEPS = 4000, /* steps of one way */
    REPAIR_CREW = 8      /* people whose room together is known beforehand */
};

/* One step, with what was true before it. */
struct repair_step {
    int32_t seat, provider, open_n;
    struct cost cost;
};

struct repair {
    struct arena *a;
    const struct model *m;
    struct draft *d;
    int32_t *was;              /* seat -> its published holder or NONE */
    int32_t *mine, *mine_at;   /* provider -> published seats, in order of shifts */
    struct span *mine_span;    /* of the shifts of mine */
    bool *is_out;              /* provider: dropped out, takes nothing on */
    int32_t *touched;          /* provider -> steps that concern them */
    int32_t *crew;             /* the people disturbed now */
    struct repair_step *step;  /* what was done, in order */
    int32_t step_n, emptied_n; /* the first steps are the loss itself */
    int32_t *open;             /* shifts with a place to fill; the last is next */
    int32_t open_n;
    int32_t *lost;         /* what was open at first */
    int32_t *kept_open;    /* room for a copy of it */
    int32_t *able, able_n; /* who may take some of what is open */
    int32_t *queue;        /* shifts: for the proof, as are the next two (see repair_room.c) */
    bool *reached, *spent;
    int64_t uncovered;
    int32_t people, notice, cells;
    struct cost cost;

    int64_t *month_room, *week_room; /* * REPAIR_CREW: what the freest can take on */

    uint64_t *signs, all_signs; /* provider -> when free (repair_free.c) */

    int32_t team[REPAIR_CREW], team_n; /* if any: only they may be disturbed */

    int32_t rival;       /* this pass: only ways at least as good as this one are of interest */
    int32_t most_people; /* this pass: no way disturbs more */
    bool chains;         /* this pass: duties may be passed on */
    bool leaving;        /* this pass: places may stay empty */
    int64_t checks_left; /* rules asked: the measure of effort */
    struct repair_answer answer;
    struct repair_change *spare; /* where the next way's changes are listed */
};

/* Puts a person on a place of the shift that somebody left. The rules are the caller's business. */
void repair_put(struct repair *r, int32_t shift, int32_t provider);
/* Takes the holder off a seat; a place is open when the shift now lacks somebody. */
void repair_take(struct repair *r, int32_t seat);
/* Back to an earlier number of steps. */
void repair_undo(struct repair *r, int32_t step_n);
/* Keeps what is done now, if it is among the best; what is open stays empty. */
void repair_keep(struct repair *r);
/* Whether what is settled already makes it worse than the rival. */
bool repair_is_worse(const struct repair *r);

/* Duties the person may still be given in the month or week of a day, 0 or more. */
int32_t repair_room_month(const struct repair *r, int32_t provider, int32_t month);
int32_t repair_room_week(const struct repair *r, int32_t provider, int32_t week);
/* Finds how much the freest people together can take on. */
void repair_measure_room(struct repair *r);
/* Whether the people this pass may disturb have room for all that is open: nothing that they pass
 * on among themselves changes how much that is. */
bool repair_has_room(const struct repair *r, int32_t people);

/* Finds when each person is free around the places lost. */
void repair_find_free(struct repair *r);
/* Whether those disturbed, with at most one more if the pass allows, can be free enough. */
bool repair_has_free(const struct repair *r);

/* Tries all ways to fill what is open within this pass; false when the effort ran out first. */
bool repair_search(struct repair *r);
/* The same with duties passed on, team by team: only teams that can be free enough are tried. */
bool repair_search_teams(struct repair *r);
/* Whether the team is free, and has room, for all that was lost. */
bool repair_team_fits(const struct repair *r);
/* Fills what is open one person after the other, each taking as much as possible; what then is
 * still open is taken by people who leave something less important. */
void repair_dive(struct repair *r);

/* The cost of what must stay empty at least, whatever is passed on: proved. */
int64_t repair_least_uncovered(struct repair *r);

#endif

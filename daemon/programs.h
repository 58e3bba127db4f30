/* The two programs that stand beside dutyd and dutyctl: how each is called, within which limits,
 * and how the parser refuses. The jobs live in the arena; the caller adds done and ctx. */
#ifndef PROGRAMS_H
#define PROGRAMS_H

#include "core/arena.h"
#include "core/child.h"

/* How a list or calendar is to be read; NULL or "": not said. */
struct program_parse_options {
    const char *date;  /* the day of rows that name none: "2026-12-01" */
    const char *zone;  /* whose wall clock a calendar's hearings are told in: "Asia/Ho_Chi_Minh" */
    const char *today; /* the day from which a calendar's repeated hearings are worked out */
    const char *mapping; /* JSON: what a court's columns hold, as remembered */
    const char *only;    /* "busy": of a person's own calendar nothing but when they are busy */
};

/* dutyparse reads a hearing list or calendar. */
struct child_job program_parse(struct arena *a, const char *lib_dir,
                               const struct program_parse_options *o, struct sv document);
/* dutyparse works out the days of a recurrence rule. dtstart, from: "2026-12-01". */
struct child_job program_rrule(struct arena *a, const char *lib_dir, const char *rrule,
                               const char *dtstart, const char *from);
/* What the parser printed is an answer. Else *e says why it refused what was in this field, or that
 * it printed no JSON (ERR_CHILD). */
MUST_CHECK bool program_parsed(struct sv printed, const char *field, struct err *e);
/* An error of the parser's process: a date it does not take is the user's mistake, and so is a
 * document that takes too long to read. */
struct err program_parse_error(const struct child_result *res, const char *date);

/* A rule that takes too long to work out is the user's mistake. */
struct err program_rrule_error(const struct child_result *res);

/* dutysolve draws a roster: problem and solution as in roster/problem.h. mode: draft or fill. seed:
 * a number. It tells its progress line by line; asked to end (child_end) it prints the best so far.
 */
struct child_job program_solve(struct arena *a, const char *lib_dir, const char *mode,
                               int64_t seconds, const char *seed, struct sv problem);
/* dutysolve answers a question about a roster at once. mode: repair (shift NULL), rank or explain.
 */
struct child_job program_ask(struct arena *a, const char *lib_dir, const char *mode,
                             const char *shift, struct sv problem);
/* The longest its process may take, in milliseconds: a machine busy with other things needs more
 * than the seconds its budget of moves was made of. */
int64_t program_solve_ms(int64_t seconds);
/* An error of the engine's process: never the user's mistake. */
struct err program_solve_error(const struct child_result *res);

/* How far the engine has come. cost: of the best roster so far; no roster costs less than bound. */
struct program_progress {
    int64_t cost, bound;
    int64_t uncovered; /* places without anybody */
    int64_t moves;
};
/* "progress cost N bound N uncovered N moves N"; false for any other line. */
MUST_CHECK bool program_progress(struct sv line, struct program_progress *out);
/* How far the best so far is from the bound, in hundredths of its cost, rounded up: 0 is proved. */
int64_t program_gap_percent(const struct program_progress *p);

#endif

/* Between the files of the calendar reader: content lines, the events of a calendar, and how their
 * hearings are told. Views point into the text of the whole calendar. */
#ifndef INTAKE_PARSE_ICS_H
#define INTAKE_PARSE_ICS_H

#include "intake/parse.h"
#include "intake/parse_zone.h"

#include <time.h>

/* ---- parse_ics_line.c: RFC 5545 section 3.1 ---- */

struct ics_line {
    struct sv name, params, value; /* "DTSTART", ";TZID=Asia/Bangkok", "20261203T073000" */
};

/* The same text with folded lines joined, each followed by as many blank lines as were joined to
 * it: line numbers stay. Bytes only: a fold may stand within a letter. */
struct sv ics_unfold(struct arena *a, struct sv bytes);
/* False when it is no property. */
MUST_CHECK bool ics_split(struct sv line, struct ics_line *out);
/* The value of a parameter without its quotes, empty when there is none. */
struct sv ics_param(const struct ics_line *l, const char *name);
/* TEXT without its escapes: \n is a line feed. At most `most` bytes of it are read. */
struct sv ics_unescaped(struct arena *a, struct sv value, size_t most);

/* ---- parse_ics.c: the calendar ---- */

enum ics_prop {
    ICS_START,
    ICS_END,
    ICS_DURATION,
    ICS_UID,
    ICS_SEQUENCE,
    ICS_STATUS,
    ICS_STAMP,
    ICS_RULE,
    ICS_RECURRENCE_ID,
    ICS_SUMMARY,
    ICS_DESCRIPTION,
    ICS_LOCATION,
    ICS_ORGANIZER,
    ICS_CATEGORIES,
    ICS_URL,
    ICS_TRANSP,
    ICS_BUSY_STATUS,
    ICS_PROPS
};

struct ics_calendar {
    struct sv name, court; /* the court its name tells, or empty */
    bool is_cancelling;    /* METHOD:CANCEL */
};

struct ics_event {
    struct sv prop[ICS_PROPS];        /* whole content lines; the first of each counts */
    struct sv uid, occurrence, stamp; /* the values of UID, RECURRENCE-ID and DTSTAMP */
    int64_t sequence;
    int line;                   /* of its BEGIN, from 1 */
    int calendar;               /* index; -1: outside any */
    size_t first_date, n_dates; /* its RDATE and EXDATE lines */
    bool has_conference;        /* a property made for a meeting's link */
    /* parse_ics_series.c */
    bool is_superseded;             /* another event of the same UID is newer */
    size_t first_change, n_changes; /* of a series: its overrides, indexes into order[] */
    struct ics_event *series; /* of an override: the event it changes an occurrence of, or NULL */
};

struct ics_skipped {
    int line;
    const char *why; /* static */
    struct sv text;
};

enum { ICS_SKIPPED_MAX = 200 };

struct ics_time {
    int64_t here,
        day; /* the Centre's wall clock, and midnight of the day in the event's own zone */
};

struct ics {
    struct arena *arena;
    const struct parse_options *options;
    const struct parse_zone *here; /* the Centre's zone */
    struct parse_zones *zones;
    struct ics_calendar *calendars;
    size_t n_calendars, cap_calendars;
    struct ics_event *events;
    size_t n_events, cap_events;
    struct sv *dates; /* RDATE and EXDATE lines of all events */
    size_t n_dates, cap_dates;
    struct ics_event **order; /* by UID, occurrence and age */
    struct ics_time *time;    /* room to work a series out in, used anew for each */
    int64_t *moments, *days;
    struct ics_skipped skipped[ICS_SKIPPED_MAX];
    size_t n_skipped; /* may be more than are listed */
    size_t rows;
    clock_t rules; /* processor time spent on repetitions */
};

/* The line of a property of the event; false when it has none. */
MUST_CHECK bool ics_prop_line(const struct ics_event *ev, enum ics_prop p, struct ics_line *out);
/* CONFIRMED, TENTATIVE or CANCELLED. */
const char *ics_status(const struct ics *c, const struct ics_event *ev);
/* Room for one more of an array in the arena. */
void *ics_grow(struct arena *a, void *items, size_t n, size_t *cap, size_t size);
void ics_skip(struct ics *c, int line, const char *why, struct sv text);

/* ---- parse_ics_zone.c ---- */

/* A VTIMEZONE while it is read. */
struct ics_zone_reader {
    struct sv id, location;
    struct sv start, from, to, rule; /* of the observance being read */
    struct parse_onset *onsets;
    size_t n, cap;
    bool is_bad;
};
/* One content line of the component (VTIMEZONE, STANDARD or DAYLIGHT). */
void ics_zone_line(struct ics *c, struct ics_zone_reader *z, struct sv component,
                   const struct ics_line *l);
/* The component ends; with the VTIMEZONE the zone is defined and the reader begins anew. */
MUST_CHECK bool ics_zone_end(struct ics *c, struct ics_zone_reader *z, struct sv component,
                             struct err *e);

/* ---- parse_ics_when.c: DATE, DATE-TIME, DURATION ---- */

struct ics_when {
    int64_t own;                   /* the wall clock as written, in its own zone */
    int64_t here;                  /* the Centre's wall clock at that moment */
    const struct parse_zone *zone; /* NULL: the same wall clock everywhere */
    bool is_day;                   /* a date without a time */
};

/* Reads one value with the parameters of its line. NULL, or the key of what is wrong. */
const char *ics_when(struct ics *c, const struct ics_line *l, struct sv value,
                     struct ics_when *out);
/* The Centre's wall clock when the clock of w's zone shows `own`. */
int64_t ics_here(const struct ics *c, const struct ics_when *w, int64_t own);
/* "PT1H30M" in seconds. */
MUST_CHECK bool ics_duration(struct sv s, int64_t *seconds);
/* A day, or a day and time, without zone. */
MUST_CHECK bool ics_clock(struct sv s, int64_t *wall, bool *is_day, bool *is_utc);

/* A recurrence rule with its end apart: libical's rules here are of days, ends are moments. */
struct ics_rule {
    struct sv days; /* as parse_rrule_days takes it */
    bool has_end, is_end_day, is_end_utc;
    int64_t end;
};
MUST_CHECK bool ics_rule(struct ics *c, struct sv value, struct ics_rule *out);
/* parse_rrule_days, and what it took. A checked rule may still keep libical busy for most of a
 * second when it never finds a day. */
MUST_CHECK bool ics_rule_days(struct ics *c, const struct ics_rule *r, const struct parse_span *p,
                              struct parse_day last, struct parse_days *out);
bool ics_is_heavy(const struct ics *c);

/* ---- parse_ics_series.c: which events count, and when they take place ---- */

/* Sorts out overrides and outdated copies. */
void ics_series(struct ics *c);

struct ics_times {
    struct ics_time *time; /* rising */
    size_t n;
    bool is_series;
};
/* When the event takes place, without the occurrences that overrides tell otherwise. NULL, or the
 * key of what is wrong with its repetition and *value what. */
const char *ics_times(struct ics *c, const struct ics_event *ev, const struct ics_when *start,
                      struct ics_times *out, struct sv *value);

/* ---- parse_ics_text.c: what courts write ---- */

/* The docket number in a text, or empty. */
struct sv ics_case_code(struct sv text);
/* Clean text of one line: links, and what follows the word for a password or a meeting's number,
 * left out. */
struct sv ics_clean(struct arena *a, struct sv text);
/* The part of a text that names a court, or empty; *rest: the other parts. */
struct sv ics_court(struct arena *a, struct sv text, struct sv *rest);
/* A link to a meeting. */
bool ics_meeting(struct sv text);
/* "online" or "hybrid" when the words say so, else NULL. */
const char *ics_mode(struct sv text);

/* ---- parse_ics_row.c ---- */

struct ics_counts {
    int ok, bad;
};
/* Prints the rows of all events in the order of the calendar. False with *e filled. */
MUST_CHECK bool ics_rows(struct ics *c, struct buf *out, struct ics_counts *n, struct err *e);

/* ---- parse_ics_busy.c ---- */

#define ICS_BUSY_TOO_MANY "intake.error.busy_too_many"

/* Prints when the events keep somebody busy and nothing else of them: the stretches that are left
 * when those that touch are joined, rising, within the time that repetitions are worked out for.
 * False with *e filled, also when there are more than PARSE_BUSY_MAX. */
MUST_CHECK bool ics_busy(struct ics *c, struct buf *out, struct err *e);

#endif

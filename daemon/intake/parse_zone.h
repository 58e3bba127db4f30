/* Time zones by whatever name a calendar gives them. A wall clock is counted in seconds since
 * 1970-01-01T00:00 as it shows there, as if there were no zones. */
#ifndef INTAKE_PARSE_ZONE_H
#define INTAKE_PARSE_ZONE_H

#include "intake/parse.h"

/* Names in one calendar: past it none is known any more, and no more may be defined. */
enum { PARSE_ZONES_MAX = 200 };

struct parse_zone;  /* borrowed from its zones */
struct parse_zones; /* lives in the arena */

/* From here on the clock changes from `before` to `after`, seconds east of Greenwich. */
struct parse_onset {
    int64_t at; /* the wall clock by `before` */
    int before, after;
};

/* A calendar's own zone (VTIMEZONE). */
struct parse_definition {
    struct sv name;                  /* TZID */
    struct sv location;              /* the IANA name it says it stands for, or empty */
    const struct parse_onset *onset; /* rising */
    size_t n;
};

/* Once per process, before the lockdown: afterwards no zone needs a file. */
void parse_zone_start(void);

struct parse_zones *parse_zones_new(struct arena *a);
/* The zone an IANA name (also behind a prefix), a Windows name (CLDR's windowsZones, in ICU) or an
 * offset ("UTC+07:00", "(GMT+07:00) Hanoi") stands for, else one defined here; NULL: not known. A
 * known name goes before the calendar's own definition, which is often wrong. */
const struct parse_zone *parse_zone_find(struct parse_zones *z, struct sv name);
/* Copies the onsets. The first definition of a name stays. False: it defines too many. */
MUST_CHECK bool parse_zone_define(struct parse_zones *z, const struct parse_definition *d);

/* In an hour that the clock skips the old offset goes on; one that it shows twice is the first
 * (RFC 5545 section 3.3.5). */
int64_t parse_zone_utc(const struct parse_zone *z, int64_t wall);
int64_t parse_zone_wall(const struct parse_zone *z, int64_t utc);

/* The wall clock at midnight of a day, and the day of a wall clock. */
int64_t parse_wall(struct parse_day d);
struct parse_day parse_wall_day(int64_t wall);

#endif

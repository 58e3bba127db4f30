/* Rows of the shift-scheduling format: the lines of each section, cut into cells that know their
 * place, so that every complaint names the section, row, cell and line. */
#ifndef ROSTER_SHIFTS_ROW_H
#define ROSTER_SHIFTS_ROW_H

#include "core/str.h"
#include "roster/model.h"

enum shifts_section {
    SECTION_HORIZON,
    SECTION_SHIFTS,
    SECTION_STAFF,
    SECTION_DAYS_OFF,
    SECTION_SHIFT_ON_REQUESTS,
    SECTION_SHIFT_OFF_REQUESTS,
    SECTION_COVER,
    SECTION_COUNT
};

struct shifts_line {
    struct sv text;
    int32_t number; /* in the file, from 1 */
    enum shifts_section section;
};

struct shifts_name {
    struct sv name;
    int32_t at;
};

struct shifts_text {
    struct arena *a;
    struct model *m;
    struct shifts_line *lines; /* in order of section, then of the file */
    int32_t first[SECTION_COUNT + 1];
    struct shifts_name *staff; /* sorted by name */
};

struct shifts_row {
    const struct shifts_text *t;
    const struct shifts_line *line;
    int32_t at;       /* of the section */
    const char *cell; /* the one read last */
    struct sv rest;   /* not yet read */
};

/* Sorts the lines of the text into t. */
MUST_CHECK bool shifts_lines(struct shifts_text *t, struct sv text, struct err *e);

/* Refuses a section with too few or too many rows; one that is absent has none. */
MUST_CHECK bool shifts_row_limit(const struct shifts_text *t, enum shifts_section section,
                                 int32_t min, int32_t max, struct err *e);
int32_t shifts_row_n(const struct shifts_text *t, enum shifts_section section);
struct shifts_row shifts_row_at(const struct shifts_text *t, enum shifts_section section,
                                int32_t at);
/* Fills e with section, row, cell, line and value; returns false. */
bool shifts_fail(const struct shifts_row *r, struct sv value, struct err *e, const char *fmt, ...)
    PRINTF_FMT(4, 5);

/* The next cell. A number lies between min and max. */
MUST_CHECK bool shifts_text_cell(struct shifts_row *r, const char *cell, struct sv *out,
                                 struct err *e);
MUST_CHECK bool shifts_int_cell(struct shifts_row *r, const char *cell, int32_t min, int32_t max,
                                int32_t *out, struct err *e);
/* A new name: printable, without the signs that the format cuts at. */
MUST_CHECK bool shifts_name_cell(struct shifts_row *r, struct sv *out, struct err *e);
MUST_CHECK bool shifts_staff_cell(struct shifts_row *r, int32_t *out, struct err *e);
MUST_CHECK bool shifts_day_cell(struct shifts_row *r, const char *cell, int32_t *out,
                                struct err *e);
MUST_CHECK bool shifts_type_cell(struct shifts_row *r, int32_t *out, struct err *e);
/* The type that name names. */
MUST_CHECK bool shifts_type(const struct shifts_row *r, struct sv name, int32_t *out,
                            struct err *e);
MUST_CHECK bool shifts_row_end(const struct shifts_row *r, struct err *e);
/* Sorts t->staff, once all names are in; a name given twice is refused. */
MUST_CHECK bool shifts_staff_sort(struct shifts_text *t, struct err *e);

#endif

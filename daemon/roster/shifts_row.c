/* Cuts the shift-scheduling format into sections, rows and cells, and says where it is wrong. */
#include "roster/shifts_row.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_LINES = 300000, MAX_NAME = 32 };

static const char *const SECTIONS[SECTION_COUNT] = {"SECTION_HORIZON",
                                                    "SECTION_SHIFTS",
                                                    "SECTION_STAFF",
                                                    "SECTION_DAYS_OFF",
                                                    "SECTION_SHIFT_ON_REQUESTS",
                                                    "SECTION_SHIFT_OFF_REQUESTS",
                                                    "SECTION_COVER"};

/* Foreign text in a message: anything but printable ASCII shows as '?', what is long is cut. */
static void put_value(struct sv value, char *out, size_t size)
{
    size_t n = value.n < size - 1 ? value.n : size - 1;

    for (size_t i = 0; i < n; i++) {
        out[i] = value.p[i] >= ' ' && value.p[i] < 127 ? value.p[i] : '?';
    }
    out[n] = '\0';
}

static bool refuse(struct err *e, const char *field, struct sv value, int32_t line,
                   const char *what)
{
    char shown[40];

    put_value(value, shown, sizeof(shown));
    (void)err_set(e, ERR_INVALID, "line %d: %s, got \"%s\"", line, what, shown);
    (void)snprintf(e->field, sizeof(e->field), "%s", field);
    (void)snprintf(e->value, sizeof(e->value), "%s", shown);
    return false;
}

static bool line_fail(const struct shifts_line *line, const char *what, struct err *e)
{
    char field[24];

    (void)snprintf(field, sizeof(field), "line %d", line->number);
    return refuse(e, field, line->text, line->number, what);
}

bool shifts_fail(const struct shifts_row *r, struct sv value, struct err *e, const char *fmt, ...)
{
    char field[64], what[96];
    va_list ap;

    va_start(ap, fmt);
    (void)vsnprintf(what, sizeof(what), fmt, ap);
    va_end(ap);
    (void)snprintf(field, sizeof(field), "%s[%d].%s", SECTIONS[r->line->section], r->at, r->cell);
    return refuse(e, field, value, r->line->number, what);
}

/* The next line with something to say. */
static bool next_line(struct sv *text, struct shifts_line *line)
{
    while (sv_cut(text, '\n', &line->text)) {
        line->number++;
        line->text = sv_trim(line->text);
        if (line->text.n > 0 && line->text.p[0] != '#') {
            return true;
        }
    }
    return false;
}

static bool begins_section(const struct shifts_line *line)
{
    return sv_starts(line->text, SV("SECTION_"));
}

static bool find_section(struct shifts_line *line, bool seen[SECTION_COUNT], struct err *e)
{
    int32_t s = 0;

    while (s < SECTION_COUNT && !sv_eq_str(line->text, SECTIONS[s])) {
        s++;
    }
    if (s == SECTION_COUNT) {
        return line_fail(line, "is no section of this format", e);
    }
    if (seen[s]) {
        return line_fail(line, "is a section given twice", e);
    }
    seen[s] = true;
    line->section = (enum shifts_section)s;
    return true;
}

/* Counts the rows of each section. */
static bool count_lines(struct sv text, int32_t n[SECTION_COUNT], struct err *e)
{
    struct shifts_line line = {.section = SECTION_COUNT};
    bool seen[SECTION_COUNT] = {false};
    int32_t lines = 0;

    while (next_line(&text, &line)) {
        if (begins_section(&line)) {
            if (!find_section(&line, seen, e)) {
                return false;
            }
            continue;
        }
        if (line.section == SECTION_COUNT) {
            return line_fail(&line, "stands before the first section", e);
        }
        if (lines == MAX_LINES) {
            return line_fail(&line, "is one line too many", e);
        }
        lines++;
        n[line.section]++;
    }
    return true;
}

bool shifts_row_limit(const struct shifts_text *t, enum shifts_section section, int32_t min,
                      int32_t max, struct err *e)
{
    int32_t n = shifts_row_n(t, section);
    char what[64];

    if (n >= min && n <= max) {
        return true;
    }
    (void)snprintf(what, sizeof(what), "must have %d to %d rows", min, max);
    if (n == 0) {
        (void)err_set(e, ERR_INVALID, "%s, got none", what);
        (void)snprintf(e->field, sizeof(e->field), "%s", SECTIONS[section]);
        return false;
    }
    const struct shifts_line *line = &t->lines[t->first[section] + max];
    return refuse(e, SECTIONS[section], line->text, line->number, what);
}

bool shifts_lines(struct shifts_text *t, struct sv text, struct err *e)
{
    struct shifts_line line = {.section = SECTION_COUNT};
    int32_t n[SECTION_COUNT] = {0}, next[SECTION_COUNT];
    bool seen[SECTION_COUNT] = {false};

    if (!count_lines(text, n, e)) {
        return false;
    }
    for (int32_t s = 0; s < SECTION_COUNT; s++) {
        next[s] = t->first[s];
        t->first[s + 1] = t->first[s] + n[s];
    }
    t->lines = arena_alloc(t->a, ((size_t)t->first[SECTION_COUNT] + 1) * sizeof(*t->lines));
    while (next_line(&text, &line)) {
        if (!begins_section(&line)) {
            t->lines[next[line.section]++] = line;
        } else if (!find_section(&line, seen, e)) {
            return false;
        }
    }
    return true;
}

int32_t shifts_row_n(const struct shifts_text *t, enum shifts_section section)
{
    return t->first[section + 1] - t->first[section];
}

struct shifts_row shifts_row_at(const struct shifts_text *t, enum shifts_section section,
                                int32_t at)
{
    const struct shifts_line *line = &t->lines[t->first[section] + at];

    return (struct shifts_row){.t = t, .line = line, .at = at, .cell = "", .rest = line->text};
}

bool shifts_text_cell(struct shifts_row *r, const char *cell, struct sv *out, struct err *e)
{
    r->cell = cell;
    if (!sv_cut(&r->rest, ',', out)) {
        return shifts_fail(r, SV(""), e, "is missing");
    }
    *out = sv_trim(*out);
    return true;
}

bool shifts_int_cell(struct shifts_row *r, const char *cell, int32_t min, int32_t max, int32_t *out,
                     struct err *e)
{
    struct sv text;
    int64_t v = 0;

    if (!shifts_text_cell(r, cell, &text, e)) {
        return false;
    }
    if (!sv_int(text, min, max, &v)) {
        return shifts_fail(r, text, e, "must be a whole number from %d to %d", min, max);
    }
    *out = (int32_t)v;
    return true;
}

bool shifts_day_cell(struct shifts_row *r, const char *cell, int32_t *out, struct err *e)
{
    return shifts_int_cell(r, cell, 0, r->t->m->days - 1, out, e);
}

bool shifts_name_cell(struct shifts_row *r, struct sv *out, struct err *e)
{
    bool plain = true;

    if (!shifts_text_cell(r, "ID", out, e)) {
        return false;
    }
    for (size_t i = 0; i < out->n; i++) {
        plain =
            plain && out->p[i] != ' ' && out->p[i] != '\t' && out->p[i] != '|' && out->p[i] != '=';
    }
    return (plain && out->n > 0 && out->n <= MAX_NAME && utf8_valid(*out) &&
            !sv_has_control(*out)) ||
           shifts_fail(r, *out, e,
                       "must be a name of 1 to %d bytes without space, | and =", MAX_NAME);
}

bool shifts_type(const struct shifts_row *r, struct sv name, int32_t *out, struct err *e)
{
    const struct model *m = r->t->m;

    for (int32_t t = 0; t < m->type_n; t++) {
        if (sv_eq_str(name, m->type_name[t])) {
            *out = t;
            return true;
        }
    }
    return shifts_fail(r, name, e, "names no shift of SECTION_SHIFTS");
}

bool shifts_type_cell(struct shifts_row *r, int32_t *out, struct err *e)
{
    struct sv name;

    return shifts_text_cell(r, "ShiftID", &name, e) && shifts_type(r, name, out, e);
}

static int name_order(const void *a, const void *b)
{
    const struct shifts_name *x = a, *y = b;
    size_t n = x->name.n < y->name.n ? x->name.n : y->name.n;
    int by = memcmp(x->name.p, y->name.p, n);

    return by != 0 ? by : (x->name.n > y->name.n) - (x->name.n < y->name.n);
}

bool shifts_staff_sort(struct shifts_text *t, struct err *e)
{
    qsort(t->staff, (size_t)t->m->provider_n, sizeof(*t->staff), name_order);
    for (int32_t i = 1; i < t->m->provider_n; i++) {
        if (name_order(&t->staff[i - 1], &t->staff[i]) == 0) {
            struct shifts_row r = shifts_row_at(t, SECTION_STAFF, t->staff[i].at);
            r.cell = "ID";
            return shifts_fail(&r, t->staff[i].name, e, "is given twice");
        }
    }
    return true;
}

bool shifts_staff_cell(struct shifts_row *r, int32_t *out, struct err *e)
{
    struct shifts_name key = {.at = NONE};

    if (!shifts_text_cell(r, "EmployeeID", &key.name, e)) {
        return false;
    }
    const struct shifts_name *found =
        bsearch(&key, r->t->staff, (size_t)r->t->m->provider_n, sizeof(key), name_order);
    if (found == NULL) {
        return shifts_fail(r, key.name, e, "names nobody of SECTION_STAFF");
    }
    *out = found->at;
    return true;
}

bool shifts_row_end(const struct shifts_row *r, struct err *e)
{
    return r->rest.n == 0 || line_fail(r->line, "has more cells than this section", e);
}

/* The grid into hearings: what each line below the header is, and what is wrong with it. */
#include "intake/parse.h"

#include "core/str.h"

#include <stdio.h>
#include <string.h>

enum { SECTION_TEXT_MAX = 80, INDEX_CELLS_MIN = 3 };

static const struct parse_cell *field_cell(const struct parse_list *l, const struct parse_row *r,
                                           enum parse_field f)
{
    return parse_row_cell(r, l->header.column[f]);
}

static bool holds_digit(struct sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9') {
            return true;
        }
    }
    return false;
}

/* ---- what a line is ---- */

/* 3, "3." or "(3)"; -1 when the cell is anything else. */
static int ordinal_of(const struct parse_cell *c)
{
    struct sv s = c->text;
    int64_t n = -1;
    if (s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')') {
        s = (struct sv){s.p + 1, s.n - 2};
    } else if (s.n > 1 && s.p[s.n - 1] == '.') {
        s.n--;
    }
    return sv_int(s, 0, 99999, &n) ? (int)n : -1;
}

/* Forms number their columns below the header: (1) (2) (3). */
static bool is_index_line(const struct parse_row *r)
{
    int n = 0, last = 0;
    for (int c = 0; c < r->n; c++) {
        if (r->cells[c].kind == PARSE_BLANK) {
            continue;
        }
        if (ordinal_of(&r->cells[c]) != last + 1) {
            return false;
        }
        last++;
        n++;
    }
    return n >= INDEX_CELLS_MIN;
}

/* How many different texts besides the running number; *only is the last of them. */
static int distinct_texts(const struct parse_list *l, const struct parse_row *r,
                          const struct parse_cell **only)
{
    const struct parse_cell *seen[3];
    int n = 0;
    for (int c = 0; c < r->n && n < (int)ARRAY_LEN(seen); c++) {
        const struct parse_cell *cell = &r->cells[c];
        bool is_new =
            cell->kind != PARSE_BLANK && (l->header.of[c] != PARSE_ORDINAL || ordinal_of(cell) < 0);
        for (int i = 0; i < n && is_new; i++) {
            is_new = !sv_eq(seen[i]->text, cell->text);
        }
        if (is_new) {
            seen[n++] = cell;
        }
    }
    if (n > 0) {
        *only = seen[n - 1];
    }
    return n;
}

/* "Ngày 03/12/2026", "Thứ Năm, 03/12/2026", "03/12/2026"; not "Hà Nội, ngày 20/11/2026". */
static bool opens_section(const struct parse_cell *c)
{
    static const char *const openings[] = {"ngay ", "thu ", "sang ", "chieu ", "buoi ", "lich "};
    char text[SECTION_TEXT_MAX];
    if (c->kind == PARSE_DATE) {
        return true;
    }
    if (c->text.n >= SECTION_TEXT_MAX || !holds_digit(c->text)) {
        return false;
    }
    parse_text_fold(c->text, text, sizeof(text));
    for (size_t i = 0; i < ARRAY_LEN(openings); i++) {
        if (strncmp(text, openings[i], strlen(openings[i])) == 0) {
            return true;
        }
    }
    return text[0] >= '0' && text[0] <= '9';
}

static bool is_doubtful(const struct parse_list *l, const struct parse_when *w)
{
    return l->is_order_doubtful && w->date.year != 0 && w->other.year != 0;
}

/* A heading line sets the date of the rows below; one that cannot be read unsets it, so that
 * nothing is filed under the day before. */
static enum parse_line read_section(struct parse_list *l, const struct parse_cell *c)
{
    struct parse_when w;
    parse_when(c, l->options->order, &w);
    bool is_good = w.fault == PARSE_WHEN_OK && w.date.year != 0 && !is_doubtful(l, &w);
    l->section = is_good ? w.date : (struct parse_day){0, 0, 0};
    return is_good ? PARSE_LINE_FURNITURE : PARSE_LINE_NOTE;
}

/* A footer or a remark: hardly any text, and nothing that could be a case or a time. */
static bool is_note(const struct parse_list *l, const struct parse_row *r, int distinct)
{
    return distinct <= 2 && !holds_digit(field_cell(l, r, PARSE_CASE_CODE)->text) &&
           !holds_digit(field_cell(l, r, PARSE_DATE_FIELD)->text) &&
           !holds_digit(field_cell(l, r, PARSE_TIME_FIELD)->text);
}

/* ---- faults ---- */

static void add_fault(struct parse_hearing *h, const struct parse_list *l, enum parse_field f,
                      const char *key, struct sv value)
{
    if (h->n_faults == PARSE_FAULTS_MAX) {
        return;
    }
    h->faults[h->n_faults++] =
        (struct parse_fault){.column = l->header.column[f], .field = f, .key = key, .value = value};
}

static void add_order_fault(struct parse_hearing *h, const struct parse_list *l,
                            enum parse_field from, struct sv value, const struct parse_when *w)
{
    bool is_dmy = l->options->order == PARSE_DMY;
    size_t at = h->n_faults;
    add_fault(h, l, PARSE_DATE_FIELD, "intake.error.date_order", value);
    if (at == h->n_faults) {
        return;
    }
    h->faults[at].column = l->header.column[from];
    h->faults[at].dmy = is_dmy ? w->date : w->other;
    h->faults[at].mdy = is_dmy ? w->other : w->date;
}

static bool has_fault(const struct parse_hearing *h, enum parse_field f)
{
    for (size_t i = 0; i < h->n_faults; i++) {
        if (h->faults[i].field == f) {
            return true;
        }
    }
    return false;
}

/* ---- date and time ---- */

/* The fault belongs to the date or to the time, the column is where it stands. */
static void add_when_fault(struct parse_hearing *h, const struct parse_list *l,
                           enum parse_field from, struct sv value, enum parse_fault_when fault)
{
    bool is_weekday = fault == PARSE_WHEN_WEEKDAY;
    bool is_date = is_weekday || fault == PARSE_WHEN_DATE ||
                   (fault == PARSE_WHEN_UNCLEAR && from == PARSE_DATE_FIELD);
    enum parse_field f = is_date                  ? PARSE_DATE_FIELD
                         : from == PARSE_END_TIME ? PARSE_END_TIME
                                                  : PARSE_TIME_FIELD;
    size_t at = h->n_faults;
    add_fault(h, l, f,
              is_weekday ? "intake.error.date_weekday"
              : is_date  ? "intake.error.date"
                         : "intake.error.time",
              value);
    if (h->n_faults > at) {
        h->faults[at].column = l->header.column[from];
    }
}

/* Reads a cell of column `from`; what is wrong becomes a fault of the date or the time. */
static void read_when(const struct parse_list *l, const struct parse_row *r, enum parse_field from,
                      struct parse_when *w, struct parse_hearing *h)
{
    const struct parse_cell *c = field_cell(l, r, from);
    parse_when(c, l->options->order, w);
    if (w->fault == PARSE_WHEN_ORDER || is_doubtful(l, w)) {
        add_order_fault(h, l, from, c->text, w);
        w->date.year = 0;
    } else if (w->fault != PARSE_WHEN_OK) {
        add_when_fault(h, l, from, c->text, w->fault);
    }
}

static void set_date(struct parse_list *l, struct parse_hearing *h, struct parse_day own)
{
    struct parse_day day = own.year != 0 ? own : l->section;
    if (day.year == 0 && !l->has_dates) {
        day = l->options->date;
    }
    if (has_fault(h, PARSE_DATE_FIELD) && own.year == 0) {
        return;
    }
    if (day.year == 0) {
        add_fault(h, l, PARSE_DATE_FIELD, "intake.error.date_missing", SV(""));
        return;
    }
    snprintf(h->date, sizeof(h->date), "%04u-%02u-%02u", (unsigned)day.year % 10000U,
             (unsigned)day.month % 100U, (unsigned)day.day % 100U);
    h->text[PARSE_DATE_FIELD] = sv_of(h->date);
}

static struct sv put_time(char out[8], int minutes)
{
    unsigned m = (unsigned)minutes % 1440U;
    snprintf(out, 8, "%02u:%02u", m / 60U, m % 60U);
    return sv_of(out);
}

static void set_times(const struct parse_list *l, struct parse_hearing *h, int start, int end,
                      struct sv end_value)
{
    if (start < 0 && !has_fault(h, PARSE_TIME_FIELD)) {
        add_fault(h, l, PARSE_TIME_FIELD, "intake.error.time_missing", SV(""));
    }
    if (start >= 0) {
        h->text[PARSE_TIME_FIELD] = put_time(h->time, start);
    }
    if (end >= 0 && start >= 0 && end <= start) {
        add_fault(h, l, PARSE_END_TIME, "intake.error.time", end_value);
    } else if (end >= 0) {
        h->text[PARSE_END_TIME] = put_time(h->end_time, end);
    }
}

static bool same_day(struct parse_day a, struct parse_day b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* A date column may hold times and a time column dates; where both speak they must agree. */
static void fill_when(struct parse_list *l, const struct parse_row *r, struct parse_hearing *h)
{
    struct parse_when d, t, end;
    read_when(l, r, PARSE_DATE_FIELD, &d, h);
    read_when(l, r, PARSE_TIME_FIELD, &t, h);
    read_when(l, r, PARSE_END_TIME, &end, h);
    struct sv value = field_cell(l, r, PARSE_TIME_FIELD)->text;
    if (d.date.year != 0 && t.date.year != 0 && !same_day(d.date, t.date)) {
        add_fault(h, l, PARSE_DATE_FIELD, "intake.error.date", value);
    }
    if (d.start_min >= 0 && t.start_min >= 0 && d.start_min != t.start_min) {
        add_fault(h, l, PARSE_TIME_FIELD, "intake.error.time", value);
    }
    set_date(l, h, d.date.year != 0 ? d.date : t.date);
    const struct parse_when *w = t.start_min >= 0 ? &t : &d;
    int end_min = end.start_min >= 0 ? end.start_min : w->end_min;
    set_times(l, h, w->start_min, end_min, field_cell(l, r, PARSE_END_TIME)->text);
}

/* ---- the other fields ---- */

static struct sv cut_before(struct sv s, const char *words)
{
    const char *p = s.n > 0 ? memmem(s.p, s.n, words, strlen(words)) : NULL;
    struct sv head = {s.p, p != NULL ? (size_t)(p - s.p) : s.n};
    return holds_digit(head) ? head : s;
}

/* "Số: 12/2026/TLST-HS ngày 05/10/2026" is case 12/2026/TLST-HS; "1234.0" is case 1234. */
static struct sv case_code(struct sv s)
{
    static const char *const dates[] = {" ngày ", ", ngày ", " ngay ", " Ngày ", " NGÀY "};
    static const char *const starts[] = {"Số ", "Số:", "SỐ:", "số ", "số:"};
    for (size_t i = 0; i < ARRAY_LEN(dates); i++) {
        s = cut_before(s, dates[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(starts); i++) {
        size_t n = strlen(starts[i]);
        if (sv_starts(s, sv_of(starts[i])) && holds_digit(s)) {
            s = (struct sv){s.p + n, s.n - n};
        }
    }
    s = sv_trim(s);
    while (s.n > 0 && (s.p[s.n - 1] == ',' || s.p[s.n - 1] == ';')) {
        s.n--;
    }
    struct sv rest = s, whole;
    int64_t number = 0, zeros = 1;
    bool is_decimal = sv_cut(&rest, '.', &whole) && rest.n > 0 &&
                      sv_int(whole, 0, INT64_MAX, &number) && sv_int(rest, 0, INT64_MAX, &zeros);
    return is_decimal && zeros == 0 ? whole : s;
}

static void fill_case(const struct parse_list *l, const struct parse_row *r,
                      struct parse_hearing *h)
{
    const struct parse_cell *c = field_cell(l, r, PARSE_CASE_CODE);
    if (c->kind == PARSE_BLANK) {
        add_fault(h, l, PARSE_CASE_CODE, "intake.error.case_missing", SV(""));
    } else if (c->kind == PARSE_DATE || c->kind == PARSE_TIME) {
        add_fault(h, l, PARSE_CASE_CODE, "intake.error.case_as_date", c->text);
    } else {
        h->text[PARSE_CASE_CODE] = case_code(c->text);
    }
}

/* All columns that tell who and what, joined. */
static void fill_subject(const struct parse_list *l, const struct parse_row *r,
                         struct parse_hearing *h)
{
    struct buf all;
    bool is_cut = false;
    buf_init(&all, PARSE_CELL_MAX);
    for (int c = 0; c < r->n; c++) {
        const struct parse_cell *cell = &r->cells[c];
        if (l->header.of[c] != PARSE_SUBJECT || cell->kind == PARSE_BLANK) {
            continue;
        }
        is_cut = is_cut || cell->is_cut || all.n + 2 + cell->text.n > PARSE_CELL_MAX;
        if (all.n + 2 + cell->text.n > PARSE_CELL_MAX) {
            continue;
        }
        buf_str(&all, all.n > 0 ? "; " : "");
        buf_sv(&all, cell->text);
    }
    memcpy(h->subject, buf_view(&all).p, all.n);
    h->text[PARSE_SUBJECT] = (struct sv){h->subject, all.n};
    buf_free(&all);
    if (is_cut) {
        add_fault(h, l, PARSE_SUBJECT, "intake.error.cell_too_long", h->text[PARSE_SUBJECT]);
    }
}

static bool holds_any(const char *text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strstr(text, words[i]) != NULL) {
            return true;
        }
    }
    return false;
}

/* "in_person", "online", "hybrid", or NULL when the words say nothing about it. */
static const char *mode_of(struct sv s)
{
    static const char *const here[] = {"truc tiep",    "in person",    "in-person",
                                       "face to face", "face-to-face", "attended"};
    static const char *const away[] = {"truc tuyen", "online",    "remote", "video",
                                       "cvp",        "telephone", "teams"};
    static const char *const both[] = {"ket hop", "hybrid"};
    char text[SECTION_TEXT_MAX];
    parse_text_fold(s, text, sizeof(text));
    bool is_here = holds_any(text, here, ARRAY_LEN(here));
    bool is_away = holds_any(text, away, ARRAY_LEN(away));
    if (holds_any(text, both, ARRAY_LEN(both)) || (is_here && is_away)) {
        return "hybrid";
    }
    return is_here ? "in_person" : is_away ? "online" : NULL;
}

/* "Mode: Oral hearing" says what kind of hearing it is, not how one attends. */
static void fill_mode(const struct parse_list *l, const struct parse_row *r,
                      struct parse_hearing *h)
{
    const struct parse_cell *c = field_cell(l, r, PARSE_MODE);
    const char *mode = mode_of(c->text);
    if (mode != NULL) {
        h->text[PARSE_MODE] = sv_of(mode);
    } else if (c->kind != PARSE_BLANK && h->text[PARSE_KIND].n == 0) {
        h->text[PARSE_KIND] = c->text;
    } else if (c->kind != PARSE_BLANK) {
        add_fault(h, l, PARSE_MODE, "intake.error.mode", c->text);
    }
}

static void fill_plain(const struct parse_list *l, const struct parse_row *r,
                       struct parse_hearing *h)
{
    static const enum parse_field plain[] = {PARSE_COURT, PARSE_ROOM, PARSE_JUDGE, PARSE_KIND};
    for (size_t i = 0; i < ARRAY_LEN(plain); i++) {
        h->text[plain[i]] = field_cell(l, r, plain[i])->text;
    }
    for (int f = 0; f < PARSE_FIELDS; f++) {
        const struct parse_cell *c = field_cell(l, r, (enum parse_field)f);
        if (c->is_cut && f != PARSE_SUBJECT) {
            add_fault(h, l, (enum parse_field)f, "intake.error.cell_too_long", c->text);
        }
    }
}

/* ---- the list ---- */

/* Looks ahead over all rows: are there dates at all, and is one impossible in this order? Then the
 * ones that are possible both ways cannot be trusted either. */
static void survey(struct parse_list *l)
{
    static const enum parse_field fields[] = {PARSE_DATE_FIELD, PARSE_TIME_FIELD};
    for (size_t i = l->header.body; i < l->sheet->n; i++) {
        for (size_t f = 0; f < ARRAY_LEN(fields); f++) {
            struct parse_when w;
            parse_when(field_cell(l, &l->sheet->rows[i], fields[f]), l->options->order, &w);
            l->is_order_doubtful = l->is_order_doubtful || w.fault == PARSE_WHEN_ORDER;
            l->has_dates = l->has_dates || w.date.year != 0 || w.fault == PARSE_WHEN_DATE ||
                           w.fault == PARSE_WHEN_ORDER;
        }
    }
}

bool parse_list_start(struct parse_list *l, const struct parse_sheet *s,
                      const struct parse_options *o)
{
    *l = (struct parse_list){.sheet = s, .options = o};
    if (!parse_header_find(s, o->mapping, &l->header)) {
        return false;
    }
    survey(l);
    return true;
}

enum parse_line parse_list_row(struct parse_list *l, const struct parse_row *r,
                               struct parse_hearing *h)
{
    const struct parse_cell *only = NULL;
    int distinct = distinct_texts(l, r, &only);
    if (distinct == 0) {
        return PARSE_LINE_BLANK;
    }
    if (is_index_line(r) || parse_header_repeats(r, l->options->mapping)) {
        return PARSE_LINE_FURNITURE;
    }
    if (distinct == 1 && opens_section(only)) {
        return read_section(l, only);
    }
    if (is_note(l, r, distinct)) {
        return PARSE_LINE_NOTE;
    }
    memset(h, 0, sizeof(*h));
    fill_case(l, r, h);
    fill_when(l, r, h);
    fill_plain(l, r, h);
    fill_mode(l, r, h);
    fill_subject(l, r, h);
    return PARSE_LINE_HEARING;
}

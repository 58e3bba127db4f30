/* Shared strings and sheets of an XLSX: XML events into the grid. */
#include "intake/parse_xlsx.h"

#include "core/str.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    RAW_TEXT_MAX = 4 * PARSE_CELL_MAX, /* before cleaning: room for marks that compose */
    STRINGS_MAX = PARSE_ROWS_MAX * PARSE_COLUMNS_MAX,
    MERGES_MAX = 20000,
    FILLED_MAX = PARSE_ROWS_MAX * PARSE_COLUMNS_MAX,
    ROW_NUMBER_MAX = 1048576 /* what spreadsheets allow */
};

/* Text gathered from one <si>, <is> or <v>; phonetic hints (rPh) are left out. */
struct gather {
    char text[RAW_TEXT_MAX];
    size_t n;
    bool is_on;
    bool in_hint;
};

static void gather_start(struct gather *g)
{
    g->n = 0;
    g->in_hint = false;
}

static void gather_event(struct gather *g, const struct parse_xml_event *ev)
{
    bool is_start = ev->what == PARSE_XML_START;
    if (ev->what == PARSE_XML_TEXT) {
        size_t room = sizeof(g->text) - g->n;
        size_t n = !g->is_on || g->in_hint ? 0 : ev->text.n < room ? ev->text.n : room;
        if (n > 0) {
            memcpy(g->text + g->n, ev->text.p, n);
        }
        g->n += n;
    } else if (sv_eq_str(ev->name, "rPh")) {
        g->in_hint = is_start;
    } else if (sv_eq_str(ev->name, "t") || sv_eq_str(ev->name, "v")) {
        g->is_on = is_start;
    }
}

static struct sv gather_text(const struct gather *g)
{
    return (struct sv){g->text, g->n};
}

/* ---- shared strings ---- */

struct strings {
    struct parse_xlsx *x;
    struct gather gather;
};

static bool add_string(struct parse_xlsx *x, struct sv text, struct err *e)
{
    if (x->n_strings == STRINGS_MAX) {
        return err_field(e, "intake.error.too_large", "document", SV("xl/sharedStrings.xml"));
    }
    if (x->n_strings == x->cap_strings) {
        size_t cap = x->cap_strings == 0 ? 256 : x->cap_strings * 2;
        struct parse_shared *s = arena_alloc(x->doc->arena, cap * sizeof(*s));
        if (x->n_strings > 0) {
            memcpy(s, x->strings, x->n_strings * sizeof(*s));
        }
        x->strings = s;
        x->cap_strings = cap;
    }
    struct parse_shared *s = &x->strings[x->n_strings++];
    s->text = parse_text_clean(x->doc->arena, text, &s->is_cut);
    return true;
}

static bool on_string(void *ctx, const struct parse_xml_event *ev, struct err *e)
{
    struct strings *s = ctx;
    gather_event(&s->gather, ev);
    if (ev->what == PARSE_XML_TEXT || !sv_eq_str(ev->name, "si")) {
        return true;
    }
    if (ev->what == PARSE_XML_END) {
        return add_string(s->x, gather_text(&s->gather), e);
    }
    gather_start(&s->gather);
    return true;
}

bool parse_xlsx_strings(struct parse_xlsx *x, struct err *e)
{
    struct strings *s = arena_alloc(x->doc->arena, sizeof(*s));
    s->x = x;
    return parse_xlsx_part(x, "xl/sharedStrings.xml", false, on_string, s, e);
}

/* ---- one sheet ---- */

struct merge {
    int column, from, to;
};

struct sheet {
    struct parse_xlsx *x;
    struct parse_sheet *out;
    struct gather gather;
    struct parse_cell cells[PARSE_COLUMNS_MAX]; /* of the row being read */
    int row, column;
    char type[16];
    size_t style;
    struct merge *merges;
    size_t n_merges;
};

/* "BC12" into column 54 (from 0) and row 12. False when it is no reference. */
static bool read_ref(struct sv s, int *column, int *row)
{
    int c = 0;
    int64_t r = 0;
    size_t i = 0;
    for (; i < s.n && i < 3 && s.p[i] >= 'A' && s.p[i] <= 'Z'; i++) {
        c = c * 26 + (s.p[i] - 'A' + 1);
    }
    if (i == 0 || !sv_int((struct sv){s.p + i, s.n - i}, 1, ROW_NUMBER_MAX, &r)) {
        return false;
    }
    *column = c - 1;
    *row = (int)r;
    return true;
}

static bool fail_sheet(struct err *e, const char *ref)
{
    return err_field(e, "intake.error.broken", "document", sv_of(ref));
}

/* Rows must rise: a row given twice or out of order would hide hearings. */
static bool start_row(struct sheet *s, const struct parse_xml_event *ev, struct err *e)
{
    char text[16];
    int64_t number = s->row + 1;
    bool has_number = parse_xml_attr(ev, "r", text, sizeof(text));
    if (has_number && !sv_int(sv_of(text), s->row + 1, ROW_NUMBER_MAX, &number)) {
        return fail_sheet(e, text);
    }
    s->row = (int)number;
    s->column = -1;
    memset(s->cells, 0, sizeof(s->cells));
    return true;
}

static bool start_cell(struct sheet *s, const struct parse_xml_event *ev, struct err *e)
{
    char text[16];
    int row = 0;
    int64_t style = 0;
    s->column++;
    if (parse_xml_attr(ev, "r", text, sizeof(text)) &&
        (!read_ref(sv_of(text), &s->column, &row) || row != s->row)) {
        return fail_sheet(e, text);
    }
    parse_xml_attr(ev, "t", s->type, sizeof(s->type));
    if (parse_xml_attr(ev, "s", text, sizeof(text)) && !sv_int(sv_of(text), 0, INT32_MAX, &style)) {
        return fail_sheet(e, text);
    }
    s->style = (size_t)style;
    gather_start(&s->gather);
    return true;
}

/* The text of a plain number as a person would type it: 12345, not 12345.0 or 1.2345E+4. */
static struct sv number_text(struct arena *a, struct sv raw, double value)
{
    bool is_plain = memchr(raw.p, 'E', raw.n) == NULL && memchr(raw.p, '.', raw.n) == NULL;
    if (is_plain) {
        return (struct sv){arena_dup(a, raw), raw.n};
    }
    bool is_whole = value > -1e15 && value < 1e15 && value == (double)(int64_t)value;
    return sv_of(arena_printf(a, is_whole ? "%.0f" : "%.15g", value));
}

/* A date or a time as it will be shown to people who look for it in their list. */
static struct sv shown_text(struct arena *a, const struct parse_cell *c)
{
    struct parse_when w;
    parse_when(c, PARSE_DMY, &w);
    if (w.date.year != 0) {
        return sv_of(arena_printf(a, "%04d-%02d-%02d", w.date.year, w.date.month, w.date.day));
    }
    if (w.start_min >= 0) {
        return sv_of(arena_printf(a, "%02d:%02d", w.start_min / 60, w.start_min % 60));
    }
    return c->text;
}

static void set_number(struct sheet *s, struct sv raw, struct parse_cell *c)
{
    char text[40], *end = text;
    struct arena *a = s->x->doc->arena;
    snprintf(text, sizeof(text), "%.*s", (int)(raw.n < 39 ? raw.n : 39), raw.p);
    double value = strtod(text, &end);
    if (*end != '\0' || !isfinite(value)) {
        c->kind = PARSE_TEXT;
        c->text = parse_text_clean(a, raw, &c->is_cut);
        return;
    }
    c->kind = s->style < s->x->n_styles ? (enum parse_kind)s->x->styles[s->style] : PARSE_NUMBER;
    c->text = number_text(a, sv_of(text), value);
    /* 1462 days lie between the two epochs; a fraction alone is a time in both. */
    c->serial = value + (s->x->is_1904 && c->kind == PARSE_DATE && value >= 1 ? 1462 : 0);
    if (c->kind != PARSE_NUMBER) {
        c->text = shown_text(a, c);
    }
}

static void set_text(struct sheet *s, struct sv raw, struct parse_cell *c)
{
    struct parse_xlsx *x = s->x;
    int64_t at = 0;
    c->kind = PARSE_TEXT;
    if (strcmp(s->type, "s") != 0) {
        c->text = parse_text_clean(x->doc->arena, raw, &c->is_cut);
    } else if (sv_int(raw, 0, INT32_MAX, &at) && (size_t)at < x->n_strings) {
        c->text = x->strings[at].text;
        c->is_cut = x->strings[at].is_cut;
    }
    if (c->text.n == 0) {
        c->kind = PARSE_BLANK;
    }
}

static bool end_cell(struct sheet *s, struct err *e)
{
    struct parse_cell c = {.kind = PARSE_BLANK};
    struct sv raw = sv_trim(gather_text(&s->gather));
    bool is_number = s->type[0] == '\0' || strcmp(s->type, "n") == 0;
    if (raw.n == 0) {
        return true;
    }
    if (is_number) {
        set_number(s, raw, &c);
    } else {
        set_text(s, raw, &c);
    }
    if (s->column < PARSE_COLUMNS_MAX) {
        s->cells[s->column] = c;
        return true;
    }
    return c.kind == PARSE_BLANK ||
           err_field(e, "intake.error.too_many_columns", "document", SV("64"));
}

/* Only the rows below the first matter: a title over several columns is one cell. */
static void add_merge(struct sheet *s, const struct parse_xml_event *ev)
{
    char text[32];
    struct sv rest, part;
    struct merge m = {0, 0, 0};
    int right = 0;
    parse_xml_attr(ev, "ref", text, sizeof(text));
    rest = sv_of(text);
    if (s->n_merges == MERGES_MAX || !sv_cut(&rest, ':', &part) ||
        !read_ref(part, &m.column, &m.from) || !read_ref(rest, &right, &m.to)) {
        return;
    }
    if (m.to > m.from && m.column < PARSE_COLUMNS_MAX) {
        s->merges[s->n_merges++] = m;
    }
}

static bool on_start(struct sheet *s, const struct parse_xml_event *ev, struct err *e)
{
    if (sv_eq_str(ev->name, "row")) {
        return start_row(s, ev, e);
    }
    if (sv_eq_str(ev->name, "c")) {
        return start_cell(s, ev, e);
    }
    if (sv_eq_str(ev->name, "mergeCell")) {
        add_merge(s, ev);
    }
    return true;
}

static bool on_sheet(void *ctx, const struct parse_xml_event *ev, struct err *e)
{
    struct sheet *s = ctx;
    gather_event(&s->gather, ev);
    if (ev->what == PARSE_XML_START) {
        return on_start(s, ev, e);
    }
    if (ev->what == PARSE_XML_END && sv_eq_str(ev->name, "c")) {
        return end_cell(s, e);
    }
    if (ev->what == PARSE_XML_END && sv_eq_str(ev->name, "row")) {
        return parse_doc_row(s->x->doc, s->out, s->row, s->cells, PARSE_COLUMNS_MAX, e);
    }
    return true;
}

bool parse_xlsx_sheet(struct parse_xlsx *x, const char *part, struct parse_sheet *out,
                      struct err *e)
{
    struct sheet *s = arena_alloc(x->doc->arena, sizeof(*s));
    s->x = x;
    s->out = out;
    s->column = -1;
    s->merges = arena_alloc(x->doc->arena, MERGES_MAX * sizeof(*s->merges));
    if (!parse_xlsx_part(x, part, true, on_sheet, s, e)) {
        return false;
    }
    int filled = 0;
    for (size_t i = 0; i < s->n_merges && filled < FILLED_MAX; i++) {
        const struct merge *m = &s->merges[i];
        filled += parse_sheet_fill(x->doc, out, m->column, m->from, m->to);
    }
    return true;
}

/* The grid of cells every reader fills and the list reader walks. */
#include "intake/parse.h"

#include <stdio.h>
#include <string.h>

struct parse_doc *parse_doc_new(struct arena *a)
{
    struct parse_doc *d = arena_alloc(a, sizeof *d);
    d->arena = a;
    d->format = "csv";
    d->encoding = "utf-8";
    return d;
}

bool parse_doc_sheet(struct parse_doc *d, struct sv name, struct parse_sheet **out, struct err *e)
{
    if (d->n == PARSE_SHEETS_MAX) {
        return err_field(e, "intake.error.too_many_sheets", "document", SV("20"));
    }
    *out = &d->sheets[d->n++];
    (*out)->name = name;
    return true;
}

static int width_of(const struct parse_cell *cells, int n)
{
    while (n > 0 && cells[n - 1].kind == PARSE_BLANK) {
        n--;
    }
    return n;
}

static void sheet_grow(struct arena *a, struct parse_sheet *s)
{
    size_t cap = s->cap == 0 ? 64 : s->cap * 2;
    struct parse_row *rows = arena_alloc(a, cap * sizeof *rows);
    if (s->n > 0) {
        memcpy(rows, s->rows, s->n * sizeof *rows);
    }
    s->rows = rows;
    s->cap = cap;
}

bool parse_doc_row(struct parse_doc *d, struct parse_sheet *s, int number,
                   const struct parse_cell *cells, int n, struct err *e)
{
    n = width_of(cells, n);
    if (n == 0) {
        return true;
    }
    if (d->rows == PARSE_ROWS_MAX) {
        return err_field(e, "intake.error.too_many_rows", "document", SV("5000"));
    }
    if (s->n == s->cap) {
        sheet_grow(d->arena, s);
    }
    struct parse_row *r = &s->rows[s->n++];
    r->number = number;
    r->n = n;
    r->cap = n;
    r->cells = arena_alloc(d->arena, (size_t)n * sizeof *cells);
    memcpy(r->cells, cells, (size_t)n * sizeof *cells);
    d->rows++;
    return true;
}

const struct parse_cell *parse_row_cell(const struct parse_row *r, int column)
{
    static const struct parse_cell blank = {.kind = PARSE_BLANK};
    return column >= 0 && column < r->n ? &r->cells[column] : &blank;
}

/* Widens at once to the full width, so that no row is copied more than once. */
static void row_put(struct arena *a, struct parse_row *r, int column, const struct parse_cell *c)
{
    if (column >= r->cap) {
        struct parse_cell *cells = arena_alloc(a, PARSE_COLUMNS_MAX * sizeof *cells);
        memcpy(cells, r->cells, (size_t)r->n * sizeof *cells);
        r->cells = cells;
        r->cap = PARSE_COLUMNS_MAX;
    }
    r->cells[column] = *c;
    if (column >= r->n) {
        r->n = column + 1;
    }
}

/* The first row whose number is at least `number`. */
static size_t row_from(const struct parse_sheet *s, int number)
{
    size_t low = 0, high = s->n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (s->rows[mid].number < number) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

int parse_sheet_fill(struct parse_doc *d, struct parse_sheet *s, int column, int from, int to)
{
    int filled = 0;
    size_t i = row_from(s, from);
    if (i == s->n || s->rows[i].number != from) {
        return 0;
    }
    const struct parse_cell top = *parse_row_cell(&s->rows[i], column);
    if (top.kind == PARSE_BLANK) {
        return 0;
    }
    for (i++; i < s->n && s->rows[i].number <= to; i++, filled++) {
        row_put(d->arena, &s->rows[i], column, &top);
    }
    return filled;
}

void parse_column_name(int column, char out[3])
{
    int high = column / 26;
    out[0] = (char)('A' + (high > 0 ? high - 1 : column));
    out[1] = (char)(high > 0 ? 'A' + column % 26 : '\0');
    out[2] = '\0';
}

/* Comma-separated values (RFC 4180, and what spreadsheets really write) into a grid. */
#include "intake/parse.h"

#include "core/str.h"

#include <stdio.h>
#include <string.h>

enum { TASTE_ROWS = 60 }; /* as many rows decide what the delimiter is */

struct csv {
    struct sv rest;
    char delim;
    int record;
    struct parse_doc *doc;
    struct parse_sheet *sheet;
    struct parse_cell cells[PARSE_COLUMNS_MAX];
    int n;
};

/* The inside of quotes, up to the closing one; "" is one quote. False when it never closes. */
static bool take_quoted(struct sv *s, struct buf *cell)
{
    s->p++;
    s->n--;
    while (s->n > 0) {
        const char *quote = memchr(s->p, '"', s->n);
        if (quote == NULL) {
            return false;
        }
        size_t n = (size_t)(quote - s->p);
        bool is_double = n + 1 < s->n && quote[1] == '"';
        buf_add(cell, s->p, n + (is_double ? 1 : 0));
        n += is_double ? 2 : 1;
        s->p += n;
        s->n -= n;
        if (!is_double) {
            return true;
        }
    }
    return false;
}

static void take_plain(struct sv *s, char delim, struct buf *cell)
{
    size_t n = 0;
    while (n < s->n && s->p[n] != delim && s->p[n] != '\n' && s->p[n] != '\r') {
        n++;
    }
    buf_add(cell, s->p, n);
    s->p += n;
    s->n -= n;
}

/* One more column; false when there are too many that hold something. */
static bool put_cell(struct csv *c, const struct buf *raw, struct err *e)
{
    struct parse_cell cell = {.kind = PARSE_TEXT};
    cell.text = parse_text_clean(c->doc->arena, buf_view(raw), &cell.is_cut);
    if (cell.text.n == 0) {
        cell.kind = PARSE_BLANK;
    }
    if (c->n == PARSE_COLUMNS_MAX) {
        return cell.kind == PARSE_BLANK ||
               err_field(e, "intake.error.too_many_columns", "document", SV("64"));
    }
    c->cells[c->n++] = cell;
    return true;
}

static bool fail_quote(const struct csv *c, struct err *e)
{
    char row[16];
    snprintf(row, sizeof(row), "%d", c->record);
    return err_field(e, "intake.error.quote", "document", sv_of(row));
}

/* CRLF, LF or CR. */
static void skip_line_end(struct sv *s)
{
    size_t n = s->n > 1 && s->p[0] == '\r' && s->p[1] == '\n' ? 2 : s->n > 0 ? 1 : 0;
    s->p += n;
    s->n -= n;
}

static bool read_record(struct csv *c, struct buf *cell, struct err *e)
{
    c->n = 0;
    c->record++;
    for (bool has_more = true; has_more;) {
        buf_reset(cell);
        bool is_quoted = c->rest.n > 0 && c->rest.p[0] == '"';
        if (is_quoted && !take_quoted(&c->rest, cell)) {
            return fail_quote(c, e);
        }
        take_plain(&c->rest, c->delim, cell);
        if (!put_cell(c, cell, e)) {
            return false;
        }
        has_more = c->rest.n > 0 && c->rest.p[0] == c->delim;
        if (has_more) {
            c->rest.p++;
            c->rest.n--;
        }
    }
    skip_line_end(&c->rest);
    return parse_doc_row(c->doc, c->sheet, c->record, c->cells, c->n, e);
}

static bool read_records(struct csv *c, size_t max_rows, struct err *e)
{
    struct buf cell;
    bool ok = parse_doc_sheet(c->doc, SV(""), &c->sheet, e);
    buf_init(&cell, c->rest.n + 1);
    while (ok && c->rest.n > 0 && c->doc->rows < max_rows) {
        ok = read_record(c, &cell, e);
    }
    buf_free(&cell);
    return ok;
}

/* How well a delimiter explains the beginning: the columns it lets us recognise come first, then
 * the number of cells. What stops the reader counts as far as it got. */
static size_t taste(struct sv text, char delim)
{
    struct arena *a = arena_new(PARSE_ARENA_MAX);
    struct csv c = {.rest = text, .delim = delim, .doc = parse_doc_new(a)};
    struct err e;
    size_t cells = read_records(&c, TASTE_ROWS, &e) ? 0 : (size_t)c.n;
    for (size_t i = 0; i < c.sheet->n; i++) {
        cells += (size_t)c.sheet->rows[i].n;
    }
    size_t score = (size_t)parse_header_score(c.sheet) * 10000 + cells;
    arena_free(a);
    return score;
}

static char delimiter_of(struct sv text)
{
    static const char choices[] = {',', ';', '\t'};
    char best = ',';
    size_t best_score = 0;
    for (size_t i = 0; i < ARRAY_LEN(choices); i++) {
        size_t score = taste(text, choices[i]);
        if (score <= best_score) {
            continue;
        }
        best_score = score;
        best = choices[i];
    }
    return best;
}

bool parse_csv_read(struct parse_doc *d, struct sv text, struct err *e)
{
    struct csv c = {.rest = text, .doc = d};
    c.delim = delimiter_of(text);
    return read_records(&c, SIZE_MAX, e);
}

/* The answer as JSON: sheets and their columns, rows with their faults, counts. */
#include "intake/parse.h"

#include "core/str.h"

#include <string.h>

enum { SAMPLE_ROWS = 12, SAMPLE_BYTES = 150 };

struct printer {
    struct buf *out;
    struct buf rows; /* printed after the sheets, found out together with them */
    const struct parse_options *options;
    int ok, bad, blank, skipped;
};

static void put_key(struct buf *b, const char *key)
{
    json_quote(b, sv_of(key));
    buf_char(b, ':');
}

static void put_text(struct buf *b, const char *key, struct sv value)
{
    put_key(b, key);
    json_quote(b, value);
}

static void put_or_null(struct buf *b, const char *key, struct sv value)
{
    put_key(b, key);
    if (value.n > 0) {
        json_quote(b, value);
    } else {
        buf_str(b, "null");
    }
}

static void put_column(struct buf *b, const char *key, int column)
{
    char name[3];
    parse_column_name(column < 0 ? 0 : column, name);
    put_or_null(b, key, sv_of(column < 0 ? "" : name));
}

/* A comma unless something just opened. */
static void put_comma(struct buf *b)
{
    if (b->n > 0 && strchr("[{", b->p[b->n - 1]) == NULL) {
        buf_char(b, ',');
    }
}

/* ---- rows ---- */

static void put_day(struct buf *b, const char *key, struct parse_day d)
{
    put_key(b, key);
    if (d.year != 0) {
        buf_printf(b, "\"%04d-%02d-%02d\"", d.year, d.month, d.day);
    } else {
        buf_str(b, "null");
    }
}

static void put_fault(struct buf *b, const struct parse_fault *f)
{
    put_comma(b);
    buf_char(b, '{');
    put_column(b, "column", f->column);
    buf_char(b, ',');
    put_text(b, "field", sv_of(parse_field_str(f->field)));
    buf_char(b, ',');
    put_text(b, "value", f->value);
    buf_char(b, ',');
    put_text(b, "key", sv_of(f->key));
    if (f->dmy.year != 0 || f->mdy.year != 0) {
        buf_str(b, ",\"readings\":{");
        put_day(b, "dmy", f->dmy);
        buf_char(b, ',');
        put_day(b, "mdy", f->mdy);
        buf_char(b, '}');
    }
    buf_char(b, '}');
}

static void put_origin(struct buf *b, const struct parse_origin *o)
{
    buf_char(b, ',');
    put_text(b, "uid", o->uid);
    buf_printf(b, ",\"recurrence\":\"%s\",\"sequence\":%lld,\"status\":\"%s\"", o->recurrence,
               (long long)o->sequence, o->status);
}

void parse_print_hearing(struct buf *b, struct sv sheet, int row, const struct parse_hearing *h,
                         const struct parse_origin *o)
{
    put_comma(b);
    buf_char(b, '{');
    put_text(b, "sheet", sheet);
    buf_printf(b, ",\"row\":%d,\"fields\":{", row);
    for (int f = 0; f < PARSE_FIELDS; f++) {
        put_comma(b);
        put_or_null(b, parse_field_str((enum parse_field)f), h->text[f]);
    }
    buf_str(b, "},\"errors\":[");
    for (size_t i = 0; i < h->n_faults; i++) {
        put_fault(b, &h->faults[i]);
    }
    buf_char(b, ']');
    if (o != NULL) {
        put_origin(b, o);
    }
    buf_char(b, '}');
}

/* ---- sheets ---- */

static void put_skipped(struct printer *p, const struct parse_row *r)
{
    put_comma(p->out);
    buf_printf(p->out, "{\"row\":%d,", r->number);
    for (int c = 0; c < r->n; c++) {
        if (r->cells[c].kind == PARSE_BLANK) {
            continue;
        }
        put_text(p->out, "text", r->cells[c].text);
        break;
    }
    buf_char(p->out, '}');
    p->skipped++;
}

/* Rows the reader left out as blank, between the last one and this. */
static void put_rows(struct printer *p, struct parse_list *l)
{
    const struct parse_sheet *s = l->sheet;
    struct parse_hearing h;
    int last = l->header.body > 0 ? s->rows[l->header.last].number : s->rows[0].number - 1;
    buf_str(p->out, ",\"skipped\":[");
    for (size_t i = l->header.body; i < s->n && buf_ok(&p->rows); i++) {
        const struct parse_row *r = &s->rows[i];
        enum parse_line line = parse_list_row(l, r, &h);
        p->blank += r->number - last - 1 + (line == PARSE_LINE_BLANK);
        last = r->number;
        if (line == PARSE_LINE_HEARING) {
            parse_print_hearing(&p->rows, s->name, r->number, &h, NULL);
            p->ok += h.n_faults == 0;
            p->bad += h.n_faults > 0;
        } else if (line == PARSE_LINE_NOTE) {
            put_skipped(p, r);
        }
    }
    buf_char(p->out, ']');
}

/* The names of all columns a field is read from: "E" or "E,F". */
static void put_columns(struct buf *b, const struct parse_header *h)
{
    for (int f = 0; f < PARSE_FIELDS; f++) {
        if (h->column[f] < 0) {
            continue;
        }
        put_comma(b);
        put_key(b, parse_field_str((enum parse_field)f));
        buf_char(b, '"');
        for (int c = 0, n = 0; c < PARSE_COLUMNS_MAX; c++) {
            char name[3];
            parse_column_name(c, name);
            if (h->of[c] == (enum parse_field)f) {
                buf_printf(b, "%s%s", n++ > 0 ? "," : "", name);
            }
        }
        buf_char(b, '"');
    }
}

/* The headings of columns that are not read. */
static void put_unused(struct buf *b, const struct parse_sheet *s, const struct parse_header *h)
{
    const struct parse_row *header = &s->rows[h->last];
    for (int c = 0; h->body > 0 && c < header->n; c++) {
        if (h->of[c] <= PARSE_ORDINAL || header->cells[c].kind == PARSE_BLANK) {
            continue;
        }
        put_comma(b);
        json_quote(b, header->cells[c].text);
    }
}

/* Whole letters only. */
static struct sv beginning(struct sv s)
{
    size_t n = s.n < SAMPLE_BYTES ? s.n : SAMPLE_BYTES;
    while (n > 0 && n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80) {
        n--;
    }
    return (struct sv){s.p, n};
}

/* The head of the sheet as it stands, for a person to say which column is which. */
static void put_sample(struct buf *b, const struct parse_sheet *s)
{
    buf_str(b, ",\"sample\":[");
    for (size_t i = 0; i < s->n && i < SAMPLE_ROWS; i++) {
        const struct parse_row *r = &s->rows[i];
        put_comma(b);
        buf_printf(b, "{\"row\":%d,\"cells\":[", r->number);
        for (int c = 0; c < r->n; c++) {
            put_comma(b);
            json_quote(b, beginning(r->cells[c].text));
        }
        buf_str(b, "]}");
    }
    buf_char(b, ']');
}

static void put_sheet(struct printer *p, const struct parse_sheet *s)
{
    struct buf *b = p->out;
    struct parse_list l;
    put_comma(b);
    buf_char(b, '{');
    put_text(b, "name", s->name);
    if (s->is_hidden || !parse_list_start(&l, s, p->options)) {
        const char *why = s->is_hidden ? "hidden" : s->n == 0 ? "empty" : "no_header";
        buf_printf(b,
                   ",\"header_row\":null,\"columns\":{},\"unused\":[],\"skipped\":[],"
                   "\"why\":\"%s\"",
                   why);
        put_sample(b, s);
        buf_char(b, '}');
        return;
    }
    buf_str(b, ",\"header_row\":");
    if (l.header.body > 0) {
        buf_printf(b, "%d", s->rows[l.header.last].number);
    } else {
        buf_str(b, "null");
    }
    buf_str(b, ",\"columns\":{");
    put_columns(b, &l.header);
    buf_str(b, "},\"unused\":[");
    put_unused(b, s, &l.header);
    buf_char(b, ']');
    put_rows(p, &l);
    buf_str(b, ",\"why\":null");
    put_sample(b, s);
    buf_char(b, '}');
}

void parse_print(struct buf *out, const struct parse_doc *d, const struct parse_options *o)
{
    struct printer p = {.out = out, .options = o};
    buf_init(&p.rows, PARSE_OUT_MAX);
    buf_char(out, '{');
    put_text(out, "format", sv_of(d->format));
    buf_char(out, ',');
    put_text(out, "encoding", sv_of(d->encoding));
    buf_str(out, ",\"sheets\":[");
    for (size_t i = 0; i < d->n; i++) {
        put_sheet(&p, &d->sheets[i]);
    }
    buf_str(out, "],\"rows\":[");
    if (buf_ok(&p.rows)) {
        buf_sv(out, buf_view(&p.rows));
    } else {
        out->failed = true;
    }
    buf_printf(out,
               "],\"counts\":{\"rows\":%d,\"ok\":%d,\"bad\":%d,\"blank\":%d,\"skipped\":%d}}\n",
               p.ok + p.bad, p.ok, p.bad, p.blank, p.skipped);
    buf_free(&p.rows);
}

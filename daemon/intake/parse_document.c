/* One document from its bytes to its JSON: recognised by content, never by name. */
#include "intake/parse.h"

#include "core/str.h"

#include <string.h>

/* What people send instead of a list. */
static const struct {
    struct sv start;
    const char *what;
} foreign[] = {
    {{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8}, "xls"}, /* also an XLSX with a password */
    {{"%PDF-", 5}, "pdf"},
    {{"{\\rtf", 5}, "rtf"},
    {{"<", 1}, "html"},
};

static bool check_known(struct sv bytes, struct err *e)
{
    struct sv s =
        sv_starts(bytes, SV("\xEF\xBB\xBF")) ? (struct sv){bytes.p + 3, bytes.n - 3} : bytes;
    s = sv_trim(s);
    for (size_t i = 0; i < ARRAY_LEN(foreign); i++) {
        if (sv_starts(s, foreign[i].start)) {
            return err_field(e, "intake.error.format", "document", sv_of(foreign[i].what));
        }
    }
    return true;
}

/* Old fonts leave their traces in Unicode documents too: the letters are there, but wrong. */
static bool check_fonts(const struct parse_doc *d, struct err *e)
{
    struct buf all;
    buf_init(&all, 1 << 20);
    for (size_t i = 0; i < d->n; i++) {
        for (size_t r = 0; r < d->sheets[i].n; r++) {
            const struct parse_row *row = &d->sheets[i].rows[r];
            for (int c = 0; c < row->n && all.n + row->cells[c].text.n + 1 < all.max; c++) {
                buf_sv(&all, row->cells[c].text);
                buf_char(&all, ' ');
            }
        }
    }
    const char *legacy = parse_text_legacy(buf_view(&all));
    buf_free(&all);
    return legacy == NULL || err_field(e, "intake.error.encoding", "document", sv_of(legacy));
}

static bool read_document(struct parse_doc *d, struct sv bytes, struct err *e)
{
    struct sv text;
    if (bytes.n > PARSE_BYTES_MAX) {
        return err_field(e, "intake.error.too_large", "document", SV("2 MiB"));
    }
    if (sv_starts(bytes, SV("PK\x03\x04"))) {
        return parse_xlsx_read(d, bytes, e) && check_fonts(d, e);
    }
    return check_known(bytes, e) && parse_text_decode(d->arena, bytes, &text, &d->encoding, e) &&
           parse_csv_read(d, text, e);
}

static bool read_calendar(struct arena *a, struct sv bytes, const struct parse_options *o,
                          struct buf *out, struct err *e)
{
    if (bytes.n > PARSE_ICS_BYTES_MAX) {
        return err_field(e, "intake.error.too_large", "document", SV("16 MiB"));
    }
    return parse_ics_read(a, bytes, o, out, e);
}

void parse_refusal(struct buf *out, const struct err *e)
{
    buf_reset(out);
    buf_str(out, "{\"error\":{\"key\":");
    json_quote(out, sv_of(e->key));
    buf_str(out, ",\"value\":");
    json_quote(out, sv_of(e->value));
    buf_str(out, "}}\n");
}

void parse_document(struct sv bytes, const struct parse_options *o, struct buf *out)
{
    struct arena *a = arena_new(PARSE_ARENA_MAX);
    struct parse_doc *d = parse_doc_new(a);
    struct err e = {0};
    bool ok = parse_gzip(a, &bytes, &e);
    if (ok && parse_ics_is(bytes)) {
        ok = read_calendar(a, bytes, o, out, &e);
    } else if (ok && o->is_busy) {
        ok = err_field(&e, "intake.error.format", "document", SV(""));
    } else if (ok && (ok = read_document(d, bytes, &e))) {
        parse_print(out, d, o);
    }
    if (ok && !buf_ok(out)) {
        ok = err_field(&e, "intake.error.too_large", "document", SV("40 MiB"));
    }
    if (!ok) {
        e.value[0] = o->is_busy ? '\0' : e.value[0]; /* a person's own words stay here */
        parse_refusal(out, &e);
    }
    arena_free(a);
}

/* An XLSX package (ECMA-376): the zip, the workbook and which part each sheet is. */
#include "intake/parse_xlsx.h"

#include "core/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PART_NAME_MAX = 128, REL_ID_MAX = 64, RELS_MAX = 256 };

struct rel {
    char id[REL_ID_MAX];
    char target[PART_NAME_MAX];
};

struct tab { /* a sheet as the workbook lists it */
    char rel[REL_ID_MAX];
    struct parse_sheet *sheet;
};

struct workbook {
    struct parse_xlsx *x;
    struct tab tabs[PARSE_SHEETS_MAX];
    size_t n_tabs;
    struct rel *rels;
    size_t n_rels;
};

/* ---- the zip ---- */

static bool fail_broken(const char *part, struct err *e)
{
    return err_field(e, "intake.error.broken", "document", sv_of(part));
}

/* Inflates until the end or until the document's allowance is used up. The size the archive
 * claims is never believed. */
static bool inflate_all(struct parse_xlsx *x, zip_file_t *f, const char *part, struct buf *out,
                        struct err *e)
{
    static const size_t step = 65536;
    char *chunk = malloc(step);
    if (chunk == NULL) {
        fatal("out of memory: %zu bytes", step);
    }
    zip_int64_t got = 0;
    while (x->inflated <= PARSE_INFLATED_MAX && (got = zip_fread(f, chunk, step)) > 0) {
        x->inflated += (size_t)got;
        if (x->inflated <= PARSE_INFLATED_MAX) {
            buf_add(out, chunk, (size_t)got);
        }
    }
    free(chunk);
    if (x->inflated > PARSE_INFLATED_MAX) {
        return err_field(e, "intake.error.too_large", "document", SV("32 MiB"));
    }
    return got == 0 || fail_broken(part, e);
}

static bool is_plain_method(struct parse_xlsx *x, zip_int64_t at)
{
    zip_stat_t st;
    zip_stat_init(&st);
    return zip_stat_index(x->zip, (zip_uint64_t)at, 0, &st) == 0 &&
           (st.valid & ZIP_STAT_COMP_METHOD) != 0 &&
           (st.comp_method == ZIP_CM_STORE || st.comp_method == ZIP_CM_DEFLATE);
}

bool parse_xlsx_part(struct parse_xlsx *x, const char *part, bool is_needed, parse_xml_fn *fn,
                     void *ctx, struct err *e)
{
    zip_int64_t at = zip_name_locate(x->zip, part, ZIP_FL_NOCASE);
    if (at < 0) {
        return !is_needed || fail_broken(part, e);
    }
    zip_file_t *f = is_plain_method(x, at) ? zip_fopen_index(x->zip, (zip_uint64_t)at, 0) : NULL;
    if (f == NULL) {
        return fail_broken(part, e);
    }
    struct buf bytes;
    buf_init(&bytes, PARSE_INFLATED_MAX);
    bool ok = inflate_all(x, f, part, &bytes, e);
    zip_fclose(f);
    ok = ok && parse_xml_read(buf_view(&bytes), part, fn, ctx, e);
    buf_free(&bytes);
    return ok;
}

/* ---- workbook ---- */

static bool add_tab(struct workbook *w, const struct parse_xml_event *ev, struct err *e)
{
    char name[256], state[16];
    struct parse_xlsx *x = w->x;
    bool is_cut = false;
    struct parse_sheet *s = NULL;
    parse_xml_attr(ev, "name", name, sizeof(name));
    if (!parse_doc_sheet(x->doc, parse_text_clean(x->doc->arena, sv_of(name), &is_cut), &s, e)) {
        return false;
    }
    parse_xml_attr(ev, "state", state, sizeof(state));
    s->is_hidden = strcmp(state, "hidden") == 0 || strcmp(state, "veryHidden") == 0;
    struct tab *t = &w->tabs[w->n_tabs++];
    t->sheet = s;
    parse_xml_attr(ev, "id", t->rel, sizeof(t->rel));
    return true;
}

static bool on_workbook(void *ctx, const struct parse_xml_event *ev, struct err *e)
{
    struct workbook *w = ctx;
    char flag[8];
    if (ev->what != PARSE_XML_START) {
        return true;
    }
    if (sv_eq_str(ev->name, "workbookPr") && parse_xml_attr(ev, "date1904", flag, sizeof(flag))) {
        w->x->is_1904 = strcmp(flag, "1") == 0 || strcmp(flag, "true") == 0;
    }
    return !sv_eq_str(ev->name, "sheet") || add_tab(w, ev, e);
}

/* Targets are relative to xl/ or absolute. */
static void part_name(const char *target, char out[PART_NAME_MAX])
{
    if (target[0] == '/') {
        snprintf(out, PART_NAME_MAX, "%s", target + 1);
    } else {
        snprintf(out, PART_NAME_MAX, "xl/%.100s", target);
    }
}

static bool on_rels(void *ctx, const struct parse_xml_event *ev, struct err *e)
{
    struct workbook *w = ctx;
    char target[PART_NAME_MAX];
    (void)e;
    if (ev->what != PARSE_XML_START || !sv_eq_str(ev->name, "Relationship") ||
        w->n_rels == RELS_MAX) {
        return true;
    }
    struct rel *r = &w->rels[w->n_rels++];
    parse_xml_attr(ev, "Id", r->id, sizeof(r->id));
    parse_xml_attr(ev, "Target", target, sizeof(target));
    part_name(target, r->target);
    return true;
}

static const char *target_of(const struct workbook *w, const char *id)
{
    for (size_t i = 0; i < w->n_rels; i++) {
        if (strcmp(w->rels[i].id, id) == 0) {
            return w->rels[i].target;
        }
    }
    return NULL;
}

/* Hidden sheets hold last month's list or a helper table: they are named, not read. */
static bool read_tabs(struct workbook *w, struct err *e)
{
    for (size_t i = 0; i < w->n_tabs; i++) {
        const struct tab *t = &w->tabs[i];
        const char *part = target_of(w, t->rel);
        if (part == NULL) {
            return fail_broken("xl/workbook.xml", e);
        }
        if (!t->sheet->is_hidden && !parse_xlsx_sheet(w->x, part, t->sheet, e)) {
            return false;
        }
    }
    return true;
}

static bool read_package(struct parse_xlsx *x, struct err *e)
{
    struct workbook w = {.x = x};
    if (zip_name_locate(x->zip, "xl/workbook.xml", ZIP_FL_NOCASE) < 0) {
        bool is_word = zip_name_locate(x->zip, "word/document.xml", 0) >= 0;
        bool is_ods = zip_name_locate(x->zip, "content.xml", 0) >= 0;
        const char *what = is_word ? "docx" : is_ods ? "ods" : "zip";
        return err_field(e, "intake.error.format", "document", sv_of(what));
    }
    w.rels = arena_alloc(x->doc->arena, RELS_MAX * sizeof(*w.rels));
    return parse_xlsx_part(x, "xl/workbook.xml", true, on_workbook, &w, e) &&
           parse_xlsx_part(x, "xl/_rels/workbook.xml.rels", true, on_rels, &w, e) &&
           parse_xlsx_styles(x, e) && parse_xlsx_strings(x, e) && read_tabs(&w, e);
}

bool parse_xlsx_read(struct parse_doc *d, struct sv bytes, struct err *e)
{
    struct parse_xlsx x = {.doc = d};
    d->format = "xlsx";
    zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, NULL);
    if (source == NULL) {
        fatal("libzip: no source");
    }
    x.zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    if (x.zip == NULL) {
        zip_source_free(source);
        return fail_broken("zip", e);
    }
    bool ok = read_package(&x, e);
    zip_discard(x.zip);
    return ok;
}

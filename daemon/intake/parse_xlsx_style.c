/* xl/styles.xml: which cell formats show a number as a date or a time (ECMA-376 18.8.30). */
#include "intake/parse_xlsx.h"

#include "core/str.h"

#include <string.h>

enum { FORMATS_MAX = 1024, STYLES_MAX = 65536 };

struct format {
    int64_t id;
    enum parse_kind kind;
};

struct styles {
    struct parse_xlsx *x;
    struct format *formats; /* the document's own */
    size_t n_formats;
    bool in_cell_formats;
};

/* Skips what a format code only shows: "text", \x, [colour or locale], _x and *x. */
static const char *skip_literal(const char *p)
{
    const char *end = p;
    if (*p == '"') {
        end = strchr(p + 1, '"');
    } else if (*p == '[' && strchr("hHmMsS", p[1]) == NULL) {
        end = strchr(p, ']');
    } else if ((*p == '\\' || *p == '_' || *p == '*') && p[1] != '\0') {
        end = p + 1;
    }
    return end != NULL ? end : p + strlen(p) - 1;
}

/* "[$-42A]dd/mm/yyyy" is a date, "h:mm AM/PM" a time, "#,##0" neither. */
static enum parse_kind format_kind(const char *code)
{
    bool has_day = false, has_hour = false, has_month = false;
    if (strncmp(code, "General", 7) == 0) {
        return PARSE_NUMBER;
    }
    for (const char *p = code; *p != '\0' && *p != ';'; p++) {
        const char *after = skip_literal(p);
        if (after != p) {
            p = after;
            continue;
        }
        has_day = has_day || strchr("yYdD", *p) != NULL;
        has_hour = has_hour || strchr("hHsS", *p) != NULL;
        has_month = has_month || *p == 'm' || *p == 'M';
    }
    if (has_hour && !has_day) {
        return PARSE_TIME;
    }
    return has_day || has_month ? PARSE_DATE : PARSE_NUMBER;
}

/* The formats every program knows by number; 27 to 58 are the East Asian ones. */
static enum parse_kind builtin_kind(int64_t id)
{
    if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47) || (id >= 32 && id <= 33)) {
        return PARSE_TIME;
    }
    if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) {
        return PARSE_DATE;
    }
    return PARSE_NUMBER;
}

static enum parse_kind kind_of(const struct styles *s, int64_t id)
{
    for (size_t i = 0; i < s->n_formats; i++) {
        if (s->formats[i].id == id) {
            return s->formats[i].kind;
        }
    }
    return builtin_kind(id);
}

static int64_t int_attr(const struct parse_xml_event *ev, const char *name)
{
    char text[16];
    int64_t n = 0;
    parse_xml_attr(ev, name, text, sizeof(text));
    return sv_int(sv_of(text), 0, INT32_MAX, &n) ? n : 0;
}

static void add_format(struct styles *s, const struct parse_xml_event *ev)
{
    char code[256];
    if (s->n_formats == FORMATS_MAX) {
        return;
    }
    parse_xml_attr(ev, "formatCode", code, sizeof(code));
    s->formats[s->n_formats++] = (struct format){int_attr(ev, "numFmtId"), format_kind(code)};
}

static void add_style(struct styles *s, const struct parse_xml_event *ev)
{
    struct parse_xlsx *x = s->x;
    if (x->n_styles == STYLES_MAX) {
        return;
    }
    if (x->n_styles == x->cap_styles) {
        size_t cap = x->cap_styles == 0 ? 64 : x->cap_styles * 2;
        unsigned char *styles = arena_alloc(x->doc->arena, cap);
        if (x->n_styles > 0) {
            memcpy(styles, x->styles, x->n_styles);
        }
        x->styles = styles;
        x->cap_styles = cap;
    }
    x->styles[x->n_styles++] = (unsigned char)kind_of(s, int_attr(ev, "numFmtId"));
}

static bool on_style(void *ctx, const struct parse_xml_event *ev, struct err *e)
{
    struct styles *s = ctx;
    (void)e;
    if (sv_eq_str(ev->name, "cellXfs") && ev->what != PARSE_XML_TEXT) {
        s->in_cell_formats = ev->what == PARSE_XML_START;
    }
    if (ev->what != PARSE_XML_START) {
        return true;
    }
    if (sv_eq_str(ev->name, "numFmt")) {
        add_format(s, ev);
    } else if (s->in_cell_formats && sv_eq_str(ev->name, "xf")) {
        add_style(s, ev);
    }
    return true;
}

bool parse_xlsx_styles(struct parse_xlsx *x, struct err *e)
{
    struct styles s = {.x = x};
    s.formats = arena_alloc(x->doc->arena, FORMATS_MAX * sizeof(*s.formats));
    return parse_xlsx_part(x, "xl/styles.xml", false, on_style, &s, e);
}

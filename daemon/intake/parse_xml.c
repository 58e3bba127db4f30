/* XML parts through libxml2's reader, with everything dangerous refused beforehand. */
#include "intake/parse_xml.h"

#include "core/str.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
#include <string.h>

enum {
    TAG_MAX = 4096,     /* bytes; real ones stay below 1500 */
    SKIPPED_MAX = 1000, /* comments and the like: the library keeps them all in memory */
};

/* The library's messages are dropped: err says what matters, and stderr is the parent's. */
static void quiet(void *ctx, const char *fmt, ...) PRINTF_FMT(2, 3);

static void quiet(void *ctx, const char *fmt, ...)
{
    (void)ctx;
    (void)fmt;
}

void parse_xml_start(void)
{
    xmlInitParser();
    xmlSetGenericErrorFunc(NULL, quiet);
}

static bool fail_broken(const char *part, struct err *e)
{
    return err_field(e, "intake.error.broken", "document", sv_of(part));
}

/* The closing '>' of the tag at p, NULL when it is too long: the library compares every attribute
 * of a tag with every other, and thousands of them take minutes. */
static const char *tag_end(const char *p, const char *end)
{
    char quote = '\0';
    for (size_t n = 0; p < end && n < TAG_MAX; p++, n++) {
        if (quote == '\0' && *p == '>') {
            return p;
        }
        if (quote == '\0' && (*p == '"' || *p == '\'')) {
            quote = *p;
        } else if (*p == quote) {
            quote = '\0';
        }
    }
    return NULL;
}

/* The end of the markup at p; *is_unsafe for a DOCTYPE and its like. NULL: broken. */
static const char *markup_end(const char *p, const char *end, bool *is_unsafe)
{
    static const struct {
        struct sv open, close;
    } skipped[] = {
        {{"<!--", 4}, {"-->", 3}}, {{"<![CDATA[", 9}, {"]]>", 3}}, {{"<?", 2}, {"?>", 2}}};
    struct sv rest = {p, (size_t)(end - p)};
    for (size_t i = 0; i < ARRAY_LEN(skipped); i++) {
        if (sv_starts(rest, skipped[i].open)) {
            return memmem(p, rest.n, skipped[i].close.p, skipped[i].close.n);
        }
    }
    *is_unsafe = sv_starts(rest, SV("<!"));
    return *is_unsafe ? NULL : tag_end(p, end);
}

/* A part that does not begin with "<" would make the library guess an encoding and load a
 * converter; so would UTF-16, whose NUL bytes give it away. */
static bool check_safe(struct sv s, const char *part, struct err *e)
{
    const char *end = s.p + s.n;
    if (sv_starts(s, SV("\xEF\xBB\xBF"))) {
        s = (struct sv){s.p + 3, s.n - 3};
    }
    s = sv_trim(s);
    if (s.n == 0 || s.p[0] != '<' || memchr(s.p, '\0', s.n) != NULL) {
        return fail_broken(part, e);
    }
    size_t skipped = 0;
    for (const char *p = s.p; p != NULL; p = memchr(p, '<', (size_t)(end - p))) {
        bool is_unsafe = false;
        skipped += p + 1 < end && (p[1] == '!' || p[1] == '?');
        p = markup_end(p, end, &is_unsafe);
        if (is_unsafe) {
            return err_field(e, "intake.error.unsafe", "document", sv_of(part));
        }
        if (p == NULL || skipped > SKIPPED_MAX) {
            return fail_broken(part, e);
        }
    }
    return true;
}

static struct sv view(const xmlChar *s)
{
    return sv_of((const char *)s);
}

static bool emit(xmlTextReaderPtr r, parse_xml_fn *fn, void *ctx, struct err *e)
{
    struct parse_xml_event ev = {.reader = r};
    int type = xmlTextReaderNodeType(r);
    if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
        type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE || type == XML_READER_TYPE_WHITESPACE) {
        ev.what = PARSE_XML_TEXT;
        ev.text = view(xmlTextReaderConstValue(r));
        return fn(ctx, &ev, e);
    }
    if (type != XML_READER_TYPE_ELEMENT && type != XML_READER_TYPE_END_ELEMENT) {
        return true;
    }
    ev.name = view(xmlTextReaderConstLocalName(r));
    bool is_empty = type == XML_READER_TYPE_ELEMENT && xmlTextReaderIsEmptyElement(r) == 1;
    ev.what = type == XML_READER_TYPE_ELEMENT ? PARSE_XML_START : PARSE_XML_END;
    if (!fn(ctx, &ev, e)) {
        return false;
    }
    ev.what = PARSE_XML_END;
    return !is_empty || fn(ctx, &ev, e);
}

bool parse_xml_read(struct sv bytes, const char *part, parse_xml_fn *fn, void *ctx, struct err *e)
{
    int options = XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                  XML_PARSE_COMPACT;
    if (!check_safe(bytes, part, e)) {
        return false;
    }
    xmlTextReaderPtr r = xmlReaderForMemory(bytes.p, (int)bytes.n, NULL, "UTF-8", options);
    if (r == NULL) {
        fatal("libxml2: no reader");
    }
    int got = 0;
    bool ok = true;
    while (ok && (got = xmlTextReaderRead(r)) == 1) {
        ok = emit(r, fn, ctx, e);
    }
    xmlFreeTextReader(r);
    if (ok && got != 0) {
        return fail_broken(part, e);
    }
    return ok;
}

bool parse_xml_attr(const struct parse_xml_event *ev, const char *name, char *out, size_t cap)
{
    xmlTextReaderPtr r = ev->reader;
    bool found = false;
    out[0] = '\0';
    for (int got = xmlTextReaderMoveToFirstAttribute(r); got == 1 && !found;) {
        struct sv value = view(xmlTextReaderConstValue(r));
        if (sv_eq_str(view(xmlTextReaderConstLocalName(r)), name)) {
            size_t n = value.n < cap ? value.n : cap - 1;
            memcpy(out, value.p, n);
            out[n] = '\0';
            found = true;
        }
        got = xmlTextReaderMoveToNextAttribute(r);
    }
    xmlTextReaderMoveToElement(r);
    return found;
}

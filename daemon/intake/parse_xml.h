/* One part of an XLSX as a stream of XML events. What a spreadsheet never needs is refused before
 * the library sees it: a DOCTYPE (entities), NUL bytes, another encoding than UTF-8. */
#ifndef INTAKE_PARSE_XML_H
#define INTAKE_PARSE_XML_H

#include "core/base.h"
#include "core/err.h"

enum parse_xml_what { PARSE_XML_START, PARSE_XML_END, PARSE_XML_TEXT };

struct parse_xml_event {
    enum parse_xml_what what; /* an empty element is a start and an end */
    struct sv name;           /* of the element, without prefix */
    struct sv text;
    void *reader;
};

/* Returns false, with *e filled, to stop. */
typedef bool parse_xml_fn(void *ctx, const struct parse_xml_event *ev, struct err *e);

/* Once per process, before the lockdown. */
void parse_xml_start(void);
/* Calls fn for each event. part names the document in errors: intake.error.broken (not well
 * formed, cut off), intake.error.unsafe. */
MUST_CHECK bool parse_xml_read(struct sv bytes, const char *part, parse_xml_fn *fn, void *ctx,
                               struct err *e);
/* The attribute with this local name, cut to fit; false when there is none. */
bool parse_xml_attr(const struct parse_xml_event *ev, const char *name, char *out, size_t cap);

#endif

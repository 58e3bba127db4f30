/* Between the files of the XLSX reader: the open package and what its parts share. */
#ifndef INTAKE_PARSE_XLSX_H
#define INTAKE_PARSE_XLSX_H

#include "intake/parse.h"
#include "intake/parse_xml.h"

#include <zip.h>

struct parse_shared { /* one shared string */
    struct sv text;
    bool is_cut;
};

struct parse_xlsx {
    struct parse_doc *doc;
    zip_t *zip;
    size_t inflated; /* bytes so far, over all parts */
    bool is_1904;    /* serials count from 1904-01-01 */
    struct parse_shared *strings;
    size_t n_strings, cap_strings;
    unsigned char *styles; /* enum parse_kind of each cell format */
    size_t n_styles, cap_styles;
};

/* Inflates a part and reads it as XML. A missing part is an error only when is_needed. */
MUST_CHECK bool parse_xlsx_part(struct parse_xlsx *x, const char *part, bool is_needed,
                                parse_xml_fn *fn, void *ctx, struct err *e);
/* parse_xlsx_style.c: xl/styles.xml, which numbers are shown as dates. */
MUST_CHECK bool parse_xlsx_styles(struct parse_xlsx *x, struct err *e);
/* parse_xlsx_sheet.c: shared strings, and one sheet into the grid. */
MUST_CHECK bool parse_xlsx_strings(struct parse_xlsx *x, struct err *e);
MUST_CHECK bool parse_xlsx_sheet(struct parse_xlsx *x, const char *part, struct parse_sheet *s,
                                 struct err *e);

#endif

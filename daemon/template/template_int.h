/* What the compiler hands to the renderer: a flat list of nodes, shared inside template/ only. */
#ifndef TEMPLATE_TEMPLATE_INT_H
#define TEMPLATE_TEMPLATE_INT_H

#include "template/template.h"

enum node_kind { NODE_TEXT, NODE_VALUE, NODE_RAW, NODE_SECTION, NODE_INVERTED, NODE_PARTIAL };

struct node {
    enum node_kind kind;
    bool line_start;  /* text: the first thing on its source line, so an indent goes before it */
    struct sv text;   /* literal text, or the NUL-terminated name in the tag */
    struct sv indent; /* partial alone on its line: the white space before it */
    bool alone;       /* partial alone on its line */
    size_t end;       /* section: index after its last inner node */
};

struct template
{
    const struct node *nodes;
    size_t n;
};

#endif

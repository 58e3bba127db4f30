/* Files carried inside the program, written by embed.py at build time. A table SYMBOL comes with
 * its length SYMBOL_n; whoever uses one declares both:
 *     extern const struct embed_file web_pages[];
 *     extern const size_t web_pages_n; */
#ifndef TEMPLATE_EMBED_H
#define TEMPLATE_EMBED_H

#include "core/base.h"

struct embed_file {
    const char *name;          /* "roster.html"; tables are sorted by it, bytewise */
    const unsigned char *data; /* followed by a NUL that size does not count */
    size_t size;
};

/* The file called name among the n files of t; NULL when there is none. */
const struct embed_file *embed_find(const struct embed_file *t, size_t n, struct sv name);

#endif

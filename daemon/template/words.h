/* A language as templates see it: its sentences behind {{t.KEY}} and {{#t}}, its dates behind
 * {{#t.day}}, {{#t.at}} and the other forms of i18n/date.h, and telephone numbers grouped for
 * reading out behind {{#t.phone}}. */
#ifndef TEMPLATE_WORDS_H
#define TEMPLATE_WORDS_H

#include "i18n/i18n.h"
#include "template/template.h"

struct words { /* what the environment's ctx points to */
    enum lang lang;
    const void *pages; /* for the caller's own partial function; borrowed */
};

/* An environment over w, which must live as long as it is used. partial may be NULL. */
struct template_env words_env(const struct words *w, enum template_escape escape,
                              template_partial_fn *partial);

#endif

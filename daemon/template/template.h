/* Mustache over JSON, for pages, posters, SMS and mail alike (spec: mustache.github.io, the core
 * modules comments, delimiters, interpolation, inverted, partials, sections).
 * Escaping is on by default; {{{x}}} and {{&x}} write raw. Templates compile once; rendering does
 * not allocate outside the arena and cannot recurse past TEMPLATE_DEPTH. Lookup follows the context
 * stack and dotted names. The helper sections {{#t}}key{{/t}} of pages are i18n: see i18n.h. */
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include <jansson.h>

#include "core/arena.h"
#include "core/base.h"
#include "core/buf.h"
#include "core/err.h"

#define TEMPLATE_DEPTH 32

enum template_escape { TEMPLATE_HTML, TEMPLATE_TEXT };

struct template; /* compiled, immutable */

/* Finds a partial by name (already compiled); NULL when there is none. */
typedef const struct template *template_partial_fn(void *ctx, struct sv name);
/* Translates {{t.KEY}}: writes the sentence for key, its {name} placeholders filled from the context
 * stack (escaped like any value). Returns false when the key is unknown. May be NULL. */
typedef bool template_tr_fn(void *ctx, const char *key, const char **sentence);

struct template_env {
    enum template_escape escape;
    template_partial_fn *partial;
    template_tr_fn *tr;
    void *ctx;
};

/* source must outlive the template; both live in a. On error *e names the line. */
MUST_CHECK bool template_compile(struct arena *a, struct sv source, const struct template **out,
                                 struct err *e);
/* Writes into out (bounded by out->max: then ERR_TOO_LARGE). data is borrowed. */
MUST_CHECK bool template_render(const struct template *t, const json_t *data,
                                const struct template_env *env, struct buf *out, struct err *e);

#endif

/* Mustache over JSON, for pages, posters, SMS and mail alike (spec: github mustache/spec, the core
 * modules comments, delimiters, interpolation, inverted, partials, sections).
 *
 * Escaping is on by default; {{{x}}} and {{&x}} write raw. Lookup follows the context stack and
 * dotted names. False, null, a missing name, an empty list and an empty text hide a section;
 * a number never does, 0 included. Lists and objects write nothing as values.
 *
 * The name "t" belongs to the reader's language (when env->tr is set):
 *   {{t.KEY.WITH.DOTS}}            the sentence KEY, its {name} placeholders from the context
 *   {{#t}}role.{{role}}{{/t}}      the sentence whose key is computed
 *   {{#t.day}}{{on}}{{/t.day}}     the inner text formatted for people by env->format
 * Sentences are escaped like values; {{&t.KEY}} keeps markup of the sentence itself, its
 * placeholders stay escaped.
 *
 * Templates compile once. Rendering keeps no memory and cannot recurse past TEMPLATE_DEPTH. */
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include <jansson.h>

#include "core/arena.h"
#include "core/base.h"
#include "core/buf.h"
#include "core/err.h"

#define TEMPLATE_DEPTH 32 /* sections and partials inside one another */

enum template_escape { TEMPLATE_HTML, TEMPLATE_TEXT };

struct template; /* compiled, immutable */

/* Finds a partial by name (already compiled); NULL when there is none: then nothing is written. */
typedef const struct template *template_partial_fn(void *ctx, struct sv name);
/* The sentence for key, {name} placeholders and all. False when the key is unknown: then the key
 * itself is written, so that a reader can report it. */
typedef bool template_tr_fn(void *ctx, const char *key, const char **sentence);
/* Writes text formatted in the way name says ("day"), unescaped. False when it cannot: then text
 * is written as it is. */
typedef bool template_format_fn(void *ctx, struct sv name, struct sv text, struct buf *out);

struct template_env {
    enum template_escape escape;
    template_partial_fn *partial; /* may be NULL */
    template_tr_fn *tr;           /* may be NULL: "t" is an ordinary name */
    template_format_fn *format;   /* may be NULL */
    void *ctx;                    /* borrowed, given to the callbacks */
};

/* source must outlive the template; both live in a. ERR_INVALID, detail "line N: ..." on error. */
MUST_CHECK bool template_compile(struct arena *a, struct sv source, const struct template **out,
                                 struct err *e);
/* Appends to out. data is borrowed. ERR_TOO_LARGE past out->max, ERR_INVALID past TEMPLATE_DEPTH
 * (a partial that includes itself for ever); what out then holds must not be used. */
MUST_CHECK bool template_render(const struct template *t, const json_t *data,
                                const struct template_env *env, struct buf *out, struct err *e);

#endif

/* Strict reading of JSON: a node knows its path, so that every complaint names the place and the
 * value. Nodes live on the stack, each pointing at its parent; the JSON belongs to the caller. */
#ifndef ROSTER_FIELD_H
#define ROSTER_FIELD_H

#include <jansson.h>

#include "core/err.h"

struct node {
    json_t *json;          /* borrowed, never changed; NULL: absent */
    const struct node *up; /* NULL: the document itself */
    const char *key;       /* member of up, or NULL: element at */
    size_t at;
};

struct node node_key(const struct node *up, const char *key);
struct node node_at(const struct node *up, size_t at);
bool node_given(const struct node *n); /* present and not null */
size_t node_count(const struct node *n);

/* Fills e with the path, the value and what is wrong with it; returns false. */
bool node_fail(const struct node *n, struct err *e, const char *fmt, ...) PRINTF_FMT(3, 4);

MUST_CHECK bool node_is_object(const struct node *n, struct err *e);
/* An object with no member but those in names, a list that ends with NULL: a misspelt one would
 * silently not apply. */
MUST_CHECK bool node_only(const struct node *n, const char *const *names, struct err *e);
/* An array of at most max elements. */
MUST_CHECK bool node_is_array(const struct node *n, size_t max, struct err *e);
/* An optional array: an absent one counts 0 elements. */
MUST_CHECK bool node_array(const struct node *up, const char *key, size_t max, struct node *out,
                           struct err *e);

struct range {
    int64_t min, max;
};

MUST_CHECK bool node_int(const struct node *n, struct range r, int64_t *out, struct err *e);
MUST_CHECK bool node_int32(const struct node *n, struct range r, int32_t *out, struct err *e);
/* Members: required, or optional (absent or null leaves *out as it is). */
MUST_CHECK bool field_int(const struct node *up, const char *key, struct range r, int64_t *out,
                          struct err *e);
MUST_CHECK bool field_int32(const struct node *up, const char *key, struct range r, int32_t *out,
                            struct err *e);
MUST_CHECK bool field_opt_int(const struct node *up, const char *key, struct range r, int64_t *out,
                              struct err *e);
MUST_CHECK bool field_opt_int32(const struct node *up, const char *key, struct range r,
                                int32_t *out, struct err *e);
MUST_CHECK bool field_opt_bool(const struct node *up, const char *key, bool *out, struct err *e);
MUST_CHECK bool node_text(const struct node *n, size_t max, struct sv *out, struct err *e);
/* The index of n's text among names; a list of NULL-terminated words. */
MUST_CHECK bool node_word(const struct node *n, const char *const *names, int32_t *out,
                          struct err *e);

#endif

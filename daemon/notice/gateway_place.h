/* Where a word stands in what a gateway says: in an answer of its, or in a call of its to us. */
#ifndef NOTICE_GATEWAY_PLACE_H
#define NOTICE_GATEWAY_PLACE_H

#include <jansson.h>

#include "core/base.h"
#include "core/err.h"

enum gateway_place_kind {
    PLACE_NONE,
    PLACE_WORD,  /* the body's word number n */
    PLACE_JSON,  /* at a path: "data.tranId"; lists are entered by number: "messages.0.id" */
    PLACE_XML,   /* the text of an element: "SendResponse.code", prefixes left out */
    PLACE_FIELD, /* a field of the query or the form */
    PLACE_FIXED  /* the word itself */
};

struct gateway_place {
    enum gateway_place_kind kind;
    struct sv path;
    int64_t n; /* of PLACE_WORD, from 1 */
};

/* The value of a query's or form's field; NULL when it is absent. */
typedef const char *gateway_field_fn(void *ctx, const char *name);

/* What a gateway said, read once. json is owned until gateway_said_free; body is borrowed. */
struct gateway_said {
    struct sv body;
    json_t *json; /* NULL: it is no JSON */
    gateway_field_fn *field;
    void *ctx;
};

/* "status", "body" (its first word), "word:N", "json:PATH", "xml:PATH", "field:NAME" or "is:WORD".
 * path is a view into text. */
MUST_CHECK bool gateway_place_parse(struct sv text, struct gateway_place *out, struct err *e);

struct gateway_said gateway_said(struct sv body, gateway_field_fn *field, void *ctx);
void gateway_said_free(struct gateway_said *s);
/* Fills out, one line, cut to fit; "" when nothing stands there. */
void gateway_said_at(const struct gateway_said *s, const struct gateway_place *place, char *out,
                     size_t size);
/* Element i of the list at place, to be read like a whole; its free is the list's. With PLACE_NONE
 * the whole is the one element. False when there is none. */
bool gateway_said_item(const struct gateway_said *s, const struct gateway_place *list, size_t i,
                       struct gateway_said *item);

#endif

/* A text-message gateway as its description file says it (config/gateways/NAME.ini): where to call,
 * with which fields, and what its answers mean. The files' keys are explained in docs/notices.md.
 */
#ifndef NOTICE_GATEWAY_H
#define NOTICE_GATEWAY_H

#include "core/arena.h"
#include "notice/render.h"
#include "template/template.h"

enum gateway_format { GATEWAY_QUERY, GATEWAY_FORM, GATEWAY_JSON };

enum { GATEWAY_FIELDS_MAX = 24 };

struct gateway_field {
    const char *name;
    const struct template *value;
};

/* Where a word of the answer stands: nowhere, in its first word, or at a path of its JSON. */
struct gateway_place {
    enum { PLACE_NONE, PLACE_BODY, PLACE_JSON } kind;
    struct sv path; /* "data.tranId"; lists are entered by number: "messages.0.id" */
};

struct gateway { /* immutable; lives in the arena it was read into */
    const char *name;
    const char *url;
    enum gateway_format format; /* GATEWAY_QUERY is a GET, the others are POST */
    const char *from, *user, *password;
    struct gateway_field params[GATEWAY_FIELDS_MAX];
    size_t n_params;
    struct gateway_field headers[GATEWAY_FIELDS_MAX];
    size_t n_headers;
    struct gateway_place code; /* PLACE_NONE: the HTTP status is the code */
    struct gateway_place id;
    struct sv success, temporary, permanent, unknown; /* lists of codes */
    struct text_rule rule;
};

/* Reads DIR/NAME.ini. ERR_CONFIG, detail "NAME.ini: line N: ..." when it is wrong. */
MUST_CHECK bool gateway_read(struct arena *a, const char *dir, const char *name,
                             const struct gateway **out, struct err *e);
/* The same from text. */
MUST_CHECK bool gateway_parse(struct arena *a, const char *name, struct sv text,
                              const struct gateway **out, struct err *e);

#endif

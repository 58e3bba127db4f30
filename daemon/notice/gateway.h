/* A text-message gateway as its description file says it (config/gateways/NAME.ini): where to call,
 * with which fields, what its answers mean, and how it reports. The files' keys are explained in
 * docs/notices.md. */
#ifndef NOTICE_GATEWAY_H
#define NOTICE_GATEWAY_H

#include "core/arena.h"
#include "core/config.h"
#include "http/address.h"
#include "notice/gateway_place.h"
#include "notice/render.h"
#include "template/template.h"

enum gateway_format { GATEWAY_UNSET, GATEWAY_QUERY, GATEWAY_FORM, GATEWAY_JSON, GATEWAY_XML };

enum { GATEWAY_FIELDS_MAX = 24, GATEWAYS_MAX = 16, GATEWAY_NAME_MAX = 40 };

struct gateway_field {
    const char *name;
    const struct template *value;
};

struct gateway_url {
    const char *text;                /* NULL: there is no such request */
    const struct template *template; /* NULL: the text as it stands */
};

/* One request: of a message, of an access token, or after a message's fate. */
struct gateway_form {
    struct gateway_url url;
    enum gateway_format format; /* GATEWAY_QUERY is a GET, the others are POST */
    bool has_login;             /* user and password as HTTP Basic */
    struct gateway_field params[GATEWAY_FIELDS_MAX];
    size_t n_params;
    struct gateway_field headers[GATEWAY_FIELDS_MAX];
    size_t n_headers;
    const struct template *body; /* instead of params; NULL: the params */
};

/* A token that is asked for with a request of its own and kept until it expires or is refused. */
struct gateway_access {
    struct gateway_form form;
    struct gateway_place access, refresh, seconds; /* where the answer has them */
    int64_t default_s;                             /* its life when the answer does not say */
    struct sv refused;                             /* codes of a message's answer: it is no good */
};

/* What becomes of a message, in the gateway's words: of its own calls, or of answers to ours. */
enum gateway_fate {
    FATE_ACCEPTED,
    FATE_QUEUED,
    FATE_DELIVERED,
    FATE_FAILED,
    FATE_REFUSED,
    FATE_COUNT
};

struct gateway_report {
    struct gateway_place list; /* several in one document; PLACE_NONE: one */
    struct gateway_place token, id, fate, detail;
    struct gateway_place fate_and; /* a second word of the fate: then it is FIRST/SECOND */
    struct sv words[FATE_COUNT];   /* codes of each fate */
};

struct gateway_status {
    struct gateway_form form;
    struct gateway_report report;
    bool needs_id; /* it can be asked only by its own name of the message */
    int64_t first_s, every_s, until_s;
};

/* A text or a missed call of somebody, brought by the gateway. */
struct gateway_incoming {
    struct gateway_place from, to, text, id; /* from PLACE_NONE: it brings none */
};

struct gateway { /* immutable; lives in the arena it was read into */
    const char *name;
    const char *from, *user, *password, *secret;
    struct gateway_form send;
    struct gateway_place code; /* PLACE_NONE: the HTTP status is the code */
    struct gateway_place id;
    struct gateway_place succeeded; /* a word that only a success has; PLACE_NONE: no such */
    struct sv success, temporary, permanent, unknown; /* lists of codes */
    struct text_rule rule;
    struct sv prefixes; /* "8490, 8491": numbers it serves, without +; empty: all */
    int64_t weight;     /* its share beside others that serve the same number; 1 or more */
    int64_t rate_per_s; /* 0: no bound */
    int64_t in_flight;  /* 0: [notice] in_flight */
    bool is_idempotent; /* it takes the same token once: sending again with it is safe */
    bool is_confirmed;  /* its shape was seen at the real one, or in its own documents */
    struct gateway_access access;
    struct gateway_report receipt; /* fate PLACE_NONE: it does not call */
    struct gateway_incoming text, call;
    struct gateway_status status;
    struct address_ranges *callers; /* where its calls come from; NULL: anywhere */
};

/* Reads DIR/NAME.ini. ERR_CONFIG, detail "NAME.ini: line N: ..." when it is wrong. */
MUST_CHECK bool gateway_read(struct arena *a, const char *dir, const char *name,
                             const struct gateway **out, struct err *e);
/* The same from text. */
MUST_CHECK bool gateway_parse(struct arena *a, const char *name, struct sv text,
                              const struct gateway **out, struct err *e);

/* The gateways the settings name (notice.sms_gateways, or sms_gateway alone), in their order; none
 * when texts are captured or forgotten. Lives in the arena it was read into. */
struct gateway_set {
    const struct gateway *all[GATEWAYS_MAX];
    size_t n;
};
MUST_CHECK bool gateway_set_read(struct arena *a, const struct config *c,
                                 const struct gateway_set **out, struct err *e);
/* NULL when there is none of that name. */
const struct gateway *gateway_find(const struct gateway_set *set, const char *name);

/* How much of the number's beginning the gateway names as its own: 0 when it serves any number, -1
 * when it does not serve this one. address: +84901234567. */
int gateway_prefix(const struct gateway *g, const char *address);
/* "delivered", as the database calls it. */
const char *gateway_fate_str(enum gateway_fate fate);

#endif

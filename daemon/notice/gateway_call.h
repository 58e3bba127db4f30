/* One message as a request of a gateway, and the gateway's answer as an outcome. Pure. */
#ifndef NOTICE_GATEWAY_CALL_H
#define NOTICE_GATEWAY_CALL_H

#include "http/client.h"
#include "notice/gateway.h"
#include "notice/outcome.h"

/* What the templates of a description may name besides from, user and password; NULL is empty. */
struct gateway_facts {
    const char *address; /* +84901234567 */
    const char *token, *callback;
    const char *id;      /* the gateway's own name of the message, when its state is asked for */
    const char *access;  /* the token of [access] */
    const char *refresh; /* what the last answer of [access] gave for the next, else password */
    struct sv text;
    int64_t deadline_s;
};

struct gateway_request {
    const char *method, *url;
    const char *const *headers;  /* NULL-terminated */
    const char *user, *password; /* NULL: no HTTP Basic */
    struct sv body;
};

/* form: one of g's. The request lives in a. ERR_TOO_LARGE or ERR_INVALID when the values do not
 * make one. */
MUST_CHECK bool gateway_request(struct arena *a, const struct gateway *g,
                                const struct gateway_form *form, const struct gateway_facts *facts,
                                struct gateway_request *out, struct err *e);
/* The same as a call of the client, without its callback and bounds. */
struct client_call gateway_client_call(const struct gateway_request *req);

struct gateway_answer {
    enum outcome outcome;
    bool is_access_refused; /* nothing was sent: the token of [access] is no good any more */
    char code[32];
    char id[128];
    char detail[256];
};

/* The code is looked up in the description's lists; one that stands in none of them is judged by
 * the HTTP status (outcome_of_status). */
void gateway_judge(const struct gateway *g, const struct client_result *r,
                   struct gateway_answer *out);

/* True when code stands in a list with commas. */
bool gateway_has_code(struct sv list, const char *code);

#endif

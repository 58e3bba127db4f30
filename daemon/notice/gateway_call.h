/* One message as a request of a gateway, and the gateway's answer as an outcome. Pure. */
#ifndef NOTICE_GATEWAY_CALL_H
#define NOTICE_GATEWAY_CALL_H

#include "notice/channel.h"
#include "notice/gateway.h"

struct gateway_request {
    const char *method, *url;
    const char *const *headers; /* NULL-terminated */
    struct sv body;
};

/* The request lives in a. ERR_TOO_LARGE or ERR_INVALID when the values do not make one. */
MUST_CHECK bool gateway_request(struct arena *a, const struct gateway *g, const struct message *m,
                                const char *callback, struct gateway_request *out, struct err *e);

struct gateway_answer {
    enum outcome outcome;
    char code[32];
    char id[128];
    char detail[256];
};

/* The code is looked up in the description's lists; one that stands in none of them is judged by
 * the HTTP status (outcome_of_status). */
void gateway_judge(const struct gateway *g, const struct client_result *r,
                   struct gateway_answer *out);

#endif

/* What a gateway says of its own accord: what became of messages, texts and missed calls of people.
 * Its calls come to /gateway/KEY/NAME/receipt, .../text and .../call, as GET or POST. */
#ifndef NOTICE_GATEWAY_REPORT_H
#define NOTICE_GATEWAY_REPORT_H

#include "db/db.h"
#include "http/request.h"
#include "notice/gateway.h"

enum { GATEWAY_REPORTS_MAX = 100, GATEWAY_PARAMS_MAX = 8 };

/* An element for the query gateway_receipt of what was said of one message, without token and id;
 * NULL when its fate is none of the words the description knows. The caller owns it. */
json_t *gateway_report_fate(const struct gateway_report *report, const struct gateway_said *said);

/* A call of the gateway named in r->params[1], of the kind r->params[2], as one query: params are
 * NULL-terminated and live in r's arena. ERR_NOT_FOUND when there is no such gateway or kind, or
 * the call comes from an address it does not call from; ERR_INVALID when it does not say what it
 * should. set is borrowed. */
MUST_CHECK bool gateway_heard(const struct gateway_set *set, struct http_request *r,
                              enum query *query, const char *params[GATEWAY_PARAMS_MAX],
                              struct err *e);

#endif

/* How an attempt ended, in four words, and what the answers of HTTP and SMTP peers mean. Pure.
 * `unknown` is honest: the peer may have accepted it, and only a receipt or a person can tell. */
#ifndef NOTICE_OUTCOME_H
#define NOTICE_OUTCOME_H

#include "http/client.h"

enum outcome { OUTCOME_OK, OUTCOME_TEMPFAIL, OUTCOME_PERMFAIL, OUTCOME_UNKNOWN };

const char *outcome_str(enum outcome o);

/* An HTTP status no gateway description speaks of: 408, 425 and 429 pass (RFC 9110 15.5.9,
 * RFC 8470 5.2, RFC 6585 4), and so do 401, 403, 404 and 407, which say that our own key or address
 * is wrong and nothing of the reader's; other 4xx stay, and everything else is unknown: a 5xx may
 * come after the message was taken, a 2xx that is not listed as success promises nothing. */
enum outcome outcome_of_status(int status);
/* A finished call to a mail relay, by the last SMTP reply (RFC 5321 4.2.1). A refused log-in
 * (RFC 4954 6) is our own fault, not the reader's address: it passes. */
enum outcome outcome_of_mail(const struct client_result *r);

#endif

/* Asks gateways what became of messages, where no call of theirs can reach us: those whose
 * description has [status], for as long as it says. Daemons share the work through the database. */
#ifndef NOTICE_STATUS_H
#define NOTICE_STATUS_H

#include "notice/channel.h"

struct status;

/* means' members and set are borrowed. NULL when no gateway is to be asked. */
struct status *status_start(const struct sms_means *means, const struct gateway_set *set);
/* Asks no more; NULL is allowed. */
void status_stop(struct status *s);
/* Before http_client_free and db_stop: what they still answer is heard and dropped. NULL is
 * allowed. */
void status_free(struct status *s);

#endif

/* A gateway's access token: asked for when it is first wanted, shared by all daemons through the
 * database (sealed), used until it expires or the gateway refuses it. */
#ifndef NOTICE_GATEWAY_ACCESS_H
#define NOTICE_GATEWAY_ACCESS_H

#include "notice/channel.h"

struct gateway_key; /* of one gateway */

/* means' members and g are borrowed. */
struct gateway_key *gateway_key_new(const struct sms_means *means, const struct gateway *g);

/* access: borrowed until it returns; NULL: there is none now, and detail says why. */
typedef void gateway_key_fn(void *ctx, const char *access, const char *detail);
/* Answers once, at once or later; before gateway_key_free in any case. */
void gateway_key_get(struct gateway_key *k, gateway_key_fn *done, void *ctx);
/* The gateway refused this one: it is not given out again. */
void gateway_key_refused(struct gateway_key *k, const char *access);
/* Those who wait get none. What is under way is waited for; k is gone afterwards. */
void gateway_key_free(struct gateway_key *k);

#endif

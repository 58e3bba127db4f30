/* Our side of the mail: the relay's settings, and the addresses that mail comes back to. Pure. */
#ifndef NOTICE_MAIL_ADDRESS_H
#define NOTICE_MAIL_ADDRESS_H

#include "core/config.h"
#include "core/err.h"
#include "core/seal.h"
#include "http/client.h"

#define MAIL_ADDRESS_MAX 256
/* The purpose of a signed name (core/sign.h), of Centre and notice. */
#define MAIL_BOUNCE "mail.bounce"

/* The [notice] settings of the relay: how its line is to be encrypted, by smtp_tls. ERR_CONFIG when
 * a word of them is wrong, or a password could cross a line in the clear. */
MUST_CHECK bool mail_relay_check(const struct config *c, enum client_tls *tls, struct err *e);

/* The envelope's sender of a notice: NAME+TOKEN@HOST of bounce_from when the mailbox is read that
 * reports come to, otherwise mail_from as it is. */
void mail_sender(const struct config *c, const struct seal_key *key, int64_t center_id,
                 int64_t notice_id, char out[MAIL_ADDRESS_MAX]);

/* TOKEN of NAME+TOKEN@HOST when own is NAME@HOST; empty otherwise. Letters' case does not count. */
struct sv mail_token(const char *own, const char *address);

/* Whose mail a report came back to: {center_id, notice_id} of the signed address; false when it is
 * none that mail_sender made with this key. */
MUST_CHECK bool mail_sender_open(const struct config *c, const struct seal_key *key,
                                 const char *address, int64_t numbers[2]);

#endif

/* What makes a notice an invitation (iMIP, RFC 6047): the calendar in its mail, made from the same
 * event by the same writer as the feed's; the address that answers come back to; and the link under
 * which one answers without a calendar. Pure. */
#ifndef NOTICE_INVITE_H
#define NOTICE_INVITE_H

#include <jansson.h>

#include "core/buf.h"
#include "core/err.h"
#include "core/seal.h"
#include "i18n/i18n.h"

#define INVITE_FROM_MAX 256

/* The purposes of signed names (core/sign.h): of an invitation, and of one state of it. */
#define INVITE_MAIL "invite.mail" /* {center_id, invite_id} */
#define INVITE_LINK "invite.link" /* {center_id, invite_id, sequence} */

struct invite_in {
    int64_t center_id;
    const json_t *params;  /* the notice's: "invite", "name", "center_name" */
    const char *address;   /* the recipient's */
    const char *mail_from; /* ours; answers come to NAME+TOKEN@DOMAIN of it */
    const char *public_url;
    const struct seal_key *key;
    enum lang lang;
};

/* A notice without one is an ordinary one. */
bool invite_is(const json_t *params);
/* REQUEST or CANCEL. */
const char *invite_method(const json_t *params);
/* The whole address of the page where it is answered; out is initialised and the caller frees it.
 */
void invite_link(const struct invite_in *in, struct buf *out);
/* Appends the calendar to out and puts the answers' address into from. ERR_INVALID when that
 * address would be longer than one may be; ERR_INTERNAL on an event that is none. */
MUST_CHECK bool invite_write(const struct invite_in *in, struct buf *out,
                             char from[INVITE_FROM_MAX], struct err *e);

#endif

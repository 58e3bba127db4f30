/* The bodies of a mail: base64 lines, texts, and the parts of one with a calendar in it. */
#ifndef NOTICE_MAIL_PART_H
#define NOTICE_MAIL_PART_H

#include "notice/mail.h"

/* A text in base64; its lines end in CRLF inside, too (RFC 2046 4.1.1). */
void mail_put_text(struct buf *out, struct sv text);
/* The headers from Content-Type on and the body of a mail with a calendar: text, the same as HTML
 * and the calendar as alternatives, the calendar once more as a file. This shape is the one that
 * Google, Outlook, Apple and Thunderbird all take for an invitation. */
void mail_put_calendar(struct buf *out, const struct mail *m);

#endif

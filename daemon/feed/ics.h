/* The iCalendar text of one provider's feed (RFC 5545, with RFC 7986's calendar properties), from
 * the JSON of duty.feed_read. Pure: the same JSON gives the same bytes, so two daemons agree and an
 * unchanged feed keeps its validator. DTSTAMP, LAST-MODIFIED and SEQUENCE come from the rows. */
#ifndef FEED_ICS_H
#define FEED_ICS_H

#include <jansson.h>

#include "core/buf.h"
#include "core/err.h"

/* public_url: start of the links, at most 256 bytes. Fails with ERR_INTERNAL on a zone we have no
 * rule for or an event that lacks its name, times or status, ERR_TOO_LARGE past out->max. */
MUST_CHECK bool ics_feed(struct buf *out, const json_t *feed, const char *public_url,
                         struct err *e);

/* One content line: NAME:VALUE folded at 75 octets between letters, CRLF (RFC 5545 3.1). Control
 * characters are dropped, so that no value can begin a line of its own; a tab becomes a space. */
void ics_line(struct buf *out, const char *name, struct sv value);
/* The same with VALUE escaped as TEXT (3.3.11); a line feed stays, as \n. */
void ics_text(struct buf *out, const char *name, struct sv value);

#endif

/* Content lines of iCalendar (RFC 5545 3.1): folded at 75 octets between letters, CRLF. Control
 * characters are dropped, so that no value can begin a line of its own; a tab becomes a space. */
#ifndef FEED_ICS_LINE_H
#define FEED_ICS_LINE_H

#include "core/buf.h"

/* NAME:VALUE as it is. */
void ics_line(struct buf *out, const char *name, struct sv value);
/* The same with VALUE escaped as TEXT (3.3.11); a line feed stays, as \n. */
void ics_text(struct buf *out, const char *name, struct sv value);

#endif

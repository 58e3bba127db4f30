/* The iCalendar text of feeds and their events (RFC 5545, with RFC 7986's properties), from the
 * JSON of duty.feed_read and duty.feed_event. Pure: the same JSON gives the same bytes, so two
 * daemons agree and an unchanged feed keeps its validator. DTSTAMP, LAST-MODIFIED and SEQUENCE come
 * from the rows. */
#ifndef FEED_ICS_H
#define FEED_ICS_H

#include <jansson.h>

#include "core/buf.h"
#include "core/err.h"
#include "feed/ics_line.h"
#include "i18n/i18n.h"

/* For whom an event is written. */
struct ics_reader {
    enum lang lang;
    const char *zone;       /* of the Centre: "Asia/Ho_Chi_Minh" */
    const char *public_url; /* start of the links, at most 256 bytes */
    int64_t alarm_minutes;  /* before it begins; 0: no alarm */
    const char *more;       /* content lines of an invitation, ended by CRLF each; or NULL */
};

/* All fail with ERR_INTERNAL on a zone we have no rule for or an event that lacks its name, times
 * or status. A feed fails with ERR_TOO_LARGE past out->max; after the others ask buf_ok(). */
MUST_CHECK bool ics_feed(struct buf *out, const json_t *feed, const char *public_url,
                         struct err *e);
/* One VEVENT. */
MUST_CHECK bool ics_event(struct buf *out, const json_t *event, const struct ics_reader *r,
                          struct err *e);
/* The VTIMEZONE that the events of that zone refer to. */
MUST_CHECK bool ics_zone(struct buf *out, const char *zone, struct err *e);
/* What the event is called: its SUMMARY, unescaped. */
void ics_title(struct buf *out, const json_t *event, enum lang lang);

#endif

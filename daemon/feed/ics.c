/* Writes a feed as iCalendar text. Our own serialiser: libical's zones and quoting break clients.
 */
#include "feed/ics.h"

#include <string.h>

#include "core/str.h"

/* Zones without summer time need one STANDARD rule; dutyd's Centres keep such zones. */
static const struct {
    const char *zone, *offset, *name;
} zones[] = {
    {"Asia/Ho_Chi_Minh", "+0700", "+07"},
    {"Asia/Phnom_Penh", "+0700", "+07"},
};

static const char *text_of(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

bool ics_zone(struct buf *out, const char *zone, struct err *e)
{
    for (size_t i = 0; i < ARRAY_LEN(zones); i++) {
        if (strcmp(zones[i].zone, zone) != 0)
            continue;
        buf_printf(out,
                   "BEGIN:VTIMEZONE\r\nTZID:%s\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
                   "TZOFFSETFROM:%s\r\nTZOFFSETTO:%s\r\nTZNAME:%s\r\nEND:STANDARD\r\n"
                   "END:VTIMEZONE\r\n",
                   zone, zones[i].offset, zones[i].offset, zones[i].name);
        return true;
    }
    return err_set(e, ERR_INTERNAL, "no calendar rule for zone %s", zone);
}

static void write_head(struct buf *out, const char *name, const char *zone)
{
    buf_str(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//dutyd//legal aid duty//VI\r\n"
                 "CALSCALE:GREGORIAN\r\n");
    ics_text(out, "NAME", sv_of(name));
    ics_text(out, "X-WR-CALNAME", sv_of(name));
    ics_line(out, "X-WR-TIMEZONE", sv_of(zone));
    buf_str(out, "REFRESH-INTERVAL;VALUE=DURATION:PT15M\r\nX-PUBLISHED-TTL:PT15M\r\n"
                 "COLOR:firebrick\r\n");
}

/* A feed that lacks something is no feed: half of one erases events. */
bool ics_feed(struct buf *out, const json_t *feed, const char *public_url, struct err *e)
{
    const json_t *events = json_object_get(feed, "events"), *ev;
    struct ics_reader r = {.lang = LANG_VI,
                           .zone = text_of(feed, "zone"),
                           .public_url = public_url,
                           .alarm_minutes = json_integer_value(json_object_get(feed, "alarm"))};
    size_t i;
    if (!json_is_array(events))
        return err_set(e, ERR_INTERNAL, "feed without events");
    (void)lang_parse(sv_of(text_of(feed, "language")), &r.lang);
    write_head(out, text_of(feed, "name"), r.zone);
    if (!ics_zone(out, r.zone, e))
        return false;
    json_array_foreach(events, i, ev)
    {
        if (!ics_event(out, ev, &r, e))
            return false;
    }
    buf_str(out, "END:VCALENDAR\r\n");
    return buf_ok(out) || err_set(e, ERR_TOO_LARGE, "feed past %zu bytes", out->max);
}

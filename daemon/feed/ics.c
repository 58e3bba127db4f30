/* Writes a feed as iCalendar text. Our own serialiser: libical's zones and quoting break clients.
 */
#include "feed/ics.h"

#include <string.h>

#include "core/str.h"
#include "i18n/i18n.h"

#define LINE_OCTETS 75 /* RFC 5545 3.1, without the line break */

/* Zones without summer time need one STANDARD rule; dutyd's Centres keep such zones. */
static const struct {
    const char *zone, *offset, *name;
} zones[] = {
    {"Asia/Ho_Chi_Minh", "+0700", "+07"},
    {"Asia/Phnom_Penh", "+0700", "+07"},
};

static size_t letter_length(const char *p, size_t left)
{
    size_t n = 1;
    while (n < left && ((unsigned char)p[n] & 0xc0) == 0x80)
        n++;
    return n;
}

void ics_line(struct buf *out, const char *name, struct sv value)
{
    struct buf line;
    buf_init(&line, 65536);
    buf_printf(&line, "%s:", name);
    buf_sv(&line, value);
    size_t column = 0;
    for (size_t i = 0; i < line.n;) {
        size_t n = letter_length(line.p + i, line.n - i);
        if (column + n > LINE_OCTETS) {
            buf_str(out, "\r\n ");
            column = 1;
        }
        buf_add(out, line.p + i, n);
        column += n;
        i += n;
    }
    buf_str(out, "\r\n");
    buf_free(&line);
}

void ics_text(struct buf *out, const char *name, struct sv value)
{
    struct buf b;
    buf_init(&b, 65536);
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];
        if (c == '\\' || c == ';' || c == ',') {
            buf_char(&b, '\\');
            buf_char(&b, c);
        } else if (c == '\n') {
            buf_str(&b, "\\n");
        } else if ((unsigned char)c >= 0x20 && c != 0x7f) {
            buf_char(&b, c);
        }
    }
    ics_line(out, name, buf_view(&b));
    buf_free(&b);
}

static const char *text_of(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

static bool write_zone(struct buf *out, const char *zone, struct err *e)
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

/* "Label: value\n" when there is a value. */
static void note(struct buf *b, enum lang l, const char *key, const char *value)
{
    if (value[0])
        buf_printf(b, "%s%s: %s", b->n ? "\n" : "", tr(l, key), value);
}

/* The sentence whose key is made of a prefix and a value of ours, "" for no value. */
static const char *word(enum lang l, const char *prefix, const char *value)
{
    char key[96];
    size_t p = strlen(prefix), v = strlen(value);
    if (v == 0 || p + v >= sizeof key)
        return "";
    memcpy(key, prefix, p);
    memcpy(key + p, value, v + 1);
    return tr(l, key);
}

static bool is_cancelled(const json_t *ev)
{
    return strcmp(text_of(ev, "status"), "CANCELLED") == 0;
}

static void write_summary(struct buf *out, const json_t *ev, enum lang l)
{
    struct buf b;
    buf_init(&b, 4096);
    if (strcmp(text_of(ev, "kind"), "duty") == 0) {
        buf_printf(&b, "%s (%s)", text_of(ev, "post"), word(l, "duty_role.", text_of(ev, "role")));
    } else {
        if (is_cancelled(ev))
            buf_printf(&b, "%s: ", tr(l, "feed.off"));
        buf_printf(&b, "%s %s", tr(l, "feed.hearing"), text_of(ev, "code"));
    }
    ics_text(out, "SUMMARY", buf_view(&b));
    buf_free(&b);
}

static void write_description(struct buf *out, const json_t *ev, enum lang l, const char *url)
{
    const json_t *partner = json_object_get(ev, "partner");
    struct buf b;
    buf_init(&b, 8192);
    note(&b, l, "field.role", word(l, "duty_role.", text_of(ev, "role")));
    note(&b, l, "field.court_id", text_of(ev, "court"));
    note(&b, l, "field.room", text_of(ev, "room"));
    note(&b, l, "field.mode", word(l, "mode.", text_of(ev, "mode")));
    if (json_is_object(partner)) {
        buf_printf(&b, "%s%s: %s %s", b.n ? "\n" : "", tr(l, "field.partner"),
                   text_of(partner, "name"), text_of(partner, "phone"));
    }
    if (url[0])
        buf_printf(&b, "%s%s", b.n ? "\n" : "", url);
    ics_text(out, "DESCRIPTION", buf_view(&b));
    buf_free(&b);
}

static void write_location(struct buf *out, const json_t *ev)
{
    const char *room = text_of(ev, "room"), *court = text_of(ev, "court");
    const char *place = text_of(ev, "place");
    struct buf b;
    buf_init(&b, 4096);
    buf_str(&b, room);
    if (court[0])
        buf_printf(&b, "%s%s", b.n ? ", " : "", court);
    if (place[0])
        buf_printf(&b, "%s%s", b.n ? ", " : "", place);
    if (b.n)
        ics_text(out, "LOCATION", buf_view(&b));
    buf_free(&b);
}

/* A duty by telephone does not fill the day; standing in a court room does. */
static bool is_busy(const json_t *ev)
{
    return strcmp(text_of(ev, "kind"), "hearing") == 0 ||
           strcmp(text_of(ev, "post_kind"), "court_onsite") == 0;
}

static void write_event(struct buf *out, const json_t *ev, enum lang l, const char *zone,
                        const char *public_url)
{
    char name[96], url[512];
    struct buf at;
    buf_init(&at, sizeof url);
    buf_printf(&at, "%s%s", public_url, text_of(ev, "path"));
    struct sv v = buf_view(&at);
    memcpy(url, v.p, v.n);
    url[v.n < sizeof url ? v.n : sizeof url - 1] = '\0';
    buf_free(&at);
    buf_str(out, "BEGIN:VEVENT\r\n");
    ics_line(out, "UID", sv_of(text_of(ev, "uid")));
    buf_printf(out, "SEQUENCE:%" JSON_INTEGER_FORMAT "\r\n",
               json_integer_value(json_object_get(ev, "sequence")));
    ics_line(out, "DTSTAMP", sv_of(text_of(ev, "changed")));
    ics_line(out, "LAST-MODIFIED", sv_of(text_of(ev, "changed")));
    (void)snprintf(name, sizeof name, "DTSTART;TZID=%s", zone);
    ics_line(out, name, sv_of(text_of(ev, "starts")));
    (void)snprintf(name, sizeof name, "DTEND;TZID=%s", zone);
    ics_line(out, name, sv_of(text_of(ev, "ends")));
    ics_line(out, "STATUS", sv_of(text_of(ev, "status")));
    ics_line(out, "TRANSP", is_busy(ev) && !is_cancelled(ev) ? SV("OPAQUE") : SV("TRANSPARENT"));
    write_summary(out, ev, l);
    write_location(out, ev);
    write_description(out, ev, l, url);
    ics_line(out, "URL", sv_of(url));
    buf_str(out, "END:VEVENT\r\n");
}

bool ics_feed(struct buf *out, const json_t *feed, const char *public_url, struct err *e)
{
    const json_t *events = json_object_get(feed, "events"), *ev;
    const char *zone = text_of(feed, "zone"), *name = text_of(feed, "name");
    enum lang l = LANG_VI;
    size_t i;
    if (!json_is_array(events) || strlen(public_url) > 256)
        return err_set(e, ERR_INTERNAL, "feed without events");
    if (!lang_parse(sv_of(text_of(feed, "language")), &l))
        l = LANG_VI;
    buf_str(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//dutyd//legal aid duty//VI\r\n"
                 "CALSCALE:GREGORIAN\r\n");
    ics_text(out, "NAME", sv_of(name));
    ics_text(out, "X-WR-CALNAME", sv_of(name));
    ics_line(out, "X-WR-TIMEZONE", sv_of(zone));
    buf_str(out, "REFRESH-INTERVAL;VALUE=DURATION:PT15M\r\nX-PUBLISHED-TTL:PT15M\r\n"
                 "COLOR:firebrick\r\n");
    if (!write_zone(out, zone, e))
        return false;
    json_array_foreach(events, i, ev)
    {
        write_event(out, ev, l, zone, public_url);
    }
    buf_str(out, "END:VCALENDAR\r\n");
    return buf_ok(out) || err_set(e, ERR_TOO_LARGE, "feed past %zu bytes", out->max);
}

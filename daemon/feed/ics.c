/* Writes a feed as iCalendar text. Our own serialiser: libical's zones and quoting break clients.
 */
#include "feed/ics.h"

#include <string.h>

#include "core/str.h"
#include "i18n/i18n.h"

#define LINE_OCTETS 75 /* RFC 5545 3.1, without the line break */
#define TEXT_MAX    65536
#define URL_MAX     256 /* of the address the links begin with */

/* Zones without summer time need one STANDARD rule; dutyd's Centres keep such zones. */
static const struct {
    const char *zone, *offset, *name;
} zones[] = {
    {"Asia/Ho_Chi_Minh", "+0700", "+07"},
    {"Asia/Phnom_Penh", "+0700", "+07"},
};

struct line { /* one content line on its way out */
    struct buf *out;
    size_t column;
};

/* Octets that stay together: a letter, or a sign with its backslash. */
static void put(struct line *l, const char *p, size_t n)
{
    if (l->column + n > LINE_OCTETS) {
        buf_str(l->out, "\r\n ");
        l->column = 1;
    }
    buf_add(l->out, p, n);
    l->column += n;
}

static bool is_control(uint32_t letter)
{
    return letter < 0x20 || (letter >= 0x7f && letter < 0xa0);
}

static void put_letters(struct line *l, struct sv s, bool is_text)
{
    while (s.n > 0) {
        const char *from = s.p;
        uint32_t letter = utf8_next(&s);
        size_t n = (size_t)(s.p - from);
        if (letter == '\t')
            put(l, " ", 1);
        else if (letter == '\n' && is_text)
            put(l, "\\n", 2);
        else if (is_text && (letter == '\\' || letter == ';' || letter == ','))
            put(l, (const char[]){'\\', (char)letter}, 2);
        else if (!is_control(letter))
            put(l, from, n);
    }
}

static void put_line(struct buf *out, const char *name, struct sv value, bool is_text)
{
    struct line l = {out, 0};
    put_letters(&l, sv_of(name), false);
    put(&l, ":", 1);
    put_letters(&l, value, is_text);
    buf_str(out, "\r\n");
}

void ics_line(struct buf *out, const char *name, struct sv value)
{
    put_line(out, name, value, false);
}

void ics_text(struct buf *out, const char *name, struct sv value)
{
    put_line(out, name, value, true);
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
    buf_init(&b, TEXT_MAX);
    if (strcmp(text_of(ev, "kind"), "duty") == 0) {
        const char *role = word(l, "duty_role.", text_of(ev, "role"));
        buf_str(&b, text_of(ev, "post"));
        if (role[0])
            buf_printf(&b, " (%s)", role);
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
    buf_init(&b, TEXT_MAX);
    note(&b, l, "field.role", word(l, "duty_role.", text_of(ev, "role")));
    note(&b, l, "field.court_id", text_of(ev, "court"));
    note(&b, l, "field.room", text_of(ev, "room"));
    note(&b, l, "field.mode", word(l, "mode.", text_of(ev, "mode")));
    if (json_is_object(partner)) {
        const char *phone = text_of(partner, "phone");
        note(&b, l, "field.partner", text_of(partner, "name"));
        if (phone[0])
            buf_printf(&b, " %s", phone);
    }
    buf_printf(&b, "%s%s", b.n ? "\n" : "", url);
    ics_text(out, "DESCRIPTION", buf_view(&b));
    buf_free(&b);
}

static void write_location(struct buf *out, const json_t *ev)
{
    static const char *const parts[] = {"room", "court", "place"};
    struct buf b;
    buf_init(&b, TEXT_MAX);
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        const char *part = text_of(ev, parts[i]);
        if (part[0])
            buf_printf(&b, "%s%s", b.n ? ", " : "", part);
    }
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

/* "20261201T073000"; an instant has a "Z" after it. */
static bool is_time(const char *s, bool is_instant)
{
    size_t n = strlen(s);
    if (n != (is_instant ? 16u : 15u) || s[8] != 'T' || (is_instant && s[15] != 'Z'))
        return false;
    return strspn(s, "0123456789") == 8 && strspn(s + 9, "0123456789") == 6;
}

/* What clients cannot do without. A feed that lacks it is no feed: half of one erases events. */
static bool check_event(const json_t *ev, struct err *e)
{
    const char *uid = text_of(ev, "uid"), *status = text_of(ev, "status");
    const char *starts = text_of(ev, "starts"), *ends = text_of(ev, "ends");
    bool has_status = strcmp(status, "CONFIRMED") == 0 || strcmp(status, "CANCELLED") == 0;
    if (uid[0] && has_status && json_integer_value(json_object_get(ev, "sequence")) >= 0 &&
        is_time(text_of(ev, "changed"), true) && is_time(starts, false) && is_time(ends, false) &&
        strcmp(starts, ends) < 0)
        return true;
    return err_set(e, ERR_INTERNAL, "event \"%s\" of a feed: %s to %s, %s", uid, starts, ends,
                   status);
}

static void write_event(struct buf *out, const json_t *ev, enum lang l, const char *zone,
                        const char *public_url)
{
    char name[96], url[2 * URL_MAX];
    (void)snprintf(url, sizeof url, "%s%s", public_url, text_of(ev, "path"));
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

bool ics_feed(struct buf *out, const json_t *feed, const char *public_url, struct err *e)
{
    const json_t *events = json_object_get(feed, "events"), *ev;
    const char *zone = text_of(feed, "zone");
    enum lang l = LANG_VI;
    size_t i;
    if (!json_is_array(events) || strlen(public_url) > URL_MAX)
        return err_set(e, ERR_INTERNAL, "feed without events");
    (void)lang_parse(sv_of(text_of(feed, "language")), &l);
    write_head(out, text_of(feed, "name"), zone);
    if (!write_zone(out, zone, e))
        return false;
    json_array_foreach(events, i, ev)
    {
        if (!check_event(ev, e))
            return false;
        write_event(out, ev, l, zone, public_url);
    }
    buf_str(out, "END:VCALENDAR\r\n");
    return buf_ok(out) || err_set(e, ERR_TOO_LARGE, "feed past %zu bytes", out->max);
}

/* Writes one event: what it is called, where it is, what one must know, and never more than that.
 */
#include <inttypes.h>
#include <string.h>

#include "core/str.h"
#include "feed/ics.h"

#define TEXT_MAX 65536
#define URL_MAX  256 /* of the address the links begin with */

static const struct {
    const char *kind, *color; /* CSS3 names (RFC 7986 5.9) */
} colors[] = {
    {"duty", "steelblue"}, {"hearing", "firebrick"}, {"act", "darkorange"},
    {"absence", "gray"},   {"busy", "gray"},         {"watch", "steelblue"},
};

static const char *text_of(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

static bool is(const json_t *o, const char *key, const char *value)
{
    return strcmp(text_of(o, key), value) == 0;
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

/* "Label: value" on a line of its own when there is a value. */
static void note(struct buf *b, enum lang l, const char *key, const char *value)
{
    if (value[0])
        buf_printf(b, "%s%s: %s", b->n ? "\n" : "", tr(l, key), value);
}

static bool is_hearing(const json_t *ev)
{
    return is(ev, "kind", "hearing") || is(ev, "kind", "act");
}

static bool is_online(const json_t *ev)
{
    return is(ev, "mode", "online") || is(ev, "mode", "hybrid");
}

static void add_names(struct buf *b, const json_t *people)
{
    const json_t *p;
    size_t i;
    json_array_foreach(people, i, p)
    {
        buf_printf(b, "%s%s", i ? ", " : ": ", text_of(p, "name"));
    }
}

static void title_duty(struct buf *b, const json_t *ev, enum lang l)
{
    const char *role = word(l, "duty_role.", text_of(ev, "role"));
    buf_str(b, text_of(ev, "post"));
    if (role[0])
        buf_printf(b, " (%s)", role);
    add_names(b, json_object_get(ev, "people"));
}

static void title_hearing(struct buf *b, const json_t *ev, enum lang l)
{
    const char *act = text_of(ev, "act");
    buf_str(b, tr(l, is(ev, "kind", "act") ? "feed.act" : "feed.hearing"));
    if (act[0])
        buf_printf(b, " (%s)", act);
    buf_printf(b, " %s", text_of(ev, "code"));
}

void ics_title(struct buf *b, const json_t *ev, enum lang l)
{
    if (is(ev, "status", "CANCELLED"))
        buf_printf(b, "%s: ",
                   tr(l, is(ev, "state", "adjourned")   ? "feed.adjourned"
                         : is(ev, "state", "suspended") ? "feed.suspended"
                                                        : "feed.cancelled"));
    if (is(ev, "kind", "busy"))
        buf_str(b, tr(l, "feed.busy"));
    else if (is(ev, "kind", "absence"))
        buf_str(b, tr(l, "feed.absence"));
    else if (is_hearing(ev))
        title_hearing(b, ev, l);
    else
        title_duty(b, ev, l);
}

static void add_person(struct buf *b, const json_t *p, enum lang l)
{
    const char *phone = text_of(p, "phone");
    note(b, l, "field.partner", text_of(p, "name"));
    if (phone[0])
        buf_printf(b, " %s", phone);
}

static void write_description(struct buf *out, const json_t *ev, enum lang l, const char *url)
{
    const json_t *partner = json_object_get(ev, "partner"), *p;
    struct buf b;
    size_t i;
    buf_init(&b, TEXT_MAX);
    if (is_online(ev))
        note(&b, l, "feed.enter", url);
    json_array_foreach(json_object_get(ev, "people"), i, p)
    {
        buf_printf(&b, "%s%s %s", i ? "\n" : "", text_of(p, "name"), text_of(p, "phone"));
    }
    note(&b, l, "field.role", word(l, "duty_role.", text_of(ev, "role")));
    note(&b, l, "field.court_id", text_of(ev, "court"));
    note(&b, l, "field.room", text_of(ev, "room"));
    note(&b, l, "field.mode", word(l, "mode.", text_of(ev, "mode")));
    note(&b, l, "field.seat", text_of(ev, "seat"));
    if (json_is_object(partner))
        add_person(&b, partner, l);
    if (!is_online(ev))
        buf_printf(&b, "%s%s", b.n ? "\n" : "", url);
    ics_text(out, "DESCRIPTION", buf_view(&b));
    buf_free(&b);
}

/* Where the reader has to be: at the component point, behind the link, or in the room. */
static void write_location(struct buf *out, const json_t *ev, const char *url)
{
    static const char *const parts[] = {"room", "court", "place"};
    const char *seat = text_of(ev, "seat");
    struct buf b;
    buf_init(&b, TEXT_MAX);
    if (seat[0] || is(ev, "mode", "online"))
        buf_str(&b, seat[0] ? seat : url);
    for (size_t i = 0; i < ARRAY_LEN(parts) && !seat[0] && !is(ev, "mode", "online"); i++) {
        const char *part = text_of(ev, parts[i]);
        if (part[0])
            buf_printf(&b, "%s%s", b.n ? ", " : "", part);
    }
    if (b.n)
        ics_text(out, "LOCATION", buf_view(&b));
    buf_free(&b);
}

/* "20261201", "20261201T073000", or an instant, with a "Z" after it. */
static bool is_time(const char *s, size_t length)
{
    size_t n = strlen(s);
    if (n != length || strspn(s, "0123456789") != 8)
        return false;
    return n == 8 || (s[8] == 'T' && strspn(s + 9, "0123456789") == 6 && (n == 15 || s[15] == 'Z'));
}

/* What clients cannot do without. */
static bool check_event(const json_t *ev, struct err *e)
{
    const char *starts = text_of(ev, "starts"), *ends = text_of(ev, "ends");
    size_t length = json_is_true(json_object_get(ev, "all_day")) ? 8 : 15;
    bool has_status = is(ev, "status", "CONFIRMED") || is(ev, "status", "CANCELLED") ||
                      is(ev, "status", "GONE"); /* goes on without the reader */
    if (!is(ev, "uid", "") && has_status &&
        json_integer_value(json_object_get(ev, "sequence")) >= 0 &&
        is_time(text_of(ev, "changed"), 16) && is_time(starts, length) && is_time(ends, length) &&
        strcmp(starts, ends) < 0)
        return true;
    return err_set(e, ERR_INTERNAL, "event \"%s\" of a feed: %s to %s, %s", text_of(ev, "uid"),
                   starts, ends, text_of(ev, "status"));
}

static void write_time(struct buf *out, const char *name, const char *time, const char *zone)
{
    char with_zone[96];
    if (strlen(time) == 8)
        (void)snprintf(with_zone, sizeof with_zone, "%s;VALUE=DATE", name);
    else
        (void)snprintf(with_zone, sizeof with_zone, "%s;TZID=%s", name, zone);
    ics_line(out, with_zone, sv_of(time));
}

static void write_when(struct buf *out, const json_t *ev, const struct ics_reader *r)
{
    bool is_busy = json_is_true(json_object_get(ev, "busy")) && is(ev, "status", "CONFIRMED");
    ics_line(out, "UID", sv_of(text_of(ev, "uid")));
    buf_printf(out, "SEQUENCE:%" JSON_INTEGER_FORMAT "\r\n",
               json_integer_value(json_object_get(ev, "sequence")));
    ics_line(out, "DTSTAMP", sv_of(text_of(ev, "changed")));
    ics_line(out, "LAST-MODIFIED", sv_of(text_of(ev, "changed")));
    write_time(out, "DTSTART", text_of(ev, "starts"), r->zone);
    write_time(out, "DTEND", text_of(ev, "ends"), r->zone);
    if (!is(ev, "status", "GONE")) /* it is not the event that is cancelled (RFC 5546 3.2.5) */
        ics_line(out, "STATUS", sv_of(text_of(ev, "status")));
    ics_line(out, "TRANSP", is_busy ? SV("OPAQUE") : SV("TRANSPARENT"));
    for (size_t i = 0; i < ARRAY_LEN(colors); i++)
        if (is(ev, "kind", colors[i].kind))
            ics_line(out, "COLOR", sv_of(colors[i].color));
}

/* Where one reads more: behind the log-in. "Busy" leads nowhere. */
static void write_what(struct buf *out, const json_t *ev, const struct ics_reader *r)
{
    char url[2 * URL_MAX];
    (void)snprintf(url, sizeof url, "%s%s", r->public_url, text_of(ev, "path"));
    write_location(out, ev, url);
    write_description(out, ev, r->lang, url);
    ics_line(out, "URL", sv_of(url));
    if (is_online(ev))
        ics_line(out, "CONFERENCE;VALUE=URI;FEATURE=VIDEO", sv_of(url));
}

static void write_alarm(struct buf *out, struct sv title, int64_t minutes)
{
    buf_str(out, "BEGIN:VALARM\r\nACTION:DISPLAY\r\n");
    ics_text(out, "DESCRIPTION", title);
    buf_printf(out, "TRIGGER:-PT%" PRId64 "M\r\nEND:VALARM\r\n", minutes);
}

bool ics_event(struct buf *out, const json_t *ev, const struct ics_reader *r, struct err *e)
{
    bool is_shown = !is(ev, "kind", "busy");
    bool is_on = is(ev, "status", "CONFIRMED") && !is(ev, "kind", "absence");
    struct buf title;
    if (strlen(r->public_url) > URL_MAX)
        return err_set(e, ERR_INTERNAL, "address of %zu bytes", strlen(r->public_url));
    if (!check_event(ev, e))
        return false;
    buf_init(&title, TEXT_MAX);
    ics_title(&title, ev, r->lang);
    buf_str(out, "BEGIN:VEVENT\r\n");
    write_when(out, ev, r);
    ics_text(out, "SUMMARY", buf_view(&title));
    if (is_shown)
        write_what(out, ev, r);
    if (r->more)
        buf_str(out, r->more);
    if (r->alarm_minutes > 0 && is_on && is_shown)
        write_alarm(out, buf_view(&title), r->alarm_minutes);
    buf_str(out, "END:VEVENT\r\n");
    buf_free(&title);
    return true;
}

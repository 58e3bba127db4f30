/* Reads an iCalendar file (RFC 5545) into hearings. The lines are read here: libical, which works
 * the recurrence rules out, never sees foreign text that was not checked. */
#include "intake/parse_ics.h"

#include "core/str.h"

#include <stdio.h>
#include <string.h>

enum { NESTING_MAX = 16, SAMPLE_BYTES = 256 << 10 };

struct reader {
    struct ics *ics;
    struct sv open[NESTING_MAX]; /* the components around this line */
    int depth;
    int event_depth; /* of the VEVENT that is open, 0: none */
    struct ics_zone_reader zone;
};

static const struct {
    const char *name;
    enum ics_prop prop;
} props[] = {
    {"DTSTART", ICS_START},
    {"DTEND", ICS_END},
    {"DURATION", ICS_DURATION},
    {"UID", ICS_UID},
    {"SEQUENCE", ICS_SEQUENCE},
    {"STATUS", ICS_STATUS},
    {"DTSTAMP", ICS_STAMP},
    {"RRULE", ICS_RULE},
    {"RECURRENCE-ID", ICS_RECURRENCE_ID},
    {"SUMMARY", ICS_SUMMARY},
    {"DESCRIPTION", ICS_DESCRIPTION},
    {"LOCATION", ICS_LOCATION},
    {"ORGANIZER", ICS_ORGANIZER},
    {"CATEGORIES", ICS_CATEGORIES},
    {"URL", ICS_URL},
    {"TRANSP", ICS_TRANSP},
    {"X-MICROSOFT-CDO-BUSYSTATUS", ICS_BUSY_STATUS},
};

void *ics_grow(struct arena *a, void *items, size_t n, size_t *cap, size_t size)
{
    if (n < *cap) {
        return items;
    }
    size_t more = *cap > 0 ? 2 * *cap : 16;
    char *p = arena_alloc(a, more * size);
    if (n > 0) {
        memcpy(p, items, n * size);
    }
    *cap = more;
    return p;
}

void ics_skip(struct ics *c, int line, const char *why, struct sv text)
{
    if (c->n_skipped < ICS_SKIPPED_MAX) {
        text = ics_clean(c->arena, text);
        c->skipped[c->n_skipped] = (struct ics_skipped){line, why, text};
    }
    c->n_skipped++;
}

/* ---- components ---- */

static bool is_open(const struct reader *r, int depth, const char *name)
{
    return depth >= 1 && depth <= r->depth && sv_eq_nocase(r->open[depth - 1], sv_of(name));
}

static bool open_event(struct reader *r, int line, struct err *e)
{
    struct ics *c = r->ics;
    if (c->n_events == PARSE_ICS_EVENTS_MAX) {
        return c->options->is_busy
                   ? err_field(e, ICS_BUSY_TOO_MANY, "document", SV(""))
                   : err_field(e, "intake.error.too_many_rows", "document", SV("60000"));
    }
    c->events = ics_grow(c->arena, c->events, c->n_events, &c->cap_events, sizeof(*c->events));
    c->events[c->n_events++] = (struct ics_event){
        .line = line, .calendar = (int)c->n_calendars - 1, .first_date = c->n_dates};
    r->event_depth = r->depth;
    return true;
}

static void open_calendar(struct reader *r)
{
    struct ics *c = r->ics;
    c->calendars =
        ics_grow(c->arena, c->calendars, c->n_calendars, &c->cap_calendars, sizeof(*c->calendars));
    c->calendars[c->n_calendars++] = (struct ics_calendar){.name = SV("")};
}

static bool begin(struct reader *r, struct sv name, int line, struct err *e)
{
    static const char *const others[] = {"VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY"};
    if (r->depth == NESTING_MAX) {
        return err_field(e, "intake.error.unsafe", "document", SV("BEGIN × 17"));
    }
    r->open[r->depth++] = name;
    if (r->event_depth > 0) {
        return true;
    }
    if (sv_eq_nocase(name, SV("VEVENT"))) {
        return open_event(r, line, e);
    }
    if (sv_eq_nocase(name, SV("VCALENDAR"))) {
        open_calendar(r);
    }
    for (size_t i = 0; i < ARRAY_LEN(others); i++) {
        if (sv_eq_nocase(name, sv_of(others[i]))) {
            ics_skip(r->ics, line, "component", name);
        }
    }
    return true;
}

bool ics_prop_line(const struct ics_event *ev, enum ics_prop p, struct ics_line *out)
{
    return ev->prop[p].n > 0 && ics_split(ev->prop[p], out);
}

static struct sv value_of(const struct ics_event *ev, enum ics_prop p)
{
    struct ics_line l;
    return ics_prop_line(ev, p, &l) ? sv_trim(l.value) : SV("");
}

static void close_event(struct reader *r)
{
    struct ics_event *ev = &r->ics->events[r->ics->n_events - 1];
    ev->uid = value_of(ev, ICS_UID);
    ev->occurrence = value_of(ev, ICS_RECURRENCE_ID);
    ev->stamp = value_of(ev, ICS_STAMP);
    ev->n_dates = r->ics->n_dates - ev->first_date;
    if (!sv_int(value_of(ev, ICS_SEQUENCE), 0, INT32_MAX, &ev->sequence)) {
        ev->sequence = 0;
    }
    r->event_depth = 0;
}

/* Closes the nearest component of this name and whatever is still open inside it. */
static bool end(struct reader *r, struct sv name, struct err *e)
{
    int depth = r->depth;
    while (depth > 0 && !sv_eq_nocase(r->open[depth - 1], name)) {
        depth--;
    }
    if (depth == 0) {
        return true;
    }
    bool in_zone = is_open(r, depth, "VTIMEZONE") || is_open(r, depth - 1, "VTIMEZONE");
    if (in_zone && r->event_depth == 0 && !ics_zone_end(r->ics, &r->zone, name, e)) {
        return false;
    }
    if (r->event_depth >= depth) {
        close_event(r);
    }
    r->depth = depth - 1;
    return true;
}

/* ---- properties ---- */

static void event_line(struct reader *r, struct sv line, const struct ics_line *l)
{
    static const char *const conferences[] = {"CONFERENCE", "X-GOOGLE-CONFERENCE",
                                              "X-MICROSOFT-SKYPETEAMSMEETINGURL",
                                              "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"};
    struct ics *c = r->ics;
    struct ics_event *ev = &c->events[c->n_events - 1];
    for (size_t i = 0; i < ARRAY_LEN(props); i++) {
        if (sv_eq_nocase(l->name, sv_of(props[i].name))) {
            struct sv *at = &ev->prop[props[i].prop];
            *at = at->n > 0 ? *at : line;
            return;
        }
    }
    if (sv_eq_nocase(l->name, SV("RDATE")) || sv_eq_nocase(l->name, SV("EXDATE"))) {
        c->dates = ics_grow(c->arena, c->dates, c->n_dates, &c->cap_dates, sizeof(*c->dates));
        c->dates[c->n_dates++] = line;
    }
    for (size_t i = 0; i < ARRAY_LEN(conferences); i++) {
        ev->has_conference = ev->has_conference || (sv_eq_nocase(l->name, sv_of(conferences[i])) &&
                                                    sv_trim(l->value).n > 0);
    }
}

static void calendar_line(struct reader *r, const struct ics_line *l)
{
    struct ics *c = r->ics;
    struct ics_calendar *calendar = &c->calendars[c->n_calendars - 1];
    struct sv rest;
    bool is_name = sv_eq_nocase(l->name, SV("X-WR-CALNAME")) || sv_eq_nocase(l->name, SV("NAME"));
    if (is_name && calendar->name.n == 0) {
        struct sv name = ics_unescaped(c->arena, l->value, 500);
        calendar->name = ics_clean(c->arena, name);
        calendar->court = ics_court(c->arena, calendar->name, &rest);
    } else if (sv_eq_nocase(l->name, SV("METHOD"))) {
        calendar->is_cancelling = sv_eq_nocase(sv_trim(l->value), SV("CANCEL"));
    }
}

static bool read_line(struct reader *r, struct sv line, int number, struct err *e)
{
    struct ics_line l;
    if (!ics_split(line, &l)) {
        return true;
    }
    if (sv_eq_nocase(l.name, SV("BEGIN"))) {
        return begin(r, sv_trim(l.value), number, e);
    }
    if (sv_eq_nocase(l.name, SV("END"))) {
        return end(r, sv_trim(l.value), e);
    }
    if (r->event_depth > 0 && r->event_depth == r->depth) {
        event_line(r, line, &l);
    } else if (r->event_depth == 0 &&
               (is_open(r, r->depth, "VTIMEZONE") || is_open(r, r->depth - 1, "VTIMEZONE"))) {
        ics_zone_line(r->ics, &r->zone, r->open[r->depth - 1], &l);
    } else if (is_open(r, r->depth, "VCALENDAR") && r->ics->n_calendars > 0) {
        calendar_line(r, &l);
    }
    return true;
}

/* A calendar cut off on its way would look as if the rest of its hearings were cancelled. */
static bool read_lines(struct ics *c, struct sv text, struct err *e)
{
    struct reader *r = arena_alloc(c->arena, sizeof(*r));
    struct sv line;
    r->ics = c;
    for (int number = 1; sv_cut(&text, '\n', &line); number++) {
        if (line.n > 0 && !read_line(r, line, number, e)) {
            return false;
        }
    }
    if (r->depth == 0) {
        return true;
    }
    bool is_cut = false;
    struct sv name = parse_text_clean(c->arena, r->open[0], &is_cut);
    char value[64];
    snprintf(value, sizeof(value), "END:%.*s", (int)(name.n < 40 ? name.n : 40),
             name.n > 0 ? name.p : "");
    return err_field(e, "intake.error.broken", "document", sv_of(value));
}

/* ---- the whole calendar ---- */

bool parse_ics_is(struct sv bytes)
{
    char head[64];
    size_t n = 0;
    for (size_t i = 0; i < bytes.n && i < 4 * sizeof(head) && n < sizeof(head); i++) {
        if ((unsigned char)bytes.p[i] > ' ' && (unsigned char)bytes.p[i] < 0x7F) {
            head[n++] = bytes.p[i];
        }
    }
    return n >= 7 && sv_eq_nocase((struct sv){head, 7}, SV("BEGIN:V"));
}

/* Letters of two bytes are decoded before folds are undone, others after: a fold may part one. What
 * is UTF-8 is looked at for old fonts at its beginning only: it may be large. */
static bool decode(struct arena *a, struct sv bytes, struct sv *text, const char **encoding,
                   struct err *e)
{
    bool is_wide = memchr(bytes.p, '\0', bytes.n < 1000 ? bytes.n : 1000) != NULL;
    if (!is_wide) {
        bytes = ics_unfold(a, bytes);
        if (bytes.n <= SAMPLE_BYTES || !utf8_valid(bytes)) {
            return parse_text_decode(a, bytes, text, encoding, e);
        }
        *text = bytes;
        *encoding = "utf-8";
        const char *legacy = parse_text_legacy((struct sv){bytes.p, SAMPLE_BYTES});
        return legacy == NULL || err_field(e, "intake.error.encoding", "document", sv_of(legacy));
    }
    if (!parse_text_decode(a, bytes, text, encoding, e)) {
        return false;
    }
    *text = ics_unfold(a, *text);
    return true;
}

static void put_skipped(struct buf *out, const struct ics *c)
{
    size_t n = c->n_skipped < ICS_SKIPPED_MAX ? c->n_skipped : ICS_SKIPPED_MAX;
    for (size_t i = 0; i < n; i++) {
        const struct ics_skipped *s = &c->skipped[i];
        buf_printf(out, "%s{\"row\":%d,\"why\":\"%s\",\"text\":", i > 0 ? "," : "", s->line,
                   s->why);
        json_quote(out, s->text);
        buf_char(out, '}');
    }
}

static bool put_calendar(struct buf *out, struct ics *c, const char *encoding, struct err *e)
{
    struct ics_counts n = {0, 0};
    buf_printf(out, "{\"format\":\"ics\",\"encoding\":\"%s\",\"rows\":[", encoding);
    if (!ics_rows(c, out, &n, e)) {
        return false;
    }
    bool is_empty = n.ok + n.bad == 0 && c->n_skipped == 0;
    buf_str(out, "],\"sheets\":[{\"name\":");
    json_quote(out, c->n_calendars > 0 ? c->calendars[0].name : SV(""));
    buf_str(out, ",\"header_row\":null,\"columns\":{},\"unused\":[],\"skipped\":[");
    put_skipped(out, c);
    buf_printf(out,
               "],\"why\":%s}],\"counts\":{\"rows\":%d,\"ok\":%d,\"bad\":%d,\"blank\":0,"
               "\"skipped\":%zu}}\n",
               is_empty ? "\"no_events\"" : "null", n.ok + n.bad, n.ok, n.bad, c->n_skipped);
    return true;
}

bool parse_ics_read(struct arena *a, struct sv bytes, const struct parse_options *o,
                    struct buf *out, struct err *e)
{
    struct ics *c = arena_alloc(a, sizeof(*c));
    const char *encoding = NULL, *zone = o->zone != NULL ? o->zone : "Asia/Ho_Chi_Minh";
    struct sv text;
    c->arena = a;
    c->options = o;
    c->zones = parse_zones_new(a);
    c->here = parse_zone_find(c->zones, sv_of(zone));
    if (c->here == NULL) {
        return err_field(e, "intake.error.ics_zone", "document", sv_of(zone));
    }
    if (!decode(a, bytes, &text, &encoding, e) || !read_lines(c, text, e)) {
        return false;
    }
    ics_series(c);
    return o->is_busy ? ics_busy(c, out, e) : put_calendar(out, c, encoding, e);
}

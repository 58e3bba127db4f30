/* A person's own calendar: when its events keep them busy, and nothing else of it. Neither a title
 * nor a place, name or UID is ever printed: they end with this process. */
#include "intake/parse_ics.h"

#include "core/str.h"

#include <stdio.h>
#include <stdlib.h>

/* Joining makes room when none is left; it is too much when half of it is still taken. */
enum { DAY_S = 86400, ROOM = 2 * PARSE_ICS_EVENTS_MAX };

struct stretch {
    int64_t starts, ends;
};

struct busy {
    struct ics *ics;
    int64_t first, last;     /* what is before or after is not told */
    struct stretch *stretch; /* ROOM of them, unordered */
    size_t n, unread;
};

static struct sv prop(const struct ics_event *ev, enum ics_prop p)
{
    struct ics_line l;
    return ics_prop_line(ev, p, &l) ? sv_trim(l.value) : SV("");
}

/* What comes from our own feeds or invitations is in the database already. */
static bool is_ours(const struct ics_event *ev)
{
    struct sv end = SV("@dutyd");
    return ev->uid.n > end.n &&
           sv_eq_nocase((struct sv){ev->uid.p + ev->uid.n - end.n, end.n}, end);
}

static bool is_busy(const struct ics *c, const struct ics_event *ev)
{
    return !ev->is_superseded && !is_ours(ev) &&
           !sv_eq_str(sv_of(ics_status(c, ev)), "CANCELLED") &&
           !sv_eq_nocase(prop(ev, ICS_TRANSP), SV("TRANSPARENT")) &&
           !sv_eq_nocase(prop(ev, ICS_BUSY_STATUS), SV("FREE"));
}

static bool read_when(struct ics *c, const struct ics_event *ev, enum ics_prop p,
                      struct ics_when *out)
{
    struct ics_line l;
    return ics_prop_line(ev, p, &l) && ics_when(c, &l, l.value, out) == NULL;
}

static int64_t moment(const struct ics *c, const struct ics_when *w)
{
    return parse_zone_utc(w->zone != NULL ? w->zone : c->here, w->own);
}

/* Seconds; without an end, a day lasts a day and a moment no time (RFC 5545 section 3.6.1). */
static bool read_length(struct ics *c, const struct ics_event *ev, const struct ics_when *start,
                        int64_t *length)
{
    struct ics_when end;
    struct ics_line l;
    *length = start->is_day ? DAY_S : 0;
    if (ics_prop_line(ev, ICS_END, &l)) {
        if (!read_when(c, ev, ICS_END, &end) || end.is_day != start->is_day) {
            return false;
        }
        *length = start->is_day ? end.own - start->own : moment(c, &end) - moment(c, start);
    } else if (ics_prop_line(ev, ICS_DURATION, &l)) {
        return ics_duration(l.value, length);
    }
    return true;
}

static void put_moment(struct buf *b, int64_t wall)
{
    struct parse_day d = parse_wall_day(wall);
    int64_t clock = wall - parse_wall(d);
    buf_printf(b, "\"%04d-%02d-%02dT%02d:%02d:%02d\"", d.year, d.month, d.day, (int)(clock / 3600),
               (int)(clock / 60 % 60), (int)(clock % 60));
}

static int by_start(const void *a, const void *b)
{
    const struct stretch *x = a, *y = b;
    return x->starts < y->starts ? -1 : x->starts > y->starts;
}

/* Sorts what there is and makes one of what touches. */
static void join(struct busy *b)
{
    size_t n = 0;
    qsort(b->stretch, b->n, sizeof(*b->stretch), by_start);
    for (size_t i = 0; i < b->n; i++) {
        struct stretch s = b->stretch[i];
        if (n == 0 || s.starts > b->stretch[n - 1].ends) {
            b->stretch[n++] = s;
        } else if (s.ends > b->stretch[n - 1].ends) {
            b->stretch[n - 1].ends = s.ends;
        }
    }
    b->n = n;
}

/* False when there are too many. */
static bool add_time(struct busy *b, int64_t starts, int64_t ends)
{
    starts = starts > b->first ? starts : b->first;
    ends = ends < b->last ? ends : b->last;
    if (ends <= starts) {
        return true;
    }
    if (b->n == ROOM) {
        join(b);
        if (b->n > ROOM / 2) {
            return false;
        }
    }
    b->stretch[b->n++] = (struct stretch){starts, ends};
    return true;
}

static bool add_event(struct busy *b, const struct ics_event *ev)
{
    struct ics_when start;
    struct ics_times times;
    struct sv value;
    int64_t length;
    if (!read_when(b->ics, ev, ICS_START, &start) || !read_length(b->ics, ev, &start, &length) ||
        ics_times(b->ics, ev, &start, &times, &value) != NULL) {
        b->unread++;
        return true;
    }
    for (size_t i = 0; i < times.n; i++) {
        int64_t here = times.time[i].here;
        if (!add_time(b, here, here + length)) {
            return false;
        }
    }
    return true;
}

static void put_all(const struct busy *b, struct buf *out)
{
    buf_str(out, "{\"format\":\"busy\",\"times\":[");
    for (size_t i = 0; i < b->n; i++) {
        buf_str(out, i > 0 ? ",{\"starts\":" : "{\"starts\":");
        put_moment(out, b->stretch[i].starts);
        buf_str(out, ",\"ends\":");
        put_moment(out, b->stretch[i].ends);
        buf_char(out, '}');
    }
    buf_printf(out, "],\"counts\":{\"times\":%zu,\"unread\":%zu}}\n", b->n, b->unread);
}

bool ics_busy(struct ics *c, struct buf *out, struct err *e)
{
    int64_t today = parse_wall(c->options->today);
    struct busy b = {.ics = c,
                     .first = today - DAY_S,
                     .last = today + (int64_t)PARSE_ICS_DAYS_ON * DAY_S,
                     .stretch = arena_alloc(c->arena, ROOM * sizeof(*b.stretch))};
    bool ok = true;
    for (size_t i = 0; i < c->n_events && ok; i++) {
        ok = (!is_busy(c, &c->events[i]) || add_event(&b, &c->events[i])) && !ics_is_heavy(c);
    }
    join(&b);
    if (!ok || b.n > PARSE_BUSY_MAX) {
        return err_field(e, ICS_BUSY_TOO_MANY, "document", SV(""));
    }
    put_all(&b, out);
    return true;
}

/* The hearings of a calendar as rows: what the event says, when it takes place, what is wrong. */
#include "intake/parse_ics.h"

#include "core/str.h"

#include <stdio.h>
#include <string.h>

enum { DAY_S = 86400, TEXT_MAX = 8 << 10, DESCRIPTION_MAX = 64 << 10, ROW_ARENA_MAX = 4 << 20 };
enum { UID_MAX = 255, YEAR_MIN = 1900, YEAR_MAX = 2099 };

struct row {
    struct ics *ics;
    struct arena *arena; /* of this event alone */
    const struct ics_event *event;
    struct parse_hearing hearing;
    struct parse_origin origin;
    char recurrence[20];
    struct ics_when start;
    int64_t length; /* seconds, -1: not said */
};

static void fault(struct row *r, enum parse_field f, const char *key, struct sv value)
{
    struct parse_hearing *h = &r->hearing;
    if (h->n_faults < PARSE_FAULTS_MAX) {
        value = ics_clean(r->arena, value);
        h->faults[h->n_faults++] =
            (struct parse_fault){.column = -1, .field = f, .key = key, .value = value};
    }
}

static bool line_of(const struct row *r, enum ics_prop p, struct ics_line *l)
{
    return ics_prop_line(r->event, p, l);
}

static struct sv text_of(const struct row *r, enum ics_prop p, size_t most)
{
    struct ics_line l;
    return line_of(r, p, &l) ? ics_unescaped(r->arena, l.value, most) : SV("");
}

/* ---- what it says ---- */

static void fill_place(struct row *r, struct sv location)
{
    const struct ics_calendar *calendar =
        r->event->calendar >= 0 ? &r->ics->calendars[r->event->calendar] : NULL;
    struct sv *text = r->hearing.text;
    struct sv rest, room, place = ics_court(r->arena, location, &room);
    struct ics_line l;
    if (line_of(r, ICS_ORGANIZER, &l)) {
        struct sv name = ics_clean(r->arena, ics_param(&l, "CN"));
        text[PARSE_COURT] = ics_court(r->arena, name, &rest);
    }
    if (text[PARSE_COURT].n == 0) {
        text[PARSE_COURT] = place;
    }
    if (text[PARSE_COURT].n == 0 && calendar != NULL) {
        text[PARSE_COURT] = calendar->court;
    }
    text[PARSE_ROOM] = room;
}

static void fill_texts(struct row *r)
{
    struct sv *text = r->hearing.text;
    struct sv summary = text_of(r, ICS_SUMMARY, TEXT_MAX);
    struct sv described = text_of(r, ICS_DESCRIPTION, DESCRIPTION_MAX);
    struct sv location = text_of(r, ICS_LOCATION, TEXT_MAX);
    struct sv kinds = text_of(r, ICS_CATEGORIES, TEXT_MAX);
    const struct sv said[] = {summary, described, kinds};
    bool is_cut = false;
    struct sv place = ics_clean(r->arena, location);
    for (size_t i = 0; i < ARRAY_LEN(said) && text[PARSE_CASE_CODE].n == 0; i++) {
        text[PARSE_CASE_CODE] = parse_text_clean(r->arena, ics_case_code(said[i]), &is_cut);
    }
    text[PARSE_SUBJECT] = ics_clean(r->arena, summary);
    text[PARSE_KIND] = ics_clean(r->arena, kinds);
    fill_place(r, place);
    const char *mode = ics_mode(text[PARSE_SUBJECT]);
    mode = mode != NULL ? mode : ics_mode(place);
    bool has_link = r->event->has_conference || ics_meeting(described) || ics_meeting(location) ||
                    ics_meeting(text_of(r, ICS_URL, TEXT_MAX)) || ics_meeting(summary);
    text[PARSE_MODE] = sv_of(mode != NULL ? mode : has_link ? "online" : NULL);
    if (text[PARSE_CASE_CODE].n == 0) {
        fault(r, PARSE_CASE_CODE, "intake.error.case_missing", SV(""));
    }
}

/* ---- when ---- */

static const char *read_when(struct row *r, enum ics_prop p, struct ics_when *w, struct sv *value)
{
    struct ics_line l;
    if (!line_of(r, p, &l)) {
        *value = SV("");
        return "intake.error.date_missing";
    }
    *value = l.value;
    const char *wrong = ics_when(r->ics, &l, l.value, w);
    if (wrong != NULL && strcmp(wrong, "intake.error.ics_zone") == 0) {
        *value = ics_param(&l, "TZID");
    }
    return wrong;
}

static int64_t moment(const struct ics *c, const struct ics_when *w)
{
    return parse_zone_utc(w->zone != NULL ? w->zone : c->here, w->own);
}

static void read_length(struct row *r)
{
    struct ics_line l;
    struct ics_when end;
    struct sv value;
    r->length = -1;
    if (r->start.is_day) {
        return;
    }
    if (line_of(r, ICS_END, &l)) {
        const char *wrong = read_when(r, ICS_END, &end, &value);
        bool is_before =
            wrong == NULL && !end.is_day && moment(r->ics, &end) < moment(r->ics, &r->start);
        if (wrong != NULL || is_before) {
            fault(r, PARSE_END_TIME, wrong != NULL ? wrong : "intake.error.time", value);
        } else if (!end.is_day) {
            r->length = moment(r->ics, &end) - moment(r->ics, &r->start);
        }
    } else if (line_of(r, ICS_DURATION, &l) && !ics_duration(l.value, &r->length)) {
        fault(r, PARSE_END_TIME, "intake.error.time", l.value);
    }
}

static struct sv put_day(char out[12], int64_t wall)
{
    struct parse_day d = parse_wall_day(wall);
    snprintf(out, 12, "%04u-%02u-%02u", (unsigned)d.year % 10000U, (unsigned)d.month % 100U,
             (unsigned)d.day % 100U);
    return sv_of(out);
}

static struct sv put_clock(char out[8], int64_t wall)
{
    int64_t day = parse_wall(parse_wall_day(wall));
    unsigned minutes = (unsigned)((wall - day) / 60) % 1440U;
    snprintf(out, 8, "%02u:%02u", minutes / 60U, minutes % 60U);
    return sv_of(out);
}

static void put_moment(char out[20], int64_t wall)
{
    char day[12], clock[8];
    put_day(day, wall);
    put_clock(clock, wall);
    snprintf(out, 20, "%s%c%s", day, 'T', clock);
}

/* One occurrence; faults that are its own are taken back after printing. */
static void fill_when(struct row *r, int64_t here)
{
    struct parse_hearing *h = &r->hearing;
    struct parse_day d = parse_wall_day(here);
    h->text[PARSE_DATE_FIELD] = h->text[PARSE_TIME_FIELD] = h->text[PARSE_END_TIME] = SV("");
    put_day(h->date, here);
    if (d.year < YEAR_MIN || d.year > YEAR_MAX) {
        fault(r, PARSE_DATE_FIELD, "intake.error.date", sv_of(h->date));
        return;
    }
    h->text[PARSE_DATE_FIELD] = sv_of(h->date);
    if (r->start.is_day) {
        fault(r, PARSE_TIME_FIELD, "intake.error.time_missing", SV(""));
        return;
    }
    h->text[PARSE_TIME_FIELD] = put_clock(h->time, here);
    if (r->length <= 0) {
        return;
    }
    put_clock(h->end_time, here + r->length);
    if (parse_wall(parse_wall_day(here + r->length)) != parse_wall(d)) {
        char end[20];
        put_moment(end, here + r->length);
        fault(r, PARSE_END_TIME, "intake.error.ics_days", sv_of(arena_str(r->arena, end)));
        return;
    }
    h->text[PARSE_END_TIME] = sv_of(h->end_time);
}

/* ---- which event it is ---- */

const char *ics_status(const struct ics *c, const struct ics_event *ev)
{
    struct ics_line l;
    if (ev->calendar >= 0 && c->calendars[ev->calendar].is_cancelling) {
        return "CANCELLED";
    }
    if (!ics_prop_line(ev, ICS_STATUS, &l)) {
        return "CONFIRMED";
    }
    struct sv said = sv_trim(l.value);
    return sv_eq_nocase(said, SV("CANCELLED"))   ? "CANCELLED"
           : sv_eq_nocase(said, SV("TENTATIVE")) ? "TENTATIVE"
                                                 : "CONFIRMED";
}

/* An override names the occurrence it changes by when that would have been. */
static void fill_identity(struct row *r)
{
    const struct ics_event *ev = r->event;
    struct ics_line l;
    struct ics_when w;
    struct sv value;
    bool is_cut = false;
    r->origin = (struct parse_origin){
        .recurrence = "", .sequence = ev->sequence, .status = ics_status(r->ics, ev)};
    r->origin.uid = parse_text_clean(r->arena, ev->uid, &is_cut);
    if (ics_meeting(ev->uid)) {
        r->origin.uid = SV("");
    } else if (ev->uid.n > UID_MAX) {
        r->origin.uid = SV("");
        fault(r, PARSE_SUBJECT, "intake.error.ics_uid", (struct sv){ev->uid.p, UID_MAX});
    }
    if (ev->occurrence.n == 0 || !line_of(r, ICS_RECURRENCE_ID, &l)) {
        return;
    }
    const char *wrong = read_when(r, ICS_RECURRENCE_ID, &w, &value);
    if (wrong != NULL) {
        fault(r, PARSE_DATE_FIELD, wrong, value);
        return;
    }
    if (ics_param(&l, "RANGE").n > 0) {
        fault(r, PARSE_DATE_FIELD, "intake.error.ics_range", value);
    }
    bool is_day = w.is_day || r->start.is_day;
    put_moment(r->recurrence, is_day ? parse_wall(parse_wall_day(w.own)) : w.here);
    r->origin.recurrence = r->recurrence;
}

/* ---- rows ---- */

static void put_row(struct row *r, struct buf *out, struct ics_counts *n)
{
    const struct ics_event *ev = r->event;
    struct sv sheet = ev->calendar >= 0 ? r->ics->calendars[ev->calendar].name : SV("");
    parse_print_hearing(out, sheet, ev->line, &r->hearing, &r->origin);
    *(r->hearing.n_faults > 0 ? &n->bad : &n->ok) += 1;
}

static void put_times(struct row *r, const struct ics_times *times, struct buf *out,
                      struct ics_counts *n)
{
    size_t faults = r->hearing.n_faults;
    for (size_t i = 0; i < times->n; i++) {
        r->hearing.n_faults = faults;
        fill_when(r, times->time[i].here);
        if (times->is_series) {
            put_moment(r->recurrence, r->start.is_day ? times->time[i].day : times->time[i].here);
            r->origin.recurrence = r->recurrence;
        }
        put_row(r, out, n);
    }
}

static void put_event(struct row *r, struct buf *out, struct ics_counts *n)
{
    struct ics_times times;
    struct sv value;
    const char *wrong = read_when(r, ICS_START, &r->start, &value);
    fill_texts(r);
    fill_identity(r);
    if (wrong != NULL) {
        bool is_zone = strcmp(wrong, "intake.error.ics_zone") == 0;
        fault(r, is_zone ? PARSE_TIME_FIELD : PARSE_DATE_FIELD, wrong, value);
        put_row(r, out, n);
        return;
    }
    read_length(r);
    wrong = ics_times(r->ics, r->event, &r->start, &times, &value);
    if (wrong != NULL) {
        fill_when(r, r->start.here);
        fault(r, PARSE_DATE_FIELD, wrong, value);
        put_row(r, out, n);
    } else if (times.n == 0) {
        ics_skip(r->ics, r->event->line, "outside", r->hearing.text[PARSE_SUBJECT]);
    } else {
        put_times(r, &times, out, n);
    }
}

bool ics_rows(struct ics *c, struct buf *out, struct ics_counts *n, struct err *e)
{
    struct row *r = arena_alloc(c->arena, sizeof(*r));
    for (size_t i = 0; i < c->n_events && buf_ok(out); i++) {
        if (c->events[i].is_superseded) {
            continue;
        }
        memset(r, 0, sizeof(*r));
        r->ics = c;
        r->event = &c->events[i];
        r->arena = arena_new(ROW_ARENA_MAX);
        put_event(r, out, n);
        arena_free(r->arena);
        if (n->ok + n->bad > PARSE_ICS_EVENTS_MAX) {
            return err_field(e, "intake.error.too_many_rows", "document", SV("60000"));
        }
        if (ics_is_heavy(c)) {
            return err_field(e, "intake.error.ics_heavy", "document", SV(""));
        }
    }
    return true;
}

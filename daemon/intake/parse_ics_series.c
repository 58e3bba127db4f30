/* Which events of a calendar count, and when a repeated one takes place: an event's newer copies
 * and its changed occurrences (RFC 5545 sections 3.8.4.4, 3.8.5 and 3.8.7.4). */
#include "intake/parse_ics.h"

#include "core/str.h"

#include <stdlib.h>
#include <string.h>

enum { DAY_S = 86400 };

/* ---- newer copies and overrides ---- */

static int compare(struct sv a, struct sv b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n > 0 ? memcmp(a.p, b.p, n) : 0;
    return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

/* By UID; the series before its overrides; of one occurrence the newest last. */
static int by_age(const void *a, const void *b)
{
    const struct ics_event *x = *(struct ics_event *const *)a, *y = *(struct ics_event *const *)b;
    int order = compare(x->uid, y->uid);
    if (order == 0) {
        order = compare(x->occurrence, y->occurrence);
    }
    if (order == 0) {
        order = (x->sequence > y->sequence) - (x->sequence < y->sequence);
    }
    if (order == 0) {
        order = compare(x->stamp, y->stamp);
    }
    return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

/* The events of one UID, from `first` to before `end` in order[]. */
static void sort_out(struct ics *c, size_t first, size_t end)
{
    struct ics_event *series = NULL;
    for (size_t i = first; i < end; i++) {
        struct ics_event *ev = c->order[i];
        ev->is_superseded = i + 1 < end && sv_eq(ev->occurrence, c->order[i + 1]->occurrence);
        if (ev->is_superseded) {
            ics_skip(c, ev->line, "superseded", ev->uid);
        } else if (ev->occurrence.n == 0) {
            series = ev;
            ev->first_change = i + 1;
            ev->n_changes = end - i - 1;
        }
        ev->series = ev->occurrence.n > 0 ? series : NULL;
    }
}

void ics_series(struct ics *c)
{
    c->order = arena_alloc(c->arena, (c->n_events + 1) * sizeof(struct ics_event *));
    for (size_t i = 0; i < c->n_events; i++) {
        c->order[i] = &c->events[i];
    }
    size_t room = PARSE_ICS_TIMES_MAX + c->n_events;
    c->time = arena_alloc(c->arena, PARSE_ICS_TIMES_MAX * sizeof(*c->time));
    c->moments = arena_alloc(c->arena, room * sizeof(*c->moments));
    c->days = arena_alloc(c->arena, room * sizeof(*c->days));
    qsort(c->order, c->n_events, sizeof(struct ics_event *), by_age);
    for (size_t i = 0, end; i < c->n_events; i = end) {
        end = i + 1;
        while (end < c->n_events && c->order[i]->uid.n > 0 &&
               sv_eq(c->order[i]->uid, c->order[end]->uid)) {
            end++;
        }
        sort_out(c, i, end);
    }
}

/* ---- when a repeated event takes place ---- */

/* What a series is made of, and what is left out of it. */
struct series {
    struct ics *ics;
    const struct ics_event *event;
    const struct ics_when *start;
    struct ics_time *time; /* room for PARSE_ICS_TIMES_MAX */
    size_t n;
    int64_t *moments, *days; /* left out: of the Centre's clock, and whole days of its own */
    size_t n_moments, n_days;
    int64_t end;         /* from this moment on nothing counts */
    int64_t first, last; /* the Centre's days between which repetitions are worked out */
    bool is_full;
};

static int by_value(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static bool holds(const int64_t *sorted, size_t n, int64_t value)
{
    return n > 0 && bsearch(&value, sorted, n, sizeof(value), by_value) != NULL;
}

static int64_t day_start(int64_t wall)
{
    return parse_wall(parse_wall_day(wall));
}

static void leave_out(struct series *s, const struct ics_when *w)
{
    if (w->is_day || s->start->is_day) {
        s->days[s->n_days++] = day_start(w->own);
    } else {
        s->moments[s->n_moments++] = w->here;
    }
}

static void add_time(struct series *s, const struct ics_when *w, int64_t own)
{
    int64_t here = ics_here(s->ics, w, own);
    if (here < s->first || here > s->last) {
        return;
    }
    s->is_full = s->n == PARSE_ICS_TIMES_MAX;
    if (!s->is_full) {
        s->time[s->n++] = (struct ics_time){.here = here, .day = day_start(own)};
    }
}

/* The values of an RDATE or EXDATE line; a period counts by its start. */
static const char *read_dates(struct series *s, const struct ics_line *l, struct sv *value)
{
    bool is_out = sv_eq_nocase(l->name, SV("EXDATE"));
    struct sv rest = l->value;
    while (sv_cut(&rest, ',', value)) {
        struct sv period = *value, first;
        struct ics_when w;
        if (!sv_cut(&period, '/', &first)) {
            continue;
        }
        const char *fault = ics_when(s->ics, l, first, &w);
        if (fault != NULL) {
            return fault;
        }
        s->is_full = s->is_full || s->n_moments + s->n_days == PARSE_ICS_TIMES_MAX;
        if (s->is_full) {
            break;
        }
        if (is_out) {
            leave_out(s, &w);
        } else {
            add_time(s, &w, w.own);
        }
    }
    return NULL;
}

static const char *read_all_dates(struct series *s, struct sv *value)
{
    const char *fault = NULL;
    struct ics_line l;
    for (size_t i = 0; i < s->event->n_dates && fault == NULL && !s->is_full; i++) {
        if (ics_split(s->ics->dates[s->event->first_date + i], &l)) {
            fault = read_dates(s, &l, value);
        }
    }
    return fault;
}

/* Occurrences that another event tells otherwise; "this and all later" ends the series there. */
static void read_changes(struct series *s)
{
    const struct ics *c = s->ics;
    for (size_t i = 0; i < s->event->n_changes; i++) {
        const struct ics_event *change = c->order[s->event->first_change + i];
        struct ics_line l;
        struct ics_when w;
        if (change->is_superseded || !ics_split(change->prop[ICS_RECURRENCE_ID], &l) ||
            ics_when(s->ics, &l, l.value, &w) != NULL) {
            continue;
        }
        leave_out(s, &w);
        if (ics_param(&l, "RANGE").n > 0 && w.here < s->end) {
            s->end = w.here;
        }
    }
}

/* The end of a rule as a wall clock of the event's own zone. */
static int64_t rule_end(const struct series *s, const struct ics_rule *r)
{
    if (r->is_end_day) {
        return r->end + DAY_S - 1;
    }
    if (!r->is_end_utc) {
        return r->end;
    }
    return parse_zone_wall(s->start->zone != NULL ? s->start->zone : s->ics->here, r->end);
}

static const char *read_rule(struct series *s, struct sv *value)
{
    struct ics *c = s->ics;
    struct ics_line l;
    struct ics_rule rule;
    struct parse_day found[PARSE_ICS_DAYS_BACK + PARSE_ICS_DAYS_ON + 3];
    struct parse_days days = {.day = found, .cap = ARRAY_LEN(found)};
    if (!ics_split(s->event->prop[ICS_RULE], &l)) {
        return NULL;
    }
    *value = l.value;
    const struct parse_span span = {parse_wall_day(s->start->own),
                                    parse_wall_day(s->first - DAY_S)};
    bool ok = ics_rule(c, l.value, &rule) &&
              ics_rule_days(c, &rule, &span, parse_wall_day(s->last + DAY_S), &days);
    if (!ok) {
        return "intake.error.ics_rule";
    }
    int64_t end = rule.has_end ? rule_end(s, &rule) : INT64_MAX;
    int64_t clock = s->start->own - day_start(s->start->own);
    for (size_t i = 0; i < days.n; i++) {
        int64_t own = parse_wall(days.day[i]) + clock;
        if (own <= end) {
            add_time(s, s->start, own);
        }
    }
    return NULL;
}

static int by_time(const void *a, const void *b)
{
    const struct ics_time *x = a, *y = b;
    return x->here < y->here ? -1 : x->here > y->here;
}

/* In order, each once, without what is left out. */
static size_t tidy_up(struct series *s)
{
    size_t n = 0;
    qsort(s->time, s->n, sizeof(*s->time), by_time);
    qsort(s->moments, s->n_moments, sizeof(*s->moments), by_value);
    qsort(s->days, s->n_days, sizeof(*s->days), by_value);
    for (size_t i = 0; i < s->n; i++) {
        const struct ics_time *t = &s->time[i];
        bool is_again = n > 0 && s->time[n - 1].here == t->here;
        if (!is_again && t->here < s->end && !holds(s->moments, s->n_moments, t->here) &&
            !holds(s->days, s->n_days, t->day)) {
            s->time[n++] = *t;
        }
    }
    return n;
}

static bool is_repeated(const struct ics *c, const struct ics_event *ev)
{
    struct ics_line l;
    bool found = ev->prop[ICS_RULE].n > 0;
    for (size_t i = 0; i < ev->n_dates && !found; i++) {
        found = ics_split(c->dates[ev->first_date + i], &l) && sv_eq_nocase(l.name, SV("RDATE")) &&
                sv_trim(l.value).n > 0;
    }
    return found && ev->occurrence.n == 0;
}

const char *ics_times(struct ics *c, const struct ics_event *ev, const struct ics_when *start,
                      struct ics_times *out, struct sv *value)
{
    int64_t today = parse_wall(c->options->today);
    *out = (struct ics_times){.is_series = is_repeated(c, ev), .n = 1, .time = c->time};
    if (!out->is_series) {
        out->time[0] = (struct ics_time){.here = start->here, .day = day_start(start->own)};
        return NULL;
    }
    struct series s = {.ics = c, .event = ev, .start = start, .end = INT64_MAX};
    s.time = c->time;
    s.moments = c->moments;
    s.days = c->days;
    s.first = today - (int64_t)PARSE_ICS_DAYS_BACK * DAY_S;
    s.last = today + (int64_t)PARSE_ICS_DAYS_ON * DAY_S;
    add_time(&s, start, start->own);
    const char *fault = read_all_dates(&s, value);
    if (fault == NULL) {
        fault = read_rule(&s, value);
    }
    if (fault == NULL && s.is_full) {
        *value = SV("2000");
        fault = "intake.error.ics_times";
    }
    read_changes(&s);
    out->n = tidy_up(&s);
    return fault;
}

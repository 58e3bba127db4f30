/* The dates, times and durations of a calendar (RFC 5545 sections 3.3.4 to 3.3.6). */
#include "intake/parse_ics.h"

#include "core/str.h"

#include <string.h>

enum { DAY_S = 86400, YEAR_MIN = 1600, YEAR_MAX = 2199, DURATION_MAX_D = 3660 };

/* n digits at the start of *s, cut off. */
static bool digits(struct sv *s, size_t n, int min, int max, int *out)
{
    int64_t v = 0;
    if (s->n < n || !sv_int((struct sv){s->p, n}, min, max, &v)) {
        return false;
    }
    *s = (struct sv){s->p + n, s->n - n};
    *out = (int)v;
    return true;
}

static void drop(struct sv *s, const char *any)
{
    if (s->n > 0 && strchr(any, s->p[0]) != NULL) {
        *s = (struct sv){s->p + 1, s->n - 1};
    }
}

static bool read_day(struct sv *s, int64_t *wall)
{
    struct parse_day d;
    if (!digits(s, 4, YEAR_MIN, YEAR_MAX, &d.year)) {
        return false;
    }
    drop(s, "-");
    if (!digits(s, 2, 1, 12, &d.month)) {
        return false;
    }
    drop(s, "-");
    if (!digits(s, 2, 1, 31, &d.day)) {
        return false;
    }
    *wall = parse_wall(d);
    return parse_wall_day(*wall).day == d.day;
}

bool ics_clock(struct sv s, int64_t *wall, bool *is_day, bool *is_utc)
{
    int hour = 0, minute = 0, second = 0;
    s = sv_trim(s);
    *is_utc = false;
    if (!read_day(&s, wall)) {
        return false;
    }
    *is_day = s.n == 0;
    if (*is_day) {
        return true;
    }
    drop(&s, "Tt ");
    if (!digits(&s, 2, 0, 23, &hour)) {
        return false;
    }
    drop(&s, ":");
    if (!digits(&s, 2, 0, 59, &minute)) {
        return false;
    }
    drop(&s, ":");
    if (s.n >= 2 && !digits(&s, 2, 0, 60, &second)) {
        return false;
    }
    *is_utc = sv_eq_str(s, "Z") || sv_eq_str(s, "z");
    *wall += hour * 3600 + minute * 60 + second;
    return s.n == 0 || *is_utc;
}

int64_t ics_here(const struct ics *c, const struct ics_when *w, int64_t own)
{
    if (w->zone == NULL || w->zone == c->here) {
        return own;
    }
    return parse_zone_wall(c->here, parse_zone_utc(w->zone, own));
}

const char *ics_when(struct ics *c, const struct ics_line *l, struct sv value, struct ics_when *out)
{
    bool is_utc = false;
    struct sv zone = ics_param(l, "TZID");
    *out = (struct ics_when){.zone = NULL};
    if (!ics_clock(value, &out->own, &out->is_day, &is_utc)) {
        return "intake.error.date";
    }
    if (!out->is_day && (is_utc || zone.n > 0)) {
        out->zone = parse_zone_find(c->zones, is_utc ? SV("UTC") : zone);
        if (out->zone == NULL) {
            return "intake.error.ics_zone";
        }
    }
    out->here = ics_here(c, out, out->own);
    return NULL;
}

static int unit_seconds(char unit, bool is_time)
{
    if (!is_time) {
        return unit == 'W' ? 7 * DAY_S : unit == 'D' ? DAY_S : 0;
    }
    return unit == 'H' ? 3600 : unit == 'M' ? 60 : unit == 'S' ? 1 : 0;
}

bool ics_duration(struct sv s, int64_t *seconds)
{
    bool is_time = false;
    s = sv_trim(s);
    drop(&s, "+");
    *seconds = 0;
    if (s.n < 3 || s.p[0] != 'P') {
        return false;
    }
    for (size_t i = 1, first = 1; i < s.n; i++) {
        int64_t n = 0;
        if (s.p[i] >= '0' && s.p[i] <= '9') {
            continue;
        }
        if (s.p[i] == 'T' && !is_time && first == i) {
            is_time = true;
        } else {
            int unit = unit_seconds(s.p[i], is_time);
            if (unit == 0 || !sv_int((struct sv){s.p + first, i - first}, 0,
                                     (int64_t)DURATION_MAX_D * DAY_S / unit, &n)) {
                return false;
            }
            *seconds += n * unit;
        }
        first = i + 1;
    }
    char last = s.p[s.n - 1];
    return (last < '0' || last > '9') && last != 'T' && last != 'P';
}

bool ics_rule(struct ics *c, struct sv value, struct ics_rule *out)
{
    struct sv rest = parse_rrule_tidy(c->arena, value), item;
    char *days = arena_alloc(c->arena, rest.n + 1);
    *out = (struct ics_rule){.days = {days, 0}};
    while (sv_cut(&rest, ';', &item)) {
        if (sv_starts(item, SV("UNTIL=")) && !out->has_end) {
            struct sv end = {item.p + 6, item.n - 6};
            out->has_end = true;
            if (!ics_clock(end, &out->end, &out->is_end_day, &out->is_end_utc)) {
                return false;
            }
            continue;
        }
        if (out->days.n > 0) {
            days[out->days.n++] = ';';
        }
        memcpy(days + out->days.n, item.p, item.n);
        out->days.n += item.n;
    }
    return true;
}

bool ics_is_heavy(const struct ics *c)
{
    return c->rules > (clock_t)PARSE_ICS_RULES_MS * CLOCKS_PER_SEC / 1000;
}

bool ics_rule_days(struct ics *c, const struct ics_rule *r, const struct parse_span *p,
                   struct parse_day last, struct parse_days *out)
{
    struct err e = {0};
    clock_t start = clock();
    bool ok = !ics_is_heavy(c) && parse_rrule_days(r->days, p, last, out, &e);
    c->rules += clock() - start;
    return ok;
}

/* A calendar's own time zones (VTIMEZONE, RFC 5545 section 3.6.5), for names nobody else knows. */
#include "intake/parse_ics.h"

#include "core/str.h"

#include <stdlib.h>
#include <string.h>

enum { ONSETS_MAX = 400, YEARS_BACK = 60, YEARS_ON = 3, ZONE_OFFSET_MAX_H = 15 };

/* "+0700", "-033000". */
static bool read_utc_offset(struct sv s, int *out)
{
    int64_t h = 0, m = 0;
    s = sv_trim(s);
    bool ok = (s.n == 5 || s.n == 7) && (s.p[0] == '+' || s.p[0] == '-') &&
              sv_int((struct sv){s.p + 1, 2}, 0, ZONE_OFFSET_MAX_H, &h) &&
              sv_int((struct sv){s.p + 3, 2}, 0, 59, &m);
    *out = (int)(h * 3600 + m * 60) * (ok && s.p[0] == '-' ? -1 : 1);
    return ok;
}

void ics_zone_line(struct ics *c, struct ics_zone_reader *z, struct sv component,
                   const struct ics_line *l)
{
    const struct {
        const char *name;
        struct sv *at;
    } zone[] = {{"TZID", &z->id}, {"X-LIC-LOCATION", &z->location}},
      part[] = {{"DTSTART", &z->start},
                {"TZOFFSETFROM", &z->from},
                {"TZOFFSETTO", &z->to},
                {"RRULE", &z->rule}};
    bool is_zone = sv_eq_nocase(component, SV("VTIMEZONE"));
    for (size_t i = 0; i < (is_zone ? ARRAY_LEN(zone) : ARRAY_LEN(part)); i++) {
        const char *name = is_zone ? zone[i].name : part[i].name;
        struct sv *at = is_zone ? zone[i].at : part[i].at;
        if (sv_eq_nocase(l->name, sv_of(name)) && at->n == 0) {
            *at = is_zone ? ics_unescaped(c->arena, sv_trim(l->value), 200) : sv_trim(l->value);
        }
    }
}

static void add_onset(struct ics *c, struct ics_zone_reader *z, int64_t at,
                      const struct parse_onset *like)
{
    if (z->n == ONSETS_MAX) {
        z->is_bad = true;
        return;
    }
    z->onsets = ics_grow(c->arena, z->onsets, z->n, &z->cap, sizeof(*z->onsets));
    z->onsets[z->n] = *like;
    z->onsets[z->n++].at = at;
}

/* The rule's days from some years back on: yearly ones are the same whatever year they began. */
static bool add_yearly(struct ics *c, struct ics_zone_reader *z, const struct parse_onset *first)
{
    struct parse_day found[YEARS_BACK + YEARS_ON + 2], start = parse_wall_day(first->at);
    struct parse_day last = {c->options->today.year + YEARS_ON, 12, 31};
    struct parse_days days = {.day = found, .cap = ARRAY_LEN(found)};
    struct ics_rule rule;
    int64_t clock = first->at - parse_wall(start);
    int earliest = c->options->today.year - YEARS_BACK;
    start.year = start.year < earliest ? earliest : start.year;
    if (!ics_rule(c, z->rule, &rule) ||
        !ics_rule_days(c, &rule, &(struct parse_span){start, start}, last, &days)) {
        return false;
    }
    for (size_t i = 0; i < days.n; i++) {
        int64_t at = parse_wall(days.day[i]) + clock;
        if (!rule.has_end || at <= rule.end) {
            add_onset(c, z, at, first);
        }
    }
    return true;
}

static void end_observance(struct ics *c, struct ics_zone_reader *z)
{
    struct parse_onset o;
    bool is_day = false, is_utc = false;
    if (!ics_clock(z->start, &o.at, &is_day, &is_utc) || !read_utc_offset(z->to, &o.after)) {
        z->is_bad = true;
    } else {
        o.before = o.after;
        z->is_bad = z->is_bad || (z->from.n > 0 && !read_utc_offset(z->from, &o.before));
        add_onset(c, z, o.at, &o);
        z->is_bad = z->is_bad || (z->rule.n > 0 && !add_yearly(c, z, &o));
    }
    z->start = z->from = z->to = z->rule = SV("");
}

static int by_time(const void *a, const void *b)
{
    const struct parse_onset *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at;
}

bool ics_zone_end(struct ics *c, struct ics_zone_reader *z, struct sv component, struct err *e)
{
    bool ok = true;
    if (!sv_eq_nocase(component, SV("VTIMEZONE"))) {
        end_observance(c, z);
        return true;
    }
    if (z->n > 0 && !z->is_bad) {
        qsort(z->onsets, z->n, sizeof(*z->onsets), by_time);
        const struct parse_definition own = {z->id, z->location, z->onsets, z->n};
        ok = parse_zone_define(c->zones, &own);
    }
    *z = (struct ics_zone_reader){.cap = z->cap, .onsets = z->onsets};
    return ok || err_field(e, "intake.error.ics_zones", "document", SV("200"));
}

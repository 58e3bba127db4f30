/* Time zones by name, with ICU: it carries the rules and CLDR's table of Windows names inside its
 * library, so that nothing is opened after the lockdown. */
#include "intake/parse_zone.h"

#include "core/str.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udata.h>
#include <unicode/uenum.h>

enum { NAME_MAX_BYTES = 120, ID_MAX = 64, HOUR_S = 3600, DAY_S = 86400, OFFSET_MAX_H = 14 };

/* A stretch of time without a change of the clock. */
struct steady {
    int64_t from, to, offset;
};

struct parse_zone {
    struct parse_zone *next;
    struct sv name;
    bool is_known;
    UCalendar *rules;                /* NULL: onsets, or the fixed offset */
    struct steady *steady;           /* of the rules, as last asked for */
    const struct parse_onset *onset; /* rising */
    size_t n;
    int offset; /* seconds east */
};

struct definition {
    struct definition *next;
    struct parse_definition is;
};

struct parse_zones {
    struct arena *arena;
    struct parse_zone *found;
    struct definition *defined;
    size_t n, n_defined;
};

/* ---- days ---- */

/* Howard Hinnant's days_from_civil. */
int64_t parse_wall(struct parse_day d)
{
    int64_t y = d.month <= 2 ? d.year - 1 : d.year;
    int64_t era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
    int64_t doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return (era * 146097 + doe - 719468) * DAY_S;
}

struct parse_day parse_wall_day(int64_t wall)
{
    int64_t z = (wall >= 0 ? wall : wall - DAY_S + 1) / DAY_S + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int64_t month = mp < 10 ? mp + 3 : mp - 9;
    return (struct parse_day){.year = (int)(yoe + era * 400 + (month <= 2 ? 1 : 0)),
                              .month = (int)month,
                              .day = (int)(doy - (153 * mp + 2) / 5 + 1)};
}

/* ---- names ---- */

/* Zone names are ASCII; others are not known. */
static bool to_utf16(struct sv s, UChar out[NAME_MAX_BYTES])
{
    for (size_t i = 0; i < s.n; i++) {
        out[i] = (UChar)s.p[i];
    }
    return s.n > 0 && s.n < NAME_MAX_BYTES;
}

static void close_calendar(void *p)
{
    ucal_close(p);
}

static bool open_rules(struct parse_zones *z, const UChar *id, int32_t n, struct parse_zone *zone)
{
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *c = ucal_open(id, n, "", UCAL_GREGORIAN, &status);
    if (U_FAILURE(status)) {
        return false;
    }
    arena_on_free(z->arena, close_calendar, c);
    zone->rules = c;
    zone->steady = arena_alloc(z->arena, sizeof(*zone->steady));
    return true;
}

/* "Asia/Ho_Chi_Minh", "US/Eastern", "UTC". Of short names ICU knows one meaning of several: BST. */
static bool by_iana(struct parse_zones *z, struct sv name, struct parse_zone *zone)
{
    UChar id[NAME_MAX_BYTES], canonical[ID_MAX];
    UErrorCode status = U_ZERO_ERROR;
    UBool is_system = 0;
    bool is_short = name.n <= 3 && !sv_eq_str(name, "UTC") && !sv_eq_str(name, "GMT");
    if (is_short || !to_utf16(name, id)) {
        return false;
    }
    int32_t n = (int32_t)name.n;
    ucal_getCanonicalTimeZoneID(id, n, canonical, ID_MAX, &is_system, &status);
    return U_SUCCESS(status) && is_system && open_rules(z, id, n, zone);
}

/* "SE Asia Standard Time". */
static bool by_windows(struct parse_zones *z, struct sv name, struct parse_zone *zone)
{
    UChar id[NAME_MAX_BYTES], iana[ID_MAX];
    UErrorCode status = U_ZERO_ERROR;
    if (!to_utf16(name, id)) {
        return false;
    }
    int32_t n = ucal_getTimeZoneIDForWindowsID(id, (int32_t)name.n, NULL, iana, ID_MAX, &status);
    return U_SUCCESS(status) && n > 0 && open_rules(z, iana, n, zone);
}

/* "+07:00", "-5", "+0530", "+07.00": the whole of s, in seconds. */
static bool read_offset(struct sv s, int *out)
{
    char digits[4] = "";
    size_t n = 0, hours = 0;
    int sign = s.n > 0 && s.p[0] == '-' ? -1 : 1;
    if (s.n < 2 || (s.p[0] != '+' && s.p[0] != '-')) {
        return false;
    }
    for (size_t i = 1; i < s.n; i++) {
        bool is_mark = (s.p[i] == ':' || s.p[i] == '.') && hours == 0 && n > 0;
        if (is_mark) {
            hours = n;
        } else if (n == sizeof(digits) || s.p[i] < '0' || s.p[i] > '9') {
            return false;
        } else {
            digits[n++] = s.p[i];
        }
    }
    hours = hours > 0 ? hours : n <= 2 ? n : n - 2;
    int64_t h = 0, m = 0;
    bool ok = sv_int((struct sv){digits, hours}, 0, OFFSET_MAX_H, &h) &&
              (n == hours || sv_int((struct sv){digits + hours, n - hours}, 0, 59, &m));
    *out = sign * (int)(h * HOUR_S + m * 60);
    return ok;
}

/* "UTC+07:00", "GMT-5", and the bare "+07:00". */
static bool by_offset(struct sv name, struct parse_zone *zone)
{
    if (sv_starts(name, SV("UTC")) || sv_starts(name, SV("GMT"))) {
        name = (struct sv){name.p + 3, name.n - 3};
    }
    return read_offset(sv_trim(name), &zone->offset);
}

static bool same_place(const char *id, struct sv city)
{
    const char *slash = strrchr(id, '/');
    const char *last = slash != NULL ? slash + 1 : id;
    for (size_t i = 0; i < city.n; i++) {
        if (last[i] != (city.p[i] == ' ' ? '_' : city.p[i])) {
            return false;
        }
    }
    return city.n > 2 && last[city.n] == '\0';
}

static bool by_city(struct parse_zones *z, struct sv city, struct parse_zone *zone)
{
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration *all = ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, NULL, NULL, &status);
    const char *id = NULL;
    bool found = false;
    while (U_SUCCESS(status) && !found && (id = uenum_next(all, NULL, &status)) != NULL) {
        found = same_place(id, city) && by_iana(z, sv_of(id), zone);
    }
    uenum_close(all);
    return found;
}

/* "Eastern Time (US & Canada)": the Windows name in it. */
static bool by_american(struct parse_zones *z, struct sv name, struct parse_zone *zone)
{
    char windows[NAME_MAX_BYTES];
    const char *us = name.n > 0 ? memmem(name.p, name.n, " Time (US", 9) : NULL;
    size_t n = us != NULL ? (size_t)(us - name.p) : 0;
    if (n == 0 || n + 14 >= sizeof(windows)) {
        return false;
    }
    memcpy(windows, name.p, n);
    memcpy(windows + n, " Standard Time", 14);
    return by_windows(z, (struct sv){windows, n + 14}, zone);
}

/* Outlook's display names: "(UTC+07:00) Bangkok, Hanoi, Jakarta" is the zone of the first city
 * known, if its clock stands there outside summer; "(GMT +01:00)" is that offset. */
static bool by_display(struct parse_zones *z, struct sv name, struct parse_zone *zone)
{
    struct sv head = SV(""), place;
    UErrorCode status = U_ZERO_ERROR;
    struct parse_zone offset = {0};
    bool has_offset = sv_starts(name, SV("(")) && sv_cut(&name, ')', &head) && head.n > 4 &&
                      by_offset((struct sv){head.p + 1, head.n - 1}, &offset);
    bool is_list = has_offset || memchr(name.p, ',', name.n) != NULL;
    name = sv_trim(name);
    if (has_offset && name.n == 0) {
        zone->offset = offset.offset;
        return true;
    }
    if (by_american(z, name, zone)) {
        return true;
    }
    while (is_list && sv_cut(&name, ',', &place)) {
        if (!by_city(z, sv_trim(place), zone)) {
            continue;
        }
        int32_t raw = ucal_get(zone->rules, UCAL_ZONE_OFFSET, &status);
        return !has_offset || raw == offset.offset * 1000;
    }
    return false;
}

/* "/mozilla.org/20050126_1/Asia/Ho_Chi_Minh": the name behind what a program put before it. */
static bool by_suffix(struct parse_zones *z, struct sv name, struct parse_zone *zone)
{
    struct sv part;
    while (sv_cut(&name, '/', &part) && name.n > 0) {
        if (by_iana(z, name, zone)) {
            return true;
        }
    }
    return false;
}

static const struct parse_definition *definition_of(const struct parse_zones *z, struct sv name)
{
    const struct definition *d = z->defined;
    while (d != NULL && !sv_eq(d->is.name, name)) {
        d = d->next;
    }
    return d != NULL ? &d->is : NULL;
}

static bool by_definition(struct parse_zones *z, struct sv name, struct parse_zone *zone)
{
    const struct parse_definition *d = definition_of(z, name);
    if (d != NULL && !by_iana(z, d->location, zone)) {
        zone->onset = d->onset;
        zone->n = d->n;
    }
    return d != NULL;
}

static void resolve(struct parse_zones *z, struct sv name, struct parse_zone *zone)
{
    zone->is_known = by_iana(z, name, zone) || by_windows(z, name, zone) || by_offset(name, zone) ||
                     by_suffix(z, name, zone) || by_definition(z, name, zone) ||
                     by_display(z, name, zone);
}

/* ---- what others call ---- */

void parse_zone_start(void)
{
    UErrorCode status = U_ZERO_ERROR;
    struct arena *a = arena_new(1 << 20);
    struct parse_zone zone = {0};
    udata_setFileAccess(UDATA_NO_FILES, &status);
    struct parse_zones *z = parse_zones_new(a);
    if (by_windows(z, SV("SE Asia Standard Time"), &zone)) {
        parse_zone_wall(&zone, parse_zone_utc(&zone, 0));
    }
    by_city(z, SV("Hanoi"), &zone);
    arena_free(a);
}

struct parse_zones *parse_zones_new(struct arena *a)
{
    struct parse_zones *z = arena_alloc(a, sizeof(*z));
    z->arena = a;
    return z;
}

const struct parse_zone *parse_zone_find(struct parse_zones *z, struct sv name)
{
    struct parse_zone *f = z->found;
    while (f != NULL && !sv_eq(f->name, name)) {
        f = f->next;
    }
    if (f == NULL && (z->n == PARSE_ZONES_MAX || name.n >= NAME_MAX_BYTES)) {
        return NULL;
    }
    if (f == NULL) {
        f = arena_alloc(z->arena, sizeof(*f));
        *f = (struct parse_zone){.next = z->found, .name = {arena_dup(z->arena, name), name.n}};
        resolve(z, f->name, f);
        z->found = f;
        z->n++;
    }
    return f->is_known ? f : NULL;
}

bool parse_zone_define(struct parse_zones *z, const struct parse_definition *d)
{
    if (d->n == 0 || definition_of(z, d->name) != NULL) {
        return true;
    }
    if (z->n_defined == PARSE_ZONES_MAX) {
        return false;
    }
    struct definition *own = arena_alloc(z->arena, sizeof(*own));
    struct parse_onset *copy = arena_alloc(z->arena, d->n * sizeof(*copy));
    memcpy(copy, d->onset, d->n * sizeof(*copy));
    own->is = *d;
    own->is.name.p = arena_dup(z->arena, d->name);
    own->is.location.p = arena_dup(z->arena, d->location);
    own->is.onset = copy;
    own->next = z->defined;
    z->defined = own;
    z->n_defined++;
    return true;
}

/* ---- clocks ---- */

static int onset_offset(const struct parse_zone *z, int64_t wall)
{
    size_t low = 0, high = z->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (z->onset[middle].at <= wall) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == 0) {
        return z->onset[0].before;
    }
    const struct parse_onset *o = &z->onset[low - 1];
    bool is_skipped = wall - o->at < o->after - o->before;
    return is_skipped ? o->before : o->after;
}

/* A day away from any change of the clock: the offset is the same whichever clock `at` is of. */
static bool is_inside(const struct steady *s, int64_t at)
{
    return at - DAY_S >= s->from && at + DAY_S < s->to;
}

/* Remembers the stretch around a moment whose offset was just worked out. */
static void remember(const struct parse_zone *z, int64_t at, int64_t offset)
{
    UErrorCode status = U_ZERO_ERROR;
    UDate from = 0, to = 0;
    bool has_from = ucal_getTimeZoneTransitionDate(z->rules, UCAL_TZ_TRANSITION_PREVIOUS_INCLUSIVE,
                                                   &from, &status);
    bool has_to = ucal_getTimeZoneTransitionDate(z->rules, UCAL_TZ_TRANSITION_NEXT, &to, &status);
    struct steady found = {.offset = offset,
                           .from = has_from ? (int64_t)(from / 1000) : INT64_MIN,
                           .to = has_to ? (int64_t)(to / 1000) : INT64_MAX};
    if (U_SUCCESS(status) && is_inside(&found, at)) {
        *z->steady = found;
    }
}

static int64_t by_rules(const struct parse_zone *z, int64_t at, bool is_wall)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t raw = 0, dst = 0;
    if (is_inside(z->steady, at)) {
        return z->steady->offset;
    }
    ucal_setMillis(z->rules, (double)at * 1000, &status);
    if (is_wall) {
        ucal_getTimeZoneOffsetFromLocal(z->rules, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, &raw,
                                        &dst, &status);
    } else {
        raw = ucal_get(z->rules, UCAL_ZONE_OFFSET, &status);
        dst = ucal_get(z->rules, UCAL_DST_OFFSET, &status);
    }
    remember(z, at, (raw + dst) / 1000);
    return (raw + dst) / 1000;
}

int64_t parse_zone_utc(const struct parse_zone *z, int64_t wall)
{
    if (z->rules != NULL) {
        return wall - by_rules(z, wall, true);
    }
    return wall - (z->n > 0 ? onset_offset(z, wall) : z->offset);
}

int64_t parse_zone_wall(const struct parse_zone *z, int64_t utc)
{
    if (z->rules != NULL) {
        return utc + by_rules(z, utc, false);
    }
    if (z->n == 0) {
        return utc + z->offset;
    }
    int64_t near = utc + onset_offset(z, utc);
    return utc + onset_offset(z, near);
}

/* Works a recurrence rule out into days (RFC 5545 section 3.3.10), with libical. Only days recur
 * here: times stand in their own fields. What libical reads otherwise than the RFC says, or would
 * spend seconds on, is refused before it sees it. */
#include "intake/parse.h"

#include "core/str.h"

#include <libical/ical.h>
#include <stdio.h>
#include <string.h>

enum { LIST_END = ICAL_RECURRENCE_ARRAY_MAX }; /* ends libical's lists */
enum freq { YEARLY = 1, MONTHLY = 2, WEEKLY = 4, DAILY = 8, ANY = 15 };

/* The parts a rule of days may have, and with which frequencies. libical ignores some where the RFC
 * forbids them, and with DAILY also BYSETPOS and negative days of the month, where it does not. */
static const struct part {
    const char *name;
    unsigned with;
} parts[] = {
    {"FREQ", ANY},
    {"INTERVAL", ANY},
    {"COUNT", ANY},
    {"UNTIL", ANY},
    {"WKST", ANY},
    {"BYMONTH", ANY},
    {"BYDAY", ANY},
    {"BYMONTHDAY", YEARLY | MONTHLY},
    {"BYWEEKNO", YEARLY},
    {"BYYEARDAY", YEARLY},
    {"BYSETPOS", YEARLY | MONTHLY},
};

static const struct {
    const char *name;
    enum freq freq;
} freqs[] = {{"YEARLY", YEARLY}, {"MONTHLY", MONTHLY}, {"WEEKLY", WEEKLY}, {"DAILY", DAILY}};

static bool refuse(struct err *e, const char *why, struct sv value)
{
    char key[64];
    snprintf(key, sizeof key, "intake.error.%s", why);
    return err_field(e, key, "rrule", value);
}

static unsigned freq_of(struct sv name)
{
    for (size_t i = 0; i < ARRAY_LEN(freqs); i++) {
        if (sv_eq_str(name, freqs[i].name)) {
            return freqs[i].freq;
        }
    }
    return 0;
}

static const struct part *part_of(struct sv name)
{
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        if (sv_eq_str(name, parts[i].name)) {
            return &parts[i];
        }
    }
    return NULL;
}

/* Upper case ASCII without white space, and without the property's name, which people copy too. */
static struct sv tidy(struct arena *a, struct sv text)
{
    char *out = arena_alloc(a, text.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
            c = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
            out[n++] = (char)(c > ' ' && c <= '~' ? c : '?');
        }
    }
    struct sv s = {out, n};
    if (sv_starts(s, SV("RRULE:"))) {
        s = (struct sv){out + 6, n - 6};
    }
    if (s.n > 0 && s.p[s.n - 1] == ';') {
        s.n--;
    }
    return s;
}

/* "2TU": the second Tuesday of something longer than a week. */
static bool has_ordinal(struct sv days)
{
    for (size_t i = 0; i < days.n; i++) {
        if (days.p[i] >= '0' && days.p[i] <= '9') {
            return true;
        }
    }
    return false;
}

static bool is_plain(struct sv value)
{
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];
        bool is_letter = c >= 'A' && c <= 'Z', is_digit = c >= '0' && c <= '9';
        if (!is_letter && !is_digit && c != ',' && c != '-' && c != '+') {
            return false;
        }
    }
    return value.n > 0;
}

static bool check_part(struct sv item, unsigned freq, unsigned *seen, struct err *e)
{
    struct sv name, value = item;
    bool has_name = sv_cut(&value, '=', &name);
    const struct part *p = has_name ? part_of(name) : NULL;
    if (p == NULL || !is_plain(value)) {
        return refuse(
            e, p == NULL && has_name && sv_starts(name, SV("BY")) ? "rrule_time" : "rrule", item);
    }
    if (sv_eq_str(name, "UNTIL") && value.n != strlen("20370103")) {
        return refuse(e, "rrule_time", item);
    }
    unsigned bit = 1U << (p - parts);
    bool is_twice = (*seen & bit) != 0;
    *seen |= bit;
    if (is_twice || (p->with & freq) == 0 ||
        (sv_eq_str(name, "BYDAY") && has_ordinal(value) && (freq & (YEARLY | MONTHLY)) == 0)) {
        return refuse(e, "rrule_part", item);
    }
    return true;
}

/* The frequency comes first or anywhere; without one there is no rule. */
static bool check_freq(struct sv rule, unsigned *freq, struct err *e)
{
    struct sv rest = rule, item;
    while (sv_cut(&rest, ';', &item)) {
        if (sv_starts(item, SV("FREQ="))) {
            struct sv name = {item.p + 5, item.n - 5};
            *freq = freq_of(name);
            return *freq != 0 || refuse(e, "rrule_freq", name);
        }
    }
    return refuse(e, "rrule", rule);
}

static bool check_rule(struct sv rule, struct err *e)
{
    unsigned freq = 0, seen = 0;
    struct sv rest = rule, item;
    if (rule.n > PARSE_RRULE_MAX) {
        return refuse(e, "rrule_long", SV("300"));
    }
    if (!check_freq(rule, &freq, e)) {
        return false;
    }
    while (sv_cut(&rest, ';', &item)) {
        if (!check_part(item, freq, &seen, e)) {
            return false;
        }
    }
    return true;
}

static struct icaltimetype ical_day(struct parse_day d)
{
    return (struct icaltimetype){.year = d.year, .month = d.month, .day = d.day, .is_date = 1};
}

/* Moves by whole years; 29 February becomes 1 March. */
static struct icaltimetype years_on(struct icaltimetype t, int years)
{
    t.year += years;
    return icaltime_normalize(t);
}

/* libical counts the weeks of an interval from the first day that fits, the standard from the week
 * of the start (section 3.3.10): with one day of the week, that week's day is where it begins. */
static struct icaltimetype week_start(const struct icalrecurrencetype *r, struct icaltimetype start)
{
    bool is_one =
        r->freq == ICAL_WEEKLY_RECURRENCE && r->by_day[0] != LIST_END && r->by_day[1] == LIST_END;
    if (!is_one) {
        return start;
    }
    int first = (int)r->week_start;
    int wanted = ((int)icalrecurrencetype_day_day_of_week(r->by_day[0]) - first + 7) % 7;
    int days = wanted - (icaltime_day_of_week(start) - first + 7) % 7;
    icaltime_adjust(&start, days < 0 ? days + 7 * r->interval : days, 0, 0, 0);
    return start;
}

/* A month has no sixth Tuesday. libical would look for one month by month up to its last year. */
static bool never_comes(const struct icalrecurrencetype *r)
{
    bool is_in_month = r->freq == ICAL_MONTHLY_RECURRENCE ||
                       (r->freq == ICAL_YEARLY_RECURRENCE && r->by_week_no[0] == LIST_END &&
                        r->by_month[0] != LIST_END);
    if (!is_in_month || r->by_day[0] == LIST_END) {
        return false;
    }
    for (size_t i = 0; i < ARRAY_LEN(r->by_day) && r->by_day[i] != LIST_END; i++) {
        int nth = icalrecurrencetype_day_position(r->by_day[i]);
        if (nth >= -5 && nth <= 5) {
            return false;
        }
    }
    return true;
}

/* Where libical may stop: at the horizon, or where the rule itself ends. */
static void set_end(struct icalrecurrencetype *r, struct icaltimetype last)
{
    if (r->count == 0 &&
        (icaltime_is_null_time(r->until) || icaltime_compare_date_only(r->until, last) > 0)) {
        r->until = last;
    }
}

/* Each day once: libical gives some twice (BYWEEKNO=1,53). False when it takes too many steps. */
static bool take_days(icalrecur_iterator *it, struct icaltimetype first, struct icaltimetype last,
                      struct parse_days *out)
{
    for (int i = 0; i < PARSE_RRULE_STEPS && out->n < out->cap; i++) {
        struct icaltimetype t = icalrecur_iterator_next(it);
        out->is_over = icaltime_is_null_time(t);
        if (out->is_over || icaltime_compare_date_only(t, last) > 0) {
            return true;
        }
        if (icaltime_compare_date_only(t, first) >= 0) {
            out->day[out->n++] = (struct parse_day){t.year, t.month, t.day};
            first = t;
            icaltime_adjust(&first, 1, 0, 0, 0);
        }
    }
    return out->n == out->cap;
}

bool parse_rrule_days(struct sv rule, const struct parse_span *p, struct parse_day end,
                      struct parse_days *out, struct err *e)
{
    struct icaltimetype start = ical_day(p->dtstart), from = ical_day(p->from);
    struct icaltimetype last = ical_day(end);
    char text[PARSE_RRULE_MAX + 1];
    if (!check_rule(rule, e)) {
        return false;
    }
    snprintf(text, sizeof(text), "%.*s", (int)rule.n, rule.p);
    struct icalrecurrencetype r = icalrecurrencetype_from_string(text);
    if (r.freq == ICAL_NO_RECURRENCE || r.rscale != NULL || never_comes(&r)) {
        bool is_never = r.freq != ICAL_NO_RECURRENCE && r.rscale == NULL;
        icalrecurrencetype_clear(&r);
        return refuse(e, is_never ? "rrule_never" : "rrule", rule);
    }
    start = week_start(&r, start);
    if (icaltime_compare_date_only(from, start) < 0) {
        from = start;
    }
    struct icaltimetype own = r.until;
    bool is_counted = r.count > 0, is_done = true;
    set_end(&r, last);
    icalrecur_iterator *it = icalrecur_iterator_new(r, start);
    out->n = 0;
    out->is_over = true;
    if (it != NULL) {
        /* libical cannot jump in rules that are counted; among weeks of the year it lands on the
         * wrong day when week 1 begins in the year before. */
        bool can_jump = !is_counted && r.by_week_no[0] == LIST_END;
        if (can_jump && icaltime_compare_date_only(from, start) > 0) {
            icalrecur_iterator_set_start(it, from);
        }
        is_done = take_days(it, from, last, out);
        icalrecur_iterator_free(it);
    }
    if (!is_counted) {
        out->is_over = !icaltime_is_null_time(own) && icaltime_compare_date_only(own, last) <= 0;
    }
    return is_done || refuse(e, "rrule_start", rule);
}

/* The first day of the rule that is not worked out any more. */
static struct parse_day horizon(const struct parse_span *p)
{
    struct icaltimetype start = ical_day(p->dtstart), from = ical_day(p->from);
    from = icaltime_compare_date_only(from, start) < 0 ? start : from;
    struct icaltimetype end = years_on(from, PARSE_RRULE_YEARS);
    return (struct parse_day){end.year, end.month, end.day};
}

static bool print_days(struct arena *a, struct sv rule, const struct parse_span *p, struct buf *out,
                       struct err *e)
{
    struct parse_day end = horizon(p);
    struct icaltimetype longest = years_on(ical_day(p->dtstart), PARSE_RRULE_LEAD_YEARS);
    struct icaltimetype last = ical_day(end);
    icaltime_adjust(&last, -1, 0, 0, 0);
    struct parse_days days = {.cap = (size_t)PARSE_RRULE_YEARS * 366};
    days.day = arena_alloc(a, days.cap * sizeof(*days.day));
    if (!parse_rrule_days(rule, p, (struct parse_day){last.year, last.month, last.day}, &days, e)) {
        return false;
    }
    if (icaltime_compare_date_only(ical_day(p->from), longest) > 0) {
        return refuse(e, "rrule_start", rule);
    }
    buf_str(out, "{\"rrule\":");
    json_quote(out, rule);
    buf_printf(out, ",\"until\":\"%04d-%02d-%02d\",\"dates\":[", end.year, end.month, end.day);
    for (size_t i = 0; i < days.n; i++) {
        const struct parse_day *d = &days.day[i];
        buf_printf(out, "%s\"%04d-%02d-%02d\"", i > 0 ? "," : "", d->year, d->month, d->day);
    }
    buf_printf(out, "],\"goes_on\":%s}\n", days.is_over ? "false" : "true");
    return days.n > 0 || refuse(e, "rrule_never", rule);
}

struct sv parse_rrule_tidy(struct arena *a, struct sv text)
{
    return text.n > PARSE_RRULE_MAX * 2 ? text : tidy(a, text);
}

void parse_rrule(struct sv text, const struct parse_span *p, struct buf *out)
{
    struct arena *a = arena_new(PARSE_ARENA_MAX);
    struct err e = {0};
    if (!print_days(a, parse_rrule_tidy(a, text), p, out, &e)) {
        parse_refusal(out, &e);
    }
    arena_free(a);
}

void parse_rrule_start(void)
{
    struct buf out;
    const struct parse_span span = {{2026, 1, 1}, {2026, 1, 1}};
    buf_init(&out, PARSE_OUT_MAX);
    parse_rrule(SV("FREQ=DAILY;COUNT=1"), &span, &out);
    buf_free(&out);
}

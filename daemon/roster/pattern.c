/* The pattern of one person's days against the contract: the whole, and what one change does. Only
 * the runs around a changed day are looked at. */
#include "roster/pattern.h"

#include <string.h>

static bool has_day(const uint64_t *days, int32_t day)
{
    return (days[day / 64] >> (day % 64) & 1) != 0;
}

static void flip_day(uint64_t *days, int32_t day)
{
    days[day / 64] ^= UINT64_C(1) << (day % 64);
}

/* The last day before this one that is on duty, or free; -1 when there is none. */
static int32_t last_before(const uint64_t *days, int32_t day, bool on)
{
    int32_t word = day / 64;
    uint64_t flip = on ? 0 : UINT64_MAX;
    uint64_t w = (days[word] ^ flip) & ((UINT64_C(1) << (day % 64)) - 1);

    while (w == 0 && word > 0) {
        w = days[--word] ^ flip;
    }
    return w == 0 ? -1 : word * 64 + 63 - __builtin_clzll(w);
}

/* The first day after this one that is on duty, or free; n when there is none. */
static int32_t first_after(const uint64_t *days, int32_t n, int32_t day, bool on)
{
    int32_t word = day / 64, last = (n - 1) / 64;
    uint64_t flip = on ? 0 : UINT64_MAX;
    uint64_t w = (days[word] ^ flip) & (~UINT64_C(1) << (day % 64));

    while (w == 0 && word < last) {
        w = days[++word] ^ flip;
    }
    int32_t found = w == 0 ? n : word * 64 + __builtin_ctzll(w);
    return found < n ? found : n;
}

/* A run on duty of days from .. to - 1 among n. */
static int64_t duty_run(const struct contract *c, int32_t from, int32_t to, int32_t n)
{
    int32_t length = to - from;

    if (length == 0) {
        return 0;
    }
    if (length > c->max_run) {
        return length - c->max_run;
    }
    return length < c->min_run && from > 0 && to < n ? c->min_run - length : 0;
}

static int64_t free_run(const struct contract *c, int32_t from, int32_t to, int32_t n)
{
    int32_t length = to - from;

    return length > 0 && length < c->min_off && from > 0 && to < n ? c->min_off - length : 0;
}

/* The change of the units of runs when one day's bit flips. */
static int64_t run_flip(const struct contract *c, const uint64_t *days, int32_t n, int32_t day)
{
    bool on = has_day(days, day);
    /* As if the day were free on the one hand, on duty on the other: the runs it would lie in. */
    int32_t duty_from = last_before(days, day, false) + 1;
    int32_t duty_to = first_after(days, n, day, false);
    int32_t free_from = last_before(days, day, true) + 1;
    int32_t free_to = first_after(days, n, day, true);
    int64_t working = duty_run(c, duty_from, duty_to, n) + free_run(c, free_from, day, n) +
                      free_run(c, day + 1, free_to, n);
    int64_t resting = free_run(c, free_from, free_to, n) + duty_run(c, duty_from, day, n) +
                      duty_run(c, day + 1, duty_to, n);

    return on ? resting - working : working - resting;
}

int32_t pattern_weekend_flip(const struct model *m, const uint64_t *days, int32_t day)
{
    int32_t weekday = (m->weekday + day) % 7;
    int32_t other = weekday == 5 ? day + 1 : day - 1;

    if (weekday < 5 || (other >= 0 && other < m->days && has_day(days, other))) {
        return 0;
    }
    return has_day(days, day) ? -1 : 1;
}

int32_t pattern_weekends(const struct model *m, const uint64_t *days)
{
    int32_t n = 0;

    for (int32_t saturday = 5 - m->weekday; saturday < m->days; saturday += 7) {
        int32_t sunday = saturday + 1;
        n += (saturday >= 0 && has_day(days, saturday)) ||
             (sunday >= 0 && sunday < m->days && has_day(days, sunday));
    }
    return n;
}

static int64_t of_minutes(const struct contract *c, int64_t minutes)
{
    if (minutes < c->min_minutes) {
        return (c->min_minutes - minutes + 59) / 60;
    }
    return minutes > c->max_minutes ? (minutes - c->max_minutes + 59) / 60 : 0;
}

static int64_t excess(int32_t count, int32_t max)
{
    return count > max ? count - max : 0;
}

static bool follows_badly(const struct model *m, const struct shift *first,
                          const struct shift *then)
{
    return then->day == first->day + 1 && first->type != NONE && then->type != NONE &&
           (m->not_after[first->type] >> then->type & 1) != 0;
}

bool pattern_forbids(const struct model *m, const struct shift *a, const struct shift *b)
{
    return follows_badly(m, a, b) || follows_badly(m, b, a);
}

/* Runs and weekends: one day falls free, another gets its first duty. */
static int64_t of_days(const struct model *m, const struct contract *c, const struct pattern_now *x,
                       const struct shift *out, const struct shift *in)
{
    uint64_t days[DAY_WORDS];
    int32_t weekends = x->weekends;
    int64_t units = 0;

    memcpy(days, x->days, (size_t)((m->days + 63) / 64) * sizeof(*days));
    if (x->frees_day) {
        units += run_flip(c, days, m->days, out->day);
        weekends += pattern_weekend_flip(m, days, out->day);
        flip_day(days, out->day);
    }
    if (x->adds_day) {
        units += run_flip(c, days, m->days, in->day);
        weekends += pattern_weekend_flip(m, days, in->day);
    }
    return units + excess(weekends, c->max_weekends) - excess(x->weekends, c->max_weekends);
}

static int64_t of_types(const struct contract *c, const struct pattern_now *x,
                        const struct shift *out, const struct shift *in)
{
    int32_t dropped = out == NULL ? NONE : out->type, added = in == NULL ? NONE : in->type;
    int64_t units = 0;

    if (dropped == added) {
        return 0;
    }
    if (dropped != NONE) {
        units -= x->of_drop > c->max_of_type[dropped];
    }
    if (added != NONE) {
        units += x->of_add >= c->max_of_type[added];
    }
    return units;
}

int64_t pattern_units(const struct model *m, const struct contract *c, const struct pattern_now *x,
                      const struct shift *out, const struct shift *in)
{
    int64_t after = x->minutes;

    after -= out == NULL ? 0 : out->end - out->start;
    after += in == NULL ? 0 : in->end - in->start;
    int64_t units = of_minutes(c, after) - of_minutes(c, x->minutes) + of_types(c, x, out, in);
    if (x->frees_day || x->adds_day) {
        units += of_days(m, c, x, out, in);
    }
    return units + x->with_add - x->with_drop;
}

static const struct shift *shift_at(const struct model *m, int32_t shift)
{
    return shift == NONE ? NULL : &m->shifts[shift];
}

/* One of the person's duties: minutes, type, successions. */
static void take_in(const struct model *m, const struct duty *x, const struct shift *out,
                    const struct shift *in, struct pattern_now *now)
{
    const struct shift *s = x->seat == NONE ? NULL : &m->shifts[m->seat_shift[x->seat]];

    if (s != NULL || (x->busy->day >= 0 && x->busy->day < m->days)) {
        now->minutes += x->end - x->start;
    }
    if (s == NULL || s->type == NONE) {
        return;
    }
    if (out != NULL) {
        now->of_drop += s->type == out->type;
        now->with_drop += pattern_forbids(m, s, out);
    }
    if (in != NULL) {
        now->of_add += s->type == in->type;
        now->with_add += s != out && pattern_forbids(m, s, in);
    }
}

int64_t pattern_change(const struct draft *d, int32_t provider, int32_t drop, int32_t add)
{
    const struct model *m = d->m;
    const struct contract *c = m->providers[provider].contract;
    const struct shift *out = shift_at(m, drop), *in = shift_at(m, add);
    const uint16_t *in_day = draft_row(d->in_day, provider, m->days);
    bool same_day = out != NULL && in != NULL && out->day == in->day;
    struct pattern_now now = {.days = draft_worked(d, provider)};

    if (c == NULL) {
        return 0;
    }
    for (int32_t i = 0; i < d->of[provider].n; i++) {
        take_in(m, &d->of[provider].d[i], out, in, &now);
    }
    now.weekends = pattern_weekends(m, now.days);
    now.frees_day = out != NULL && !same_day && in_day[out->day] == 1;
    now.adds_day = in != NULL && !same_day && in_day[in->day] == 0;
    return m->weights.pattern * pattern_units(m, c, &now, out, in);
}

/* Run after run, from the first day to the last, and the weekends. */
static int64_t of_all_days(const struct model *m, const struct contract *c, const uint64_t *days)
{
    int64_t units = excess(pattern_weekends(m, days), c->max_weekends);

    for (int32_t from = 0; from < m->days;) {
        bool on = has_day(days, from);
        int32_t to = first_after(days, m->days, from, !on);
        units += on ? duty_run(c, from, to, m->days) : free_run(c, from, to, m->days);
        from = to;
    }
    return units;
}

/* Types and successions: of the duties in this roster. */
static int64_t of_duties(const struct draft *d, int32_t provider, const struct contract *c)
{
    const struct model *m = d->m;
    const struct duties *of = &d->of[provider];
    int32_t of_type[MAX_TYPES] = {0};
    int64_t units = 0;

    for (int32_t i = 0; i < of->n; i++) {
        const struct shift *s =
            of->d[i].seat == NONE ? NULL : &m->shifts[m->seat_shift[of->d[i].seat]];
        if (s == NULL || s->type == NONE) {
            continue;
        }
        units += of_type[s->type]++ >= c->max_of_type[s->type];
        for (int32_t k = 0; k < i; k++) {
            units += of->d[k].seat != NONE &&
                     pattern_forbids(m, s, &m->shifts[m->seat_shift[of->d[k].seat]]);
        }
    }
    return units;
}

int64_t pattern_cost(const struct draft *d, int32_t provider)
{
    const struct model *m = d->m;
    const struct contract *c = m->providers[provider].contract;
    struct pattern_now now = {0};

    if (c == NULL) {
        return 0;
    }
    for (int32_t i = 0; i < d->of[provider].n; i++) {
        take_in(m, &d->of[provider].d[i], NULL, NULL, &now);
    }
    return m->weights.pattern * (of_minutes(c, now.minutes) + of_duties(d, provider, c) +
                                 of_all_days(m, c, draft_worked(d, provider)));
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Of one person whatever is stood: minutes short, short runs, long runs, weekends. */
static int64_t most_of_person(const struct model *m, const struct provider *p)
{
    const struct contract *c = p->contract;
    int64_t runs = m->days / 2 + 1, units = c->min_minutes / 60 + 1 + m->days + m->weeks;

    for (int32_t i = 0; i < p->busy_n; i++) {
        units += (p->busy[i].end - p->busy[i].start) / 60 + 1;
    }
    return units + runs * (least(c->min_run, m->days) + least(c->min_off, m->days));
}

/* Pairs of shifts on two days in a row that one person could stand. */
static int64_t most_pairs(const struct model *m)
{
    int64_t on[MAX_DAYS + 1] = {0}, pairs = 0;

    for (int32_t i = 0; i < m->shift_n; i++) {
        on[m->shifts[i].day]++;
    }
    for (int32_t day = 0; day < m->days; day++) {
        pairs += on[day] * on[day + 1];
    }
    return m->type_n > 0 ? pairs : 0;
}

int64_t pattern_most(const struct model *m)
{
    int64_t units = 0, pairs = most_pairs(m);

    for (int32_t p = 0; p < m->provider_n; p++) {
        if (m->providers[p].contract != NULL) {
            units += most_of_person(m, &m->providers[p]) + pairs;
        }
    }
    for (int32_t i = 0; i < m->shift_n && units > 0; i++) {
        const struct shift *s = &m->shifts[i];
        units += ((int64_t)(s->end - s->start) / 60 + 2) * s->seats;
    }
    return units;
}

/* What all rows of one person have in common: types by class, and which may stand before which. */
#include <string.h>

#include "roster/plan.h"

static int32_t round_up(int32_t a, int32_t b)
{
    return a / b + (a % b > 0);
}

/* Types that forbid the same types on the day after are one class: the plan need not tell them
 * apart once they are stood. */
static void make_classes(struct shape *s, const struct model *m, uint64_t may, uint64_t *forbids)
{
    for (int32_t i = 0; i < s->types; i++) {
        uint64_t forbidden = m->not_after[s->type[i]] & may;
        int32_t k = 0;
        while (k < s->classes && forbids[k] != forbidden) {
            k++;
        }
        forbids[k] = forbidden;
        s->class[i] = k;
        s->classes += k == s->classes;
    }
}

static int32_t set_index(struct shape *s, uint64_t mask)
{
    for (int32_t i = 0; i < s->sets; i++) {
        if (s->set_mask[i] == mask) {
            return i;
        }
    }
    s->set_mask[s->sets] = mask;
    return s->sets++;
}

/* By size, so that what is part of another set comes before it. */
static void sort_sets(struct shape *s)
{
    for (int32_t i = 1; i < s->sets; i++) {
        uint64_t mask = s->set_mask[i];
        int32_t at = i;
        while (at > 0 && __builtin_popcountll(s->set_mask[at - 1]) > __builtin_popcountll(mask)) {
            s->set_mask[at] = s->set_mask[at - 1];
            at--;
        }
        s->set_mask[at] = mask;
    }
}

static void make_sets(struct shape *s, const uint64_t *forbids)
{
    uint64_t before[MAX_TYPES] = {0};

    for (int32_t i = 0; i < s->types; i++) {
        for (int32_t k = 0; k < s->classes; k++) {
            if ((forbids[k] >> s->type[i] & 1) == 0) {
                before[i] |= UINT64_C(1) << k;
            }
        }
        (void)set_index(s, before[i]);
    }
    (void)set_index(s, s->classes == 0 ? 0 : ~UINT64_C(0) >> (64 - s->classes));
    sort_sets(s);
    for (int32_t i = 0; i < s->types; i++) {
        s->set[i] = set_index(s, before[i]);
    }
    for (int32_t i = 0; i < s->sets; i++) {
        s->set_base[i] = NONE;
        for (int32_t j = 0; j < i; j++) {
            if ((s->set_mask[j] & ~s->set_mask[i]) == 0) {
                s->set_base[i] = j;
            }
        }
        uint64_t had = s->set_base[i] == NONE ? 0 : s->set_mask[s->set_base[i]];
        s->set_more[i] = s->set_mask[i] & ~had;
    }
}

/* What the limits by type leave of runs and minutes: planes are no larger than rows can be. */
static void narrow(struct shape *s, const struct contract *c, int32_t days)
{
    int32_t duties = 0, units = 0;

    for (int32_t i = 0; i < s->types; i++) {
        int32_t limit = c->max_of_type[s->type[i]];
        limit = limit < days ? limit : days;
        duties += limit;
        units += limit * s->units[i];
    }
    s->max_run = s->max_run < duties ? s->max_run : duties;
    s->max_units = s->max_units < units ? s->max_units : units;
}

void shape_make(struct shape *s, const struct model *m, const struct contract *c, uint64_t may,
                const int32_t *minutes, int32_t unit)
{
    uint64_t forbids[MAX_TYPES] = {0};
    bool counted = c->min_minutes > 0 || c->max_minutes < NO_LIMIT;

    memset(s, 0, sizeof(*s));
    for (int32_t t = 0; t < m->type_n; t++) {
        if ((may >> t & 1) != 0) {
            s->type[s->types] = t;
            s->units[s->types] = counted ? minutes[t] / unit : 0;
            s->longest = s->units[s->types] > s->longest ? s->units[s->types] : s->longest;
            s->types++;
        }
    }
    make_classes(s, m, may, forbids);
    make_sets(s, forbids);
    s->max_run = c->max_run < m->days ? c->max_run : m->days;
    s->min_run = c->min_run > 1 ? c->min_run : 1;
    s->min_off = c->min_off > 1 ? c->min_off : 1;
    s->min_units = counted ? round_up(c->min_minutes, unit) : 0;
    s->max_units = counted ? c->max_minutes / unit : 0;
    s->weekends = c->max_weekends <= m->days / 7;
    s->max_weekends = s->weekends ? c->max_weekends : 0;
    narrow(s, c, m->days);
}

int32_t shape_most_units(const struct shape *s, int32_t n)
{
    int32_t turn = s->max_run + s->min_off, rest = n % turn;

    return (n / turn * s->max_run + (rest < s->max_run ? rest : s->max_run)) * s->longest;
}

int32_t shape_plane(const struct shape *s, int32_t n)
{
    int32_t most = shape_most_units(s, n), units = s->max_units < most ? s->max_units : most;
    int32_t lines = s->max_weekends < n / 7 ? s->max_weekends : n / 7;

    return (s->classes * s->max_run + s->min_off) * (units + 1) * (lines + 1);
}

/* Who could be among those disturbed: at every moment of a lost place, and on its day, somebody of
 * them must be free now, because what they pass on among themselves they still stand together. */
#include "roster/repair_state.h"

enum { SIGNS = 4, SIGNS_ON_DAY = 0, SIGNS_AT_START, SIGNS_AT_REST, SIGNS_THERE };

#define EVERY ((UINT64_C(1) << SIGNS) - 1)

/* A lost place: its first minute, its middle, and the last minute of the rest after it. */
struct lost {
    int32_t start, middle, rest, day;
};

struct losses {
    struct lost x[64 / SIGNS];
    int32_t n, first, last; /* minutes beyond which nothing matters */
    uint64_t there;         /* the signs of being elsewhere at the middle */
};

static bool covers(int32_t start, int32_t end, int32_t minute)
{
    return start <= minute && minute < end;
}

/* The signs that a duty takes away: at no moment may two duties, each with its rest, meet. */
static uint64_t taken_by(const struct losses *l, int32_t start, int32_t end, int32_t rest)
{
    uint64_t signs = 0;

    for (int32_t i = 0; i < l->n && start <= l->last && end + rest > l->first; i++) {
        const struct lost *x = &l->x[i];
        uint64_t taken = (uint64_t)covers(start, end + rest, x->start) << SIGNS_AT_START |
                         (uint64_t)covers(start, end + rest, x->rest) << SIGNS_AT_REST |
                         (uint64_t)covers(start, end, x->middle) << SIGNS_THERE;
        signs |= taken << (SIGNS * i);
    }
    return signs;
}

static uint64_t taken(const struct repair *r, const struct losses *l, int32_t provider)
{
    const struct model *m = r->m;
    const struct provider *p = &m->providers[provider];
    const uint16_t *in_day = draft_row(r->d->in_day, provider, m->days);
    int32_t rest = m->rules.rest_min;
    uint64_t signs = 0;

    for (int32_t i = r->mine_at[provider]; i < r->mine_at[provider + 1]; i++) {
        struct span s = r->mine_span[i];
        if (s.from <= l->last && s.to + rest > l->first && r->d->holder[r->mine[i]] == provider) {
            signs |= taken_by(l, s.from, s.to, rest);
        }
    }
    for (int32_t i = 0; i < p->busy_n; i++) {
        const struct busy *b = &p->busy[i];
        uint64_t busy = taken_by(l, b->start, b->end, b->why == BUSY_DUTY ? rest : 0);
        signs |= b->why == BUSY_DUTY ? busy : busy & l->there;
    }
    for (int32_t i = 0; i < l->n; i++) {
        uint64_t full = in_day[l->x[i].day] >= m->rules.max_duties_per_day;
        signs |= full << (SIGNS * i + SIGNS_ON_DAY);
    }
    return signs;
}

static void note_loss(const struct repair *r, int32_t shift, struct losses *l)
{
    const struct shift *s = &r->m->shifts[shift];
    struct lost x = {.start = s->start,
                     .middle = s->start + (s->end - s->start) / 2,
                     .rest = s->end + r->m->rules.rest_min - 1,
                     .day = s->day};

    l->there |= UINT64_C(1) << (SIGNS * l->n + SIGNS_THERE);
    l->first = x.start < l->first ? x.start : l->first;
    l->last = x.rest > l->last ? x.rest : l->last;
    l->x[l->n++] = x;
}

void repair_find_free(struct repair *r)
{
    struct losses l = {.first = INT32_MAX, .last = INT32_MIN};

    for (int32_t i = 0; i < r->open_n && i < 64 / SIGNS; i++) {
        note_loss(r, r->open[i], &l);
    }
    r->all_signs = 0;
    for (int32_t i = 0; i < l.n; i++) {
        r->all_signs |= EVERY << (SIGNS * i);
    }
    for (int32_t p = 0; p < r->m->provider_n; p++) {
        r->signs[p] = r->is_out[p] ? 0 : r->all_signs & ~taken(r, &l, p);
    }
}

bool repair_has_free(const struct repair *r)
{
    uint64_t missing = r->all_signs;
    bool found = false;

    for (int32_t i = 0; i < r->people; i++) {
        missing &= ~r->signs[r->crew[i]];
    }
    if (missing == 0 || r->most_people - r->people > 1) {
        return true;
    }
    for (int32_t p = 0; p < r->m->provider_n && !found && r->people < r->most_people; p++) {
        found = (missing & ~r->signs[p]) == 0;
    }
    return found;
}

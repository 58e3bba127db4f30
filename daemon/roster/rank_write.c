/* Answers about one shift as JSON: who could take over, who cannot and why, why who stands it. */
#include "roster/explain.h"
#include "roster/fill.h"
#include "roster/rank.h"
#include "roster/solution.h"

static int32_t find_shift(const struct model *m, int64_t id)
{
    for (int32_t i = 0; i < m->shift_n; i++) {
        if (m->shifts[i].id == id) {
            return i;
        }
    }
    return NONE;
}

static void put_rest(struct buf *b, const char *name, int32_t minutes)
{
    if (minutes < NO_LIMIT) {
        buf_printf(b, ",\"%s\":%d", name, minutes);
    } else {
        buf_printf(b, ",\"%s\":null", name);
    }
}

static void put_substitute(struct buf *b, const struct draft *d, int32_t shift,
                           const struct substitute *x)
{
    const struct model *m = d->m;
    const struct shift *s = &m->shifts[shift];
    int32_t before = 0, after = 0;

    rank_rest(d, shift, x, &before, &after);
    buf_printf(b, "{\"provider\":%lld,\"adds\":%lld,", (long long)m->providers[x->provider].id,
               (long long)x->sum);
    solution_put_cost(b, &x->cost, false);
    put_rest(b, "rest_before_min", before);
    put_rest(b, "rest_after_min", after);
    buf_printf(b, ",\"travel_min\":%d,\"duties_week\":%d,\"duties_month\":%d",
               model_travel(m, m->providers[x->provider].home, s->place),
               draft_row(d->in_week, x->provider, m->weeks)[s->week],
               draft_row(d->in_month, x->provider, m->months)[s->month]);
    if (x->give_up == NONE) {
        buf_str(b, ",\"chain\":null}");
        return;
    }
    buf_printf(b, ",\"chain\":{\"shift\":%lld,\"to\":%lld,",
               (long long)m->shifts[m->seat_shift[x->give_up]].id,
               (long long)m->providers[x->to].id);
    solution_put_hit(b, m, &x->hit);
    buf_str(b, "}}");
}

static bool is_on(const struct draft *d, int32_t shift, int32_t provider)
{
    const struct shift *s = &d->m->shifts[shift];
    bool on = false;

    for (int32_t seat = s->first_seat; seat < s->first_seat + s->seats && !on; seat++) {
        on = d->holder[seat] == provider;
    }
    return on;
}

/* Everybody whom a rule keeps from the shift: the first such rule and its facts. */
static void put_excluded(struct buf *b, const struct draft *d, int32_t shift, int32_t not_him)
{
    const struct model *m = d->m;
    const char *comma = "\n";

    buf_str(b, "\"excluded\":[");
    for (int32_t p = 0; p < m->provider_n; p++) {
        struct rule_hit hit;
        if (p != not_him && !is_on(d, shift, p) &&
            rule_first(d, shift, p, NONE, &hit) != RULE_NONE) {
            buf_printf(b, "%s{\"provider\":%lld,", comma, (long long)m->providers[p].id);
            solution_put_hit(b, m, &hit);
            buf_char(b, '}');
            comma = ",\n";
        }
    }
    buf_char(b, ']');
}

static void put_head(struct buf *b, const char *mode, int64_t shift)
{
    buf_printf(b, "{\"version\":1,\"engine\":\"%s\",\"mode\":\"%s\",\"shift\":%lld,\n",
               ROSTER_ENGINE, mode, (long long)shift);
}

/* The seat to find a substitute for: an empty one, else that of the last whom no pin holds. */
static int32_t seat_to_fill(const struct draft *d, int32_t shift)
{
    const struct shift *s = &d->m->shifts[shift];
    int32_t found = NONE;

    for (int32_t seat = s->first_seat; seat < s->first_seat + s->seats; seat++) {
        bool within = seat - s->first_seat < s->planned;
        if (d->holder[seat] == NONE && within) {
            return seat;
        }
        found = d->holder[seat] != NONE && d->m->seat_pin[seat] == NONE ? seat : found;
    }
    return found;
}

static void put_ranking(struct buf *b, struct draft *d, int32_t shift, int32_t seat)
{
    int32_t instead = seat == NONE ? NONE : d->holder[seat];
    struct ranking best;

    if (instead == NONE) {
        buf_str(b, "\"instead_of\":null,\n");
    } else {
        buf_printf(b, "\"instead_of\":%lld,\n", (long long)d->m->providers[instead].id);
        draft_take(d, seat);
    }
    rank_shift(d, shift, instead, &best);
    buf_printf(b, "\"eligible\":%d,\"substitutes\":[", best.eligible);
    for (int32_t i = 0; i < best.n; i++) {
        buf_str(b, i > 0 ? ",\n" : "\n");
        put_substitute(b, d, shift, &best.x[i]);
    }
    buf_str(b, "],\n");
    put_excluded(b, d, shift, instead);
    if (instead != NONE) {
        draft_put(d, seat, instead);
    }
}

bool roster_rank(struct arena *a, const struct model *m, int64_t shift, struct buf *out)
{
    int32_t at = find_shift(m, shift);

    if (at == NONE) {
        return false;
    }
    struct draft *d = fill_published(a, m);
    put_head(out, "rank", shift);
    put_ranking(out, d, at, seat_to_fill(d, at));
    buf_str(out, "}\n");
    return true;
}

bool roster_explain(struct arena *a, const struct model *m, int64_t shift, struct buf *out)
{
    int32_t at = find_shift(m, shift);
    const char *comma = "\n";

    if (at == NONE) {
        return false;
    }
    const struct shift *s = &m->shifts[at];
    struct draft *d = fill_published(a, m);
    put_head(out, "explain", shift);
    buf_str(out, "\"assignments\":[");
    for (int32_t seat = s->first_seat; seat < s->first_seat + s->seats; seat++) {
        if (d->holder[seat] != NONE) {
            buf_str(out, comma);
            solution_put_seat(out, m, d, seat);
            comma = ",\n";
        }
    }
    buf_printf(out, "],\n\"missing\":%d,\n",
               s->planned > d->stood[at] ? s->planned - d->stood[at] : 0);
    put_excluded(out, d, at, NONE);
    buf_str(out, "}\n");
    return true;
}

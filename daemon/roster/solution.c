/* Writes a finished roster as JSON, one assignment a line, each with its reason. */
#include "roster/solution.h"

#include "core/str.h"
#include "roster/explain.h"
#include "roster/hall.h"
#include "roster/result.h"

static void put_excluded(struct buf *b, const struct reason *r)
{
    const char *comma = "";

    buf_str(b, "\"excluded\":{");
    for (int32_t i = RULE_NONE + 1; i < RULE_COUNT; i++) {
        if (r->excluded[i] > 0) {
            buf_printf(b, "%s\"%s\":%d", comma, rule_str((enum rule)i), r->excluded[i]);
            comma = ",";
        }
    }
    buf_char(b, '}');
}

void solution_put_cost(struct buf *b, const struct cost *c, bool all)
{
    const char *comma = "";

    buf_str(b, "\"cost\":{");
    for (int32_t i = 0; i < COST_COUNT; i++) {
        if (all || c->part[i] != 0) {
            buf_printf(b, "%s\"%s\":%lld", comma, cost_str((enum cost_part)i),
                       (long long)c->part[i]);
            comma = ",";
        }
    }
    buf_char(b, '}');
}

static void put_next(struct buf *b, const struct model *m, const struct reason *why)
{
    buf_str(b, "\"next\":[");
    for (int32_t i = 0; i < why->next_n; i++) {
        const struct alternative *x = &why->next[i];
        buf_printf(b, "%s{\"provider\":%lld,\"more\":%lld,", i > 0 ? "," : "",
                   (long long)m->providers[x->provider].id, (long long)x->more);
        solution_put_cost(b, &x->cost, false);
        buf_char(b, '}');
    }
    buf_char(b, ']');
}

void solution_put_seat(struct buf *b, const struct model *m, struct draft *d, int32_t seat)
{
    bool pinned = m->seat_pin[seat] != NONE;
    struct reason why;

    explain_seat(d, seat, pinned, &why);
    buf_printf(b, "{\"shift\":%lld,\"provider\":%lld,\"pinned\":%s,\"reason\":{\"eligible\":%d,",
               (long long)m->shifts[m->seat_shift[seat]].id,
               (long long)m->providers[d->holder[seat]].id, pinned ? "true" : "false",
               why.eligible);
    put_excluded(b, &why);
    buf_char(b, ',');
    solution_put_cost(b, &why.cost, false);
    buf_printf(b, ",\"decided\":\"%s\",", decided_str(why.decided));
    put_next(b, m, &why);
    buf_str(b, "}}");
}

static void put_assignments(const struct roster *r, struct buf *b)
{
    const char *comma = "\n";

    buf_str(b, "\"assignments\":[");
    for (int32_t seat = 0; seat < r->m->seat_n; seat++) {
        if (r->draft->holder[seat] != NONE) {
            buf_str(b, comma);
            solution_put_seat(b, r->m, r->draft, seat);
            comma = ",\n";
        }
    }
    buf_str(b, "],\n");
}

static void put_id(struct buf *b, int64_t id, bool first)
{
    buf_printf(b, "%s%lld", first ? "" : ",", (long long)id);
}

/* Why nobody can be found: these shifts have more places than people who may stand any of them. */
static void put_certificate(const struct roster *r, int32_t shift, struct buf *b)
{
    const struct model *m = r->m;
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    struct hall h = hall_find(a, r->draft, shift);

    if (h.proved) {
        buf_printf(b, ",\"certificate\":{\"places\":%d,\"shifts\":[", h.places);
        for (int32_t i = 0; i < h.shift_n; i++) {
            put_id(b, m->shifts[h.shifts[i]].id, i == 0);
        }
        buf_str(b, "],\"providers\":[");
        for (int32_t i = 0; i < h.person_n; i++) {
            put_id(b, m->providers[h.people[i]].id, i == 0);
        }
        buf_str(b, "]}");
    }
    arena_free(a);
}

static void put_uncovered(const struct roster *r, struct buf *b)
{
    const char *comma = "\n";

    buf_str(b, "\"uncovered\":[");
    for (int32_t i = 0; i < r->m->shift_n; i++) {
        const struct shift *s = &r->m->shifts[i];
        int32_t missing = s->planned - r->draft->stood[i];
        if (missing > 0) {
            struct reason why;
            explain_empty(r->draft, i, &why);
            buf_printf(b, "%s{\"shift\":%lld,\"missing\":%d,", comma, (long long)s->id, missing);
            put_excluded(b, &why);
            put_certificate(r, i, b);
            buf_char(b, '}');
            comma = ",\n";
        }
    }
    buf_str(b, "],\n");
}

void solution_put_hit(struct buf *b, const struct model *m, const struct rule_hit *hit)
{
    buf_printf(b, "\"rule\":\"%s\"", rule_str(hit->rule));
    if (hit->seat != NONE) {
        buf_printf(b, ",\"other_shift\":%lld", (long long)m->shifts[m->seat_shift[hit->seat]].id);
    }
    if (hit->busy != NULL) {
        buf_str(b, ",\"ref\":");
        json_quote(b, sv_of(hit->busy->ref));
        buf_printf(b, ",\"start\":%d", hit->busy->start);
    }
    if (hit->needed > 0) {
        buf_printf(b, ",\"found\":%d,\"needed\":%d", hit->found, hit->needed);
    }
}

static void put_warnings(const struct roster *r, struct buf *b)
{
    const struct model *m = r->m;
    const char *comma = "\n";

    buf_str(b, "\"warnings\":[");
    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        struct rule_hit hit;
        if (m->seat_pin[seat] != NONE && explain_pin(r->draft, seat, &hit) != RULE_NONE) {
            buf_printf(b, "%s{\"shift\":%lld,\"provider\":%lld,", comma,
                       (long long)m->shifts[m->seat_shift[seat]].id,
                       (long long)m->providers[r->draft->holder[seat]].id);
            solution_put_hit(b, m, &hit);
            buf_char(b, '}');
            comma = ",\n";
        }
    }
    buf_str(b, "]}\n");
}

void roster_write(const struct roster *r, struct buf *out)
{
    const struct roster_summary *s = &r->summary;

    buf_printf(out,
               "{\"version\":1,\"engine\":\"%s\",\"mode\":\"%s\",\"seed\":%llu,\"budget\":%lld,"
               "\"moves\":%lld,\n",
               ROSTER_ENGINE, r->mode == ROSTER_FILL ? "fill" : "draft",
               (unsigned long long)r->seed, (long long)r->budget, (long long)s->moves);
    buf_printf(out, "\"penalty\":%lld,\"bound\":%lld,\"gap\":%lld,\"optimal\":%s,\n",
               (long long)s->penalty, (long long)s->bound, (long long)(s->penalty - s->bound),
               s->penalty == s->bound ? "true" : "false");
    solution_put_cost(out, &r->cost, true);
    buf_str(out, ",\n");
    put_assignments(r, out);
    put_uncovered(r, out);
    put_warnings(r, out);
}

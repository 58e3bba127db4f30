/* Writes a finished roster as JSON, one assignment a line, each with its reason. */
#include "core/str.h"
#include "roster/explain.h"
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

/* Every part of the whole roster's cost; of one assignment only those that are not 0. */
static void put_cost(struct buf *b, const struct cost *c, bool all)
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

static void put_assignment(const struct roster *r, int32_t seat, struct buf *b)
{
    const struct model *m = r->m;
    struct reason why;

    explain_seat(r->draft, seat, &why);
    buf_printf(b, "{\"shift\":%lld,\"provider\":%lld,\"pinned\":%s,\"reason\":{\"eligible\":%d,",
               (long long)m->shifts[m->seat_shift[seat]].id,
               (long long)m->providers[r->draft->holder[seat]].id,
               m->seat_pin[seat] == NONE ? "false" : "true", why.eligible);
    put_excluded(b, &why);
    buf_char(b, ',');
    put_cost(b, &why.cost, false);
    buf_printf(b, ",\"decided\":\"%s\",\"next\":[", decided_str(why.decided));
    for (int32_t i = 0; i < why.next_n; i++) {
        buf_printf(b, "%s{\"provider\":%lld,\"more\":%lld}", i > 0 ? "," : "",
                   (long long)m->providers[why.next[i].provider].id, (long long)why.next[i].more);
    }
    buf_str(b, "]}}");
}

static void put_assignments(const struct roster *r, struct buf *b)
{
    const char *comma = "\n";

    buf_str(b, "\"assignments\":[");
    for (int32_t seat = 0; seat < r->m->seat_n; seat++) {
        if (r->draft->holder[seat] != NONE) {
            buf_str(b, comma);
            put_assignment(r, seat, b);
            comma = ",\n";
        }
    }
    buf_str(b, "],\n");
}

static void put_uncovered(const struct roster *r, struct buf *b)
{
    const char *comma = "\n";

    buf_str(b, "\"uncovered\":[");
    for (int32_t i = 0; i < r->m->shift_n; i++) {
        const struct shift *s = &r->m->shifts[i];
        int32_t missing = 0;
        for (int32_t seat = s->first_seat; seat < s->first_seat + s->seats; seat++) {
            missing += r->draft->holder[seat] == NONE;
        }
        if (missing > 0) {
            struct reason why;
            explain_empty(r->draft, i, &why);
            buf_printf(b, "%s{\"shift\":%lld,\"missing\":%d,", comma, (long long)s->id, missing);
            put_excluded(b, &why);
            buf_char(b, '}');
            comma = ",\n";
        }
    }
    buf_str(b, "],\n");
}

static void put_warning(const struct roster *r, int32_t seat, const struct rule_hit *hit,
                        struct buf *b)
{
    const struct model *m = r->m;

    buf_printf(b, "{\"shift\":%lld,\"provider\":%lld,\"rule\":\"%s\"",
               (long long)m->shifts[m->seat_shift[seat]].id,
               (long long)m->providers[r->draft->holder[seat]].id, rule_str(hit->rule));
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
    buf_char(b, '}');
}

static void put_warnings(const struct roster *r, struct buf *b)
{
    const char *comma = "\n";

    buf_str(b, "\"warnings\":[");
    for (int32_t seat = 0; seat < r->m->seat_n; seat++) {
        struct rule_hit hit;
        if (r->m->seat_pin[seat] != NONE && explain_pin(r->draft, seat, &hit) != RULE_NONE) {
            buf_str(b, comma);
            put_warning(r, seat, &hit, b);
            comma = ",\n";
        }
    }
    buf_str(b, "]}\n");
}

void roster_write(const struct roster *r, struct buf *out)
{
    buf_printf(out,
               "{\"version\":1,\"engine\":\"1\",\"seed\":%llu,\"budget\":%lld,\"moves\":%lld,"
               "\"penalty\":%lld,\"bound\":%lld,\n",
               (unsigned long long)r->seed, (long long)r->budget, (long long)r->summary.moves,
               (long long)r->summary.penalty, (long long)r->summary.bound);
    put_cost(out, &r->cost, true);
    buf_str(out, ",\n");
    put_assignments(r, out);
    put_uncovered(r, out);
    put_warnings(r, out);
}

/* Writes the ways of a repair as JSON. */
#include "roster/repair.h"
#include "roster/solution.h"

static void put_change(const struct model *m, const struct repair_change *c, struct buf *b)
{
    buf_printf(b, "{\"shift\":%lld,\"from\":%lld,\"to\":", (long long)m->shifts[c->shift].id,
               (long long)m->providers[c->from].id);
    if (c->to == NONE) {
        buf_str(b, "null}");
    } else {
        buf_printf(b, "%lld}", (long long)m->providers[c->to].id);
    }
}

static void put_way(const struct model *m, const struct repair_way *w, int64_t least, struct buf *b)
{
    int64_t cost = cost_sum(&w->cost);

    buf_printf(b,
               "{\"uncovered\":%lld,\"people\":%d,\"notice\":%d,\"cells\":%d,\"total\":%lld,"
               "\"more\":%lld,",
               (long long)w->uncovered, w->people, w->notice, w->cells, (long long)cost,
               (long long)(cost - least));
    solution_put_cost(b, &w->cost, false);
    buf_str(b, ",\"changes\":[");
    for (int32_t i = 0; i < w->change_n; i++) {
        buf_str(b, i > 0 ? "," : "");
        put_change(m, &w->change[i], b);
    }
    buf_str(b, "]}");
}

void repair_write(const struct model *m, const struct repair_answer *answer, struct buf *out)
{
    int64_t least = cost_sum(&answer->way[0].cost);

    buf_printf(out, "{\"version\":1,\"engine\":\"%s\",\"mode\":\"repair\",\"proved\":%s,\n",
               ROSTER_ENGINE, answer->proved ? "true" : "false");
    buf_str(out, "\"emptied\":[");
    for (int32_t i = 0; i < answer->emptied_n; i++) {
        buf_printf(out, "%s{\"shift\":%lld,\"provider\":%lld}", i > 0 ? "," : "",
                   (long long)m->shifts[answer->emptied[i].shift].id,
                   (long long)m->providers[answer->emptied[i].from].id);
    }
    buf_str(out, "],\n\"alternatives\":[");
    for (int32_t i = 0; i < answer->way_n; i++) {
        buf_str(out, i > 0 ? ",\n" : "\n");
        put_way(m, &answer->way[i], least, out);
    }
    buf_str(out, "]}\n");
}

void roster_repair(struct arena *a, const struct model *m, struct buf *out)
{
    repair_write(m, repair_ask(repair_new(a, m), m->out, m->out_n), out);
}

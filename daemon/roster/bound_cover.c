/* The cover of all places as a minimum-cost flow. Each part of the problem that shares no person
 * with the rest has a sink of its own, so that the flow is solved part by part. */
#include "roster/bound_cover.h"

#include "roster/flow.h"
#include "roster/joined.h"

struct cover {
    const struct cover_question *q;
    const struct model *m;
    struct arena *a;
    struct net *net;
    int32_t node_n;     /* handed out so far; shift i is node i */
    int32_t *sink;      /* shift -> the sink of its part */
    int32_t *limit;     /* provider * months (or weeks) -> node, NONE without a limit */
    int32_t *of_person; /* provider -> where their duties end: the sink of the part */
    int32_t *arc;       /* of each option, person by person */
    int32_t arc_n;
};

/* One sink for all shifts and people that options join. */
static void place_sinks(struct cover *c)
{
    const struct everybody *all = c->q->all;
    int32_t shifts = c->m->shift_n, n = shifts + c->m->provider_n;
    int32_t *up = arena_alloc(c->a, ((size_t)n + 1) * sizeof(*up));
    int32_t *sink = arena_alloc(c->a, ((size_t)n + 1) * sizeof(*sink));

    for (int32_t i = 0; i < n; i++) {
        up[i] = i;
        sink[i] = NONE;
    }
    for (int32_t p = 0; p < c->m->provider_n; p++) {
        for (int32_t o = 0; o < all->of[p]->option_n; o++) {
            joined_join(up, shifts + p, all->of[p]->options[o].shift);
        }
    }
    for (int32_t i = 0; i < n; i++) {
        int32_t top = joined_root(up, i);
        sink[top] = sink[top] == NONE ? c->node_n++ : sink[top];
        sink[i] = sink[top];
    }
    c->sink = sink;
    c->of_person = sink + shifts;
}

static int32_t piece_max(const struct cover *c, const struct person *p, const struct moment *x)
{
    return c->q->by_week ? p->month_max[x->month] : p->week_max[x->week];
}

static int32_t whole_max(const struct cover *c, const struct person *p, const struct moment *x)
{
    return c->q->by_week ? p->week_max[x->week] : p->month_max[x->month];
}

static int32_t *whole_node(const struct cover *c, int32_t provider, const struct moment *x)
{
    int32_t width = c->q->by_week ? c->m->weeks : c->m->months;

    return &c->limit[provider * width + (c->q->by_week ? x->week : x->month)];
}

/* A node through which at most so much goes on to the next; the next itself without a limit. */
static int32_t limited(struct cover *c, int32_t max, int32_t next)
{
    if (max == NONE) {
        return next;
    }
    (void)net_arc(c->net, c->node_n, next, max, 0);
    return c->node_n++;
}

static int64_t option_cost(const struct cover *c, int32_t provider, const struct option *o)
{
    const struct cover_question *q = c->q;

    if (q->worth == NULL) {
        return 0;
    }
    return o->cost + q->worth[(size_t)provider * (size_t)q->class_n + (size_t)q->class[o->shift]];
}

/* The person's days, the piece of a week in a month, the whole month (or week), the sink. */
static void add_person(struct cover *c, int32_t provider)
{
    const struct person *p = c->q->all->of[provider];
    bool one_a_day = c->m->rules.max_duties_per_day == 1;
    int32_t day = NONE, week = NONE, month = NONE, piece = NONE, node = NONE;

    for (int32_t i = 0; i < p->moment_n; i++) {
        const struct moment *x = &p->moments[i];
        int32_t *whole = whole_node(c, provider, x);
        if (*whole == NONE) {
            *whole = limited(c, whole_max(c, p, x), c->of_person[provider]);
        }
        if (x->week != week || x->month != month) {
            piece = limited(c, piece_max(c, p, x), *whole);
        }
        if (!one_a_day || x->day != day || x->week != week || x->month != month) {
            node = limited(c, 1, piece);
        }
        day = x->day;
        week = x->week;
        month = x->month;
        for (int32_t o = x->option_at; o < x->option_end; o++) {
            c->arc[c->arc_n++] = net_arc(c->net, p->options[o].shift, node, 1,
                                         option_cost(c, provider, &p->options[o]));
        }
    }
}

/* One more duty after the other, each at what it adds to the cost of the person's points. */
static void add_points(struct cover *c, int32_t provider)
{
    const struct shares *s = c->q->shares;
    int32_t sink = c->of_person[provider];
    const int64_t *cost =
        s->cost[(size_t)provider * (size_t)c->m->kind_n + (size_t)s->worth[0].kind];

    c->of_person[provider] = c->node_n++;
    for (int32_t n = 0; n < s->most[provider]; n++) {
        (void)net_arc(c->net, c->of_person[provider], sink, 1, cost[n + 1] - cost[n]);
    }
}

static void add_places(struct cover *c)
{
    for (int32_t i = 0; i < c->m->shift_n; i++) {
        const struct shift *s = &c->m->shifts[i];
        int32_t open = c->q->all->open[i], beyond = s->seats - s->planned;
        net_supply(c->net, i, open);
        net_supply(c->net, c->sink[i], -open);
        (void)net_arc(c->net, i, c->sink[i], open, c->q->empty[i]);
        if (beyond > 0) {
            (void)net_arc(c->net, c->sink[i], i, beyond, s->over_cost);
        }
    }
}

static void tell_draft(const struct cover *c, struct draft *d)
{
    int32_t k = 0;

    for (int32_t p = 0; p < c->m->provider_n; p++) {
        const struct person *x = c->q->all->of[p];
        for (int32_t o = 0; o < x->option_n; o++, k++) {
            int32_t shift = x->options[o].shift;
            int32_t seat = net_flow(c->net, c->arc[k]) > 0 ? c->m->shifts[shift].first_seat : NONE;
            while (seat != NONE && d->holder[seat] != NONE) {
                seat++;
            }
            if (seat != NONE) {
                draft_put(d, seat, p);
            }
        }
    }
}

static void tell_prices(const struct cover *c, const struct cover_told *out)
{
    const struct model *m = c->m;

    for (int32_t i = 0; i < m->shift_n && out->place != NULL; i++) {
        out->place[i] = net_way(c->net, i, c->sink[i]);
    }
    for (int32_t i = 0; i < m->provider_n * m->months && out->month != NULL; i++) {
        int32_t sink = c->of_person[i / m->months], node = c->limit[i];
        out->month[i] = node == NONE || node == sink ? 0 : net_way(c->net, node, sink);
    }
}

/* Days, pieces of weeks in months, weeks or months of a person. */
static int32_t most_nodes(const struct model *m, const struct person *p)
{
    int32_t n = m->weeks + 2 * m->months + m->weeks;

    for (int32_t i = 0; i < p->moment_n; i++) {
        n += i == 0 || m->rules.max_duties_per_day != 1 ||
             p->moments[i].day != p->moments[i - 1].day;
    }
    return n;
}

bool cover_least(const struct cover_question *q, int64_t *least, const struct cover_told *out)
{
    const struct everybody *all = q->all;
    const struct model *m = all->m;
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    struct cover c = {.q = q, .m = m, .a = a, .node_n = m->shift_n};
    int64_t nodes = 2 * ((int64_t)m->shift_n + m->provider_n), arcs = 2 * (int64_t)m->shift_n;
    size_t wholes = (size_t)m->provider_n * (size_t)(q->by_week ? m->weeks : m->months);

    for (int32_t p = 0; p < m->provider_n; p++) {
        nodes += most_nodes(m, all->of[p]);
        arcs += all->of[p]->moment_n; /* steps of points: at most one for each moment */
    }
    arcs += nodes + all->option_n;
    bool fits = arcs < INT32_MAX && nodes < INT32_MAX;
    if (fits) {
        place_sinks(&c);
        c.arc = arena_alloc(a, ((size_t)all->option_n + 1) * sizeof(*c.arc));
        c.net = net_new(a, (int32_t)nodes, (int32_t)arcs);
        c.limit = arena_alloc(a, (wholes + 1) * sizeof(*c.limit));
        for (size_t i = 0; i < wholes; i++) {
            c.limit[i] = NONE;
        }
        add_places(&c);
        for (int32_t p = 0; p < m->provider_n; p++) {
            if (q->shares != NULL) {
                add_points(&c, p);
            }
            add_person(&c, p);
        }
        fits = net_solve(c.net) == NET_OPTIMAL;
    }
    if (fits) {
        *least = net_cost(c.net);
        tell_prices(&c, out);
        if (out->draft != NULL) {
            tell_draft(&c, out->draft);
        }
    }
    arena_free(a);
    return fits;
}

/* Primal network simplex with multiple partial pricing and strongly feasible trees (Cunningham
 * 1976). */
#include "roster/flow.h"

#include <assert.h>

#define NOWHERE (-1)
#define LOOKS   8 /* arcs taken from a list before it is made anew */

struct arc {
    int64_t cost;
    int32_t from, to, capacity, flow;
};

/* A node in the spanning tree of its part. */
struct node {
    int32_t parent, arc; /* the tree arc between the two */
    int32_t child, next, prev;
    int32_t depth;
    bool up; /* the tree arc leads from the node to its parent */
};

struct net {
    struct arena *a;
    int32_t node_n, arc_n, arc_max;
    struct arc *arcs; /* as given; flow filled in at the end */
    int32_t *supply;
    int64_t *price; /* of a unit at each node, when solved */
};

/* One part while it is solved: its arcs and nodes numbered from 0, then the artificial arcs that
 * join each node to a root. */
struct simplex {
    struct node *nodes;
    int64_t *price;  /* of a unit at each node */
    int32_t *supply; /* of each node */
    struct arc *arcs;
    int8_t *state; /* of an arc: 1 empty, 0 in the tree, -1 full */
    int32_t node_n, arc_n;
    int32_t block, next; /* arcs looked at in one go, and where to go on */
    int32_t *list;       /* arcs that paid when they were last looked at */
    int32_t listed, looks;
    int32_t join, first, second, leaving;
    int32_t amount;
    bool on_first; /* the leaving arc is on the way from join to first */
};

struct net *net_new(struct arena *a, int32_t nodes, int32_t arcs_max)
{
    struct net *n = arena_alloc(a, sizeof(*n));

    n->a = a;
    n->node_n = nodes;
    n->arc_max = arcs_max;
    n->arcs = arena_alloc(a, ((size_t)arcs_max + 1) * sizeof(*n->arcs));
    n->supply = arena_alloc(a, ((size_t)nodes + 1) * sizeof(*n->supply));
    n->price = arena_alloc(a, ((size_t)nodes + 1) * sizeof(*n->price));
    return n;
}

int32_t net_arc(struct net *n, int32_t from, int32_t to, int32_t capacity, int64_t cost)
{
    assert(n->arc_n < n->arc_max && from >= 0 && to >= 0 && capacity >= 0);
    assert(from < n->node_n && to < n->node_n);
    n->arcs[n->arc_n] = (struct arc){cost, from, to, capacity, 0};
    return n->arc_n++;
}

void net_supply(struct net *n, int32_t node, int32_t amount)
{
    n->supply[node] += amount;
}

int32_t net_flow(const struct net *n, int32_t arc)
{
    return n->arcs[arc].flow;
}

int64_t net_cost(const struct net *n)
{
    int64_t sum = 0;

    for (int32_t i = 0; i < n->arc_n; i++) {
        sum += n->arcs[i].cost * n->arcs[i].flow;
    }
    return sum;
}

int64_t net_way(const struct net *n, int32_t from, int32_t to)
{
    return n->price[to] - n->price[from];
}

/* ---- the tree ---- */

static void hang(struct simplex *x, int32_t node, int32_t parent)
{
    struct node *p = &x->nodes[parent], *c = &x->nodes[node];

    c->parent = parent;
    c->prev = NOWHERE;
    c->next = p->child;
    if (p->child != NOWHERE) {
        x->nodes[p->child].prev = node;
    }
    p->child = node;
}

static void unhang(struct simplex *x, int32_t node)
{
    const struct node *c = &x->nodes[node];

    if (c->prev == NOWHERE) {
        x->nodes[c->parent].child = c->next;
    } else {
        x->nodes[c->prev].next = c->next;
    }
    if (c->next != NOWHERE) {
        x->nodes[c->next].prev = c->prev;
    }
}

/* A node hangs on the root by an artificial arc that carries its supply at the price big. */
static void hang_on_root(struct simplex *x, int32_t node, int32_t supply, int64_t big)
{
    int32_t e = x->arc_n + node, root = x->node_n;
    bool up = supply >= 0;

    x->arcs[e] = (struct arc){big, up ? node : root, up ? root : node, NET_UNLIMITED, 0};
    x->arcs[e].flow = up ? supply : -supply;
    x->state[e] = 0;
    x->price[node] = up ? -big : big;
    x->nodes[node].arc = e;
    x->nodes[node].up = up;
    x->nodes[node].depth = 1;
    hang(x, node, root);
}

/* Gives nodes that only pass goods on a place one deeper in the tree: under the node to which they
 * pass them at the least cost. False when there was none to place. */
static bool place_next(struct simplex *x, const int32_t *supply, int32_t depth)
{
    bool found = false;

    for (int32_t e = 0; e < x->arc_n; e++) {
        const struct arc *a = &x->arcs[e];
        struct node *u = &x->nodes[a->from];
        const struct node *v = &x->nodes[a->to];
        int64_t price = x->price[a->to] - a->cost;
        bool is_open = u->depth == 0 || (u->depth == depth && price > x->price[a->from]);
        if (supply[a->from] == 0 && supply[a->to] <= 0 && a->capacity > 0 && v->depth > 0 &&
            v->depth < depth && is_open) {
            u->depth = depth;
            u->arc = e;
            x->price[a->from] = price;
            found = true;
        }
    }
    return found;
}

/* The first tree: all supplies go by the root, everything else hangs on its cheapest way to a node
 * that lacks something. Empty tree arcs lead towards the root, as a strongly feasible tree asks. */
static void plant(struct simplex *x, const int32_t *supply, int64_t big)
{
    int32_t depth = 2;

    for (int32_t i = 0; i <= x->node_n; i++) {
        x->nodes[i] = (struct node){
            .parent = NOWHERE, .arc = NOWHERE, .child = NOWHERE, .next = NOWHERE, .prev = NOWHERE};
    }
    for (int32_t i = 0; i < x->node_n; i++) {
        if (supply[i] != 0) {
            hang_on_root(x, i, supply[i], big);
        } else {
            x->arcs[x->arc_n + i].flow = 0;
        }
    }
    while (place_next(x, supply, depth)) {
        depth++;
    }
    for (int32_t i = 0; i < x->node_n; i++) {
        struct node *u = &x->nodes[i];
        if (u->depth == 0) {
            hang_on_root(x, i, 0, big);
        } else if (u->depth > 1) {
            u->up = true;
            x->state[u->arc] = 0;
            hang(x, i, x->arcs[u->arc].to);
        }
    }
}

/* What pushing along the arc (or back) costs for each unit: below 0 it pays. */
static int64_t reduced(const struct simplex *x, int32_t e)
{
    const struct arc *a = &x->arcs[e];

    return x->state[e] * (a->cost + x->price[a->from] - x->price[a->to]);
}

/* Looks through blocks until some arcs pay; remembers them. */
static void list_arcs(struct simplex *x)
{
    int32_t e = x->next;

    x->listed = 0;
    for (int32_t left = x->arc_n; left > 0 && x->listed == 0;) {
        int32_t end = e + x->block < x->arc_n ? e + x->block : x->arc_n;
        left -= end - e;
        for (; e < end; e++) {
            if (reduced(x, e) < 0) {
                x->list[x->listed++] = e;
            }
        }
        e = e == x->arc_n ? 0 : e;
    }
    x->next = e;
}

/* The arc that pays most among those listed; those that pay no more leave the list. NOWHERE when
 * the flow is optimal. */
static int32_t entering(struct simplex *x)
{
    int32_t best = NOWHERE;

    while (best == NOWHERE) {
        int64_t least = 0;
        int32_t kept = 0;
        if (x->looks == 0 || x->listed == 0) {
            list_arcs(x);
            x->looks = LOOKS;
        }
        if (x->listed == 0) {
            break;
        }
        for (int32_t i = 0; i < x->listed; i++) {
            int32_t e = x->list[i];
            int64_t c = reduced(x, e);
            x->list[kept] = e;
            kept += c < 0;
            best = c < least ? e : best;
            least = c < least ? c : least;
        }
        x->listed = kept;
        x->looks--;
    }
    return best;
}

static void find_join(struct simplex *x)
{
    int32_t u = x->first, v = x->second;

    while (u != v) {
        int32_t du = x->nodes[u].depth, dv = x->nodes[v].depth;
        u = du >= dv ? x->nodes[u].parent : u;
        v = dv >= du ? x->nodes[v].parent : v;
    }
    x->join = u;
}

static int32_t room(const struct simplex *x, int32_t node, bool upwards)
{
    const struct arc *a = &x->arcs[x->nodes[node].arc];

    if (upwards != x->nodes[node].up) {
        return a->flow;
    }
    return a->capacity == NET_UNLIMITED ? NET_UNLIMITED : a->capacity - a->flow;
}

/* The arc that fills or empties first when the cycle is pushed along. Of several, the last on the
 * cycle as seen from the join: so the tree stays strongly feasible and no pivot repeats. */
static void find_leaving(struct simplex *x, int32_t e)
{
    x->amount = x->arcs[e].capacity;
    x->leaving = NOWHERE;
    for (int32_t u = x->first; u != x->join; u = x->nodes[u].parent) {
        int32_t r = room(x, u, false);
        if (r < x->amount) {
            x->amount = r;
            x->leaving = u;
            x->on_first = true;
        }
    }
    for (int32_t u = x->second; u != x->join; u = x->nodes[u].parent) {
        int32_t r = room(x, u, true);
        if (r <= x->amount) {
            x->amount = r;
            x->leaving = u;
            x->on_first = false;
        }
    }
}

static void push(struct simplex *x, int32_t e)
{
    if (x->amount == 0) {
        return;
    }
    x->arcs[e].flow += x->state[e] * x->amount;
    for (int32_t u = x->first; u != x->join; u = x->nodes[u].parent) {
        x->arcs[x->nodes[u].arc].flow += x->nodes[u].up ? -x->amount : x->amount;
    }
    for (int32_t u = x->second; u != x->join; u = x->nodes[u].parent) {
        x->arcs[x->nodes[u].arc].flow += x->nodes[u].up ? x->amount : -x->amount;
    }
}

/* Turns the way from node up to the cut-off subtree's old top over, and hangs it on parent by e. */
static void turn_over(struct simplex *x, int32_t node, int32_t parent, int32_t e)
{
    int32_t top = x->leaving, arc = e;
    bool up = x->arcs[e].from == node;

    for (bool done = false; !done;) {
        struct node *c = &x->nodes[node];
        int32_t old_parent = c->parent, old_arc = c->arc;
        bool old_up = c->up;
        done = node == top;
        unhang(x, node);
        c->arc = arc;
        c->up = up;
        hang(x, node, parent);
        parent = node;
        node = old_parent;
        arc = old_arc;
        up = !old_up;
    }
}

/* Depths and prices below and at the node, after it was hung elsewhere. */
static void renew(struct simplex *x, int32_t top, int64_t by)
{
    int32_t u = top;

    for (;;) {
        struct node *c = &x->nodes[u];
        x->price[u] += by;
        c->depth = x->nodes[c->parent].depth + 1;
        if (c->child != NOWHERE) {
            u = c->child;
            continue;
        }
        while (u != top && x->nodes[u].next == NOWHERE) {
            u = x->nodes[u].parent;
        }
        if (u == top) {
            return;
        }
        u = x->nodes[u].next;
    }
}

static void pivot(struct simplex *x, int32_t e)
{
    const struct arc *a = &x->arcs[e];
    bool forward = x->state[e] > 0;

    x->first = forward ? a->from : a->to;
    x->second = forward ? a->to : a->from;
    find_join(x);
    find_leaving(x, e);
    push(x, e);
    if (x->leaving == NOWHERE) {
        x->state[e] = (int8_t)-x->state[e];
        return;
    }
    int32_t out = x->nodes[x->leaving].arc;
    int32_t in_node = x->on_first ? x->first : x->second;
    int32_t on = x->on_first ? x->second : x->first;
    int64_t change = a->cost + x->price[a->from] - x->price[a->to];
    x->state[e] = 0;
    x->state[out] = x->arcs[out].flow == 0 ? 1 : -1;
    turn_over(x, in_node, on, e);
    renew(x, in_node, in_node == a->from ? -change : change);
}

static void solve_part(struct simplex *x)
{
    x->block = 10;
    while ((int64_t)x->block * x->block < 4 * (int64_t)x->arc_n) {
        x->block++;
    }
    x->next = x->listed = x->looks = 0;
    for (int32_t e = entering(x); e != NOWHERE; e = entering(x)) {
        pivot(x, e);
    }
}

/* ---- parts ---- */

static int32_t part_of(int32_t *up, int32_t node)
{
    while (up[node] != node) {
        up[node] = up[up[node]];
        node = up[node];
    }
    return node;
}

/* Numbers the parts of the net: part[node]. Returns how many there are. */
static int32_t find_parts(const struct net *n, int32_t *part)
{
    int32_t *up = arena_alloc(n->a, ((size_t)n->node_n + 1) * sizeof(*up));
    int32_t parts = 0;

    for (int32_t i = 0; i < n->node_n; i++) {
        up[i] = i;
        part[i] = NOWHERE;
    }
    for (int32_t e = 0; e < n->arc_n; e++) {
        int32_t u = part_of(up, n->arcs[e].from), v = part_of(up, n->arcs[e].to);
        up[u > v ? u : v] = u > v ? v : u;
    }
    for (int32_t i = 0; i < n->node_n; i++) {
        int32_t top = part_of(up, i);
        part[top] = part[top] == NOWHERE ? parts++ : part[top];
        part[i] = part[top];
    }
    return parts;
}

/* The parts side by side: which nodes and arcs, in their given order, and where each part begins.
 */
struct parts {
    int32_t n;
    int32_t *part, *local;         /* of a node: its part, its number there */
    int32_t *node_at, *arc_at;     /* where the parts begin in: */
    int32_t *node_list, *arc_list; /* nodes and arcs by part */
};

static void sort_parts(const struct net *n, struct parts *p)
{
    struct arena *a = n->a;
    size_t nodes = (size_t)n->node_n + 2, arcs = (size_t)n->arc_n + 2;

    p->part = arena_alloc(a, nodes * sizeof(int32_t));
    p->local = arena_alloc(a, nodes * sizeof(int32_t));
    p->n = find_parts(n, p->part);
    p->node_at = arena_alloc(a, ((size_t)p->n + 2) * sizeof(int32_t));
    p->arc_at = arena_alloc(a, ((size_t)p->n + 2) * sizeof(int32_t));
    p->node_list = arena_alloc(a, nodes * sizeof(int32_t));
    p->arc_list = arena_alloc(a, arcs * sizeof(int32_t));
    for (int32_t i = 0; i < n->node_n; i++) {
        p->local[i] = p->node_at[p->part[i] + 2]++;
    }
    for (int32_t e = 0; e < n->arc_n; e++) {
        p->arc_at[p->part[n->arcs[e].from] + 2]++;
    }
    for (int32_t i = 2; i <= p->n + 1; i++) {
        p->node_at[i] += p->node_at[i - 1];
        p->arc_at[i] += p->arc_at[i - 1];
    }
    for (int32_t i = 0; i < n->node_n; i++) {
        p->node_list[p->node_at[p->part[i] + 1]++] = i;
    }
    for (int32_t e = 0; e < n->arc_n; e++) {
        p->arc_list[p->arc_at[p->part[n->arcs[e].from] + 1]++] = e;
    }
}

/* Solves one part in x, whose memory serves all parts. True when all supplies were carried. */
static bool run_part(const struct net *n, const struct parts *p, int32_t part, struct simplex *x)
{
    const int32_t *nodes = p->node_list + p->node_at[part];
    const int32_t *arcs = p->arc_list + p->arc_at[part];
    int64_t big = 1;
    bool all = true;

    x->node_n = p->node_at[part + 1] - p->node_at[part];
    x->arc_n = p->arc_at[part + 1] - p->arc_at[part];
    int32_t *supply = x->supply;
    for (int32_t i = 0; i < x->node_n; i++) {
        supply[i] = n->supply[nodes[i]];
    }
    for (int32_t i = 0; i < x->arc_n; i++) {
        x->arcs[i] = n->arcs[arcs[i]];
        x->arcs[i].from = p->local[x->arcs[i].from];
        x->arcs[i].to = p->local[x->arcs[i].to];
        x->arcs[i].flow = 0;
        x->state[i] = 1;
        int64_t size = x->arcs[i].cost < 0 ? -x->arcs[i].cost : x->arcs[i].cost;
        big = size >= big ? size + 1 : big;
    }
    plant(x, supply, big * (x->node_n + 1));
    if (x->arc_n > 0) {
        solve_part(x);
    }
    for (int32_t i = 0; i < x->arc_n; i++) {
        n->arcs[arcs[i]].flow = x->arcs[i].flow;
    }
    for (int32_t i = 0; i < x->node_n; i++) {
        n->price[nodes[i]] = x->price[i];
        all = all && x->arcs[x->arc_n + i].flow == 0;
    }
    return all;
}

static bool is_too_large(const struct net *n)
{
    int64_t limit = (INT64_C(1) << 60) / ((int64_t)n->node_n + 2);

    for (int32_t e = 0; e < n->arc_n; e++) {
        if (n->arcs[e].cost > limit || n->arcs[e].cost < -limit) {
            return true;
        }
    }
    return false;
}

enum net_end net_solve(struct net *n)
{
    struct parts p = {0};
    struct simplex x = {0};
    size_t arcs = (size_t)n->arc_n + (size_t)n->node_n + 1;
    bool all = true;

    if (is_too_large(n)) {
        return NET_TOO_LARGE;
    }
    sort_parts(n, &p);
    x.nodes = arena_alloc(n->a, ((size_t)n->node_n + 2) * sizeof(*x.nodes));
    x.supply = arena_alloc(n->a, ((size_t)n->node_n + 2) * sizeof(*x.supply));
    x.price = arena_alloc(n->a, ((size_t)n->node_n + 2) * sizeof(*x.price));
    x.arcs = arena_alloc(n->a, arcs * sizeof(*x.arcs));
    x.list = arena_alloc(n->a, arcs * sizeof(*x.list));
    x.state = arena_alloc(n->a, arcs);
    for (int32_t part = 0; part < p.n; part++) {
        all = run_part(n, &p, part, &x) && all;
    }
    return all ? NET_OPTIMAL : NET_SHORT;
}

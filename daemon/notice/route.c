/* Chooses among gateways: prefix, health, weight. */
#include "notice/route.h"

#include <assert.h>
#include <string.h>

#define AHEAD 2 /* as many in hand as on their way, so that none waits for a claim */

void route_add(struct route *r, struct channel *c, const struct gateway *g,
               const struct throttle_rule *share)
{
    struct throttle_rule rule = *share;
    assert(r->n < GATEWAYS_MAX);
    if (g && g->in_flight > 0)
        rule.in_flight = g->in_flight;
    if (g)
        rule.rate_per_s = g->rate_per_s;
    r->ways[r->n++] = (struct way){.channel = c, .gateway = g, .throttle = throttle_of(&rule)};
}

void route_stop(struct route *r)
{
    for (size_t i = 0; i < r->n; i++) {
        struct channel *c = r->ways[i].channel;
        if (c->stop)
            c->stop(c);
    }
}

void route_free(struct route *r)
{
    while (r->n > 0) {
        struct channel *c = r->ways[--r->n].channel;
        c->free(c);
    }
}

/* A message's number spread evenly (splitmix64). */
static uint64_t spread(int64_t key)
{
    uint64_t z = (uint64_t)key + 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static int64_t weight_of(const struct way *w)
{
    return w->gateway ? w->gateway->weight : 1;
}

bool route_knows(const struct route *r, const struct route_ask *ask, size_t way)
{
    const struct gateway *g = r->ways[way].gateway;
    return ask->knows && g && g->is_idempotent &&
           (ask->knows[0] == '\0' || strcmp(g->name, ask->knows) == 0);
}

/* How well a way fits: the length of its prefix; -1: not at all. */
static int fit(const struct route *r, const struct route_ask *ask, size_t i)
{
    const struct gateway *g = r->ways[i].gateway;
    if ((ask->tried & (1u << i)) != 0 || (ask->is_bound && !route_knows(r, ask, i)))
        return -1;
    return g ? gateway_prefix(g, ask->address) : 0;
}

/* By weight among those of open. */
static size_t choose(const struct route *r, uint32_t open, int64_t key)
{
    uint64_t all = 0;
    size_t last = 0;
    for (size_t i = 0; i < r->n; i++)
        all += (open & (1u << i)) != 0 ? (uint64_t)weight_of(&r->ways[i]) : 0;
    int64_t at = all > 0 ? (int64_t)(spread(key) % all) : 0;
    for (size_t i = 0; i < r->n && at >= 0; i++) {
        if ((open & (1u << i)) == 0)
            continue;
        at -= weight_of(&r->ways[i]);
        last = i;
    }
    return last;
}

enum route_answer route_pick(const struct route *r, const struct route_ask *ask, int64_t now_us,
                             size_t *way)
{
    enum route_answer answer = ROUTE_NONE;
    int best = -1;
    uint32_t open = 0;

    for (size_t i = 0; i < r->n; i++) {
        int length = fit(r, ask, i);
        if (length < 0 || length < best)
            continue;
        if (throttle_rests(&r->ways[i].throttle, now_us)) {
            answer = answer == ROUTE_NONE ? ROUTE_RESTS : answer;
            continue;
        }
        if (length > best) {
            best = length;
            open = 0;
            answer = ROUTE_FULL;
        }
        if (throttle_room(&r->ways[i].throttle, now_us) == 0)
            continue;
        open |= 1u << i;
        answer = ROUTE_GO;
        if (route_knows(r, ask, i) && ask->knows[0] != '\0') {
            *way = i;
            return ROUTE_GO;
        }
    }
    if (answer == ROUTE_GO)
        *way = choose(r, open, ask->key);
    return answer;
}

void route_begin(struct route *r, size_t way, int64_t now_us)
{
    throttle_begin(&r->ways[way].throttle, now_us);
}

/* Whether it is the gateway that failed, whoever the message was for. */
static bool is_fault(const struct route *r, const struct attempt *a)
{
    if (a->outcome != OUTCOME_TEMPFAIL && a->outcome != OUTCOME_UNKNOWN)
        return false;
    return r->is_strict || strcmp(a->code, "not_sent") == 0 || strcmp(a->code, "no_answer") == 0;
}

void route_end(struct route *r, size_t way, const struct attempt *a, int64_t now_us)
{
    struct way *w = &r->ways[way];
    if (throttle_end(&w->throttle, is_fault(r, a), now_us))
        w->is_changed = true;
}

int64_t route_capacity(const struct route *r, int64_t now_us)
{
    int64_t all = 0;
    for (size_t i = 0; i < r->n; i++) {
        const struct throttle *t = &r->ways[i].throttle;
        int64_t most = t->rule.in_flight * AHEAD;
        if (t->resting_until_us > 0)
            most = throttle_room(t, now_us);
        else if (t->rule.rate_per_s > 0 && t->rule.rate_per_s < most)
            most = t->rule.rate_per_s;
        all += most;
    }
    return all;
}

int64_t route_wait_ms(const struct route *r, int64_t now_us)
{
    int64_t least = 0;
    for (size_t i = 0; i < r->n; i++) {
        int64_t ms = throttle_wait_ms(&r->ways[i].throttle, now_us);
        if (ms > 0 && (least == 0 || ms < least))
            least = ms;
    }
    return least;
}

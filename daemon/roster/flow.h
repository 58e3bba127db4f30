/* Minimum-cost flow: goods leave the nodes that have them and reach the nodes that lack them, along
 * arcs that carry so much at such a price, at the least cost. Whole numbers throughout; the same
 * net gives the same flow everywhere. Parts of the net that no arc joins are solved one by one. */
#ifndef ROSTER_FLOW_H
#define ROSTER_FLOW_H

#include "core/arena.h"

#define NET_UNLIMITED INT32_MAX /* the capacity of an arc that carries anything */

struct net;

enum net_end {
    NET_OPTIMAL,
    NET_SHORT,    /* the arcs cannot carry all supplies; as much as possible is carried */
    NET_TOO_LARGE /* (nodes + 2) times the largest cost passes 2^60: nothing was done */
};

/* A net without arcs. It lives in the arena, also what net_solve needs. */
struct net *net_new(struct arena *a, int32_t nodes, int32_t arcs_max);
/* Returns the arc's number: 0, 1, 2, ... Capacity at least 0. The cost may be negative, but not
 * all around a cycle of unlimited arcs. */
int32_t net_arc(struct net *n, int32_t from, int32_t to, int32_t capacity, int64_t cost);
/* Adds to what the node has; negative: what it lacks. All together must come to nothing. */
void net_supply(struct net *n, int32_t node, int32_t amount);
MUST_CHECK enum net_end net_solve(struct net *n);
/* Afterwards: what an arc carries, and the cost of the whole flow. */
int32_t net_flow(const struct net *n, int32_t arc);
int64_t net_cost(const struct net *n);
/* What one unit more would cost on its way from one node to another, both of one part. */
int64_t net_way(const struct net *n, int32_t from, int32_t to);

#endif

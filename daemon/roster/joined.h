/* Nodes joined into sets (union and find): up[i] leads from node i towards the lowest of its set,
 * which leads to itself. Begin with up[i] = i. */
#ifndef ROSTER_JOINED_H
#define ROSTER_JOINED_H

#include "core/base.h"

/* The lowest node of the set. */
static inline int32_t joined_root(int32_t *up, int32_t node)
{
    while (up[node] != node) {
        up[node] = up[up[node]];
        node = up[node];
    }
    return node;
}

static inline void joined_join(int32_t *up, int32_t a, int32_t b)
{
    int32_t x = joined_root(up, a), y = joined_root(up, b);

    up[x > y ? x : y] = x > y ? y : x;
}

#endif

/* How heat falls while annealing, in whole numbers. */
#ifndef ROSTER_COOL_H
#define ROSTER_COOL_H

#include "core/base.h"

/* The heat after done of all steps: halves at equal stretches of the way, in straight lines
 * between. Steps must be few enough that done * halvings * 65536 fits. */
static inline int64_t cool(int64_t first, int64_t halvings, int64_t done, int64_t all)
{
    int64_t way = done * halvings * 65536 / (all + 1), now = first >> (way >> 16);

    return now - ((now * (way & 65535)) >> 17);
}

#endif

/* Prices of cover: Lagrangian duality. Whoever stands a cell is paid its price; every person then
 * plans alone. Whatever the prices, the sum is a bound; good prices make a good bound, and tell
 * which cells are worth standing. Subgradient steps by Polyak's rule, smoothed, ever shorter. */
#ifndef ROSTER_PRICE_H
#define ROSTER_PRICE_H

#include "roster/crew.h"

struct prices {
    const struct grid *g;
    int32_t *price, *best;       /* cell -> fine price, now and where the bound was best */
    int32_t *extra, *best_extra; /* person * types: fine price of a duty of a type, for its limit */
    double *along;               /* cell -> the smoothed lack of people */
    double *extra_along;         /* person * types: the smoothed excess over the limit */
    uint8_t *row;                /* the row of the person who plans */
    int32_t *count;              /* cell -> people standing it in this round */
    int32_t *excess;             /* person * types: duties in this round beyond the limit */
    int64_t bound;               /* fine: at best */
    double step, shrink;         /* of the next round; from round to round */
    bool relaxed;                /* plans leave out minutes and weekends */
    bool fresh;                  /* no round yet */
};

/* A price moved, rounded to whole fine units. */
static inline int32_t price_moved(int32_t price, double by)
{
    double to = price + by, far = 1e8;

    to = to < -far ? -far : to > far ? far : to;
    return (int32_t)(to < 0 ? to - 0.5 : to + 0.5);
}

/* The price of a cell moved: outside what one person more can save or cost none is better. */
static inline int32_t cell_price(const struct cell *c, int32_t price, double by)
{
    int32_t to = price_moved(price, by);

    return to < -c->over ? -c->over : to > c->under ? c->under : to;
}

struct prices *prices_new(struct arena *a, const struct grid *g);
/* One round: everybody plans, prices move. known: the fine cost of the best rows known. Each
 * round's prices prove a bound; the best is kept. */
void prices_round(struct prices *p, struct crew *c, int64_t known);

#endif

/* Open contracts, busy times in order, requests in order: the parts that both readers make. */
#include "roster/problem_parts.h"

#include <stdlib.h>

void contract_open(struct contract *c)
{
    *c =
        (struct contract){.max_minutes = MAX_MINUTE, .max_run = NO_LIMIT, .max_weekends = NO_LIMIT};
    for (int32_t t = 0; t < MAX_TYPES; t++) {
        c->max_of_type[t] = NO_LIMIT;
    }
}

static int busy_order(const void *a, const void *b)
{
    const struct busy *x = a, *y = b;

    if (x->start != y->start) {
        return x->start < y->start ? -1 : 1;
    }
    if (x->end != y->end) {
        return x->end < y->end ? -1 : 1;
    }
    return (x->why > y->why) - (x->why < y->why);
}

void busy_set(struct arena *a, struct provider *p, struct busy *busy, int32_t n)
{
    int32_t *reach = arena_alloc(a, ((size_t)n + 1) * sizeof(*reach));

    qsort(busy, (size_t)n, sizeof(*busy), busy_order);
    for (int32_t i = 0; i < n; i++) {
        reach[i] = i > 0 && reach[i - 1] > busy[i].end ? reach[i - 1] : busy[i].end;
    }
    p->busy_n = n;
    p->busy = busy;
    p->busy_reach = reach;
}

static int request_order(const void *a, const void *b)
{
    const struct request *x = a, *y = b;

    if (x->provider != y->provider) {
        return x->provider < y->provider ? -1 : 1;
    }
    return (x->shift > y->shift) - (x->shift < y->shift);
}

int32_t requests_sort(struct model *m)
{
    if (m->request_n > 0) {
        qsort(m->requests, (size_t)m->request_n, sizeof(*m->requests), request_order);
    }
    for (int32_t i = 1; i < m->request_n; i++) {
        if (request_order(&m->requests[i], &m->requests[i - 1]) == 0) {
            return i;
        }
    }
    return NONE;
}

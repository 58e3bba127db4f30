/* Times dutyd's minimum-cost flow: flow_time GRAPH prints "cost C ms T" (processor time of solving
 * alone). The format of the graph is described in flow_graph.py. Exit 1 when the file is no graph
 * or the supplies cannot be carried. */
#include <stdio.h>
#include <sys/resource.h>

#include "roster/flow.h"

static double cpu_ms(void)
{
    struct rusage u;

    (void)getrusage(RUSAGE_SELF, &u);
    return (double)u.ru_utime.tv_sec * 1e3 + (double)u.ru_utime.tv_usec / 1e3;
}

static struct net *read_graph(struct arena *a, FILE *f)
{
    int nodes = 0, arcs = 0;

    if (fscanf(f, "%d %d", &nodes, &arcs) != 2 || nodes < 0 || arcs < 0) {
        return NULL;
    }
    struct net *n = net_new(a, nodes, arcs);
    for (int i = 0; i < nodes; i++) {
        int supply = 0;
        if (fscanf(f, "%d", &supply) != 1) {
            return NULL;
        }
        net_supply(n, i, supply);
    }
    for (int i = 0; i < arcs; i++) {
        int from = 0, to = 0, capacity = 0;
        long cost = 0;
        if (fscanf(f, "%d %d %d %ld", &from, &to, &capacity, &cost) != 4) {
            return NULL;
        }
        (void)net_arc(n, from, to, capacity, cost);
    }
    return n;
}

int main(int argc, char **argv)
{
    struct arena *a = arena_new((size_t)2 << 30);
    FILE *f = argc == 2 ? fopen(argv[1], "r") : NULL;
    struct net *n = f == NULL ? NULL : read_graph(a, f);

    if (f != NULL) {
        (void)fclose(f);
    }
    if (n == NULL) {
        (void)fprintf(stderr, "usage: flow_time GRAPH\n");
        return 1;
    }
    double before = cpu_ms();
    if (net_solve(n) != NET_OPTIMAL) {
        (void)fprintf(stderr, "flow_time: the supplies cannot be carried\n");
        return 1;
    }
    double after = cpu_ms();
    printf("cost %lld ms %.2f\n", (long long)net_cost(n), after - before);
    arena_free(a);
    return 0;
}

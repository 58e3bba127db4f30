/* The peer of flow_time: the same graph, solved by LEMON's network simplex (apt liblemon-dev).
 *
 *     g++ -O2 -o build/lemon_flow tests/bench/lemon_flow.cc
 *     gcc -O2 -Idaemon -o build/flow_time tests/bench/flow_time.c build/libroster.a build/libcore.a
 *     tests/bench/flow_graph.py > build/flow.txt
 *     build/lemon_flow build/flow.txt; build/flow_time build/flow.txt
 *
 * Both print "cost C ms T": the optimum, which must be the same, and the processor time of solving
 * alone. The format of the graph is described in flow_graph.py. */
#include <sys/resource.h>

#include <cstdio>
#include <vector>

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

static double cpu_ms()
{
    struct rusage u;

    getrusage(RUSAGE_SELF, &u);
    return u.ru_utime.tv_sec * 1e3 + u.ru_utime.tv_usec / 1e3;
}

int main(int argc, char **argv)
{
    using Graph = lemon::SmartDigraph;
    FILE *f = argc == 2 ? fopen(argv[1], "r") : nullptr;
    int nodes = 0, arcs = 0;

    if (f == nullptr || fscanf(f, "%d %d", &nodes, &arcs) != 2) {
        fprintf(stderr, "usage: lemon_flow GRAPH\n");
        return 1;
    }
    Graph g;
    g.reserveNode(nodes);
    g.reserveArc(arcs);
    Graph::NodeMap<int> supply(g);
    Graph::ArcMap<int> capacity(g);
    Graph::ArcMap<long> cost(g);
    for (int i = 0; i < nodes; i++) {
        int s = 0;
        if (fscanf(f, "%d", &s) != 1) {
            return 1;
        }
        supply[g.addNode()] = s;
    }
    for (int i = 0; i < arcs; i++) {
        int from = 0, to = 0, c = 0;
        long price = 0;
        if (fscanf(f, "%d %d %d %ld", &from, &to, &c, &price) != 4) {
            return 1;
        }
        Graph::Arc arc = g.addArc(Graph::nodeFromId(from), Graph::nodeFromId(to));
        capacity[arc] = c;
        cost[arc] = price;
    }
    fclose(f);
    double before = cpu_ms();
    lemon::NetworkSimplex<Graph, int, long> simplex(g);
    simplex.upperMap(capacity).costMap(cost).supplyMap(supply);
    if (simplex.run() != lemon::NetworkSimplex<Graph, int, long>::OPTIMAL) {
        return 1;
    }
    double after = cpu_ms();
    printf("cost %ld ms %.2f\n", simplex.totalCost<long>(), after - before);
    return 0;
}

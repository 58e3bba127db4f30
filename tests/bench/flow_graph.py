#!/usr/bin/python3
"""Prints an assignment of duties to people as a minimum-cost flow, the same for the same options.

    flow_graph.py [--centres 1] [--people 39] [--days 92] [--slots 747] [--seed 1] > graph.txt

Format: "NODES ARCS", then the supply of each node, one a line, then "FROM TO CAPACITY COST" for
each arc. Read by flow_time (dutyd's own flow) and lemon_flow (LEMON). The defaults are a province;
--centres 34 --slots 902 is the nation: 30,668 slots, 1,326 people.

Each slot goes to one person on one day, at the way's price, or stays empty at a high one; a person
stands one duty a day, and each further duty of a person costs more than the one before.
"""
import argparse
import random


def options():
    o = argparse.ArgumentParser()
    for name, value in (("centres", 1), ("people", 39), ("days", 92), ("slots", 747), ("seed", 1)):
        o.add_argument("--" + name, type=int, default=value)
    return o.parse_args()


class Graph:
    def __init__(self):
        self.supply, self.arcs = [], []

    def node(self, supply=0):
        self.supply.append(supply)
        return len(self.supply) - 1

    def arc(self, a, b, capacity, cost):
        self.arcs.append((a, b, capacity, cost))


def add_person(g, sink, o, r):
    """Returns the person's node of each day, None on days of leave."""
    person, away = g.node(), r.randrange(o.days)
    carried = r.randrange(12)
    for n in range(40):
        g.arc(person, sink, 1, 100 * (2 * (n + carried) + 1))
    days = []
    for day in range(o.days):
        days.append(None if away <= day < away + 7 else g.node())
        if days[-1] is not None:
            g.arc(days[-1], person, 1, 0)
    return days


def add_centre(g, o, r):
    sink = g.node(-o.slots)
    people = [add_person(g, sink, o, r) for _ in range(o.people)]
    for i in range(o.slots):
        day, slot = i * o.days // o.slots, g.node(1)
        g.arc(slot, sink, 1, 1000000)
        for days in people:
            if days[day] is not None and r.random() < 0.62:
                g.arc(slot, days[day], 1, r.randrange(10, 140))


def main():
    o = options()
    g, r = Graph(), random.Random(o.seed)
    for _ in range(o.centres):
        add_centre(g, o, r)
    print(len(g.supply), len(g.arcs))
    print("\n".join(map(str, g.supply)))
    print("\n".join("%d %d %d %d" % arc for arc in g.arcs))


if __name__ == "__main__":
    main()

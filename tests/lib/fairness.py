"""What fairness cannot do better than: lower bounds for the spread of points, made without the
engine and without the ledger's functions.

A spread is the most minus the least that anybody is above or below the fair part.
"""
from functools import reduce
from math import gcd


def steps_bound(excess, points):
    """Points come in steps of their greatest common divisor g, so everybody's excess is fixed up to
    a multiple of g, whatever they stand: no spread is below the shortest arc of the circle of length
    g that holds all of these remainders. excess: everybody's; points: of all entries ever made."""
    step = reduce(gcd, points, 0)
    if step == 0 or len(excess) < 2:
        return 0
    rest = sorted(x % step for x in excess)
    gaps = [b - a for a, b in zip(rest, rest[1:])] + [rest[0] + step - rest[-1]]
    return step - max(gaps)


def level(find, low, high):
    """Where the rising function find crosses 0, by halving."""
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if find(middle) < 0 else (low, middle)
    return high


def month_bound(before, room, points):
    """The least spread any division of a month's points could leave. before: everybody's excess
    after taking away this month's fair part; room: how many points they could stand at most (days
    they are here and not away); points: to be divided, if need be into crumbs.

    The highest is at least where the points would stand if poured over all (up to their room); the
    lowest at most where they would stand if poured only where it is lowest, and nobody comes above
    what they had plus their room."""
    people = range(len(before))
    span = (min(before), max(before) + points)
    points = min(points, sum(room))
    poured = level(lambda h: sum(min(room[i], max(0, h - before[i])) for i in people) - points, *span)
    filled = level(lambda h: sum(max(0, h - before[i]) for i in people) - points, *span)
    highest = max(max(before), poured)
    lowest = min(filled, min(before[i] + room[i] for i in people))
    return max(0, highest - lowest)


def reach_bound(excess, most):
    """Whoever could not have reached the group's average even by standing every duty they could
    (most: the highest excess open to each) leaves at least that distance. What those who have left
    took is taken as given."""
    average = sum(excess) / len(excess)
    return max([0.0] + [average - m for m in most])

"""Strongly connected components, in topological order (Tarjan 1972, without recursion)."""

from __future__ import annotations

from collections.abc import Sequence


def components(follow: Sequence[Sequence[int]], starts: Sequence[int]) -> list[list[int]]:
    """The groups of nodes that lead to each other, as far as they can be reached from `starts`: those
    that lead to others come before them, and so do nodes within a group as far as a group has an order."""
    found: list[list[int]] = []
    index = [-1] * len(follow)
    lowest = [0] * len(follow)
    stack: list[int] = []
    waits = [False] * len(follow)
    count = 0
    for start in starts:
        if index[start] >= 0:
            continue
        path = [start]
        ahead = [iter(follow[start])]
        index[start] = lowest[start] = count
        count += 1
        stack.append(start)
        waits[start] = True
        while path:
            node = path[-1]
            for then in ahead[-1]:
                if index[then] < 0:
                    index[then] = lowest[then] = count
                    count += 1
                    stack.append(then)
                    waits[then] = True
                    path.append(then)
                    ahead.append(iter(follow[then]))
                    break
                if waits[then] and index[then] < lowest[node]:
                    lowest[node] = index[then]
            else:
                path.pop()
                ahead.pop()
                if path and lowest[node] < lowest[path[-1]]:
                    lowest[path[-1]] = lowest[node]
                if lowest[node] == index[node]:
                    found.append(_group(stack, waits, node))
    found.reverse()
    return found


def _group(stack: list[int], waits: list[bool], first: int) -> list[int]:
    group = []
    while True:
        node = stack.pop()
        waits[node] = False
        group.append(node)
        if node == first:
            group.reverse()
            return group

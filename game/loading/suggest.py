"""The name that an author probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate nearest to `name`, within an edit distance of max(1, a third of its length);
    among equals the first in the alphabet. A swap of two neighbours is one edit. The caller passes
    candidates of the right kind only."""
    bound = max(1, len(name) // 3)
    best: tuple[int, str] | None = None
    for candidate in candidates:
        if candidate == name or abs(len(candidate) - len(name)) > bound:
            continue
        far = _distance(name, candidate, bound)
        if far <= bound and (best is None or (far, candidate) < best):
            best = (far, candidate)
            bound = far
    return best[1] if best else None


def _distance(one: str, other: str, bound: int) -> int:
    """The edit distance (insert, delete, replace, swap neighbours), or more than `bound` as soon as
    it is sure to be."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, opposite in enumerate(other, 1):
            cost = min(above[column] + 1, current[-1] + 1, above[column - 1] + (letter != opposite))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == opposite:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > bound and min(above) > bound:
            return bound + 1
        before, above = above, current
    return above[-1]


def proposal(name: str, candidates: Iterable[str]) -> str:
    """The hint that proposes the nearest name, or nothing."""
    near = nearest(name, candidates)
    return f"did you mean `{near}`?" if near else ""

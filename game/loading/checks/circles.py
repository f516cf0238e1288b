"""Circles in what leads to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def circles(follow: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Circles, each as its names in order, beginning with the one that a walk in written order met
    first. One is given for every step that comes back to where the walk has been."""
    done: set[str] = set()
    for start in follow:
        if start not in done:
            yield from _circles_from(start, follow, done)


def _circles_from(
    start: str, follow: Mapping[str, Sequence[str]], done: set[str]
) -> Iterator[tuple[str, ...]]:
    path, on_path = [start], {start}
    ahead = [iter(follow[start])]
    while path:
        name = next(ahead[-1], None)
        if name is None:
            ahead.pop()
            on_path.discard(path[-1])
            done.add(path.pop())
        elif name in on_path:
            yield tuple(path[path.index(name) :])
        elif name in follow and name not in done:
            path.append(name)
            on_path.add(name)
            ahead.append(iter(follow[name]))

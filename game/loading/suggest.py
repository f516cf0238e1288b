"""The name that an author probably meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

LONGEST = 100
"""The longest name that can be a slip of another."""
COMPARED = 50
"""How many candidates are compared letter by letter: of those that share most letters, few stories have
more."""
_ALPHABET = 64
DECLARE = "declare it in `variables.yaml`"
"""The hint where a variable is asked for that nothing is called like."""


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate nearest to `name`, within an edit distance of max(1, a third of its length);
    among equals the first in the alphabet. A swap of two neighbours is one edit. The caller passes
    candidates of the right kind only. Of very many candidates not all are compared, unless they are
    off by one letter."""
    if len(name) > LONGEST:
        return None
    known = _known(frozenset(candidates))
    if name not in known.answers:
        known.answers[name] = _nearest(name, known)
    return known.answers[name]


class _Known:
    """Candidates in order and by length, each with its letters as bits; the letters of all, and what
    was answered before."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.by_length: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        for each in sorted(names):
            self.by_length[len(each)].append((each, _letters(each)))
        self.alphabet = sorted(frozenset().union(*names))[:_ALPHABET]
        self.answers: dict[str, str | None] = {}


@lru_cache(maxsize=8)
def _known(names: frozenset[str]) -> _Known:
    return _Known(names)


def _nearest(name: str, known: _Known) -> str | None:
    if len(known.names) > COMPARED:
        slips = (each for each in _one_off(name, known.alphabet) if each in known.names and each != name)
        if slip := min(slips, default=None):
            return slip
    bound = max(1, len(name) // 3)
    best: tuple[int, str] | None = None
    letters, compared = _letters(name), 0
    for length in sorted(range(len(name) - bound, len(name) + bound + 1), key=lambda n: abs(n - len(name))):
        if abs(length - len(name)) > bound:
            break
        for candidate, others in known.by_length.get(length, ()):
            # A letter that the other lacks is at least one edit.
            apart = max((letters & ~others).bit_count(), (others & ~letters).bit_count())
            if candidate == name or apart > bound:
                continue
            far = _distance(name, candidate, bound)
            if far <= bound and (best is None or (far, candidate) < best):
                best = (far, candidate)
                bound = far
            compared += 1
            if compared == COMPARED:
                return best[1] if best else None
    return best[1] if best else None


def _letters(name: str) -> int:
    bits = 0
    for letter in name:
        bits |= 1 << (ord(letter) & 63)
    return bits


def _one_off(name: str, alphabet: Iterable[str]) -> Iterator[str]:
    """Every name that is one edit away."""
    for at in range(len(name) + 1):
        before, after = name[:at], name[at:]
        for letter in alphabet:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
        if after:
            yield before + after[1:]
            yield before + after[1:2] + after[0] + after[2:]


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

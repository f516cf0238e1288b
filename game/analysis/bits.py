"""Sets of small numbers as whole numbers."""

from __future__ import annotations

from collections.abc import Iterator


def slots_of(bits: int) -> Iterator[int]:
    """The numbers of the bits that are set."""
    while bits:
        yield (bits & -bits).bit_length() - 1
        bits &= bits - 1

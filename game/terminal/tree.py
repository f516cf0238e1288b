"""Items under items: guides that show what belongs to what, and what is folded away."""

from __future__ import annotations

from collections.abc import Mapping

from game.core.value import dataclass
from game.play.page import Block, Item

LEAST = 24
"""The columns that guides leave for what they lead to."""
STEP = 2
"""The columns of a guide."""


@dataclass(frozen=True, slots=True)
class Branch:
    """How an item hangs: what stands before its first row and before its others, and how many items
    are folded away under it (None where it has none under it)."""

    first: str
    rest: str
    folded: int | None = None


def hidden(blocks: tuple[Block, ...], folded: frozenset[int]) -> Mapping[int, int]:
    """The items that stand under a folded one: index to the index of that one."""
    under: dict[int, int] = {}
    above: tuple[int, int] | None = None
    for index, block in enumerate(blocks):
        if not isinstance(block, Item) or (above and block.depth <= above[1]):
            above = None
        if above:
            under[index] = above[0]
        elif isinstance(block, Item) and index in folded:
            above = index, block.depth
    return under


def branches(blocks: tuple[Block, ...], folded: frozenset[int], measure: int) -> Mapping[int, Branch]:
    """How each item that is shown hangs; empty guides where the page is no tree."""
    under = hidden(blocks, folded)
    count: dict[int, int] = {}
    for above in under.values():
        count[above] = count.get(above, 0) + 1
    made: dict[int, Branch] = {}
    goes_on: set[int] = set()  # the depths at which a later item follows before the tree ends
    following = -1
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if index in under:
            continue
        if not isinstance(block, Item):
            goes_on, following = set(), -1
            continue
        parent = index in count or following > block.depth
        made[index] = _branch(block.depth, goes_on, parent, count.get(index, 0), measure)
        goes_on = {depth for depth in goes_on if depth < block.depth} | {block.depth}
        following = block.depth
    return made


def _branch(depth: int, goes_on: set[int], parent: bool, folded: int, measure: int) -> Branch:
    """The guides of one item. Where there is no room for all, the outermost are left out."""
    guides = ["│ " if level in goes_on else "  " for level in range(1, depth)]
    most = max(0, (measure - LEAST) // STEP - 1)
    cut = "⋯ " if len(guides) > most else ""
    guides = guides[len(guides) - most :] if cut else guides
    lead = cut + "".join(guides)
    own = ("├ ", "│ ") if depth in goes_on else ("└ ", "  ")
    first, rest = (lead + own[0], lead + own[1]) if depth else ("", "")
    return Branch(first, rest, folded if parent else None)

"""Moving in a leaf: each move makes another leaf of the one that lies there."""

from __future__ import annotations

from game.core.value import replace
from game.terminal.full import finding
from game.terminal.full.leaf import Leaf, Spread, first_pick, foldable
from game.terminal.full.place import marked


def to(spread: Spread, top: int) -> Leaf:
    """The leaf with this row at the top. What is picked is let go where it leaves the screen."""
    top = max(0, min(top, max(spread.last, spread.top)))
    leaf = replace(spread.leaf, mark=marked(spread.drawn.rows, spread.drawn.where, top))
    after = replace(spread, leaf=leaf)
    stop = after.stop
    if stop and not top <= stop.at[0][0] < top + spread.height:
        leaf = replace(leaf, stop=None)
    return leaf if after.picked or not leaf.picked else replace(leaf, picked="")


def scrolled(spread: Spread, by: int) -> Leaf:
    """So many rows further down, or up."""
    return to(spread, spread.top + by)


def paged_back(spread: Spread) -> Leaf:
    """A screen back: the first row of the one is the last of the next."""
    return scrolled(spread, -_page(spread))


def _page(spread: Spread) -> int:
    return max(1, spread.height - 1)


def home(spread: Spread) -> Leaf:
    """The beginning."""
    return to(spread, 0)


def end(spread: Spread) -> Leaf:
    """The end."""
    return to(spread, spread.last)


def revealed(spread: Spread, anchor: str) -> Leaf:
    """What is named picked, and on the screen, moving as little as can be."""
    leaf = replace(spread.leaf, picked=anchor, stop=None)
    if anchor not in spread.drawn.where:
        return spread.leaf
    first, past = spread.drawn.where[anchor]
    spread = replace(spread, leaf=leaf)
    if spread.shows(anchor):
        return leaf
    top = first if first < spread.top else min(first, past - spread.height)
    return replace(leaf, mark=marked(spread.drawn.rows, spread.drawn.where, max(0, top)))


def down(spread: Spread) -> Leaf:
    """The next of what can be picked where it is near; else a row further."""
    picks, where = spread.drawn.picks, spread.drawn.where
    if spread.picked:
        after = picks[picks.index(spread.picked) + 1 :]
        near = bool(after) and where[after[0]][0] <= spread.top + spread.height
    else:
        after = tuple(each for each in picks if where[each][0] >= spread.top)
        near = bool(after) and spread.shows(after[0])
    if after and (near or spread.at_end):
        return revealed(spread, after[0])
    return scrolled(spread, 1)


def up(spread: Spread) -> Leaf:
    """The one before of what can be picked where it is near; else a row back."""
    picks, where = spread.drawn.picks, spread.drawn.where
    if spread.picked:
        before = picks[: picks.index(spread.picked)]
        if before and where[before[-1]][1] >= spread.top:
            return revealed(spread, before[-1])
    return scrolled(spread, -1)


def read_on(spread: Spread) -> Leaf:
    """A screen further; at the end the first of the choices is picked."""
    if not spread.at_end:
        return scrolled(spread, _page(spread))
    if not spread.picked and (first := first_pick(spread)):
        return revealed(spread, first)
    return spread.leaf


def tabbed(spread: Spread) -> Leaf:
    """The next link or fold picked; around the end."""
    return _stopped(spread, 1)


def tabbed_back(spread: Spread) -> Leaf:
    """The link or fold before picked; around the end."""
    return _stopped(spread, -1)


def _stopped(spread: Spread, by: int) -> Leaf:
    stops = spread.drawn.stops
    if not stops:
        return spread.leaf
    if spread.leaf.stop is not None:
        after = (spread.leaf.stop + by) % len(stops)
    elif by > 0:
        after = next((at for at, each in enumerate(stops) if each.at[0][0] >= spread.top), 0)
    else:
        bottom = spread.top + spread.height
        after = next((at for at in reversed(range(len(stops))) if stops[at].at[0][0] < bottom), -1)
        after %= len(stops)
    leaf = replace(spread.leaf, stop=after)
    return _with_row(replace(spread, leaf=leaf), stops[after].at[0][0])


def _with_row(spread: Spread, row: int) -> Leaf:
    """The leaf with a row on the screen, a third down from the top where it was not."""
    if spread.top <= row < spread.top + spread.height:
        return spread.leaf
    return to(spread, max(0, row - spread.height // 3))


def turned_over(leaf: Leaf, anchor: str) -> Leaf:
    """A fold opened, or closed again."""
    return replace(leaf, opened=leaf.opened ^ {anchor})


def all_folds(spread: Spread, *, opened: bool) -> Leaf:
    """Everything in the text that was folded away opened, or closed again."""
    folds = frozenset(each.name for each in spread.drawn.stops if each.kind == "fold")
    return replace(spread.leaf, opened=folds if opened else frozenset(), stop=None)


def folded(spread: Spread, *, away: bool) -> Leaf:
    """What stands under the picked item folded away, or out again."""
    number = foldable(spread)
    if number is None:
        return spread.leaf
    here = frozenset({number})
    return replace(spread.leaf, folded=spread.leaf.folded | here if away else spread.leaf.folded - here)


def searched(spread: Spread, sought: str, *, from_end: bool = False) -> Leaf:
    """The first find from here on picked out, or the last of all."""
    there = finding.hits(spread.drawn.rows, sought)
    leaf = replace(spread.leaf, sought=sought, hit=0)
    if not there:
        return leaf
    after = [at for at, each in enumerate(there) if each[0][0] >= spread.top]
    at = len(there) - 1 if from_end else after[0] if after else 0
    leaf = replace(leaf, hit=at)
    return _with_row(replace(spread, leaf=leaf), there[at][0][0])


def next_hit(spread: Spread, by: int) -> Leaf:
    """The next find, or the one before; around the end."""
    there = finding.hits(spread.drawn.rows, spread.leaf.sought)
    if not there:
        return spread.leaf
    at = (spread.leaf.hit + by) % len(there)
    return _with_row(replace(spread, leaf=replace(spread.leaf, hit=at)), there[at][0][0])

"""What the last choice changed, as sentences; and the words that one quiet line of it shares."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.prose import plain
from game.core.value import replace
from game.play.sentences import spelled
from game.play.view import (
    EveningView,
    MeterView,
    PromiseView,
    RoadsView,
    SceneView,
    TallyView,
    VanishedView,
    VoiceView,
)

WALKED = "Reached before, of these"
"""What leads to the titles of endings that are still open."""


def sentences(view: SceneView) -> Iterator[str]:
    """What changed, a sentence each. Where the whole panel stands, what it shows is left out."""
    if not view.whole:
        yield from (told_meter(each) for each in view.panel if each.change)
    yield from (f"{ceased(each)}." for each in view.vanished if each.now)
    if said := counting(view):
        yield f"The count: {said}."
    if said := closing(view):
        yield f"{said}."
    yield from (f"{each.label}: {each.means}" for each in view.panel if each.explained)
    yield from (f"{lead}: {text}." for lead, text in papers(view))


def ahead(view: SceneView) -> tuple[EveningView, ...]:
    """The evenings after tonight, with the callers who are not among the choices of the turn."""
    offered = {plain(each.label) for each in view.offers}
    return tuple(
        replace(each, callers=tuple(one for one in each.callers if plain(one.label) not in offered))
        for each in view.diary
        if not each.tonight
    )


def told_meter(meter: MeterView) -> str:
    """A meter in a sentence."""
    moved = f", {'up' if meter.change > 0 else 'down'} {abs(meter.change)}" if meter.change else ""
    return f"{meter.label}: {meter.word} ({meter.step} of {meter.steps - 1}{moved})."


def ceased(meter: VanishedView) -> str:
    """That a meter is told no more."""
    return f"{meter.label}: no longer among your forces"


def promised(promise: PromiseView) -> str:
    """A promise, to whom it was given, and by when it is to be kept."""
    to = f" (to {promise.whose})" if promise.whose else ""
    return f"{promise.label}{to}" + (f"; to be kept by {promise.due}" if promise.due else "")


def counting(view: SceneView) -> str:
    """What the last choice did to the count: who stands now, or no longer, where what was done had to do
    with them, and how far the votes go. Empty where nobody has risen or sat down."""
    turned = [each for each in view.tally.voices if each.turned] if view.tally else []
    named = [_turned(each) for each in turned if each.named]
    moved = sum(each.votes if each.stands else -each.votes for each in turned)
    if view.tally is None or not (named or moved):
        return ""
    return "; ".join((*named, f"now {reached(view.tally)}"))


def _turned(voice: VoiceView) -> str:
    """Who stands now, or no longer, be it one or many: the name is what stands before the comma."""
    name = plain(voice.label).split(",", 1)[0]
    return f"{name} {'counted in' if voice.stands else 'no longer counted in'}"


def reached(count: TallyView) -> str:
    """How far the votes go. More than are needed are not told as so many of fewer."""
    short = count.need - count.have
    if short < 0:
        return f"{count.have}, and {count.need} {'is' if count.need == 1 else 'are'} enough"
    return f"{count.have} of {count.need}, " + (f"{short} missing" if short else "enough")


def closing(view: SceneView) -> str:
    """That the last choice has ruled out endings, and how many; empty where it has not."""
    closed = view.roads.closed if view.roads else 0
    if not closed:
        return ""
    return f"{spelled(closed).capitalize()} road{'s have' if closed > 1 else ' has'} closed"


def left(roads: RoadsView) -> str:
    """How many endings are still open of how many."""
    return f"{roads.open} of {roads.of}"


def papers(view: SceneView) -> Iterator[tuple[str, str]]:
    """Promises and papers that came or went: what happened, and to which."""
    if not view.whole:
        yield from (("Owed", promised(each)) for each in view.owed if each.new)
        yield from (("In the drawer", each.label) for each in view.drawer if each.new)
    yield from ((each.lead, each.told) for each in view.settled)
    yield from (("Out of the drawer", each) for each in view.parted)

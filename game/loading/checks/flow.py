"""How scenes lead to each other: circles without a choice, and what nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.model import Flow, Route
from game.loading.checks.case import Case
from game.loading.checks.circles import circles
from game.loading.codes import diagnostic
from game.loading.diagnostic import Diagnostic


def endless_flow(case: Case) -> Iterator[Diagnostic]:
    """Scenes that flow in a circle, in which nothing is ever chosen. Events do not count: each comes
    once."""
    flows = {
        name: [reference.name for reference in case.exits[name]]
        for name, each in case.scenes.items()
        if each.gate or isinstance(each.scene.way, Flow | Route)
    }
    for circle in circles(flows):
        after = circle[1] if len(circle) > 1 else circle[0]
        reference = next(each for each in case.exits[circle[0]] if each.name == after)
        way = " to ".join(f"`{name}`" for name in (*circle, circle[0]))
        hint = "put a choice somewhere on the way"
        yield diagnostic(reference.scalar.span, "endless-flow", f"this flows for ever: {way}", hint)


def unreached_scene(case: Case) -> Iterator[Diagnostic]:
    """Scenes that no run can come to: told once for each stretch of them."""
    start = case.written.header.start
    if not case.is_whole or start not in case.scenes:
        return
    reached = set(case.reached)
    apart = [name for name in case.scenes if name not in reached]
    led_to = {after for name in apart for after in case.successors[name] if after != name}
    firsts = [name for name in apart if name not in led_to]
    for name in (*firsts, *apart):
        if name not in reached:
            reached |= case.reach([name])
            hint = "lead to it from another scene, or take it out"
            yield case.at(name, "unreached-scene", f"nothing leads to `{name}`", hint)


def unreached_ending(case: Case) -> Iterator[Diagnostic]:
    """Endings that nothing leads to."""
    if case.is_whole:
        led_to = {reference.name for references in case.exits.values() for reference in references}
        for name in case.written.endings:
            if name not in led_to:
                hint = "lead to it from a scene, or take it out"
                yield case.at(name, "unreached-ending", f"nothing leads to the ending `{name}`", hint)

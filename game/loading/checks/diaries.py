"""Diaries and gates: where `back` may stand, who comes on which evening, and that one can rest."""

from __future__ import annotations

from collections.abc import Iterator

from game.loading.checks.case import INSIDE, OUTSIDE, Case
from game.loading.codes import diagnostic
from game.loading.diagnostic import Diagnostic
from game.loading.ids import BACK

_CUT_OFF = ("missing-target", "unknown-evening", "unknown-gate")
"""Findings by which a scene may have lost the way to it."""
MOST_CALLS = 4
"""Calls that an evening may have of the story's own; branches may add to them."""


def misplaced_back(case: Case) -> Iterator[Diagnostic]:
    """`back` in scenes that a run can come to without having been called or come upon."""
    if not case.is_whole:
        return
    stays = case.whence
    lost = any(each.code in _CUT_OFF for each in case.ledger.findings)
    for scene, references in case.exits.items():
        if OUTSIDE in stays.get(scene, (OUTSIDE,)):
            alone = scene in case.scenes and scene not in case.reached
            message = f"`back` leads nowhere: `{scene}` can be entered outside calls and events"
            hint = "write the scene that it leads to"
            if alone:
                message = f"`back` leads nowhere: no call or event leads to `{scene}`"
                hint = "lead to it from one, or write the scene that it leads to"
            for reference in references:
                # where a name is missing, the way here may be what is missing
                if reference.name == BACK and not (lost and alone):
                    yield diagnostic(reference.scalar.span, "misplaced-back", message, hint)


def nested_diary(case: Case) -> Iterator[Diagnostic]:
    """Diaries and gates entered from a call or event, after which `back` would lead astray."""
    stays = case.whence
    told = set()
    for scene, whence in stays.items():
        if OUTSIDE not in whence and any(each.name == BACK for each in case.exits[scene]):
            told |= whence - {INSIDE}
    for name in case.scenes:
        if name in told:
            message = f"`{name}` opens inside a call or event, and `back` stands after it"
            hint = "leave the call for good, or open it after the evenings"
            yield case.at(name, "nested-diary", message, hint)


def call_as_target(case: Case) -> Iterator[Diagnostic]:
    """Calls and events that something else leads to: `back` would not know where to."""
    stays = case.whence
    for scene, references in case.exits.items():
        for reference in references:
            target = case.scenes.get(reference.name)
            if target and target.is_called and stays.get(scene, {OUTSIDE}) != {INSIDE}:
                what = "a call: only its evenings lead" if target.call else "an event: only its gates lead"
                hint = "put what both share into a scene of its own"
                message = f"`{reference.name}` is {what} to it"
                yield diagnostic(reference.scalar.span, "call-as-target", message, hint)


def no_rest(case: Case) -> Iterator[Diagnostic]:
    """Diaries with an evening on which every call may be taken already, or closed."""
    if not case.is_whole:
        return
    for evenings in _evenings(case):
        restless = [
            evening
            for evening in evenings
            if not any(_is_rest(case, name) for name in _callers(case, evening))
        ]
        if restless:
            names = ", ".join(f"`{evening}`" for evening in restless)
            hint = "let a call without `if` name it and have `again: yes`"
            yield case.at(restless[0], "no-rest", f"one may be left without a call on {names}", hint)


def crowded_evening(case: Case) -> Iterator[Diagnostic]:
    """Evenings with more callers than a player can weigh."""
    for evenings in _evenings(case):
        for evening in evenings:
            own = [name for name in _callers(case, evening) if _branch(name) == _branch(evening)]
            if (number := len(own)) > MOST_CALLS:
                message = f"{number} calls name `{evening}`; more than {MOST_CALLS} are too many to weigh"
                yield case.at(evening, "crowded-evening", message, "move one to another evening")


def _evenings(case: Case) -> Iterator[tuple[str, ...]]:
    for name, each in case.scenes.items():
        if each.diary:
            yield tuple(f"{name}.{evening}" for evening, _ in each.diary.evenings)


def _callers(case: Case, evening: str) -> list[str]:
    return case.callers.get(evening, [])


def _branch(name: str) -> str:
    """The branch to which a scene belongs."""
    return name.rpartition("/")[0]


def _is_rest(case: Case, name: str) -> bool:
    call = case.scenes[name].call
    return call is not None and call.again and call.hidden_unless is None and not call.needs

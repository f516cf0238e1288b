"""Menus: that they can be left, and are not too long; and `stay` only in them."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.model import Choice, Menu
from game.loading.checks.case import Case
from game.loading.codes import diagnostic
from game.loading.diagnostic import Diagnostic
from game.loading.ids import STAY

MOST_CHOICES = 4
"""Choices that a menu may always show; branches may add to them."""


def no_way_out(case: Case) -> Iterator[Diagnostic]:
    """Menus that can only be stayed in: when every choice is used up, nothing is left."""
    for name, each in case.scenes.items():
        choices = each.scene.way.choices if isinstance(each.scene.way, Menu) else ()
        if choices and all(_only_stays(choice) for choice in choices):
            hint = "let one choice lead to another scene"
            yield case.at(name, "no-way-out", f"every choice of `{name}` stays", hint)


def crowded_menu(case: Case) -> Iterator[Diagnostic]:
    """Menus that show more choices than a player can weigh."""
    for name, each in case.scenes.items():
        if isinstance(each.scene.way, Menu):
            number = sum(
                choice.hidden_unless is None and "/" not in choice.id for choice in each.scene.way.choices
            )
            if number > MOST_CHOICES:
                message = f"`{name}` shows {number} choices; more than {MOST_CHOICES} are too many to weigh"
                yield case.at(name, "crowded-menu", message, "put some of them into a scene of their own")


def misplaced_stay(case: Case) -> Iterator[Diagnostic]:
    """`stay` anywhere but in a choice or an outcome."""
    for references in case.exits.values():
        for reference in references:
            if reference.name == STAY and "." not in reference.subject:
                hint = "write the scene that it leads to"
                yield diagnostic(reference.scalar.span, "misplaced-stay", "only choices can `stay`", hint)


def _only_stays(choice: Choice) -> bool:
    return {choice.to, *(outcome.to for outcome in choice.outcomes)} - {None} == {STAY}

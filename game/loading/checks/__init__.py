"""The sense of a story that has a shape: each check is a generator named by the fault it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.loading.checks.case import Case
from game.loading.checks.diaries import call_as_target, crowded_evening, misplaced_back, nested_diary, no_rest
from game.loading.checks.flow import endless_flow, unreached_ending, unreached_scene
from game.loading.checks.menus import crowded_menu, misplaced_stay, no_way_out
from game.loading.checks.notes import missing_note
from game.loading.checks.promises import overdue_promise
from game.loading.checks.usage import (
    circular_condition,
    circular_text,
    entangled,
    idle_variable,
    unused_text,
)
from game.loading.diagnostic import Diagnostic

CHECKS: tuple[Callable[[Case], Iterator[Diagnostic]], ...] = (
    circular_condition,
    circular_text,
    entangled,
    endless_flow,
    no_way_out,
    misplaced_stay,
    misplaced_back,
    nested_diary,
    call_as_target,
    no_rest,
    crowded_menu,
    crowded_evening,
    unreached_scene,
    unreached_ending,
    overdue_promise,
    missing_note,
    idle_variable,
    unused_text,
)


def check(case: Case) -> Iterator[Diagnostic]:
    """Everything that makes no sense in a story."""
    for each in CHECKS:
        yield from each(case)

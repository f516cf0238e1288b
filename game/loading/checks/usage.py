"""What is declared and never used, used and never given, or made of itself."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.condition import NEVER, Among, Lying, Named, Value
from game.core.model import Variable
from game.loading.checks.case import Case
from game.loading.checks.circles import circles
from game.loading.diagnostic import Diagnostic
from game.loading.walk import Question, conditions_of, conditions_of_line, questions, texts_of

_BREAK = "take one of them out of the circle"
_TAKE_OUT = "use it where it was meant to matter, or take it out"


def circular_condition(case: Case) -> Iterator[Diagnostic]:
    """Named conditions that ask about themselves."""
    for circle in condition_circles(case):
        way = " asks ".join(f"`{name}`" for name in (*circle, circle[0]))
        yield case.at(f"variable:{circle[0]}", "circular-condition", f"a circle of conditions: {way}", _BREAK)


def condition_circles(case: Case) -> Iterator[tuple[str, ...]]:
    """Circles of named conditions."""
    return circles(
        {
            name: [each.name for each in questions(condition) if isinstance(each, Named)]
            for name, condition in case.written.conditions.items()
        }
    )


def circular_text(case: Case) -> Iterator[Diagnostic]:
    """Shared texts that insert themselves."""
    for circle in circles({name: list(texts_of(prose)) for name, prose in case.written.texts.items()}):
        way = " shows ".join(f"`{name}`" for name in (*circle, circle[0]))
        yield case.at(f"text:{circle[0]}", "circular-text", f"a circle of texts: {way}", _BREAK)


def idle_variable(case: Case) -> Iterator[Diagnostic]:
    """Variables and named conditions that nothing asks about, or that nothing changes."""
    if not case.is_whole:
        return
    asked = _asked(case)
    for name in case.written.conditions:
        if name not in asked:
            yield case.at(f"variable:{name}", "never-used", f"nothing asks about `{name}`", _TAKE_OUT)
    for name, variable in case.written.variables.items():
        is_read = name in asked or _is_shown(case, variable)
        is_changed = name in case.ledger.changed
        subject = f"variable:{name}"
        if not is_read and not is_changed:
            yield case.at(subject, "never-used", f"nothing asks about `{name}` or changes it", _TAKE_OUT)
        elif not is_read:
            yield case.at(subject, "never-read", f"`{name}` is changed, and nothing asks about it", _TAKE_OUT)
        elif not is_changed:
            yield case.at(
                subject, "never-changed", f"`{name}` is asked about, and nothing changes it", _TAKE_OUT
            )


def unused_text(case: Case) -> Iterator[Diagnostic]:
    """Shared texts that nothing shows."""
    if case.is_whole:
        shown = {text for prose in case.ledger.prose for text in texts_of(prose)}
        for name in case.written.texts:
            if name not in shown:
                hint = f"write `{{show: {name}}}` where it belongs, or take it out"
                yield case.at(f"text:{name}", "unused-text", f"nothing shows `{name}`", hint)


def _asked(case: Case) -> set[str]:
    """The variables and named conditions that some condition asks about."""
    asked: set[str] = set()
    for question in _questions(case):
        match question:
            case Among(name) | Value(name) | Named(name):
                asked.add(name)
            case Lying(panel):
                asked |= {each.id for each in case.written.variables.values() if each.panel == panel}
    return asked


def _questions(case: Case) -> Iterator[Question]:
    for condition in case.ledger.conditions:
        yield from questions(condition)
    for prose in case.ledger.prose:
        for condition in conditions_of(prose):
            yield from questions(condition)
    for line in case.ledger.lines:
        for condition in conditions_of_line(line):
            yield from questions(condition)


def _is_shown(case: Case, variable: Variable) -> bool:
    """Whether the panel shows it to the player."""
    renamed = any(variable.id in chapter.names for chapter in case.written.chapters.values())
    return renamed or variable.panel is not None or variable.shown != NEVER

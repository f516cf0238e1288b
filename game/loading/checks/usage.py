"""What is declared and never used, used and never given, or made of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from game.core.condition import NEVER, Among, Condition, Lying, Named, TallyOf, Value
from game.core.model import Variable
from game.core.walk import Question, conditions_of, conditions_of_line, questions, texts_of
from game.loading.checks.case import Case
from game.loading.checks.circles import circles
from game.loading.diagnostic import Diagnostic

_DEEPEST = 8
"""So deep may conditions lead into conditions, and texts into texts."""
_MOST = 1_000
"""To so many may one of them lead, each counted as often as it is come to."""
_BREAK = "take one of them out of the circle"
_TAKE_OUT = "use it where it was meant to matter, or take it out"


def circular_condition(case: Case) -> Iterator[Diagnostic]:
    """Named conditions and tallies that ask about themselves."""
    for circle in condition_circles(case):
        way = " asks ".join(f"`{_written(subject)}`" for subject in (*circle, circle[0]))
        yield case.at(circle[0], "circular-condition", f"a circle of conditions: {way}", _BREAK)


def condition_circles(case: Case) -> Iterator[tuple[str, ...]]:
    """Circles of named conditions and tallies, by their subjects."""
    return circles(_leads(case))


def circular_text(case: Case) -> Iterator[Diagnostic]:
    """Shared texts that insert themselves."""
    for circle in circles({name: list(texts_of(prose)) for name, prose in case.written.texts.items()}):
        way = " shows ".join(f"`{name}`" for name in (*circle, circle[0]))
        yield case.at(f"text:{circle[0]}", "circular-text", f"a circle of texts: {way}", _BREAK)


def entangled(case: Case) -> Iterator[Diagnostic]:
    """Named conditions, tallies and shared texts that lead on and on: each may be small, and all that
    they lead to more than can be told."""
    texts = {f"text:{name}": prose for name, prose in case.written.texts.items()}
    shows = {subject: [f"text:{name}" for name in texts_of(prose)] for subject, prose in texts.items()}
    for follow in (_leads(case), shows):
        if any(circles(follow)):
            continue
        for subject, code in _beyond(follow):
            if code == "too-deep":
                message = f"`{_written(subject)}` leads more than {_DEEPEST} deep into others"
            else:
                message = f"`{_written(subject)}` leads to more than {_MOST:,} others, counted each time"
            yield case.at(subject, code, message, "say it here, or more simply")


def _leads(case: Case) -> dict[str, list[str]]:
    """The named conditions and tallies that each named condition and tally asks about, by subject."""
    asked: dict[str, list[Condition]] = {
        f"variable:{name}": [condition] for name, condition in case.written.conditions.items()
    }
    for name, chapter in case.written.chapters.items():
        if chapter.tally:
            asked[f"chapter:{name}"] = [voice.condition for voice in chapter.tally.voices]
    return {subject: [*_leading(conditions)] for subject, conditions in asked.items()}


def _leading(conditions: Iterable[Condition]) -> Iterator[str]:
    for question in chain.from_iterable(map(questions, conditions)):
        match question:
            case Named(name):
                yield f"variable:{name}"
            case TallyOf(chapter):
                yield f"chapter:{chapter}"


def _beyond(follow: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """What leads too deep or to too much, where nothing that it leads to does."""
    sizes = dict.fromkeys(follow, 1)
    for _ in range(_DEEPEST):
        sizes = _grown(sizes, follow)
    deeper = _grown(sizes, follow)
    codes = {name: "too-deep" for name in follow if deeper[name] != sizes[name]}
    codes |= {name: "too-big" for name in follow if sizes[name] > _MOST}
    for name, code in codes.items():
        if not any(other in codes for other in follow[name]):
            yield name, code


def _grown(sizes: Mapping[str, int], follow: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The sizes, one step further into what each leads to."""
    return {name: 1 + sum(sizes.get(other, 0) for other in others) for name, others in follow.items()}


def _written(subject: str) -> str:
    """A subject as authors write it."""
    sort, _, name = subject.partition(":")
    return f"tally({name})" if sort == "chapter" else name


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

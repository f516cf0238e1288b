"""What was measured, as tables for people and as a record for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from game.authoring.measure.counting import Spread
from game.authoring.measure.figures import BY_NAME, Group, Unit
from game.authoring.measure.measures import Finding, Measured, Measures
from game.authoring.measure.targets import Target
from game.core.value import members
from game.terminal.tables import Cell, Column, Mark, Table

FORMAT = 1
WIDE = 98
"""Where there is so much room, figures are told by their titles as well as by their names."""
SHOWN = 8
"""So many findings of one figure are told, unless all are asked for."""
_GROUPS: dict[Group, str] = {"text": "The text", "choices": "The choices", "balance": "The balance"}


def tables(found: Measures, columns: int, *, whole: bool) -> Iterator[Table]:
    """The tables of all that was measured, for so many columns; with `whole` no finding is left out."""
    for group, title in _GROUPS.items():
        of_group = [each for each in found.figures if each.figure.group == group]
        if of_group:
            told = f"{title} of {_part(found)}" if group == "text" else title
            yield _figures(told, of_group, wide=columns >= WIDE)
    yield from (each for each in _balance(found) if each.rows)
    yield from _findings(found, whole=whole)


def _part(found: Measures) -> str:
    part = found.part
    if part.whole:
        return f"{found.story} {found.version}"
    came = "every play comes" if found.came == 1 else f"{found.came:.1%} of plays come"
    return f"the {part.kind} {part.name}, to which {came}"


def _figures(title: str, of_group: Sequence[Measured], *, wide: bool) -> Table:
    columns = (
        Column("figure"),
        *((Column("", gives=True),) if wide else ()),
        Column("value", number=True),
        Column("8 of 10 between", number=True),
        Column("target", number=True),
        Column(""),
    )
    return Table(title, columns, tuple(_figure(each, wide=wide) for each in of_group))


def _figure(each: Measured, *, wide: bool) -> tuple[Cell, ...]:
    unit = each.figure.unit
    mark: Mark = "" if each.met is None else "good" if each.met else "bad"
    return (
        Cell(each.figure.name),
        *((Cell(each.figure.title, "muted"),) if wide else ()),
        Cell(_number(each.value, unit) if each.value is not None else "-", mark),
        Cell(_between(each.spread, unit)),
        Cell(_target(each.target, unit)),
        Cell({None: "", True: "met", False: "MISSED"}[each.met], mark),
    )


def _number(value: float, unit: Unit) -> str:
    if unit != "share":
        return f"{value:,.0f}" if value == round(value) or value >= 100 else f"{value:,.1f}"
    percent = 100 * value
    return f"{percent:.0f} %" if percent in (0, 100) or percent >= 10 else f"{percent:.2g} %"


def _between(spread: Spread | None, unit: Unit) -> str:
    if spread is None:
        return ""
    return f"{_number(spread.low, unit)} - {_number(spread.high, unit)}"


def _target(target: Target | None, unit: Unit) -> str:
    if target is None:
        return ""
    least, most = target.least, target.most
    if least is not None and most is not None:
        return f"{_number(least, unit)} - {_number(most, unit)}"
    if most is not None:
        return f"at most {_number(most, unit)}" if most else "none"
    if least is not None:
        return "all" if least == 1 and unit == "share" else f"at least {_number(least, unit)}"
    return ""


def _balance(found: Measures) -> Iterator[Table]:
    plays = Column("plays", number=True)
    share: Unit = "share"
    yield Table(
        "Endings",
        (Column("ending"), Column("title", gives=True), plays, _count("words"), _count("epilogue")),
        tuple(
            (
                Cell(each.ending),
                Cell(each.title + (" (history)" if each.history else ""), "muted"),
                Cell(_number(each.share, share), "" if each.share else "bad"),
                Cell(f"{each.words:,.0f}"),
                Cell(f"{each.epilogue:,.0f}"),
            )
            for each in found.endings
        ),
    )
    yield Table(
        "Doors",
        (Column("door"), Column("leads to"), plays),
        tuple(
            (
                Cell(each.subject),
                Cell(each.leads_to),
                Cell(_number(each.share, share), "" if each.share else "bad"),
            )
            for each in found.doors
        ),
    )
    yield Table(
        "Counts, where they are taken",
        (
            Column("chapter"),
            Column("needed", number=True),
            Column("carried", number=True),
            Column("votes", number=True),
            Column(f"{found.meter or 'steps'}, from the lowest step", number=True),
        ),
        tuple(
            (
                Cell(each.chapter),
                Cell(f"{each.need}"),
                Cell(_number(each.carried, share), "" if 0 < each.carried < 1 else "bad"),
                Cell(f"{each.votes.median:.0f} ({each.votes.low:.0f} - {each.votes.high:.0f})"),
                Cell("  ".join(f"{step:4.0%}" for step in each.steps)),
            )
            for each in found.tallies
        ),
    )
    yield Table(
        "Calls",
        (
            Column("call"),
            Column("taken", number=True),
            Column("when open", number=True),
            Column("closed", number=True),
            Column("in plans", number=True),
            Column("endings", number=True),
        ),
        tuple(
            (
                Cell(each.call),
                Cell(_number(each.taken, share), "" if each.taken else "bad"),
                Cell(_number(each.chosen, share)),
                Cell(_number(each.closed, share)),
                Cell(_number(each.needed, share)),
                Cell(f"{len(each.endings)}", "" if each.endings else "bad"),
            )
            for each in found.calls
        ),
        "taken: of all plays; when open: of the evenings on which it is open; closed: of those on which it "
        "is shown; in plans: of the shortest plans; endings: of which some plan needs it.",
    )
    yield Table(
        "Chapters",
        (
            Column("chapter"),
            Column("plays", number=True),
            Column("words a run", number=True),
            Column("8 of 10 between", number=True),
            Column("decisions", number=True),
        ),
        tuple(
            (
                Cell(each.chapter or "the end"),
                Cell(_number(each.share, share)),
                Cell(f"{each.words.median:,.0f}"),
                Cell(_between(each.words, "words")),
                Cell(f"{each.decisions.median:.0f}"),
            )
            for each in found.chapters
        ),
    )


def _count(title: str) -> Column:
    return Column(title, number=True)


def _findings(found: Measures, *, whole: bool) -> Iterator[Table]:
    """The findings by figure, those of targets that are missed first."""
    missed = {each.figure.name for each in found.figures if each.met is False}
    order = {name: (name not in missed, number) for number, name in enumerate(BY_NAME)}
    ordered = sorted(found.findings, key=lambda each: (order[each.figure], _where(each)))
    for name, of_figure in groupby(ordered, key=lambda each: each.figure):
        rows = tuple(of_figure)
        left = 0 if whole else max(0, len(rows) - SHOWN)
        yield Table(
            f"To look at: {BY_NAME[name].title} ({name})",
            (),
            tuple(
                (Cell(_place(each), "muted"), Cell(f"{each.subject}: {each.message}"))
                for each in rows[: len(rows) - left]
            ),
            f"and {left} more: --all tells them" if left else "",
        )


def _where(each: Finding) -> tuple[str, int, str]:
    return (each.place.path, each.place.line, each.subject) if each.place else ("", 0, each.subject)


def _place(each: Finding) -> str:
    return f"{each.place.path}:{each.place.line}:{each.place.column}:" if each.place else ""


def record(found: Measures) -> dict[str, object]:
    """All of it under the names that the author's guide to measuring documents."""
    return {
        "format": FORMAT,
        "story": {
            "id": found.story,
            "version": found.version,
            "digest": found.digest,
            "branches": list(found.branches),
        },
        "part": {"kind": found.part.kind, "name": found.part.name, "came": _rounded(found.came)},
        "plays": found.plays,
        "seed": found.seed,
        "choices": found.choices,
        "figures": {each.figure.name: _figure_record(each) for each in found.figures},
        "endings": [_values(each) for each in found.endings],
        "doors": [_values(each) for each in found.doors],
        "calls": [_values(each) for each in found.calls],
        "tallies": [{**_values(each), "meter": found.meter} for each in found.tallies],
        "chapters": [_values(each) for each in found.chapters],
        "findings": [_values(each) for each in found.findings],
    }


def _figure_record(each: Measured) -> dict[str, object]:
    told: dict[str, object] = {"value": _rounded(each.value)}
    if each.spread is not None:
        told |= {"low": _rounded(each.spread.low), "high": _rounded(each.spread.high)}
    if each.target is not None:
        told |= {"target": _values(each.target), "met": each.met}
    return told


def _values(value: object) -> dict[str, object]:
    return {each.name: _rounded(getattr(value, each.name)) for each in members(type(value))}


def _rounded(value: object) -> object:
    """A value as JSON writes it; shares to the hundredth of a per cent."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, tuple):
        return [_rounded(each) for each in value]
    if value is None or isinstance(value, str | int):
        return value
    return _values(value)

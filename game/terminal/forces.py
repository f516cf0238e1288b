"""The panel as rows: forces, promises, papers, the tally, the diary and who is present."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from game.core.prose import ToldParagraph, Words, plain
from game.core.value import replace
from game.play.sentences import COUNTED
from game.play.view import EveningView, MeterView, PersonView, SceneView, TallyView, VanishedView
from game.terminal.changes import ahead
from game.terminal.layout import clipped, typeset, width
from game.terminal.prose import leaders, rule
from game.terminal.quiet import signed
from game.terminal.rows import BLANK, Role, Row, Rows, Span, row

Part = Callable[[SceneView, int], Rows]


def explained(view: SceneView, measure: int) -> Rows:
    """The whole panel, each meter and the count with what they mean."""
    rows: list[Row] = []
    for meter in view.panel:
        anchor = f"meter.{meter.id}"
        line = _line(meter, measure, anchor)
        means = typeset((Span(meter.means, "muted", "stress"),), measure, 2, 2, anchor=anchor)
        rows += [*line, *means]
    for gone in view.vanished:
        rows += _gone(gone, measure)
    parts = [_headed("Forces", rows, measure)]
    parts += [part(view, measure) for part in (_owed, _drawer, _tally)]
    if view.tally:
        parts[-1] += typeset((Span(COUNTED, "muted", "stress"),), measure)
    parts += [part(view, measure) for part in (_present, _diary)]
    return tuple(row for part in parts if part for row in (*part, BLANK))[:-1]


def standing(view: SceneView, measure: int) -> Rows:
    """The panel as it stands under the text: forces in one row each, and what else there is. Of the
    evenings ahead, the callers who are not among the choices below it."""
    coming = replace(view, diary=ahead(view))
    parts = [_forces(view, measure, airy=False)]
    parts += [part(coming, measure) for part in (_owed, _drawer, _tally, _diary)]
    return tuple(row for part in parts if part for row in (*part, BLANK))[:-1]


def panel(view: SceneView, measure: int, room: int) -> Rows:
    """The panel beside the text, in at most `room` rows: what fits of its parts, in the order of their
    weight. The forces stand in three rows each where there is room, else in one."""
    tight, airy = _forces(view, measure, airy=False), _forces(view, measure, airy=True)
    rest = [made for part in (_owed, _drawer, _tally, _present, _diary) if (made := part(view, measure))]
    needed = sum(len(part) + 1 for part in rest)
    rows = list(airy if len(airy) + needed <= room else tight)
    if len(rows) > room:
        return ()
    for part in rest:
        if len(rows) + 1 + len(part) <= room:
            rows += [BLANK, *part] if rows else part
    return tuple(rows)


def _headed(title: str, rows: Iterable[Row], measure: int) -> Rows:
    rows = tuple(rows)
    return (row(title.upper(), "heading"), rule(measure), *rows) if rows else ()


def _forces(view: SceneView, measure: int, *, airy: bool) -> Rows:
    rows: list[Row] = []
    for meter in view.panel:
        if airy:
            rows += [leaders(meter.label, meter.word, measure), bar(meter, measure), BLANK]
        else:
            rows += _line(meter, measure)
    if airy and rows:
        rows.pop()
    for gone in view.vanished:
        rows += _gone(gone, measure)
    return _headed("Forces", rows, measure)


def _line(meter: MeterView, measure: int, anchor: str = "") -> Rows:
    """A meter in one row: name, word, step and change; in two where its name would be cut."""
    end = f" {meter.step}/{meter.steps - 1} {signed(meter.change):>2}"
    return _named(meter.label, meter.word, measure, _end(meter), len(end), anchor)


def _named(
    name: str, word: str, measure: int, end: tuple[Span, ...] = (), taken: int = 0, anchor: str = ""
) -> Rows:
    """`name ..... word`, and its end; the name in a row of its own where it would be cut."""
    room = max(1, measure - taken)
    if width(name) + width(word) < room:
        return (Row((*leaders(name, word, room).spans, *end), anchor),)
    below = Row((*_right(word, room).spans, *end), anchor)
    return (*typeset((Span(name),), measure, anchor=anchor), below)


def _end(meter: MeterView) -> tuple[Span, ...]:
    number = Span(f" {meter.step}/{meter.steps - 1} ", "text", "strong" if meter.change else "plain")
    return (number, Span(f"{signed(meter.change):>2}", "loss" if meter.change < 0 else "gain"))


def bar(meter: MeterView, measure: int) -> Row:
    """A meter's thin bar, its step and its last change."""
    last = max(1, meter.steps - 1)
    room = max(1, measure - 1 - sum(width(span.text) for span in _end(meter)))
    cells = room // last * last or room
    filled = cells * meter.step // last
    low = meter.step <= last // 4
    return Row(
        (
            Span("━" * filled, "loss" if low else "bar"),
            Span("╌" * (cells - filled), "rule"),
            Span(" "),
            *_end(meter),
        )
    )


def _gone(gone: VanishedView, measure: int) -> Rows:
    since = f"gone, {gone.since}" if gone.since else "gone"
    role: Role = "loss" if gone.now else "muted"
    if width(gone.label) + width(since) < measure:
        return (leaders(gone.label, since, measure, role),)
    return (*typeset((Span(gone.label, role),), measure), _right(since, measure))


def _right(text: str, measure: int) -> Row:
    """At the right end of the measure."""
    text = clipped(text, measure)
    return Row((Span(" " * (measure - width(text))), Span(text, "muted", "stress")))


def _fresh(label: str, *, new: bool) -> Span:
    return Span(label, "text", "strong" if new else "plain")


def _owed(view: SceneView, measure: int) -> Rows:
    rows: list[Row] = []
    for each in view.owed:
        rows += typeset((_fresh(each.label, new=each.new),), measure, rest=2)
        due = " · ".join(
            part for part in (each.whose, f"to be kept by {each.due}" if each.due else "") if part
        )
        rows += typeset((Words(due, "stress"),), measure, 2, 2, "muted") if due else ()
    return _headed("Owed", rows, measure)


def _drawer(view: SceneView, measure: int) -> Rows:
    rows: list[Row] = []
    for each in view.drawer:
        rows += typeset((_fresh(each.label, new=each.new),), measure, rest=2)
        rows += typeset((Words(f"until: {each.due}", "stress"),), measure, 2, 2, "muted") if each.due else ()
    return _headed("Drawer", rows, measure)


def _tally(view: SceneView, measure: int) -> Rows:
    return tally(view.tally, measure) if view.tally else ()


def tally(count: TallyView, measure: int) -> Rows:
    """The count by name: who stands, who is missing, how many of how many."""
    rows = list(typeset((Words(count.title),), measure))
    for voice in count.voices:
        votes = f" ({voice.votes})" if voice.votes != 1 else ""
        mark = Span("■ ", "bar") if voice.stands else Span("□ ", "rule")
        label = Span(f"{plain(voice.label)}{votes}", "text", "strong" if voice.stands else "plain")
        rows += typeset((mark, label), measure, rest=2)
    short = count.need - count.have
    verdict = f"{count.have} of {count.need}" + (f", {short} missing" if short > 0 else ", enough")
    rows.append(row(verdict, "loss" if short > 0 else "text", "strong"))
    return _headed("The count", rows, measure)


def _present(view: SceneView, measure: int) -> Rows:
    return _headed("Persons", (each for person in view.present for each in _person(person, measure)), measure)


def _person(person: PersonView, measure: int) -> Rows:
    stance = [block for block in person.stance if isinstance(block, ToldParagraph)]
    said = (Words(plain(stance[0].words), "stress"),) if stance else ()
    below = typeset(said, measure, 2, 2, "muted") if said else ()
    if len(person.name) + len(person.role) + 5 > measure:
        role = typeset((Words(person.role),), measure, 2, 2, "muted")
        return (*typeset((Words(person.name),), measure), *role, *below)
    return (leaders(person.name, person.role, measure), *below)


def _diary(view: SceneView, measure: int) -> Rows:
    return _headed(
        "Evenings", (each for evening in view.diary for each in _evening(evening, measure)), measure
    )


def _evening(evening: EveningView, measure: int) -> Rows:
    rows = [row(evening.date, "text", "strong" if evening.tonight else "plain")]
    for caller in evening.callers:
        rows += typeset((Span(plain(caller.label)),), measure, 2, 4)
        if not caller.open:
            closed = Span(f"Closed: {plain(caller.reason)}", "loss", "stress")
            rows += typeset((closed,), measure, 4, 4)
    return tuple(rows)

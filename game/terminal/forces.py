"""The panel as rows: forces, promises, papers, the tally, the diary and who is present."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from game.core.prose import ToldParagraph, Words, plain
from game.core.value import replace
from game.play.sentences import COUNTED, counted
from game.play.view import EveningView, MeterView, PersonView, SceneView, TallyView, VanishedView
from game.terminal.changes import WALKED, ahead, left, reached
from game.terminal.layout import clipped, typeset, width
from game.terminal.prose import leaders, rule
from game.terminal.quiet import signed
from game.terminal.rows import BLANK, Role, Row, Rows, Span, row

Part = Callable[[SceneView, int], Rows]
Parts = tuple[tuple[str, Part], ...]
Setting = Literal["airy", "close", "tight", "bare"]
"""A meter in three rows, one of them blank; in two; or in one; and that without a rule under the headings."""


def explained(view: SceneView, measure: int) -> Rows:
    """The whole panel, each meter and the count with what they mean."""
    rows: list[Row] = []
    for meter in view.panel:
        anchor = f"meter.{meter.id}"
        means = typeset((Span(meter.means, "muted", "stress"),), measure, 2, 2, anchor=anchor)
        rows += [*_line(meter, measure), *means]
    for gone in view.vanished:
        rows += _gone(gone, measure)
    parts = [_headed("Forces", rows, measure)]
    parts += [part(view, measure) for part in (_owed, _drawer, _tally)]
    if view.tally:
        parts[-1] += typeset((Span(COUNTED, "muted", "stress"),), measure)
    parts += [part(view, measure) for part in (_present, _diary)]
    known = ", ".join(view.roads.known) if view.roads else ""
    walked = typeset((Span(f"{WALKED}: {known}", "muted", "stress"),), measure, 2, 2) if known else ()
    parts.append((*_roads(view, measure), *walked))
    return _parted(parts)


def standing(view: SceneView, measure: int) -> Rows:
    """The panel as it stands under the text: forces in one row each, and what else there is. Of the
    evenings ahead, the callers who are not among the choices below it."""
    coming = replace(view, diary=ahead(view))
    forces = _forces(view, measure, "tight")
    parts = [tuple(replace(each, anchor="") for each in forces)]  # read in one piece: nothing parts them
    parts += [part(coming, measure) for part in (_owed, _drawer, _tally, _diary, _roads)]
    return _parted(parts)


def _parted(parts: Iterable[Rows]) -> Rows:
    return tuple(row for part in parts if part for row in (*part, BLANK))[:-1]


def panel(view: SceneView, measure: int, room: int, key: str = "F2") -> Rows:
    """The panel beside the text, in at most `room` rows. The forces stand as airily as all of it fits;
    where it does not fit at all, the lightest parts are left out, and a last row names them, and the key
    that shows them."""
    coming = replace(view, diary=ahead(view))
    brief = _in_brief(coming, measure)
    alone = replace(brief, roads=None)  # what is nice to know makes way for what one needs
    undated = replace(alone, owed=tuple(replace(each, whose="", due="") for each in alone.owed))
    ways: tuple[tuple[SceneView, Setting, Parts], ...] = (
        (coming, "airy", _parts()),
        (coming, "close", _parts()),
        (brief, "close", _parts()),
        (brief, "tight", _parts()),
        (alone, "tight", _parts()),
        (undated, "tight", _parts()),
        (undated, "tight", _parts(diary=_dates)),
        (undated, "bare", _parts(diary=_dates)),
        (undated, "bare", _parts(diary=_dates, present=_names)),
    )
    for told, setting, some in ways:
        forces, parts = _forces(told, measure, setting), _beside(told, measure, some)
        if setting == "bare":
            forces, parts = _unruled(forces), [(name, _unruled(made)) for name, made in parts]
        if len(forces) + sum(len(made) + 1 for _, made in parts) <= room:
            return _parted((forces, *(made for _, made in parts)))
    tight = _forces(view, measure, "tight")
    least = (
        _beside(alone, measure, _parts()),
        _beside(undated, measure, _parts(diary=_dates, present=_names)),
    )
    tries = [_shortened(tight, parts, room) for parts in least]
    kept, left_out = min(tries, key=lambda each: len(each[1]))
    made = (*kept, *_more(left_out, measure, key)) if kept else ()
    # what was left out as a whole may leave room for the bars
    close = _forces(view, measure, "close")
    fits = len(tight) <= room - 2 and len(made) + len(close) - len(tight) <= room
    return (*close, *made[len(tight) :]) if fits else made


def _unruled(rows: Rows) -> Rows:
    """A part of the panel without the rule under its heading."""
    return (*rows[:1], *rows[2:])


def _in_brief(view: SceneView, measure: int) -> SceneView:
    """The view with promises by their date alone, and persons in a row each."""
    owed = tuple(replace(each, due=_brief(each.due)) for each in view.owed)
    present = (
        replace(each, stance=(), role=each.role if _in_one_row(each, measure) else "")
        for each in view.present
    )
    return replace(view, owed=owed, present=tuple(present))


def _parts(diary: Part | None = None, present: Part | None = None) -> Parts:
    """What there may be in the panel besides the forces, the weightiest first: whom one has before one is
    wanted more than who may come on Thursday."""
    return (
        ("owed", _owed),
        ("drawer", _drawer),
        ("the count", _tally),
        ("persons", present or _present),
        ("evenings", diary or _diary),
        ("roads", _roads),
    )


def _beside(view: SceneView, measure: int, parts: Parts) -> list[tuple[str, Rows]]:
    """Those of the parts that there are."""
    return [(name, made) for name, part in parts if (made := part(view, measure))]


def _brief(due: str) -> str:
    """The date of `March 1924, the end of “The Wire”`."""
    return due.partition(", ")[0]


def _shortened(forces: Rows, parts: list[tuple[str, Rows]], room: int) -> tuple[Rows, list[str]]:
    """What fits of the panel, with two rows to spare, and what does not."""
    if room < 3:
        return (), []
    if len(forces) > room - 2:
        forces, parts = forces[: room - 2], [("forces", ()), *parts]
    rows, left_out = list(forces), []
    for name, made in parts:
        if made and len(rows) + 1 + len(made) <= room - 2:
            rows += [BLANK, *made] if rows else made
        else:
            left_out.append(name)
    return tuple(rows), left_out


def _more(left_out: list[str], measure: int, key: str) -> Rows:
    """The row that says what did not fit, and the key that shows it; parted from what did."""
    said = clipped(f" for {', '.join(left_out)}", max(0, measure - width(key)))
    return (BLANK, Row((Span(key, "key"), Span(said, "muted"))))


def _headed(title: str, rows: Iterable[Row], measure: int) -> Rows:
    rows = tuple(rows)
    return (row(title.upper(), "heading"), rule(measure), *rows) if rows else ()


def _forces(view: SceneView, measure: int, setting: Setting) -> Rows:
    rows: list[Row] = []
    numbered = all(len(_line(meter, measure)) == 1 for meter in view.panel)
    for meter in view.panel:
        if setting in ("tight", "bare"):
            rows += _line(meter, measure, numbered=numbered)
        else:
            rows += _high(meter, measure)
        rows += (BLANK,) if setting == "airy" else ()
    for gone in view.vanished:
        rows += _gone(gone, measure) if setting in ("tight", "bare") or gone.now else _empty(gone, measure)
        rows += (BLANK,) if setting == "airy" else ()
    if rows and rows[-1] == BLANK:
        rows.pop()
    return _headed("Forces", rows, measure)


def _high(meter: MeterView, measure: int) -> Rows:
    """A meter in two rows: name and word; bar, step and change."""
    anchor = f"meter.{meter.id}"
    return (*_named(meter.label, meter.word, measure, anchor=anchor), bar(meter, measure))


def _line(meter: MeterView, measure: int, *, numbered: bool = True) -> Rows:
    """A meter in one row: name, word, step (if they are `numbered`: the word says it too) and change;
    in two where its name would be cut."""
    end = _end(meter) if numbered else (Span(" "), _end(meter)[1]) if meter.change else ()
    taken = sum(width(span.text) for span in end)
    rows = _named(meter.label, meter.word, measure, end, taken, f"meter.{meter.id}")
    return rows if numbered or not _low(meter) else tuple(map(_reddened, rows))


def _reddened(each: Row) -> Row:
    """The row of a low meter, where no number says so."""
    spans = (replace(span, role="loss" if span.role == "aside" else span.role) for span in each.spans)
    return replace(each, spans=tuple(spans))


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
    emphasis: Literal["strong", "plain"] = "strong" if meter.change else "plain"
    number = Span(f" {meter.step}/{meter.steps - 1} ", "loss" if _low(meter) else "text", emphasis)
    return (number, Span(f"{signed(meter.change):>2}", "loss" if meter.change < 0 else "gain", emphasis))


def _low(meter: MeterView) -> bool:
    return meter.step <= max(1, meter.steps - 1) // 4


def bar(meter: MeterView, measure: int) -> Row:
    """A meter's thin bar, its step and its last change. What was lost is seen as a red end."""
    last = max(1, meter.steps - 1)
    room = max(1, measure - 1 - sum(width(span.text) for span in _end(meter)))
    cells = room // last * last or room
    filled = cells * meter.step // last
    lost = min(cells, cells * (meter.step - min(0, meter.change)) // last) - filled
    parts = (
        Span("━" * filled, "loss" if _low(meter) else "bar"),
        Span("╌" * lost, "loss"),
        Span("╌" * (cells - filled - lost), "rule"),
        Span(" " * (room - cells + 1)),
        *_end(meter),
    )
    return Row(tuple(each for each in parts if each.text), f"meter.{meter.id}")


def _empty(gone: VanishedView, measure: int) -> Rows:
    """The place of a meter that has left the panel: its name, and where the bar was an empty rule."""
    since = clipped(f" gone, {gone.since}" if gone.since else " gone", measure)
    below = Row((Span("╌" * (measure - width(since)), "rule"), Span(since, "aside", "stress")))
    return (*typeset((Span(gone.label, "aside"),), measure), below)


def _gone(gone: VanishedView, measure: int) -> Rows:
    since = f"gone, {gone.since}" if gone.since else "gone"
    role: Role = "loss" if gone.now else "aside"
    if width(gone.label) + width(since) < measure:
        return (leaders(gone.label, since, measure, role),)
    return (*typeset((Span(gone.label, role),), measure), _right(since, measure))


def _right(text: str, measure: int) -> Row:
    """At the right end of the measure."""
    text = clipped(text, measure)
    return Row((Span(" " * (measure - width(text))), Span(text, "aside", "stress")))


def _fresh(label: str, *, new: bool) -> Span:
    return Span(label, "text", "strong" if new else "plain")


def _owed(view: SceneView, measure: int) -> Rows:
    rows: list[Row] = []
    for each in view.owed:
        rows += typeset((_fresh(each.label, new=each.new),), measure, rest=2)
        due = " · ".join(
            part for part in (each.whose, f"to be kept by {each.due}" if each.due else "") if part
        )
        rows += typeset((Words(due, "stress"),), measure, 2, 2, "aside") if due else ()
    return _headed("Owed", rows, measure)


def _drawer(view: SceneView, measure: int) -> Rows:
    rows: list[Row] = []
    for each in view.drawer:
        rows += typeset((_fresh(each.label, new=each.new),), measure, rest=2)
        rows += typeset((Words(f"until: {each.due}", "stress"),), measure, 2, 2, "aside") if each.due else ()
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
    rows.append(row(reached(count), "loss" if count.have < count.need else "text", "strong"))
    return _headed("The count", rows, measure)


def _present(view: SceneView, measure: int) -> Rows:
    return _headed("Persons", (each for person in view.present for each in _person(person, measure)), measure)


def _names(view: SceneView, measure: int) -> Rows:
    """Who is present, by name alone, as one sentence."""
    said = ", ".join(each.name for each in view.present)
    return _headed("Persons", typeset((Words(said),), measure) if said else (), measure)


def _person(person: PersonView, measure: int) -> Rows:
    anchor = f"person.{person.id}"
    stance = [block for block in person.stance if isinstance(block, ToldParagraph)]
    said = (Words(plain(stance[0].words), "stress"),) if stance else ()
    below = typeset(said, measure, 2, 2, "aside", anchor) if said else ()
    if not person.role:
        return (*typeset((Words(person.name),), measure, anchor=anchor), *below)
    if not _in_one_row(person, measure):
        role = typeset((Words(person.role),), measure, 2, 2, "aside", anchor)
        return (*typeset((Words(person.name),), measure, anchor=anchor), *role, *below)
    return (replace(leaders(person.name, person.role, measure), anchor=anchor), *below)


def _in_one_row(person: PersonView, measure: int) -> bool:
    return width(person.name) + width(person.role) + 5 <= measure


def _roads(view: SceneView, measure: int) -> Rows:
    if view.roads is None:
        return ()
    role: Role = "loss" if view.roads.closed else "text"
    return (leaders("Roads still open", left(view.roads), measure, role),)


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


def _dates(view: SceneView, measure: int) -> Rows:
    """The evenings by their dates, and how many may be seen on each."""
    evenings = (
        leaders(each.date, counted(len(each.callers), "caller"), measure) if each.callers else row(each.date)
        for each in view.diary
    )
    return _headed("Evenings", evenings, measure)

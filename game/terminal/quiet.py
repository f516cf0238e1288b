"""What the last choice changed, as rows: one quiet line, and one for each promise or paper."""

from __future__ import annotations

from collections.abc import Iterator

from game.play.view import MeterView, SceneView
from game.terminal.changes import ceased, closing, counting, papers
from game.terminal.layout import typeset
from game.terminal.rows import Role, Row, Rows, Span

Part = tuple[Span, ...]
BETWEEN = Span(" · ", "rule")


def rows(view: SceneView, measure: int) -> Rows:
    """Meters, the count, what left the panel and roads that closed in one line; promises and papers in
    one each. Where the whole panel stands, what it shows is left out."""
    made: list[Row] = []
    parts = list(_parts(view))
    line = [span for part in parts[1:] for span in (BETWEEN, *part)]
    drawn = typeset((*parts[0], *line), measure, rest=2) if parts else ()
    made += (Row(each.spans[:-1]) if each.text.endswith(BETWEEN.text.rstrip()) else each for each in drawn)
    for each in view.panel:
        if each.explained:
            made += typeset((Span(f"{each.label}: {each.means}", "muted", "stress"),), measure, rest=2)
    for lead, text in papers(view):
        made += typeset((Span(f"{lead}: ", "muted"), Span(text)), measure, rest=2)
    return tuple(made)


def signed(change: int) -> str:
    """A change with its sign, a real minus; a dot where nothing changed."""
    return f"+{change}" if change > 0 else f"−{-change}" if change < 0 else "·"


def _parts(view: SceneView) -> Iterator[Part]:
    if not view.whole:
        yield from (_moved(each) for each in view.panel if each.change)
    for gone in view.vanished:
        if gone.now:
            yield (Span(ceased(gone), "loss"),)
    if said := counting(view):
        yield (_held("The count: ", "muted"), Span(said))
    if said := closing(view):
        yield (_held(said, "loss"),)


def _moved(meter: MeterView) -> Part:
    now = f"{meter.word} {meter.step}/{meter.steps - 1} "
    change = Span(signed(meter.change), "loss" if meter.change < 0 else "gain", "strong")
    return (_held(f"{meter.label}  ", "muted"), _held(now), change)


def _held(text: str, role: Role = "text") -> Span:
    """A span in which no line breaks."""
    return Span(text.replace(" ", "\u00a0"), role)

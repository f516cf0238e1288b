"""What an author may look up in a preview, as pages."""

from __future__ import annotations

from collections.abc import Iterator

from game.authoring.preview.bench import Bench, Field, answered
from game.authoring.preview.doing import Doing
from game.authoring.preview.given import difference
from game.play.page import Act, Block, Heading, Item, Page, sentence

DOING = "What the choices would do"
READING = "What is read here"
VARIANTS = "Variants"


def doing_page(bench: Bench) -> Page:
    """Every choice of the scene, the hidden ones too, and what it would do in the state that is shown."""
    blocks = [block for each in bench.doings() for block in _doing(each)]
    return Page(DOING, tuple(blocks) or (sentence("Nothing is chosen here."),))


def _doing(each: Doing) -> Iterator[Block]:
    yield Heading(f"{each.number}. {each.label}" if each.number else each.label, each.choice)
    if each.how != "open":
        yield Item(f"{each.how} unless", each.condition, each.reason)
    for came in each.outcomes:
        when = f"where {came.condition}" if came.condition else "else"
        yield Item(f"{'▸ ' if came.taken else ''}{came.outcome}", when)
    for moved in each.moved:
        yield Item(moved.name, f"{moved.before} → {moved.after}")
    if not each.moved:
        yield Item("changes nothing")
    way = [name for name in each.way if "~" not in name]
    acts = (Act("Follow it", str(each.number)),) if each.how == "open" else ()
    yield Item("to", " → ".join(way) or "nowhere", acts=acts)
    if each.log:
        yield Item("log", detail=each.log)


def reading_page(bench: Bench) -> Page:
    """Everything that is read here, each with its values: Enter turns it up, and around its end."""
    fields = bench.fields()
    rows = tuple(_reading(each) for each in fields)
    return Page(READING, rows or (sentence("Nothing of the state is read here."),), search=True)


def _reading(each: Field) -> Item:
    up = each.values[(each.at + 1) % len(each.values)]
    down = each.values[(each.at - 1) % len(each.values)]
    arrived = f"{each.arrives} before arriving. " if each.arrives else ""
    values = each.worded
    known = ", ".join(values) if len(values) < 8 else f"{values[0]} to {values[-1]}"
    acts = [Act("Next value", f"set {each.name} {up}")]
    acts += [Act("Back a value", f"set {each.name} {down}")] if len(each.values) > 2 else []
    changed = "Changed here. " if each.changed else ""
    return Item(each.name, each.value, f"{changed}{arrived}{known}", acts=tuple(acts))


def variants_page(bench: Bench) -> Page:
    """Every variant that was found, by what makes it different from the first; Enter shows it."""
    rows: list[Block] = []
    for number, each in enumerate(bench.variants.found, 1):
        said = difference(bench.story, bench.standing.given, each.arrival)
        how = ", ".join(f"{name}={text}" for name, text in said) or "as given"
        why = "; ".join(answered(bench.story, one) for one in each.turned)
        here = "shown" if number == bench.number else ""
        rows.append(Item(f"{number}. {how}", here, why, acts=(Act("Show it", f"variant {number}"),)))
    if bench.variants.more:
        rows.append(sentence("There may be others, in combinations of these."))
    return Page(VARIANTS, tuple(rows), search=True)

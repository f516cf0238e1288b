"""A folder of YAML as a story, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from game.core.digest import digest
from game.core.model import Story
from game.core.value import dataclass, replace
from game.loading.branches import read_story
from game.loading.checks import check
from game.loading.checks.case import Case
from game.loading.collecting import uncollected
from game.loading.declare import declare
from game.loading.decode import decode
from game.loading.desugar import desugar
from game.loading.diagnostic import Diagnostic, Span
from game.loading.ledger import Ledger
from game.loading.packs import Pack
from game.loading.places import Places
from game.loading.quoting import MANY, few_alike
from game.loading.source import Sources


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading. `story` is None exactly if there is an error among the diagnostics, which
    are sorted by place. `places` leads from a subject to its span: see `places`."""

    story: Story | None
    diagnostics: tuple[Diagnostic, ...]
    places: Mapping[str, Span]


def load(root: Path, branches: Iterable[Pack] = ()) -> Loaded:
    """Load the story in a folder, with branches. Whatever is wrong with it is a diagnostic; nothing is
    raised."""
    with uncollected():
        return load_sources(read_story(root, branches))


def load_sources(sources: Sources) -> Loaded:
    """Load a story from files that were read."""
    ledger = Ledger()
    declarations = declare(sources, ledger)
    written = decode(declarations, ledger)
    story = desugar(written)
    sense = check(Case(written, story, ledger))
    diagnostics = sources.quoted(_told([*sources.diagnostics, *ledger.findings, *sense]))
    failed = any(each.severity == "error" for each in diagnostics)
    return Loaded(None if failed else _finished(story), diagnostics, Places(ledger.places))


def _finished(story: Story) -> Story:
    return replace(story, digest=digest(story))


def _told(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """By place, each once, and of one code in one file not thousands."""
    for _, of_file in groupby(_each_once(found), key=lambda each: each.span.path):
        yield from sorted(few_alike(of_file, MANY))


def _each_once(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """By place, without repetitions of one code at one place."""
    last: Diagnostic | None = None
    for each in sorted(found):
        if each != last:
            yield each
        last = each

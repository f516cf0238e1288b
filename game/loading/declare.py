"""Everything a story names, found before anything is decoded: conditions and prose need all names.

Declaring looks at ids and only so far into things as their names reach (choices, evenings, calls,
tallies). What it finds is decoded later, in the same order: by file name, then by place in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from game.core.value import dataclass, field
from game.loading.diagnostic import Span
from game.loading.given import find
from game.loading.ids import check_id
from game.loading.keys import CALL, CHAPTER, DIARY, SCENE
from game.loading.layout import Role, Room, room
from game.loading.ledger import Ledger
from game.loading.names import Names
from game.loading.nodes import Mapping, Node, Scalar, Sequence
from game.loading.shapes import Kind
from game.loading.source import SourceFile, Sources
from game.loading.variables import VariableDeclared, declare_variable

SPACES: dict[Role, str] = {
    "variables": "variable:",
    "person": "person:",
    "people": "person:",
    "codex": "codex:",
    "texts": "text:",
    "sources": "source:",
    "honours": "honour:",
    "chapter": "chapter:",
    "scenes": "",
    "endings": "",
    "epilogue": "module:",
}
"""The namespace of what a file declares, as it begins the subject: scenes and endings share one."""


@dataclass(frozen=True, slots=True)
class Declared:
    """One named thing: where its name stands (`key`), what is written of it, and the file's room."""

    id: str
    key: Node
    node: Node
    room: Room


@dataclass(slots=True)
class Declarations:
    """All named things by the role of their file, and the story's header."""

    header: Node | None = None
    things: dict[Role, list[Declared]] = field(default_factory=dict)
    variables: list[VariableDeclared] = field(default_factory=list)
    rooms: dict[str, Room] = field(default_factory=dict)
    """Chapters that have any file, by id."""

    def of(self, *roles: Role) -> list[Declared]:
        """The things of some roles, in order."""
        return [thing for role in roles for thing in self.things.get(role, ())]


def declare(sources: Sources, ledger: Ledger) -> Declarations:
    """All names of a story. Gives the ledger its `names`."""
    declarations = Declarations()
    for file in sources.files:
        _declare_file(file, declarations, ledger)
    complete = all(file.root is not None for file in sources.files)
    _require_files(sources, ledger, complete=complete)
    declarations.variables = [
        declare_variable(ledger, thing.id, thing.key, thing.node) for thing in declarations.of("variables")
    ]
    ledger.names = _names(declarations, complete=complete)
    return declarations


def _declare_file(file: SourceFile, declarations: Declarations, ledger: Ledger) -> None:
    place = room(file.path)
    if place is None and file.root is not None:
        hint = "story/README.md tells what belongs where"
        ledger.report(_top(file), "unplaced-file", "no file of a story lies here", hint)
    if place is None:
        return
    if place.chapter:
        declarations.rooms.setdefault(place.chapter, place)
    if file.root is None:
        return
    if place.role == "header":
        declarations.header = file.root
    elif place.role in ("person", "chapter"):
        name = PurePosixPath(file.path).stem if place.role == "person" else place.chapter
        _declare(Declared(name, file.root, file.root, place), declarations, ledger)
    elif not isinstance(file.root, Mapping):
        ledger.report(file.root.span, "wrong-shape", "this file takes ids, each with a colon")
    else:
        if not file.root.entries:
            ledger.report(_top(file), "empty-file", "nothing is written here")
        for entry in file.root.entries:
            _declare(Declared(entry.key.text, entry.key, entry.value, place), declarations, ledger)


def _declare(thing: Declared, declarations: Declarations, ledger: Ledger) -> None:
    if not check_id(ledger, thing.id, thing.key):
        return
    subject = SPACES[thing.room.role] + thing.id
    if (first := ledger.places.get(subject)) is not None:
        where = f"{first.span.path}:{first.span.line}"
        message = f"`{thing.id}` is declared twice; the first is in {where}"
        ledger.report(thing.key.span, "duplicate-id", message, "rename one of them")
        return
    ledger.places[subject] = thing.key
    declarations.things.setdefault(thing.room.role, []).append(thing)


def _require_files(sources: Sources, ledger: Ledger, *, complete: bool) -> None:
    """The files without which a story is none: story.yaml, and chapter.yaml beside scenes."""
    paths = {file.path for file in sources.files}
    if "story.yaml" not in paths and complete:
        hint = "it tells the story's id, title, version and start"
        ledger.report(Span("story.yaml", 1, 1, 1, 1), "missing-file", "there is no story.yaml", hint)
    folders = {str(PurePosixPath(path).parent) for path in paths if (place := room(path)) and place.chapter}
    for folder in sorted(folders):
        path = f"{folder}/chapter.yaml"
        if path not in paths:
            message = f"there is no chapter.yaml in {folder}"
            ledger.report(Span(path, 1, 1, 1, 1), "missing-file", message, "it tells at least the `title`")


def _names(declarations: Declarations, *, complete: bool) -> Names:
    scenes = declarations.of("scenes")
    return Names(
        variables={each.id: each.variable for each in declarations.variables if each.variable},
        conditions=frozenset(each.id for each in declarations.variables if not each.variable),
        scenes=frozenset(thing.id for thing in scenes),
        endings=_ids(declarations, "endings"),
        choices=frozenset(_choices(scenes)),
        chapters=frozenset(declarations.rooms),
        tallies=frozenset(
            thing.id for thing in declarations.of("chapter") if find(CHAPTER, thing.node, "tally") is not None
        ),
        people=_ids(declarations, "person", "people"),
        codex=_ids(declarations, "codex"),
        texts=_ids(declarations, "texts"),
        sources=_ids(declarations, "sources"),
        modules=_ids(declarations, "epilogue"),
        evenings=frozenset(evening for scene in scenes for evening in _evenings(scene)),
        gates=frozenset(scene.id for scene in scenes if find(SCENE, scene.node, "gate") is not None),
        complete=complete,
    )


def _ids(declarations: Declarations, *roles: Role) -> frozenset[str]:
    return frozenset(thing.id for thing in declarations.of(*roles))


def _choices(scenes: list[Declared]) -> Iterator[str]:
    """Every `scene.choice`, and every `diary.evening.call`."""
    for scene in scenes:
        choices = find(SCENE, scene.node, "choices")
        if isinstance(choices, Mapping):
            yield from (f"{scene.id}.{entry.key.text}" for entry in choices.entries)
        evenings = _within(scene.node, (SCENE, "call"), (CALL, "on"))
        if isinstance(evenings, Sequence):
            yield from (f"{item.text}.{scene.id}" for item in evenings.items if isinstance(item, Scalar))


def _evenings(scene: Declared) -> Iterator[str]:
    evenings = _within(scene.node, (SCENE, "diary"), (DIARY, "evenings"))
    if isinstance(evenings, Mapping):
        yield from (f"{scene.id}.{entry.key.text}" for entry in evenings.entries)


def _within(node: Node, outer: tuple[Kind, str], inner: tuple[Kind, str]) -> Node | None:
    """What stands under a key within a key."""
    between = find(outer[0], node, outer[1])
    return None if between is None else find(inner[0], between, inner[1])


def _top(file: SourceFile) -> Span:
    return Span(file.path, 1, 1, 1, 2)

"""Everything a story names, found before anything is decoded: conditions and prose need all names.

Declaring looks at ids and only so far into things as their names reach (choices, evenings, calls,
tallies). What it finds is decoded later, in the same order: by file name, then by place in the file.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from game.core.value import dataclass, field, replace
from game.loading.diagnostic import Span
from game.loading.ids import check_id
from game.loading.layout import FOLDERS, HEADER, Role, Room, room
from game.loading.ledger import Ledger
from game.loading.naming import SPACES, branch_names, story_names
from game.loading.nodes import Mapping, Node
from game.loading.source import SourceFile, Sources
from game.loading.suggest import nearest
from game.loading.variables import VariableDeclared, declare_variable


@dataclass(frozen=True, slots=True)
class Declared:
    """One named thing: where its name stands (`key`), what is written of it, and the file's room."""

    name: str
    key: Node
    node: Node
    room: Room

    @property
    def id(self) -> str:
        """The name that it has outside its branch."""
        return qualified(self.room.branch, self.name)


@dataclass(slots=True)
class Declarations:
    """All named things by the role of their file, the story's header and those of its branches."""

    header: Node | None = None
    branches: dict[str, Node | None] = field(default_factory=dict)
    things: dict[Role, list[Declared]] = field(default_factory=dict)
    variables: list[VariableDeclared] = field(default_factory=list)
    rooms: dict[str, Room] = field(default_factory=dict)
    """Chapters that have any file, by id."""

    def of(self, *roles: Role) -> list[Declared]:
        """The things of some roles, in order."""
        return [thing for role in roles for thing in self.things.get(role, ())]


def qualified(branch: str, name: str) -> str:
    """A name of a branch as it is outside; names of the story (branch "") are the same everywhere."""
    return f"{branch}/{name}" if branch else name


def declare(sources: Sources, ledger: Ledger) -> Declarations:
    """All names of a story. Gives the ledger its `names`, and the ledgers of its branches theirs."""
    declarations = Declarations(branches={name: None for name, _ in sources.branches})
    homes = _homes(sources)
    for file in sources.files:
        _declare_file(file, declarations, ledger.within(file.branch), homes)
    unread = {file.branch for file in sources.files if file.root is None}
    _require_files(sources, ledger, homes, unread)
    declarations.variables = [
        declare_variable(ledger.within(thing.room.branch), thing.id, thing.key, thing.node)
        for thing in declarations.of("variables")
    ]
    ledger.names = story_names(declarations, complete="" not in unread)
    for branch, _ in sources.branches:
        ledger.within(branch).names = branch_names(
            declarations, branch, ledger.names, complete=not unread & {"", branch}
        )
    return declarations


Homes = dict[tuple[str, str], Room]
"""The room of every folder of a chapter or line, by its branch and its path there."""


def _homes(sources: Sources) -> Homes:
    """A branch's folder that is called as one of the story's and has no chapter.yaml of its own belongs
    to the story's chapter."""
    homes: Homes = {}
    titled = {(file.branch, _inner(file)) for file in sources.files}
    for file in sources.files:
        place, folder = room(_inner(file), file.branch), str(PurePosixPath(_inner(file)).parent)
        if place and place.chapter and (file.branch, folder) not in homes:
            own = not file.branch or (file.branch, f"{folder}/chapter.yaml") in titled
            if own or ("", folder) not in homes:
                chapter = qualified(file.branch, place.chapter)
                homes[file.branch, folder] = replace(place, chapter=chapter, name=place.chapter)
            else:
                homes[file.branch, folder] = homes["", folder]
    return homes


def _inner(file: SourceFile) -> str:
    return file.inner or file.path


def _declare_file(file: SourceFile, declarations: Declarations, ledger: Ledger, homes: Homes) -> None:
    place = room(_inner(file), file.branch)
    if place is None and file.root is not None:
        hint = "story/README.md tells what belongs where"
        if PurePosixPath(_inner(file)).parts[0] == "chapters":
            hint = "a chapter's folder has a number before its name, as in `chapters/05-name/`"
        elif near := nearest(PurePosixPath(_inner(file)).parts[0], FOLDERS):
            hint = f"did you mean `{near}/`?"
        what = "a branch" if file.branch else "a story"
        ledger.report(_top(file), "unplaced-file", f"no file of {what} lies here", hint)
    if place is None:
        return
    if place.chapter:
        home = homes[file.branch, str(PurePosixPath(_inner(file)).parent)]
        place = replace(place, chapter=home.chapter, name=home.name)
        declarations.rooms.setdefault(home.chapter, home)
    if file.root is None:
        return
    if place.role == "header":
        declarations.header = file.root
    elif place.role == "branch":
        declarations.branches[file.branch] = file.root
        ledger.places[f"branch:{file.branch}"] = file.root
    elif place.role in ("person", "chapter"):
        name = PurePosixPath(file.path).stem if place.role == "person" else place.name
        _declare(Declared(name, file.root, file.root, place), declarations, ledger)
    elif not isinstance(file.root, Mapping):
        ledger.report(file.root.span, "wrong-shape", "this file takes ids, each with a colon")
    else:
        if not file.root.entries:
            ledger.report(_top(file), "empty-file", "nothing is written here")
        for entry in file.root.entries:
            _declare(Declared(entry.key.text, entry.key, entry.value, place), declarations, ledger)


def _declare(thing: Declared, declarations: Declarations, ledger: Ledger) -> None:
    if not check_id(ledger, thing.name, thing.key):
        return
    subject = SPACES[thing.room.role] + thing.id
    if (first := ledger.places.get(subject)) is not None:
        where = f"{first.span.path}:{first.span.line}"
        message = f"`{thing.name}` is declared twice; the first is in {where}"
        ledger.report(thing.key.span, "duplicate-id", message, "rename one of them")
        return
    ledger.places[subject] = thing.key
    declarations.things.setdefault(thing.room.role, []).append(thing)


def _require_files(sources: Sources, ledger: Ledger, homes: Homes, unread: set[str]) -> None:
    """The files without which a story is none: story.yaml, branch.yaml of a branch, and chapter.yaml
    beside scenes."""
    paths = {(file.branch, _inner(file)) for file in sources.files}
    if ("", "story.yaml") not in paths and "" not in unread:
        hint = "it tells the story's id, title, version and start"
        ledger.report(Span("story.yaml", 1, 1, 1, 1), "missing-file", "there is no story.yaml", hint)
    folders = {"": "", **{name: f"{shown}/" for name, shown in sources.branches}}
    for branch, shown in folders.items():
        if branch and (branch, HEADER) not in paths:
            hint = "it tells the branch's title, author and version"
            message = f"there is no {HEADER} in {shown.rstrip('/')}"
            ledger.report(Span(shown + HEADER, 1, 1, 1, 1), "missing-file", message, hint)
    for (branch, folder), home in sorted(homes.items()):
        if home.branch == branch and (branch, f"{folder}/chapter.yaml") not in paths:
            shown = folders[branch] + folder
            message = f"there is no chapter.yaml in {shown}"
            span = Span(f"{shown}/chapter.yaml", 1, 1, 1, 1)
            ledger.report(span, "missing-file", message, _titled(homes, branch, home))


def _titled(homes: Homes, branch: str, home: Room) -> str:
    """What to do where there is no chapter.yaml: in a branch the folder may be meant as the story's."""
    rooms = {other.name: folder for (owner, folder), other in homes.items() if branch and not owner}
    alike = [name for name in rooms if f"_{home.name}_" in f"_{name}_"]
    near = home.name if home.name in rooms else nearest(home.name, rooms) or next(iter(alike), "")
    if near:
        return f"write one, or call the folder `{rooms[near]}`, to add to the story's chapter"
    return "it tells at least the `title`"


def _top(file: SourceFile) -> Span:
    return Span(file.path, 1, 1, 1, 2)

"""From everything that is declared to the names that may be used: the story's, and each branch's.

Inside a branch its own names come before the story's, and nobody else's are known. Outside, what it
declares is `BRANCH/id`, and a choice that it adds to a scene is `scene.BRANCH/choice`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from game.loading.given import find
from game.loading.keys import BRANCH, CALL, CHAPTER, DIARY, SCENE
from game.loading.layout import Role
from game.loading.names import Names
from game.loading.nodes import Entry, Mapping, Node, Scalar, Sequence
from game.loading.shapes import Kind

if TYPE_CHECKING:
    from game.loading.declare import Declarations, Declared

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
    "branch": "branch:",
}
"""The namespace of what a file declares, as it begins the subject: scenes and endings share one."""


def story_names(declarations: Declarations, *, complete: bool) -> Names:
    """The names of a story without its branches."""
    return _Declared(declarations, "").names(complete=complete)


def branch_names(declarations: Declarations, branch: str, story: Names, *, complete: bool) -> Names:
    """The names that may be used inside a branch."""
    declared = _Declared(declarations, branch)
    own = declared.names(complete=complete)
    scenes = own.scenes | own.endings
    variables = own.conditions | own.variables.keys()
    outside = declared.outside()
    return Names(
        variables={
            **{name: each for name, each in story.variables.items() if name not in variables},
            **own.variables,
            **{each.id: each for each in own.variables.values()},
        },
        conditions=(story.conditions - variables) | own.conditions,
        scenes=(story.scenes - scenes) | own.scenes,
        endings=(story.endings - scenes) | own.endings,
        choices=_but_of(story.choices, scenes) | own.choices,
        chapters=story.chapters | own.chapters,
        tallies=(story.tallies - own.chapters) | own.tallies,
        people=story.people | own.people,
        codex=story.codex | own.codex,
        texts=story.texts | own.texts,
        sources=story.sources | own.sources,
        modules=story.modules | own.modules,
        evenings=_but_of(story.evenings, scenes) | own.evenings,
        gates=(story.gates - scenes) | own.gates,
        complete=complete,
        own=outside,
    )


def added_choices(header: Node) -> Iterator[tuple[Scalar, Entry]]:
    """The choices that a branch.yaml adds, each with the scene to which."""
    added = find(BRANCH, header, "add_choices")
    if isinstance(added, Mapping):
        for scene in added.entries:
            if isinstance(scene.value, Mapping):
                yield from ((scene.key, choice) for choice in scene.value.entries)


class _Declared:
    """What the story (branch \"\") or one of its branches declares, by the names that it has there."""

    def __init__(self, declarations: Declarations, branch: str) -> None:
        self.branch = branch
        self.things = {
            role: [each for each in things if each.room.branch == branch]
            for role, things in declarations.things.items()
        }
        declared = zip(declarations.of("variables"), declarations.variables, strict=True)
        self.variables = {
            thing.name: each.variable for thing, each in declared if thing.room.branch == branch
        }
        self.rooms = [each for each in declarations.rooms.values() if each.branch == branch]
        self.header = declarations.branches.get(branch)

    def names(self, *, complete: bool) -> Names:
        scenes = self._of("scenes")
        return Names(
            variables={name: each for name, each in self.variables.items() if each},
            conditions=frozenset(name for name, each in self.variables.items() if not each),
            scenes=_ids(scenes),
            endings=_ids(self._of("endings")),
            choices=frozenset(name for name, _ in self._choices()),
            chapters=frozenset(each.name for each in self.rooms),
            tallies=_ids(
                each for each in self._of("chapter") if find(CHAPTER, each.node, "tally") is not None
            ),
            people=_ids(self._of("person", "people")),
            codex=_ids(self._of("codex")),
            texts=_ids(self._of("texts")),
            sources=_ids(self._of("sources")),
            modules=_ids(self._of("epilogue")),
            evenings=frozenset(f"{scene.name}.{evening}" for scene in scenes for evening in _evenings(scene)),
            gates=_ids(scene for scene in scenes if find(SCENE, scene.node, "gate") is not None),
            complete=complete,
        )

    def outside(self) -> dict[str, str]:
        """From each name with its namespace to the id that it has outside the branch."""
        things = [each for role in self.things for each in self._of(role)]
        outside = {SPACES[each.room.role] + each.name: each.id for each in things}
        outside |= {f"chapter:{each.name}": each.chapter for each in self.rooms}
        for scene in self._of("scenes"):
            for evening in _evenings(scene):
                outside[f"evening:{scene.name}.{evening}"] = f"{scene.id}.{evening}"
        outside |= {f"choice:{name}": whole for name, whole in self._choices(outside)}
        return outside

    def _of(self, *roles: Role) -> list[Declared]:
        return [thing for role in roles for thing in self.things.get(role, ())]

    def _choices(self, outside: dict[str, str] | None = None) -> Iterator[tuple[str, str]]:
        """Every `scene.choice`, every `diary.evening.call`, and what is added, with its id outside."""
        for scene in self._of("scenes"):
            choices = find(SCENE, scene.node, "choices")
            for entry in choices.entries if isinstance(choices, Mapping) else ():
                yield f"{scene.name}.{entry.key.text}", f"{scene.id}.{entry.key.text}"
            for evening in _named_evenings(scene):
                whole = (outside or {}).get(f"evening:{evening}", evening)
                yield f"{evening}.{scene.name}", f"{whole}.{scene.id}"
        for place, choice in added_choices(self.header) if self.header is not None else ():
            name = choice.key.text
            yield f"{place.text}.{name}", f"{place.text}.{self.branch}/{name}"


def _ids(things: Iterable[Declared]) -> frozenset[str]:
    return frozenset(thing.name for thing in things)


def _but_of(names: frozenset[str], scenes: frozenset[str]) -> frozenset[str]:
    """The names of what is not in these scenes."""
    return frozenset(name for name in names if name.partition(".")[0] not in scenes) if scenes else names


def _named_evenings(scene: Declared) -> Iterator[str]:
    """The evenings on which a call is offered, as it names them."""
    evenings = _within(scene.node, (SCENE, "call"), (CALL, "on"))
    if isinstance(evenings, Sequence):
        yield from (item.text for item in evenings.items if isinstance(item, Scalar))


def _evenings(scene: Declared) -> Iterator[str]:
    evenings = _within(scene.node, (SCENE, "diary"), (DIARY, "evenings"))
    if isinstance(evenings, Mapping):
        yield from (entry.key.text for entry in evenings.entries)


def _within(node: Node, outer: tuple[Kind, str], inner: tuple[Kind, str]) -> Node | None:
    """What stands under a key within a key."""
    between = find(outer[0], node, outer[1])
    return None if between is None else find(inner[0], between, inner[1])

"""New files for a story or a branch: what they are called, where they lie, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from string import Template
from typing import Literal

from game.authoring import templates
from game.authoring.schema import modeline
from game.authoring.sorts import Sort
from game.core.model import Menu, Story
from game.core.value import dataclass
from game.loading.ids import ID, RESERVED
from game.loading.load import Loaded

MOST_CALLS = 4
"""So many calls an evening may have before the checker says that it is crowded."""


class Unfit(ValueError):
    """What was asked for cannot be; the sentence says why."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be written, by its path in the folder of the story, of the branch, or of all branches."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """The commands that comments name: which check, play and make more."""

    check: str
    play: str
    new: str


@dataclass(frozen=True, slots=True)
class _Way:
    """How a run comes to a new scene: on an evening, at a gate, by a choice that is added to a scene, or
    not yet at all. `folder` is that of the chapter."""

    kind: Literal["evening", "gate", "menu", "none"]
    place: str
    folder: str


def id_of(name: str) -> str:
    """The id that a name stands for. Raises Unfit."""
    wanted = name.strip().replace("-", "_").replace(" ", "_")
    if wanted in RESERVED:
        raise Unfit(f"“{name}” is a word of the language and cannot be an id: take another.")
    if not ID.fullmatch(wanted):
        raise Unfit(
            f"“{name}” cannot be an id: it begins with a letter and has at most 64 of a-z, 0-9 and _."
        )
    return wanted


def new_files(
    sort: Sort, name: str, loaded: Loaded, words: Words, branch: str = "", at: str = ""
) -> tuple[NewFile, ...]:
    """The files that make something new of this name, in the story or in a branch of it that was loaded
    with it. `at` is the gate or evening where it attaches itself; without it one is chosen that has
    room. Raises Unfit."""
    story = loaded.story
    if story is None:
        raise Unfit("The story has errors: mend them first.")
    wanted = id_of(name)
    _check_free(sort, wanted, loaded, branch)
    made = _Scaffold(loaded, story, words, branch, at).files(sort, wanted)
    return tuple(_with_modeline(each, sort, branch) for each in made)


def _with_modeline(file: NewFile, sort: Sort, branch: str) -> NewFile:
    """The file with the line that tells an editor its schema, which lies in the same branch or story."""
    name, _, inner = file.path.partition("/")
    line = modeline(inner, id_of(name)) if sort == "branch" else modeline(file.path, branch)
    return NewFile(file.path, line + file.text)


def _check_free(sort: Sort, name: str, loaded: Loaded, branch: str) -> None:
    space = {"person": "person:", "codex": "codex:", "branch": "branch:"}.get(sort, "")
    subject = space + (f"{branch}/{name}" if branch else name)
    if subject in loaded.places:
        span = loaded.places[subject]
        raise Unfit(f"There is a “{name}” already, in {span.path}:{span.line}.")


class _Scaffold:
    def __init__(self, loaded: Loaded, story: Story, words: Words, branch: str, at: str) -> None:
        self.loaded = loaded
        self.story = story
        self.words = words
        self.branch = branch
        self.at = at

    def files(self, sort: Sort, name: str) -> Iterator[NewFile]:
        match sort:
            case "branch":
                yield from self._branch(name)
            case "scene":
                yield self._scene(name, self._way("gate", "evening"))
            case "call":
                yield self._scene(name, self._way("evening"))
            case "ending":
                yield from self._ending(name)
            case "person":
                yield NewFile(f"people/{name}.yaml", self._told(templates.PERSON, name))
            case "codex":
                yield NewFile(f"codex/{_file(name)}.yaml", self._told(templates.CODEX, name))

    def _branch(self, name: str) -> Iterator[NewFile]:
        scene = f"first_in_{name}"[:64]
        way = self._way("evening", "gate", "menu", within=name)
        folder = _file(name)
        first = self._scene(scene, way, title=_title(name))
        more = {
            "first": first.path,
            "folder": folder,
            "version": self.story.header.version,
            "first_scene": scene,
            "place": way.place,
        }
        header = self._told(templates.BRANCH, name, **more)
        if way.kind == "menu":
            header += self._told(templates.ADDED, name, **more)
        yield NewFile(f"{folder}/branch.yaml", header)
        yield NewFile(f"{folder}/{first.path}", first.text)

    def _scene(self, name: str, way: _Way, title: str = "") -> NewFile:
        template = {"evening": templates.CALL, "gate": templates.EVENT}.get(way.kind, templates.SCENE)
        place = self.story.header.start if way.kind in ("menu", "none") else way.place
        text = self._told(template, name, title, place=self._onward(way) or place)
        return NewFile(f"{way.folder}/{_file(name)}.yaml", text)

    def _onward(self, way: _Way) -> str:
        """Where a scene leads to which a choice was added: where the other choices of that menu lead."""
        if way.kind != "menu":
            return ""
        scene = self.story.scenes[way.place]
        choices = scene.way.choices if isinstance(scene.way, Menu) else ()
        targets = [
            choice.to for choice in choices if choice.to and choice.to != "stay" and choice.to[0] != "~"
        ]
        return targets[-1] if targets else ""

    def _ending(self, name: str) -> Iterator[NewFile]:
        way = self._way("gate", "evening")
        road = f"road_to_{name}"[:64]
        path = f"{way.folder}/{_file(road)}.yaml"
        _check_free("scene", road, self.loaded, self.branch)
        yield NewFile(f"endings/{_file(name)}.yaml", self._told(templates.ENDING, name, road=path))
        if way.kind != "none":
            head = templates.ROAD_BY_CALL if way.kind == "evening" else templates.ROAD_BY_EVENT
            text = self._told(head, road, place=way.place, ending=name)
            yield NewFile(path, text + self._told(templates.ROAD_CHOICES, road, ending=name))

    def _told(self, template: Template, name: str, title: str = "", **more: str) -> str:
        words = self.words
        return template.substitute(
            {
                "name": name,
                "title": title or _title(name),
                "check": words.check,
                "play": words.play,
                "new": words.new,
                **more,
            }
        )

    # Where it attaches itself

    def _way(self, *kinds: Literal["evening", "gate", "menu"], within: str = "") -> _Way:
        branch = within or self.branch
        ways = [way for kind in kinds for way in self._ways(kind, branch)]
        if self.at:
            named = [way for way in ways if _inside(way.place, branch) == self.at]
            if not named:
                known = ", ".join(dict.fromkeys(_inside(way.place, branch) for way in ways)) or "none"
                raise Unfit(f"There is no “{self.at}” where it could attach itself; there are: {known}.")
            return named[0]
        if ways:
            return ways[0]
        if kinds == ("evening",):
            raise Unfit("There is no diary in this story, so nothing can be called on an evening.")
        start = self.loaded.places[self.story.header.start].path if self.story.header.start else ""
        return _Way("none", "", self._folder(start))

    def _ways(self, kind: Literal["evening", "gate", "menu"], branch: str) -> list[_Way]:
        """The places of a kind, those with most room first; of a branch only those that it knows."""
        found: list[tuple[int, _Way]] = []
        for name, scene in self.story.scenes.items():
            if not _known(name, branch):
                continue
            if kind == "gate" and f"{name}.~" in self.story.scenes:
                found.append((0, self._at("gate", name, name)))
            elif not isinstance(scene.way, Menu):
                continue
            elif kind == "evening" and scene.evening:
                own = sum("/" not in choice.id for choice in scene.way.choices)
                crowded = not branch and own >= MOST_CALLS
                found.append((int(crowded), self._at("evening", name, scene.diary or "")))
            elif kind == "menu" and "." not in name and "/" not in name and not scene.evening:
                found.append((0, self._at("menu", name, name)))
        return [way for _, way in sorted(found, key=lambda each: each[0])]

    def _at(self, kind: Literal["evening", "gate", "menu"], place: str, scene: str) -> _Way:
        return _Way(kind, _inside(place, self.branch), self._folder(self.loaded.places[scene].path))

    def _folder(self, path: str) -> str:
        """The folder of a chapter as the story or the branch has it."""
        parts = PurePosixPath(path).parent.parts
        return "/".join(parts[-2:])


def _known(name: str, branch: str) -> bool:
    """Whether a name is known in the story, or in a branch."""
    return "/" not in name or (bool(branch) and name.startswith(f"{branch}/"))


def _inside(name: str, branch: str) -> str:
    """A name as it is written inside a branch."""
    return name.removeprefix(f"{branch}/") if branch else name


def _title(name: str) -> str:
    return " ".join(word.capitalize() for word in name.split("_") if word)


def _file(name: str) -> str:
    return name.replace("_", "-")

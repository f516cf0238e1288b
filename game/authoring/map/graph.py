"""The map of a story as a value: its places, what leads from one to another, and where each is written.

What the desugaring made is folded away again: the evenings of a diary are one place, so are a gate and
its route, and `back` leads to where a diary or a gate leads on. Every choice, outcome and road is a
link with a name of its own; several may lead from one place to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, assert_never

from game.authoring.map.touching import asked_about
from game.authoring.wording import written
from game.core.condition import All, Among, Chose, Compare, Condition, Either, Not, Seen, Value
from game.core.dates import Date
from game.core.model import (
    STAY,
    Choice,
    Effect,
    Ending,
    EndingKind,
    Flow,
    Menu,
    Outcome,
    Road,
    Route,
    Scene,
    Story,
)
from game.core.prose import Line, Variant
from game.core.value import dataclass, field, replace
from game.core.walk import conditions_of, conditions_of_line
from game.loading.desugar import WAY_BACK
from game.loading.diagnostic import Span
from game.play.doors import historical

Sort = Literal["scene", "diary", "call", "gate", "event", "route", "ending"]
Means = Literal["choice", "outcome", "flow", "road", "call", "event", "back"]


@dataclass(frozen=True, slots=True)
class Place:
    """A scene or an ending on the map. `stands_for` are the scenes of the machine that are folded into
    it, itself first; `evenings` their dates as written, for a diary. `reads` and `changes` are the
    variables that its conditions ask about and its effects touch. `span` is where it is written, if
    that is known."""

    id: str
    sort: Sort
    title: str
    chapter: str = ""
    date: Date | None = None
    people: tuple[str, ...] = ()
    span: Span | None = None
    ending: EndingKind | None = None
    stands_for: tuple[str, ...] = ()
    evenings: tuple[str, ...] = ()
    reads: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Link:
    """One way from a place to another. `name` is that of the choice, outcome or call, empty where a
    scene flows on by itself; `label` is what the player reads. `condition` is what must hold for it to
    be there, in words, or empty; `locks` are the conditions without which it is closed, each with the
    reason that is read. `door` tells that it leads onto a line, or to an ending that is not history's."""

    source: str
    target: str
    means: Means
    name: str = ""
    label: str = ""
    condition: str = ""
    locks: tuple[tuple[str, str], ...] = ()
    door: bool = False
    span: Span | None = None

    @property
    def choice(self) -> str:
        """The choice that it belongs to, as `scene.choice`, or the call; empty where there is none."""
        if self.means == "outcome":
            return self.name.rpartition(".")[0]
        return self.target if self.means == "call" else self.name


@dataclass(frozen=True, slots=True)
class Band:
    """A chapter of the map, or a line that leaves history."""

    id: str
    title: str
    number: int | None
    span: str
    line: bool


@dataclass(frozen=True, slots=True)
class StoryMap:
    """The whole map: bands and places in the order of the story, endings last."""

    title: str
    subtitle: str
    version: str
    language: str
    start: str
    bands: tuple[Band, ...]
    places: Mapping[str, Place]
    links: tuple[Link, ...]
    folded: Mapping[str, str] = field(default_factory=dict)
    """From every scene of the machine to the place that stands for it."""

    def only(self, bands: Iterable[str]) -> StoryMap:
        """The map of some chapters and lines, with what leads out of them and into them: places beyond
        are there if something leads to them, but nothing that leads on from there."""
        kept = frozenset(bands)
        inside = {each.id for each in self.places.values() if each.chapter in kept}
        links = tuple(each for each in self.links if each.source in inside)
        there = inside | {each.target for each in links}
        return replace(
            self,
            bands=tuple(each for each in self.bands if each.id in kept),
            places={name: each for name, each in self.places.items() if name in there},
            links=links,
        )


def story_map(story: Story, places: Mapping[str, Span] | None = None) -> StoryMap:
    """The map of a story; `places` are those in its files, by subject."""
    return _Mapping(story, places or {}).made()


def told(line: Line) -> str:
    """A line as one text: of what varies both, in the way it is written."""
    pieces = []
    for piece in line:
        if isinstance(piece, Variant):
            this, that = ("".join(word.text for word in each) for each in (piece.this, piece.that))
            pieces.append(f"{this} / {that}" if this and that else this or that)
        else:
            pieces.append(piece.text)
    return " ".join("".join(pieces).split())


class _Mapping:
    """One story on its way onto a map."""

    def __init__(self, story: Story, spans: Mapping[str, Span]) -> None:
        self.story, self.spans = story, spans
        self.folded = {name: self._fold(scene) for name, scene in story.scenes.items() if name != WAY_BACK}
        self.folded |= {name: name for name in story.endings}
        self.returns = self._returns()
        self.leading = {name: tuple(self._leads(scene)) for name, scene in story.scenes.items()}
        self.back = self._back()

    def made(self) -> StoryMap:
        story = self.story
        places = {each.id: each for each in (*self._places(), *map(self._ending, story.endings.values()))}
        links = tuple(dict.fromkeys(self._links()))
        header = story.header
        bands = tuple(
            Band(each.id, each.title, each.number, each.span, each.line) for each in story.chapters.values()
        )
        return StoryMap(
            header.title,
            header.subtitle,
            header.version,
            header.language,
            self.folded[header.start],
            bands,
            places,
            links,
            self.folded,
        )

    # What stands for what

    def _fold(self, scene: Scene) -> str:
        """The place of a scene: what is made of a diary or a gate has its id, a dot, and a name."""
        if scene.diary is not None:
            return scene.diary
        return scene.id.partition(".")[0] if "." in scene.id else scene.id

    def _places(self) -> Iterator[Place]:
        inside: dict[str, list[Scene]] = {}
        for name, scene in self.story.scenes.items():
            if name != WAY_BACK:
                inside.setdefault(self.folded[name], []).append(scene)
        for name, scenes in inside.items():
            yield self._place(self.story.scenes[name], scenes)

    def _place(self, scene: Scene, scenes: list[Scene]) -> Place:
        evenings = tuple(
            each.date.written if each.date else each.evening for each in scenes if each.evening is not None
        )
        asked = frozenset(name for each in scenes for name in self._asked(each))
        changed = frozenset(name for each in scenes for name in _changed(each))
        return Place(
            scene.id,
            _sort(scene, [each.id for each in scenes]),
            scene.title or scene.id.rpartition("/")[2].replace("_", " ").capitalize(),
            scene.chapter,
            scene.date or next((each.date for each in scenes if each.date), None),
            tuple(dict.fromkeys(who for each in scenes for who in each.present)),
            self.spans.get(scene.id),
            None,
            tuple(each.id for each in scenes),
            evenings,
            asked,
            changed,
        )

    def _ending(self, ending: Ending) -> Place:
        return Place(
            ending.id,
            "ending",
            ending.title,
            "",
            ending.date,
            ending.present,
            self.spans.get(ending.id),
            ending.kind,
            (ending.id,),
            (),
            frozenset(asked_about(self.story, conditions_of(ending.text))),
        )

    def _asked(self, scene: Scene) -> Iterator[str]:
        found = {each for each in asked_about(self.story, _conditions(scene)) if each in self.story.variables}
        yield from (name for name in found if not self.story.variables[name].hidden)

    # Where `back` leads

    def _returns(self) -> dict[str, str]:
        """Where `back` leads from each evening and gate."""
        way = self.story.scenes[WAY_BACK].way if WAY_BACK in self.story.scenes else None
        if not isinstance(way, Route):
            return {}
        names = self.story.variables[WAY_BACK].names
        found: dict[str, str] = {}
        for number, road in enumerate(way.roads):
            numbers = road.condition.values if isinstance(road.condition, Among) else (number,)
            found |= {names[each]: road.to for each in numbers}
        return found

    def _back(self) -> dict[str, dict[str, None]]:
        """For each scene that `back` leads out of, the places that it leads to: over the evenings of a
        diary, and over the route of a gate, to where they lead on."""
        found: dict[str, dict[str, None]] = {}
        for origin, to in self.returns.items():
            entered = [each for each in self.leading[origin] if each != WAY_BACK]
            if origin not in {name for name, scene in self.story.scenes.items() if scene.evening}:
                entered = [each for each in self.leading[f"{origin}.~"] if each.startswith(f"{origin}.")]
            home, onward = self.folded[origin], self._onward(to, self.folded[origin])
            ahead, seen = list(entered), set(entered)
            while ahead:
                name = ahead.pop()
                for target in self.leading.get(name, ()):
                    if target == WAY_BACK:
                        found.setdefault(name, {}).update(dict.fromkeys(onward or (home,)))
                    elif target not in seen and target in self.story.scenes and target != home:
                        seen.add(target)
                        ahead.append(target)
        return found

    def _onward(self, to: str, home: str) -> tuple[str, ...]:
        """Where a diary or gate leads in the end, from where `back` leads."""
        seen: set[str] = set()
        while to in self.folded and self.folded[to] == home and to not in seen:
            seen.add(to)
            way = self.story.scenes[to].way
            to = way.roads[-1].to if isinstance(way, Route) else self.returns.get(to, to)
        return () if self.folded.get(to) == home else (self.folded.get(to, to),)

    def _leads(self, scene: Scene) -> Iterator[str]:
        match scene.way:
            case Menu(choices):
                for choice in choices:
                    for to in (choice.to, *(each.to for each in choice.outcomes)):
                        if to is not None and to != STAY:
                            yield to
            case Flow(to):
                yield to
            case Route(roads):
                yield from (road.to for road in roads)
            case _:
                assert_never(scene.way)

    # What leads to what

    def _links(self) -> Iterator[Link]:
        for name, scene in self.story.scenes.items():
            if name == WAY_BACK:
                continue
            match scene.way:
                case Menu(choices):
                    for choice in choices:
                        yield from self._of_choice(scene, choice)
                case Flow(to):
                    yield from self._of_flow(scene, to)
                case Route(roads):
                    yield from self._of_route(scene, roads)
                case _:
                    assert_never(scene.way)

    def _of_flow(self, scene: Scene, to: str) -> Iterator[Link]:
        home = self.folded[scene.id]
        for target in self._targets(scene, to):
            if target != home and home == scene.id:
                yield self._link(scene, target, "back" if to == WAY_BACK else "flow")

    def _of_route(self, scene: Scene, roads: Iterable[Road]) -> Iterator[Link]:
        """The roads of a route; those of a gate lead to its events, and on."""
        gate = self.folded[scene.id] != scene.id
        for road in roads:
            if gate and road.to.startswith(f"{self.folded[scene.id]}."):
                event = self.story.scenes[road.to].way
                if isinstance(event, Flow):
                    condition = self._asked_of(road.condition, event.to)
                    yield self._link(scene, event.to, "event", event.to, "", condition, (), event.to)
                continue
            condition = "" if road.condition is None else written(self.story, road.condition)
            for target in self._targets(scene, road.to):
                yield self._link(scene, target, "flow" if gate else "road", condition=condition)

    def _asked_of(self, condition: Condition | None, name: str) -> str:
        """What an author asks of a call or an event: without what the desugaring asks, that it was not
        there before, and how many came."""
        parts = condition.conditions if isinstance(condition, All) else (condition,)
        kept = tuple(each for each in parts if each is not None and not self._is_of_sugar(each, name))
        return written(self.story, kept[0] if len(kept) == 1 else All(kept)) if kept else ""

    def _is_of_sugar(self, condition: Condition, name: str) -> bool:
        match condition:
            case Not(Seen(scene)):
                return scene == name
            case Not(Chose(choice)):
                return choice.endswith(f".{name}")
            case Not(Either(conditions)):
                return all(self._is_of_sugar(Not(each), name) for each in conditions)
            case Compare(Value(variable), _, _):
                return self.story.variables[variable].hidden
            case _:
                return False

    def _of_choice(self, scene: Scene, choice: Choice) -> Iterator[Link]:
        story, decision = self.story, f"{scene.id}.{choice.id}"
        called = scene.evening is not None
        condition = self._asked_of(choice.hidden_unless, choice.id if called else "")
        locks = tuple((written(story, need.condition), told(need.locked)) for need in choice.needs)
        label = told(choice.label)
        if not choice.outcomes:
            means: Means = "call" if called else "choice"
            subject = choice.id if called else decision
            for target in self._targets(scene, choice.to or STAY):
                yield self._link(scene, target, means, decision, label, condition, locks, subject)
        for outcome in choice.outcomes:
            yield from self._of_outcome(scene, choice, outcome, condition, locks)

    def _of_outcome(
        self, scene: Scene, choice: Choice, outcome: Outcome, shown: str, locks: tuple[tuple[str, str], ...]
    ) -> Iterator[Link]:
        name = f"{scene.id}.{choice.id}.{outcome.id}"
        here = "" if outcome.condition is None else written(self.story, outcome.condition)
        condition = " and ".join(f"({each})" if " or " in each else each for each in (shown, here) if each)
        for target in self._targets(scene, outcome.to or choice.to or STAY):
            yield self._link(scene, target, "outcome", name, told(choice.label), condition, locks, name)

    def _targets(self, scene: Scene, to: str) -> tuple[str, ...]:
        """The places on the map that a target means."""
        if to == STAY:
            return (self.folded[scene.id],)
        if to == WAY_BACK:
            return tuple(self.back.get(scene.id, {}))
        return (self.folded[to],)

    def _link(
        self,
        scene: Scene,
        target: str,
        means: Means,
        name: str = "",
        label: str = "",
        condition: str = "",
        locks: tuple[tuple[str, str], ...] = (),
        subject: str = "",
    ) -> Link:
        source = self.folded[scene.id]
        span = self.spans.get(subject) if subject else None
        door = self._is_door(scene, target)
        return Link(source, target, means, name, label, condition, locks, door, span)

    def _is_door(self, scene: Scene, target: str) -> bool:
        if target in self.story.endings:
            return not historical(self.story.endings[target])
        chapter = self.story.scenes[target].chapter
        return chapter != scene.chapter and self.story.chapters[chapter].line


def _sort(scene: Scene, stands_for: list[str]) -> Sort:
    if scene.diary is not None:
        return "diary"
    if f"{scene.id}.~" in stands_for:
        return "gate"
    if scene.is_call:
        return "call"
    if scene.is_event:
        return "event"
    return "route" if isinstance(scene.way, Route) else "scene"


def _effects(scene: Scene) -> Iterator[Effect]:
    yield scene.arrive
    if isinstance(scene.way, Menu):
        for choice in scene.way.choices:
            yield choice.effect
            yield from (each.effect for each in choice.outcomes)


def _changed(scene: Scene) -> Iterator[str]:
    for effect in _effects(scene):
        yield from (each.variable for each in effect.changes if each.variable != WAY_BACK)
        yield from (each.variable for row in effect.also for each in row.changes)


def _conditions(scene: Scene) -> Iterator[Condition]:
    """Every condition that stands in a scene: in its way, its effects and its prose."""
    yield from conditions_of(scene.text)
    for effect in _effects(scene):
        yield from (row.condition for row in effect.also)
    if isinstance(scene.way, Route):
        yield from (road.condition for road in scene.way.roads if road.condition is not None)
    if not isinstance(scene.way, Menu):
        return
    for choice in scene.way.choices:
        if choice.hidden_unless is not None:
            yield choice.hidden_unless
        yield from (need.condition for need in choice.needs)
        yield from conditions_of(choice.then)
        for line in (choice.label, choice.log, choice.official, *(need.locked for need in choice.needs)):
            yield from conditions_of_line(line)
        for outcome in choice.outcomes:
            if outcome.condition is not None:
                yield outcome.condition
            yield from conditions_of(outcome.then)

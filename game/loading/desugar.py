"""Diaries, calls, gates and events as what they are made of: scenes, choices and hidden variables.

Nothing after this knows them but by their marks (`Scene.diary`, `is_call`, `Story.diaries`). What is
made here has `~` or a dot in its id, which no author can write:

- An evening is the scene `DIARY.EVENING`, a menu of the calls that name it. So a call taken is the
  decision `DIARY.EVENING.CALL`, and it is hidden as soon as it was taken on any of its evenings.
- A gate keeps its text and flows to the route `GATE.~`: to the first event that may come, else on. An
  event is entered through the scene `GATE.EVENT`, which notes where `back` leads and counts.
- `back` leads to the one route `~back`, over the hidden variable `~back`: where the run came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import TypeVar, assert_never

from game.core.condition import All, Among, Chose, Compare, Condition, Either, Not, Number, Seen, Value
from game.core.model import (
    Add,
    Answers,
    Change,
    Choice,
    Diary,
    Effect,
    Ending,
    Flow,
    Menu,
    Road,
    Route,
    Scene,
    Set,
    Story,
    Variable,
    Way,
)
from game.core.prose import Paragraph, Words
from game.core.value import replace
from game.loading.ids import BACK, UNWRITTEN
from game.loading.written import WrittenCall, WrittenDiary, WrittenGate, WrittenScene, WrittenStory

Target = TypeVar("Target", str, str | None)

WAY_BACK = "~back"
"""The route that `back` leads to, and the variable that it reads."""


def desugar(written: WrittenStory) -> Story:
    """The story as the rest of the game knows it, without its digest."""
    return _Desugaring(written).story()


def gate_route(gate: str) -> str:
    """The route that a gate flows to."""
    return f"{gate}.~"


class _Desugaring:
    """One story on its way from sugar: which calls come on which evening, and what is where."""

    def __init__(self, written: WrittenStory) -> None:
        self.written = written
        self.scenes = written.scenes
        self.calls = _by_place((name, call.on) for name, call in _calls(written))
        self.events = _by_place((name, each.comes.at) for name, each in self.scenes.items() if each.comes)
        self.returns = tuple(sorted(self._returns(), key=self._is_only_of_branches))
        """Where `back` may lead: what sets it, and where it then leads. Those that are there without
        branches come first, so that they keep their numbers when a branch is switched on or off."""
        self.places = {place: number for number, (place, _) in enumerate(self.returns)}
        self.variables = dict(written.variables)

    def story(self) -> Story:
        written = self.written
        scenes = {scene.id: scene for each in self.scenes.values() for scene in self._scenes(each)}
        if self.returns:
            scenes[WAY_BACK] = self._way_back()
        endings = dict(written.endings)
        if _is_unfinished(scenes.values()):
            endings[UNWRITTEN] = _unwritten()
        return Story(
            header=written.header,
            variables=MappingProxyType(self.variables),
            conditions=MappingProxyType(dict(written.conditions)),
            chapters=MappingProxyType(dict(written.chapters)),
            scenes=MappingProxyType(scenes),
            endings=MappingProxyType(endings),
            texts=MappingProxyType(dict(written.texts)),
            people=MappingProxyType(dict(written.people)),
            codex=MappingProxyType(dict(written.codex)),
            sources=MappingProxyType(dict(written.sources)),
            modules=MappingProxyType(dict(written.modules)),
            honours=MappingProxyType(dict(written.honours)),
            diaries=MappingProxyType(dict(self._diaries())),
            renamed=MappingProxyType({**written.renamed, **dict(self._renamed())}),
            branches=written.branches,
        )

    # Where `back` leads

    def _returns(self) -> Iterator[tuple[str, str]]:
        for name, each in self.scenes.items():
            if each.diary:
                for evening, to in _evenings(name, each.diary):
                    if self.calls.get(evening):
                        yield evening, to
            if each.gate and self.events.get(name):
                yield name, gate_route(name)

    def _is_only_of_branches(self, way: tuple[str, str]) -> bool:
        return all("/" in name for name in (*self.calls.get(way[0], ()), *self.events.get(way[0], ())))

    def _way_back(self) -> Scene:
        """The route of all returns; also declares its variable."""
        names = tuple(place for place, _ in self.returns)
        self.variables[WAY_BACK] = Variable(WAY_BACK, "one_of", 0, len(names) - 1, 0, names, hidden=True)
        roads = [
            Road(Among(WAY_BACK, frozenset({number})), to) for number, (_, to) in enumerate(self.returns)
        ]
        roads[-1] = Road(None, roads[-1].to)
        chapter = self.scenes[names[0].partition(".")[0]].scene.chapter
        return Scene(WAY_BACK, chapter, Route(tuple(roads)))

    # What each written scene becomes

    def _scenes(self, each: WrittenScene) -> Iterator[Scene]:
        scene = each.scene
        if BACK in targets(scene.way):
            scene = replace(scene, way=_led_back(scene.way))
        if each.call:
            scene = self._inheriting(scene, each.call)
        if each.diary:
            evenings = _evenings(scene.id, each.diary)
            yield replace(scene, way=Flow(evenings[0][0] if evenings else each.diary.to), diary=scene.id)
            yield from self._evening_scenes(scene, each.diary)
        elif each.gate:
            yield replace(scene, way=Flow(gate_route(scene.id)))
            yield from self._gate_scenes(scene, each.gate)
        else:
            yield scene

    def _inheriting(self, call: Scene, sugar: WrittenCall) -> Scene:
        """A call has the date of its evening (where it has one only), the place and note of its diary."""
        if not sugar.on:
            return call
        diary_name, _, evening = sugar.on[0].partition(".")
        diary = self.scenes.get(diary_name)
        if diary is None or diary.diary is None:
            return call
        date = dict(diary.diary.evenings).get(evening) if len(sugar.on) == 1 else None
        return replace(
            call,
            date=call.date or date,
            place=call.place or diary.scene.place,
            note=call.note or diary.scene.note,
        )

    def _evening_scenes(self, scene: Scene, diary: WrittenDiary) -> Iterator[Scene]:
        for (evening, date), (name, _) in zip(diary.evenings, _evenings(scene.id, diary), strict=True):
            choices = tuple(self._call_choice(call, name) for call in self.calls.get(name, ()))
            yield Scene(
                id=name,
                chapter=scene.chapter,
                way=Menu(choices),
                title=scene.title,
                date=date,
                place=scene.place,
                present=scene.present,
                text=diary.texts.get(evening, ()),
                diary=scene.id,
                evening=evening,
            )

    def _call_choice(self, name: str, evening: str) -> Choice:
        call = self.scenes[name].call
        if call is None:
            raise AssertionError(f"{name} is no call")
        conditions: list[Condition] = [] if call.again else [_not_taken(name, call)]
        conditions += [] if call.hidden_unless is None else [call.hidden_unless]
        return Choice(
            id=name,
            label=call.label,
            hidden_unless=conditions[0]
            if len(conditions) == 1
            else All(tuple(conditions))
            if conditions
            else None,
            needs=call.needs,
            effect=Effect((self._mark(evening),)),
            to=name,
        )

    def _gate_scenes(self, gate: Scene, sugar: WrittenGate) -> Iterator[Scene]:
        events = self.events.get(gate.id, ())
        came = f"{gate.id}.came" if sugar.most is not None and sugar.most < len(events) else None
        if came:
            self.variables[came] = Variable(came, "count", 0, sugar.most or 0, 0, hidden=True)
        roads = [Road(self._may_come(name, came, sugar), f"{gate.id}.{name}") for name in events]
        yield Scene(gate_route(gate.id), gate.chapter, Route((*roads, Road(None, sugar.to))))
        for name in events:
            changes: tuple[Change, ...] = (self._mark(gate.id), *((Add(came, 1),) if came else ()))
            yield Scene(f"{gate.id}.{name}", gate.chapter, Flow(name), arrive=Effect(changes))

    def _may_come(self, name: str, came: str | None, gate: WrittenGate) -> Condition:
        comes = self.scenes[name].comes
        conditions: list[Condition] = [Not(Seen(name))]
        if comes and comes.condition is not None:
            conditions.append(comes.condition)
        if came:
            conditions.append(Compare(Value(came), "<", Number(gate.most or 0)))
        return All(tuple(conditions))

    def _mark(self, place: str) -> Change:
        """The change that notes where `back` leads."""
        return Set(WAY_BACK, self.places[place])

    # What the panel and old runs need

    def _diaries(self) -> Iterator[tuple[str, Diary]]:
        for name, each in self.scenes.items():
            if each.diary:
                dated = tuple((evening, date) for evening, date in each.diary.evenings if date is not None)
                yield name, Diary(name, dated)

    def _renamed(self) -> Iterator[tuple[str, str]]:
        """Old ids of diaries and calls, as they stand in decisions."""
        olds: dict[str, list[str]] = {}
        for old, name in self.written.renamed.items():
            olds.setdefault(name, []).append(old)
        for name, each in self.scenes.items():
            for evening, _ in each.diary.evenings if each.diary else ():
                yield from ((f"{old}.{evening}", f"{name}.{evening}") for old in olds.get(name, ()))
            for evening in each.call.on if each.call else ():
                yield from ((f"{evening}.{old}", f"{evening}.{name}") for old in olds.get(name, ()))


def _calls(written: WrittenStory) -> Iterator[tuple[str, WrittenCall]]:
    return ((name, each.call) for name, each in written.scenes.items() if each.call)


def _by_place(things: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, list[str]]:
    """From each place to the things that name it, in written order."""
    found: dict[str, list[str]] = {}
    for name, places in things:
        for place in dict.fromkeys(places):
            found.setdefault(place, []).append(name)
    return found


def _evenings(name: str, diary: WrittenDiary) -> tuple[tuple[str, str], ...]:
    """The scenes of a diary's evenings, and where each leads."""
    scenes = [f"{name}.{evening}" for evening, _ in diary.evenings]
    return tuple(zip(scenes, (*scenes[1:], diary.to), strict=False))


def _not_taken(name: str, call: WrittenCall) -> Condition:
    taken = tuple(Chose(f"{evening}.{name}") for evening in call.on)
    return Not(taken[0] if len(taken) == 1 else Either(taken))


def _led_back(way: Way) -> Way:
    """The way with `back` as the target that it stands for."""
    match way:
        case Menu(choices):
            return Menu(tuple(_choice_led_back(choice) for choice in choices))
        case Flow(to):
            return Flow(_target(to))
        case Route(roads):
            return Route(tuple(Road(road.condition, _target(road.to)) for road in roads))
        case _:
            assert_never(way)


def _choice_led_back(choice: Choice) -> Choice:
    outcomes = tuple(replace(outcome, to=_target(outcome.to)) for outcome in choice.outcomes)
    return replace(choice, to=_target(choice.to), outcomes=outcomes)


def _target(to: Target) -> Target:
    return WAY_BACK if to == BACK else to


def _is_unfinished(scenes: Iterable[Scene]) -> bool:
    return any(target == UNWRITTEN for scene in scenes for target in targets(scene.way))


def targets(way: Way) -> Iterator[str]:
    """Every target of a way, in written order, some perhaps more than once."""
    match way:
        case Menu(choices):
            for choice in choices:
                found = (choice.to, *(outcome.to for outcome in choice.outcomes))
                yield from (to for to in found if to is not None)
        case Flow(to):
            yield to
        case Route(roads):
            yield from (road.to for road in roads)
        case _:
            assert_never(way)


def _unwritten() -> Ending:
    """Where drafts end: so that what is there can be played."""
    text = (Paragraph((Words("What follows here is still to be written."),)),)
    return Ending(UNWRITTEN, "To be written", "withdrawal", text, Answers((), (), ()))

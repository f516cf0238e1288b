"""Where a preview stands: a subject, the state in which it is come to, and the way there."""

from __future__ import annotations

from collections.abc import Iterator

from game.authoring.preview.asking import at_the_text, told
from game.authoring.preview.given import Said, difference, placed
from game.authoring.preview.subject import Subject
from game.authoring.preview.variants import MOST, Variants, variants
from game.core.model import Choice, Flow, Menu, Outcome, Scene, Set, Story
from game.core.play import Deed, NotOpen, Passage, Step, begin, choose, enter
from game.core.rules import apply, holds
from game.core.state import State
from game.core.telling import tell
from game.core.value import dataclass
from game.loading.desugar import WAY_BACK, targets
from game.play.look import Look, look, persons
from game.play.page import Block, Heading, Page, Prose, sentence
from game.play.view import SceneView
from game.runs.file import Run
from game.runs.restore import restore

NAME = "preview"
"""What the run of a preview is called."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A subject as it is come to. `given` is the state on arrival that its variants are counted from,
    `arrival` the one that is shown. `behind` are the steps before; `before`, `entered` and `deed` are what
    the last of them told, entered and did on its way here. `stays` is true where a choice has led back to
    the rest of the same scene: then the state has arrived already."""

    subject: Subject
    given: State
    arrival: State
    behind: tuple[Step, ...] = ()
    before: tuple[Passage, ...] = ()
    entered: tuple[str, ...] = ()
    deed: Deed | None = None
    stays: bool = False


def begun(story: Story, subject: Subject, said: Said = ()) -> Standing:
    """A subject by itself: every variable at its start, nothing done before, but for what was said.
    Raises NotGiven."""
    start = {variable.id: variable.start for variable in story.variables.values()}
    state = State(_scene_of(story, subject), start)
    behind: tuple[Step, ...] = ()
    if subject.kind in ("scene", "ending"):
        before, state = _led_here(story, subject.id, state)
        behind = (Step(state, (), (before,)),) if before else ()
    state = placed(story, state, said)
    return Standing(subject, state, state, behind)


def resumed(story: Story, subject: Subject, run: Run, said: Said = ()) -> Standing:
    """A subject where a run came to it last; where it did not, as if the run came to it now. Raises
    NotGiven, and OtherStory for a run of another story."""
    steps = restore(story, run).steps
    for index in range(len(steps) - 1, -1, -1):
        way = list(_arrivals(story, steps[index - 1] if index else None, steps[index]))
        names = [name for name, _ in way]
        if subject.kind in ("scene", "ending") and subject.id in names:
            at = len(names) - 1 - names[::-1].index(subject.id)
            state = placed(story, way[at][1], said)
            before = _told_before(steps[index], names[at:])
            return Standing(
                subject, state, state, steps[:index], before, tuple(names[:at]), steps[index].deed
            )
    head = steps[-1].state
    left = head.seen | {head.scene} if head.scene in story.scenes else head.seen
    here = (
        head.scene if subject.kind == "module" and head.scene in story.endings else _scene_of(story, subject)
    )
    state = placed(story, State(here, head.values, left, head.chosen), said)
    return Standing(subject, state, state, steps)


def _scene_of(story: Story, subject: Subject) -> str:
    """The scene that a state is at while a subject is told: of an epilogue, an ending that allows it."""
    if subject.kind in ("scene", "ending"):
        return subject.id
    if subject.kind == "module":
        allowing = (ending.id for ending in story.endings.values() if subject.id in ending.epilogue)
        return next(allowing, story.header.start)
    return story.header.start


def _led_here(story: Story, name: str, state: State) -> tuple[str, State]:
    """A scene from which runs come here, or empty, and the state with the way back that they note: calls
    and events have to know which evening or gate they return to."""
    before = _before(story)
    state = _on_its_evening(story, state, name)
    sought, known = [name], {name}
    for each in sought:  # grows while it is walked
        for scene, marks in before.get(each, ()):
            if marks is not None:
                state = _on_its_evening(story, state, scene, over=True)
                chosen = frozenset({f"{scene}.{each}"}) if story.scenes[scene].evening else frozenset()
                return scene, State(name, {**state.values, WAY_BACK: marks}, state.seen, chosen)
            if scene not in known and len(sought) < 200 and _returns(story.scenes.get(each)):
                known.add(scene)
                sought.append(scene)
    return _scene_before(story, name, [scene for scene, _ in before.get(name, ())]), state


def _scene_before(story: Story, name: str, ways: list[str]) -> str:
    """The scene that stands for the way here: one that leads here, of the same chapter where there is one;
    else the one written before it. Empty where the story begins."""
    if name == story.header.start:
        return ""
    chapter = story.scenes[name].chapter if name in story.scenes else ""
    known = [scene for scene in ways if scene != WAY_BACK]
    if not known and chapter:
        order = [scene.id for scene in story.scenes.values() if scene.chapter == chapter]
        known = order[: order.index(name)][-1:]
    same = [scene for scene in known if story.scenes[scene].chapter == chapter]
    return next(iter(same or known), "")


def _on_its_evening(story: Story, state: State, name: str, *, over: bool = False) -> State:
    """The state on an evening of a diary, those before it seen; and itself, where it is `over`."""
    scene = story.scenes.get(name)
    if scene is None or scene.diary is None or scene.evening is None:
        return state
    evenings = [evening for evening, _ in story.diaries[scene.diary].evenings]
    past = evenings[: evenings.index(scene.evening) + over] if scene.evening in evenings else []
    seen = {scene.diary, *(f"{scene.diary}.{each}" for each in past)}
    return State(state.scene, state.values, state.seen | seen, state.chosen)


def _returns(scene: Scene | None) -> bool:
    return scene is not None and WAY_BACK in targets(scene.way)


def _before(story: Story) -> dict[str, list[tuple[str, int | None]]]:
    """From each place to those that lead to it, each with what it notes as the way back."""
    found: dict[str, list[tuple[str, int | None]]] = {}
    for scene in story.scenes.values():
        if isinstance(scene.way, Menu):
            for choice in scene.way.choices:
                marks = _noted(choice.effect.changes)
                for to in (choice.to, *(outcome.to for outcome in choice.outcomes)):
                    if to is not None:
                        found.setdefault(to, []).append((scene.id, marks))
        else:
            marks = _noted(scene.arrive.changes) if isinstance(scene.way, Flow) else None
            for to in targets(scene.way):
                found.setdefault(to, []).append((scene.id, marks))
    return found


def _noted(changes: tuple[object, ...]) -> int | None:
    return next((each.value for each in changes if isinstance(each, Set) and each.variable == WAY_BACK), None)


def followed(story: Story, standing: Standing, choice: str) -> Standing:
    """Where a choice leads, in the state that it leaves. Raises NotOpen, EndlessFlow."""
    before = step_of(story, standing)
    step = choose(story, before.state, choice)
    behind = (*standing.behind, before)
    if not step.entered:
        here = Subject("scene", step.state.scene)
        return Standing(here, step.state, step.state, behind, step.passages, (), step.deed, stays=True)
    way = list(_arrivals(story, before, step))
    name, arrival = way[-1]
    subject = Subject("ending" if name in story.endings else "scene", name)
    told_before = _told_before(step, [name])
    entered = tuple(each for each, _ in way[:-1])
    return Standing(subject, arrival, arrival, behind, told_before, entered, step.deed)


def _told_before(step: Step, rest: list[str]) -> tuple[Passage, ...]:
    """What a step told before it came to the scenes at its end."""
    count = len(step.passages)
    while count and step.passages[count - 1].choice is None and step.passages[count - 1].scene in rest:
        count -= 1
    return step.passages[:count]


def _arrivals(story: Story, before: Step | None, step: Step) -> Iterator[tuple[str, State]]:
    """The scenes that a step entered, each with the state in which it was come to."""
    if before is None or step.deed is None:
        start = begin(story).entered[0]
        state = State(start, {variable.id: variable.start for variable in story.variables.values()})
    else:
        choice, outcome = taken(story, before.state, step.deed)
        state = apply(story, before.state, choice.effect)
        state = apply(story, state, outcome.effect) if outcome else state
        chosen, seen = state.chosen | {step.deed.decision}, state.seen | {before.state.scene}
        state = State(state.scene, state.values, seen, chosen)
    for name in step.entered:
        state = State(name, state.values, state.seen, state.chosen)
        yield name, state
        if name in story.scenes:
            state = apply(story, state, story.scenes[name].arrive)
            state = State(name, state.values, state.seen | {name}, state.chosen)


def taken(story: Story, state: State, deed: Deed) -> tuple[Choice, Outcome | None]:
    """The choice and the outcome of a deed. Raises NotOpen where the story has none such."""
    scene, _, name = deed.decision.rpartition(".")
    way = story.scenes[scene].way if scene in story.scenes else None
    for choice in way.choices if isinstance(way, Menu) else ():
        if choice.id == name:
            return choice, outcome_of(story, state, choice)
    raise NotOpen(deed.decision)


def outcome_of(story: Story, state: State, choice: Choice) -> Outcome | None:
    """What would come of a choice; None where it has but one way."""
    fitting = (
        each for each in choice.outcomes if each.condition is None or holds(story, state, each.condition)
    )
    return next(fitting, None)


def step_of(story: Story, standing: Standing) -> Step:
    """The step that ends where a preview stands. Raises EndlessFlow."""
    if standing.stays:
        return Step(standing.arrival, standing.before, (), standing.deed)
    step = enter(story, standing.arrival)
    return Step(
        step.state, (*standing.before, *step.passages), (*standing.entered, *step.entered), standing.deed
    )


def shown(story: Story, standing: Standing) -> SceneView | Page:
    """What players see there: a turn, or what a look-up answers."""
    subject, state = standing.subject, standing.arrival
    match subject.kind:
        case "scene" | "ending":
            return look(story, (*standing.behind, step_of(story, standing)), Look(run=NAME))
        case "module":
            return Page(f"Epilogue: {_about(story, subject.id)}", _told(story, subject, state))
        case "codex":
            return Page(story.codex[subject.id].title, _told(story, subject, state))
        case "person":
            return _person(story, subject.id, state)


def _told(story: Story, subject: Subject, state: State) -> tuple[Block, ...]:
    (prose,) = told(story, subject, state) or ((),)
    return (Prose(prose),) if prose else (sentence("Nothing is told here."),)


def _about(story: Story, name: str) -> str:
    module = story.modules[name]
    if module.about_person is not None:
        return story.people[module.about_person].name
    return story.codex[module.about_codex].title if module.about_codex is not None else name


def _person(story: Story, name: str, state: State) -> Page:
    """The entry of one person, as a look-up by name answers it."""
    (row,) = persons(story, state, [name])
    dead = any(fact.dead and holds(story, state, fact.condition) for fact in story.people[name].facts)
    prose = tell(story, state, story.people[name].text) + row.stance
    heading = Heading(row.name, f"{row.role}; dead" if dead else row.role)
    return Page("Persons", (heading, Prose(prose)) if prose else (heading,))


def varied(story: Story, standing: Standing, most: int = MOST) -> Variants:
    """The variants of what stands here, around the state that was given."""
    return variants(story, standing.subject, standing.given, stays=standing.stays, most=most)


def said_here(story: Story, standing: Standing) -> object:
    """What is told where a preview stands, to be found among the variants."""
    return told(story, standing.subject, standing.arrival, stays=standing.stays)


def here_otherwise(story: Story, standing: Standing) -> Said:
    """What is otherwise here than in the state that was given."""
    return difference(story, standing.given, standing.arrival)


def read_state(story: Story, standing: Standing) -> State:
    """The state as the first word here is told in it."""
    return at_the_text(story, standing.subject, standing.arrival, stays=standing.stays)

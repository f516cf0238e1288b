"""Looking at a run: from the steps on the way here to the view of where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from game.core.epilogue import judge
from game.core.model import Chapter, Module, Scene, Story
from game.core.play import Passage, Step, ended, present
from game.core.prose import Told, ToldDocument, Words
from game.core.state import State
from game.core.telling import tell
from game.core.value import dataclass
from game.play import panel
from game.play.calendar import chapter_at, date_at, diary_ahead, entered, place_of
from game.play.view import (
    AnswerView,
    ChapterView,
    EpilogueView,
    HonourView,
    LinkView,
    OfferView,
    PassageView,
    PersonView,
    SceneView,
    VerdictView,
)

QUESTIONS = ("Who owns the party?", "Who pays for it?", "What have you become?")
"""Asked on page one, and answered by every ending in this order."""

EVERYTHING = "*"
"""Stands for every matter that a reader may ask to be spared."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen besides the story and the way here: `spare` are the matters that the reader
    asked to be spared, `taken` the decisions of any run, the rest is as in `SceneView`."""

    spare: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    run: str = ""
    rewind: bool = True
    unsaved: str = ""
    drift: str = ""


def look(story: Story, steps: tuple[Step, ...], how: Look) -> SceneView:
    """The view of a run that came this way; `steps` begins with the beginning."""
    step = steps[-1]
    state = step.state
    here = place_of(story, state.scene)
    chapter = story.chapters[chapter_at(story, steps)]
    passages = _passages(story, step, how.spare)
    return SceneView(
        scene=state.scene,
        title=here.title,
        chapter=_chapter(story, steps, chapter),
        date=date_at(story, steps),
        place=here.place,
        passages=passages,
        offers=_offers(story, state, how.taken),
        panel=panel.meters(story, steps, chapter),
        vanished=panel.vanished(story, steps),
        owed=panel.owed(story, steps),
        drawer=panel.drawer(story, steps),
        tally=panel.tally(story, state, chapter),
        diary=diary_ahead(story, steps),
        present=persons(story, state, here.present),
        links=_links(story, passages),
        note=notable(story, steps),
        verdict=_verdict(story, state) if ended(story, state) else None,
        decisions=len(steps) - 1,
        run=how.run,
        rewind=how.rewind,
        unsaved=how.unsaved,
        drift=how.drift,
    )


def persons(story: Story, state: State, ids: Iterable[str]) -> tuple[PersonView, ...]:
    """The persons of these ids as they stand to the player in a state."""
    people = (story.people[name] for name in ids if name in story.people)
    return tuple(
        PersonView(each.id, each.name, each.role, tell(story, state, each.stance)[:1]) for each in people
    )


def notable(story: Story, steps: tuple[Step, ...]) -> str:
    """The title of the scene whose note may be opened: the latest that was left, or the ending."""
    for name in left(story, steps):
        if note := place_of(story, name).note:
            return place_of(story, name).title if note else ""
    return ""


def left(story: Story, steps: tuple[Step, ...]) -> Iterable[str]:
    """The scenes whose story is over, the latest first: an ending, or all that were left."""
    state = steps[-1].state
    return (name for name in entered(steps) if name in state.seen or name in story.endings)


def passages_of(story: Story, step: Step, spare: frozenset[str]) -> tuple[PassageView, ...]:
    """What one step told, as its reader asked to have it told."""
    return tuple(_passage(story, passage, spare) for passage in step.passages)


def _passages(story: Story, step: Step, spare: frozenset[str]) -> tuple[PassageView, ...]:
    told = passages_of(story, step, spare)
    here = place_of(story, step.state.scene)
    silent = step.entered and all(each.scene != here.id or each.choice for each in step.passages)
    if not silent or not isinstance(here, Scene) or not here.date:
        return told
    # An evening tells nothing, but the reader must know that it has come.
    if told and told[-1].date == here.date.written:
        return told
    title = "" if told and told[-1].title == here.title else here.title
    return (*told, PassageView("scene", (), title, here.date.written, here.place if title else ""))


def _passage(story: Story, passage: Passage, spare: frozenset[str]) -> PassageView:
    if passage.choice is not None:
        return PassageView("outcome", passage.told)
    here = place_of(story, passage.scene)
    date = here.date.written if here.date else ""
    if not isinstance(here, Scene):
        return PassageView("ending", passage.told, here.title, date, here.place)
    spared = bool(passage.summary and here.sensitive and spare & {here.sensitive.about, EVERYTHING})
    told = passage.summary if spared else passage.told
    return PassageView("scene", told, here.title, date, here.place, spared)


def _chapter(story: Story, steps: tuple[Step, ...], chapter: Chapter) -> ChapterView:
    opens = len(steps) == 1 or chapter_at(story, steps[:-1]) != chapter.id
    epigraph = tell(story, steps[-1].state, chapter.epigraph) if opens else ()
    return ChapterView(chapter.id, chapter.title, chapter.number, chapter.span, chapter.line, opens, epigraph)


def _offers(story: Story, state: State, taken: frozenset[str]) -> tuple[OfferView, ...]:
    return tuple(
        OfferView(
            number, each.choice, each.label, each.open, each.reason, f"{state.scene}.{each.choice}" in taken
        )
        for number, each in enumerate(present(story, state), 1)
    )


def _links(story: Story, passages: tuple[PassageView, ...]) -> tuple[LinkView, ...]:
    ids = dict.fromkeys(word.link for passage in passages for word in _words(passage.told) if word.link)
    return tuple(LinkView(name, story.codex[name].title) for name in ids if name in story.codex)


def _words(told: Told) -> Iterable[Words]:
    for block in told:
        if isinstance(block, ToldDocument):
            for line in block.lines:
                yield from line
            yield from block.signed
        else:
            yield from block.words


def _verdict(story: Story, state: State) -> VerdictView:
    verdict = judge(story, state)
    ending = story.endings[verdict.ending]
    return VerdictView(
        ending=ending.id,
        kind=ending.kind,
        answers=tuple(
            AnswerView(question, answer)
            for question, answer in zip(QUESTIONS, (verdict.party, verdict.price, verdict.you), strict=True)
        ),
        epilogue=tuple(
            EpilogueView(_about(story, story.modules[name]), told) for name, told in verdict.epilogue
        ),
        honours=tuple(HonourView(each.title, tell(story, state, each.text)) for each in verdict.honours),
        question=verdict.question,
    )


def _about(story: Story, module: Module) -> str:
    if module.about_person is not None:
        return story.people[module.about_person].name
    return story.codex[module.about_codex].title if module.about_codex is not None else ""

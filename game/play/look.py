"""Looking at a run: from the steps on the way here to the view of where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from game.core.epilogue import judge
from game.core.model import Chapter, Menu, Module, Note, Scene, Story
from game.core.play import Offer, Passage, Step, ended, present
from game.core.prose import Told, ToldDocument, ToldParagraph, Words
from game.core.sparing import spared, told_to
from game.core.state import State
from game.core.telling import tell
from game.core.value import dataclass, replace
from game.play import panel
from game.play.calendar import chapter_at, date_at, diary_ahead, entered, evening_of, heading_at, place_of
from game.play.roads import KnowsRoads, roads_view
from game.play.sentences import ordinal, spelled
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
from game.runs.digest import digest_of
from game.runs.profile import Profile

QUESTIONS = ("Who owns the party?", "Who pays for it?", "What have you become?")
"""Asked on page one, and answered by every ending in this order."""

NOBODY = Profile()
"""A player who has seen nothing yet."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen besides the story and the way here: `spare` are the matters that the reader asked
    to be spared, `seen` is what this player had seen before the present turn, in any run. With `skim`
    the text that was read before is marked. `afresh` shows the present scene alone, without what came
    before it and what changed; `whole` shows the whole panel wherever that is. The rest is as in
    `SceneView`."""

    spare: frozenset[str] = frozenset()
    seen: Profile = NOBODY
    skim: bool = False
    afresh: bool = False
    whole: bool = False
    roads: KnowsRoads | None = None
    run: str = ""
    rewind: bool = True
    unsaved: str = ""
    drift: str = ""


def look(story: Story, steps: tuple[Step, ...], how: Look) -> SceneView:
    """The view of a run that came this way; `steps` begins with the beginning."""
    state = steps[-1].state
    here = place_of(story, state.scene)
    chapter = story.chapters[chapter_at(story, steps)]
    opens = not how.afresh and (len(steps) == 1 or chapter_at(story, steps[:-1]) != chapter.id)
    passages = (
        _scene_alone(story, steps, how.spare)
        if how.afresh
        else _dated_once(_passages(story, steps, how.spare, opens, how.seen if how.skim else NOBODY))
    )
    # What was shown already is no news: it is compared with itself.
    told = (*steps, steps[-1]) if how.afresh else steps
    return SceneView(
        scene=state.scene,
        title=heading_at(story, steps),
        chapter=_chapter(story, state, chapter, opens=opens),
        date=date_at(story, steps),
        place=here.place,
        passages=passages,
        offers=_offers(story, state, how.seen),
        panel=panel.meters(story, told, chapter),
        vanished=panel.vanished(story, told),
        owed=panel.owed(story, told),
        drawer=panel.drawer(story, told),
        settled=panel.settled(story, told),
        parted=panel.parted(story, told),
        tally=panel.tally(story, told, chapter),
        diary=diary_ahead(story, steps),
        present=persons(story, state, here.present),
        links=_links(story, passages),
        roads=roads_view(story, told, how.roads, how.seen.endings) if how.roads else None,
        note=notable(story, steps),
        verdict=_verdict(story, state, how.spare) if ended(story, state) else None,
        whole=_whole(story, steps, how, opens=opens),
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


def _whole(story: Story, steps: tuple[Step, ...], how: Look, *, opens: bool) -> bool:
    """Whether all of the panel stands on a turn: where a chapter begins, on the evenings of a diary,
    and where it is asked for. At the very beginning nothing has happened to it yet."""
    state = steps[-1].state
    if ended(story, state) or how.afresh:
        return False
    evening = state.scene in steps[-1].entered and evening_of(story, state.scene) is not None
    return how.whole or evening or (opens and len(steps) > 1)


def notable(story: Story, steps: tuple[Step, ...]) -> str:
    """The title of the scene whose note may be opened, or empty."""
    name = noted(story, steps)
    return place_of(story, name).title if name else ""


def noted(story: Story, steps: tuple[Step, ...]) -> str:
    """The scene whose note may be opened, or empty: the latest that has one and is over. The scene
    that is still to be decided is not, nor what led into it under the same heading; an ending is."""
    here = heading_at(story, steps)
    open_still = steps[-1].state.scene not in story.endings
    held: list[Note | None] = [None]
    for name in entered(steps):
        place = place_of(story, name)
        if open_still and place.title in ("", here):
            held.append(place.note)
            continue
        open_still = False
        if place.note not in held and (name in steps[-1].state.seen or name in story.endings):
            return name
    return ""


def passages_of(story: Story, step: Step, spare: frozenset[str]) -> tuple[PassageView, ...]:
    """What one step told, as its reader asked to have it told."""
    return tuple(_passage(story, passage, spare) for passage in step.passages)


def _passages(
    story: Story, steps: tuple[Step, ...], spare: frozenset[str], opens: bool, seen: Profile = NOBODY
) -> tuple[PassageView, ...]:
    """What a step told, with the heading of the chapter before its first passage, and that of an
    evening after all, whether it tells something itself or not. What was seen before is marked."""
    step = steps[-1]
    now = chapter_at(story, steps)
    told: list[PassageView] = []
    last = step.passages[-1] if step.passages else None
    evening = last if last and last.choice is None and evening_of(story, last.scene) else None
    for passage in step.passages[:-1] if evening else step.passages:
        scene = story.scenes.get(passage.scene)
        first = opens and passage.choice is None and scene is not None and scene.chapter == now
        shown = replace(_passage(story, passage, spare), opens=first)
        told.append(_marked(shown, passage, seen))
        opens = opens and not first
    headed = _evening(story, step, told[-1] if told else None)
    if evening:
        headed = headed or PassageView("scene", ())
        headed = _marked(replace(headed, told=headed.told + evening.told), evening, seen)
    if headed:
        told.append(replace(headed, opens=opens))
    return tuple(told)


def _dated_once(told: tuple[PassageView, ...]) -> tuple[PassageView, ...]:
    """The passages, of which those that stand in the same place on the same date say so once: what comes
    by itself at a gate comes several times over in a page."""
    shown: list[PassageView] = []
    last: tuple[str, str] | None = None
    for each in told:
        where = (each.place, each.date)
        again = each.title and where == last and not each.opens
        shown.append(replace(each, place="", date="") if again else each)
        last = where if each.title or each.date else last
    return tuple(shown)


def _marked(shown: PassageView, passage: Passage, seen: Profile) -> PassageView:
    """The passage with what was seen of it before. The end of a run is always told whole."""
    if shown.kind == "ending" or not (seen.told or seen.outcomes):
        return shown
    read = tuple(number for number, block in enumerate(shown.told, 1) if digest_of(block) in seen.told)
    outcome = f"{passage.scene}.{passage.choice}.{passage.outcome}"
    return replace(shown, read=read, seen=passage.outcome is not None and outcome in seen.outcomes)


def _scene_alone(story: Story, steps: tuple[Step, ...], spare: frozenset[str]) -> tuple[PassageView, ...]:
    """The present scene from its heading, as it was told when it was entered."""
    count = next(count for count in range(len(steps), 0, -1) if steps[count - 1].entered)
    told = _passages(story, steps[:count], spare, opens=False)
    headed = [index for index, each in enumerate(told) if each.title]
    if headed:
        return told[headed[-1] :]
    where = place_of(story, steps[-1].state.scene).place
    rest = [each for each in told if each.kind != "outcome"] or [PassageView("scene", ())]
    heading = replace(rest[0], title=heading_at(story, steps), date=date_at(story, steps), place=where)
    return (heading, *rest[1:])


def _evening(story: Story, step: Step, before: PassageView | None) -> PassageView | None:
    """What tells the reader that an evening has come: under the heading of its diary a sentence, else
    a heading of its own."""
    here = place_of(story, step.state.scene)
    which = evening_of(story, here.id) if here.id in step.entered else None
    if which is None or here.date is None:
        return None
    date = here.date.written
    name = _evening_name(here.title, which)
    if before is None or before.kind == "outcome" or before.title != here.title:
        return PassageView("scene", (), name, date, here.place)
    if before.date == date:
        return None
    said = f"{name}: {date}." if which[1] > 1 else f"The evening: {date}."
    return PassageView("scene", (ToldParagraph((Words(said, "stress"),)),))


def _evening_name(title: str, which: tuple[int, int]) -> str:
    number, of = which
    return f"The {ordinal(number)} of {spelled(of)} evenings" if of > 1 else title


def _passage(story: Story, passage: Passage, spare: frozenset[str]) -> PassageView:
    if passage.choice is not None:
        return PassageView("outcome", passage.told)
    here = place_of(story, passage.scene)
    date = here.date.written if here.date else ""
    told, summarised = told_to(story, passage, spare), spared(story, passage, spare)
    if not isinstance(here, Scene):
        return PassageView("ending", told, here.title, date, here.place, summarised)
    which = evening_of(story, here.id)
    title = _evening_name(here.title, which) if which else here.title
    return PassageView("scene", told, title, date, here.place, summarised)


def _chapter(story: Story, state: State, chapter: Chapter, *, opens: bool) -> ChapterView:
    epigraph = tell(story, state, chapter.epigraph) if opens else ()
    return ChapterView(chapter.id, chapter.title, chapter.number, chapter.span, chapter.line, opens, epigraph)


def _offers(story: Story, state: State, seen: Profile) -> tuple[OfferView, ...]:
    return tuple(
        _offer(story, state.scene, number, each, seen) for number, each in enumerate(present(story, state), 1)
    )


def _offer(story: Story, scene: str, number: int, offer: Offer, seen: Profile) -> OfferView:
    """A choice under its number. How many ways there are out of it is only said of one that was taken."""
    decision = f"{scene}.{offer.choice}"
    shown = OfferView(number, offer.choice, offer.label, offer.open, offer.reason)
    if decision not in seen.decisions:
        return shown
    way = story.scenes[scene].way
    choices = way.choices if isinstance(way, Menu) else ()
    outcomes = next((each.outcomes for each in choices if each.id == offer.choice), ())
    known = sum(f"{decision}.{each.id}" in seen.outcomes for each in outcomes)
    return replace(shown, taken=True, outcomes=len(outcomes), outcomes_seen=known)


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


def _verdict(story: Story, state: State, spare: frozenset[str]) -> VerdictView:
    verdict = judge(story, state, spare)
    ending = story.endings[verdict.ending]
    return VerdictView(
        ending=ending.id,
        kind=ending.kind,
        answers=tuple(
            AnswerView(question, answer)
            for question, answer in zip(QUESTIONS, (verdict.party, verdict.price, verdict.you), strict=True)
        ),
        epilogue=tuple(
            EpilogueView(_about(story, story.modules[name]), told, name in verdict.summarised)
            for name, told in verdict.epilogue
        ),
        honours=tuple(HonourView(each.title, tell(story, state, each.text)) for each in verdict.honours),
        question=verdict.question,
    )


def _about(story: Story, module: Module) -> str:
    if module.about_person is not None:
        return story.people[module.about_person].name
    return story.codex[module.about_codex].title if module.about_codex is not None else ""

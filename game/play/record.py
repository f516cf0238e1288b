"""The record: a run beside history, date by date, and where the two part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.core.dates import Date
from game.core.model import Ending, Note, Scene, Story
from game.core.play import Step
from game.core.state import State
from game.core.telling import tell_plain
from game.core.value import dataclass, replace
from game.play.calendar import place_of
from game.play.doors import historical
from game.play.page import Block, Heading, Item, Page, sentence
from game.play.sentences import counted
from game.play.visits import Visit, visits


@dataclass(frozen=True, slots=True)
class Day:
    """Something that happened under one heading: what you did, and what he did.

    `same` says whether the two are one where the record shows which choice was his, and is None where
    it does not. `away` is true where your side stands on a line that has left history; a day without
    `you` and `away` is history going on alone."""

    chapter: str
    title: str
    date: Date | None = None
    you: tuple[str, ...] = ()
    he: str = ""
    same: bool | None = None
    away: bool = False
    alone: bool = False

    @property
    def written(self) -> str:
        """The date as it is read; empty where there is none."""
        return self.date.written if self.date else ""


@dataclass(frozen=True, slots=True)
class Record:
    """A run beside history. `parting` is the first day on which you did otherwise, `leaving` the first
    on a line that has left history; None where there is none. Of `known` choices that the record shows,
    `shared` were made as he made them."""

    days: tuple[Day, ...]
    parting: Day | None
    leaving: Day | None
    known: int
    shared: int


def record(story: Story, steps: tuple[Step, ...]) -> Record:
    """The record of the way here, which begins with the beginning. What is still to be decided is not
    in it, nor what he did there."""
    days = _with_history(story, steps[-1].state, tuple(_days(story, steps)))
    parting = next((day for day in days if day.same is False), None)
    leaving = next((day for day in days if day.away), None)
    judged = [day.same for day in days if day.same is not None]
    return Record(days, parting, leaving, len(judged), sum(judged))


def _days(story: Story, steps: tuple[Step, ...]) -> Iterator[Day]:
    state = steps[-1].state
    told: set[str] = set()
    open_day: Day | None = None
    for visit in visits(story, steps):
        day = _day(story, state, visit)
        if day.he in told and open_day and day.he != open_day.he:
            day = replace(day, he="")
        told.add(day.he)
        if open_day and _one(open_day, day):
            open_day = _joined(open_day, day)
            continue
        if open_day and (open_day.you or open_day.he):
            yield open_day
        open_day = day
    if open_day and (open_day.you or open_day.he):
        yield open_day


def _day(story: Story, state: State, visit: Visit) -> Day:
    here = place_of(story, visit.scene)
    note = here.note
    taken = [deed.decision.rpartition(".")[2] for deed in visit.deeds]
    # of a menu that can be come back to, the last choice is the one that was meant
    same = taken[-1] == note.did_choice if note and note.did_choice and taken else None
    you = tuple(deed.log for deed in visit.deeds if deed.log)
    he = tell_plain(story, state, note.did) if note and (you or note.seam != "invented") else ""
    away = isinstance(here, Scene) and story.chapters[here.chapter].line
    return Day(visit.chapter, visit.title, visit.date, you, he, same, away)


def _one(before: Day, day: Day) -> bool:
    """Whether a day goes on with the one before it: under the same heading, or with the same to tell of
    him."""
    if before.chapter != day.chapter or None not in (before.same, day.same):
        return False
    alike = before.he == day.he or not day.he
    return alike and (before.title == day.title or bool(day.he))


def _joined(before: Day, day: Day) -> Day:
    same = before.same if day.same is None else day.same
    return replace(before, you=(*before.you, *day.you), he=before.he or day.he, same=same)


def _with_history(story: Story, state: State, days: tuple[Day, ...]) -> tuple[Day, ...]:
    """With what history did while the run was on a line; and, where the run has ended otherwise, with
    how history ended."""
    away = [day for day in days if day.away]
    told = list(days)
    if away and (began := away[0].date):
        ends = max(day.date for day in days if day.date)
        months = {(day.date.year, day.date.month) for day in away if day.date and day.he}
        for day in _history(story, state):
            if day.date and began < day.date <= ends and (day.date.year, day.date.month) not in months:
                _insert(told, day)
    ended = story.endings.get(state.scene)
    if ended is not None and not historical(ended):
        told += [day for day in _how_it_ended(story, state) if day.he]
    return tuple(told)


def _insert(days: list[Day], alone: Day) -> None:
    """Put a day of history before the first that is later."""
    for index, day in enumerate(days):
        if day.date and alone.date and alone.date < day.date:
            days.insert(index, alone)
            return
    days.append(alone)


def _history(story: Story, state: State) -> Iterator[Day]:
    """What is on record of the scenes of history that this run has not seen, a day each date."""
    found: dict[Date, Day] = {}
    for scene in story.scenes.values():
        if scene.id in state.seen or not scene.date or story.chapters[scene.chapter].line:
            continue
        if scene.note and scene.note.seam != "invented" and scene.date not in found:
            day = _alone(story, state, scene, scene.note, scene.chapter)
            if day.he:
                found[scene.date] = day
    return iter(found.values())


def _how_it_ended(story: Story, state: State) -> Iterator[Day]:
    for ending in story.endings.values():
        if ending.note and historical(ending):
            yield _alone(story, state, ending, ending.note, "")


def _alone(story: Story, state: State, here: Scene | Ending, note: Note, chapter: str) -> Day:
    # its title is that of a scene which the player may still come to
    return Day(chapter, "", here.date, (), tell_plain(story, state, note.did), alone=True)


def record_page(story: Story, steps: tuple[Step, ...]) -> Page:
    """The record as a page: the parting first, then the days under their chapters."""
    kept = record(story, steps)
    if not kept.days:
        return Page("The record", (sentence("Nothing is decided yet: there is nothing to set beside him."),))
    blocks: list[Block] = [sentence(each) for each in (parted(kept), left(kept), shared(kept)) if each]
    chapter = None
    for day in kept.days:
        if day.chapter != chapter and not (day.alone and day.chapter):
            chapter = day.chapter
            blocks.append(chapter_heading(story, chapter))
        blocks += _rows(day)
    return Page("The record", tuple(blocks))


def chapter_heading(story: Story, chapter: str) -> Heading:
    """The heading of a chapter's days; of none, that of what came afterwards."""
    if not chapter:
        return Heading("How history went on")
    return Heading(story.chapters[chapter].title, story.chapters[chapter].span)


def parted(kept: Record) -> str:
    """Where you first did otherwise than he, in a sentence; what each did stands among the days."""
    day = kept.parting
    if day is None:
        return "" if kept.leaving else "Wherever the record shows what he did, you have done it too."
    return f"Here you first part: {_where(day)}."


def left(kept: Record) -> str:
    """Where the run left history, in a sentence; empty where it has not."""
    return f"Here you leave history: {_where(kept.leaving)}." if kept.leaving else ""


def _where(day: Day) -> str:
    return ", ".join(each for each in (day.written, day.title and f"“{day.title}”") if each)


def shared(kept: Record) -> str:
    """How often the two did the same; nothing where that was always, which is said already."""
    if kept.shared == kept.known:
        return ""
    known, made = counted(kept.known, "choice"), kept.shared or "none"
    return f"Of {known} that the record shows, you made {made} as he did."


def mark(day: Day) -> str:
    """What stands beside a day: whether you did as he did, and why nothing of yours is told."""
    if day.same is None:
        return "history alone" if day.alone else "" if day.you else "nothing to decide"
    return "as he did" if day.same else "otherwise"


def _rows(day: Day) -> Iterable[Item]:
    name = ". ".join(each for each in (day.written, day.title) if each)
    yield Item(name, mark(day), kind="Day")
    for log in day.you:
        yield Item(log, kind="You", depth=1)
    if day.he:
        yield Item(day.he, kind="He", depth=1)

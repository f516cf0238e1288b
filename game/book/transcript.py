"""From a run's steps to the book of it: nothing is told here that its reader has not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.book.volume import Chapter, Decision, End, Entry, Figure, Imprint, Note, Reading, Volume
from game.core.model import Note as Written
from game.core.model import Story
from game.core.play import Step
from game.core.prose import Told, ToldDocument, Words, plain
from game.core.state import State
from game.core.telling import tell, tell_line
from game.core.value import replace
from game.play.calendar import date_at, heading_at, place_of
from game.play.look import Look, look
from game.play.lookup import SEAMS
from game.play.opening import opening
from game.play.search import by_title
from game.play.view import ChapterView, PassageView, SceneView
from game.terminal.changes import sentences

Steps = tuple[Step, ...]


def transcribe(
    story: Story, steps: Steps, imprint: Imprint, spare: frozenset[str] = frozenset(), *, notes: bool = True
) -> Volume:
    """The book of a run that came this way. `spare` are the matters that its reader had told in
    summary; without `notes` those of the scenes are left out."""
    views = [look(story, steps[: index + 1], Look(spare=spare)) for index in range(len(steps))]
    binder = _Binder(story, steps, _noted(story, steps) if notes else {})
    for index, view in enumerate(views):
        binder.add(index, view)
    first = opening(story)
    bare = Volume(
        title=first.title,
        subtitle=first.subtitle,
        language=story.header.language,
        version=story.header.version,
        imprint=imprint,
        dates=_dates(story, steps),
        preface=first.notes,
        questions=first.questions,
        chapters=binder.chapters(),
        end=binder.end,
        persons=_persons(story, steps),
        glossary=(),
        credits=tell(story, steps[-1].state, story.header.credits),
        decisions=len(steps) - 1,
    )
    return replace(bare, glossary=_glossary(story, steps[-1].state, bare))


class _Binder:
    """Puts what was read and decided under its chapters, turn by turn."""

    def __init__(self, story: Story, steps: Steps, noted: dict[str, tuple[Written, State]]) -> None:
        self._story = story
        self._steps = steps
        self._noted = noted
        self._heads: list[ChapterView] = []
        self._parts: list[list[Reading | Decision]] = []
        self._notes: list[list[Note]] = []
        self._count = 0
        self.end: End | None = None

    def chapters(self) -> tuple[Chapter, ...]:
        """What has been bound so far."""
        return tuple(
            Chapter(head.title, head.number, head.span, head.line, head.epigraph, tuple(parts), tuple(notes))
            for head, parts, notes in zip(self._heads, self._parts, self._notes, strict=True)
        )

    def add(self, index: int, view: SceneView) -> None:
        """One turn: what it told, and the choices that it ended in."""
        if not self._heads and not any(each.opens for each in view.passages):
            self._open(view.chapter)
        scenes = [passage.scene for passage in self._steps[index].passages]
        waiting = [name for name in self._steps[index].entered if name not in scenes]
        for place, passage in enumerate(view.passages):
            if passage.opens and view.chapter.opens:
                self._open(view.chapter)
            name = scenes[place] if place < len(scenes) else view.scene
            if passage.kind == "ending":
                self._finish(view, passage, [*waiting, name])
                return
            names = () if passage.kind == "outcome" else (*waiting, name)
            if names:
                waiting = []
            self._parts[-1].append(self._reading(passage, names))
        if view.chapter.opens and self._heads[-1].id != view.chapter.id:
            self._open(view.chapter)
        if view.offers:
            self._parts[-1].append(self._decision(index, view))

    def _open(self, chapter: ChapterView) -> None:
        self._heads.append(chapter)
        self._parts.append([])
        self._notes.append([])

    def _reading(self, passage: PassageView, names: Iterable[str]) -> Reading:
        """A passage with the notes of the scenes that it tells, or that told nothing before it."""
        numbers = []
        for name in names:
            if note := self._note(name):
                numbers.append(note.number)
                self._notes[-1].append(note)
        return Reading(
            passage.kind,
            passage.told,
            passage.title,
            passage.date,
            passage.place,
            passage.summarised,
            tuple(numbers),
        )

    def _note(self, name: str) -> Note | None:
        if name not in self._noted:
            return None
        written, state = self._noted.pop(name)
        story = self._story
        self._count += 1
        kind, what = SEAMS[written.seam]
        told = tell(story, state, written.text)
        return Note(
            number=self._count,
            title=place_of(story, name).title,
            seam=written.seam,
            lead=f"{kind} {what}" if told else kind,
            told=told,
            did=tell_line(story, state, written.did),
            alike=f"{name}.{written.did_choice}" in state.chosen,
            sources=tuple(_cited(story, key) for key in written.sources if key in story.sources),
        )

    def _decision(self, index: int, view: SceneView) -> Decision:
        date = date_at(self._story, self._steps[: index + 1])
        if index + 1 == len(self._steps):
            return Decision(index + 1, view.offers, None, date)
        after = self._steps[index + 1]
        taken = after.deed.decision.rpartition(".")[2] if after.deed else ""
        chosen = next((place for place, each in enumerate(view.offers) if each.choice == taken), None)
        then = look(self._story, self._steps[: index + 2], Look())
        return Decision(
            number=index + 1,
            offers=view.offers,
            chosen=chosen,
            date=date,
            log=after.deed.log if after.deed else "",
            changes=_changes(then),
        )

    def _finish(self, view: SceneView, passage: PassageView, names: Iterable[str]) -> None:
        before = len(self._notes[-1])
        reading = self._reading(passage, names)
        notes = tuple(self._notes[-1][before:])
        del self._notes[-1][before:]
        if view.verdict:
            told = view.verdict
            self.end = End(
                reading, told.kind, told.answers, told.epilogue, told.honours, told.question, notes
            )


def _changes(view: SceneView) -> tuple[str, ...]:
    """What a choice changed, whether or not the whole panel stood there; what a meter means is left out."""
    meters = tuple(replace(each, explained=False) for each in view.panel)
    return tuple(sentences(replace(view, whole=False, panel=meters)))


def _noted(story: Story, steps: Steps) -> dict[str, tuple[Written, State]]:
    """The scenes that are over and have a note, each with the state in which they were left: a note is
    opened then. A note that several scenes share is told with the first. The scene that is still to be
    decided keeps its own, and so does what led into it under the same heading."""
    here, last = heading_at(story, steps), steps[-1].state
    withheld: list[Written] = []
    if last.scene not in story.endings:
        for name in _backwards(steps):
            place = place_of(story, name)
            if place.title not in ("", here):
                break
            if place.note:
                withheld.append(place.note)
    found: dict[str, tuple[Written, State]] = {}
    for index, step in enumerate(steps):
        for name in step.entered:
            note = place_of(story, name).note
            if note is None or note in withheld or any(note == each for each, _ in found.values()):
                continue
            if name in last.seen or name in story.endings:
                found[name] = (note, _left(steps[index:], name))
    return found


def _backwards(steps: Steps) -> Iterator[str]:
    for step in reversed(steps):
        yield from reversed(step.entered)


def _left(steps: Steps, name: str) -> State:
    """The state in which a scene was behind the player."""
    return next((step.state for step in steps if name in step.state.seen), steps[-1].state)


def _cited(story: Story, key: str) -> str:
    source = story.sources[key]
    return f"{source.author}, {source.title}" + (f" ({source.year})" if source.year else "")


def _dates(story: Story, steps: Steps) -> str:
    dated = [date for index in range(len(steps)) if (date := date_at(story, steps[: index + 1]))]
    if not dated:
        return ""
    return dated[0] if dated[0] == dated[-1] else f"{dated[0]} – {dated[-1]}"


def _persons(story: Story, steps: Steps) -> tuple[Figure, ...]:
    """Those who were present anywhere on the way, in the order in which they came."""
    names = (name for step in steps for scene in step.entered for name in place_of(story, scene).present)
    met = (story.people[name] for name in dict.fromkeys(names) if name in story.people)
    return tuple(Figure(each.name, each.role) for each in met)


def _glossary(story: Story, state: State, volume: Volume) -> tuple[Entry, ...]:
    """The entries that the book leads to, and those that these lead to, by title."""
    found: dict[str, Entry] = {}
    waiting = [word.link for word in _all_words(volume) if word.link]
    while waiting:
        key = waiting.pop()
        if key in found or key not in story.codex:
            continue
        entry = story.codex[key]
        found[key] = Entry(key, entry.title, tell(story, state, entry.text))
        waiting += [word.link for word in words_of(found[key].told) if word.link]
    return tuple(sorted(found.values(), key=lambda each: (by_title(each.title), each.id)))


def _all_words(volume: Volume) -> Iterator[Words]:
    yield from words_of(volume.preface + volume.questions)
    for chapter in volume.chapters:
        yield from words_of(chapter.epigraph)
        for part in chapter.parts:
            if isinstance(part, Reading):
                yield from words_of(part.told)
                continue
            for offer in part.offers:
                yield from (*offer.label, *offer.reason)
        yield from _note_words(chapter.notes)
    if end := volume.end:
        yield from words_of(end.reading.told)
        for answer in end.answers:
            yield from answer.answer
        for told in (*(each.told for each in end.epilogue), *(each.told for each in end.honours)):
            yield from words_of(told)
        yield from end.question
        yield from _note_words(end.notes)


def _note_words(notes: Iterable[Note]) -> Iterator[Words]:
    for note in notes:
        yield from (*words_of(note.told), *note.did)


def words_of(told: Told) -> Iterator[Words]:
    """All words of told prose."""
    for block in told:
        if isinstance(block, ToldDocument):
            for line in block.lines:
                yield from line
            yield from block.signed
        else:
            yield from block.words


def length(volume: Volume) -> int:
    """How many words of the story were read."""
    told = [part.told for chapter in volume.chapters for part in chapter.parts if isinstance(part, Reading)]
    if volume.end:
        told += [volume.end.reading.told, *(each.told for each in volume.end.epilogue)]
    return sum(len(_bare(each).split()) for each in told)


def _bare(told: Told) -> str:
    return " ".join(
        plain(line)
        for block in told
        for line in (block.lines if isinstance(block, ToldDocument) else (block.words,))
    )

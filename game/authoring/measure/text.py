"""Figures of the text: how much there is, how much a run sees of it, and what it is like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from game.authoring.measure.counting import Spread, spread
from game.authoring.measure.gathering import Gathering
from game.authoring.measure.measures import ChapterMeasured, Finding
from game.authoring.measure.passages import Passage
from game.authoring.measure.pieces import every
from game.authoring.measure.targets import Target
from game.core.model import Scene
from game.play.sentences import counted


class Text:
    """The text of what was gathered."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.passages, self.story = gathering.passages, gathering.table.story
        self._told: dict[Passage, tuple[int, int]] = {}
        """Of the passages that were told: how often, and how many words in all."""
        self._speaking: set[Passage] = set()
        self._seen: set[int] = set()
        """The pieces that some play was told."""
        for number, times in gathering.told.items():
            telling = self.passages.tellings[number]
            often, words = self._told.get(telling.passage, (0, 0))
            self._told[telling.passage] = often + times, words + times * telling.words
            self._seen.update(telling.pieces)
            if telling.speech:
                self._speaking.add(telling.passage)

    def values(self, overlap: Sequence[float]) -> dict[str, float | Spread | None]:
        """The figures by name; `overlap` is that of opposed runs."""
        gathering, story = self.gathering, self.story
        read = gathering.read
        never = [piece for piece in self.passages.measured() if piece not in self._seen]
        passages = self._passages("scene", "outcome")
        dated = tuple(self._dated())
        endings = [sum(words) / len(words) for words in gathering.endings.values()]
        epilogues = [words for of in gathering.epilogues.values() for words in of]
        return {
            "words": gathering.text,
            "words_a_run": spread(each.words for each in read),
            "label_words_a_run": spread(each.labels for each in read),
            "share_seen": spread(each.share for each in read),
            "longest_stretch": spread(each.stretch for each in read),
            "overlap": spread(overlap),
            "never_told": _share(gathering.weight(set(never)), gathering.text),
            "outcome_words": spread(self._words(each) for each in self._passages("outcome")),
            "speech": _share(sum(each in self._speaking for each in passages), len(passages)),
            "noted": _share(sum(_noted(scene) for scene in dated), len(dated)),
            "endings": len(story.endings),
            "ending_words": min(endings, default=None),
            "epilogue_words": spread(epilogues),
            "modules": len(story.modules),
        }

    def _passages(self, *kinds: str) -> list[Passage]:
        """The passages of the part that were told, of some kinds."""
        return [
            each for each in self.passages.all if each.measured and each.kind in kinds and each in self._told
        ]

    def _words(self, passage: Passage) -> float:
        often, words = self._told[passage]
        return words / often

    def _dated(self) -> Iterator[Scene]:
        for scene in self.story.scenes.values():
            told = scene.date is not None and scene.text and scene.evening is None
            if told and self.passages.part.has_scene(self.story, scene.id):
                yield scene

    def _never(self) -> Iterator[Finding]:
        """What has text that no play was told, and how much of it."""
        pieces: dict[str, set[int]] = {}
        for passage in self.passages.all:
            if passage.measured:
                pieces.setdefault(passage.subject, set()).update(every(passage.written))
        for subject, of in pieces.items():
            if unseen := self.gathering.weight(of - self._seen):
                some = f"{counted(unseen, 'word')} of it" if unseen < self.gathering.weight(of) else "this"
                yield Finding("never_told", None, subject, f"no play was told {some}")

    def chapters(self) -> tuple[ChapterMeasured, ...]:
        """What is read and decided in each chapter and line that plays came to, and at the end."""
        found = []
        titles = {name: chapter.title for name, chapter in self.story.chapters.items()}
        for name, title in (*titles.items(), ("", "")):
            numbers = self.gathering.chapters.get(name, [])
            words, decisions = spread(each for each, _ in numbers), spread(each for _, each in numbers)
            if words is not None and decisions is not None:
                share = len(numbers) / max(self.gathering.runs, 1)
                found.append(ChapterMeasured(name, title, share, words, decisions))
        return tuple(found)

    def findings(self, targets: Mapping[str, Target]) -> Iterator[Finding]:
        """What should be looked at."""
        yield from self._never()
        wanted = targets.get("outcome_words")
        for passage in self._passages("outcome"):
            words = self._words(passage)
            if wanted and wanted.least is not None and words < wanted.least / 2:
                message = f"only {words:.0f} words are told after it"
                yield Finding("outcome_words", None, passage.subject, message)
            elif wanted and wanted.most is not None and words > wanted.most * 2:
                yield Finding("outcome_words", None, passage.subject, f"{words:.0f} words are told after it")
        longest = targets["longest_stretch"].most if "longest_stretch" in targets else None
        for place, words in self.gathering.stretches.items():
            if longest is not None and words > longest:
                name = self.gathering.table.places[place].name
                yield Finding("longest_stretch", None, name, f"up to {words} words are told before this menu")
        for scene in self._dated():
            if scene.note is None:
                yield Finding("noted", None, scene.id, "has a date and no note")
            elif not scene.note.sources:
                yield Finding("noted", None, scene.id, "its note names no source")
        least = targets["ending_words"].least if "ending_words" in targets else None
        for place, words_ in self.gathering.endings.items():
            mean = sum(words_) / len(words_)
            if least is not None and mean < least:
                name = self.gathering.table.places[place].name
                yield Finding("ending_words", None, name, f"tells {mean:.0f} words")


def _noted(scene: Scene) -> bool:
    return scene.note is not None and bool(scene.note.sources)


def _share(part: float, of: float) -> float | None:
    return part / of if of else None

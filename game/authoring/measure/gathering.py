"""What many runs come to: counts of everything they met, and numbers of every run."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from game.authoring.measure.plays import Plays, Run
from game.core.value import dataclass


@dataclass(frozen=True, slots=True)
class Read:
    """What one run read and decided, in the part that is measured: narrative words, words of labels and
    reasons, decisions between two or more open choices, inputs with one open choice only, what share of
    the part's text it has seen, and the most words that it was told between two inputs."""

    words: int
    labels: int
    decisions: int
    forced: int
    share: float
    stretch: int


class Gathering:
    """Takes in run after run. Chapters, endings and options are counted over all runs; `read` has those
    runs only that come to the part that is measured."""

    def __init__(self, plays: Plays) -> None:
        self.plays = plays
        self.table, self.passages = plays.table, plays.passages
        part, story = self.passages.part, self.table.story
        self._whole = part.whole
        self._chapter = [
            "" if place.ending else story.scenes[place.name].chapter for place in self.table.places
        ]
        self._inside = {
            place.number
            for place in self.table.places
            if (part.has_ending if place.ending else self._holds)(place.name)
        }
        self._piece_words = self.passages.pieces.words
        self._measured = frozenset(self.passages.measured())
        self.text = sum(self._piece_words[piece] for piece in self._measured)
        """The words of the part, each stretch of text counted once."""
        self._words: list[int] = []
        self._measured_words: list[int] = []
        self._told_in: list[str] = []
        """For each telling its words, those that are measured, and its chapter."""
        self.runs = 0
        self.read: list[Read] = []
        self.ends: list[int] = []
        self.came: list[int] = []
        """For each run the place where it ended; and likewise for those that `read` has."""
        self.stuck: Counter[int] = Counter()
        """Places where runs stopped without an ending."""
        self.arms: Counter[int] = Counter()
        self.menus: Counter[int] = Counter()
        self.told: Counter[int] = Counter()
        self.entered: Counter[int] = Counter()
        """In how many runs a place was entered, and how often the other things were met."""
        self.followed: Counter[tuple[int, int]] = Counter()
        """How often a place was entered straight from one that offers nothing."""
        self.stretches: dict[int, int] = {}
        """For each menu the most words that a run was told before it since its last input."""
        self.chapters: dict[str, list[tuple[int, int]]] = {}
        """For each chapter the words and decisions of every run that came there; "" is the end."""
        self.counts: dict[int, list[tuple[int, int]]] = {}
        """For each tally the votes, and the step of the first meter, of every run that came there."""
        self.epilogues: dict[int, list[int]] = {}
        self.endings: dict[int, list[int]] = {}
        """For each ending that runs came to, the words of its epilogue and of its own text."""

    def _holds(self, scene: str) -> bool:
        return self.passages.part.has_scene(self.table.story, scene)

    def pieces(self, run: Run) -> set[int]:
        """The pieces of the part that a run has read."""
        seen: set[int] = set()
        tellings = self.passages.tellings
        for number in run.told:
            seen.update(tellings[number].pieces)
        return seen if self._whole else seen & self._measured

    def weight(self, pieces: set[int]) -> int:
        """The words of pieces."""
        words = self._piece_words
        return sum(words[piece] for piece in pieces)

    def add(self, run: Run) -> None:
        """Take in a run."""
        self.runs += 1
        self.ends.append(run.place)
        if not run.ended:
            self.stuck[run.place] += 1
        self.arms.update(run.arms)
        self.menus.update(run.menus)
        self.told.update(run.told)
        entered = set(run.entered)
        self.entered.update(entered)
        self._follow(run)
        self._count(run)
        by_chapter: dict[str, list[int]] = {self._chapter[place]: [0, 0] for place in entered}
        words, labels, decisions, forced = self._tell(run, by_chapter)
        for chapter, (read, decided) in by_chapter.items():
            self.chapters.setdefault(chapter, []).append((read, decided))
        if self._whole or words or decisions or forced or not entered.isdisjoint(self._inside):
            share = self.weight(self.pieces(run)) / self.text if self.text else 0.0
            self.read.append(Read(words, labels, decisions, forced, share, self._stretch(run)))
            self.came.append(run.place)

    def _tell(self, run: Run, by_chapter: dict[str, list[int]]) -> tuple[int, int, int, int]:
        passages, whole = self.passages, self._whole
        self._note()
        labels = decisions = forced = 0
        words_of, measured_of, chapter_of = self._words, self._measured_words, self._told_in
        words = sum([measured_of[number] for number in run.told])
        for number in run.told:
            by_chapter[chapter_of[number]][0] += words_of[number]
        after = own = 0
        for number in reversed(run.told):
            kind = passages.tellings[number].passage.kind
            if kind == "epilogue":
                after += words_of[number]
            else:
                own = words_of[number] if kind == "ending" else 0
                break
        if run.ended:
            self.endings.setdefault(run.place, []).append(own)
            self.epilogues.setdefault(run.place, []).append(after)
        for number, option in zip(run.menus, run.options, strict=True):
            menu = passages.offers[number]
            open_ = len(menu.open) > 1
            if open_:
                by_chapter[self._chapter[menu.place]][1] += 1
            if whole or self._counts(menu.place, option):
                labels += menu.words
                decisions += open_
                forced += not open_
        return words, labels, decisions, forced

    def _stretch(self, run: Run) -> int:
        """The most words between two inputs of a run, of those before menus of the part."""
        words, offers, longest, since = self._words, self.passages.offers, 0, 0
        for menu, option, read in zip(run.menus, run.options, run.read, strict=True):
            told = sum([words[number] for number in run.told[since:read]])
            since = read
            place = offers[menu].place
            if self._whole or self._counts(place, option):
                longest = max(longest, told)
                if told > self.stretches.get(place, 0):
                    self.stretches[place] = told
        return longest

    def _note(self) -> None:
        """The numbers of tellings that were met for the first time."""
        for telling in self.passages.tellings[len(self._words) :]:
            self._words.append(telling.words)
            self._measured_words.append(telling.words if telling.passage.measured else 0)
            self._told_in.append(telling.passage.chapter)

    def _counts(self, place: int, option: int) -> bool:
        """Whether a menu, or what was taken of it, belongs to the part."""
        if place in self._inside:
            return True
        found = self.table.options[option]
        return self.passages.part.has_choice(self.table.story, self.table.places[place].name, found.choice)

    def _follow(self, run: Run) -> None:
        places, entered = self.table.places, run.entered
        self.followed.update(
            (place, then) for place, then in pairwise(entered) if len(places[place].ways) > 1
        )

    def _count(self, run: Run) -> None:
        met: set[int] = set()
        for tally, votes, step in run.counts:
            if tally not in met:
                met.add(tally)
                self.counts.setdefault(tally, []).append((votes, step))

    @property
    def taken_in_all(self) -> int:
        """How many options all runs have taken."""
        return sum(self.arms.values())

    def taken(self, option: int) -> int:
        """How often an option was taken."""
        first = self.plays.first_arm[option]
        return sum(self.arms[first + number] for number in range(len(self.table.options[option].arms)))


def overlap(gathering: Gathering, pairs: int) -> list[float]:
    """For so many pairs of opposed runs, what share of what they read they have in common: the words of
    the text that both have read, over the mean of what each has. Pairs of which one does not come to the
    part are left out."""
    found = []
    for _ in range(pairs):
        one = gathering.plays.play()
        other = gathering.plays.opposed(one)
        read, opposed = gathering.pieces(one), gathering.pieces(other)
        if read and opposed:
            both = gathering.weight(read) + gathering.weight(opposed)
            found.append(2 * gathering.weight(read & opposed) / both)
    return found

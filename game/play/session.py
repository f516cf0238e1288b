"""A session: one story, one run, and where it stands. The only thing in play that changes.

A choice is kept before its turn is seen: whatever happens afterwards, the reader loses nothing that
was on the screen (runs, "promise").
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from game.core import play
from game.core.model import Story
from game.core.play import NotOpen, Step, choose, replay
from game.core.value import replace
from game.play.calendar import chapter_at, date_at, heading_at
from game.play.look import NOBODY, Look, look
from game.play.roads import KnowsRoads
from game.play.view import SceneView
from game.runs.file import Run
from game.runs.journal import Journal, Tree, decide, go, grow, jumps, line, mark, marked, path
from game.runs.names import clean_name
from game.runs.profile import Profile, fold, spared_in
from game.runs.record import record
from game.runs.refusal import Refused
from game.runs.restore import restore

if TYPE_CHECKING:
    from game.play.skipping import Skipped


class Keeper(Protocol):
    """Keeps a run: an open run of the shelf does."""

    run: Run

    def keep(self, run: Run) -> Run:
        """Keep the run and give it back as it was kept. Raises Refused."""
        ...

    def prepare(self) -> None:
        """Make again what keeping needs and somebody has taken away. Raises Refused."""
        ...

    def notices(self) -> tuple[str, ...]:
        """What the player has to be told, each sentence once."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class NoRewind(Exception):
    """The run is played without rewinding: that was chosen when it began."""


class NoWayBack(Exception):
    """There is nothing there to go back to; the message is one sentence."""


class Session:
    """A run being played. `run` is what is kept or would be, `steps` the way from the beginning to
    where it stands. Every method that changes the run keeps it first and raises Refused where the
    machine will not; then nothing has changed. `unsaved` says why nothing is kept, or is empty.

    `seen` is what this player has seen before the present turn, in this run and in all others; with
    `skim` the text that was read before is marked. The turn at which a run is opened or begun is told
    whole. `roads` knows which endings are ruled out, which is told if the player wants it
    (`tells_roads`)."""

    def __init__(
        self,
        story: Story,
        run: Run,
        keeper: Keeper | None = None,
        seen: Profile = NOBODY,
        *,
        skim: bool = True,
        roads: KnowsRoads | None = None,
        tells_roads: bool = True,
    ) -> None:
        self.run = run
        self.keeper = keeper
        self.unsaved = "" if keeper else "This run is not kept."
        self.story: Story
        self.steps: tuple[Step, ...]
        self.drift: str
        self._journal: Journal
        self._names: Mapping[str, str]
        self.retell(story)
        self.notices = self._told()
        self._jumps = list(jumps(run.journal))
        self.seen = fold(seen, story, self.steps[:-1], self.spare)
        self.skim = skim
        self.roads = roads
        self.tells_roads = tells_roads
        self._arrived = False

    def retell(self, story: Story) -> None:
        """Go on in this version of the story, in which the run is replayed: it stands where it then leads,
        and `drift` says what of it could not be kept. Nothing is written until the next choice, so that a
        run which an author has led astray finds back when the story does. Raises OtherStory."""
        restored = restore(story, self.run)
        self.story, self.steps, self.drift = story, restored.steps, restored.sentence
        self._journal, self._names = restored.journal, restored.names

    @property
    def tree(self) -> Tree:
        """All roads of this run, by the present names of their decisions."""
        return named(grow(self._journal), self._names)

    @property
    def spare(self) -> frozenset[str]:
        """The matters that the reader asked to be spared."""
        return spared_in(self.run)

    @property
    def known(self) -> Profile:
        """What this player has seen, with the present turn."""
        return fold(self.seen, self.story, self.steps[-1:], self.spare)

    @property
    def ended(self) -> bool:
        """Whether the run stands at an ending."""
        return play.ended(self.story, self.steps[-1].state)

    def view(self, *, afresh: bool = False, whole: bool = False, said: str = "") -> SceneView:
        """What a screen shows of where the run stands: `afresh` the present scene alone, `whole` with
        the whole panel, `said` before everything else."""
        how = Look(
            spare=self.spare,
            seen=self._seen_here(),
            skim=self.skim and self._arrived,
            roads=self.roads if self.tells_roads else None,
            afresh=afresh,
            whole=whole,
            run=self.run.name,
            rewind=self.run.rewind,
            unsaved=self.unsaved,
            drift=" ".join(each for each in (said, self.drift, *self.notices) if each),
        )
        return look(self.story, self.steps, how)

    def choose(self, choice: str) -> None:
        """Take a choice of the present scene. Raises NotOpen, Refused."""
        state = self.steps[-1].state
        step = choose(self.story, state, choice)
        journal = decide(self._journal, f"{state.scene}.{choice}", self._names)
        self._stand(journal, (*self.steps, step))

    @property
    def chapter_id(self) -> str:
        """The chapter where the run stands."""
        return chapter_at(self.story, self.steps)

    @property
    def chapter(self) -> str:
        """Its title."""
        return self.story.chapters[self.chapter_id].title

    @property
    def where(self) -> tuple[str, str]:
        """The heading and the date where the run stands; either may be empty."""
        return heading_at(self.story, self.steps), date_at(self.story, self.steps)

    def rewind(self, choices: int) -> None:
        """Take back so many choices. Raises NoRewind, NoWayBack, Refused."""
        self._may_rewind()
        if len(self.steps) == 1:
            raise NoWayBack("You are at the beginning: there is no choice to take back.")
        self._back_to(max(0, len(self.steps) - 1 - choices))

    def rewind_to(self, chapter: str) -> None:
        """Go back to where a chapter of this road began; it is named by its number, title or part of
        that. Raises NoRewind, NoWayBack, Refused."""
        from game.play.chapters import meant  # the first screen needs it as little as skipping

        self._may_rewind()
        begun: dict[str, int] = {}
        for index in range(len(self.steps)):
            begun.setdefault(chapter_at(self.story, self.steps[: index + 1]), index)
        chapters = [self.story.chapters[name] for name in begun]
        found = meant(chapter, chapters)
        if found is None:
            known = ", ".join(each.title for each in chapters)
            raise NoWayBack(f"No chapter behind you is called “{chapter}”. Behind you: {known}.")
        self._back_to(begun[found.id])

    def take_road(self, end: int) -> None:
        """Go to the end of another road, by the number of its decision. Raises NoRewind, Refused."""
        self._may_rewind()
        self._jump(go(self._journal, end), replay(self.story, line(self.tree, end)))

    def skip(self) -> Skipped:
        """Go on as the way was gone before, to what is new or has to be decided. Nothing is done where
        that is here. Raises Refused."""
        from game.play.skipping import ahead

        skipped = ahead(self.story, self.steps[-1], self._seen_here(), self.spare, strict=not self.run.rewind)
        journal = self._journal
        for step in skipped.steps:
            if step.deed:
                journal = decide(journal, step.deed.decision, self._names)
        if skipped.steps:
            self._jump(journal, (*self.steps, *skipped.steps))
        return skipped

    def undo(self) -> None:
        """Take back the last jump: a skip, or going back or elsewhere in the run. Raises NoRewind,
        NoWayBack, Refused."""
        self._may_rewind()
        if not self._jumps:
            raise NoWayBack("There is no jump to take back. “rewind” takes back a choice.")
        former = self._jumps[-1]
        try:
            steps = replay(self.story, line(self.tree, former))
        except NotOpen as closed:
            raise NoWayBack(f"The story has changed: the road back is closed at {closed}.") from None
        self._stand(go(self._journal, former), steps)
        self._jumps.pop()

    def rename(self, name: str) -> None:
        """Give the run another name. Raises BadName, Refused."""
        self._keep(replace(self.run, name=clean_name(name)))

    def bookmark(self, name: str) -> None:
        """Give the place where the run stands a name. Raises BadName, Refused."""
        self._stand(mark(self._journal, name), self.steps)

    def bookmarks(self) -> tuple[tuple[str, int], ...]:
        """The names given, with how many decisions lead there."""
        tree = self.tree
        return tuple((name, len(path(tree, number))) for name, number in tree.marks)

    def load(self, name: str) -> bool:
        """Go to a bookmark; False if none has this name. Raises NoRewind, NoWayBack, Refused."""
        number = marked(self.tree, name)
        if number is None:
            return False
        if number != self.tree.head:
            self._may_rewind()
        try:
            steps = replay(self.story, line(self.tree, number))
        except NotOpen as closed:
            raise NoWayBack(f"The story has changed: the road to “{name}” is closed at {closed}.") from None
        self._jump(go(self._journal, number), steps)
        return True

    def ask_to_be_spared(self, matters: tuple[str, ...]) -> None:
        """Have these matters told in summary from now on. Raises Refused."""
        settings = {**self.run.settings, "spare": list(matters)}
        self._keep(replace(self.run, settings=settings))

    def kept_by(self, keeper: Keeper) -> None:
        """Go on with another keeper, which has kept this run already."""
        self.close()
        self.keeper, self.run, self.unsaved = keeper, keeper.run, ""

    def prepare(self) -> None:
        """The player wants keeping to be tried again: have ready what it needs. Raises Refused."""
        if self.keeper:
            self.keeper.prepare()

    def go_on_unsaved(self, why: str) -> None:
        """Play on though the machine refuses; keeping is tried again at each choice."""
        self.unsaved = why

    def lines(self) -> tuple[str, ...]:
        """The decisions on the way here: what `replay` reads."""
        return line(self.tree)

    def close(self) -> None:
        """Let go of the run. It may be opened again by anybody."""
        if self.keeper:
            self.keeper.close()

    def _may_rewind(self) -> None:
        if not self.run.rewind:
            raise NoRewind

    def _back_to(self, index: int) -> None:
        numbers = (0, *path(self.tree, self.tree.head))
        self._jump(go(self._journal, numbers[index]), self.steps[: index + 1])

    def _seen_here(self) -> Profile:
        """What was seen before, with the choices of all roads of this run: another program may have
        had no profile to note them in."""
        return replace(
            self.seen, decisions=self.seen.decisions | {taken.decision for taken in self.tree.decisions}
        )

    def _jump(self, journal: Journal, steps: tuple[Step, ...]) -> None:
        """Stand elsewhere, so that it can be taken back."""
        former = self.tree.head
        self._stand(journal, steps)
        if former != self.tree.head:
            self._jumps.append(former)

    def _stand(self, journal: Journal, steps: tuple[Step, ...]) -> None:
        self._keep(record(self.story, self.run, journal, steps[-1].state))
        if steps is not self.steps:
            passed = (self.steps[-1], *steps[len(self.steps) : -1])
            self.seen = fold(self.seen, self.story, passed, self.spare)
            self._arrived = True
        self._journal, self.steps = journal, steps
        self.notices, self.drift = self._told(), ""

    def _keep(self, run: Run) -> None:
        if self.keeper:
            try:
                run = self.keeper.keep(run)
                self.unsaved = ""
            except Refused:
                if not self.unsaved:
                    raise
        self.run = run

    def _told(self) -> tuple[str, ...]:
        return self.keeper.notices() if self.keeper else ()


def named(tree: Tree, names: Mapping[str, str]) -> Tree:
    """The tree with its decisions under their present names."""
    return replace(
        tree,
        decisions=tuple(
            each._replace(decision=names.get(each.decision, each.decision)) for each in tree.decisions
        ),
    )

"""Settling the questions about a story: shown by a run, proved over all runs, or left unknown.

Cheap evidence first: what each slot by itself forbids, then random plays, then exact sets of all that
matters for a question, then sets of what fits, refined where a run found in them breaks.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from math import log2

from game.analysis.answers import Answer, Looked, Progress, Proof, ProofKind, Settled, Verdict
from game.analysis.bits import slots_of
from game.analysis.finishing import REFINEMENTS as FINISHING_REFINEMENTS
from game.analysis.finishing import Finishing, asked_at_traps, blamed, doomed, finishing, sure
from game.analysis.formula import Formula
from game.analysis.graph import Graph
from game.analysis.guiding import Guide
from game.analysis.machine import Machine
from game.analysis.questions import EVERY, Question, questions
from game.analysis.random_play import RandomPlays
from game.analysis.reach import OverBudget, Reach, Reached
from game.analysis.slicing import Slice, Slicer
from game.analysis.table import Table
from game.analysis.watching import Watch
from game.analysis.witness import Broken, Tracing, replayed

PLAYS = 10_000
STEPS = 10_000
"""How many steps are traced for runs where exact sets show already that there are some."""

WISHES = 3
"""How many unseen moments of a place a traced run tries to pass."""

TRAPPED = 20
"""How many random plays are kept that ended in a trap."""

GUIDED = 100
"""How many plays are guided before more is told apart."""

REFINEMENTS = 60
"""How often the sets of one question are reckoned anew with more told apart."""


class NoRun(Exception):
    """A state is in an exact set, and no run leads to it: the sets are wrong."""


Targets = dict[int, list[Formula]]


class Settling:
    """Settles the questions of one table. `budget` is the largest set allowed at a place, in bits as an
    exponent; `runs` are runs that are known, as numbers of options; `until` a time of the clock after
    which no further question is begun."""

    def __init__(
        self,
        table: Table,
        budget: int = 23,
        plays: int = PLAYS,
        runs: Iterable[Sequence[int]] = (),
        asked: Sequence[Question] | None = None,
        told: Callable[[Progress], None] = lambda _: None,
        seconds: float | None = None,
        steps: int = STEPS,
    ) -> None:
        self.table = table
        self.logic = table.logic
        self.budget = budget
        self.most_plays = plays
        self.runs = [tuple(run) for run in runs]
        self.asked = questions(table) if asked is None else list(asked)
        self.told = told
        self.began = time.monotonic()
        self.until = None if seconds is None else self.began + seconds
        self.graph = Graph(table, (moment for question in self.asked for moment in question.moments))
        self.slicer = Slicer(self.graph)
        self.reach = Reach(self.slicer, budget)
        self.at = self.graph.at
        self.answers: dict[int, Answer] = {}
        self.targets: dict[int, Targets] = {}
        self.watch: Watch | None = None
        self.trapped: list[tuple[int, ...]] = []
        self.plays = self.choices = self.states = self.steps = 0
        self.most_steps = steps
        self.largest: tuple[int, str] = (1, "")

    def settle(self) -> Settled:
        """All answers."""
        self._forbidden()
        whole = self._whole()
        if whole is not None:
            self._by_sets(whole, [number for number in self.targets if number not in self.answers])
        else:
            self._by_plays()
            for number in sorted(set(self.targets) - set(self.answers)):
                self._tell("proving")
                if number not in self.answers:
                    self._one(number)
        self._finishing()
        self._tell("done")
        answers = tuple(self.answers[number] for number in range(len(self.asked)))
        seconds = time.monotonic() - self.began
        bits, scene = self.largest
        return Settled(answers, self.states, (_exponent(bits), scene), self.plays, seconds, self._late())

    def _tell(self, doing: str) -> None:
        self.told(Progress(doing, len(self.answers), len(self.asked), self.plays, self.choices))

    # Answers

    def _name(self, slot: int) -> str:
        found = self.table.slots[slot]
        return {"variable": "{}", "seen": "seen({})", "chosen": "chose({})"}[found.kind].format(found.name)

    def _names(self, slots: int) -> tuple[str, ...]:
        return tuple(self._name(slot) for slot in slots_of(slots))

    def _answer(
        self,
        number: int,
        met: bool,
        run: tuple[int, ...] | None = None,
        proof: Proof | None = None,
    ) -> None:
        """A moment of the question was met, or never can be."""
        question = self.asked[number]
        verdict: Verdict
        if question.kind in EVERY:
            verdict = "broken" if met else "proved"
        else:
            verdict = "shown" if met else "impossible"
        self.answers[number] = Answer(question, verdict, run, proof)

    def _unknown(self, number: int, over: OverBudget, kept: tuple[str, ...] = ()) -> None:
        scene = self.table.places[self.graph.nodes[over.node].place].name
        looked = Looked(self.plays, int(over.bits), scene, kept)
        self.answers[number] = Answer(self.asked[number], "unknown", looked=looked)

    # What each slot by itself forbids

    def _forbidden(self) -> None:
        graph, never = self.graph, self.logic.never
        for number, question in enumerate(self.asked):
            if question.kind == "can-finish":
                continue
            targets: Targets = {}
            written = False
            for place, formula in question.moments:
                written = written or formula is not never
                for node in self.at.get(place, ()):
                    left = graph.trimmed(node, formula)
                    if left is not never:
                        targets.setdefault(node, []).append(left)
            if targets:
                self.targets[number] = targets
            else:
                self._answer(number, False, proof=Proof("abstract" if written else "local"))

    # Exact sets of everything

    def _whole(self) -> Reached | None:
        """The sets of the whole story and of all that is asked, if they are small."""
        also: Targets = {}
        for number, targets in self.targets.items():
            if number not in self.answers:
                for node, formulas in targets.items():
                    also.setdefault(node, []).extend(formulas)
        slice_ = self.slicer.whole(also)
        try:
            found = self.reach.reach(slice_)
        except OverBudget:
            return None
        self._counted(found)
        return found

    def _counted(self, found: Reached) -> None:
        self.states += found.states
        width, node = found.widest
        if width > self.largest[0]:
            self.largest = (width, self.table.places[self.graph.nodes[node].place].name)

    def _by_sets(self, reached: Reached, numbers: Iterable[int]) -> None:
        """Answer from exact sets. Runs are traced to the endings and to what lies last first: they pass
        by the rest. When they have grown long, what is left is shown by being in the sets."""
        proof = self._proof(reached, "exact")
        waiting: list[tuple[bool, int, int, int, int]] = []
        order = {node: at for at, node in enumerate(node for group in reached.groups for node in group)}
        for number in numbers:
            if (found := self._met(reached, self.targets[number])) is None:
                self._answer(number, False, proof=proof)
            else:
                later = self.asked[number].kind != "ending-reached"
                waiting.append((later, -order[found[0]], number, *found))
        tracing = Tracing(reached, self.graph)
        for later, _, number, node, states in sorted(waiting):
            if number in self.answers:
                continue
            if later and self.asked[number].kind not in EVERY and self.steps > self.most_steps:
                self._answer(number, True, proof=proof)
            elif self._traced(number, tracing, node, states) is not None:
                raise NoRun(self.asked[number])

    def _traced(self, number: int, tracing: Tracing, node: int, states: int) -> Broken | None:
        """Trace a run to one of the states where a question's moment is, and answer all that it shows;
        or tell where it breaks."""
        state = (states & -states).bit_length() - 1
        watch = self._watching()
        reached = tracing.reached

        def wishes(passed: int) -> Sequence[Formula]:
            place = self.graph.nodes[passed].place
            if not reached.exact or watch.looks[place] is None:
                return ()
            waiting = watch.waiting(place)
            kept = ~reached.matters[passed]
            left = (self.graph.trimmed(passed, formula) for formula in waiting[:WISHES])
            return [formula for formula in left if not self.logic.reads(formula) & kept]

        taken: list[int] = []
        watch.follow(taken)
        path = tracing.path(node, state, wishes)
        self.steps += len(path)
        run = replayed(reached, self.graph, path, watch.look, taken)
        watch.keep()
        self._noted()
        if isinstance(run, Broken):
            return run
        if number in self.answers:
            return None
        # the run comes there, and what is asked there breaks on what was dropped
        blamed = 0
        for formula in self.targets[number][node]:
            blamed |= self.logic.reads(formula)
        return Broken(len(taken), blamed & ~reached.matters[node])

    def _proof(self, reached: Reached, kind: ProofKind) -> Proof:
        kept = 0
        for node in reached.sets:
            kept |= reached.matters[node]
        return Proof(
            kind,
            self._names(kept),
            self._names(reached.dropped),
            reached.states,
            sum(1 for values in self.graph.values if values) - len(reached.ways),
        )

    def _met(self, reached: Reached, targets: Targets) -> tuple[int, int] | None:
        """A node and those states of its set where one of the formulas asked about it may hold."""
        for node, formulas in targets.items():
            states = reached.sets.get(node, 0)
            if not states:
                continue
            formula = self.logic.some(formulas)
            if formula is not self.logic.always:
                kept = reached.matters[node]
                formula = self.slicer.deciding.without(formula, kept, self.graph.values[node])
                states &= reached.space.mask(formula, reached.space.at[node])
            if states:
                return node, states
        return None

    def _watching(self) -> Watch:
        if self.watch is None:
            left = [
                question if number in self.targets and number not in self.answers else None
                for number, question in enumerate(self.asked)
            ]
            self.watch = Watch(self.table, left)
        return self.watch

    def _noted(self) -> None:
        """Answer what runs have shown."""
        watch = self._watching()
        for number in watch.news():
            run, choices = watch.seen[number]
            taken = watch.runs[run][:choices]
            option = self.asked[number].option
            self._answer(number, True, taken if option is None else (*taken, option))

    # Random plays

    def _by_plays(self) -> None:
        watch = self._watching()
        for run in self.runs:
            watch.replay(run)
        self._noted()
        # a play that goes round in circles for longer shows nothing new
        plays = RandomPlays(watch.machine, 0, watch, 100 + 10 * len(self.table.places))
        for played in range(self.most_plays):
            if played % 500 == 0:
                self._noted()
                self._tell("playing")
                if len(watch.seen) == len(self.targets) or self._late():
                    break
            play = plays.play()
            self.choices += len(play.options)
            self.plays += 1
            if play.stopped == "trapped" and len(self.trapped) < TRAPPED:
                self.trapped.append(play.options)
        self._noted()

    def _late(self) -> bool:
        return self.until is not None and time.monotonic() > self.until

    # One question

    def _one(self, number: int) -> None:
        targets = self.targets[number]
        slice_ = self.slicer.towards(targets)
        if self._late():
            width, node = self.slicer.bits(slice_)
            self._unknown(number, OverBudget(_exponent(width), node))
            return
        try:
            reached = self.reach.reach(slice_)
        except OverBudget as over:
            self._refined(number, slice_, over)
            return
        self._counted(reached)
        self._by_sets(reached, [number])

    def _refined(self, number: int, slice_: Slice, over: OverBudget) -> None:
        """Tell apart what the question asks about, and then what breaks the runs that are found."""
        targets = self.targets[number]
        kept = 0
        for formulas in targets.values():
            for formula in formulas:
                kept |= self.logic.reads(formula)
        for _ in range(REFINEMENTS):
            if self._late():
                break
            try:
                reached = self.reach.reach(slice_, kept)
            except OverBudget as wider:
                over = wider
                break
            self._counted(reached)
            found = self._met(reached, targets)
            if found is None:
                kind: ProofKind = "exact" if reached.exact else "abstract"
                self._answer(number, False, proof=self._proof(reached, kind))
                return
            broken = self._traced(number, Tracing(reached, self.graph), *found)
            if broken is None:
                return
            guide = Guide(self.reach, reached, targets, seed=number)
            if self._guided(number, guide):
                return
            blamed = {slot: times for slot, times in guide.blamed.items() if not kept >> slot & 1}
            if blamed:
                kept |= 1 << max(blamed, key=lambda slot: (blamed[slot], -slot))
            elif broken.slots & ~kept:
                kept |= broken.slots
            else:
                break
        self._unknown(number, over, self._names(kept))

    def _guided(self, number: int, guide: Guide) -> bool:
        """Whether one of some guided plays answers the question."""
        watch = self._watching()
        for _ in range(GUIDED):
            guide.play(watch)
            if number in watch.seen:
                break
        self._noted()
        return number in self.answers

    # Finishing

    def _finishing(self) -> None:
        numbers = {
            self.table.numbers[question.subject]: number
            for number, question in enumerate(self.asked)
            if question.kind == "can-finish"
        }
        if not numbers:
            return
        certain = sure(self.slicer)
        unsure = frozenset(
            node for node, values in enumerate(self.graph.values) if values and not certain[node]
        )
        for place, number in numbers.items():
            if not any(node in unsure for node in self.at.get(place, ())):
                self._answer(number, False, proof=Proof("local"))
        if len(self.answers) < len(self.asked):
            self._tell("finishing")
            open_ = {place: number for place, number in numbers.items() if number not in self.answers}
            self._by_finishing(open_, unsure)

    def _by_finishing(self, numbers: dict[int, int], unsure: frozenset[int]) -> None:
        """Answer by sets, exact if they can be, else with more and more told apart; and by runs that
        cannot go on."""
        kept = -1
        over: OverBudget | None = None
        for _ in range(FINISHING_REFINEMENTS):
            try:
                found = finishing(self.reach, unsure, kept)
            except OverBudget as wider:
                over = wider
                if kept != -1:
                    break
                self._by_trapped(numbers)
                kept = asked_at_traps(self.graph, unsure)
                continue
            self._counted(found.reached)
            for place, number in numbers.items():
                if number not in self.answers:
                    self._finishes(number, [n for n in self.at[place] if n in unsure], found)
            more = 0 if found.reached.exact else blamed(self.reach, found, kept)
            if not more or all(number in self.answers for number in numbers.values()) or self._late():
                break
            kept |= more
        for number in numbers.values():
            if number not in self.answers:
                self._unknown(number, over or OverBudget(0, min(unsure)), self._names(max(kept, 0)))

    def _finishes(self, number: int, nodes: Sequence[int], found: Finishing) -> None:
        for node in nodes:
            if not (states := found.stuck[node]):
                continue
            if not found.reached.exact:
                return
            path = Tracing(found.reached, self.graph).path(node, (states & -states).bit_length() - 1)
            taken: list[int] = []
            if replayed(found.reached, self.graph, path, None, taken) is not None:
                raise NoRun(self.asked[number])
            self._answer(number, True, tuple(taken))
            return
        kind: ProofKind = "exact" if found.reached.exact else "abstract"
        self._answer(number, False, proof=self._proof(found.reached, kind))

    def _by_trapped(self, numbers: dict[int, int]) -> None:
        """Go back on runs that cannot go on, as far as no ending can be reached from them."""
        machine = Machine(self.table)
        trapped = [
            each.run for each in self.answers.values() if each.verdict == "broken" and each.run is not None
        ]
        for run in [*self.trapped, *trapped]:
            for length, place in doomed(machine, run):
                number = numbers.get(place)
                if number is not None and number not in self.answers:
                    self._answer(number, True, run[:length])


def _exponent(bits: int) -> float:
    """The exponent of two that a number of states is, to a tenth."""
    return round(log2(bits), 1) if bits > 0 else 0.0

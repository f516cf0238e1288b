"""Sitting at the bench: what an author may type at a preview, and what is shown of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from game.authoring.preview.bench import Bench, Previewed
from game.authoring.preview.given import NotGiven
from game.authoring.preview.pages import doing_page, reading_page, variants_page
from game.authoring.preview.subject import Gone, names
from game.authoring.preview.trail import closed
from game.core.play import EndlessFlow, NotOpen
from game.core.value import dataclass, replace
from game.loading.diagnostic import Diagnostic
from game.loading.load import Loaded
from game.play.completion import Complete, Completion
from game.play.lookup import codex_page
from game.play.page import Item, Page
from game.play.people import people_page
from game.play.retelling import read_page
from game.play.sentences import counted
from game.play.view import ChapterView, SceneView
from game.runs.refusal import Refused
from game.runs.settings import Settings
from game.terminal.full.keys import Keyboard
from game.terminal.strip import Reading, Strip

RELOAD = "reload"
"""The line that stands for a change of the story: whoever watches hands it over."""


@dataclass(frozen=True, slots=True)
class Order:
    """A word that may be typed, the keys for it, and what it does; `rest` is what may follow."""

    word: str
    means: str
    keys: str = ""
    rest: str = ""


ORDERS = (
    Order("next", "the next variant of the text", "n"),
    Order("previous", "the variant before", "p"),
    Order("variants", "all variants, to go to one", "a"),
    Order("variant", "the variant of this number", rest="NUMBER"),
    Order("reads", "all that this scene reads, each with its values", "s"),
    Order("forward", "the next of what it reads, for + and -", "v"),
    Order("backward", "the one before", "V"),
    Order("more", "that one a value up", "+"),
    Order("less", "that one a value down", "-"),
    Order("set", "give it a value: “set army 3”, “set seen(the_wire) yes”", rest="NAME VALUE"),
    Order("reset", "the state as it was given", "="),
    Order("choices", "what each choice would do, without taking it", "e"),
    Order("back", "before the choice that was followed last", "b"),
    Order("go", "preview another scene, ending, `codex:x`, `person:x`, `module:x`", "o", "NAME"),
    Order("status", "the whole panel", "f"),
    Order("people", "who is here, or who that is", rest="NAME"),
    Order("codex", "the words of this page, or a search", "c", "SEARCH"),
    Order("read", "what was told on the way here, as one page"),
    Order("findings", "what is wrong with the story", "w"),
    Order(RELOAD, "read the story again now", "r"),
    Order("theme", "the colours: ansi, night, paper or mono", rest="NAME"),
    Order("measure", "the longest line of prose", rest="COLUMNS"),
    Order("help", "what can be done here", "?"),
    Order("quit", "leave", "q"),
)
SCREEN = ("mouse", "measure", "theme", "ascii")
"""The settings that are about the screen."""
WAITING = frozenset({"go"})
"""The orders whose keys wait for the rest to be typed."""

KEYS = (
    ("→ ←, n p", "the next variant of the text, the one before"),
    ("a", "all variants, to go to one"),
    ("v V", "the next of what is read, the one before: it is marked in the strip"),
    ("+ - =", "that one a value up, a value down; the state as it was given"),
    ("s", "all that is read here, each with its values"),
    ("e", "what each choice would do, without taking it"),
    ("1 … 9, Enter", "follow a choice and preview what it leads to, in the state it leaves"),
    ("b", "back, before the choice that was followed last"),
    ("o", "preview something else"),
    ("f, F2", "the whole panel"),
    ("c", "the words of this page"),
    ("w", "what is wrong with the story"),
    ("r", "read the story again now; it is done whenever a file is saved"),
    ("Space, PgDn, PgUp, Home, End", "read on, back, to the beginning, to the end"),
    ("↑ ↓, j k", "what can be chosen; else a row up or down"),
    (":", "type anything; Tab completes, ↑ brings earlier lines"),
    ("Esc, Backspace", "close what lies over the text"),
    ("m", "leave the mouse to the terminal, to mark text; or take it"),
    ("Ctrl-L, Ctrl-Z", "draw again; to the shell and back"),
    ("q", "leave"),
)


def keyboard() -> Keyboard:
    """The keys of a preview."""
    lines = {
        key: f"{each.word} " if each.word in WAITING else each.word
        for each in ORDERS
        for key in each.keys.split()
        if len(key) == 1 and key not in "q?"
    }
    return Keyboard(lines, before="previous", after="next", help=KEYS)


class Surface(Protocol):
    """What a bench is shown on, and typed at: a part of the full screen's front."""

    def lay(
        self, shown: SceneView | Page, strip: Strip, *, stays: bool = False, over: tuple[Page, ...] = ()
    ) -> None:
        """Show a turn or a page, with a strip; with `stays` the reader's place stays, and so do such of
        these pages as lie over it."""
        ...

    def fault(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Show what is wrong with the story, over what is shown."""
        ...

    def page(self, page: Page) -> None:
        """Show a look-up's answer."""
        ...

    def panel(self, view: SceneView) -> None:
        """Show the whole panel."""
        ...

    def say(self, sentence: str) -> None:
        """Say one sentence."""
        ...

    def adjust(self, settings: Settings) -> None:
        """The settings have changed."""
        ...

    def ask(self, view: SceneView, complete: Complete) -> str:
        """Read what the author wants. Raises EOFError."""
        ...


Change = Callable[[str, str], Settings]
"""Changes a setting and keeps it. Raises a refusal."""


class Sitting:
    """An author at the bench. `load` gives the story as it is now, or None where nothing has changed."""

    def __init__(
        self, bench: Bench, surface: Surface, load: Callable[[], Loaded | None], change: Change
    ) -> None:
        self.bench = bench
        self._surface = surface
        self._load = load
        self._change = change
        self._diagnostics: tuple[Diagnostic, ...] = ()
        self._shown: SceneView | Page | None = None
        self._story = bench.story

    def sit(self) -> None:
        """Until the author leaves."""
        self._lay()
        while True:
            self._explore()
            try:
                line = self._surface.ask(self._view(), self._complete)
            except EOFError:
                return
            word, _, rest = line.strip().partition(" ")
            if word in ("quit", "q", "exit"):
                return
            self._obey(word, rest.strip())

    def _obey(self, word: str, rest: str) -> None:
        try:
            if word.isdecimal():
                self._follow(int(word))
            elif not self._turned(word, rest) and not self._looked_up(word, rest):
                self._surface.say(f"“{word}” means nothing here: “?” tells what does.")
        except (NotGiven, Gone) as fault:
            self._surface.say(str(fault))
        except EndlessFlow as circle:
            self._surface.say(f"This leads nowhere: {circle}.")
        except Refused as refused:
            self._surface.say(f"{refused.sentence} {refused.advice}")

    def _turned(self, word: str, rest: str) -> bool:
        """Whether it was an order that changes what is shown; it is done."""
        bench = self.bench
        match word:
            case "next" | "previous":
                self._put(bench.stepped(1 if word == "next" else -1))
                if len(bench.variants.found) == 1:
                    self._surface.say("It is told in one way only.")
            case "variant":
                try:
                    self._put(bench.at_variant(int(rest)))
                except (ValueError, IndexError):
                    many = len(bench.variants.found)
                    self._surface.say(f"Say which of the {many} variants: “variant {many}”.")
            case "forward" | "backward":
                self._put(bench.choosing(1 if word == "forward" else -1))
            case "more" | "less":
                self._turn(1 if word == "more" else -1)
            case "set":
                self._set(*rest.replace("=", " ").partition(" ")[::2])
            case "theme" | "measure":
                self._surface.adjust(self._change(word, rest))
            case "reset":
                self._put(bench.reset())
            case "back":
                if bench.trail.hops:
                    self._put(bench.back(), stays=False)
                else:
                    self._surface.say("You have followed no choice: there is nothing to go back to.")
            case "go":
                # what is previewed may be gone from the story as it is now
                self._put(replace(bench, story=self._story).go(rest), stays=False)
            case "reload":
                self._reload()
            case _:
                return False
        return True

    def _turn(self, by: int) -> None:
        chosen = self.bench if self.bench.chosen in self.bench.reads else self.bench.choosing(1)
        if chosen.chosen:
            self._put(chosen.turned(chosen.chosen, by))
        else:
            self._surface.say("Nothing of the state is read here.")

    def _set(self, name: str, text: str) -> None:
        """Something of the state, or a setting of the screen: `m` gives the mouse back so."""
        if name in SCREEN and name not in self.bench.story.variables:
            self._surface.adjust(self._change(name, text.strip()))
        else:
            self._put(self.bench.set(name, text), over=True)

    def _looked_up(self, word: str, rest: str) -> bool:
        """Whether it was an order to show something over the text; it is done."""
        bench = self.bench
        match word:
            case "variants":
                self._surface.page(variants_page(bench))
            case "reads":
                self._surface.page(reading_page(bench))
            case "choices":
                self._surface.page(doing_page(bench))
            case "status":
                self._surface.panel(self._view())
            case "people":
                self._surface.page(people_page(bench.story, bench.steps, self._view(), rest))
            case "codex":
                state = bench.steps[-1].state
                self._surface.page(codex_page(bench.story, state, self._view(), rest))
            case "read":
                self._surface.page(read_page(bench.story, bench.steps[-1:], frozenset()))
            case "findings":
                self._tell_findings()
            case "help" | "h" | "?":
                self._surface.page(help_page())
            case _:
                return False
        return True

    def _follow(self, number: int) -> None:
        offers = {each.number: each for each in self._view().offers}
        if number not in offers:
            self._surface.say(f"There is no choice {number} here.")
            return
        choice = offers[number].choice
        try:
            self._put(self.bench.follow(choice), stays=False)
        except NotOpen:
            doing = next(each for each in self.bench.doings() if each.choice == choice)
            reason = closed(self.bench.story, self.bench.standing, choice)
            self._surface.say(f"Choice {number} is closed: {reason} It opens where {doing.condition}.")

    def _put(self, bench: Bench, *, stays: bool = True, over: bool = False) -> None:
        self.bench = bench
        self._lay(stays=stays, over=over)

    def _lay(self, *, stays: bool = False, over: bool = False) -> None:
        """Show what the bench shows; with `over` the lists that lie over it, told anew."""
        previewed = self.bench.previewed()
        self._shown = previewed.shown
        pages = tuple(page(self.bench) for page in (reading_page, doing_page, variants_page)) if over else ()
        self._surface.lay(previewed.shown, strip(previewed), stays=stays, over=pages)

    def _explore(self) -> None:
        if not self.bench.explored:
            with suppress(EndlessFlow):
                self.bench = self.bench.explore()
                self._lay(stays=True, over=True)

    def _reload(self) -> None:
        """The same place in the story as it is now. What is broken is shown over the last that was good,
        and goes when it is mended."""
        loaded = self._load()
        if loaded is None:
            return
        self._diagnostics = loaded.diagnostics
        if loaded.story is None:
            self._surface.fault(tuple(each for each in loaded.diagnostics if each.severity == "error"))
            return
        self._story = loaded.story
        try:
            self.bench, sentences = self.bench.reloaded(loaded.story)
        except Gone as gone:
            self._lay(stays=True)
            meant = f" `{gone.near}` is there: “go {gone.near}”." if gone.near else ""
            self._surface.say(f"`{gone.name}` is gone from the story. It is waited for.{meant}")
            return
        self._lay(stays=True, over=True)
        self._explore()
        for sentence in sentences:
            self._surface.say(sentence)

    def _tell_findings(self) -> None:
        if self._diagnostics:
            self._surface.fault(self._diagnostics)
        else:
            self._surface.say("Nothing is wrong with the story.")

    def _view(self) -> SceneView:
        """The turn that is shown; for a page an empty one."""
        if isinstance(self._shown, SceneView):
            return self._shown
        return SceneView("", "", ChapterView("", ""), "", "", (), ())

    def _complete(self, line: str) -> tuple[Completion, ...]:
        word, space, rest = line.partition(" ")
        story = self.bench.story
        if not space:
            return tuple(
                Completion(f"{each.word} " if each.rest else each.word, each.word, each.means)
                for each in ORDERS
                if each.word.startswith(word)
            )
        known: tuple[str, ...] = ()
        if word == "go":
            known = names(self._story)
        elif word == "set":
            known = (*self.bench.reads, *(each for each in story.variables if each not in self.bench.reads))
        return tuple(Completion(f"{word} {each}", each, "") for each in known if each.startswith(rest))


def strip(previewed: Previewed) -> Strip:
    """The strip under a preview."""
    turned = sum(each.turned for each in previewed.because)
    chosen = [number for number, each in enumerate(previewed.fields) if each.name == previewed.chosen]
    return Strip(
        lead(previewed),
        tuple(each.words for each in previewed.because),
        turned,
        tuple(
            Reading(each.name, f"{each.arrives} → {each.value}" if each.arrives else each.value, each.changed)
            for each in previewed.fields
        ),
        chosen[0] if chosen else None,
    )


def lead(previewed: Previewed) -> str:
    """What is shown: `the_wire, variant 2 of 7`."""
    of = f"of {previewed.many}{' and more' if previewed.more else ''}" if previewed.explored else "…"
    which = f"variant {previewed.number or 'not counted'} {of}"
    if previewed.explored and previewed.many == 1 and previewed.number:
        which = "told in one way"
    deep = f", {counted(previewed.deep, 'choice')} followed" if previewed.deep else ""
    return f"{previewed.name}{deep}, {which}"


def help_page() -> Page:
    """What may be typed at the bench."""
    rows = tuple(Item(f"{each.word} {each.rest}".strip(), "", each.means) for each in ORDERS)
    return Page("The bench", rows)

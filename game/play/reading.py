"""Reading a typed line: from what the player typed to what the player wants."""

from __future__ import annotations

from game.core.prose import plain
from game.play.command import COMMANDS, Command, number, words
from game.play.intent import Choose, Intent, Misread, Wish
from game.play.search import folded
from game.play.sentences import harmless, quoted
from game.play.view import OfferView, SceneView

FEWEST = 3
"""The fewest letters that stand for a choice: fewer may be a slip, and a choice is kept at once."""


def parse(line: str, view: SceneView) -> Intent:
    """What a line means on a turn: the number of a choice, a command (whole, its letter, or enough
    of it), or the first letters of one open choice, three at least. A leading `:` or `/` is allowed
    and means nothing. An empty line goes on where there is only one way to."""
    typed = harmless(" ".join(line.split())).removeprefix(":").removeprefix("/").strip()
    if not typed:
        only = view.offers[0] if len(view.offers) == 1 else None
        return Choose(only.choice) if only and only.open else Wish.NOTHING
    if typed == "?":
        return Wish.HELP
    if typed.rstrip(".)").isdecimal():
        return _numbered(typed.rstrip(".)"), view)
    word, _, rest = typed.partition(" ")
    if word.rstrip(".)").isdecimal():
        return Misread(f"A number stands alone: “{word}”, not “{clipped(typed)}”. {possible(view)}")
    if command := _exact(folded(word)):
        return command.make(rest.strip())
    return _begun(typed, word, rest.strip(), view)


def _numbered(digits: str, view: SceneView) -> Intent:
    for each in view.offers:
        if each.number == number(digits):
            return Choose(each.choice)
    return Misread(f"There is no choice {clipped(digits)} here. {possible(view)}")


def _exact(word: str) -> Command | None:
    for command in COMMANDS:
        if word and word in (command.word, command.short, *command.others):
            return command
    return None


def _begun(typed: str, word: str, rest: str, view: SceneView) -> Intent:
    """A line that is no whole command: the beginning of one, or of a choice's label."""
    commands = [each for each in COMMANDS if each.word.startswith(folded(word))]
    offers = [each for each in view.offers if _label(each).startswith(folded(typed))]
    open_ones = [each for each in offers if each.open]
    match commands, open_ones or offers:
        case [], [offer] if len(folded(typed)) >= FEWEST:
            return _by_letters(offer, view)
        case [command], []:
            return command.make(rest)
        case [], []:
            return Misread(_unknown(word, view))
        case _, meant:
            may = [each.word for each in commands] + [
                f"{each.number} ({quoted(plain(each.label))})" for each in meant
            ]
            how = f" By letters a choice wants {FEWEST} or more." if not commands and len(meant) == 1 else ""
            return Misread(f"“{clipped(typed)}” may mean {_either(may)}.{how}")


def _by_letters(offer: OfferView, view: SceneView) -> Intent:
    """Letters that fit one choice take it, unless it could not be taken back."""
    if view.rewind or not offer.open:
        return Choose(offer.choice)
    taking = f"“{offer.number}” takes it: {quoted(plain(offer.label))}"
    return Misread(f"In this run no choice can be taken back. {taking}")


def clipped(text: str) -> str:
    """What was typed, cut where a sentence about it would become too long."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def _unknown(word: str, view: SceneView) -> str:
    from game.loading.suggest import nearest  # only a slip of the hand needs it

    near = nearest(folded(word), words())
    guess = f" Did you mean “{near}”?" if near else ""
    return f"“{clipped(word)}” is no choice and no command.{guess} {possible(view)}"


def possible(view: SceneView) -> str:
    """One sentence that says what may be typed."""
    if not view.offers:
        return "Type “new”, “rewind”, “log” or “quit”; “?” lists everything."
    if len(view.offers) == 1:
        return "Enter goes on; “?” lists the rest."
    return f"Type a number from 1 to {len(view.offers)}, or “?” for help."


def _label(offer: OfferView) -> str:
    return folded(plain(offer.label))


def _either(items: list[str]) -> str:
    return " or ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else items[0]

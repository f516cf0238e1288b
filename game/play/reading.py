"""Reading a typed line: from what the player typed to what the player wants."""

from __future__ import annotations

from game.core.prose import plain
from game.play.command import COMMANDS, Command, words
from game.play.intent import Choose, Intent, Misread, Wish
from game.play.search import folded
from game.play.sentences import harmless
from game.play.view import OfferView, SceneView


def parse(line: str, view: SceneView) -> Intent:
    """What a line means on a turn: the number of a choice, a command (whole, its letter, or enough
    of it), or the first letters of a choice. A leading `:` or `/` is allowed and means nothing. An
    empty line goes on where there is only one way to."""
    typed = harmless(" ".join(line.split())).removeprefix(":").removeprefix("/").strip()
    if not typed:
        only = view.offers[0] if len(view.offers) == 1 else None
        return Choose(only.choice) if only and only.open else Wish.NOTHING
    if typed == "?":
        return Wish.HELP
    if typed.rstrip(".)").isdecimal():
        return _numbered(typed.rstrip(".)"), view)
    word, _, rest = typed.partition(" ")
    if command := _exact(folded(word)):
        return command.make(rest.strip())
    return _begun(typed, word, rest.strip(), view)


def _numbered(digits: str, view: SceneView) -> Intent:
    number = int(digits[:6])
    for each in view.offers:
        if each.number == number:
            return Choose(each.choice)
    return Misread(f"There is no choice {number} here. {possible(view)}")


def _exact(word: str) -> Command | None:
    for command in COMMANDS:
        if word and word in (command.word, command.short, *command.others):
            return command
    return None


def _begun(typed: str, word: str, rest: str, view: SceneView) -> Intent:
    """A line that is no whole command: the beginning of one, or of a choice's label."""
    commands = [each for each in COMMANDS if each.word.startswith(folded(word))]
    offers = [each for each in view.offers if _label(each).startswith(folded(typed))]
    match commands, offers:
        case [], [offer]:
            return Choose(offer.choice)
        case [command], []:
            return command.make(rest)
        case [], []:
            return Misread(_unknown(word, view))
        case _:
            meant = [each.word for each in commands] + [str(each.number) for each in offers]
            return Misread(f"“{typed}” may mean {_either(meant)}.")


def _unknown(word: str, view: SceneView) -> str:
    from game.loading.suggest import nearest  # only a slip of the hand needs it

    near = nearest(folded(word), words())
    guess = f" Did you mean “{near}”?" if near else ""
    return f"“{word[:40]}” is no choice and no command.{guess} {possible(view)}"


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

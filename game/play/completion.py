"""What a line that is being typed may become."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from game.core.value import dataclass
from game.play.command import COMMANDS, Command, words
from game.play.search import folded

EXPORTS = ("html", "md", "txt", "svg", "json")


class Completion(NamedTuple):
    """What the whole line may become; `label` is the part that is added or replaced, `means` what it
    is."""

    line: str
    label: str
    means: str = ""


Complete = Callable[[str], tuple[Completion, ...]]
"""From what stands before the cursor to what it may become, the likeliest first."""


def no_completions(line: str) -> tuple[Completion, ...]:  # noqa: ARG001
    """Nothing is known."""
    return ()


@dataclass(frozen=True, slots=True)
class Known:
    """The names that may follow a command, each group with the likeliest first."""

    runs: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    codex: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    run: str = ""


def completions(line: str, known: Known) -> tuple[Completion, ...]:
    """What a line may become. A command that is not yet followed by a space is completed itself; after
    it, what may follow it. Case and accents are one."""
    lead = line[: len(line) - len(line.lstrip(":/ "))]
    word, space, rest = line[len(lead) :].partition(" ")
    if not space:
        means = {each.word: each.means for each in COMMANDS}
        return tuple(
            Completion(f"{lead}{each}", each, means.get(each, "")) for each in words() if _fits(word, each)
        )
    command = _command(word)
    if command is None:
        return ()
    return tuple(
        Completion(f"{lead}{word} {each}", each, means)
        for each, means in _after(command.word, rest.lstrip(), known)
        if _fits(rest.lstrip(), each)
    )


def _fits(typed: str, whole: str) -> bool:
    return folded(whole).startswith(folded(typed))


def _command(word: str) -> Command | None:
    typed = folded(word)
    return next((each for each in COMMANDS if typed in (each.word, each.short, *each.others)), None)


def _after(word: str, rest: str, known: Known) -> Iterable[tuple[str, str]]:
    """What may follow a command, each with what it is."""
    match word:
        case "codex":
            return _plain(known.codex)
        case "people":
            return _plain(known.people)
        case "load":
            bookmarks = [(each, "bookmark") for each in known.marks]
            return (*bookmarks, *((each, "run") for each in known.runs))
        case "delete":
            return [(each, "run") for each in known.runs]
        case "copy":
            return [(each, "run") for each in known.runs]
        case "begin":
            return _plain(known.chapters)
        case "rewind":
            return [(f"to {each}", "") for each in known.chapters]
        case "spare":
            return _plain(("on", "off"))
        case "export":
            return [(f"{known.run}.{each}", each) for each in EXPORTS] if known.run else ()
        case "set":
            from game.play.preferences import MEANINGS, values_of

            name, space, _ = rest.partition(" ")
            if space:
                return [(f"{name} {value}", "") for value in values_of(name)]
            return MEANINGS.items()
    return ()


def _plain(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    return ((name, "") for name in names)

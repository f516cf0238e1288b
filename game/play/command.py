"""The commands of play, once: what reading a line, help and completion all know them by."""

from __future__ import annotations

from collections.abc import Callable

from game.core.value import dataclass
from game.play import intent
from game.play.intent import Intent, Misread


@dataclass(frozen=True, slots=True)
class Command:
    """A word that the player may type. `short` is its letter where it has one, `rest` what may
    follow it, `make` the intent for what did."""

    word: str
    means: str
    make: Callable[[str], Intent]
    short: str = ""
    rest: str = ""
    others: tuple[str, ...] = ()


def number(digits: str) -> int:
    """The number that these digits are; beyond a billion they are all alike."""
    return int(digits) if len(digits) < 10 else 10**9


def _turns(rest: str) -> Intent:
    if not rest:
        return intent.AskEarlier()
    if rest.isdecimal() and number(rest) > 0:
        return intent.AskEarlier(number(rest))
    return Misread(f"Say how many turns to go back: “back 2”, not “back {rest}”.")


def _rewind(rest: str) -> Intent:
    if not rest:
        return intent.Rewind()
    words = rest.split()
    if words[0].isdecimal() and len(words) == 1:
        return intent.Rewind(number(words[0])) if number(words[0]) else Misread("Nothing to take back.")
    return intent.RewindTo(rest.removeprefix("to "))


def _save(rest: str) -> Intent:
    if rest:
        return intent.Save(rest)
    return Misread("Every choice is kept as you take it. To put a bookmark here, name it: “save the train”.")


def _fork(rest: str) -> Intent:
    if not rest:
        return intent.Wish.FORKS
    if rest.isdecimal():
        return intent.TakeFork(number(rest))
    return Misread("Say which road by its number: “fork 2”. “fork” alone lists them.")


def _spare(rest: str) -> Intent:
    if rest in ("", "on", "yes"):
        return intent.Spare(wanted=True)
    if rest in ("off", "no"):
        return intent.Spare(wanted=False)
    return Misread("Say “spare” to have hard passages told in summary, “spare off” to have them in full.")


def _begin(rest: str) -> Intent:
    word, _, which = rest.partition(" ")
    if not rest:
        return intent.Wish.CHAPTERS
    if word == "fork":
        if which.isdecimal():
            return intent.BeginFork(number(which))
        return Misread("Say which fork by its number: “begin fork 2”. “tree” numbers them.")
    return intent.Begin(rest.removeprefix("at "))


def _name(rest: str) -> Intent:
    return intent.Rename(rest) if rest else Misread("Say what this run is to be called: “name The long way”.")


def _delete(rest: str) -> Intent:
    return intent.Delete(rest) if rest else Misread("Say which run: “delete Run 2”. “runs” lists them.")


def _export(rest: str) -> Intent:
    if rest:
        return intent.Export(rest)
    return Misread("Say to which file: “export run.html”, or .md, .txt, .svg, or .json to play it elsewhere.")


def _set(rest: str) -> Intent:
    name, _, value = rest.partition(" ")
    return intent.Change(name, value.strip()) if value.strip() else intent.Wish.SETTINGS


COMMANDS = (
    Command("help", "what may be typed here", lambda _: intent.Wish.HELP, "h", others=("?",)),
    Command("look", "this scene again, all of it", lambda _: intent.Wish.SCENE, others=("again",)),
    Command("status", "forces, promises, papers, the count by name", lambda _: intent.Wish.STATUS, "s"),
    Command("people", "who is here, or who that is", intent.AskPeople, "p", "NAME"),
    Command("codex", "words of this page, or a search", intent.AskCodex, "c", "SEARCH"),
    Command("note", "what is known of the scene just played", lambda _: intent.Wish.NOTE, "n"),
    Command("log", "what you have decided so far", lambda _: intent.Wish.LOG, "l"),
    Command("back", "the text before this", _turns, "b", "TURNS"),
    Command("read", "all that you have read in this run", lambda _: intent.Wish.READ),
    Command("diary", "the evenings ahead and their callers", lambda _: intent.Wish.DIARY, "d"),
    Command("skip", "on, as you went before, to what is new", lambda _: intent.Wish.SKIP),
    Command("rewind", "take a choice back; “3” or “to CHAPTER”", _rewind, "r", "HOW FAR"),
    Command("undo", "take the last jump back: skip, rewind, load", lambda _: intent.Wish.UNDO, "u"),
    Command("fork", "the other roads of this run, or to one", _fork, "f", "NUMBER", others=("forks",)),
    Command("save", "put a bookmark here", _save, rest="NAME"),
    Command("load", "go to a bookmark or another run", intent.Load, rest="NAME"),
    Command("chapters", "the chapters; a new run can begin at one", lambda _: intent.Wish.CHAPTERS),
    Command("begin", "a new run, from where a chapter begins", _begin, rest="CHAPTER"),
    Command("record", "this run beside history", lambda _: intent.Wish.RECORD),
    Command("tree", "all your runs, and where they fork", lambda _: intent.Wish.TREE),
    Command("gallery", "the endings and the honours", lambda _: intent.Wish.GALLERY),
    Command("account", "this run as the textbook will tell it", lambda _: intent.Wish.ACCOUNT),
    Command("spare", "hard passages in summary; “spare off” in full", _spare),
    Command("set", "the settings, or change one", _set, rest="NAME VALUE", others=("settings",)),
    Command("runs", "the runs there are; “load NAME” opens one", lambda _: intent.Wish.RUNS),
    Command("name", "what this run is called", _name, rest="NAME"),
    Command("copy", "a copy of this run, or of another", intent.Copy, rest="NAME"),
    Command("delete", "a run, into the trash", _delete, rest="NAME"),
    Command("export", "this run as a book, a picture or a file", _export, rest="FILE"),
    Command("new", "begin another run", lambda _: intent.Wish.NEW),
    Command("quit", "stop; everything is kept", lambda _: intent.Wish.LEAVE, "q", others=("exit", "bye")),
)


def words() -> tuple[str, ...]:
    """Every word that a command may be typed as, in the order of help."""
    return tuple(word for each in COMMANDS for word in (each.word, *each.others) if word.isalpha())

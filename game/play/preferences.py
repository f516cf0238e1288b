"""The settings as a page, each with what it may be set to."""

from __future__ import annotations

from game.core.sparing import EVERYTHING
from game.play.page import Act, Item, Page, sentence
from game.runs.settings import INTERFACES, NARROWEST, THEMES, TRUTHS, WIDEST, Settings

MEANINGS = {
    "interface": "how the game is shown, from the next start on",
    "theme": "colours: the terminal's own, light on dark, dark on paper, or none",
    "measure": "the longest line, in columns",
    "rewind": "whether a new run lets choices be taken back",
    "spare": "what a new run tells in summary",
    "pause": "whether a page longer than the screen is parted, line by line",
    "ascii": "nothing but ASCII is drawn",
    "mouse": "the full screen has the mouse; off, text can be selected with it",
    "skim": "text that you have read before is folded away",
    "roads": "how many endings are still open is told, and when a choice has closed some",
    "branches_off": "branches of the story that are not played, from the next start on",
}
EVERYTHING_SPARED, NOTHING_SPARED = "everything", "nothing"
MEASURES = (*range(NARROWEST, WIDEST, 6), WIDEST)


def written(name: str, typed: str) -> str:
    """What a player has typed for a setting, as a settings file or the environment would say it."""
    if name == "branches_off":
        return "" if typed == NOTHING_SPARED else typed
    if name != "spare":
        return typed
    return {EVERYTHING_SPARED: EVERYTHING, "on": EVERYTHING, NOTHING_SPARED: "", "off": ""}.get(typed, typed)


def values_of(name: str) -> tuple[str, ...]:
    """What a setting may be set to, as it is typed; of the measure, some."""
    match name:
        case "interface":
            return INTERFACES
        case "theme":
            return THEMES
        case "measure":
            return tuple(str(each) for each in MEASURES)
        case "spare":
            return (EVERYTHING_SPARED, NOTHING_SPARED)
        case truth if truth in TRUTHS:
            return ("on", "off")
    return ()


def value_of(settings: Settings, name: str) -> str:
    """What a setting is set to, as it would be typed."""
    match getattr(settings, name):
        case bool(truth):
            return "on" if truth else "off"
        case tuple(matters):
            return EVERYTHING_SPARED if EVERYTHING in matters else ", ".join(matters) or NOTHING_SPARED
        case value:
            return str(value)


def settings_page(settings: Settings) -> Page:
    """Every setting with its value, what it means and how it is changed."""
    rows = tuple(
        Item(
            name,
            value_of(settings, name),
            _means(name),
            acts=_changes(name, value_of(settings, name)),
        )
        for name in Settings.__match_args__
    )
    how = sentence("“set NAME VALUE” changes one, at once and for good: “set theme paper”.")
    return Page("Settings", (*rows, how))


def _changes(name: str, now: str) -> tuple[Act, ...]:
    """To everything that the setting may be, from what follows on what it is now: done again and again,
    the first goes through all of them."""
    values = values_of(name)
    at = values.index(now) + 1 if now in values else 0
    first, *others = [each for each in (*values[at:], *values[:at]) if each != now] or [""]
    acts = (Act(f"set {first}", f"set {name} {first}"),) if first else ()
    return (*acts, *(Act(each, f"set {name} {each}") for each in others))


def _means(name: str) -> str:
    choices = f"{NARROWEST} to {WIDEST}" if name == "measure" else " · ".join(values_of(name))
    return " ".join(each for each in (MEANINGS.get(name, ""), choices and f"({choices})") if each)

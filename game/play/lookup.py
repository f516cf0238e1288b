"""Look-ups: pages about words, notes, decisions and earlier text. All only read."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.model import CodexEntry, Note, Story, Variable
from game.core.play import Step, present
from game.core.prose import Prose as Written
from game.core.prose import ToldParagraph, Words
from game.core.state import State
from game.core.telling import tell, tell_line
from game.play import panel
from game.play.calendar import chapter_at, date_at, evening_of, on_a_call, place_of
from game.play.command import COMMANDS, Command
from game.play.deed import label_of
from game.play.look import noted, passages_of
from game.play.page import Act, Block, Heading, Item, Page, Prose, sentence
from game.play.search import best, by_title
from game.play.sentences import quoted, spelled
from game.play.view import SceneView

SEAMS = {
    "documented": ("Documented.", "What is on record, and what we made up:"),
    "disputed": ("Disputed.", "What is argued over:"),
    "invented": ("Invented.", "What stood behind it:"),
}


TAKE = "Type the number of a choice, or three of its first letters. Every choice is kept as you take it."


def help_page(first: str = TAKE) -> Page:
    """What may be typed: a sentence about this prompt, if any, and the commands of play."""
    rows = tuple(Item(_typed(each), each.means) for each in COMMANDS)
    return Page("Help", (*((sentence(first),) if first else ()), *rows))


def _typed(command: Command) -> str:
    """How a command is typed: whole, with what may follow, or by its letter."""
    whole = f"{command.word} {command.rest}".strip()
    return f"{whole}, {command.short}" if command.short else whole


def codex_page(story: Story, state: State, view: SceneView, search: str) -> Page:
    """The entries that this text leads to, then all there are; or what a search finds: the entry of
    that id, titles, then texts."""
    if not search:
        return _whole_codex(story, view)
    entries = [(each, each.title, _bare(story, state, each.text)) for each in story.codex.values()]
    found: tuple[CodexEntry | Variable, ...] = best(search, (*_meters(story), *entries))
    if exact := story.codex.get(search):
        found = (exact, *(each for each in found if each is not exact))
    if not found:
        return Page("Codex", (sentence(f"The codex has nothing under “{search}”."),))
    others = tuple(_entry(_titled(each)) for each in found[1:9])
    also: tuple[Block, ...] = (Heading("Also"), *others) if others else ()
    match found[0]:
        case Variable(label=label, means=means):
            return Page(label, (sentence(means), *also))
        case entry:
            told = tell(story, state, entry.text)
            return Page(entry.title, (Prose(told) if told else sentence("Nothing is told of it yet."), *also))


def _whole_codex(story: Story, view: SceneView) -> Page:
    links = tuple(_entry(each.title) for each in view.links)
    here: tuple[Block, ...] = (Heading("Words on this page"), *links) if links else ()
    titles = sorted((each.title for each in story.codex.values()), key=by_title)
    entries: tuple[Block, ...] = (Heading("All entries"), *map(_entry, titles)) if titles else ()
    none = (sentence("This story has no codex."),)
    return Page("Codex", (*here, *entries) or none, search=True)


def _entry(title: str) -> Item:
    return Item(title, acts=(Act("Read it", f"codex {title}"),))


def _meters(story: Story) -> Iterator[tuple[CodexEntry | Variable, str, str]]:
    """The meters that have something to be explained, for a search."""
    for each in story.variables.values():
        if each.kind == "meter" and each.label and each.means:
            yield each, each.label, ""


def _titled(found: CodexEntry | Variable) -> str:
    return found.label if isinstance(found, Variable) else found.title


def _bare(story: Story, state: State, text: Written) -> str:
    told = tell(story, state, text)
    return " ".join(word.text for block in told if isinstance(block, ToldParagraph) for word in block.words)


def note_page(story: Story, steps: tuple[Step, ...]) -> Page:
    """What is known about the scene whose note may be opened."""
    state = steps[-1].state
    if key := noted(story, steps):
        here = place_of(story, key)
        if here.note:
            taken = f"{key}.{here.note.did_choice}" in state.chosen
            return Page(f"Note: {here.title}", _note(story, state, here.note, taken))
    return Page("Note", (sentence("No scene that has a note is behind you yet."),))


def _note(story: Story, state: State, note: Note, taken: bool) -> tuple[Block, ...]:
    kind, what = SEAMS[note.seam]
    blocks: list[Block] = [sentence(f"{kind} {what}" if note.text else kind)]
    if note.text:
        blocks.append(Prose(tell(story, state, note.text)))
    if did := tell_line(story, state, note.did):
        blocks += [Heading("What he did"), Prose((ToldParagraph(did),))]
        if taken:
            blocks.append(sentence("So did you."))
    sources = [story.sources[key] for key in note.sources if key in story.sources]
    if sources:
        blocks.append(Heading("Sources"))
        blocks += [Item(f"{each.author}, {each.title}", each.year) for each in sources]
    return tuple(blocks)


def log_page(story: Story, steps: tuple[Step, ...]) -> Page:
    """The decisions on the way here, under their chapters: by their line, or else by what was chosen.
    Whom one called on is told first and what was done there under it, and so are promises that were
    kept or broken. Where there was one way only, nothing was decided."""
    blocks: list[Block] = []
    chapter, calling = "", False
    alone = 0
    for index in range(1, len(steps)):
        deed = steps[index].deed
        before = steps[:index]
        evening = evening_of(story, before[-1].state.scene) is not None
        settled = panel.settled(story, steps[: index + 1])
        if deed is None or not (deed.log or evening or settled or decided(story, before[-1].state)):
            alone += 1
            continue
        if (now := chapter_at(story, before)) != chapter:
            chapter, calling = now, False
            blocks.append(Heading(story.chapters[chapter].title))
        called = deed.log or quoted(label_of(story, before[-1].state, deed.decision))
        dated = ": ".join(each for each in (date_at(story, before), called) if each)
        under = calling and not evening and on_a_call(story, before[-1].state.scene)
        blocks.append(Item(called if under else dated, depth=int(under)))
        blocks += [Item(f"{each.lead}: {each.told}", depth=1 + int(under)) for each in settled]
        calling = evening or under
    if not blocks:
        return Page("Decisions so far", (sentence("You have decided nothing yet."),))
    if alone:
        blocks.append(sentence(f"And {_times(alone)} there was one way only."))
    return Page("Decisions so far", tuple(blocks), at_end=True)


def decided(story: Story, state: State) -> bool:
    """Whether there was something to decide: more than one choice was open."""
    return sum(each.open for each in present(story, state)) > 1


def _times(number: int) -> str:
    return "once" if number == 1 else "twice" if number == 2 else f"{spelled(number)} times"


def earlier_page(story: Story, steps: tuple[Step, ...], turns: int, spare: frozenset[str]) -> Page:
    """The text of the turn so many before the present one, and the choice that ended it."""
    index = len(steps) - 1 - turns
    if index < 0:
        return Page("Earlier", (sentence("There is nothing before that: the story begins there."),))
    blocks: list[Block] = []
    for passage in passages_of(story, steps[index], spare):
        if passage.title:
            blocks.append(Heading(passage.title, passage.date))
        if passage.told:
            blocks.append(Prose(passage.told))
    deed = steps[index + 1].deed
    if deed:
        label = label_of(story, steps[index].state, deed.decision)
        blocks += [Heading("You chose"), Prose((ToldParagraph((Words(label),)),))]
    return Page("Earlier: one turn back" if turns == 1 else f"Earlier: {turns} turns back", tuple(blocks))


def diary_page(view: SceneView) -> Page:
    """The evenings ahead, each with its callers as far as they are known."""
    if not view.diary:
        return Page("Diary", (sentence("No evening is yours to give away just now."),))
    blocks: list[Block] = []
    for evening in view.diary:
        blocks.append(Heading(evening.date, "tonight" if evening.tonight else "", "Evening"))
        for caller in evening.callers:
            reason = "".join(word.text for word in caller.reason)
            label = "".join(word.text for word in caller.label)
            kind = "Caller" if caller.open else "Closed caller"
            blocks.append(Item(label, detail=reason, kind=kind, closed=not caller.open))
    return Page("The evenings ahead", tuple(blocks))

"""Look-ups: pages about people, words, notes, decisions and earlier text. All only read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.core.model import CodexEntry, Note, Story, Variable
from game.core.play import Step
from game.core.prose import Prose as Written
from game.core.prose import Told, ToldParagraph, Words, plain
from game.core.rules import holds
from game.core.state import State
from game.core.telling import tell, tell_line
from game.play.calendar import chapter_at, date_at, place_of
from game.play.command import COMMANDS, Command
from game.play.deed import label_of
from game.play.look import noted, passages_of, persons
from game.play.page import Block, Heading, Item, Page, Prose, sentence
from game.play.search import best, folded
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


def people_page(story: Story, steps: tuple[Step, ...], view: SceneView, name: str) -> Page:
    """Who is present; or, for a name, the persons whom it may mean, told in full."""
    state = steps[-1].state
    if not name:
        present = tuple(block for each in view.present for block in _person(story, state, each.id))
        return Page("Persons present", present or (sentence("Nobody but you."),))
    found = best(name, ((each.id, each.name, each.role) for each in story.people.values()))
    if not found and (met := _met(steps, name)):
        return Page("Persons", (sentence(f"{met} is met in passing, and has no entry of their own."),))
    if not found:
        return Page("Persons", (sentence(f"Nobody in this story is called “{name}”."),))
    if len(found) > 6:
        rows = tuple(Item(each.name, each.role) for each in persons(story, state, found))
        return Page("Persons", rows)
    return Page("Persons", tuple(block for key in found for block in _person(story, state, key)))


def _met(steps: tuple[Step, ...], name: str) -> str:
    """The name as the text so far has it, where somebody is called that: a capital within a sentence."""
    sought = folded(name).strip()
    for step in reversed(steps):
        for passage in reversed(step.passages):
            for word in _spoken(passage.told):
                if folded(word) == sought and word[0].isupper():
                    return word
    return ""


def _spoken(told: Told) -> Iterator[str]:
    """The words of told prose, without what is written around them."""
    for block in told:
        if isinstance(block, ToldParagraph):
            yield from re.findall(r"\w[\w-]*", plain(block.words))


def _person(story: Story, state: State, key: str) -> tuple[Block, ...]:
    person = story.people[key]
    (row,) = persons(story, state, [key])
    dead = any(fact.dead and holds(story, state, fact.condition) for fact in person.facts)
    heading = Heading(row.name, f"{row.role}; dead" if dead else row.role)
    told = tell(story, state, person.text) + row.stance
    return (heading, Prose(told)) if told else (heading,)


def codex_page(story: Story, state: State, view: SceneView, search: str) -> Page:
    """The entries that this text leads to; or what a search finds: titles first, then texts."""
    if not search:
        links = tuple(Item(each.title) for each in view.links)
        if not links:
            return Page("Codex", (sentence("Nothing here needs a note. “codex WORD” searches all of it."),))
        return Page("Codex: words on this page", links)
    entries = [(each, each.title, _bare(story, state, each.text)) for each in story.codex.values()]
    found: tuple[CodexEntry | Variable, ...] = best(search, (*_meters(story), *entries))
    if not found:
        return Page("Codex", (sentence(f"The codex has nothing under “{search}”."),))
    others = tuple(Item(_titled(each)) for each in found[1:9])
    also: tuple[Block, ...] = (Heading("Also"), *others) if others else ()
    match found[0]:
        case Variable(label=label, means=means):
            return Page(label, (sentence(means), *also))
        case entry:
            return Page(entry.title, (Prose(tell(story, state, entry.text)), *also))


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
    """The decisions on the way here that have a line, under their chapters. Whom one called on says
    what was done there."""
    blocks: list[Block] = []
    chapter = ""
    for index in range(1, len(steps)):
        deed = steps[index].deed
        if deed is None or not deed.log:
            continue
        before = steps[:index]
        if (now := chapter_at(story, before)) != chapter:
            chapter = now
            blocks.append(Heading(story.chapters[chapter].title))
        blocks.append(Item(": ".join(each for each in (date_at(story, before), deed.log) if each)))
    return Page("Decisions so far", tuple(blocks) or (sentence("You have decided nothing yet."),))


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

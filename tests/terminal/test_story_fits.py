"""Nothing overflows from 40 to 240 columns, on any scene, ending, note, entry or person of the real
story: every text in both senses of its variants, every choice closed, everybody present."""

import random
from functools import cache
from pathlib import Path

import pytest

from game.core.model import Menu
from game.core.prose import (
    Document,
    Paragraph,
    Shown,
    ToldDocument,
    ToldParagraph,
    Variants,
    Words,
)
from game.loading.load import load
from game.play.opening import opening
from game.play.page import Chart, Heading, Item, Page, Prose
from game.play.view import (
    AnswerView,
    CallerView,
    ChapterView,
    EpilogueView,
    EveningView,
    HonourView,
    MeterView,
    OfferView,
    PaperView,
    PassageView,
    PersonView,
    PromiseView,
    SceneView,
    TallyView,
    VanishedView,
    VerdictView,
    VoiceView,
)
from game.terminal import forces, pages, render, status
from game.terminal.ascii import drawn_in_ascii, in_ascii
from game.terminal.layout import layout_for, width
from tests.terminal.test_ascii import is_plain

ROOT = Path(__file__).parents[2]
COLUMNS = (40, 47, 59, 60, 73, 80, 99, 100, 117, 118, 139, 140, 240)
"""Where the layout changes, from either side, and what is between."""


@cache
def story():
    loaded = load(ROOT / "story")
    assert loaded.story is not None
    return loaded.story


@cache
def said(line, side):
    """A written line with its variants all in one sense."""
    told = []
    for each in line:
        told += [each] if isinstance(each, Words) else (each.this, each.that)[side]
    return tuple(told)


def told(prose, side):
    """Written prose with its inline variants all in one sense, and every arm of its block variants."""
    for part in prose:
        match part:
            case Paragraph(line):
                yield ToldParagraph(said(line, side))
            case Document(kind, lines, signed):
                yield ToldDocument(kind, tuple(said(each, side) for each in lines), said(signed, side))
            case Shown(text):
                yield from told(story().texts[text], side)
            case Variants(arms):
                for arm in arms:
                    yield from told(arm.prose, side)


def offers(scene, side):
    choices = scene.way.choices if isinstance(scene.way, Menu) else ()
    number = 0
    for choice in choices:
        for reason in (*(need.locked for need in choice.needs), ()):
            number += 1
            yield OfferView(
                number, choice.id, said(choice.label, side), not reason, said(reason, side), True, 12, 10
            )


def persons(ids, side):
    people = (story().people[each] for each in ids if each in story().people)
    return tuple(
        PersonView(each.id, each.name, each.role, tuple(told(each.stance, side))[:1]) for each in people
    )


def chapter(of, side):
    return ChapterView(of.id, of.title, of.number, of.span, of.line, True, tuple(told(of.epigraph, side)))


def scenes(side):
    """A view of every scene that has something to read or to choose."""
    for scene in story().scenes.values():
        of = story().chapters[scene.chapter]
        texts = [scene.text, scene.sensitive.summary if scene.sensitive else ()]
        for choice in scene.way.choices if isinstance(scene.way, Menu) else ():
            texts += [choice.then, *(each.then for each in choice.outcomes)]
        if scene.note:
            texts.append(scene.note.text)
        date = scene.date.written if scene.date else ""
        yield SceneView(
            scene=scene.id,
            title=scene.title,
            chapter=chapter(of, side),
            date=date or "22 September 1927",
            place=scene.place,
            passages=(
                PassageView("scene", tuple(told(texts[0], side)), scene.title, date, scene.place, True, True),
                *(PassageView("outcome", tuple(told(each, side)), seen=True) for each in texts[1:] if each),
            ),
            offers=tuple(offers(scene, side)),
            present=persons(scene.present, side),
        )


def panel(of, side):
    """Everything that a panel can show, at once; each meter at each of its steps."""
    meters, vanished = [], []
    for each in story().variables.values():
        name = of.names.get(each.id)
        if each.kind == "meter" or name:
            words = (name and name.steps) or each.names
            label = (name and name.label) or each.label
            steps = each.high - each.low + 1
            meters += [
                MeterView(
                    each.id, label, step, steps, words[step] if words else str(step), each.means, -step, True
                )
                for step in range(steps)
            ]
            vanished += [VanishedView(each.label, "22 September 1927", now) for now in (True, False)]
    papers = [each for each in story().variables.values() if each.panel]
    due = f"September 1927, the end of “{of.title}”"
    return {
        "panel": tuple(meters),
        "vanished": tuple(vanished),
        "owed": tuple(PromiseView(each.label, "Grigory Ordzhonikidze", due, True) for each in papers),
        "drawer": tuple(PaperView(each.label, due) for each in papers),
        "tally": of.tally
        and TallyView(
            of.tally.title,
            of.tally.need,
            0,
            tuple(VoiceView(said(each.label, side), 12, bool(side), True) for each in of.tally.voices),
        ),
    }


def test_every_scene_fits_at_every_width():
    for side in (0, 1):
        for number, view in enumerate(scenes(side)):
            columns = COLUMNS[number % len(COLUMNS)]
            for wide in {40, columns, 80}:
                fits(view, wide)


def fits(view, columns):
    layout = layout_for(columns, 40)
    for row in render.document(view, layout, frozenset(), dense=False):
        assert width(row.text) <= layout.measure, (view.scene, columns, row.text)
    row = status.line(view, columns, "▼ 100%", "? help")
    assert width(row.text) <= columns
    assert row.text.rstrip().endswith("? help")


@pytest.mark.parametrize("columns", COLUMNS)
def test_every_panel_fits_at_every_width(columns):
    layout = layout_for(columns, 40)
    present = persons(story().people, 0)
    for of in story().chapters.values():
        for side in (0, 1):
            view = SceneView("x", "", chapter(of, side), "", "", (), (), present=present, **panel(of, side))
            for measure in {layout.measure, layout.panel or 28, 32}:
                for room in (20, 10_000):
                    rows = forces.panel(view, measure, room)
                    assert len(rows) <= room
                    assert all(width(row.text) <= measure for row in rows), (of.id, measure)
            assert all(width(row.text) <= columns for row in pages.status(view, layout))
            fits(view, columns)


@pytest.mark.parametrize("measure", [30, 38, 45, 52, 66])
def test_every_ending_note_entry_and_person_fits(measure):
    it = story()
    blocks = [Prose(tuple(told(each, 0))) for each in it.texts.values()]
    for each in it.people.values():
        blocks += [Heading(each.name, each.role, "Person"), Prose(tuple(told((*each.text, *each.stance), 0)))]
        blocks.append(Item(each.name, each.role, "", depth=len(blocks) % 30))
    for each in it.codex.values():
        blocks += [Heading(each.title), Prose(tuple(told(each.text, 0))), Item(each.title, each.title)]
    for each in it.sources.values():
        blocks.append(Item(f"{each.author}, {each.title}", each.year))
    for each in it.modules.values():
        blocks += [Prose(tuple(told(prose, 0))) for _, prose in each.variants]
    for each in it.variables.values():
        if each.kind == "meter":
            values = tuple(range(each.high - each.low + 1)) * 20
            marks = tuple((4 * n, of.title) for n, of in enumerate(it.chapters.values()))
            blocks.append(Chart(each.label, values, each.high - each.low + 1, each.names, marks))
    drawn = pages.document(Page("Everything there is, in one place", tuple(blocks)), measure, frozenset())
    assert all(width(row.text) <= measure for row in drawn)


@pytest.mark.parametrize("columns", [40, 60, 80, 140])
def test_every_verdict_and_page_one_fit(columns):
    layout = layout_for(columns, 40)
    it = story()
    for side in (0, 1):
        epilogue = tuple(
            EpilogueView("Grigory Konstantinovich Ordzhonikidze", tuple(told(prose, side)))
            for each in it.modules.values()
            for _, prose in each.variants
        )
        honours = tuple(HonourView(each.title, tuple(told(each.text, side))) for each in it.honours.values())
        for number, each in enumerate(it.endings.values()):
            answers = (each.answers.party, each.answers.price, each.answers.you)
            verdict = VerdictView(
                each.id,
                each.kind,
                tuple(AnswerView("What have you become?", said(line, side)) for line in answers),
                epilogue if not number else (),
                honours if not number else (),
                said(each.question, side),
            )
            passage = PassageView("ending", tuple(told(each.text, side)), each.title, "1940", each.place)
            of = chapter(next(iter(it.chapters.values())), side)
            fits(SceneView(each.id, each.title, of, "1940", "", (passage,), (), verdict=verdict), columns)
    assert all(width(row.text) <= columns for row in pages.opening(opening(it), layout))


def test_every_diary_fits():
    for number, diary in enumerate(story().diaries.values()):
        evenings = []
        for name, date in diary.evenings:
            scene = story().scenes[f"{diary.id}.{name}"]
            callers = tuple(CallerView(each.label, each.open, each.reason) for each in offers(scene, 0))
            evenings.append(EveningView(date.written, callers, tonight=not evenings))
        of = chapter(next(iter(story().chapters.values())), 0)
        view = SceneView("x", "", of, "", "", (), (), diary=tuple(evenings))
        for columns in COLUMNS:
            layout = layout_for(columns, 40)
            measure = layout.panel or layout.measure
            assert all(width(row.text) <= measure for row in forces.panel(view, measure, 10_000)), number


def test_the_real_story_is_drawn_in_ascii_and_letters():
    chance = random.Random(1)
    views = chance.sample(list(scenes(0)), 40)
    for view in views:
        rows = render.document(in_ascii(view), layout_for(80, 40), frozenset(), dense=False)
        assert all(is_plain(row.text) for row in drawn_in_ascii(rows))

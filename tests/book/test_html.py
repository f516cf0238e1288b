"""The HTML book: one whole page, which nothing in a story can break out of."""

import pytest
from hypothesis import given, settings

from game.book.html import html
from tests.book.pages import Page
from tests.book.volumes import NASTY, WALKS, hostile_text, volume_of, volume_with

ALLOWED = {
    "html", "head", "meta", "title", "link", "style", "body", "a", "header", "h1", "h2", "h3", "h4", "p",
    "div", "nav", "ol", "ul", "li", "main", "section", "span", "em", "strong", "details", "summary", "figure",
    "figcaption", "blockquote", "br", "dl", "dt", "dd", "footer",
}  # fmt: skip


def whole(page):
    """What must be true of every book, whatever the story holds."""
    assert {tag for tag, _ in page.tags} <= ALLOWED
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"
    assert {target[1:] for target in page.targets} <= set(page.ids), "a link leads nowhere"
    assert all(each.startswith("data:image/svg+xml,") for each in page.outside), page.outside
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    steps = zip(page.headings, page.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps), page.headings
    assert not any(name.startswith("on") for _, given in page.tags for name in given)


@pytest.mark.parametrize("walk", [each.stem for each in WALKS])
def test_the_book_of_every_walkthrough_is_one_whole_page(walk):
    whole(Page(html(volume_of(walk))))


@pytest.mark.parametrize("decisions", [0, 1, 13, 40])
def test_an_unfinished_run_is_a_whole_page_too(decisions):
    page = Page(html(volume_of("history", decisions)))
    whole(page)
    assert "Here the run stands" in page.text
    assert "The End" not in page.text


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_text_that_looks_like_html_stays_text(text):
    whole(Page(html(volume_with(text))))


@given(hostile_text, hostile_text)
@settings(max_examples=25, deadline=None)
def test_no_text_and_no_id_breaks_the_page(text, link):
    whole(Page(html(volume_with(text, link))))


def test_angle_brackets_are_read_as_they_were_written():
    assert "<b>bold</b> & more" in Page(html(volume_with("<b>bold</b> & more"))).text


def test_every_note_is_linked_from_its_scene_and_back():
    page = Page(html(volume_of("history")))
    notes = [each for each in page.ids if each.startswith("note-")]
    assert len(notes) > 60
    assert {f"#{each}" for each in notes} <= set(page.targets)
    assert {f"#ref-{each.removeprefix('note-')}" for each in notes} <= set(page.targets)


def test_the_page_forbids_itself_every_request():
    policy = [
        given["content"] for tag, given in Page(html(volume_of("history"))).tags if "http-equiv" in given
    ]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]


def test_a_story_in_another_language_says_which_words_are_ours():
    page = Page(html(volume_with("de")))
    assert page.languages[0] == "de"
    assert "en" in page.languages


def test_the_page_has_the_landmarks_that_a_reader_jumps_by():
    tags = [tag for tag, _ in Page(html(volume_of("history"))).tags]
    assert [tags.count(each) for each in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]

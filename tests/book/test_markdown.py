"""The Markdown book, read back by a parser of CommonMark."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from game.book.markdown import escaped, inline, markdown
from game.book.wording import printed, safe
from game.core.prose import Words
from tests.book.pages import Page
from tests.book.volumes import NASTY, hostile_text, volume_of, volume_with

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
EMPHASES = st.sampled_from(["plain", "stress", "strong"])


def read(source):
    return Page(READER.render(source))


def bare(text):
    """The text as a reader sees it: how much space there is does not count."""
    return " ".join(text.split())


@given(hostile_text)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_as_itself(text):
    page = read(escaped(text, starts=True))
    assert bare(page.text) == bare(safe(text))
    assert {tag for tag, _ in page.tags} <= {"p"}


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_text_that_means_something_in_markdown_is_read_as_itself(text):
    page = read(escaped(text, starts=True))
    assert bare(page.text) == bare(safe(text))
    assert {tag for tag, _ in page.tags} <= {"p"}


@given(st.lists(st.builds(Words, hostile_text, EMPHASES), min_size=1, max_size=5))
@example([Words("un"), Words("believ", "stress"), Words("able")])
@example([Words("a", "stress"), Words("b", "strong")])
@example([Words("“", "plain"), Words("a.", "stress"), Words("b")])
@settings(max_examples=150, deadline=None)
def test_emphasis_stands_where_it_was_and_nowhere_else(words):
    page = read(inline(words))
    assert bare(page.text) == bare("".join(each.text for each in printed(words)))
    if all(each.text.strip() and each.text.isalpha() for each in words):
        tags = [tag for tag, _ in page.tags if tag != "p"]
        marks = {"stress": "em", "strong": "strong"}
        assert tags == [marks[each.emphasis] for each in words if each.emphasis != "plain"]


@given(hostile_text)
@settings(max_examples=15, deadline=None)
def test_no_text_makes_tags_that_a_book_has_not(text):
    tags = {tag for tag, _ in read(markdown(volume_with(text))).tags}
    allowed = {"h1", "h2", "h3", "h4", "p", "em", "strong", "ul", "li", "hr", "blockquote", "a", "br"}
    assert tags <= allowed, tags - allowed


def test_a_whole_run_links_only_to_what_is_there():
    page = read(markdown(volume_of("history")))
    assert {each[1:] for each in page.targets} <= set(page.ids)
    assert not page.outside


def test_every_note_is_linked_from_its_scene_and_back():
    page = read(markdown(volume_of("history")))
    notes = [each for each in page.ids if each.startswith("note-")]
    assert len(notes) > 60
    for each in notes:
        assert page.targets.count(f"#{each}") == page.targets.count(f"#ref-{each[5:]}") == 1


def test_the_lines_of_a_telegram_stay_lines():
    assert "\\\n> " in markdown(volume_of("history"))

"""Pages as a full screen shows them: trees that fold, charts, and what a linear page says may be typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.prose import ToldParagraph, Words
from game.play.page import Act, Chart, Heading, Item, Page, Prose
from game.terminal import pages, render
from game.terminal.ascii import drawn_in_ascii
from game.terminal.chart import BARS, chart
from game.terminal.layout import layout_for, width

NONE = frozenset()
MARKS = ((0, "The Wire"), (14, "The Letter"), (24, "The Lessons of October"), (30, "The Chair"))
WORDS = ("gone", "wary", "grumbling", "loyal", "yours")


def item(name, depth=0, **more):
    return Item(name, depth=depth, acts=(Act("open", f"open {name}"),), **more)


TREE = Page(
    "The tree",
    (
        item("root", value="1924"),
        item("left", 1),
        item("left left", 2, value="exile"),
        item("left right", 2, detail="a line about it"),
        item("right", 1),
        item("right left", 2),
        Item("second root", closed=True, detail="one promise short"),
    ),
)


def text(rows):
    return "\n".join(row.text.rstrip() for row in rows)


def shown(page=TREE, measure=40, folded=NONE):
    return text(pages.document(page, measure, folded)).split("\n")[2:]


def test_guides_show_what_stands_under_what():
    assert shown() == [
        "  ▾ root .......................... 1924",
        "  ├ ▾ left",
        "  │ ├ left left .................. exile",
        "  │ └ left right",
        "  │     a line about it",
        "  └ ▾ right",
        "    └ right left",
        "  second root",
        "    Closed: one promise short",
    ]


def test_what_stands_under_a_folded_item_is_left_out_and_counted():
    assert shown(folded=frozenset({1})) == [
        "  ▾ root .......................... 1924",
        "  ├ ▸ left",
        "  │     2 rows folded away",
        "  └ ▾ right",
        "    └ right left",
        "  second root",
        "    Closed: one promise short",
    ]
    assert shown(folded=frozenset({0, 1}))[:2] == [
        "  ▸ root .......................... 1924",
        "      5 rows folded away",
    ]


def test_an_item_with_nothing_under_it_folds_nothing():
    assert shown(folded=frozenset({2, 6})) == shown()


def test_rows_are_anchored_to_their_block():
    rows = pages.document(TREE, 40, NONE)
    assert [row.anchor for row in rows if "line about it" in row.text] == ["item 3"]
    page = Page("Page", (Heading("Head"), Prose((ToldParagraph((Words("One"),)),)), item("two")))
    assert [row.anchor for row in pages.document(page, 40, NONE)[2:]] == [
        "block 0",
        "block 1.1",
        "",
        "item 2",
    ]


def test_the_chosen_item_is_marked_and_keeps_its_place():
    rows = pages.document(TREE, 40, NONE)
    marked = render.selected(rows, "item 3")
    assert [row.text for row in marked if row.anchor == "item 3"] == [
        "▸ │ └ left right",
        "  │     a line about it",
    ]
    assert [width(row.text) for row in marked] == [width(row.text) for row in rows]


DEPTHS = st.lists(st.integers(0, 60), max_size=40)


@given(DEPTHS, st.integers(24, 66), st.sets(st.integers(0, 40)))
def test_no_tree_is_wider_than_its_measure(depths, measure, folded):
    blocks = tuple(
        item("a name of words", each, value="value", detail="a line of some words about it")
        for each in depths
    )
    rows = pages.document(Page("Tree", blocks), measure, frozenset(folded))
    assert all(width(row.text) <= measure for row in rows)


@given(DEPTHS, st.sets(st.integers(0, 40)))
def test_folding_hides_whole_subtrees_and_nothing_else(depths, folded):
    page = Page("Tree", tuple(item(f"n{index}.", each) for index, each in enumerate(depths)))
    drawn = text(pages.document(page, 66, frozenset(folded)))
    for index, depth in enumerate(depths):
        above, lowest = [], depth
        for before in range(index - 1, -1, -1):
            if depths[before] < lowest:
                above.append(before)
                lowest = depths[before]
        assert (f"n{index}." in drawn) == (not set(above) & folded)


def test_a_linear_page_says_once_what_may_be_typed_about_its_rows():
    runs = Page(
        "Runs",
        tuple(
            Item(
                name,
                "1924",
                acts=(Act("open", f"load {name}"), Act("export", "export "), Act("copy", f"copy {name}")),
            )
            for name in ("Run 1", "The careful one")
        ),
    )
    drawn = text(pages.page(runs, layout_for(80, 24)))
    assert drawn.endswith("Type “load NAME”, “export …” or “copy NAME”.")
    assert drawn.count("load") == 1


def test_a_linear_page_says_under_a_row_what_cannot_be_told_from_its_name():
    page = Page("Tree", (Item("The Wire", acts=(Act("open", "open 3fa9"),)),))
    assert "→ open 3fa9" in text(pages.page(page, layout_for(80, 24)))
    assert "3fa9" not in text(pages.document(page, 66, NONE))


def a_chart(values, marks=(), words=WORDS):
    return Chart("Army", tuple(values), 5, words, marks)


def test_a_chart_tells_the_first_and_the_last_word_and_draws_a_bar_a_decision():
    named, bars = chart(a_chart([3, 3, 4, 0, 1]), 40, marked=True)
    assert named.text == "Army .................. loyal → wary 1/4"
    assert bars.text == "▆▆▆▆▆▆███▁▁▁▂▂▂"


def test_a_chart_that_ends_as_it_began_says_so_once():
    assert chart(a_chart([3, 1, 3]), 40, marked=False)[0].text.endswith(" loyal 3/4")


def test_low_bars_are_red_and_the_last_stands_out():
    bars = chart(a_chart([3, 1, 3]), 40, marked=False)[-1]
    assert [span.role for span in bars.spans] == ["muted", "loss", "bar"]


def test_the_bars_of_chapters_differ_in_shade():
    bars = chart(a_chart([3] * 9, ((0, "One"), (3, "Two"), (6, "Three"))), 40, marked=True)[-1]
    assert [span.role for span in bars.spans] == ["muted"] * 3 + ["rule"] * 3 + ["muted"] * 2 + ["bar"]


def test_chapters_are_marked_where_they_begin_with_as_much_of_their_title_as_there_is_room_for():
    _, marks, bars = chart(a_chart([3] * 60, MARKS), 66, marked=True)
    assert marks.text == "╷The Wire     ╷Letter   ╷Les… ╷The Chair"
    for at, title in MARKS:
        assert marks.text[at] == "╷", title
    assert len(bars.text) == 60


def test_only_the_first_of_charts_with_the_same_chapters_is_marked():
    page = Page("History", (a_chart([1] * 20, MARKS[:2]), a_chart([2] * 20, MARKS[:2])))
    assert text(pages.document(page, 66, NONE)).count("╷") == 2


@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=300),
    st.lists(st.integers(0, 299), max_size=12, unique=True),
    st.integers(24, 66),
)
def test_a_chart_fits_however_long_the_run(values, starts, measure):
    marks = tuple((each, "The Lessons of October") for each in sorted(starts) if each < len(values))
    rows = chart(a_chart(values, marks), measure, marked=True)
    assert all(width(row.text) <= measure for row in rows)
    assert rows[-1].text.strip(BARS) == ""
    assert rows[-1].text[-1] == BARS[values[-1] * 7 // 4]
    assert all(each.isascii() for row in drawn_in_ascii(rows) for each in row.text)


def test_a_chart_without_words_tells_numbers():
    assert chart(a_chart([3, 1], words=()), 40, marked=False)[0].text.endswith(" 3 → 1 1/4")


@pytest.mark.parametrize("measure", [38, 66])
def test_a_page_with_everything_looks_like_this(measure, snapshot):
    page = Page(
        "Everything",
        (
            Heading("A part", "1924"),
            Prose((ToldParagraph((Words("Some words about it."),)), ToldParagraph((Words("And more."),)))),
            Heading("A tree"),
            *TREE.blocks,
            Heading("How it went"),
            a_chart([3, 3, 2, 1, 0, 2, 4] * 6, ((0, "The Wire"), (14, "The Letter"), (30, "The Chair"))),
            a_chart([2] * 42, ((0, "The Wire"), (14, "The Letter"), (30, "The Chair"))),
        ),
    )
    drawn = pages.document(page, measure, frozenset({4}))
    assert text(drawn) + "\n-----\n" + text(drawn_in_ascii(drawn)) == snapshot

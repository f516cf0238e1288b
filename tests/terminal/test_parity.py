"""Every fact of a view is told in every mode: a new field fails here until it is."""

import pytest

from game.terminal import pages, plain, render
from game.terminal.layout import layout_for
from tests.terminal.views import UNSEEN, changed, full_view, leaves

VIEW = full_view()
TOLD = sorted(set(leaves(VIEW)) - UNSEEN)


def plainly(view):
    return plain.turn(view) + plain.status(view)


def linear(columns):
    layout = layout_for(columns, 40)

    def drawn(view):
        rows = (*render.scene(view, layout), *pages.status(view, layout))
        return [(span.text, span.role, span.emphasis) for row in rows for span in row.spans]

    return drawn


@pytest.mark.parametrize("path", TOLD)
@pytest.mark.parametrize(
    "tell", [plainly, linear(80), linear(120)], ids=["plain", "80 columns", "120 columns"]
)
def test_a_view_that_differs_in_one_fact_is_told_otherwise(tell, path):
    assert tell(changed(VIEW, path)) != tell(VIEW)


def test_the_ids_that_are_not_told_exist():
    assert set(leaves(VIEW)) >= UNSEEN


def test_plain_text_has_no_escapes_and_no_drawing():
    text = plainly(VIEW)
    assert "\x1b" not in text
    assert not set(text) & set("─│━╌■□•┌")

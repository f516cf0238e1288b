"""Every fact of a view is told in every mode: a new field fails here until it is."""

import pytest

from game.terminal import forces, pages, plain, render
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


def full(columns):
    """The document with everything folded open, the panel beside it where there is room, and F2."""
    layout = layout_for(columns, 40)
    opened = frozenset(f"passage {number}.1" for number in range(1, 9))

    def drawn(view):
        rows = [*render.document(view, layout, opened, dense=False), *pages.status(view, layout)]
        rows += forces.panel(view, layout.panel, 38) if layout.panel else ()
        return [(span.text, span.role, span.emphasis) for row in rows for span in row.spans]

    return drawn


TELLERS = {
    "plain": plainly,
    "80 columns": linear(80),
    "120 columns": linear(120),
    "full at 80": full(80),
    "full at 120": full(120),
}


@pytest.mark.parametrize("path", TOLD)
@pytest.mark.parametrize("name", TELLERS)
def test_a_view_that_differs_in_one_fact_is_told_otherwise(name, path):
    if (name, path) == ("full at 120", "whole"):
        pytest.skip("beside the text the panel always stands, and changes are told as well")
    tell = TELLERS[name]
    assert tell(changed(VIEW, path)) != tell(VIEW)


def test_the_ids_that_are_not_told_exist():
    assert set(leaves(VIEW)) >= UNSEEN


def test_plain_text_has_no_escapes_and_no_drawing():
    text = plainly(VIEW)
    assert "\x1b" not in text
    assert not set(text) & set("─│━╌■□•┌")

"""What an ending says: three answers, what became of the others, what is remembered, a question back."""

from __future__ import annotations

from game.core.prose import Words
from game.play.view import VerdictView
from game.terminal.layout import typeset
from game.terminal.prose import prose, rule, tick
from game.terminal.rows import BLANK, Row, Rows, Span, row


def verdict(view: VerdictView, measure: int) -> Rows:
    """The three answers, the epilogue, the honours and the question."""
    rows: list[Row] = [
        tick(measure),
        Row((Span("THE END", "heading"), Span(f"  {view.kind}", "aside", "stress"))),
        BLANK,
    ]
    for each in view.answers:
        rows += [
            *typeset((Span(each.question, "aside", "stress"),), measure, anchor="verdict"),
            *typeset(each.answer, measure, 2, 2, anchor="verdict"),
            BLANK,
        ]
    if view.epilogue:
        rows += [row("AFTERWARDS", "heading"), rule(measure)]
        for number, piece in enumerate(view.epilogue, 1):
            anchor = f"epilogue {number}"
            about = (Span(piece.about, "text", "strong"),) if piece.about else ()
            rows += typeset(about, measure, anchor=anchor)
            if piece.summarised:
                rows.append(row("In summary, as you asked:", "aside", "stress", anchor=anchor))
            rows += [*prose(piece.told, measure, anchor=anchor), BLANK]
    if view.honours:
        rows += [row("REMEMBERED FOR", "heading"), rule(measure)]
        for number, honour in enumerate(view.honours, 1):
            anchor = f"honour {number}"
            title = typeset((Span(honour.title, "text", "strong"),), measure, anchor=anchor)
            rows += [*title, *prose(honour.told, measure, anchor=anchor), BLANK]
    if view.question:
        rows += [*typeset([Words(each.text, "strong") for each in view.question], measure), BLANK]
    return tuple(rows)

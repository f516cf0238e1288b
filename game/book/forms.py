"""The forms in which a book can be written, by the ends of the names of their files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, assert_never, get_args

if TYPE_CHECKING:
    from game.book.volume import Volume

Form = Literal["md", "html", "txt", "svg"]
FORMS: tuple[Form, ...] = get_args(Form)
_SUFFIXES: dict[str, Form] = {
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".txt": "txt",
    ".text": "txt",
    ".svg": "svg",
}


def form_of(file: Path) -> Form | None:
    """The form that the name of a file asks for; None where it asks for none of ours."""
    return _SUFFIXES.get(file.suffix.lower())


def written(volume: Volume, form: Form) -> str:
    """The book in this form, to be encoded as UTF-8. Only the writer that is used is imported."""
    match form:
        case "md":
            from game.book.markdown import markdown

            return markdown(volume)
        case "html":
            from game.book.html import html

            return html(volume)
        case "txt":
            from game.book.text import text

            return text(volume)
        case "svg":
            from game.book.svg import svg

            return svg(volume)
        case _:
            assert_never(form)

"""The forms in which a page can be shown outside of play."""

from __future__ import annotations

from typing import Literal, get_args

Picture = Literal["text", "svg", "html"]
PICTURES: tuple[Picture, ...] = get_args(Picture)

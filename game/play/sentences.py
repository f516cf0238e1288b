"""Turns of phrase that the program's own sentences share."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """`1 decision`, `2 decisions`, `no decisions`."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"

"""Thermidor: interactive fiction for the terminal, its engine and its author's bench."""

__version__ = "0.1.0"

"""Measuring: what random plays show of a story's size, its choices and their balance."""

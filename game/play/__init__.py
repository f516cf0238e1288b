"""A session of play: choose, keep, view. No drawing."""

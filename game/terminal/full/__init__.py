"""The reading room: the whole screen, in which one document scrolls and everything else lies over it."""

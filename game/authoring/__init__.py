"""The author's bench: what shows an author how a story plays."""

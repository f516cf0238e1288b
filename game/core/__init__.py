"""The engine: immutable stories, immutable states and the functions between them."""

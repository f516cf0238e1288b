"""The story as a picture: what leads to what, how often chance comes there, and where it is written."""

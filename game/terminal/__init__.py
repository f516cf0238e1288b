"""The terminal: drawing what a session shows and asking what the player wants."""

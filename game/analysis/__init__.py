"""What can be said of a story as a finite machine: its table, random plays, what can be reached."""

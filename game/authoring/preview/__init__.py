"""A scene as players will see it, in any state: what it reads, its variants, what its choices do."""

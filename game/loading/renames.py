"""Ids of earlier releases: `was` leads runs kept under an old id to what has another one now."""

from __future__ import annotations

from game.loading.ledger import Ledger, Rename


def renamed(ledger: Ledger) -> dict[str, str]:
    """From old `scene` or `scene.choice` to the present one; what cannot be is noted."""
    present: dict[str, str] = {}
    for rename in ledger.renames:
        old = _old_subject(rename)
        if old in ledger.places:
            hint = "a run kept at the old id would be led astray: use the old id for nothing else"
            ledger.report(rename.old.span, "living-was", f"`{old}` is still the id of something", hint)
        elif old in present:
            message = f"`{old}` became `{present[old]}` already"
            ledger.report(rename.old.span, "duplicate-was", message, "one thing can become one thing only")
        else:
            present[old] = rename.subject
    return present


def _old_subject(rename: Rename) -> str:
    """What an old id stood for: a choice's alone is that of a choice of the same scene."""
    old, branch = rename.old.text, rename.branch
    scene, dot, choice = rename.subject.rpartition(".")
    former, _, name = old.rpartition(".")
    if branch and dot and choice.startswith(f"{branch}/"):  # it is added to a scene of the story
        return f"{former or scene}.{branch}/{name}"
    if dot and not former:
        return f"{scene}.{name}"
    return f"{branch}/{old}" if branch else old

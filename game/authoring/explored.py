"""What `explore --json` gives: the findings about a story as values of JSON, under documented names."""

from __future__ import annotations

from typing import Any

from game.authoring.findings import Exploration, Finding, counts
from game.authoring.wording import written
from game.core.model import Story

FORMAT = 1
"""The version of what `--json` gives."""


def as_json(exploration: Exploration, *, whole: bool = False) -> dict[str, Any]:
    """What `--json` gives: of the good findings those of endings only, unless the whole is wanted."""
    story, settled = exploration.story, exploration.settled
    kept = [
        each
        for each in exploration.findings
        if whole or each.weight != "good" or each.question.kind == "ending-reached"
    ]
    return {
        "format": FORMAT,
        "story": {
            "id": story.header.id,
            "version": story.header.version,
            "digest": story.digest,
            "branches": [{"name": name, "version": version} for name, version in story.branches],
        },
        "budget": exploration.budget,
        "plays": settled.plays,
        "states": settled.states,
        "largest": {"scene": settled.largest[1], "bits": settled.largest[0]},
        "seconds": round(settled.seconds, 2),
        "stopped": settled.stopped,
        "counts": counts(exploration),
        "findings": [_record(story, each) for each in kept],
    }


def _record(story: Story, finding: Finding) -> dict[str, Any]:
    answer, question, place = finding.answer, finding.question, finding.place
    found: dict[str, Any] = {
        "question": question.kind,
        "subject": question.subject,
        "verdict": answer.verdict,
        "place": {"path": place.path, "line": place.line, "column": place.column},
    }
    if question.part:
        found["part"] = question.part
    if question.condition is not None:
        found["condition"] = written(story, question.condition)
        found["holds"] = not question.otherwise
    if finding.run is not None:
        found["run"] = list(finding.run)
    if answer.proof is not None:
        proof = answer.proof
        found["proof"] = {
            "kind": proof.kind,
            "kept": list(proof.kept),
            "free": list(proof.free),
            "states": proof.states,
            "cut": proof.cut,
        }
    if finding.values is not None:
        found["values"] = dict(finding.values)
    if finding.closed is not None:
        found["closed"] = dict(finding.closed)
    if answer.looked is not None:
        looked = answer.looked
        found["looked"] = {
            "plays": looked.plays,
            "bits": looked.bits,
            "scene": looked.scene,
            "kept": list(looked.kept),
        }
    return found

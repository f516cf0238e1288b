"""Faults planted in good stories, and who finds them: `python -m tests.benches.planting [SHARE]`.

Of each fault: found at its line; found in its scene; told elsewhere; harmless, as everything is settled
and as it was before; or missed. Beside it what ten thousand random plays find: what they never saw, and
how much of that was possible after all. SHARE is a percentage of the four hundred faults.
"""

import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

from game.analysis.questions import EVERY, questions
from game.analysis.random_play import RandomPlays
from game.analysis.table import Table
from game.analysis.watching import Watch
from game.authoring.explore import explore
from game.authoring.placing import block_of, indent
from game.core.model import Menu
from game.loading.load import load
from tests.benches.generate import generate
from tests.benches.timing import ROOT

PLAYS = 10_000
FAULTS = {"the real story": 64, "100 generated scenes": 200, "200 generated scenes": 136}


class Story:
    """A story's files and what is known of them before anything is planted."""

    def __init__(self, folder):
        self.folder = folder
        loaded = load(folder)
        assert loaded.story is not None, loaded.diagnostics[:3]
        self.story, self.places = loaded.story, loaded.places
        self.order = {name: at for at, name in enumerate(self.story.scenes)}
        self.told = {(each.code, each.message) for each in loaded.diagnostics}
        self.bad = {_name(each) for each in _explored(loaded).findings if each.weight == "bad"}
        self.texts = {
            path.relative_to(folder).as_posix(): path.read_text("utf-8").splitlines()
            for path in sorted(folder.rglob("*.yaml"))
            if "branches" not in path.relative_to(folder).parts
        }
        self.menus = [
            scene for scene in self.story.scenes.values()
            if isinstance(scene.way, Menu) and scene.id in self.places and scene.evening is None
        ]  # fmt: skip


def _name(finding):
    question = finding.question
    part = question.condition if question.kind == "variant-seen" else question.part
    return question.kind, question.subject, part, question.otherwise


def _is_open(choice):
    return not choice.hidden_unless and not choice.needs


def _explored(loaded):
    return explore(loaded.story, loaded.places)


class Planting:
    """Plants one fault: gives back the changed file, its lines, and the lines where a finding would name
    the fault; None where the draw does not suit."""

    def __init__(self, story, chance):
        self.story, self.chance = story, chance

    def choice(self):
        """A choice with its file and the lines of its block."""
        scene = self.chance.choice(self.story.menus)
        choice = self.chance.choice(scene.way.choices)
        place = self.story.places.get(f"{scene.id}.{choice.id}")
        if place is None or place.path not in self.story.texts:
            return None
        lines = list(self.story.texts[place.path])
        return scene, choice, place.path, lines, range(place.line - 1, block_of(lines, place.line - 1).stop)

    def later(self, scene):
        """A scene that stands far behind another one."""
        names = [name for name in self.story.order if "." not in name and "~" not in name]
        at = names.index(scene.id)
        behind = names[at + max(8, (len(names) - at) // 2) :]
        return self.chance.choice(behind) if behind else None

    def guarded(self, lines, block, condition):
        """A choice's lines with a further condition."""
        deep = indent(lines[block.start + 1])
        for at in block[1:]:
            if indent(lines[at]) == deep and lines[at].lstrip().startswith("if: "):
                before = lines[at].split("if: ", 1)[1].strip().strip("\"'")
                lines[at] = f"{' ' * deep}if: ({before}) and {condition}"
                return lines
            if indent(lines[at]) == deep and lines[at].lstrip().startswith(("needs:", "locked:")):
                return None
        lines.insert(block.start + 1, f"{' ' * deep}if: {condition}")
        return lines

    def impossible_condition(self):
        if not (found := self.choice()) or not (later := self.later(found[0])):
            return None
        _, _, path, lines, block = found
        lines = self.guarded(lines, block, f"seen({later})")
        return lines and (path, lines, range(block.start, block.stop + 1))

    def dead_choice(self):
        if not (found := self.choice()):
            return None
        _, _, path, lines, block = found
        meters = [each for each in self.story.story.variables.values() if each.kind == "meter"]
        some = self.chance.sample(meters, 3)
        lines = self.guarded(lines, block, " and ".join(f"{each.id} >= {each.high}" for each in some))
        return lines and (path, lines, range(block.start, block.stop + 1))

    def trap(self):
        scene = self.chance.choice(self.story.menus)
        flags = [each for each in self.story.story.variables.values() if each.kind == "flag"]
        condition = self.chance.choice(flags).id
        place = self.story.places[scene.id]
        lines = list(self.story.texts.get(place.path, ()))
        for choice in reversed(scene.way.choices):
            at = self.story.places.get(f"{scene.id}.{choice.id}")
            if at is None or at.path != place.path or not lines:
                return None
            block = range(at.line - 1, block_of(lines, at.line - 1).stop)
            lines = self.guarded(lines, block, condition)
            if lines is None:
                return None
        return place.path, lines, range(place.line - 1, block_of(lines, place.line - 1).stop)

    def unreachable_ending(self):
        ending, other = self.chance.sample(sorted(self.story.story.endings), 2)
        place = self.story.places[ending]
        changed = {
            path: [re.sub(rf"\bto: {ending}\b", f"to: {other}", line) for line in lines]
            for path, lines in self.story.texts.items()
        }
        return changed, None, (place.path, range(place.line - 1, place.line))

    def misspelt_name(self):
        path = self.chance.choice([p for p, ls in self.story.texts.items() if any(" to: " in x for x in ls)])
        lines = list(self.story.texts[path])
        at = self.chance.choice(
            [at for at, line in enumerate(lines) if re.search(r" to: \w+$", line)] or [None]
        )
        if at is None:
            return None
        lines[at] = re.sub(r"to: (\w+)\w$", r"to: \1zz", lines[at])
        return path, lines, range(at, at + 1)

    def wrong_threshold(self):
        found = [
            (path, at)
            for path, lines in self.story.texts.items()
            if path.startswith(("chapters", "lines"))
            for at, line in enumerate(lines)
            if re.search(r"(?:if: |\{if |- if: ).*\w (>=|<=) \d", line)
        ]
        path, at = self.chance.choice(found)
        lines = list(self.story.texts[path])

        def moved(match):
            step = 2 if match[1] == ">=" else -2
            return f"{match[1]} {max(0, int(match[2]) + step)}"

        lines[at] = re.sub(r"(>=|<=) (\d)", moved, lines[at], count=1)
        return path, lines, range(max(0, at - 8), at + 8)

    def missing_fallback(self):
        scenes = [
            scene for scene in self.story.menus
            if 0 < sum(map(_is_open, scene.way.choices)) < len(scene.way.choices)
        ]  # fmt: skip
        scene = self.chance.choice(scenes)
        place = self.story.places[scene.id]
        lines = list(self.story.texts.get(place.path, ()))
        for choice in reversed(scene.way.choices):
            at = self.story.places.get(f"{scene.id}.{choice.id}")
            if at is None or at.path != place.path or not lines:
                return None
            if _is_open(choice):
                del lines[at.line - 1 : block_of(lines, at.line - 1).stop]
        return place.path, lines, range(place.line - 1, block_of(lines, place.line - 1).stop)

    def unreadable_variant(self):
        scene = self.chance.choice(self.story.menus)
        place, later = self.story.places[scene.id], self.later(scene)
        lines = list(self.story.texts.get(place.path, ()))
        if not lines or not later:
            return None
        block = block_of(lines, place.line - 1)
        at = next((n for n in block if lines[n].strip() == "text: |"), None)
        if at is None:
            return None
        deep = " " * indent(lines[at + 1])
        lines[at + 1 : at + 1] = [f"{deep}{{if seen({later})}}", f"{deep}Words.", f"{deep}{{end}}", ""]
        return place.path, lines, range(at + 1, at + 2)


KINDS = (
    "impossible_condition", "dead_choice", "trap", "unreachable_ending",
    "misspelt_name", "wrong_threshold", "missing_fallback", "unreadable_variant",
)  # fmt: skip


def judge(story, planted):
    """Where a planted fault was found, how random play did, and the seconds of both."""
    path, lines, where = planted
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "story"
        shutil.copytree(story.folder, folder)
        files = path if isinstance(path, dict) else {path: lines}
        if isinstance(where, tuple):
            path, where = where
        for file, text in files.items():
            (folder / file).write_text("\n".join(text) + "\n", "utf-8")
        start = time.perf_counter()
        loaded = load(folder)
        new = [each.span for each in loaded.diagnostics if (each.code, each.message) not in story.told]
        unknown = 0
        if loaded.story is not None:
            found = explore(
                loaded.story,
                loaded.places,
                lines=lambda file: (folder / file).read_text("utf-8").splitlines(),
            )
            bad = [each for each in found.findings if each.weight == "bad" and _name(each) not in story.bad]
            new += [each.place for each in bad]
            unknown = found.unknown
        seconds = time.perf_counter() - start
        near = _scene_of(files.get(path, story.texts[path]), where)
        verdict = _verdict(new, path, where, near)
        if verdict == "nothing":
            verdict = "missed" if unknown else "harmless"
        if loaded.story is None:
            return verdict, seconds, verdict, 0, 0.0
        return verdict, seconds, *_by_chance(story, loaded, found, path, where, near)


def _scene_of(lines, where):
    """The lines of the scene that a fault was planted in."""
    at = where.start
    while at and (not lines[at].strip() or lines[at].startswith(" ")):
        at -= 1
    return range(at, block_of(lines, at).stop)


def _verdict(places, path, where, near):
    lines = [place.line - 1 for place in places if place.path == path]
    if any(line in where for line in lines):
        return "at its line"
    if any(line in near for line in lines):
        return "in its scene"
    return "elsewhere" if places else "nothing"


def _by_chance(story, loaded, found, path, where, near):
    """What random plays alone would tell: what they never saw, or a trap they fell into."""
    start = time.perf_counter()
    table = Table(loaded.story)
    asked = questions(table)
    watch = Watch(table, [None if each.kind == "can-finish" else each for each in asked])
    stuck = set()
    for play in RandomPlays(watch.machine, 1, watch).plays(PLAYS):
        if play.stopped != "ended":
            stuck.add(table.places[play.place].name)
    verdicts = {_name(each): each for each in found.findings}
    places, alarms = [], 0
    for number, question in enumerate(asked):
        part = question.condition if question.kind == "variant-seen" else question.part
        each = verdicts[question.kind, question.subject, part, question.otherwise]
        if _name(each) in story.bad:
            continue
        if question.kind in EVERY:
            told = question.kind == "open-choice" and number in watch.seen
        else:
            told = number not in watch.seen
            alarms += told and each.answer.verdict == "shown"
        places += [each.place] * told
    return _verdict(places, path, where, near), alarms, time.perf_counter() - start


def main():
    """Print the shares by kind."""
    share = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as name:
        folders = {"the real story": ROOT / "story"}
        for scenes in (100, 200):
            folders[f"{scenes} generated scenes"] = generate(Path(name) / str(scenes), scenes, words=24)
        for told, folder in folders.items():
            _planted(told, Story(folder), FAULTS[told] * share // 100)


def _planted(told, story, count):
    chance = random.Random(7)
    verdicts, by_chance = defaultdict(Counter), defaultdict(Counter)
    seconds, played, alarms = [], [], 0
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        planted = None
        while not planted:
            planted = getattr(Planting(story, chance), kind)()
        verdict, took, chanced, false, play = judge(story, planted)
        verdicts[kind][verdict] += 1
        by_chance[kind][chanced] += 1
        seconds.append(took)
        played.append(play)
        alarms += false
    out = sys.stdout.write
    mean, mean_played = sum(seconds) / count, sum(played) / count
    out(f"{told}: {count} faults, {mean:.1f} s each; random play {mean_played:.1f} s\n")
    for kind in KINDS:
        out(f"  {kind}: {dict(verdicts[kind])}; random play {dict(by_chance[kind])}\n")
    out(f"  never seen by random play, though it can happen: {alarms / count:.1f} a story\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

"""What a place of the map holds, as HTML: its text with every variant, its choices, what they ask and
what they change, its note, and where all this is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from game.authoring.map.graph import Link, Place, StoryMap
from game.authoring.map.heat import Heat
from game.authoring.map.shading import safe, share_of
from game.authoring.wording import written
from game.core.condition import Condition
from game.core.model import (
    STAY,
    Add,
    Change,
    Choice,
    Effect,
    Ending,
    Flow,
    Menu,
    Note,
    Route,
    Scene,
    Set,
    Story,
)
from game.core.prose import Document, Line, Paragraph, Prose, Shown, Variant, Variants, Words
from game.loading.diagnostic import Span

_TAGS = {"stress": "em", "strong": "strong"}
SORTS = {
    "scene": "Scene", "diary": "Diary", "call": "Call", "gate": "Gate", "event": "Event", "route": "Fork",
    "ending": "Ending",
}  # fmt: skip


class Telling:
    """Tells the places of one story. `numbers` are those by which the page knows places."""

    def __init__(
        self,
        story: Story,
        drawn: StoryMap,
        numbers: Mapping[str, int],
        spans: Mapping[str, Span],
        heat: Heat | None = None,
    ) -> None:
        self.story, self.drawn, self.numbers, self.spans, self.heat = story, drawn, numbers, spans, heat
        self.out: dict[str, list[Link]] = {}
        self.into: dict[str, list[Link]] = {}
        for link in drawn.links:
            self.out.setdefault(link.source, []).append(link)
            self.into.setdefault(link.target, []).append(link)

    def place(self, place: Place) -> Iterator[str]:
        """Everything about a place."""
        yield f'<p class="sort">{safe(self._sort(place))}</p>'
        yield f'<h2 tabindex="-1">{safe(place.title)}</h2>'
        yield f'<p class="id"><code>{safe(place.id)}</code></p>'
        yield from self._where(place.span)
        if self.heat:
            share = self.heat.places.get(place.id, 0.0)
            came = share_of(share) if share else "None"
            yield f'<p class="shared">{safe(came)} of {self.heat.plays:,} random plays came here.</p>'
        if place.people:
            names = (self.story.people[who].name for who in place.people if who in self.story.people)
            yield f"<p><b>Present:</b> {safe(', '.join(names))}</p>"
        if place.sort == "ending":
            yield from self._ending(self.story.endings[place.id])
        else:
            scenes = [self.story.scenes[name] for name in place.stands_for]
            yield from self._scene(scenes[0])
            for scene in scenes:
                if scene.evening is not None:
                    when = scene.date.written if scene.date else scene.evening
                    yield from self._headed(f"Text, {when}", self._prose(scene.text))
                yield from self._way(scene, place)
            yield from self._note(scenes[0].note)
        yield from self._touched(place)
        yield from self._from(place)

    def _sort(self, place: Place) -> str:
        chapter = self.story.chapters.get(place.chapter)
        kind = f", {place.ending}" if place.ending else ""
        date = place.date.written if place.date else ""
        return " · ".join(filter(None, (SORTS[place.sort] + kind, chapter.title if chapter else "", date)))

    def _where(self, span: Span | None) -> Iterator[str]:
        if span is not None:
            at = safe(f"{span.path}:{span.line}")
            yield f'<p class="where"><code>{at}</code> '
            yield '<button type="button" class="copy">Copy the place</button></p>'

    # What is read

    def _scene(self, scene: Scene) -> Iterator[str]:
        if scene.place:
            yield f"<p><b>Where:</b> {safe(scene.place)}</p>"
        yield from self._headed("Text", self._prose(scene.text))
        if scene.sensitive:
            yield from self._headed("Told instead, where it is spared", self._prose(scene.sensitive.summary))
        yield from self._headed("On coming here", self._effect(scene.arrive))

    def _ending(self, ending: Ending) -> Iterator[str]:
        yield from self._headed("Text", self._prose(ending.text))
        answers = ending.answers
        rows = [f"<p>{self._line(each)}</p>" for each in (answers.party, answers.price, answers.you) if each]
        yield from self._headed("Answers", rows)
        yield from self._headed(
            "Question", [f"<p>{self._line(ending.question)}</p>"] if ending.question else []
        )
        yield from self._note(ending.note)

    def _note(self, note: Note | None) -> Iterator[str]:
        if note is None:
            return
        rows = [f"<p><b>{safe(note.seam.capitalize())}.</b></p>", *self._prose(note.text)]
        if note.did:
            rows.append(f"<p><b>What he did:</b> {self._line(note.did)}</p>")
        if note.sources:
            rows.append(f"<p><b>Sources:</b> {safe(', '.join(note.sources))}</p>")
        yield from self._headed("Note", rows)

    def _headed(self, title: str, rows: Iterable[str]) -> Iterator[str]:
        rows = list(rows)
        if rows:
            yield f'<section class="{title.split()[0].lower()}"><h3>{safe(title)}</h3>'
            yield from rows
            yield "</section>"

    def _prose(self, prose: Prose) -> Iterator[str]:
        for part in prose:
            match part:
                case Paragraph(line):
                    yield f"<p>{self._line(line)}</p>"
                case Document(kind, lines, signed):
                    yield f'<blockquote class="{kind}">'
                    yield from (f"<p>{self._line(each)}</p>" for each in lines)
                    if signed:
                        yield f"<p>— {self._line(signed)}</p>"
                    yield "</blockquote>"
                case Shown(text):
                    yield f'<p class="if">shows <code>{safe(text)}</code></p>'
                    yield from self._prose(self.story.texts.get(text, ()))
                case Variants(arms):
                    yield '<div class="variant">'
                    for number, arm in enumerate(arms):
                        yield f'<p class="if">{self._if(arm.condition, number)}</p>'
                        yield from self._prose(arm.prose)
                    yield "</div>"
                case _:
                    assert_never(part)

    def _if(self, condition: Condition | None, number: int) -> str:
        if condition is None:
            return "else"
        return f"{'else if' if number else 'if'} {self._asked(condition)}"

    def _asked(self, condition: Condition) -> str:
        return f"<code>{safe(written(self.story, condition))}</code>"

    def _line(self, line: Line) -> str:
        made = []
        for piece in line:
            if isinstance(piece, Variant):
                this, that = self._words(piece.this), self._words(piece.that)
                other = f'<span class="if">else</span> {that}' if that else ""
                asked = f'<span class="if">if {self._asked(piece.condition)}</span>'
                made.append(f'<span class="inline">{asked} {this} {other}</span>')
            else:
                made.append(self._words((piece,)))
        return "".join(made)

    def _words(self, words: Iterable[Words]) -> str:
        made = []
        for word in words:
            text = safe(word.text)
            if tag := _TAGS.get(word.emphasis):
                text = f"<{tag}>{text}</{tag}>"
            made.append(f'<span class="word" title="{safe(word.link)}">{text}</span>' if word.link else text)
        return "".join(made)

    # What leads on

    def _way(self, scene: Scene, place: Place) -> Iterator[str]:
        match scene.way:
            case Menu(choices):
                heading = "Choices"
                if scene.evening is not None:
                    heading = f"Calls, {scene.date.written if scene.date else scene.evening}"
                rows = [row for each in choices for row in self._choice(scene, each)]
                yield from self._headed(heading, ['<ol class="choices">', *rows, "</ol>"] if rows else [])
            case Flow():
                if scene.id == place.id and place.sort not in ("diary", "gate"):
                    yield from self._headed("Goes on to", self._going(place))
            case Route():
                yield from self._headed("Goes on to", self._going(place))
            case _:
                assert_never(scene.way)

    def _going(self, place: Place) -> Iterator[str]:
        links = [each for each in self.out.get(place.id, ()) if not each.label]
        yield '<ul class="ways">'
        for link in links:
            asked = (
                f' <span class="if">if <code>{safe(link.condition)}</code></span>' if link.condition else ""
            )
            yield f"<li>{self._to(link.target)}{asked}</li>"
        yield "</ul>"

    def _choice(self, scene: Scene, choice: Choice) -> Iterator[str]:
        decision = f"{scene.id}.{choice.id}"
        here = self.out.get(self.drawn.folded[scene.id], ())
        links = [each for each in here if each.name == decision or each.name.startswith(f"{decision}.")]
        locked = ' class="locked"' if choice.needs else ""
        yield f"<li{locked}><p><b>{self._line(choice.label)}</b></p>"
        span = self.spans.get(decision)
        share = ""
        if self.heat:
            share = f" · taken in {safe(share_of(self.heat.choices.get(decision, 0.0)))}".replace(
                "in never", "never"
            )
        line = safe(f" · {span.path.rpartition('/')[2]}:{span.line}") if span else ""
        yield f'<p class="id"><code>{safe(choice.id)}</code>{line}{share}</p>'
        shown = next((each.condition for each in links if each.means == "call"), "")
        if scene.evening is not None:
            asked = f"<code>{safe(shown)}</code>" if shown else ""
        else:
            asked = self._asked(choice.hidden_unless) if choice.hidden_unless is not None else ""
        if asked:
            yield f'<p class="if">only if {asked}</p>'
        for need in choice.needs:
            asked = f'<span class="if">closed unless {self._asked(need.condition)}</span>'
            yield f'<p class="lock">{asked} {self._line(need.locked)}</p>'
        if choice.once:
            yield '<p class="if">once</p>'
        yield from self._prose(choice.then)
        yield from self._effect(choice.effect)
        if choice.outcomes:
            yield '<ul class="outcomes">'
            for number, outcome in enumerate(choice.outcomes):
                asked = self._if(outcome.condition, number)
                yield f'<li><p class="if"><code>{safe(outcome.id)}</code> {asked}</p>'
                yield from self._prose(outcome.then)
                yield from self._effect(outcome.effect)
                targets = [each.target for each in links if each.name == f"{decision}.{outcome.id}"]
                yield f"<p>{self._targets(targets, outcome.to or choice.to)}</p></li>"
            yield "</ul>"
        else:
            yield f"<p>{self._targets([each.target for each in links], choice.to)}</p>"
        yield "</li>"

    def _targets(self, targets: Sequence[str], to: str | None) -> str:
        if to == STAY:
            return '<span class="if">stays</span>'
        return " ".join(self._to(each) for each in dict.fromkeys(targets))

    def _to(self, name: str) -> str:
        place = self.drawn.places.get(name)
        if place is None:
            return safe(name)
        number = self.numbers[name]
        return f'<a class="go" href="#l{number}" data-go="{number}">{safe(place.title)}</a>'

    def _effect(self, effect: Effect) -> Iterator[str]:
        if effect.changes:
            yield f'<p class="change">{self._changes(effect.changes)}</p>'
        for row in effect.also:
            if row.changes:
                asked = f'<span class="if">if {self._asked(row.condition)}</span>'
                yield f'<p class="change">{asked} {self._changes(row.changes)}</p>'

    def _changes(self, changes: Iterable[Change]) -> str:
        return ", ".join(
            f"<code>{safe(self._change(each))}</code>" for each in changes if "~" not in each.variable
        )

    def _change(self, change: Change) -> str:
        variable = self.story.variables[change.variable]
        match change:
            case Add(name, amount):
                return f"{name} {amount:+d}".replace("-", "−")
            case Set(name, value):
                if variable.kind == "flag":
                    return f"{name}: {'yes' if value else 'no'}"
                names = variable.names
                said = (
                    names[value - variable.low]
                    if names and 0 <= value - variable.low < len(names)
                    else str(value)
                )
                return f"{name} = {said}"
            case _:
                assert_never(change)

    def _touched(self, place: Place) -> Iterator[str]:
        if place.reads:
            yield f'<p class="touched"><b>Asks about:</b> {self._codes(place.reads)}</p>'
        if place.changes:
            yield f'<p class="touched"><b>Changes:</b> {self._codes(place.changes)}</p>'

    def _codes(self, names: Iterable[str]) -> str:
        return ", ".join(f"<code>{safe(each)}</code>" for each in sorted(names))

    def _from(self, place: Place) -> Iterator[str]:
        found: dict[str, list[str]] = {}
        for link in self.into.get(place.id, ()):
            if link.source != place.id:
                found.setdefault(link.source, []).append(link.label)
        rows = ['<ul class="ways">'] if found else []
        for source, labels in found.items():
            said = " / ".join(dict.fromkeys(each for each in labels if each))
            rows.append(f"<li>{self._to(source)} {safe(said)}</li>")
        yield from self._headed("Comes from", [*rows, "</ul>"] if rows else [])

"""Made-up turns, answers and a room to read them in."""

from game.core.prose import ToldDocument, ToldParagraph, Words
from game.core.value import replace
from game.play.page import Act, Item, Page
from game.play.view import ChapterView, LinkView, MeterView, OfferView, PassageView, SceneView
from game.runs.settings import Settings
from game.terminal.full import events
from game.terminal.full.room import Outside, Room
from game.terminal.mode import Size

PANEL = (
    MeterView("army", "The army", 3, 5, "fond"),
    MeterView("floor", "The floor", 0, 5, "silent", change=-1),
)


def paragraph(number, words=60):
    """A paragraph in which every word is known by its number."""
    return ToldParagraph((Words(" ".join(f"p{number}w{word}" for word in range(words))),))


def told(paragraphs=12):
    telegram = ToldDocument("telegram", ((Words("LENIN DIED TWENTYFIRST STOP"),),), (Words("Stalin"),))
    return (*(paragraph(number) for number in range(paragraphs)), telegram, paragraph(paragraphs))


def offers(number=3, closed=()):
    return tuple(
        OfferView(
            each,
            f"choice-{each}",
            (Words(f"Take the road number {each}, whatever comes of it."),),
            open=each not in closed,
            reason=(Words("You gave it away."),) if each in closed else (),
        )
        for each in range(1, number + 1)
    )


def scene(paragraphs=12, choices=3, closed=(), **how):
    passages = (PassageView("scene", told(paragraphs), "The Semicolon", "22 January 1924", "Sukhum"),)
    view = SceneView(
        "sukhum", "The Semicolon", ChapterView("fever", "Fever", 1), "22 January 1924", "Sukhum", passages, ()
    )
    return replace(view, offers=offers(choices, closed), decisions=3, **how)


def linked(entry="bonaparte", title="Bonaparte"):
    """A turn in which a word leads to the codex, beyond the first screen."""
    words = (Words("They say "), Words("another Bonaparte", link=entry), Words(" of you."))
    passage = PassageView("scene", (*told(), ToldParagraph(words)), "The Semicolon")
    return replace(scene(), passages=(passage,), links=(LinkView(entry, title),))


def runs_page(number=3):
    rows = tuple(
        Item(
            f"Run {each}",
            f"{each} decisions",
            acts=(
                Act("open", f"load Run {each}"),
                Act("copy", f"copy Run {each}"),
                Act("delete", f"delete Run {each}"),
            ),
        )
        for each in range(1, number + 1)
    )
    return Page("Runs", rows)


def tree_page():
    rows = (
        Item("Fever", acts=(Act("go", "open a"),)),
        Item("The bog", depth=1, acts=(Act("go", "open b"),)),
        Item("The dam", depth=1, acts=(Act("go", "open c"),)),
        Item("Thaw", acts=(Act("go", "open d"),)),
    )
    return Page("Tree", rows)


class Reader:
    """A room with somebody in it: what was handed over, what is typed at, and how it was left."""

    def __init__(self, columns=80, rows=24, **settings):
        self.lines = []
        self.typed_at = []
        self.left_by = []
        outside = Outside(self.lines.append, lambda *these: self.typed_at.append(these), self.left_by.append)
        self.room = Room(Settings(**settings), "mono", outside)
        self.room.size = Size(columns, rows)

    def at(self, view):
        """The turn is shown and the conversation waits."""
        self.room.receive(events.Turned(view))
        self.room.receive(events.Asked(view))
        return self

    def told(self, page):
        """An answer is shown over the turn."""
        self.room.receive(events.Told(page))
        self.room.receive(events.Asked(self.room.desk.view))
        return self

    @property
    def rows(self):
        """What is on the screen, but for the foot."""
        return [row.text for row in self.room.sight.picture(self.room.sight.height).rows]

    @property
    def said(self):
        return " ".join(self.room.desk.said)

    @property
    def picked(self):
        return self.room.sight.spread().picked

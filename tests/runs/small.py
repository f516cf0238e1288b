"""A story of three scenes, made of values, and later versions of it."""

from dataclasses import replace

from hypothesis import HealthCheck, settings

from game.core.condition import Compare, Number, Value
from game.core.dates import parse_date
from game.core.digest import digest
from game.core.model import (
    Add,
    Answers,
    Chapter,
    Choice,
    Effect,
    Ending,
    Flow,
    Header,
    Menu,
    Need,
    Outcome,
    Scene,
    Set,
    Story,
    Variable,
    frozen,
)
from game.core.play import choose
from game.core.prose import Paragraph, Words
from game.runs.journal import Journal, decide
from game.runs.record import record
from game.runs.restore import restore

LAWS = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""How laws are tried: no clock decides, a busy machine is no failure."""

STRENGTH = Variable("strength", "meter", 0, 4, 2, ("spent", "feverish", "up", "rested", "well"), "Strength")
SIGNED = Variable("signed", "flag", 0, 1, 0, label="The letter is signed")
WORD = Variable("word", "count", 0, 9, 0)


def line(text):
    return (Words(text),)


def choice(name, to, *changes, needs=(), **more):
    return Choice(name, line(f"{name.capitalize()} it"), to=to, effect=Effect(changes), needs=needs, **more)


def strong(number, locked="You cannot stand."):
    return Need(Compare(Value("strength"), ">=", Number(number)), line(locked))


def scene(name, *choices, title="", date=None, chapter="fever", flow=None, arrive=()):
    return Scene(
        name,
        chapter,
        Flow(flow) if flow else Menu(choices),
        title=title,
        date=parse_date(date) if date else None,
        text=(Paragraph(line(f"This is {name}.")),),
        arrive=Effect(arrive),
    )


def ending(name, title, kind="defeat"):
    return Ending(name, title, kind, (Paragraph(line(title)),), Answers(line("a"), line("b"), line("c")))


BOG = scene(
    "bog",
    choice("wade", "course", Add("strength", -1)),
    choice("round", "course"),
    title="The Bog",
    date="3 October 1923",
)
COURSE = scene(
    "course",
    choice("sign", "stay", Set("signed", 1), once=True),
    choice("speak", "train", Add("word", 2), needs=(strong(2),)),
    choice("wait", "night"),
    title="A New Course",
    date="15 October 1923",
)
NIGHT = scene("night", flow="train", arrive=(Add("strength", 1),))
TRAIN = scene(
    "train",
    choice("south", "over", outcomes=(Outcome("late"),)),
    choice("home", "lost"),
    choice("round_again", "bog"),
    title="The Red Train",
    chapter="letter",
)
ENDINGS = (ending("over", "Alma-Ata"), ending("lost", "The Chair"))


def story(*scenes, version="1.0.0", renamed=None, variables=(STRENGTH, SIGNED, WORD), name="small"):
    """The story with these scenes in place of those of the same id, and the others as they are."""
    all_scenes = {each.id: each for each in (BOG, COURSE, NIGHT, TRAIN)} | {each.id: each for each in scenes}
    made = Story(
        Header(name, "Small", version, "bog"),
        frozen({each.id: each for each in variables}),
        frozen({}),
        frozen({"fever": Chapter("fever", "Fever", 0), "letter": Chapter("letter", "The Letter", 1)}),
        frozen(all_scenes),
        frozen({each.id: each for each in ENDINGS}),
        renamed=frozen(renamed or {}),
    )
    return replace(made, digest=digest(made))


def without(made, *names):
    """The story without some of its scenes."""
    left = replace(made, scenes=frozen({k: v for k, v in made.scenes.items() if k not in names}))
    return replace(left, digest=digest(left))


STORY = story()


def played(made, run, *decisions):
    """The run after these decisions, as a session would keep it."""
    restored = restore(made, run)
    journal: Journal = restored.journal
    state = restored.steps[-1].state
    for decision in decisions:
        state = choose(made, state, decision.rpartition(".")[2]).state
        journal = decide(journal, decision, restored.names)
    return record(made, run, journal, state)

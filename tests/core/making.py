"""Small stories made of values, for tests of the engine alone."""

from game.core.condition import All, Among, Compare, Number, Value
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
    Scene,
    Set,
    Story,
    Variable,
    frozen,
)
from game.core.prose import Paragraph, Words

STRENGTH = Variable("strength", "meter", 0, 4, 2, ("spent", "feverish", "up", "rested", "well"), "Strength")
WATCHED = Variable("watched", "flag", 0, 1, 0, means="They watch.")
FUNERAL = Variable("funeral", "one_of", 0, 2, 0, ("absent", "heard", "present"), means="Where you were.")


def line(text):
    return (Words(text),) if text else ()


def prose(*paragraphs):
    return tuple(Paragraph(line(text)) for text in paragraphs)


def at_least(variable, number):
    return Compare(Value(variable), ">=", Number(number))


def flag(variable):
    return Among(variable, frozenset({1}))


def both(*conditions):
    return All(conditions)


def change(*changes, also=()):
    return Effect(tuple(changes), tuple(also))


def add(variable, amount):
    return Add(variable, amount)


def put(variable, value):
    return Set(variable, value)


def choice(name, to="over", **fields):
    return Choice(name, line(f"Do {name}."), to=to, **fields)


def menu(name, *choices, text="", **fields):
    return Scene(name, "fever", Menu(choices), text=prose(text) if text else (), **fields)


def flow(name, to, text="", **fields):
    return Scene(name, "fever", Flow(to), text=prose(text) if text else (), **fields)


def ending(name, *paragraphs, **fields):
    return Ending(
        name, name, "defeat", prose(*paragraphs), Answers(line("He."), line("They."), line("You.")), **fields
    )


def story(*scenes, endings=(), variables=(STRENGTH, WATCHED, FUNERAL), **fields):
    endings = endings or (ending("over", "It is over."),)
    fields.setdefault("chapters", frozen({"fever": Chapter("fever", "Fever", 0)}))
    fields.setdefault("conditions", frozen({}))
    return Story(
        Header("tiny", "Tiny", "1.0.0", scenes[0].id),
        frozen({variable.id: variable for variable in variables}),
        scenes=frozen({scene.id: scene for scene in scenes}),
        endings=frozen({each.id: each for each in endings}),
        **fields,
    )


def told(step):
    """The bare paragraphs of all that a step told."""
    return ["".join(word.text for word in block.words) for passage in step.passages for block in passage.told]

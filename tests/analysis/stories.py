"""Random small stories at the level of the model, which draw every construct there is, and count them."""

import os
import random
from collections import Counter

from game.core.condition import (
    ALWAYS,
    NEVER,
    All,
    Among,
    Chose,
    Compare,
    CountOf,
    Either,
    EndingIs,
    Lying,
    Named,
    Not,
    Number,
    Seen,
    Sum,
    TallyOf,
    Value,
)
from game.core.model import (
    STAY,
    Add,
    Also,
    Answers,
    Chapter,
    Choice,
    Effect,
    Ending,
    Flow,
    Header,
    Menu,
    Module,
    Need,
    Outcome,
    Road,
    Route,
    Scene,
    Sensitive,
    Set,
    Story,
    Tally,
    Variable,
    Voice,
    frozen,
)
from game.core.prose import Arm, Document, Paragraph, Shown, Variant, Variants, Words

THOROUGH = int(os.environ.get("THOROUGH", "1"))
"""How many times as many random stories are compared as `make test` does."""

CONSTRUCTS = frozenset(
    """
    among compare seen chose ending-is named not all either always never
    number value count tally lying sum minus-sum
    < <= > >= == !=
    flag meter count-variable one_of below-zero panel
    add-up add-down set set-beyond also two-rows no-effect
    menu flow route way-back back
    hidden need two-needs once stay outcome outcome-to outcome-effect no-last-outcome arrive
    inline inline-without-else block block-without-else nested shared document summary module ending-variant
    loop trap variant-in-label variant-in-reason variant-in-then variant-in-log
    """.split()  # noqa: SIM905
)


class Drawing:
    """Draws one story. The same seed draws the same; `drawn` counts the constructs. With a spine every
    scene leads on to the next by its first choice, and much is changed on the way."""

    def __init__(self, seed, scenes=7, variables=4, spine=False):
        self.chance = random.Random(seed)
        self.spine = spine
        self.drawn = Counter()
        self.most_scenes, self.most_variables = scenes, variables

    def once_in(self, number):
        return self.chance.randrange(number) == 0

    def drew(self, construct):
        self.drawn[construct] += 1

    def story(self):
        chance = self.chance
        self.variables = [self.variable(n) for n in range(chance.randint(1, self.most_variables))]
        count = chance.randint(3, self.most_scenes)
        self.names = [f"s{n}" for n in range(count)]
        self.endings = [f"e{n}" for n in range(chance.randint(1, 3))]
        self.decisions = [f"s{chance.randrange(count)}.c{chance.randrange(3)}" for _ in range(3)]
        self.conditions, self.tallies, self.texts = {}, [], {}
        self.tallies = ["chapter"] if self.once_in(2) else []
        tally = (
            Tally("Tally", 2, tuple(self.voice(n) for n in range(chance.randint(1, 4))))
            if self.tallies
            else None
        )
        for n in range(chance.randrange(3)):
            self.conditions[f"named{n}"] = self.condition(2)
        for n in range(chance.randrange(2)):
            self.texts[f"text{n}"] = self.prose()
        self.returning = self.once_in(3) and count >= 4
        if self.returning:
            self.drew("way-back")
            names = ("one", "two")
            self.variables.append(Variable("~back", "one_of", 0, 1, 0, names, hidden=True))
        scenes = [self.scene(n) for n in range(count)]
        if self.returning:
            roads = (Road(Among("~back", frozenset({0})), self.ahead(1)), Road(None, self.ahead(2)))
            scenes.append(Scene("~back", "chapter", Route(roads)))
        modules = {f"m{n}": self.module(n) for n in range(chance.randrange(3))}
        endings = [self.ending(name, tuple(modules)) for name in self.endings]
        return Story(
            Header("drawn", "Drawn", "1.0.0", "s0"),
            frozen({each.id: each for each in self.variables}),
            frozen(self.conditions),
            frozen({"chapter": Chapter("chapter", "Chapter", 0, tally=tally)}),
            frozen({each.id: each for each in scenes}),
            frozen({each.id: each for each in endings}),
            texts=frozen(self.texts),
            modules=frozen(modules),
        )

    def ahead(self, number):
        """A later scene or an ending."""
        later = [*self.names[number + 1 :], *self.endings]
        if self.spine and not self.once_in(8):
            return later[0]
        near = later[: self.chance.choice((1, 2, 2, 3))]
        return self.chance.choice(later if self.once_in(4) else near)

    # Variables and conditions

    def variable(self, number):
        name = f"v{number}"
        match self.chance.randrange(4):
            case 0:
                self.drew("flag")
                panel = self.chance.choice(("owed", "drawer")) if self.once_in(2) else None
                if panel:
                    self.drew("panel")
                return Variable(name, "flag", 0, 1, self.chance.randrange(2), panel=panel)
            case 1:
                self.drew("meter")
                high = self.chance.randint(1, 4)
                steps = tuple(map(str, range(high + 1)))
                return Variable(name, "meter", 0, high, self.chance.randint(0, high), steps)
            case 2:
                low = self.chance.choice((-2, 0, 0, 1))
                self.drew("count-variable")
                if low < 0:
                    self.drew("below-zero")
                high = low + self.chance.randint(1, 5)
                return Variable(name, "count", low, high, self.chance.randint(low, high))
            case _:
                self.drew("one_of")
                high = self.chance.randint(1, 3)
                return Variable(name, "one_of", 0, high, 0, tuple(map(str, range(high + 1))))

    def condition(self, depth=2, ending=False):
        kinds = ["among", "among", "compare", "compare", "seen", "chose"]
        if self.spine:
            kinds += ["compare"] * 4
        if depth:
            kinds += ["not", "all", "either"]
        if self.conditions:
            kinds.append("named")
        if ending:
            kinds += ["ending-is", "ending-is"]
        if self.once_in(12):
            kinds = ["always", "never"]
        kind = self.chance.choice(kinds)
        self.drew(kind)
        match kind:
            case "among":
                each = self.chance.choice(self.variables)
                values = range(each.low, each.high + 1)
                return Among(
                    each.id, frozenset(self.chance.sample(values, self.chance.randint(1, len(values))))
                )
            case "compare":
                operator = self.chance.choice(("<", "<=", ">", ">=", "==", "!="))
                self.drew(operator)
                right = self.quantity(1) if self.once_in(4) else self.number()
                return Compare(self.quantity(depth), operator, right)
            case "seen":
                return Seen(self.chance.choice(self.names))
            case "chose":
                return Chose(self.chance.choice(self.decisions))
            case "ending-is":
                return EndingIs(self.chance.choice(self.endings))
            case "named":
                return Named(self.chance.choice(list(self.conditions)))
            case "not":
                return Not(self.condition(depth - 1, ending))
            case "all":
                return All(tuple(self.condition(depth - 1, ending) for _ in range(2)))
            case "either":
                return Either(tuple(self.condition(depth - 1, ending) for _ in range(2)))
            case "always":
                return ALWAYS
        return NEVER

    def number(self):
        self.drew("number")
        return Number(self.chance.randint(-1, 4))

    def quantity(self, depth):
        term = self.term(depth)
        if not self.once_in(3):
            return term
        self.drew("sum")
        signs = [1, self.chance.choice((1, -1)), 1]
        if -1 in signs:
            self.drew("minus-sum")
        return Sum(tuple((sign, self.term(depth)) for sign in signs[: self.chance.randint(2, 3)]))

    def term(self, depth):
        kinds = ["value", "value", "value", "lying"]
        if depth:
            kinds.append("count")
        if self.tallies and depth > 1:
            kinds += ["tally", "tally"]
        kind = self.chance.choice(kinds)
        self.drew(kind)
        match kind:
            case "value":
                return Value(self.chance.choice(self.variables).id)
            case "count":
                return CountOf(tuple(self.condition(depth - 1) for _ in range(self.chance.randint(2, 3))))
            case "tally":
                return TallyOf("chapter")
        return Lying(self.chance.choice(("owed", "drawer")))

    def voice(self, number):
        # voices ask for no tally: they may be asked while it is counted
        kept, self.tallies = self.tallies, []
        voice = Voice(f"voice{number}", (), self.condition(1), self.chance.randint(1, 3))
        self.tallies = kept
        return voice

    # Changes

    def effect(self, chance_of=2):
        if not self.once_in(chance_of) and not (self.spine and self.once_in(2)):
            self.drew("no-effect")
            return Effect()
        rows = tuple(Also(self.condition(1), self.changes()) for _ in range(self.chance.choice((0, 0, 1, 2))))
        if rows:
            self.drew("also")
        if len(rows) == 2:
            self.drew("two-rows")
        return Effect(self.changes(), rows)

    def changes(self):
        return tuple(self.change() for _ in range(self.chance.randint(0, 2)))

    def change(self):
        each = self.chance.choice([one for one in self.variables if not one.hidden])
        if self.once_in(2) or each.kind in ("flag", "one_of"):
            if self.once_in(6):
                self.drew("set-beyond")
                return Set(each.id, each.high + 1)
            self.drew("set")
            return Set(each.id, self.chance.randint(each.low, each.high))
        amount = self.chance.choice((1, 1, 2, 3, -1, -1, -2))
        self.drew("add-up" if amount > 0 else "add-down")
        return Add(each.id, amount)

    # Prose

    def line(self, name=""):
        if not self.once_in(3):
            return (Words("Words."),)
        if name:
            self.drew(name)
        self.drew("inline")
        that = () if self.once_in(2) else (Words("that"),)
        if not that:
            self.drew("inline-without-else")
        return (Words("It is "), Variant(self.condition(1), (Words("this"),), that), Words("."))

    def prose(self, depth=2, ending=False):
        parts = [Paragraph(self.line())]
        if self.once_in(3):
            self.drew("document")
            parts.append(Document("letter", (self.line(), self.line()), (Words("N."),)))
        if self.texts and self.once_in(3):
            self.drew("shared")
            parts.append(Shown(self.chance.choice(list(self.texts))))
        if depth and self.once_in(3):
            self.drew("block")
            if depth == 1:
                self.drew("nested")
            arms = [
                Arm(self.condition(1, ending), self.prose(depth - 1, ending))
                for _ in range(self.chance.randint(1, 2))
            ]
            if self.once_in(2):
                arms.append(Arm(None, self.prose(0)))
            else:
                self.drew("block-without-else")
            parts.append(Variants(tuple(arms)))
        return tuple(parts)

    # Scenes

    def scene(self, number):
        name = self.names[number]
        arrive = self.effect(4)
        if arrive != Effect():
            self.drew("arrive")
        kind = "menu" if number == 0 or not self.once_in(3) else self.chance.choice(("flow", "route"))
        summary = None
        if self.once_in(6):
            self.drew("summary")
            summary = Sensitive("suicide", self.prose(1))
        self.drew(kind)
        match kind:
            case "flow":
                way = Flow(self.target(number, loops=False))
            case "route":
                roads = [Road(self.condition(), self.ahead(number)) for _ in range(self.chance.randint(1, 2))]
                way = Route((*roads, Road(None, self.ahead(number))))
            case _:
                count = self.chance.randint(1, 3)
                way = Menu(tuple(self.choice(number, each) for each in range(count)))
                if all(each.hidden_unless or each.needs or each.once for each in way.choices):
                    self.drew("trap")
        return Scene(name, "chapter", way, text=self.prose(), arrive=arrive, sensitive=summary)

    def target(self, number, loops=True):
        if loops and self.returning and number >= 2 and self.once_in(3):
            self.drew("back")
            return "~back"
        if loops and self.once_in(5):
            self.drew("loop")
            return self.chance.choice(self.names)
        return self.ahead(number)

    def choice(self, number, position):
        chance = self.chance
        hidden, needs, once, outcomes, to = None, (), False, (), self.target(number)
        if self.spine and position == 0:
            return self.onward(number)
        if self.once_in(4):
            self.drew("hidden")
            hidden = self.condition()
        if self.once_in(2 if self.spine else 3):
            self.drew("need")
            needs = tuple(
                Need(self.condition(), self.line("variant-in-reason")) for _ in range(chance.randint(1, 2))
            )
            if len(needs) == 2:
                self.drew("two-needs")
        if self.once_in(5):
            self.drew("once")
            once = True
            if self.once_in(2):
                self.drew("stay")
                to = STAY
        if self.once_in(4):
            outcomes = tuple(self.outcome(number, each) for each in range(chance.randint(1, 3)))
            if self.once_in(4):
                self.drew("no-last-outcome")
            else:
                outcomes = (*outcomes[:-1], self.outcome(number, len(outcomes) - 1, last=True))
        effect = self.effect()
        if self.returning and number < 2:
            marks = (Set("~back", position % 2),)
            effect = Effect((*marks, *effect.changes), effect.also)
        return Choice(
            f"c{position}",
            self.line("variant-in-label"),
            hidden,
            needs,
            once,
            (Paragraph(self.line("variant-in-then")),) if self.once_in(3) else (),
            effect,
            outcomes,
            self.line("variant-in-log"),
            (),
            to,
        )

    def onward(self, number):
        """The choice that is always open, and leads to the next scene."""
        to = [*self.names[number + 1 :], *self.endings][0]
        changes = (Set("~back", number % 2),) if self.returning and number < 2 else ()
        effect = self.effect(1)
        effect = Effect((*changes, *effect.changes), effect.also)
        return Choice("c0", self.line(), then=self.prose(1), effect=effect, log=self.line(), to=to)

    def outcome(self, number, position, last=False):
        self.drew("outcome")
        to = None
        if self.once_in(3):
            self.drew("outcome-to")
            to = self.target(number)
        effect = self.effect()
        if effect != Effect():
            self.drew("outcome-effect")
        condition = None if last else self.condition()
        return Outcome(f"o{position}", condition, self.prose(1), effect, self.line("variant-in-log"), (), to)

    def module(self, number):
        self.drew("module")
        variants = [(self.condition(1, ending=True), self.prose(1)) for _ in range(self.chance.randint(1, 2))]
        return Module(f"m{number}", None, None, (*variants, (None, self.prose(0))))

    def ending(self, name, modules):
        text = self.prose(2, ending=True)
        if any(isinstance(part, Variants) for part in text):
            self.drew("ending-variant")
        return Ending(
            name, name, "defeat", text, Answers(self.line(), self.line(), ()), self.line(), epilogue=modules
        )


def draw(seed, **limits):
    """A story, and the count of the constructs that it is made of."""
    drawing = Drawing(seed, **limits)
    return drawing.story(), drawing.drawn


class Weighing(Drawing):
    """Draws stories in which everything hangs together: some meters, moved at every scene, and doors
    that weigh them against each other. Few runs, many combinations that no run comes to."""

    def story(self):
        chance = self.chance
        self.variables = [
            Variable(f"v{n}", "count", 0, chance.randint(2, 4), chance.randint(0, 1))
            for n in range(chance.randint(4, 6))
        ]
        self.names = [f"s{n}" for n in range(chance.randint(4, 6))]
        self.endings = ["e0", "e1", "e2"]
        self.conditions, self.tallies, self.texts, self.returning = {}, [], {}, False
        self.decisions = [f"s{chance.randrange(len(self.names))}.c{chance.randrange(3)}" for _ in range(2)]
        scenes = [self.scene(number) for number in range(len(self.names))]
        last = [Road(self.weighed(), name) for name in self.endings[1:]]
        scenes.append(Scene("last", "chapter", Route((*last, Road(None, "e0")))))
        endings = [self.ending(name, ()) for name in self.endings]
        return Story(
            Header("weighing", "Weighing", "1.0.0", "s0"),
            frozen({each.id: each for each in self.variables}),
            frozen({}),
            frozen({"chapter": Chapter("chapter", "Chapter", 0)}),
            frozen({each.id: each for each in scenes}),
            frozen({each.id: each for each in endings}),
        )

    def weighed(self):
        """A condition that several variables decide together."""
        some = self.chance.sample(self.variables, self.chance.randint(2, 3))
        total = sum(each.high for each in some)
        signs = [1] * len(some) if self.once_in(2) else [1, -1, 1]
        terms = tuple((sign, Value(each.id)) for sign, each in zip(signs, some, strict=False))
        operator = self.chance.choice((">=", ">=", "==", "<="))
        first = Compare(Sum(terms), operator, Number(self.chance.randint(1, total - 1)))
        if self.once_in(3):
            return All((first, self.weighed()))
        if self.once_in(4):
            return Either((first, Chose(self.chance.choice(self.decisions))))
        return first

    def scene(self, number):
        following = [*self.names[number + 1 :], "last"]
        choices = [self.move(0, following[0])]
        for position in (1, 2):
            if self.once_in(3):
                choices.append(self.move(position, following[0], hidden_unless=self.weighed()))
            elif self.once_in(2):
                locked = Need(self.weighed(), self.line())
                choices.append(self.move(position, self.chance.choice(following[:2]), needs=(locked,)))
            else:
                choices.append(self.move(position, following[0]))
        if self.once_in(5):
            # a scene that can be a trap: nothing in it is always open
            choices[0] = self.move(0, following[0], hidden_unless=self.weighed())
        text = (Variants((Arm(self.weighed(), ()), Arm(None, ()))),)
        return Scene(self.names[number], "chapter", Menu(tuple(choices)), text=text)

    def move(self, position, to, **fields):
        moved = self.chance.sample(self.variables, 2)
        changes = tuple(Add(each.id, self.chance.choice((1, 1, 2, -1))) for each in moved)
        also = (Also(self.weighed(), (Set(moved[0].id, 0),)),) if self.once_in(4) else ()
        return Choice(f"c{position}", self.line(), effect=Effect(changes, also), to=to, **fields)


def weigh(seed):
    """A story in which everything hangs together."""
    return Weighing(seed).story()

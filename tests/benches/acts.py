"""Large stories of values for measuring the prover: acts of layers of scenes, some choices locked.

An act begins and ends at one scene; between them a choice leads to the next layer, sometimes to the
one after it, rarely back. The first choice of a scene is never locked. Some meters are read to the end
of the story, others in one half; some facts in one act only.
"""

import random

from game.core.condition import All, Among, Compare, Number, Value
from game.core.model import (
    Add,
    Answers,
    Chapter,
    Choice,
    Effect,
    Ending,
    Header,
    Menu,
    Need,
    Scene,
    Set,
    Story,
    Variable,
    frozen,
)
from game.core.prose import Paragraph, Variant, Words

LOCKED = (Words("Not now."),)


def acts_story(scenes, seed=1, locked=0.25, back=0.02):
    """A story of so many scenes; the same arguments give the same story."""
    return _Acts(scenes, random.Random(seed), locked, back).story()


class _Acts:
    def __init__(self, scenes, chance, locked, back):
        self.chance, self.locked, self.back = chance, locked, back
        self.acts = max(2, round(4 * (scenes / 200) ** 0.301))
        self.layers = max(4, round(10 * (scenes / 200) ** 0.2))
        self.sizes = [scenes // self.acts + (act < scenes % self.acts) for act in range(self.acts)]
        self.long = ["s0", "s1"]
        self.halves = ["h0", "h1"]
        self.flags = [[f"f{act}_0", f"f{act}_1"] for act in range(self.acts)]

    def story(self):
        meters = [
            Variable(name, "count", 0, 10, self.chance.randint(2, 4)) for name in [*self.long, *self.halves]
        ]
        flags = [Variable(name, "flag", 0, 1, 0) for name in ["g0", *(n for act in self.flags for n in act)]]
        rows = [self.rows(act) for act in range(self.acts)]
        scenes = []
        for act, layers in enumerate(rows):
            for depth in range(len(layers)):
                scenes += self.layer(act, rows, depth)
        endings = [Ending(f"e{n}", f"e{n}", "defeat", (), Answers((), (), ())) for n in range(6)]
        return Story(
            Header("acts", "Acts", "1.0.0", scenes[0].id),
            frozen({each.id: each for each in [*meters, *flags]}),
            frozen({}),
            frozen({"acts": Chapter("acts", "Acts", 0)}),
            frozen({each.id: each for each in scenes}),
            frozen({each.id: each for each in endings}),
        )

    def rows(self, act):
        first = sum(self.sizes[:act])
        count, inner = self.sizes[act], self.layers - 2
        sizes = [1, *((count - 2) // inner + (n < (count - 2) % inner) for n in range(inner)), 1]
        names = [f"n{first + n}" for n in range(count)]
        found = []
        for size in sizes:
            found.append(names[:size])
            names = names[size:]
        return [row for row in found if row]

    def layer(self, act, rows, depth):
        chance, row = self.chance, rows[act][depth]
        if depth + 1 < len(rows[act]):
            following = rows[act][depth + 1]
        elif act + 1 < self.acts:
            following = rows[act + 1][0]
        else:
            return [self.last(row[0])]
        beyond = rows[act][depth + 2] if depth + 2 < len(rows[act]) else following
        made = []
        for position, name in enumerate(row):
            # the first choices together lead to every scene of the next layer
            to = [following[n] for n in range(len(following)) if n % len(row) == position] or [
                following[position % len(following)]
            ]
            choices = [self.choice(act, number, target, False) for number, target in enumerate(to)]
            for number in range(len(choices), max(len(choices), 2 + chance.randint(0, 2))):
                drawn = chance.random()
                if drawn < self.back and depth > 1:
                    target = chance.choice(rows[act][depth - 1])
                else:
                    target = chance.choice(beyond if drawn < 0.1 else following)
                choices.append(self.choice(act, number, target, chance.random() < self.locked))
            made.append(Scene(name, "acts", Menu(tuple(choices)), text=self.text(act)))
        return made

    def text(self, act):
        if self.chance.random() < 0.7:
            return ()
        return (Paragraph((Variant(self.condition(act), (Words("this"),), (Words("that"),)),)),)

    def condition(self, act):
        chance = self.chance
        meters = [*self.long, self.halves[act >= self.acts / 2]]
        meter = Compare(
            Value(chance.choice(meters)), chance.choice((">=", ">=", "<=")), Number(chance.randint(2, 8))
        )
        flag = Among(chance.choice(self.flags[act]), frozenset({chance.choice((1, 1, 0))}))
        return chance.choice((meter, meter, meter, flag, flag, All((meter, flag))))

    def choice(self, act, number, to, locked):
        chance = self.chance
        changes = []
        if chance.random() < 0.35:
            meters = [*self.long, self.halves[act >= self.acts / 2]]
            changes.append(Add(chance.choice(meters), chance.choice((1, 1, 1, 2, -1, -1))))
        if chance.random() < 0.1:
            changes.append(Set(chance.choice(self.flags[act]), 1))
        if act == 0 and chance.random() < 0.02:
            changes.append(Set("g0", 1))
        needs = (Need(self.condition(act), LOCKED),) if locked else ()
        return Choice(f"c{number}", (), needs=needs, effect=Effect(tuple(changes)), to=to)

    def last(self, name):
        choices = [Choice("c0", (), to="e0")]
        for number in range(1, 6):
            wanted = [Compare(Value(self.long[number % 2]), ">=", Number(6 + number % 4))]
            if number % 2:
                wanted.append(Among("g0", frozenset({1})))
            choices.append(
                Choice(f"c{number}", (), needs=(Need(All(tuple(wanted)), LOCKED),), to=f"e{number}")
            )
        return Scene(name, "acts", Menu(tuple(choices)))

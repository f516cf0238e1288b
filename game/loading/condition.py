"""Conditions as authors write them (story format, section 4) to conditions as `core` has them.

The grammar, loosest first; a condition is typed while it is read:

    either     = both {"or" both}
    both       = opposite {"and" opposite}
    opposite   = "not" opposite | "(" either ")" | simple
    simple     = "seen" "(" ID ")" | "chose" "(" ID "." ID ")" | "ending" "is" ["not"] ID
               | "ending" ["not"] "in" "(" ID {"," ID} ")"
               | ID | ID "is" ["not"] (VALUE | NUMBER) | ID ["not"] "in" "(" VALUE {"," VALUE} ")"
               | sum SIGN sum | sum "is" ["not"] sum
    sum        = ["-"] term {("+" | "-") term}
    term       = NUMBER | ID | "count" "(" either {"," either} ")" | "tally" "(" ID ")" | "owed" | "drawer"
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Literal

from game.core.condition import (
    All,
    Chose,
    Compare,
    Condition,
    CountOf,
    Either,
    EndingIs,
    Lying,
    Not,
    Number,
    Operator,
    Quantity,
    Seen,
    Sum,
    TallyOf,
    Term,
    Value,
)
from game.core.value import dataclass
from game.core.walk import questions
from game.loading.asking import NUMERIC, about, described, number
from game.loading.diagnostic import Diagnostic, Span
from game.loading.lookup import Lookup, Missing, Place
from game.loading.names import Names
from game.loading.nodes import Scalar
from game.loading.ranges import verdict
from game.loading.words import LANGUAGE, Malformed, Word, Words

DEEPEST = 32
"""How deep parentheses, counts and `not` may stand in one another."""

_SIGNS: dict[str, Operator] = {"<": "<", "<=": "<=", ">": ">", ">=": ">="}
_RANGE = "look at the ranges that variables are declared with"
_QUESTIONS = "there are `seen(...)`, `chose(...)`, `count(...)` and `tally(...)`"


def parse_condition(
    scalar: Scalar, names: Names, *, endings_allowed: bool = False
) -> tuple[Condition | None, tuple[Diagnostic, ...]]:
    """The condition that a scalar holds, and what is wrong with it. None if anything is an error,
    and also, without a diagnostic, if a name may stand in a file that could not be read."""
    return parse_condition_text(scalar.text, scalar.at, names, endings_allowed=endings_allowed)


def parse_condition_text(
    text: str, place: Place, names: Names, *, endings_allowed: bool = False
) -> tuple[Condition | None, tuple[Diagnostic, ...]]:
    """As `parse_condition`, for a condition inside other text: `place(offset, end)` tells where
    `text[offset:end]` stands. `endings_allowed`: whether `ending is ID` may be asked here."""
    faultless = _faultless(text, names, endings_allowed)
    return (faultless, ()) if faultless is not None else _parsed(text, place, names, endings_allowed)


@lru_cache(maxsize=4096)
def _faultless(text: str, names: Names, endings_allowed: bool) -> Condition | None:
    """The condition, if nothing is to be said of it: the same few are asked all over a story."""
    condition, findings = _parsed(text, partial(Span, "", 1, 1), names, endings_allowed)
    return None if findings else condition


def _parsed(
    text: str, place: Place, names: Names, endings_allowed: bool
) -> tuple[Condition | None, tuple[Diagnostic, ...]]:
    lookup = Lookup(names, place)
    parser = _Parser(Words(text, lookup, DEEPEST), endings_allowed=endings_allowed)
    condition = parser.parse()
    return condition, tuple(lookup.findings)


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int


class _Parser:
    """Reads one condition. A name that is wrong makes the condition None, and reading goes on to
    find what else is wrong; a sign that is wrong ends it."""

    def __init__(self, words: Words, *, endings_allowed: bool) -> None:
        self._words = words
        self._lookup = words.lookup
        self._endings_allowed = endings_allowed
        self._resolved = True

    def parse(self) -> Condition | None:
        if self._words.next().kind == "end":
            self._words.report("condition-syntax", "there is no condition here")
            return None
        try:
            condition = self._either()
            if self._words.next().kind != "end":
                raise self._words.unexpected("`and`, `or` or the end")
        except Malformed:
            return None
        return condition if self._resolved else None

    def _either(self) -> Condition:
        start = self._words.next().start
        parts = [self._both()]
        while self._words.skip("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else self._judged(Either(tuple(parts)), start, parts)

    def _both(self) -> Condition:
        start = self._words.next().start
        parts = [self._opposite()]
        while self._words.skip("and"):
            parts.append(self._opposite())
        return parts[0] if len(parts) == 1 else self._judged(All(tuple(parts)), start, parts)

    def _opposite(self) -> Condition:
        if self._words.comes("not", "("):
            self._words.deeper()
            negated = self._words.take().text == "not"
            condition = self._opposite() if negated else self._either()
            if not negated:
                self._words.expect(")", "the condition in parentheses")
            self._words.higher()
            return Not(condition) if negated else condition
        start, told = self._words.next().start, len(self._lookup.findings)
        try:
            condition = self._simple()
        except Missing:
            self._resolved = False
            return All(())
        # what is certain about a condition that is counted has been told there
        return condition if len(self._lookup.findings) > told else self._judged(condition, start, [])

    def _simple(self) -> Condition:
        word, following = self._words.next(), self._words.following()
        if word.kind != "name":
            return self._comparison()
        if word.text in ("seen", "chose"):
            return self._past()
        if word.text == "ending":
            return self._ending()
        if word.text in LANGUAGE:
            return self._comparison()
        if word.text.lower() in LANGUAGE:
            raise self._words.unexpected("a condition")
        if following.text == "(":
            message = f"`{word.text}(...)` is nothing that can be asked"
            self._words.report("condition-syntax", message, _QUESTIONS)
            raise Malformed
        if following.text in ("+", "-") or following.text in _SIGNS:
            return self._comparison()
        return about(self._words, self._words.take())

    def _past(self) -> Condition:
        asked = self._words.take().text
        self._words.expect("(", f"`{asked}`")
        name = self._words.name("a scene" if asked == "seen" else "a choice, written `scene.choice`")
        self._words.expect(")", "the name")
        if asked == "chose":
            return Chose(self._lookup.choice(name))
        if name.text in self._lookup.names.endings:
            hint = "in epilogues and honours, `ending is ID` can be asked"
            self._lookup.report(
                name, "wrong-kind", f"`{name.text}` is an ending: no run goes on from it", hint
            )
            raise Missing
        return Seen(self._lookup.known(name, "scene", self._lookup.names.scenes, "unknown-scene"))

    def _ending(self) -> Condition:
        word = self._words.take()
        if self._words.skip("is"):
            negated = self._words.skip("not")
            asked = [self._words.name("an ending")]
        else:
            negated = self._words.skip("not")
            self._words.expect("in", "`ending`")
            self._words.expect("(", "`in`")
            asked = [self._words.name("an ending")]
            while self._words.skip(","):
                asked.append(self._words.name("an ending"))
            self._words.expect(")", "the endings")
        if not self._endings_allowed:
            message = "the ending can be asked for in epilogues and honours only: before, nothing has ended"
            self._lookup.report(_Stretch(word.start, self._words.last().end), "ending-not-here", message)
            raise Missing
        endings = tuple([self._ended(name) for name in asked])
        condition = endings[0] if len(endings) == 1 else Either(endings)
        return Not(condition) if negated else condition

    def _ended(self, name: Word) -> EndingIs:
        return EndingIs(self._lookup.known(name, "ending", self._lookup.names.endings, "unknown-ending"))

    # Numbers

    def _comparison(self) -> Condition:
        left = self._sum(opens=True)
        if self._words.comes(*_SIGNS):
            sign = _SIGNS[self._words.take().text]
            return Compare(left, sign, self._sum())
        if self._words.skip("is"):
            sign = "!=" if self._words.skip("not") else "=="
            return Compare(left, sign, self._sum())
        if self._words.comes(")") and isinstance(left, Sum):
            message = "parentheses hold conditions, not sums"
            self._words.report("condition-syntax", message, "a sum needs none")
            raise Malformed
        raise self._words.unexpected("a comparison such as `>= 2`")

    def _sum(self, *, opens: bool = False) -> Quantity:
        """Terms added up; `opens` if a condition begins here."""
        terms = [self._signed(-1 if self._words.skip("-") else 1, opens=opens)]
        while self._words.comes("+", "-"):
            terms.append(self._signed(-1 if self._words.take().text == "-" else 1))
        sign, term = terms[0]
        if len(terms) > 1 or (sign < 0 and not isinstance(term, Number)):
            return Sum(tuple(terms))
        return Number(-term.value) if sign < 0 and isinstance(term, Number) else term

    def _signed(self, sign: Literal[1, -1], *, opens: bool = False) -> tuple[Literal[1, -1], Term]:
        try:
            return sign, self._term(opens=opens)
        except Missing:
            self._resolved = False
            return sign, Number(0)

    def _term(self, *, opens: bool) -> Term:
        word = self._words.next()
        if word.kind == "number":
            return Number(number(self._words, self._words.take()))
        match word.text if word.kind == "name" else "":
            case "owed" | "drawer" as panel:
                self._words.take()
                return Lying(panel)
            case "count":
                return self._count()
            case "tally":
                return self._tally()
            case name if name and name not in LANGUAGE:
                return self._value(self._words.take())
        raise self._words.unexpected("a condition" if opens else "a number, a meter or a count")

    def _value(self, name: Word) -> Value:
        variable = self._lookup.variable(name, NUMERIC)
        if variable.kind in NUMERIC:
            return Value(variable.id)
        asked = f"{name.text} is {variable.names[-1]}" if variable.names else name.text
        message = f"`{name.text}` is {described(variable)} and no number"
        self._lookup.report(name, "wrong-kind", message, f"write `{asked}`")
        raise Missing

    def _count(self) -> CountOf:
        self._words.deeper()
        self._words.take()
        self._words.expect("(", "`count`")
        conditions = [self._either()]
        while self._words.skip(","):
            conditions.append(self._either())
        self._words.expect(")", "the conditions that are counted")
        self._words.higher()
        return CountOf(tuple(conditions))

    def _tally(self) -> TallyOf:
        self._words.take()
        self._words.expect("(", "`tally`")
        name = self._words.name("a chapter")
        self._words.expect(")", "the chapter")
        names = self._lookup.names
        if name.text in names.chapters and name.text not in names.tallies and names.complete:
            self._lookup.report(name, "unknown-tally", f"the chapter `{name.text}` has no tally")
            raise Missing
        return TallyOf(
            self._lookup.known(name, "chapter with a tally", names.tallies, "unknown-tally", "chapter:")
        )

    # What can never or must always hold

    def _judged(self, condition: Condition, start: int, parts: list[Condition]) -> Condition:
        """The condition, with a warning if its answer is certain and that of its parts is not."""
        names = self._lookup.names
        answer = verdict(condition, names) if self._resolved else None
        if answer is None or any(verdict(part, names) is not None for part in parts):
            return condition
        where = _Stretch(start, self._words.last().end)
        if answer:
            message = "this always holds, whatever happens"
            self._lookup.report(where, "always-holds", message, self._ranges(condition))
        else:
            message = "this can never hold, whatever happens"
            self._lookup.report(where, "never-holds", message, self._ranges(condition))
        return condition

    def _ranges(self, condition: Condition) -> str:
        """The hint that tells what the numbers of a condition can be."""
        asked = [each.variable if isinstance(each, Value) else "" for each in questions(condition)]
        known = {each.id: each for each in self._lookup.names.variables.values()}
        if not asked or not all(name in known for name in asked):
            return _RANGE
        numbers = [known[name] for name in dict.fromkeys(asked)]
        return ", ".join(f"`{each.id}` goes from {each.low} to {each.high}" for each in numbers)

"""Conditions as authors write them (story format, section 4) to conditions as `core` has them.

The grammar, loosest first; a condition is typed while it is read:

    either     = both {"or" both}
    both       = opposite {"and" opposite}
    opposite   = "not" opposite | "(" either ")" | "seen" "(" ID ")" | "chose" "(" ID "." ID ")"
               | ID | ID "is" ["not"] (VALUE | NUMBER) | ID ["not"] "in" "(" VALUE {"," VALUE} ")"
               | "ending" "is" ["not"] ID | "ending" ["not"] "in" "(" ID {"," ID} ")"
               | sum SIGN sum | sum "is" ["not"] NUMBER
    sum        = ["-"] term {("+" | "-") term}
    term       = NUMBER | ID | "count" "(" either {"," either} ")" | "tally" "(" ID ")" | "owed" | "drawer"
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.core.condition import (
    All,
    Among,
    Chose,
    Compare,
    Condition,
    CountOf,
    Either,
    EndingIs,
    Lying,
    Named,
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
from game.core.model import Variable
from game.loading.diagnostic import Diagnostic
from game.loading.lookup import Lookup, Missing, Place
from game.loading.names import Names
from game.loading.nodes import Scalar
from game.loading.ranges import verdict
from game.loading.words import Word, words

DEEPEST = 32
"""How deep parentheses, counts and `not` may stand in one another."""

_INSTEAD = {
    "==": "is",
    "===": "is",
    "=": "is",
    "!=": "is not",
    "<>": "is not",
    "≠": "is not",
    "=>": ">=",
    "=<": "<=",
    "≥": ">=",
    "≤": "<=",
    "&&": "and",
    "&": "and",
    "||": "or",
    "|": "or",
    "!": "not",
    "~": "not",
}
_SIGNS: dict[str, Operator] = {"<": "<", "<=": "<=", ">": ">", ">=": ">="}
_NUMERIC = ("meter", "count")
_TERMS = frozenset({"count", "tally", "owed", "drawer"})
_WORDS = frozenset({"and", "or", "not", "is", "in", "seen", "chose", "ending"}) | _TERMS


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
    parser = _Parser(text, Lookup(names, place), endings_allowed=endings_allowed)
    condition = parser.parse()
    return condition, tuple(parser.lookup.findings)


class _Malformed(Exception):
    """The rest of the condition cannot be read; why has been said."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int


class _Parser:
    """Reads one condition. A name that is wrong makes the condition None, and reading goes on to
    find what else is wrong; a sign that is wrong ends it."""

    def __init__(self, text: str, lookup: Lookup, *, endings_allowed: bool) -> None:
        self.lookup = lookup
        self._words = words(text)
        self._at = 0
        self._depth = 0
        self._endings_allowed = endings_allowed
        self._resolved = True

    def parse(self) -> Condition | None:
        if self._next().kind == "end":
            self._report("condition-syntax", "there is no condition here")
            return None
        try:
            condition = self._either()
            if self._next().kind != "end":
                raise self._unexpected("`and`, `or` or the end")
        except _Malformed:
            return None
        return condition if self._resolved else None

    # Words

    def _next(self) -> Word:
        return self._words[self._at]

    def _take(self) -> Word:
        word = self._words[self._at]
        self._at = min(self._at + 1, len(self._words) - 1)
        return word

    def _is(self, *texts: str) -> bool:
        return self._next().kind in ("name", "sign") and self._next().text in texts

    def _skip(self, text: str) -> bool:
        if self._is(text):
            self._take()
            return True
        return False

    def _expect(self, text: str, after: str) -> None:
        if not self._skip(text):
            raise self._unexpected(f"`{text}` after {after}")

    def _name(self, what: str) -> Word:
        if self._next().kind != "name" or self._next().text in _WORDS:
            raise self._unexpected(what)
        return self._take()

    def _report(self, code: str, message: str, hint: str = "") -> None:
        self.lookup.report(self._next(), code, message, hint)

    def _unexpected(self, expected: str) -> _Malformed:
        """Say what should stand here, or what to write for the sign that stands here."""
        word = self._next()
        if word.kind == "wrong" and word.text in _INSTEAD:
            message = f"`{word.text}` is no sign of the language"
            self._report("wrong-operator", message, f"write `{_INSTEAD[word.text]}`")
        elif word.kind == "name" and word.text.lower() in _WORDS and word.text not in _WORDS:
            message = f"expected {expected}, found `{word.text}`"
            self._report(
                "condition-syntax", message, f"write `{word.text.lower()}`: words have small letters"
            )
        else:
            found = f"`{word.text}`" if word.text else "the end"
            self._report("condition-syntax", f"expected {expected}, found {found}")
        return _Malformed()

    # Conditions

    def _either(self) -> Condition:
        start = self._next().start
        parts = [self._both()]
        while self._skip("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else self._judged(Either(tuple(parts)), start, parts)

    def _both(self) -> Condition:
        start = self._next().start
        parts = [self._opposite()]
        while self._skip("and"):
            parts.append(self._opposite())
        return parts[0] if len(parts) == 1 else self._judged(All(tuple(parts)), start, parts)

    def _opposite(self) -> Condition:
        if self._is("not", "("):
            self._deeper()
            negated = self._take().text == "not"
            condition = self._opposite() if negated else self._either()
            if not negated:
                if self._is("+", "-", "<", "<=", ">", ">="):
                    self._report(
                        "condition-syntax", "parentheses hold conditions, not sums", "a sum needs none"
                    )
                    raise _Malformed
                self._expect(")", "the condition in parentheses")
            self._depth -= 1
            return Not(condition) if negated else condition
        start = self._next().start
        try:
            condition = self._simple()
        except Missing:
            self._resolved = False
            return All(())
        return self._judged(condition, start, [])

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            self._report("too-deep", f"this condition is nested more than {DEEPEST} deep")
            raise _Malformed

    def _simple(self) -> Condition:
        word = self._next()
        following = self._words[min(self._at + 1, len(self._words) - 1)]
        if word.kind == "name":
            if word.text in ("seen", "chose"):
                return self._past()
            if word.text == "ending":
                return self._ending()
            if word.text not in _WORDS and not self._opens_sum(following):
                return self._about(self._take())
            if (
                word.text not in _WORDS
                and following.text == "("
                and word.text not in self.lookup.names.variables
            ):
                self._report(
                    "condition-syntax", f"`{word.text}(...)` is nothing that can be asked", _QUESTIONS
                )
                raise _Malformed
        return self._comparison()

    @staticmethod
    def _opens_sum(word: Word) -> bool:
        return word.text in ("+", "-", "(") or word.text in _SIGNS

    def _past(self) -> Condition:
        asked = self._take().text
        self._expect("(", f"`{asked}`")
        name = self._name("a scene" if asked == "seen" else "a choice, written `scene.choice`")
        self._expect(")", "the name")
        if asked == "chose":
            return Chose(self.lookup.choice(name))
        if name.text in self.lookup.names.endings:
            hint = "in epilogues and honours, `ending is ID` can be asked"
            self.lookup.report(
                name, "wrong-kind", f"`{name.text}` is an ending: no run goes on from it", hint
            )
            raise Missing
        return Seen(self.lookup.known(name, "scene", self.lookup.names.scenes, "unknown-scene"))

    def _ending(self) -> Condition:
        word = self._take()
        negated = self._skip("not")
        if self._skip("in"):
            names = self._endings_among()
        elif negated:
            raise self._unexpected("`in` after `not`")
        else:
            self._expect("is", "`ending`")
            negated = self._skip("not")
            names = [self._name("an ending")]
        if not self._endings_allowed:
            message = "`ending is` can be asked in epilogues and honours only: before, nothing has ended"
            self.lookup.report(_Stretch(word.start, names[-1].end), "ending-not-here", message)
            raise Missing
        known = self.lookup.names.endings
        endings = [EndingIs(self.lookup.known(name, "ending", known, "unknown-ending")) for name in names]
        condition = endings[0] if len(endings) == 1 else Either(tuple(endings))
        return Not(condition) if negated else condition

    def _endings_among(self) -> list[Word]:
        self._expect("(", "`in`")
        names = [self._name("an ending")]
        while self._skip(","):
            names.append(self._name("an ending"))
        self._expect(")", "the endings")
        return names

    # Variables that have names for their values, and flags

    def _about(self, name: Word) -> Condition:
        """What is asked of one name: nothing (a flag), `is` or `in`."""
        if self._skip("is"):
            negated = self._skip("not")
            condition = self._is_value(name)
            return Not(condition) if negated else condition
        if self._is("in"):
            return self._among(name)
        if self._is("not"):
            self._take()
            if not self._is("in"):
                raise self._unexpected("`in` after `not`")
            return Not(self._among(name))
        if self._next().kind == "wrong":
            raise self._wrong_sign(name)
        return self._bare(name)

    def _bare(self, name: Word) -> Condition:
        if name.text in self.lookup.names.conditions:
            return Named(name.text)
        variable = self.lookup.variable(name, ("flag",))
        if variable.kind == "flag":
            return Among(variable.id, frozenset({1}))
        hint = (
            f"write `{name.text} is {variable.names[-1]}`"
            if variable.kind == "one_of"
            else f"write `{name.text} >= 1`"
        )
        self.lookup.report(
            name, "wrong-kind", f"`{name.text}` is {_a(variable)}, which does not hold or fail", hint
        )
        raise Missing

    def _is_value(self, name: Word) -> Condition:
        value_at = self._next()
        minus = self._skip("-")
        if self._next().kind not in ("name", "number") or self._next().text in _WORDS:
            raise self._unexpected("a value after `is`")
        value = self._take()
        variable = self.lookup.variable(name, ("one_of",) if value.kind == "name" else _NUMERIC)
        match variable.kind:
            case "one_of":
                return Among(variable.id, frozenset({self.lookup.value(value, variable)}))
            case "flag":
                hint = f"write `{name.text}` or `not {name.text}`"
                self.lookup.report(value, "wrong-kind", f"`{name.text}` is a flag and has no values", hint)
                raise Missing
            case "meter" | "count" if value.kind == "number":
                return Compare(
                    Value(variable.id),
                    "==",
                    Number(self._number(value, value_at.start) * (-1 if minus else 1)),
                )
            case _:
                raise self._step(value, variable)

    def _step(self, value: Word, variable: Variable) -> Missing:
        """A meter or count compared with a word."""
        if value.text in variable.names:
            number = variable.names.index(value.text)
            message = f"`{value.text}` is the name of a step; conditions ask for its number"
            self.lookup.report(
                value, "step-name", message, f"write `{variable.id} is {number}` or `>= {number}`"
            )
        else:
            message = f"`{variable.id}` is {_a(variable)} and has numbers, no names"
            self.lookup.report(value, "wrong-kind", message, f"write `{variable.id} >= {variable.high}`")
        return Missing()

    def _among(self, name: Word) -> Condition:
        self._take()
        self._expect("(", "`in`")
        values = [self._value()]
        while self._skip(","):
            values.append(self._value())
        self._expect(")", "the values")
        numbers = values[0].kind == "number"
        variable = self.lookup.variable(name, _NUMERIC if numbers else ("one_of",))
        if variable.kind == "flag":
            hint = f"write `{name.text}` or `not {name.text}`"
            self.lookup.report(name, "wrong-kind", f"`{name.text}` is a flag and has no values", hint)
            raise Missing
        if variable.kind == "one_of":
            return Among(variable.id, frozenset([self.lookup.value(each, variable) for each in values]))
        for each in values:
            if each.kind != "number":
                raise self._step(each, variable)
        return Among(variable.id, frozenset([self._number(each, each.start) for each in values]))

    def _value(self) -> Word:
        if self._next().kind not in ("name", "number") or self._next().text in _WORDS:
            raise self._unexpected("a value")
        return self._take()

    def _wrong_sign(self, name: Word) -> _Malformed:
        """`x == y` and its like: say what to write for this kind of variable."""
        variable = self.lookup.names.variables.get(name.text)
        sign = self._next().text
        if variable is not None and variable.kind == "flag" and _INSTEAD.get(sign) in ("is", "is not"):
            hint = f"write `{name.text}` or `not {name.text}`"
            self._report("wrong-operator", f"`{sign}` is no sign of the language", hint)
            return _Malformed()
        return self._unexpected("`is`, `in`, `>=` or the end")

    # Numbers

    def _comparison(self) -> Condition:
        left = self._sum(opens=True)
        if self._is(*_SIGNS):
            sign = _SIGNS[self._take().text]
            return Compare(left, sign, self._sum())
        if self._skip("is"):
            sign = "!=" if self._skip("not") else "=="
            return Compare(left, sign, self._sum())
        if self._is(")") and isinstance(left, Sum):
            self._report("condition-syntax", "parentheses hold conditions, not sums", "a sum needs none")
            raise _Malformed
        raise self._unexpected("a comparison such as `>= 2`")

    def _sum(self, *, opens: bool = False) -> Quantity:
        """Terms added up; `opens` if a condition begins here."""
        terms = [self._signed(-1 if self._skip("-") else 1, opens=opens)]
        while self._is("+", "-"):
            terms.append(self._signed(-1 if self._take().text == "-" else 1))
        sign, term = terms[0]
        if len(terms) > 1:
            return Sum(tuple(terms))
        if sign == 1:
            return term
        return Number(-term.value) if isinstance(term, Number) else Sum(tuple(terms))

    def _signed(self, sign: Literal[1, -1], *, opens: bool = False) -> tuple[Literal[1, -1], Term]:
        try:
            return sign, self._term(opens=opens)
        except Missing:
            self._resolved = False
            return sign, Number(0)

    def _term(self, *, opens: bool) -> Term:
        word = self._next()
        if word.kind == "number":
            return Number(self._number(self._take(), word.start))
        if word.kind != "name" or word.text in ("and", "or", "is", "in"):
            raise self._unexpected("a condition" if opens else "a number, a meter or a count")
        if word.text in ("owed", "drawer"):
            self._take()
            return Lying("owed" if word.text == "owed" else "drawer")
        if word.text == "count":
            return self._count()
        if word.text == "tally":
            self._take()
            self._expect("(", "`tally`")
            name = self._name("a chapter")
            self._expect(")", "the chapter")
            return self._tally(name)
        name = self._name("a number, a meter or a count")
        variable = self.lookup.variable(name, _NUMERIC)
        if variable.kind in _NUMERIC:
            return Value(variable.id)
        hint = (
            f"write `{name.text} is {variable.names[-1]}`" if variable.names else f"write `{name.text}` alone"
        )
        self.lookup.report(name, "wrong-kind", f"`{name.text}` is {_a(variable)} and no number", hint)
        raise Missing

    def _count(self) -> CountOf:
        self._deeper()
        self._take()
        self._expect("(", "`count`")
        conditions = [self._either()]
        while self._skip(","):
            conditions.append(self._either())
        self._expect(")", "the conditions that are counted")
        self._depth -= 1
        return CountOf(tuple(conditions))

    def _tally(self, name: Word) -> TallyOf:
        names = self.lookup.names
        if name.text in names.chapters and name.text not in names.tallies and names.complete:
            self.lookup.report(name, "unknown-tally", f"the chapter `{name.text}` has no tally")
            raise Missing
        return TallyOf(self.lookup.known(name, "chapter with a tally", names.tallies, "unknown-tally"))

    def _number(self, word: Word, start: int) -> int:
        if len(word.text) > 9:
            self.lookup.report(_Stretch(start, word.end), "condition-syntax", "this number is too big")
            raise Missing
        return int(word.text)

    # What can never or must always hold

    def _judged(self, condition: Condition, start: int, parts: list[Condition]) -> Condition:
        """The condition, with a warning if its answer is certain and that of its parts is not."""
        if not self._resolved:
            return condition
        names = self.lookup.names
        answer = verdict(condition, names)
        if answer is not None and not any(verdict(part, names) is not None for part in parts):
            where = _Stretch(start, self._words[self._at - 1].end)
            if answer:
                self.lookup.report(where, "always-holds", "this always holds, whatever happens", _RANGE)
            else:
                self.lookup.report(where, "never-holds", "this can never hold, whatever happens", _RANGE)
        return condition


_RANGE = "look at the ranges in variables.yaml"
_QUESTIONS = "there are `seen(...)`, `chose(...)`, `count(...)` and `tally(...)`"


def _a(variable: Variable) -> str:
    return "a `one_of`" if variable.kind == "one_of" else f"a {variable.kind}"

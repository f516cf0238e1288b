"""Prose as authors write it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.condition import Among, Compare, EndingIs, Named, Not, Number, Value
from game.core.prose import Arm, Document, Line, Paragraph, Part, Prose, Shown, Variant, Variants, Words
from game.loading.diagnostic import Diagnostic, Span
from game.loading.names import Names
from game.loading.prose import parse_line, parse_prose
from game.loading.source import Mapping, Scalar, read_text
from tests.loading.marked import unmarked
from tests.loading.test_condition import NAMES as CONDITION_NAMES

NAMES = replace(
    CONDITION_NAMES, codex=frozenset({"smychka", "old_guard"}), texts=frozenset({"the_bog", "the_wire"})
)
PROMISED = Among("promised", frozenset({1}))
TIRED = Compare(Value("strength"), "<=", Number(1))


def block(text: str) -> Scalar:
    """The scalar of a `|` block that holds the text."""
    source = "text: |\n" + "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))
    file, _ = read_text("a.yaml", source.encode())
    assert isinstance(file.root, Mapping)
    value = file.root.entries[0].value
    assert isinstance(value, Scalar)
    return value


def prose(text: str, names: Names = NAMES) -> Prose:
    found, diagnostics = parse_prose(block(text), names)
    assert diagnostics == ()
    return found


def line(text: str) -> Line:
    found, diagnostics = parse_line(block(text), NAMES)
    assert diagnostics == ()
    return found


def paragraph(*pieces: Words | Variant | str) -> Paragraph:
    return Paragraph(tuple(Words(piece) if isinstance(piece, str) else piece for piece in pieces))


def test_a_blank_line_parts_paragraphs_and_single_line_ends_fold() -> None:
    assert prose("One\ntwo.\n\n\n  Three.") == (paragraph("One two."), paragraph("Three."))


def test_signs_that_are_no_markup_print_as_typed() -> None:
    text = "[sic] :star: 1924 #1 a|b 5 % ~x~ _y_ `z` <b> & \\ — x]] a:b"
    assert prose(text) == (paragraph(text),)
    assert prose(text + " {{") == (paragraph(text + " {"),)


def test_literals_print_without_their_escape() -> None:
    assert prose("{{a}} \\* \\[[b]]") == (paragraph("{a} * [[b]]"),)


def test_stress_and_strong_words() -> None:
    assert prose("A *b c* d **e**.") == (
        paragraph("A ", Words("b c", "stress"), " d ", Words("e", "strong"), "."),
    )


def test_links_lead_to_the_codex() -> None:
    assert prose("[[smychka]], [[old_guard]] and [[smychka|the alliance]]") == (
        paragraph(
            Words("smychka", "plain", "smychka"),
            ", ",
            Words("old guard", "plain", "old_guard"),
            " and ",
            Words("the alliance", "plain", "smychka"),
        ),
    )


def test_an_inline_variant_has_one_part_or_two() -> None:
    assert prose("He {promised: knows|does\nnot know}.") == (
        paragraph("He ", Variant(PROMISED, (Words("knows"),), (Words("does not know"),)), "."),
    )
    assert prose("{promised: Yes.}") == (paragraph(Variant(PROMISED, (Words("Yes."),))),)


def test_the_first_colon_and_space_end_a_condition() -> None:
    assert prose("{promised: he said: no}") == (paragraph(Variant(PROMISED, (Words("he said: no"),))),)


def test_markup_works_in_the_parts_of_a_variant() -> None:
    assert prose("{promised: *a* {{b}}|[[smychka|c|d]]}".replace("|d", "")) == (
        paragraph(
            Variant(PROMISED, (Words("a", "stress"), Words(" {b}")), (Words("c", "plain", "smychka"),))
        ),
    )


def test_stress_may_stand_around_a_variant() -> None:
    assert prose("*so {promised: a|b} c*") == (
        paragraph(
            Words("so ", "stress"),
            Variant(PROMISED, (Words("a", "stress"),), (Words("b", "stress"),)),
            Words(" c", "stress"),
        ),
    )


def test_block_variants_stand_in_one_another() -> None:
    text = "{if strength <= 1}\nA\n{else if promised}\nB\n\n{if can_unseat}\nC\n{end}\n{else}\nD\n{end}\nE"
    assert prose(text) == (
        Variants(
            (
                Arm(TIRED, (paragraph("A"),)),
                Arm(PROMISED, (paragraph("B"), Variants((Arm(Named("can_unseat"), (paragraph("C"),)),)))),
                Arm(None, (paragraph("D"),)),
            )
        ),
        paragraph("E"),
    )


def test_shared_texts_are_inserted() -> None:
    assert prose("A\n{show: the_bog}\nB") == (paragraph("A"), Shown("the_bog"), paragraph("B"))


def test_telegrams_and_minutes_keep_their_lines() -> None:
    text = "> telegram:\n> COME AT ONCE\n> {promised: STOP|NOW}\n> — Lenin"
    lines = ((Words("COME AT ONCE"),), (Variant(PROMISED, (Words("STOP"),), (Words("NOW"),)),))
    assert prose(text) == (Document("telegram", lines, (Words("Lenin"),)),)
    assert prose(text.replace("telegram", "minutes")) == (Document("minutes", lines, (Words("Lenin"),)),)


def test_other_documents_fold_their_lines() -> None:
    text = "> letter:\n> Dear\n> Leon,\n>\n> no.\n\n> A quote.\n> And more."
    assert prose(text) == (
        Document("letter", ((Words("Dear Leon,"),), (Words("no."),))),
        Document("quote", ((Words("A quote. And more."),),)),
    )


def test_a_document_may_begin_on_the_line_of_its_kind() -> None:
    assert prose("> telegram: COME\n> STOP") == (Document("telegram", ((Words("COME"),), (Words("STOP"),))),)


def test_a_document_may_stand_in_a_block() -> None:
    assert prose("{if promised}\n> A\n{end}") == (
        Variants((Arm(PROMISED, (Document("quote", ((Words("A"),),)),)),)),
    )


def test_notes_are_no_prose() -> None:
    assert prose("// to be written\nOne\n// a note\ntwo // three\n//\n//four") == (
        paragraph("One two // three //four"),
    )
    assert prose("// to be written") == ()
    assert line("// to be written") == ()


def test_a_line_folds_and_has_variants() -> None:
    assert line("Go\nto *him* {promised: now}.") == (
        Words("Go to "),
        Words("him", "stress"),
        Words(" "),
        Variant(PROMISED, (Words("now"),)),
        Words("."),
    )
    assert line("") == ()


def test_endings_are_asked_for_only_where_they_may_be() -> None:
    scalar = block("{if ending is triumph}\nA\n{end}")
    assert parse_prose(scalar, NAMES, endings_allowed=True) == (
        (Variants((Arm(EndingIs("triumph"), (paragraph("A"),)),)),),
        (),
    )
    _, (diagnostic,) = parse_prose(scalar, NAMES)
    assert diagnostic.code == "ending-not-here"


BAD = {
    "a variable": ("unknown-variable", "é漢 x\n\nmore\nand {⟦promisd⟧: a|b} c"),
    "a variable in a block": ("unknown-variable", "x\n{if ⟦promisd⟧}\na\n{end}"),
    "a variable in a second arm": ("unknown-variable", "{if promised}\nb\n{else if ⟦promisd⟧}\na\n{end}"),
    "a value on the second line": ("unknown-value", "He {funeral is\n⟦atended⟧: a|b} c"),
    "an entry": ("unknown-codex", "a [[⟦smychk⟧|x]] b"),
    "a text": ("unknown-text", "{show: ⟦the_bgo⟧}"),
    "a document": ("unknown-document", "> ⟦telegramm:⟧\n> a"),
    "no end": ("missing-end", "⟦{if promised}⟧\na"),
    "no end inside": ("missing-end", "⟦{if promised}⟧\n{if paper}\na\n{end}"),
    "an end too many": ("misplaced-block", "a\n⟦{end}⟧"),
    "else alone": ("misplaced-block", "⟦{else}⟧\na\n{end}"),
    "else twice": ("misplaced-block", "{if promised}\na\n{else}\nb\n⟦{else}⟧\nc\n{end}"),
    "else if after else": ("misplaced-block", "{if promised}\na\n{else}\nb\n⟦{else if paper}⟧\nc\n{end}"),
    "three deep": ("nested-too-deep", "{if promised}\n{if paper}\n⟦{if notes}⟧\na\n{end}\n{end}\n{end}"),
    "a block in a line": ("misplaced-block", "a ⟦{if promised}⟧ b"),
    "else in a line": ("misplaced-block", "a ⟦{else}⟧ b"),
    "end in a line": ("misplaced-block", "a ⟦{end}⟧ b"),
    "show in a line": ("misplaced-block", "a ⟦{show: the_bog}⟧ b"),
    "if in a variant": ("unknown-keyword", "a ⟦{if promised: b}⟧ c"),
    "a block in a document": ("misplaced-block", "> a\n> ⟦{if promised}⟧\n> b"),
    "an empty block": ("empty-variant", "⟦{if promised}⟧\n{end}"),
    "an empty part": ("empty-variant", "a ⟦{promised: |b}⟧"),
    "an empty variant": ("empty-variant", "a ⟦{promised: }⟧"),
    "a keyword": ("unknown-keyword", "⟦{endif}⟧"),
    "no keyword": ("unknown-keyword", "a ⟦{army of one}⟧"),
    "a variant in a variant": ("nested-variant", "a {promised: b ⟦{⟧paper: c|d} e|f} g"),
    "three parts": ("unbalanced-markup", "a ⟦{promised: b|c|d}⟧"),
    "no space": ("unbalanced-markup", "a {promised⟦:⟧b}"),
    "an open brace": ("unbalanced-markup", "a ⟦{⟧promised: b"),
    "an open brace before a paragraph": ("unbalanced-markup", "a ⟦{⟧promised: b\n\nc"),
    "a closing brace": ("unbalanced-markup", "a ⟦}⟧ b"),
    "open stress": ("unbalanced-markup", "a ⟦*⟧b c"),
    "open strong words": ("unbalanced-markup", "a ⟦**⟧b c"),
    "open stress in a variant": ("unbalanced-markup", "a {promised: ⟦*⟧b|c}"),
    "stress that opens nothing": ("unbalanced-markup", "a ⟦*⟧ b"),
    "stress that closes after a space": ("unbalanced-markup", "a *b ⟦*⟧"),
    "strong words in stressed ones": ("unbalanced-markup", "a *b ⟦**⟧c d*"),
    "stress that ends in a variant": ("unbalanced-markup", "*a {promised: b⟦*⟧|c}*"),
    "an open link": ("unbalanced-markup", "a ⟦[[⟧smychka b"),
}


@pytest.mark.parametrize(("code", "marked"), BAD.values(), ids=BAD.keys())
def test_what_is_wrong_is_told_once_and_at_its_place(code: str, marked: str) -> None:
    text, span = unmarked(marked)
    _, diagnostics = parse_prose(block(text), NAMES)
    expected = Span(span.path, span.line + 1, span.column + 2, span.end_line + 1, span.end_column + 2)
    assert [(each.code, each.span) for each in diagnostics] == [(code, expected)]


@pytest.mark.parametrize("marked", ["a\n\n⟦b⟧", "⟦{end}⟧\na", "⟦{show: the_bog}⟧", "⟦> a⟧", "a\n⟦{else}⟧\nb"])
def test_a_line_has_no_paragraphs_blocks_and_documents(marked: str) -> None:
    text, span = unmarked(marked)
    _, (diagnostic,) = parse_line(block(text), NAMES)
    assert (diagnostic.code, diagnostic.span.line - 1) == ("misplaced-block", span.line)
    assert (diagnostic.span.column - 2, diagnostic.span.end_column - 2) == (span.column, span.end_column)


def test_names_that_may_stand_in_an_unreadable_file_are_not_told() -> None:
    unread = replace(NAMES, complete=False)
    assert prose("[[smychk]] {promisd: a|b}\n{show: the_bgo}\n{if promisd}\na\n{end}", unread)


# Any prose, printed and read again

WORD = st.text("abcdeé漢", min_size=1, max_size=5)
SAID = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
CONDITIONS = st.sampled_from([PROMISED, TIRED, Named("can_unseat"), Not(PROMISED)])
WRITTEN = {
    PROMISED: "promised",
    TIRED: "strength <= 1",
    Named("can_unseat"): "can_unseat",
    Not(PROMISED): "not promised",
}
WORDS = st.one_of(
    SAID.map(Words),
    st.builds(Words, SAID, st.sampled_from(["stress", "strong"])),
    st.builds(Words, SAID, st.just("plain"), st.sampled_from(["smychka", "old_guard"])),
    st.sampled_from(["{", "}", "*", "[["]).map(Words),
)
RUN = st.lists(WORDS, min_size=1, max_size=3).map(lambda run: parted(run))
PIECES = st.one_of(
    RUN, st.builds(lambda *parts: [Variant(*parts)], CONDITIONS, RUN.map(tuple), RUN.map(tuple))
)


def parted(run: list[Words]) -> list[Words]:
    """Words of one voice never stand beside each other, they would be one stretch; nor do stressed and
    strong ones, whose signs would run together."""
    kept: list[Words] = []
    for words in run:
        if (
            kept
            and "plain" not in (words.emphasis, kept[-1].emphasis)
            and words.emphasis != kept[-1].emphasis
        ):
            kept.append(Words(" and "))
        if kept and (words.emphasis, words.link) == (kept[-1].emphasis, kept[-1].link):
            kept[-1] = Words(kept[-1].text + " " + words.text, words.emphasis, words.link)
        else:
            kept.append(words)
    return kept


def lines() -> st.SearchStrategy[Line]:
    return st.lists(PIECES, min_size=1, max_size=3).map(joined)


def joined(groups: list[list[Words | Variant]]) -> Line:
    """Pieces as a paragraph may have them: between two runs of words stands a variant."""
    pieces: list[Words | Variant] = []
    for group in groups:
        if pieces and isinstance(pieces[-1], Words) and isinstance(group[0], Words):
            pieces.append(Variant(PROMISED, (Words("x"),)))
        if pieces and isinstance(group[0], Words) and group[0].text.startswith("}"):
            group = [Words("so " + group[0].text), *group[1:]]  # a third brace would close late
        pieces.extend(group)
    return tuple(pieces)


def part(inner: st.SearchStrategy[Prose]) -> st.SearchStrategy[Part]:
    arms = st.lists(st.builds(Arm, CONDITIONS, inner), min_size=1, max_size=2)
    last = st.lists(st.builds(Arm, st.none(), inner), max_size=1)
    return st.one_of(
        lines().map(Paragraph),
        st.sampled_from(["the_bog", "the_wire"]).map(Shown),
        st.builds(
            Document,
            st.sampled_from(["quote", "telegram", "letter", "newspaper", "minutes"]),
            st.lists(lines(), min_size=1, max_size=2).map(tuple),
            st.one_of(st.just(()), SAID.map(lambda name: (Words(name),))),
        ),
        st.builds(lambda some, end: Variants((*some, *end)), arms, last),
    )


SIMPLE = st.lists(lines().map(Paragraph), min_size=1, max_size=2).map(tuple)
ANY = st.lists(part(st.lists(part(SIMPLE), min_size=1, max_size=2).map(tuple)), min_size=1, max_size=3).map(
    tuple
)


def typed_words(words: Words) -> str:
    text = words.text
    for sign, literal in (("{", "{{"), ("}", "}}"), ("*", "\\*"), ("[[", "\\[[")):
        text = text.replace(sign, literal)
    if words.link:
        return f"[[{words.link}|{text}]]"
    return {"plain": "{}", "stress": "*{}*", "strong": "**{}**"}[words.emphasis].format(text)


def typed_line(line: Line) -> str:
    text = ""
    for piece in line:
        if isinstance(piece, Words):
            text += typed_words(piece)
        else:
            parts = [
                "".join(typed_words(words) for words in each) for each in (piece.this, piece.that) if each
            ]
            text += f"{{{WRITTEN[piece.condition]}: {'|'.join(parts)}}}"
    return text


def typed(prose: Prose, newline: Callable[[str], str]) -> str:
    blocks = []
    for each in prose:
        match each:
            case Paragraph(line):
                blocks.append(newline(typed_line(line)))
            case Shown(name):
                blocks.append(f"{{show: {name}}}")
            case Document(kind, written, signed):
                parts = ("\n" if kind in ("telegram", "minutes") else "\n\n").join(
                    typed_line(one) for one in written
                )
                whole = ("" if kind == "quote" else f"{kind}:\n") + parts
                whole += f"\n— {typed_line(signed)}" if signed else ""
                blocks.append("\n".join(f"> {row}".rstrip() for row in whole.split("\n")))
            case Variants(arms):
                rows = []
                for number, arm in enumerate(arms):
                    keyword = "if " if number == 0 else "else if "
                    rows.append(f"{{{keyword}{WRITTEN[arm.condition]}}}" if arm.condition else "{else}")
                    rows.append(typed(arm.prose, newline))
                blocks.append("\n".join([*rows, "{end}"]))
    return "\n\n".join(blocks)


@given(ANY, st.booleans())
def test_any_prose_is_read_as_it_was_written(written: Prose, broken: bool) -> None:
    def newline(text: str) -> str:
        return re.sub(r"(?<=[a-z]) (?=[a-z])", "\n", text, count=2) if broken else text

    assert prose(typed(written, newline)) == written


SIGNS = [
    *"ab {}[]*|:\\>/\n—",
    "{if promised}\n",
    "\n{end}\n",
    "\n{else}\n",
    "\n> ",
    "{promised: ",
    "[[smychka",
]


@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
def test_no_text_makes_reading_fail(text: str) -> None:
    scalar = replace(block("x"), text=text)
    for parse in (parse_prose, parse_line):
        _, diagnostics = parse(scalar, NAMES)
        assert all(isinstance(each, Diagnostic) for each in diagnostics)


def test_long_prose_of_open_markup_is_read_in_time() -> None:
    for piece in ("{", "{a: ", "*a ", "[[", "{promised: a|", "\\*", "{if promised}\n", "> a\n", "**a", "{a}"):
        parse_prose(replace(block("x"), text=piece * (40_000 // len(piece))), NAMES)

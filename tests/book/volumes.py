"""Books to be written: of real runs, and of text that means something to every format."""

from functools import cache
from pathlib import Path

from hypothesis import strategies

from game.authoring.walkthrough import Decide, read
from game.book.transcript import transcribe
from game.book.volume import Chapter, Decision, End, Entry, Figure, Imprint, Note, Reading, Volume
from game.book.wording import KINDS
from game.core.play import replay
from game.core.prose import ToldDocument, ToldParagraph, Words
from game.loading.load import load
from game.play.view import AnswerView, EpilogueView, HonourView, OfferView

ROOT = Path(__file__).parent.parent.parent
WALKS = sorted((ROOT / "tests" / "walkthroughs").glob("*.txt"))
IMPRINT = Imprint("Run 1", "2026-11-20", "2026-11-22", "", "0.1.0")


@cache
def thermidor():
    return load(ROOT / "story").story


@cache
def volume_of(walk, decisions=None, spare=frozenset(), notes=True):
    """The book of a walkthrough of the real story, or of its first decisions."""
    lines = read((ROOT / "tests" / "walkthroughs" / f"{walk}.txt").read_text("utf-8"))
    taken = [each.decision for each in lines if isinstance(each, Decide)][:decisions]
    return transcribe(thermidor(), replay(thermidor(), taken), IMPRINT, spare, notes=notes)


SIGNS = "<>&\"'`*_#[](){}|~\\!+-=.:;/@$^0123456789 \t\n\xa0\x00\x1b\u202e\ufffeaäж漢é"
hostile_text = strategies.text(strategies.sampled_from(SIGNS), min_size=1, max_size=24) | strategies.text(
    min_size=1, max_size=24
)
NASTY = (
    "<script>alert(1)</script>", "</style><b>", "&amp; &lt;", "`code`", "*a* _b_ **c**", "# no heading",
    "- no item", "1. no number", "> no quote", "[a](http://example.org)", "![a](b)", "<!-- no comment -->",
    "    no code", "---", "===", "| a | b |", "~~~", "http://example.org", "www.example.org", "a@example.org",
    "\\", "\\*", "[^1]", "[^1]: no note", "]]>", "<?xml?>", "\x1b[31m", "a\u202eb", "\ud800", "\x00",
    "漢" * 90, "x" * 200, "“”", "$a$", "&#35;", "{{a}}", "+ no item", "2) no number", "***", "__a__",
    "a\\\nb",
)  # fmt: skip


def volume_with(text, link="word"):
    """A book in which every text is this one."""
    words = (Words(text, link=link), Words(text, "stress"), Words(text, "strong"), Words(text))
    told = (ToldParagraph(words), *(ToldDocument(kind, (words, words), words) for kind in KINDS))
    note = Note(1, text, "invented", "Invented.", told, words, True, (text, text))
    offers = (
        OfferView(1, "a", words),
        OfferView(2, "b", words, open=False, reason=words),
        OfferView(3, "c", words),
    )
    decision = Decision(1, offers, 0, text, text, (text, text))
    reading = Reading("scene", told, text, text, text, summarised=True, notes=(1,))
    chapter = Chapter(text, 1, text, False, told, (reading, decision), (note,))
    standing = Chapter(text, None, text, True, (), (Decision(2, offers, None),))
    end = End(
        Reading("ending", told, text, text, text, notes=(2,)),
        "defeat",
        (AnswerView(text, words),),
        (EpilogueView(text, told, summarised=True),),
        (HonourView(text, told),),
        words,
        (Note(2, text, "invented", "Invented.", told),),
    )
    glossary = (Entry(link, text, told),)
    imprint = Imprint(text, "2026-11-20", "2026-11-22", text, text)
    return Volume(
        text, text, text, text, imprint, text, told, told,
        (chapter, standing), end, (Figure(text, text),), glossary, told, 2,
    )  # fmt: skip

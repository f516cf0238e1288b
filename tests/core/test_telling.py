from game.core.condition import EndingIs
from game.core.epilogue import judge
from game.core.model import Answers, Ending, Honour, Module, Sensitive, frozen
from game.core.play import begin, choose
from game.core.prose import (
    Arm,
    Document,
    Paragraph,
    Shown,
    ToldDocument,
    ToldParagraph,
    Variant,
    Variants,
    Words,
    plain,
)
from game.core.sparing import told_to
from game.core.telling import tell, tell_line, tell_plain
from tests.core.making import at_least, change, choice, flag, line, menu, prose, put, story

TALE = story(menu("a", choice("go")), texts=frozen({"oath": prose("They swear.")}))
STATE = begin(TALE).state


def test_the_first_arm_that_holds_is_told_and_no_other():
    arms = (Arm(flag("watched"), prose("A")), Arm(at_least("strength", 2), prose("B")), Arm(None, prose("C")))
    assert tell(TALE, STATE, (Variants(arms),)) == (ToldParagraph(line("B")),)


def test_without_an_arm_that_holds_nothing_is_told():
    assert tell(TALE, STATE, (Variants((Arm(flag("watched"), prose("A")),)),)) == ()


def test_shared_prose_is_told_where_it_is_shown():
    assert tell(TALE, STATE, (*prose("Before."), Shown("oath"))) == (
        ToldParagraph(line("Before.")),
        ToldParagraph(line("They swear.")),
    )


def test_a_document_keeps_its_kind_its_lines_and_its_signature():
    wire = Document("telegram", (line("STOP"), (Variant(flag("watched"), line("WATCHED")),)), line("Stalin"))
    assert tell(TALE, STATE, (wire,)) == (ToldDocument("telegram", (line("STOP"),), line("Stalin")),)


def test_stress_and_links_survive_the_telling():
    words = (Words("He says "), Words("never", "stress"), Words(" of "), Words("NEP", link="nep"), Words("."))
    assert tell(TALE, STATE, (Paragraph(words),)) == (ToldParagraph(words),)


def test_an_empty_variant_leaves_no_space_at_either_end():
    empty = Variant(flag("watched"), line("x"))
    assert (
        tell_plain(TALE, STATE, (empty, Words(" He says, "), empty, Words(" go. "), empty)) == "He says, go."
    )


def test_a_line_of_spaces_is_no_line():
    assert tell_line(TALE, STATE, line("   ")) == ()


def test_who_asked_to_be_spared_has_an_ending_and_an_epilogue_in_summary():
    sensitive = Sensitive("famine", prose("The bread ran out."))
    hungry = Ending("hungry", "Hungry", "defeat", prose("All of it."), Answers((), (), ()), (),
                    ("village", "town"), sensitive=sensitive)  # fmt: skip
    variants = ((flag("watched"), prose("They wept.")), (None, prose("They died.")))
    modules = {
        "village": Module("village", None, "nep", variants, (None, sensitive)),
        "town": Module("town", None, "nep", ((None, prose("It stood.")),)),
    }
    tale = story(menu("a", choice("go", to="hungry")), endings=(hungry,), modules=frozen(modules))
    end = choose(tale, begin(tale).state, "go")
    (last,) = end.passages
    told, summary = (ToldParagraph(line(each)) for each in ("All of it.", "The bread ran out."))
    for asked, read, after, summarised in (
        ((), told, "They died.", set()),
        (("suicide",), told, "They died.", set()),
        (("famine",), summary, "The bread ran out.", {"village"}),
        (("*",), summary, "The bread ran out.", {"village"}),
    ):
        assert told_to(tale, last, frozenset(asked)) == (read,)
        verdict = judge(tale, end.state, frozenset(asked))
        assert verdict.epilogue == (
            ("village", (ToldParagraph(line(after)),)),
            ("town", (ToldParagraph(line("It stood.")),)),
        )
        assert verdict.summarised == summarised


def test_a_run_is_judged_where_it_ended():
    quits = Ending("quits", "Quits", "withdrawal", prose("He left."),
                   Answers(line("A"), line("B"), line("C")), line("Why?"), ("muralov", "silent"))  # fmt: skip
    modules = {
        "muralov": Module(
            "muralov", "muralov", None, ((flag("watched"), prose("Shot.")), (None, prose("Old.")))
        ),
        "silent": Module("silent", None, "nep", ((None, ()),)),
        "other": Module("other", None, "nep", ((None, prose("Never shown.")),)),
    }
    honours = {
        "quiet": Honour("quiet", "Quiet", prose("You left."), EndingIs("quits")),
        "loud": Honour("loud", "Loud", prose("You did not."), EndingIs("over")),
    }
    tale = story(
        menu("a", choice("go", to="quits", effect=change(put("watched", 1)))),
        endings=(quits,), modules=frozen(modules), honours=frozen(honours),
    )  # fmt: skip
    verdict = judge(tale, choose(tale, begin(tale).state, "go").state)
    assert (verdict.ending, plain(verdict.party), plain(verdict.question)) == ("quits", "A", "Why?")
    assert verdict.epilogue == (("muralov", (ToldParagraph(line("Shot.")),)),)
    assert [honour.id for honour in verdict.honours] == ["quiet"]

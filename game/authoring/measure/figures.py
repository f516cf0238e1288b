"""The figures: what each is called, what it means, and how it is told."""

from __future__ import annotations

from typing import Literal

from game.core.value import dataclass

Unit = Literal["number", "words", "share"]
Group = Literal["text", "choices", "balance"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure. `name` is its name in JSON, in targets and after `--explain`; with `whole` it is taken
    of whole stories only. Of one that `grows` a part has less than the whole, and is held to no target."""

    name: str
    title: str
    unit: Unit
    group: Group
    means: str
    whole: bool = False
    grows: bool = False


FIGURES: tuple[Figure, ...] = (
    Figure(
        "words",
        "narrative words",
        "words",
        "text",
        "The words of all narrative text: texts of scenes, what comes of choices, endings with their "
        "answers and questions, epilogues. Every variant counts, and text that several scenes show "
        "counts once. A word is a stretch between spaces that has a letter or a digit. Labels, reasons, "
        "the record, notes and the codex are not narrative.",
        grows=True,
    ),
    Figure(
        "words_a_run",
        "narrative words a run",
        "words",
        "text",
        "The narrative words that a run is told from its beginning to its end, exactly as a reader "
        "reads them.",
        grows=True,
    ),
    Figure(
        "label_words_a_run",
        "words of labels a run",
        "words",
        "text",
        "The words of the labels and reasons in the menus that a run comes to: read beside the narrative.",
        grows=True,
    ),
    Figure(
        "share_seen",
        "text seen by a run",
        "share",
        "text",
        "The narrative words that a run is told, each stretch of text once, over all narrative words. "
        "Of a variant only the arm that was told counts as seen.",
        grows=True,
    ),
    Figure(
        "overlap",
        "text that opposed runs share",
        "share",
        "text",
        "Two runs are opposed if the second is played at random but never takes an option that the "
        "first took in that scene, nor a call that it took on any evening, wherever another is open. "
        "The words of the text that both were told, over the mean of what each was told; of one pair "
        "for every twenty plays. Of a part, pairs of which both come there.",
    ),
    Figure(
        "longest_stretch",
        "most words without an input",
        "words",
        "text",
        "The most narrative words that a run is told between two inputs, or before the first: what came "
        "of a choice, and all scenes up to the next menu. The end of a run, after its last input, does "
        "not count.",
    ),
    Figure(
        "never_told",
        "text that no run was told",
        "share",
        "text",
        "The narrative words that none of the random plays was told, over all narrative words. It is "
        "not proved that nobody can be: `explore` proves such things.",
    ),
    Figure(
        "outcome_words",
        "words told after a choice",
        "words",
        "text",
        "The words told between a choice and the next scene, its own and those of what came of it. One "
        "number for each thing that came of a choice in some play: the mean of what was told then. "
        "Choices after which nothing is told of their own, as those of evenings, are left out.",
    ),
    Figure(
        "speech",
        "passages with speech",
        "share",
        "text",
        "Of the texts of scenes and of what comes of choices that some play was told, those in which "
        "somebody speaks: a quotation that ends in a mark of its own, or that opens a paragraph. "
        "Documents do not speak.",
    ),
    Figure(
        "noted",
        "dated scenes with note and source",
        "share",
        "text",
        "Of the scenes that have a text and a date of their own or their evening's, evenings themselves "
        "aside, those that have a note with at least one source.",
    ),
    Figure("endings", "endings", "number", "text", "How many endings are written.", whole=True),
    Figure(
        "ending_words",
        "words of the shortest ending",
        "words",
        "text",
        "The fewest words that an ending tells, with its answers and its question and without its "
        "epilogue; of the endings that plays came to, on the mean.",
        whole=True,
    ),
    Figure(
        "epilogue_words",
        "words of an epilogue",
        "words",
        "text",
        "The words of all modules of the epilogue that a run is told after its ending.",
        whole=True,
    ),
    Figure("modules", "modules of epilogues", "number", "text", "How many modules are written.", whole=True),
    Figure(
        "decisions_a_run",
        "decisions a run",
        "number",
        "choices",
        "The menus of a run in which two or more options were open.",
        grows=True,
    ),
    Figure(
        "forced_a_run",
        "forced inputs a run",
        "number",
        "choices",
        "The menus of a run in which one option was open: something to press and nothing to choose.",
        grows=True,
    ),
    Figure(
        "forced_share",
        "forced inputs of all",
        "share",
        "choices",
        "The forced inputs of a run over all its inputs.",
    ),
    Figure(
        "gain_and_cost",
        "options with both gain and cost",
        "share",
        "choices",
        "Of the options that change a variable, those that may better one thing and may worsen another, "
        "or may do either by what comes of them. What counts: their own changes, those of their "
        "outcomes and the rows of `also`; not what scenes change on arrival. A variable's `better` says "
        "which way is to the good; what is owed is a burden and what lies in the drawer a possession "
        "unless it says otherwise; other variables are neither. Setting a variable gains or costs by "
        "the values that it may have there.",
    ),
    Figure(
        "dominated_menus",
        "menus with a dominated option",
        "share",
        "choices",
        "Of the menus with two options or more, evenings aside, those in which one option dominates "
        "another: wherever the other is open it is open too, leads on to the same place, and leaves "
        "everything at least as good and something better, in every state that there may be. Only what "
        "some later gate asks about counts: a condition of a choice, an outcome, a route, a row of "
        "changes, a module or an honour. An option is not dominated if a later choice may be open with "
        "its worse value only, nor if the two differ in something that has no `better`, as in which of "
        "them was chosen, and a later gate asks about that.",
    ),
    Figure(
        "idle_menus",
        "menus that differ in words only",
        "share",
        "choices",
        "Of the menus with two options or more, evenings aside, those in which two options lead on to "
        "the same place and leave everything the same that some later gate asks about.",
    ),
    Figure(
        "menus_never_closed",
        "menus never closed",
        "share",
        "choices",
        "Of the menus that plays came to, those in which no play was shown a closed option with its reason.",
    ),
    Figure(
        "variables_elsewhere",
        "variables asked about elsewhere",
        "share",
        "choices",
        "Of the variables that something changes, those that are changed in one file and asked about in "
        "another, be it by a gate or by prose.",
        whole=True,
    ),
    Figure(
        "history",
        "runs that end as history did",
        "share",
        "balance",
        "Of all plays, those that come to the ending whose note says that it is documented.",
        whole=True,
    ),
    Figure(
        "commonest_ending",
        "the commonest other ending",
        "share",
        "balance",
        "Of all plays, those that come to the one of the other endings that most come to.",
        whole=True,
    ),
    Figure(
        "endings_in_200",
        "endings in 200 plays",
        "number",
        "balance",
        "How many different endings each 200 plays in a row come to.",
        whole=True,
    ),
    Figure(
        "rarest_door",
        "the rarest door",
        "share",
        "balance",
        "A door is a choice or a road of a route, in a chapter, that leads onto a line or to an ending "
        "that history did not come to. Of all plays, those that go through the one that fewest go "
        "through.",
    ),
    Figure(
        "least_carried",
        "the count least often carried",
        "share",
        "balance",
        "A chapter's count by name is taken in the scene where something that may happen asks about it, "
        "or where only prose does, there. Of the plays that come to that scene, those that bring the "
        "votes that are needed; of the count that fewest carry.",
    ),
    Figure(
        "most_needed_call",
        "the call most plans need",
        "share",
        "balance",
        "A plan is what is left of a run to an ending when every call is left out that can be, and its "
        "evening spent at home, with the same choices otherwise and the same ending. The share of "
        "shortest plans, those with the fewest calls, in which the call stands that stands in most; "
        "every ending counts alike, and the one that history came to needs no plan. At most a hundred "
        "runs to each ending are made into plans.",
    ),
    Figure(
        "unneeded_calls",
        "calls that no plan needs",
        "number",
        "balance",
        "How many calls stand in no plan of any ending, be it short or long.",
    ),
)

BY_NAME = {each.name: each for each in FIGURES}

"""What an author may write: every kind of thing in a story, and its keys.

One table, three readers: the decoder refuses what is not in it, the author's reference
(story/README.md) is held to it by a test, and a schema for editors can be made from it.
"""

from __future__ import annotations

from game.core.value import replace
from game.loading.shapes import (
    BETTER,
    BETTER_FLAG,
    CHANGES,
    CHAPTER_ID,
    CHOICE_ID,
    CODEX_ID,
    CONDITION,
    DATE,
    ENDING_KIND,
    EVENINGS,
    GATES,
    ID,
    IDS,
    LINE,
    MODULES,
    NUMBER,
    PANEL,
    PEOPLE,
    PERSON,
    PROSE,
    RANGE,
    SEAM,
    SHOWN,
    SOURCES,
    STEPS,
    TARGET,
    TITLE,
    WAS,
    WORDS,
    YES,
    Key,
    Kind,
    by_id,
    by_scene,
    rows,
    thing,
)

ACCOUNT = Kind(
    "official account",
    "`account` of the story",
    (
        Key("from", CHAPTER_ID, "the chapter from which on it can be read", required=True),
        Key("title", TITLE, "the title of the textbook's chapter", required=True),
        Key("opens", PROSE, "how it opens"),
        Key("closes", PROSE, "how it closes when the run has ended"),
    ),
)
HEADER = Kind(
    "story",
    "`story.yaml`",
    (
        Key("id", ID, "its own id, kept in every save", required=True),
        Key("title", TITLE, "its title", required=True),
        Key("subtitle", TITLE, "the line under the title"),
        Key("version", WORDS, "its version, kept in every save", required=True),
        Key("language", WORDS, "the language it is written in, as `en`"),
        Key("start", TARGET, "the scene every run begins with", required=True),
        Key("questions", PROSE, "the questions of page one, which every ending answers"),
        Key("content_notes", PROSE, "what a reader may want to be warned of"),
        Key("disclaimer", PROSE, "what is true and what is not"),
        Key("credits", PROSE, "who made it, under what licence"),
        Key("account", thing(ACCOUNT), "the run as the textbook will tell it"),
    ),
)

_MEANS = Key("means", TITLE, "what it stands for, for authors; compulsory where there is no `label`")
_LABEL = Key("label", TITLE, "what the player's panel calls it")
_SHOWN = Key("shown", SHOWN, "when the panel shows it; left out: never")
_SHORT = Key("missed", LINE, "what a door that was missed by it calls it, as `your silence` two steps short")
_AGAINST = Key("missed", LINE, "what a door that was missed by it says stood against it, as a clause")
_BETTER = Key("better", BETTER, "which way is to the player's good, for `measure`; left out: neither")

_FORCE = replace(_BETTER, means=f"{_BETTER.means}; one with `down` is never told as gone")
METER = Kind(
    "meter",
    "`variables.yaml`, with `steps`",
    (
        Key("steps", STEPS, "the names of its steps, from 0 upwards", required=True),
        Key("start", NUMBER, "the step it begins at", required=True),
        _LABEL,
        _SHOWN,
        _FORCE,
        _SHORT,
        _MEANS,
    ),
)
COUNT = Kind(
    "count",
    "`variables.yaml`, with `count`",
    (
        Key("count", RANGE, "its lowest and highest number", required=True),
        Key("start", NUMBER, "the number it begins with", required=True),
        _LABEL,
        _SHOWN,
        _BETTER,
        _SHORT,
        _MEANS,
    ),
)
ONE_OF = Kind(
    "one_of",
    "`variables.yaml`, with `one_of`",
    (
        Key("one_of", IDS, "its values", required=True),
        Key("start", ID, "the value it begins with", required=True),
        _LABEL,
        _SHOWN,
        Key(
            "better",
            BETTER,
            "`up` if its later values are to the player's good, for `measure`; left out: neither",
        ),
        _AGAINST,
        _MEANS,
    ),
)
FLAG = Kind(
    "flag",
    "`variables.yaml`, with `flag`",
    (
        Key("flag", YES, "how it begins", required=True),
        Key("panel", PANEL, "the list of the panel in which it lies while it is true"),
        Key("whose", PERSON, "the person to whom it is owed, or from whom it comes"),
        Key("due", CHAPTER_ID, "the last chapter in which something owed may still be open"),
        _LABEL,
        Key("better", BETTER_FLAG, "whether it is to the player's good, for `measure`; left out: neither"),
        _AGAINST,
        _MEANS,
    ),
)
NAMED = Kind(
    "named condition",
    "`variables.yaml`, with `when`",
    (
        Key("when", CONDITION, "the condition that the name stands for", required=True),
        Key("means", TITLE, "what it stands for, for authors", required=True),
    ),
)

VOICE = Kind(
    "voice",
    "under `voices` of a tally",
    (
        Key("label", LINE, "who stands up", required=True),
        Key("if", CONDITION, "when they do; left out: always"),
        Key("votes", NUMBER, "for how many votes; left out: 1"),
    ),
)
TALLY = Kind(
    "tally",
    "`tally` of a chapter",
    (
        Key("title", TITLE, "what is counted", required=True),
        Key("need", NUMBER, "the votes that carry it", required=True),
        Key("shown", SHOWN, "when the panel shows it; left out: all through the chapter"),
        Key("voices", by_id(VOICE), "who may stand up, in the order of the panel", required=True),
    ),
)
METER_NAME = Kind(
    "meter's other name",
    "under `names` of a line",
    (
        Key("label", TITLE, "what the panel calls the meter in this line", required=True),
        Key("steps", STEPS, "the names of all its steps in this line", required=True),
    ),
)
_CHAPTER_KEYS = (
    Key("title", TITLE, "its title", required=True),
    Key("span", TITLE, "the time it covers, as told to the player"),
    Key("epigraph", PROSE, "what stands before its first scene"),
    Key("tally", thing(TALLY), "the chapter's count by name"),
)
CHAPTER = Kind("chapter", "`chapters/NN-name/chapter.yaml`", _CHAPTER_KEYS)
STORY_LINE = Kind(
    "line",
    "`lines/NAME/chapter.yaml`",
    (
        *_CHAPTER_KEYS,
        Key("names", by_id(METER_NAME), "shared meters and counts that have another name here"),
    ),
)

ALSO = Kind(
    "row of changes",
    "in the list `also`",
    (
        Key("if", CONDITION, "when the row applies", required=True),
        Key("change", CHANGES, "what it changes", required=True),
    ),
)
NEED = Kind(
    "need",
    "in the list `needs`",
    (
        Key("if", CONDITION, "what must hold", required=True),
        Key("locked", LINE, "the reason that is shown while it does not", required=True),
    ),
)
_OFFER_KEYS = (
    Key("label", LINE, "what the player reads and picks", required=True),
    Key("if", CONDITION, "when it is offered: alone it hides, with `locked` it closes"),
    Key("locked", LINE, "the reason that is shown while `if` fails"),
    Key("needs", rows(NEED), "several conditions with a reason each; the first that fails is shown"),
)
OUTCOME = Kind(
    "outcome",
    "under `outcomes` of a choice",
    (
        Key("if", CONDITION, "when it comes about; every one but the last has it"),
        Key("then", PROSE, "what is told, after the choice's own `then`"),
        Key("change", CHANGES, "what it changes, after the choice's own changes"),
        Key("also", rows(ALSO), "further changes with conditions"),
        Key("log", LINE, "instead of the choice's"),
        Key("official", LINE, "instead of the choice's"),
        Key("to", TARGET, "instead of the choice's"),
    ),
)
CHOICE = Kind(
    "choice",
    "under `choices` of a scene",
    (
        *_OFFER_KEYS,
        Key("once", YES, "no longer offered once it has been taken"),
        Key("then", PROSE, "what is told when it is taken"),
        Key("change", CHANGES, "what it changes"),
        Key("also", rows(ALSO), "further changes with conditions, judged together"),
        Key("outcomes", by_id(OUTCOME), "what may come of it: the first that holds does"),
        Key("log", LINE, "the sentence that the record keeps"),
        Key("official", LINE, "the textbook's sentence about it"),
        Key("to", TARGET, "where it leads; also `stay`, `back` or, for now, `TODO`"),
        Key("was", WAS, "ids it had in earlier releases"),
    ),
)
ROAD = Kind(
    "road",
    "in the list `route`",
    (
        Key("if", CONDITION, "when it is taken; every one but the last has it"),
        Key("to", TARGET, "where it leads", required=True),
    ),
)
EVENING = Kind(
    "evening",
    "under `evenings` of a diary",
    (
        Key("date", DATE, "when it is", required=True),
        Key("text", PROSE, "what is told when it comes"),
    ),
)
DIARY = Kind(
    "diary",
    "`diary` of a scene",
    (
        Key("evenings", by_id(EVENING, DATE), "the evenings in order, each with its date", required=True),
        Key("to", TARGET, "where the last evening leads", required=True),
    ),
)
CALL = Kind(
    "call",
    "`call` of a scene",
    (
        Key("on", EVENINGS, "the evenings on which it is offered", required=True),
        *_OFFER_KEYS,
        Key(
            "again", YES, "it may be taken on every evening; one such call, without `if`, is the rest at home"
        ),
    ),
)
GATE = Kind(
    "gate",
    "`gate` of a scene",
    (
        Key("most", NUMBER, "how many events may come at most; left out: all"),
        Key("to", TARGET, "where it leads when no more events come", required=True),
    ),
)
COMES = Kind(
    "coming",
    "`comes` of a scene",
    (
        Key("at", GATES, "the gates at which the scene may come", required=True),
        Key("if", CONDITION, "when it comes"),
    ),
)
_NOTE_KEYS = (
    Key("seam", SEAM, "how much of it is history", required=True),
    Key("text", PROSE, "what is known, what is argued over, what is made up", required=True),
    Key("did", LINE, "what he did"),
)
_SOURCES = Key("sources", SOURCES, "the books it rests on")
NOTE = Kind(
    "note",
    "`note` of a scene",
    (
        *_NOTE_KEYS,
        Key("did_choice", CHOICE_ID, "the choice that he took, where the record shows it"),
        _SOURCES,
    ),
)
ENDING_NOTE = Kind("ending's note", "`note` of an ending", (*_NOTE_KEYS, _SOURCES))
SENSITIVE = Kind(
    "sensitive matter",
    "`sensitive` of a scene, an ending or a variant",
    (Key("about", ID, "the matter that a player may ask to be spared", required=True),),
)
_SENSITIVE = (
    Key("sensitive", thing(SENSITIVE), "marks what a player may ask to be spared"),
    Key("summary", PROSE, "what is told instead of a sensitive text"),
)
_PLACE_KEYS = (
    Key("date", DATE, "when it happens"),
    Key("place", TITLE, "where it happens"),
    Key("present", PEOPLE, "who is there"),
)
SCENE = Kind(
    "scene",
    "any other file of a chapter or line, by id",
    (
        Key("title", TITLE, "its title"),
        *_PLACE_KEYS,
        *_SENSITIVE,
        Key("text", PROSE, "what is told on entering"),
        Key("arrive", CHANGES, "what entering changes, before the text"),
        Key("also", rows(ALSO), "further changes on entering, with conditions"),
        Key("choices", by_id(CHOICE), "it ends in choices"),
        Key("to", TARGET, "it flows on to another scene"),
        Key("route", rows(ROAD), "it shows nothing and leads to the first road that holds"),
        Key("diary", thing(DIARY), "it opens evenings to be spent on calls"),
        Key("gate", thing(GATE), "it lets events come, then leads on"),
        Key("call", thing(CALL), "it is offered on evenings of a diary"),
        Key("comes", thing(COMES), "it comes by itself at a gate"),
        Key("note", thing(NOTE), "what is known about it"),
        Key("was", WAS, "ids it had in earlier releases"),
    ),
)
ANSWERS = Kind(
    "answers",
    "`answers` of an ending",
    (
        Key("party", LINE, "the answer to the first question of page one", required=True),
        Key("price", LINE, "to the second", required=True),
        Key("you", LINE, "to the third", required=True),
    ),
)
ENDING = Kind(
    "ending",
    "`endings/*.yaml`, by id",
    (
        Key("title", TITLE, "its title", required=True),
        Key("kind", ENDING_KIND, "what sort of ending it is", required=True),
        *_PLACE_KEYS,
        *_SENSITIVE,
        Key("text", PROSE, "the last scene", required=True),
        Key("answers", thing(ANSWERS), "one line each to the three questions", required=True),
        Key("question", LINE, "the question that it leaves to the player", required=True),
        Key("epilogue", MODULES, "the modules that may follow, in order"),
        Key("note", thing(ENDING_NOTE), "what is known about it"),
        Key("was", WAS, "ids it had in earlier releases"),
    ),
)
VARIANT = Kind(
    "variant",
    "in the list `variants`",
    (
        Key("if", CONDITION, "when it is told; every one but the last has it"),
        *_SENSITIVE,
        Key("text", PROSE, "what is told", required=True),
    ),
)
ABOUT = Kind(
    "subject",
    "`about` of an epilogue module",
    (
        Key("person", PERSON, "the person whom it tells of"),
        Key("codex", CODEX_ID, "the matter that it tells of"),
    ),
)
MODULE = Kind(
    "epilogue module",
    "`epilogue/*.yaml`, by id",
    (
        Key("about", thing(ABOUT), "whom or what it tells of: one of the two", required=True),
        Key("variants", rows(VARIANT), "what became of them: the first that holds is told", required=True),
    ),
)
HONOUR = Kind(
    "honour",
    "`honours.yaml`, by id",
    (
        Key("title", TITLE, "its title", required=True),
        Key("hint", TITLE, "a line that is shown until it has been earned"),
        Key("text", PROSE, "what it was given for", required=True),
        Key("when", CONDITION, "when a run that ends has earned it", required=True),
    ),
)
FACT = Kind(
    "fact",
    "in the list `facts`",
    (
        Key("dead", YES, "the person is dead"),
        Key("office", ID, "the person holds this office"),
        Key("if", CONDITION, "while this holds", required=True),
    ),
)
PERSON_KIND = Kind(
    "person",
    "`people/ID.yaml`; in `people/minor.yaml` by id",
    (
        Key("name", TITLE, "the name in full", required=True),
        Key("role", TITLE, "what they are, in a line", required=True),
        Key("text", PROSE, "who they are"),
        Key("stance", PROSE, "how they stand to the player, by state"),
        Key("facts", rows(FACT), "what becomes true of them, and when"),
    ),
)
ENTRY = Kind(
    "codex entry",
    "`codex/*.yaml`, by id",
    (
        Key("title", TITLE, "its title", required=True),
        Key("text", PROSE, "what there is to know", required=True),
    ),
)
TEXT = Kind(
    "text",
    "`texts/*.yaml`, by id",
    (Key("text", PROSE, "prose that scenes insert by `{show: ID}`", required=True),),
)
SOURCE = Kind(
    "source",
    "`sources.yaml`, by id",
    (
        Key("author", TITLE, "who wrote it"),
        Key("title", TITLE, "what it is called", required=True),
        Key("year", WORDS, "when it appeared"),
    ),
)

BRANCH = Kind(
    "branch",
    "`branches/NAME/branch.yaml`",
    (
        Key("title", TITLE, "its title", required=True),
        Key("author", TITLE, "who wrote it", required=True),
        Key("version", WORDS, "its version, kept in every save", required=True),
        Key("written_for", WORDS, "the version of the story that it was written for", required=True),
        Key("add_choices", by_scene(CHOICE), "choices that it adds to scenes of the story"),
    ),
)

KINDS = (
    HEADER, ACCOUNT, METER, COUNT, ONE_OF, FLAG, NAMED, CHAPTER, STORY_LINE, TALLY, VOICE, METER_NAME,
    SCENE, CHOICE, NEED, OUTCOME, ALSO, ROAD, DIARY, EVENING, CALL, GATE, COMES, SENSITIVE, NOTE,
    ENDING, ANSWERS, ENDING_NOTE, MODULE, ABOUT, VARIANT, HONOUR,
    PERSON_KIND, FACT, ENTRY, TEXT, SOURCE, BRANCH,
)  # fmt: skip
"""Every kind, in the order of the author's reference."""

VARIABLE_KINDS = {"steps": METER, "count": COUNT, "one_of": ONE_OF, "flag": FLAG, "when": NAMED}
"""The key that tells what kind of variable it is."""

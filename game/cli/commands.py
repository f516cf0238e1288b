"""The arguments, by way of click. Every command gives back what is to be done, and does nothing yet:
so closed pipes, signals and refusals are met in one place, and click in none."""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from functools import partial
from io import StringIO
from pathlib import Path
from typing import cast

import click

from game.authoring.sorts import SORTS, Sort
from game.book.forms import FORMS, Form
from game.cli import Task, branches, checking, exploring, runs, tasks
from game.cli.exploring import Wanted
from game.cli.log import begin_log, note
from game.cli.mapping import FORMS as MAPS
from game.cli.mapping import PLAYS, draw
from game.cli.mapping import Form as MapForm
from game.cli.mapping import Wanted as MapWanted
from game.cli.options import BRANCHES as _BRANCHES
from game.cli.options import FOLDER as _FOLDER
from game.cli.options import SAVES as _SAVES
from game.cli.options import STORY as _STORY
from game.cli.options import epilog as _epilog
from game.cli.playing import Wishes, play
from game.core.sparing import SPARED
from game.play.sentences import harmless
from game.runs.settings import NARROWEST, THEMES, WIDEST
from game.terminal.forms import PICTURES, Picture
from game.terminal.report import FORMATS, Format

USAGE = 2


def parse(arguments: Sequence[str]) -> Task:
    """What the arguments ask for. Help, usage errors and completion are answered at once."""
    try:
        answer = thermidor.main(list(arguments), "thermidor", standalone_mode=False)
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        shown = StringIO()
        error.show(shown)
        sys.stderr.write("\n".join(map(harmless, shown.getvalue().split("\n"))))
        return lambda: USAGE
    return cast("Task", answer) if callable(answer) else lambda: int(answer or 0)


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        click.echo(tasks.version())
        context.exit()


@click.group(
    "thermidor",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_epilog(
        "thermidor                       play, or go on playing",
        "thermidor play --new --plain    begin anew, in plain text",
        "thermidor runs                  the runs there are",
        "thermidor check story           what is wrong with a story",
    ),
)
@click.option(
    "--version", is_flag=True, callback=_version, is_eager=True, expose_value=False, help="Show versions."
)
@click.option("--debug", is_flag=True, help="Write a log, and say where it is.")
@click.pass_context
def thermidor(context: click.Context, debug: bool) -> Task | None:
    """What if Stalin had lost to Trotsky? Interactive fiction for the terminal.

    Without a command: play."""
    if debug:
        begin_log()
        note(f"{tasks.version()}, {platform.platform()}, {context.invoked_subcommand or 'play'}")
    return None if context.invoked_subcommand else partial(play, Wishes())


@thermidor.command(
    "play",
    epilog=_epilog(
        "thermidor play                          go on with the last run, or begin one",
        "thermidor play --new --no-rewind        begin anew; no choice can be taken back",
        "thermidor play --run 'The careful one'  go on with this run",
        "thermidor play --plain < choices.txt    play from a file of numbers",
        "thermidor play --watch                  while you write: each change is seen at once",
    ),
)
@click.option("--run", metavar="NAME", default="", help="Go on with the run of this name or id.")
@click.option("--new", is_flag=True, help="Begin a new run without asking.")
@click.option("--full", "interface", flag_value="full", help="The whole screen, as a reading room.")
@click.option(
    "--linear", "interface", flag_value="linear", help="Pages in the scrollback, a line to type at."
)
@click.option("--plain", "interface", flag_value="plain", help="Text only: for screen readers and pipes.")
@click.option("--no-rewind", is_flag=True, help="A new run is played without taking choices back.")
@click.option("--spare", is_flag=True, help="A new run tells hard passages in summary.")
@click.option("--no-pause", is_flag=True, help="Never pause where a page is longer than the screen.")
@click.option(
    "--theme",
    type=click.Choice(THEMES),
    help="Colours: the terminal's own (ansi), dark or light of the game's own, or none (mono).",
)
@click.option(
    "--measure", type=click.IntRange(NARROWEST, WIDEST), metavar="COLUMNS", help="The longest line of prose."
)
@click.option("--ascii", "plain_characters", is_flag=True, help="Draw with ASCII characters only.")
@click.option("--watch", is_flag=True, help="For authors: go on in the story as it is after every change.")
@_STORY
@_BRANCHES
@_SAVES
def _play(
    run: str,
    new: bool,
    interface: str | None,
    no_rewind: bool,
    spare: bool,
    no_pause: bool,
    theme: str | None,
    measure: int | None,
    plain_characters: bool,
    watch: bool,
    story: Path | None,
    branches: tuple[Path, ...],
    saves: Path | None,
) -> Task:
    """Play: go on with the last run, or begin one."""
    if run and new:
        raise click.UsageError("--run goes on with a run and --new begins one: give one of the two.")
    rewind, matters = False if no_rewind else None, SPARED if spare else None
    pause = False if no_pause else None
    look = (theme, measure, plain_characters or None)
    wishes = Wishes(run, new, story, saves, interface, rewind, matters, pause, *look, branches, watch)
    return partial(play, wishes)


@thermidor.group(
    "runs",
    invoke_without_command=True,
    epilog=_epilog(
        "thermidor runs",
        "thermidor runs rename 'Run 1' 'The careful one'",
        "thermidor runs delete 'Run 2'",
        "thermidor runs export 'Run 1' run.json",
    ),
)
@_STORY
@_SAVES
@click.pass_context
def _runs(context: click.Context, story: Path | None, saves: Path | None) -> Task | None:
    """List the runs, the last played first; or do something with one."""
    context.obj = saves
    return None if context.invoked_subcommand else partial(runs.list_runs, saves, story)


@_runs.command("rename", epilog=_epilog("thermidor runs rename 'Run 1' 'The careful one'"))
@click.argument("run")
@click.argument("name")
@click.pass_obj
def _rename(saves: Path | None, run: str, name: str) -> Task:
    """Give a run another name."""
    return partial(runs.rename, saves, run, name)


@_runs.command("copy", epilog=_epilog("thermidor runs copy 'Run 1' 'Another try'"))
@click.argument("run")
@click.argument("name", required=False)
@click.pass_obj
def _copy(saves: Path | None, run: str, name: str | None) -> Task:
    """Make a second run with the same decisions."""
    return partial(runs.copy, saves, run, name)


@_runs.command("delete", epilog=_epilog("thermidor runs delete 'Run 2'"))
@click.argument("run")
@click.pass_obj
def _delete(saves: Path | None, run: str) -> Task:
    """Put a run into the trash."""
    return partial(runs.delete, saves, run)


@_runs.command(
    "restore",
    epilog=_epilog("thermidor runs restore          what is in the trash", "thermidor runs restore 'Run 2'"),
)
@click.argument("run", required=False)
@click.pass_obj
def _restore(saves: Path | None, run: str | None) -> Task:
    """Bring a run back from the trash."""
    return partial(runs.restore, saves, run)


@_runs.command("export", epilog=_epilog("thermidor runs export 'Run 1' run.json"))
@click.argument("run")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def _export(saves: Path | None, run: str, file: Path) -> Task:
    """Write a run to a file, to keep or to send; “thermidor export” writes it as a book."""
    return partial(runs.export, saves, run, file)


@_runs.command("import", epilog=_epilog("thermidor runs import run.json"))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def _import(saves: Path | None, file: Path) -> Task:
    """Take a run from a file, which is left as it is."""
    return partial(runs.import_, saves, file)


@thermidor.command(
    "export",
    epilog=_epilog(
        "thermidor export 'Run 1'                     a book to read in a browser: Run 1.html",
        "thermidor export 'Run 1' --format md         as Markdown: Run 1.md",
        "thermidor export 'Run 1' -o my-thermidor.txt plain text, as the file's name says",
        "thermidor export 'Run 1' -o poster.svg       the road that you took, to hang on a wall",
        "thermidor export --format txt -o - | less    the run played last, to read here",
    ),
)
@click.argument("run", required=False, default="")
@click.option(
    "--format", "form", type=click.Choice(FORMS), help="What to write; else the file's name says it."
)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write it; `-` is standard output. Else a file here, named after the run.",
)
@click.option("--notes/--no-notes", default=True, help="With or without the notes on what is known.")
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@_STORY
@_SAVES
def _export_book(
    run: str,
    form: str | None,
    target: Path | None,
    notes: bool,
    force: bool,
    story: Path | None,
    saves: Path | None,
) -> Task:
    """Write a run as a book, for somebody who need not have the game."""
    from game.cli.export import export

    return partial(export, saves, story, run, cast("Form | None", form), target, notes=notes, force=force)


def _pictured(name: str, means: str, *examples: str) -> None:
    """Declare a command that shows something of runs, as text or as a picture."""

    @thermidor.command(name, help=means, epilog=_epilog(*examples))
    @click.argument("run", required=False, default="")
    @click.option(
        "--format",
        "form",
        type=click.Choice(PICTURES),
        help="Text, or a picture; else the file's name says it.",
    )
    @click.option(
        "-o",
        "--output",
        "target",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Where to write it; else, and for `-`, standard output.",
    )
    @click.option("--force", is_flag=True, help="Replace the file if it is there already.")
    @_STORY
    @_SAVES
    def _command(
        run: str, form: str | None, target: Path | None, force: bool, story: Path | None, saves: Path | None
    ) -> Task:
        from game.cli.histories import Wanted, show

        return partial(show, name, Wanted(run, cast("Picture | None", form), target, story, saves, force))


_pictured(
    "record",
    "Tell a run beside history, date by date, and where the two part.",
    "thermidor record                          the run played last",
    "thermidor record 'Run 1' -o record.svg    a picture to show to others",
)
_pictured(
    "tree",
    "Tell all runs as one tree: where they forked, how they ended, which doors were missed by one thing.",
    "thermidor tree                    every run",
    "thermidor tree 'Run 1'            one run, with all its roads",
    "thermidor tree -o tree.svg        a picture to show to others",
)
_pictured(
    "gallery",
    "Tell which endings were reached, and what they answered; and the honours.",
    "thermidor gallery",
    "thermidor gallery --format html > gallery.html",
)
_pictured(
    "account",
    "Tell a run as the textbook will, without you.",
    "thermidor account                         the run played last",
    "thermidor account 'Run 1' -o account.html",
)


@thermidor.command(
    "check",
    epilog=_epilog(
        "thermidor check",
        "thermidor check my-story --watch         again after every change",
        "thermidor check my-story --format plain",
        "thermidor check --format github          as notes beside the lines, in a workflow",
    ),
)
@click.argument("folder", required=False, type=_FOLDER)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="pretty",
    show_default=True,
    help="How to tell it.",
)
@click.option("--watch", is_flag=True, help="Tell it again after every change, until Ctrl-C.")
@_BRANCHES
def _check(folder: Path | None, form: str, watch: bool, branches: tuple[Path, ...]) -> Task:
    """Tell everything that is wrong with a story and its branches; 1 if anything must be mended."""
    return partial(checking.check, folder, cast("Format", form), branches, watch=watch)


@thermidor.command(
    "explore",
    epilog=_epilog(
        "thermidor explore                          everything, of the game itself",
        "thermidor explore my-story --strict        what is not known counts as wrong",
        "thermidor explore --ending counted_aloud   only whether this ending can be reached",
        "thermidor explore --json > findings.json",
    ),
)
@click.argument("folder", required=False, type=_FOLDER)
@click.option("--ending", metavar="ID", default="", help="Ask only whether a run can end in this ending.")
@click.option(
    "--budget",
    type=click.IntRange(4, 30),
    metavar="BITS",
    help="Tell apart at most 2^BITS states in a place; 23 where nothing is asked for.",
)
@click.option(
    "--seconds", type=click.FloatRange(min=0), metavar="N", help="Begin no further question after so long."
)
@click.option("--strict", is_flag=True, help="Give 1 also where something could not be settled.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.option("--all", "whole", is_flag=True, help="With --json: also every question with a good answer.")
@click.option(
    "--write-walkthroughs",
    "walkthroughs",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write a walkthrough to every ending into this folder.",
)
@click.option("--no-branches", "alone", is_flag=True, help="Without any branch.")
@_BRANCHES
def _explore(
    folder: Path | None,
    ending: str,
    budget: int | None,
    strict: bool,
    as_json: bool,
    whole: bool,
    walkthroughs: Path | None,
    seconds: float | None,
    alone: bool,
    branches: tuple[Path, ...],
) -> Task:
    """Tell what can happen in a story, shown by a run or proved over all runs; 1 if anything is not as
    it should be."""
    if alone and branches:
        raise click.UsageError(
            "--branch adds a branch and --no-branches leaves all out: give one of the two."
        )
    wanted = Wanted(
        folder, branches, ending, budget or 0, strict, as_json, whole, walkthroughs, seconds, alone
    )
    return partial(exploring.explore, wanted)


@thermidor.command(
    "measure",
    epilog=_epilog(
        "thermidor measure                          the game itself",
        "thermidor measure my-story --plays 1000",
        "thermidor measure --chapter the-letter     one chapter; also --line, --branch",
        "thermidor measure --explain overlap        what a figure means",
        "thermidor measure --json > figures.json",
    ),
)
@click.argument("folder", required=False, type=_FOLDER)
@click.option("--chapter", metavar="ID", default="", help="Measure this chapter only.")
@click.option("--line", metavar="ID", default="", help="Measure this line only.")
@click.option("--branch", metavar="NAME|DIR", default="", help="Measure this branch only.")
@click.option(
    "--plays", type=click.IntRange(1, 1_000_000), default=10_000, show_default=True, help="Play so often."
)
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed gives the same plays.")
@click.option("--strict", is_flag=True, help="Give 1 if a target is missed.")
@click.option("--all", "whole", is_flag=True, help="Tell every finding, and not the first of each figure.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.option("--explain", metavar="NAME", default="", help="Tell what a figure means, and measure nothing.")
def _measure(
    folder: Path | None,
    chapter: str,
    line: str,
    branch: str,
    plays: int,
    seed: int,
    strict: bool,
    whole: bool,
    as_json: bool,
    explain: str,
) -> Task:
    """Tell the figures of a story, from random plays: its text, its choices and their balance, beside
    what it holds itself to."""
    from game.cli import measuring

    if explain:
        return partial(measuring.explain, explain)
    wanted = measuring.Wanted(folder, chapter, line, branch, plays, seed, as_json, whole, strict)
    return partial(measuring.measure, wanted)


def _ids(folders: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of chapters and lines, which may be given as their folders are named."""
    return tuple(each.replace("-", "_") for each in folders)


@thermidor.command(
    "map",
    epilog=_epilog(
        "thermidor map                              the game as a page: thermidor-map.html",
        "thermidor map my-story -o map.html         a story of your own",
        "thermidor map -o poster.svg                to print, and to hang on a wall",
        "thermidor map --run 'Run 1' -o run.html    with the ways of this run in red",
        "thermidor map --chapter fever -o fever.mmd one chapter, for a wiki that draws Mermaid",
    ),
)
@click.argument("folder", required=False, type=_FOLDER)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write it; `-` is standard output. Else a file here, named after the story.",
)
@click.option(
    "--format", "form", type=click.Choice(MAPS), help="What to write; else the file's name says it."
)
@click.option(
    "--plays",
    type=click.IntRange(0, 1_000_000),
    default=PLAYS,
    show_default=True,
    metavar="NUMBER",
    help="Colour by where so many random plays come; 0 for no colours.",
)
@click.option(
    "--seed", type=int, default=0, show_default=True, help="The same seed gives the same random plays."
)
@click.option("--run", metavar="NAME", default="", help="With the ways of the run of this name or id.")
@click.option("--chapter", "chapters", multiple=True, metavar="ID", help="Only this chapter; or several.")
@click.option("--line", "lines", multiple=True, metavar="ID", help="Only this line; or several.")
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@click.option("--no-branches", "alone", is_flag=True, help="Without any branch.")
@_BRANCHES
@_SAVES
def _map(
    folder: Path | None,
    target: Path | None,
    form: str | None,
    plays: int,
    seed: int,
    run: str,
    chapters: tuple[str, ...],
    lines: tuple[str, ...],
    force: bool,
    alone: bool,
    branches: tuple[Path, ...],
    saves: Path | None,
) -> Task:
    """Draw a story: its chapters, scenes, locked doors and endings, and how often chance comes there.

    The page can be searched, and shows each scene's text, rules, and place in its file; it asks for
    nothing outside itself. SVG is the same drawing by itself; DOT is for Graphviz, Mermaid for wikis."""
    if alone and branches:
        raise click.UsageError(
            "--branch adds a branch and --no-branches leaves all out: give one of the two."
        )
    wanted = MapWanted(
        folder,
        branches,
        target,
        cast("MapForm | None", form),
        plays,
        seed,
        run,
        saves,
        _ids(chapters),
        _ids(lines),
        force,
        alone,
    )
    return partial(draw, wanted)


@thermidor.command(
    "new",
    epilog=_epilog(
        "thermidor new branch the-barracks            a branch of the game, to be written",
        "thermidor new scene the-gate --branch the-barracks",
        "thermidor new call a-visit --at before_the_congress.monday --branch the-barracks",
        "thermidor new person anna --story my-story   somebody in a story of your own",
    ),
)
@click.argument("sort", metavar="KIND", type=click.Choice(SORTS))
@click.argument("name")
@click.option("--story", type=_FOLDER, metavar="DIR", help="Write into this story.")
@click.option("--branch", metavar="NAME|DIR", default="", help="Write into this branch.")
@click.option("--at", metavar="ID", default="", help="The gate, or diary.evening, where a run comes to it.")
def _new(sort: str, name: str, story: Path | None, branch: str, at: str) -> Task:
    """Write a file to begin with: KIND is branch, scene, call, ending, person or codex.

    The file checks clean, can be played as it is, and says in comments what to do next. Nothing is
    ever overwritten."""
    from game.cli.new import new

    return partial(new, cast("Sort", sort), name, story, branch, at)


@thermidor.command("schema", epilog=_epilog("thermidor schema", "thermidor schema -o my-story/.schema"))
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where to; left out: .schema in this folder.",
)
def _schema(output: Path | None) -> Task:
    """Write JSON Schemas, by which editors complete and check the files of a story."""
    from game.cli.schema import schema

    return partial(schema, output)


@thermidor.command(
    "replay",
    epilog=_epilog(
        "thermidor replay tests/walkthroughs/history.txt",
        "thermidor replay tests/walkthroughs       all that lie in a folder",
        "thermidor replay - < decisions.txt",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_STORY
@_BRANCHES
def _replay(files: tuple[str, ...], story: Path | None, branches: tuple[Path, ...]) -> Task:
    """Play walkthroughs and compare; `-` reads standard input."""
    from game.cli.walkthroughs import Told, replay

    return partial(replay, files, Told(story, branches))


@thermidor.group(
    "walkthrough",
    epilog=_epilog(
        "thermidor walkthrough record 'Run 1' -o walk.txt",
        "thermidor walkthrough update tests/walkthroughs",
        "thermidor walkthrough coverage tests/walkthroughs",
    ),
)
def _walkthrough() -> None:
    """Runs as text: record one, bring it up to date with the prose, see what none of them shows.

    “thermidor replay” plays them."""


@_walkthrough.command(
    "record",
    epilog=_epilog(
        "thermidor walkthrough record 'Run 1' -o walk.txt", "thermidor walkthrough record 'Run 1' --brief"
    ),
)
@click.argument("run")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to.")
@click.option("--brief", is_flag=True, help="The choices' ids alone, without what was shown.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@_STORY
@_BRANCHES
@_SAVES
def _record_walkthrough(
    run: str,
    output: Path | None,
    brief: bool,
    force: bool,
    story: Path | None,
    branches: tuple[Path, ...],
    saves: Path | None,
) -> Task:
    """Write a run that is kept as a walkthrough: each choice with the text that was shown."""
    from game.cli.walkthroughs import Told, record_run

    return partial(record_run, run, output, Told(story, branches), saves, brief=brief, force=force)


@_walkthrough.command(
    "update",
    epilog=_epilog(
        "thermidor walkthrough update tests/walkthroughs/history.txt",
        "thermidor walkthrough update tests/walkthroughs --check     for a workflow: 1 if any is behind",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--check", is_flag=True, help="Only show what would change.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@_STORY
@_BRANCHES
def _update_walkthroughs(
    files: tuple[str, ...], check: bool, yes: bool, story: Path | None, branches: tuple[Path, ...]
) -> Task:
    """Bring walkthroughs up to date after a change of prose: each change is shown, then asked about."""
    from game.cli.walkthroughs import Told, update_files

    return partial(update_files, files, Told(story, branches), check=check, yes=yes)


@_walkthrough.command(
    "coverage",
    epilog=_epilog(
        "thermidor walkthrough coverage tests/walkthroughs",
        "thermidor walkthrough coverage walk.txt --json",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@_STORY
@_BRANCHES
def _coverage(files: tuple[str, ...], as_json: bool, story: Path | None, branches: tuple[Path, ...]) -> Task:
    """Tell which paragraphs and variants of a story none of these walkthroughs shows."""
    from game.cli.walkthroughs import Told, coverage

    return partial(coverage, files, Told(story, branches), as_json=as_json)


@thermidor.command(
    "preview",
    epilog=_epilog(
        "thermidor preview the_wire                       a scene, as its players will see it",
        "thermidor preview the_wire --set army=3          in a state that you give",
        "thermidor preview the_wire --set 'seen(fever)'   as if that scene had been seen",
        "thermidor preview the_wire --from 'Run 1'        where this run came to it",
        "thermidor preview codex:nep --plain              every variant, as text",
    ),
)
@click.argument("name", metavar="SCENE")
@click.option(
    "--set",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    help="The value of a variable; or seen(scene), chose(scene.choice). May be given several times.",
)
@click.option("--from", "run", metavar="RUN", default="", help="In the state, and on the way, of this run.")
@click.option("--plain", is_flag=True, help="Tell every variant once, as text, and end.")
@_STORY
@_BRANCHES
@_SAVES
def _preview(
    name: str,
    given: tuple[str, ...],
    run: str,
    plain: bool,
    story: Path | None,
    branches: tuple[Path, ...],
    saves: Path | None,
) -> Task:
    """Show a scene as players will see it, again after every change of its files.

    SCENE is the id of a scene, call, event or ending, an evening as diary.evening, or codex:ID, person:ID,
    module:ID. Every variant of the text is within reach of a key; “?” tells of the keys."""
    from game.cli.previewing import Wanted, preview, said

    return partial(preview, Wanted(name, said(given), run, story, branches, saves, plain))


@thermidor.group(
    "branches",
    invoke_without_command=True,
    epilog=_epilog("thermidor branches", "thermidor branches off frunze", "thermidor branches on frunze"),
)
@_STORY
@click.pass_context
def _branches(context: click.Context, story: Path | None) -> Task | None:
    """List the branches of the story; or switch one on or off."""
    context.obj = story
    return None if context.invoked_subcommand else partial(branches.list_branches, story)


@_branches.command("on", epilog=_epilog("thermidor branches on frunze"))
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.pass_obj
def _on(story: Path | None, names: tuple[str, ...]) -> Task:
    """Play with these branches, from the next start on."""
    return partial(branches.switch, story, names, on=True)


@_branches.command("off", epilog=_epilog("thermidor branches off frunze"))
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.pass_obj
def _off(story: Path | None, names: tuple[str, ...]) -> Task:
    """Play without these branches, from the next start on."""
    return partial(branches.switch, story, names, on=False)


@thermidor.command("where", epilog=_epilog("thermidor where"))
def _where() -> Task:
    """Tell where the story, the runs and everything else is."""
    return tasks.places

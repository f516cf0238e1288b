"""What is done besides choosing: going elsewhere in a run, to other runs, and changing how it is told."""

from __future__ import annotations

from typing import assert_never

from game.core.sparing import SPARED
from game.play import intent as wants
from game.play.answer import Adjusted, Answer, Forked, Said, Switched, Told, Turned
from game.play.asks import every_run
from game.play.beyond import Runs
from game.play.chapters import entered, meant, way_into
from game.play.elsewhere import bookmarks_page, named, several_page
from game.play.forks import forks
from game.play.intent import Wish
from game.play.sentences import counted, harmless, spelled
from game.play.session import NoRewind, NoWayBack, Session
from game.runs.listing import Listing
from game.runs.names import BadName
from game.runs.refusal import Refused

Act = (
    wants.Save | wants.Load | wants.Rewind | wants.RewindTo | wants.TakeFork | wants.Spare | wants.Begin
    | wants.BeginFork | wants.Rename | wants.Copy | wants.Delete | wants.Export | wants.Change | Wish
)  # fmt: skip


def act(session: Session, asked: Act, runs: Runs) -> Answer:
    """What came of a wish to do something, or why nothing did."""
    try:
        match asked:
            case Wish() | wants.Rewind() | wants.RewindTo() | wants.TakeFork():
                return _gone(session, asked)
            case wants.Begin() | wants.BeginFork():
                return _begun(session, asked, runs)
            case wants.Copy() | wants.Delete() | wants.Export() | wants.Rename():
                return _shelved(session, asked, runs)
            case wants.Save(name):
                return _save(session, name)
            case wants.Load(name):
                return _load(session, name, runs)
            case wants.Spare(wanted):
                session.ask_to_be_spared(SPARED if wanted else ())
                told = "in summary" if wanted else "in full"
                return Said(f"Hard passages are told {told} from now on.")
            case wants.Change(name, value):
                return _set(session, name, value, runs)
            case _:
                assert_never(asked)
    except NoRewind:
        return Said("This run is played without rewinding: that was chosen when it began.")
    except (NoWayBack, BadName) as why:
        return Said(str(why))
    except Refused as refused:
        return Said(f"{refused.sentence} Nothing was changed. {refused.advice}".rstrip())


def _gone(session: Session, asked: Wish | wants.Rewind | wants.RewindTo | wants.TakeFork) -> Answer:
    match asked:
        case wants.Rewind(choices):
            many = len(session.steps) - 1
            session.rewind(choices)
            taken = f"{spelled(min(choices, many))} choice{'s' * (min(choices, many) > 1)}"
            short = f"There {'was' if many == 1 else 'were'} only {taken} to take back"
            return _moved(session, f"Taken back: {taken}" if choices <= many else short)
        case wants.RewindTo(chapter):
            session.rewind_to(chapter)
            return _moved(session, f"Back where “{session.chapter}” began")
        case wants.TakeFork(number):
            roads = forks(session)
            if not 0 < number <= len(roads):
                return Said(f"There is no road {number}. “fork” lists them.")
            session.take_road(roads[number - 1].end)
            return _moved(session, f"On road {number}")
        case Wish.UNDO:
            session.undo()
            return _moved(session, "The last jump is taken back")
        case _:
            return _skipped(session)


STOPPED = {
    "new": "What follows is new.",
    "decision": "Here there is something to decide.",
    "ending": "Here it ended.",
}


def _skipped(session: Session) -> Answer:
    before = session.chapter_id
    skipped = session.skip()
    many = len(skipped.steps)
    if not many:
        if skipped.why == "decision":
            return Said("Nothing to skip: here there is something to decide.")
        return Said("Nothing to skip: what comes next is new to you." if not session.ended else OVER)
    taken = f"Skipped: {spelled(many)} choices." if many > 1 else "Skipped: one choice."
    undo = " “undo” takes that back." if session.run.rewind else ""
    where = f" You are in “{session.chapter}” now." if session.chapter_id != before else ""
    return Turned(f"{taken}{where} {STOPPED[skipped.why]}{undo}", whole=many > 1)


OVER = "Nothing to skip: this run has ended."


def _moved(session: Session, done: str) -> Turned:
    """The run stands elsewhere, and no choice led there: say so, and where that is."""
    where = ", ".join(each for each in session.where if each)
    return Turned(f"{done}. You are at {where}." if where else f"{done}.", afresh=True)


def _save(session: Session, name: str) -> Answer:
    before = dict(session.bookmarks())
    session.bookmark(name)
    put = session.bookmarks()[-1][0]
    moved = next((many for mark, many in before.items() if mark.casefold() == put.casefold()), None)
    here = f"“load {put}” comes back to it."
    if moved is None:
        return Said(f"Bookmark put here: {here}")
    return Said(f"The bookmark “{put}” stood after {counted(moved, 'decision')}; it stands here now. {here}")


def _load(session: Session, name: str, runs: Runs) -> Answer:
    if not name:
        return Told(bookmarks_page(session))
    if session.load(name):
        return _moved(session, f"Back at the bookmark “{name}”")
    found = _meant(name, runs, "No bookmark and no run is called “{}”. “load” lists the bookmarks.")
    match found:
        case Listing(id=run_id) if run_id == session.run.id:
            return Said("That is the run that you are playing.")
        case Listing(name=called, story_id=story) if story != session.story.header.id:
            return Said(f"“{called}” is a run of another story: start the game with that.")
        case Listing(id=run_id):
            return Switched(run_id)
        case answer:
            return answer


def _meant(name: str, runs: Runs, nobody: str) -> Listing | Said | Told:
    """The run that a name or id means; or what to say where that is none, or several."""
    found = named(name, runs.listing())
    if not found:
        return Said(nobody.format(harmless(name)))
    return found[0] if len(found) == 1 else Told(several_page(name, found))


def _begun(session: Session, asked: wants.Begin | wants.BeginFork, runs: Runs) -> Answer:
    match asked:
        case wants.BeginFork(number):
            from game.play.histories import histories

            decisions = histories(session.story, every_run(session, runs)).fork(number)
            if decisions is None:
                return Said(f"There is no fork {number}. “tree” numbers them.")
            return Forked(f"From fork {number}", decisions)
        case wants.Begin(chapter):
            known = entered(session.story, session.known.read)
            found = meant(chapter, known)
            if found is None:
                titles = ", ".join(each.title for each in known)
                return Said(f"No chapter that you have entered is called “{chapter}”. You have: {titles}.")
            way = way_into(session.story, every_run(session, runs), found.id)
            if way is None:
                return Said(f"No run that is kept still leads into “{found.title}”.")
            return Forked(f"From {found.title}"[:60], way)
        case _:
            assert_never(asked)


def _shelved(
    session: Session, asked: wants.Copy | wants.Delete | wants.Export | wants.Rename, runs: Runs
) -> Answer:
    match asked:
        case wants.Rename(name):
            return _rename(session, name, runs)
        case wants.Copy(name):
            return _copy(session, name, runs)
        case wants.Delete(name):
            found = _meant(name, runs, "No run is called “{}”. “runs” lists them.")
            match found:
                case Listing(id=run_id) if run_id == session.run.id:
                    return Said("That is the run that you are playing: open another before you delete it.")
                case Listing(id=run_id, name=called):
                    return Said(f"“{called}” is in the trash. “{runs.delete(run_id)}” brings it back.")
                case answer:
                    return answer
        case wants.Export(file):
            return Said(runs.export(session, file))
        case _:
            assert_never(asked)


def _rename(session: Session, name: str, runs: Runs) -> Answer:
    if any(row.id != session.run.id for row in named(name, runs.listing())):
        return Said(f"Another run is called “{name}” already.")
    session.rename(name)
    return Said(f"This run is called “{session.run.name}” now.")


def _copy(session: Session, name: str, runs: Runs) -> Answer:
    found = named(name, runs.listing()) if name else ()
    if len(found) > 1:
        return Told(several_page(name, found))
    copied = runs.copy(found[0].id) if found else runs.copy(session.run.id, name)
    return Said(f"Copied as “{copied}”. “load {copied}” opens it.")


def _set(session: Session, name: str, value: str, runs: Runs) -> Answer:
    from game.play.preferences import value_of, written

    settings = runs.change(name, written(name, value))
    session.skim, session.tells_roads = settings.skim, settings.roads
    later = " from the next start on" if name == "interface" else ""
    if name in ("spare", "rewind"):
        later = " for runs that begin from now on"
    return Adjusted(settings, f"“{name}” is {value_of(settings, name)}{later}.")

"""A small story that can be left: a day of history, a line that leads away from it, and doors."""

from functools import cache

from game.core.model import Story
from game.core.play import Step, replay
from game.core.value import replace
from game.runs.file import Run
from game.runs.journal import Decision
from game.runs.record import begun
from tests.loading.tiny import tiny

_VARIABLES = """
army:
  steps: [lost, fond, yours]
  start: 1
  label: The army
  shown: yes
silence:
  count: 0..4
  start: 0
  means: How often you were silent.
called:
  flag: no
  panel: owed
  label: To call before you act
notes:
  flag: no
  panel: drawer
  label: The notes
asked:
  flag: no
  means: You asked for the vote.
mood:
  one_of: [cold, warm]
  start: cold
  means: How the house stands to you.
ready:
  when: army >= 2 and called
  means: Enough would follow.
"""
SCENES = """
first:
  title: The Door
  date: 5 March 1924
  text: |
    A door.
  choices:
    knock:
      label: Knock at the door.
      change: {army: +1}
      log: You knocked.
      official: A door was opened.
      to: second
    wait:
      label: Wait.
      log: You waited.
      to: second
  note:
    seam: documented
    did: He waited.
    text: |
      So it is told.
    did_choice: wait
second:
  title: The Hall
  date: 6 March 1924
  text: |
    A hall.
  choices:
    promise:
      label: Promise to call.
      change: {called: yes}
      log: You promised.
      to: third
    nod:
      label: Nod.
      log: You nodded.
      official: Agreement prevailed.
      to: third
  note:
    seam: documented
    did: He nodded.
    text: |
      So it is told.
    did_choice: nod
third:
  title: The Vote
  date: 7 March 1924
  text: |
    A vote.
  choices:
    leave:
      label: Leave the hall.
      if: ready
      locked: Nobody would follow.
      log: You left.
      to: road
    sit:
      label: Sit down.
      log: You sat down.
      to: fourth
  note:
    seam: documented
    did: He sat down.
    text: |
      So it is told.
    did_choice: sit
fourth:
  title: The Evening
  date: 1 May 1924
  text: |
    An evening.
  choices:
    sleep:
      label: Sleep.
      log: You slept.
      to: end_of_day
  note:
    seam: documented
    did: He slept badly.
    text: |
      So it is told.
"""
_HONOUR = """
walker:
  title: The walker
  hint: There is a road.
  text: |
    You left.
  when: ending is elsewhere
"""
_ENDING = """
{id}:
  title: {title}
  kind: {kind}
  date: {date}
  text: |
    It ends.
  answers:
    party: They.
    price: "{{army >= 2: The army.|You.}}"
    you: Nobody.
  question: Why?
  note:
    seam: {seam}
    did: {did}
    text: |
      So it is told.
"""


def _ending(name: str, title: str, kind: str, date: str, seam: str, did: str) -> str:
    return _ENDING.format(id=name, title=title, kind=kind, date=date, seam=seam, did=did)


@cache
def away_story(scenes: str = "") -> Story:
    """The story, or one with other scenes in its chapter."""
    more = {
        "story": "id: away\ntitle: Away\nversion: 1.0.0\nstart: first\n"
        "account:\n  from: away\n  title: A short history\n  closes: So it was.\n",
        "variables": _VARIABLES,
        "lines/away/chapter": "title: Another Road\nspan: 1924\n",
        "lines/away/road": """
road:
  title: The Road
  date: 8 March 1924
  text: |
    A road.
  choices:
    walk:
      label: Walk on.
      log: You walked.
      official: The road was repaired.
      to: inn
inn:
  title: The Inn
  date: 9 June 1924
  text: |
    An inn.
  choices:
    stay_here:
      label: Stay here.
      log: You stayed.
      to: elsewhere
""",
        "endings/end": _ending("end_of_day", "Dusk", "defeat", "2 May 1924", "documented", "He went home.")
        + _ending("elsewhere", "A Far Inn", "triumph", "10 June 1924", "invented", "He was asleep."),
        "honours": _HONOUR,
    }
    return tiny(scenes or SCENES, **more)


HISTORY = ("first.wait", "second.nod", "third.sit", "fourth.sleep")
AWAY = ("first.knock", "second.promise", "third.leave", "road.walk", "inn.stay_here")
ONE_SHORT = ("first.wait", "second.promise", "third.sit", "fourth.sleep")


def steps(*decisions: str) -> tuple[Step, ...]:
    return replay(away_story(), decisions)


def run(name: str, *decisions: str, number: int = 0) -> Run:
    """A run with these decisions, begun after those of smaller numbers."""
    fresh = begun(away_story(), name)
    journal = tuple(map(Decision, decisions))
    return replace(fresh, id=f"run0000{number}", begun=f"2026-11-22T10:0{number}:00Z", journal=journal)


def told(page) -> str:
    """All that a page says, a block a line."""
    from game.terminal.plain import page as plain

    return plain(page)

"""What a new file says: something small that can be played, and in comments what to do next.

`$name` is the id, `$title` the same as a title, `$place` where it attaches itself, `$check` the command
that tells what is wrong.
"""

from __future__ import annotations

from string import Template

BRANCH = Template("""\
# A branch: more story, without a change to any file of the story itself. What to do next:
#   1. Write its title and your name here.
#   2. Go on in $first, where its first scene stands.
#   3. “$new scene NAME --branch $folder” writes another scene, and likewise a call,
#      an ending, a person or an entry of the codex.
#   4. “$check” tells what is wrong, and “$play” plays it.
# Choices can also be added to scenes of the story that end in choices:
#   add_choices:
#     SCENE:
#       an_id_for_the_choice:
#         label: What the player reads.
#         to: $first_scene
title: $title
author: Nobody yet
version: 0.1.0
written_for: $version
""")

ADDED = Template("""\
add_choices:
  $place:
    $first_scene:
      label: See what else there is.
      log: You saw what else there was.
      to: $first_scene
""")

CALL = Template("""\
# A call: a scene that is offered on evenings of a diary. What to do next:
#   1. Write its title, its label and its text. A blank line parts paragraphs.
#   2. Say under `on` on which evenings it is offered; more may stand there, as in [a.monday, a.tuesday].
#      An `if` hides it while it fails; with a `locked` beside it, it is shown closed, with that reason.
#   3. Give the choices ids, words and changes of your own. `to: back` goes on to the next evening.
#   4. “$check” tells what is wrong.
$name:
  title: $title
  call:
    on: [$place]
    label: Call somewhere new.
  text: |
    // Who is there, what is to be seen, and what there is to decide.
    Somebody has been waiting for you.
  choices:
    listen:
      label: Listen to the end.
      log: You listened to the end.
      to: back
    take_your_leave:
      label: Take your leave.
      log: You took your leave.
      to: back
""")

EVENT = Template("""\
# A scene that comes by itself at a gate, once a run. What to do next:
#   1. Write its title and its text. A blank line parts paragraphs.
#   2. Say when it comes, by an `if` under `at`. Or take `comes` out, lead to the scene from another by
#      `to: $name`, and write for `back` where the choices lead.
#   3. Give the choices ids, words and changes of your own. `to: back` goes on from the gate.
#   4. “$check” tells what is wrong.
$name:
  title: $title
  comes:
    at: [$place]
  text: |
    // Who is there, what is to be seen, and what there is to decide.
    Somebody has been waiting for you.
  choices:
    listen:
      label: Listen to the end.
      log: You listened to the end.
      to: back
    walk_on:
      label: Walk on.
      log: You walked on.
      to: back
""")

SCENE = Template("""\
# A scene. What to do next:
#   1. Write its title and its text. A blank line parts paragraphs.
#   2. Lead to it: from another scene or choice by `to: $name`.
#   3. Give the choices ids, words and changes of your own, and write where they lead.
#   4. “$check” tells what is wrong.
$name:
  title: $title
  text: |
    // Who is there, what is to be seen, and what there is to decide.
    Somebody has been waiting for you.
  choices:
    listen:
      label: Listen to the end.
      log: You listened to the end.
      to: $place
    walk_on:
      label: Walk on.
      log: You walked on.
      to: $place
""")

ENDING = Template("""\
# An ending. What to do next:
#   1. Write its title and its last scene: a place, somebody who speaks, a last image.
#   2. Choose its kind: triumph, compromise, defeat, catastrophe or withdrawal.
#   3. Answer the three questions of the first page in a line each, and ask the player one.
#   4. List under `epilogue: [...]` what may follow, and write a `note` on what is known.
#   5. The road that leads here is $road; write your own, and delete that file.
#   6. “$check” tells what is wrong.
$name:
  title: $title
  kind: defeat
  text: |
    // A place, somebody who speaks, a last image.
    The door shuts, and nobody looks up.
  answers:
    party: They who stayed own it.
    price: You paid, and some others.
    you: You have become somebody who left.
  question: What will you do now?
""")

ROAD_CHOICES = Template("""\
  text: |
    // What makes the player choose this.
    There is a road that you have not taken.
  choices:
    take_the_road:
      label: Take the road.
      log: You took the road.
      to: $ending
    let_it_be:
      label: Let it be.
      log: You let it be.
      to: back
""")

ROAD_BY_CALL = Template("""\
# The road to the ending $ending, offered on an evening. Write your own; “$check” tells what is wrong.
$name:
  title: $title
  call:
    on: [$place]
    label: Look for the road.
""")

ROAD_BY_EVENT = Template("""\
# The road to the ending $ending, which comes at a gate. Write your own; “$check” tells what is wrong.
$name:
  title: $title
  comes:
    at: [$place]
""")

PERSON = Template("""\
# A person: the file's name is the id, so scenes write `present: [$name]`. What to do next:
#   1. Write the name in full, and in a line what they are.
#   2. Write in a few sentences who they are, and under `stance` how they stand to the player.
#   3. Under `facts` stands what becomes true of them, as `- dead: yes` with an `if`.
#   4. “$check” tells what is wrong.
name: $title
role: somebody new
text: |
  // Who they are: what is seen first, what is known, what they want.
  Nobody knows them yet.
""")

CODEX = Template("""\
# An entry of the codex: prose leads to it by [[$name]] or [[$name|other words]]. What to do next:
#   1. Write its title, and what there is to know.
#   2. Link it where a player meets the word first.
#   3. “$check” tells what is wrong.
$name:
  title: $title
  text: |
    // What it is, in three sentences.
    There is nothing written of it yet.
""")

"""From nodes to core values, with sugar still as written."""

from __future__ import annotations

from game.loading.declare import Declarations
from game.loading.decode.branches import decode_branches
from game.loading.decode.endings import decode_endings, decode_honours, decode_modules
from game.loading.decode.frame import decode_chapters, decode_conditions, decode_header, decode_variables
from game.loading.decode.scenes import decode_scenes
from game.loading.decode.shelf import decode_codex, decode_people, decode_sources, decode_texts
from game.loading.ledger import Ledger
from game.loading.renames import renamed
from game.loading.written import WrittenStory


def decode(declarations: Declarations, ledger: Ledger) -> WrittenStory:
    """The story as written. Always gives a value; what is wrong is noted in the ledger."""
    header = decode_header(ledger, declarations)
    branches, scenes = decode_branches(
        ledger, declarations, header.version, decode_scenes(ledger, declarations)
    )
    return WrittenStory(
        header=header,
        variables=decode_variables(declarations),
        conditions=decode_conditions(declarations),
        chapters=decode_chapters(ledger, declarations),
        scenes=scenes,
        endings=decode_endings(ledger, declarations),
        texts=decode_texts(ledger, declarations),
        people=decode_people(ledger, declarations),
        codex=decode_codex(ledger, declarations),
        sources=decode_sources(ledger, declarations),
        modules=decode_modules(ledger, declarations),
        honours=decode_honours(ledger, declarations),
        renamed=renamed(ledger),
        branches=branches,
    )

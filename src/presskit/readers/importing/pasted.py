"""What was pasted into a text, from Word, a mail program or a browser → its blocks; every line is in them, or reported."""

from __future__ import annotations

from dataclasses import replace

from presskit.diagnostics import Reading
from presskit.model.document import Block, Paragraph, Text
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.html_file import html_lines
from presskit.readers.importing.lines import text_lines
from presskit.readers.importing.soft_breaks import without_soft_breaks
from presskit.readers.importing.statement import StatementBuilder
from presskit.readers.importing.text_file import decoded

__all__ = ["NAME", "pasted_blocks"]

NAME = "paste"
"""What findings call the place of what was pasted."""


def pasted_blocks(html: str, text: str) -> Reading[tuple[Block, ...]]:
    """Return the blocks of a paste, of its HTML where there is any; their ids are of no meaning.

    Nothing is taken out for another part of the release: who pastes says where it goes. Pictures do not come along.
    """
    log = AuditLog()
    lines = html_lines(NAME, html, log)[0] if html.strip() else ()
    if not lines:
        lines = text_lines(NAME, decoded(NAME, text.encode(), log) or "")
    for line in (each for each in lines if each.figure):
        hint = "bring it in with a Word file or an e-mail"
        log.report(rules.PICTURE, line.span, "a picture does not come along with a paste", hint)
    lines = tuple(replace(each, style="" if each.style in {"title", "subtitle", "caption"} else each.style) for each in lines)
    lines = without_soft_breaks([each for each in lines if not each.figure])
    log.expect(lines)
    builder = StatementBuilder(NAME, log, called=True)
    blocks = builder.body(lines)
    log.close()
    lost = tuple(Paragraph((Text(line.raw.strip()),), span=line.span) for line, _ in log.lost if line.raw.strip())
    found = (each for each in log.found if each.code != rules.HEADING.code)  # who pastes sees what became a heading
    return Reading((*blocks, *lost), tuple(found))

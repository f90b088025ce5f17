"""Words in brackets before a title, as mailing lists and pages put them there: «[press] »."""

from __future__ import annotations

import re

from presskit.formats.kit_yaml import quoted
from presskit.language.data import fold
from presskit.model.document import Inline, plain_text
from presskit.model.question import Choice
from presskit.readers.importing.audit_log import AuditLog, replace_edit
from presskit.readers.importing.lines import dropped
from presskit.readers.importing.titles import Top

__all__ = ["TAG", "without_tag"]

TAG = re.compile(r"\[[^\[\]]{2,40}\]\s*(?=\S)")
"""What a mailing list or a page puts before a title: «[press] »."""


def without_tag(length: int, content: tuple[Inline, ...], top: Top, name: str, log: AuditLog) -> tuple[Inline, ...]:
    """Return a title without the tag before it, if the title stands again without it; otherwise it is asked about."""
    bare = dropped(content, length)
    words, whole = plain_text(bare).strip(), plain_text(content).strip()
    if any(fold(line.words) == fold(words) for line in top.rest):
        return bare
    edits = (replace_edit(name, f"title: {quoted(whole)}\n", f"title: {quoted(words)}\n"),)
    choices = (Choice("tagged", f"it is «{whole[:80]}», as it stands"), Choice("bare", f"it is «{words[:80]}»", "", edits))
    log.ask("title", top.title[0], f"do the words in brackets belong to the title «{whole[:80]}»?", choices)
    return content

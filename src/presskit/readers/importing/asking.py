"""What had no place in the kit, and what may be more than was read → questions with ready answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from presskit.formats.kit_yaml import quoted
from presskit.model.question import Choice, Edit, EditKind
from presskit.model.release import Kit
from presskit.readers.importing.account import Account
from presskit.readers.importing.lines import Line
from presskit.readers.received import signs

__all__ = ["ask_about_lost", "entry", "escaped", "replaced"]

_LONGEST_NAME = 120
_SHOWN = 70


def entry(name: str, note: str = "") -> str:
    """Return a signatory as an entry of the list in signatories.yaml."""
    return f"  - name: {quoted(name)}\n    note: {quoted(note)}" if note else f"  - {quoted(name)}"


def replaced(file: str, before: str, after: str) -> Edit:
    """Return the edit that puts words in the place of others."""
    return Edit(file, EditKind.REPLACE, before, after)


def escaped(text: str) -> str:
    """Return words as a paragraph of the kit's Markdown."""
    words = re.sub(r"[\\`*_\[\]<~]|\{(?=[{#])", lambda mark: f"\\{mark.group()}", " ".join(text.split()))
    return re.sub(r"^(?=[-+#>=|]|:::)|^(\d{1,9})(?=[.)])", lambda match: f"{match[1]}\\" if match[1] else "\\", words)


def ask_about_lost(account: Account, kit: Kit) -> None:
    """Ask once for each run of lines that have no place for the same reason."""
    for lines, reason in _runs(account.lost):
        shown = lines[0].whole if len(lines[0].whole) <= _SHOWN else f"{lines[0].whole[:_SHOWN]}…"
        what = f"«{shown}»" if len(lines) == 1 else f"{len(lines)} lines from «{shown}» on"
        excerpt = "\n".join(line.raw.strip() for line in lines)
        asked = f"where do {what} belong? {reason}"
        account.ask("unplaced", replace(lines[0], raw=excerpt), asked, tuple(_places(lines, kit)), weighs=len(lines))


def _runs(lost: Sequence[tuple[Line, str]]) -> Iterator[tuple[list[Line], str]]:
    run: list[Line] = []
    before = ""
    for line, reason in lost:
        if run and (reason != before or line.span.source != run[-1].span.source or line.span.line - run[-1].span.line > 3):
            yield run, before
            run = []
        run.append(line)
        before = reason
    if run:
        yield run, before


def _places(lines: Sequence[Line], kit: Kit) -> Iterator[Choice]:
    file = f"statement.{kit.release.source_language}.md"
    text = "\n\n".join(escaped(line.whole) for line in lines)
    yield Choice("text", "put it into the text, at its end", "", (Edit(file, EditKind.APPEND, "body", text),))
    yield Choice("notes", "put it into the notes to editors", "", (Edit(file, EditKind.APPEND, "notes", text),))
    if all(len(line.words) <= _LONGEST_NAME and not line.words.endswith(".") for line in lines):
        several = f"{len(lines)} signatories" if len(lines) > 1 else "a signatory"
        yield Choice("signatory", f"it is {several}", "", tuple(signs(entry(line.words)) for line in lines))

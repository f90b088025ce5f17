"""What was copied in another program becomes blocks of a text, by the importer; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from presskit.diagnostics import Diagnostic, Reading
from presskit.formats.document_json import plain
from presskit.kit.received import work_on
from presskit.model.document import Block
from presskit.readers.importing.pasted import NAME, pasted_blocks
from presskit.usecases.world import World

__all__ = ["PasteReport", "PasteRequest", "paste"]


@dataclass(frozen=True, slots=True)
class PasteRequest:
    """What the clipboard holds: as HTML, "" where there is none, and as plain text."""

    html: str = field(repr=False)
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class PasteReport:
    """The blocks as plain data, as in :class:`~presskit.StatementReport`, without ids; and what did not come along."""

    blocks: tuple[Mapping[str, Any], ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def paste(request: PasteRequest, *, world: World = World()) -> PasteReport:  # noqa: ARG001 -- as all use cases
    """Return the blocks of what was copied: a list of Word, which is paragraphs with marks in HTML, is a list.

    >>> [block["kind"] for block in presskit.paste(presskit.PasteRequest("<ul><li>one</li><li>two</li></ul>")).blocks]
    ['Bullets']

    Raises :class:`~presskit.RequestError` where it takes too much time or memory.
    """
    size = len(request.html) + len(request.text)
    reading: Reading[tuple[Block, ...]] = work_on(
        [NAME], f"{pasted_blocks.__module__}:{pasted_blocks.__name__}", size, (request.html, request.text)
    )
    return PasteReport(tuple(_nameless(plain(each)) for each in reading.value), reading.diagnostics)


def _nameless(data: Any) -> Any:
    if isinstance(data, list):
        return [_nameless(each) for each in data]
    if isinstance(data, dict):
        return {key: "" if key == "id" else _nameless(each) for key, each in data.items()}
    return data

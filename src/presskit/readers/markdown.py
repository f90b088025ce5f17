"""statement.LANG.md → a statement: front matter, blocks, footnotes, parts; every block with its id and its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from presskit.diagnostics import Diagnostic, Reading, has_errors
from presskit.formats import kit_keys
from presskit.formats.kit_keys import FrontMatter
from presskit.limits import KIT_TEXT_BYTES, MARKDOWN_DEPTH
from presskit.model.document import Inline, Paragraph, Statement, Translates
from presskit.readers import inlines, rules, text_mistakes, yaml_mistakes, yaml_tree
from presskit.readers.decode import Assembled, Decoder, keys_of
from presskit.readers.inlines import MarkdownText
from presskit.readers.kit_folder import decode_utf8
from presskit.readers.markdown_blocks import BlockReader, MissingId
from presskit.readers.markdown_parser import parser
from presskit.readers.yaml_tree import MappingNode
from presskit.source import Span

__all__ = ["MissingId", "_Header", "_front_matter", "missing_ids", "read", "read_words"]

_RULED = re.compile(r"\s*(?:[-–—_*=~]{2,}|\.\.\.)\s*")
_KEYED = re.compile(rf"({'|'.join(key.name for key in kit_keys.FRONT_MATTER.keys)})\s*:(?:\s|$)", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:\w[\w -]*:(?:\s|$)|[ \t]+\S|-\s|#|\s*$)")


@dataclass(frozen=True, slots=True)
class _Header:
    """What the front matter says, and where title and subtitle stand; ``at_fault`` where it could not be read wholly."""

    title: str = ""
    title_span: Span = Span("")  # noqa: RUF009 -- frozen
    subtitle: str = ""
    subtitle_span: Span = Span("")  # noqa: RUF009 -- frozen
    description: str = ""
    keywords: tuple[str, ...] = ()
    translates: Translates | None = None
    at_fault: bool = False


def _assemble(parts: Assembled, found: list[Diagnostic]) -> _Header:  # noqa: ARG001 -- every model is assembled alike
    spans: dict[str, Any] = {f"{name}_span": parts.places[name] for name in ("title", "subtitle") if name in parts.values}
    return _Header(**parts.values, **spans)


def _front_matter(source: str, text: str, found: list[Diagnostic]) -> tuple[_Header, int]:
    """Return the front matter, and the number of lines that it takes; findings are added to ``found``."""
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    opened = lines[first].rstrip() == "---"
    begin = first + (1 if opened or _RULED.fullmatch(lines[first]) else 0)
    if not opened and not any(_KEYED.match(line) for line in lines[begin : begin + 1]):
        return _Header(), 0
    end = next((n for n, line in enumerate(lines[begin:], begin) if line.rstrip() == "---"), None)
    last = _last(lines, begin) if end is None else end
    faults: list[Diagnostic] = []
    if not opened:
        faults.append(_not_opened(source, lines, first))
    elif end is None:
        faults.append(_not_closed(source, lines, begin, last))
    head = _keys(source, lines[begin:last], begin, faults)
    found += faults
    return replace(head, at_fault=has_errors(faults)), last + (1 if last < len(lines) and _RULED.fullmatch(lines[last]) else 0)


def _last(lines: Sequence[str], begin: int) -> int:
    """Return the index of the line that ends the keys of a front matter which is not closed."""
    ends = (_RULED.fullmatch(line) or not _GOES_ON.match(line) or not line.strip() for line in lines[begin:])
    return next((index for index, is_end in enumerate(ends, begin) if is_end), len(lines))


def _not_opened(source: str, lines: Sequence[str], first: int) -> Diagnostic:
    if _RULED.fullmatch(lines[first]):
        return rules.FRONT_MATTER.at(
            Span(source, first + 1, 1),
            f"«{lines[first].strip()}» does not begin the front matter",
            "write three hyphens there: ---",
        )
    return rules.FRONT_MATTER.at(
        Span(source, first + 1, 1),
        "no line of three hyphens begins the front matter",
        f"write --- in a line of its own above «{_shown(lines[first])}»",
    )


def _not_closed(source: str, lines: Sequence[str], begin: int, last: int) -> Diagnostic:
    if last < len(lines) and _RULED.fullmatch(lines[last]):
        return rules.FRONT_MATTER.at(
            Span(source, last + 1, 1),
            f"«{lines[last].strip()}» does not close the front matter",
            "write three hyphens there: ---",
        )
    above = next((each for each in range(last - 1, begin - 1, -1) if lines[each].strip()), begin - 1)
    return rules.FRONT_MATTER.at(
        Span(source, above + 1, 1),
        "the front matter is not closed",
        f"write --- in a line of its own below «{_shown(lines[above])}»",
        [(Span(source, begin, 1), "it begins here")],
    )


def _shown(line: str) -> str:
    return line.strip() if len(line.strip()) <= 60 else line.strip()[:59] + "…"


def _keys(source: str, lines: Sequence[str], begin: int, found: list[Diagnostic]) -> _Header:
    tree = yaml_tree.read(source, "\n".join(lines), line=begin + 1)
    found += tree.diagnostics
    if not isinstance(tree.value, MappingNode):
        at = next((n for n, line in enumerate(lines) if line.strip()), 0)
        slip = yaml_mistakes.find_mistake(lines, at) if tree.value is not None and not tree.diagnostics else None
        if slip:
            found.append(rules.YAML_SYNTAX.at(Span(source, begin + slip.index + 1, slip.column), slip.message, slip.hint))
        return _Header()
    decoder = Decoder({FrontMatter: _assemble}, found)
    head = decoder.record(tree.value, keys_of(FrontMatter))
    return head if isinstance(head, _Header) else _Header()




def _read(source: str, text: str, language: str) -> tuple[Statement | None, list[Diagnostic], list[MissingId]]:
    from markdown_it.tree import SyntaxTreeNode

    found: list[Diagnostic] = []
    head, first = _front_matter(source, text, found)
    lines = text.split("\n")[first:]
    tokens = parser().parse("\n".join(lines))
    deepest = max(tokens, key=lambda token: token.level, default=None)
    if deepest and deepest.level >= MARKDOWN_DEPTH:
        span = Span(source, first + (deepest.map[0] if deepest.map else 0) + 1)
        hint = "write fewer lists and quotes inside each other"
        return None, [*found, rules.TOO_DEEP.at(span, "lists and quotes stand too deeply inside each other", hint)], []
    labels = frozenset(str(token.meta["label"]) for token in tokens if token.type == "footnote_reference_open")
    reader = BlockReader(source, lines, first, labels, found)
    title = _headline(head.title, "title", reader, head.title_span, text.split("\n"))
    subtitle = _headline(head.subtitle, "subtitle", reader, head.subtitle_span, text.split("\n"))
    body = reader.blocks(SyntaxTreeNode(tokens).children)
    if title is None:
        found += [] if head.at_fault else [text_mistakes.without_title(source, text, first, found)]
        return None, found, reader.missing
    if not (body or reader.parts):
        place, hint = Span(source, max(1, first)), "write the text below the second line ---"
        found.append(rules.MISSING_TEXT.at(place, "below the title stands no text", hint))
    statement = Statement(
        language, title, body, subtitle, reader.parts.get("boilerplate", ()), reader.parts.get("notes", ()),
        tuple(reader.footnotes.values()), head.keywords, head.description, head.translates, Span(source, 1),
    )  # fmt: skip
    found += [*text_mistakes.uncalled(statement), *text_mistakes.typed_notes(statement)]
    return statement, found, reader.missing


def _headline(text: str, name: str, reader: BlockReader, span: Span, lines: Sequence[str]) -> Paragraph | None:
    if not text:
        return None
    written = lines[span.line - 1][span.column - 1 :]
    quoted = written[:1] in {"'", '"'} and written[1:].startswith(text)
    passage = MarkdownText(reader.source, text, ((span.line, span.column + quoted),), quoted or written.startswith(text))
    words = reader.words(inlines.read(passage, reader.notes, reader.found))
    reader.ids.setdefault(name, span)
    return Paragraph(words, name, span) if words else None


def read(source: str, data: bytes, language: str) -> Reading[Statement | None]:
    """Read ``statement.LANG.md``: the statement as far as it could be built, and everything that was found."""
    decoded = decode_utf8(source, data, KIT_TEXT_BYTES)
    if any(finding.code in {"not-utf8", "file-too-large", "merge-conflict"} for finding in decoded.diagnostics):
        return Reading(None, decoded.diagnostics)
    statement, found, _ = _read(source, decoded.value, language)
    return Reading(statement, (*decoded.diagnostics, *found))


def missing_ids(source: str, data: bytes, language: str) -> list[MissingId]:
    """Return the line in which each block ends that has no id, from 1, and the id made from its words."""
    statement, _, missing = _read(source, decode_utf8(source, data, KIT_TEXT_BYTES).value, language)
    return missing if statement else []


def read_words(source: str, text: str, notes: frozenset[str]) -> Reading[tuple[Inline, ...]]:
    """Read the Markdown of the words of one block; ``notes`` are the labels of the footnotes that it may call."""
    found: list[Diagnostic] = []
    lines = text.split("\n")
    reader = BlockReader(source, lines, 0, notes, found)
    passage = MarkdownText(source, text, tuple((number, 1) for number in range(1, len(lines) + 1)))
    return Reading(reader.words(inlines.read(passage, notes, found)), tuple(found))

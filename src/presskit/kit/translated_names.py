"""Names that came back from a translator, put beside their other languages: in place, so that comments and look stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from presskit.formats.kit_yaml import mapping, quoted
from presskit.kit.signatories_file import EditError
from presskit.source import Span

__all__ = ["with_names"]

Place = tuple[Span, str]
"""Where a text by language stands, and its form in the language."""

_BOM = "\ufeff"


def with_names(files: Mapping[str, bytes], names: Iterable[Place], language: str, source: str) -> dict[str, bytes]:
    """Return the files that change. ``source`` is the language of a text that does not say its own.

    Read back, each file is as it was, but for ``language``; otherwise :class:`EditError` is raised.
    """
    by_file: dict[str, list[Place]] = {}
    for span, name in names:
        by_file.setdefault(span.source, []).append((span, name))
    return {file: _edited(files[file], places, language, source) for file, places in by_file.items()}


def _edited(data: bytes, places: Iterable[Place], language: str, source: str) -> bytes:
    import yaml

    text = data.decode("utf-8-sig")
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    edits = [_edit(_at(root, span), name, language, source, text) for span, name in places]
    changed = text
    for begin, end, words in sorted(edits, reverse=True):
        changed = changed[:begin] + words + changed[end:]
    if _without(_plain(text), language, source) != _without(_plain(changed), language, source):
        raise EditError("read back, the file would not hold exactly the old names and the new ones")
    return (_BOM if data.startswith(_BOM.encode()) else "").encode() + changed.encode()


def _plain(text: str) -> Any:
    """Return a text's tree with every scalar as it is written."""
    import yaml

    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 -- it makes lists, mappings and strings, and nothing else


def _at(node: Any, span: Span) -> Any:
    """Return the node that begins at ``span``; raises :class:`EditError`."""
    found = _search(node, (span.line - 1, span.column - 1))
    if found is None:
        raise EditError(f"the name at {span} cannot be found again")
    return found


def _search(node: Any, place: tuple[int, int]) -> Any:
    """Return the outermost node at a place: a mapping begins where its first key does."""
    if (node.start_mark.line, node.start_mark.column) == place:
        return node
    inner = [each for pair in node.value for each in (pair if isinstance(pair, tuple) else (pair,))] if _has(node) else []
    return next((found for each in inner if (found := _search(each, place)) is not None), None)


def _has(node: Any) -> bool:
    return isinstance(node.value, list)


def _edit(node: Any, name: str, language: str, source: str, text: str) -> tuple[int, int, str]:
    """Return what is put in the place of which characters."""
    if not _has(node):
        return _from_scalar(node, name, language, source, text)
    for key, value in node.value:
        if key.value == language:
            return value.start_mark.index, value.end_mark.index, quoted(name)
    if node.flow_style:
        last = node.value[-1][1] if node.value else node
        return last.end_mark.index, last.end_mark.index, f", {quoted(language)}: {quoted(name)}"
    key, value = node.value[0]
    line = f"{quoted(language)}: {quoted(name)}\n" + " " * key.start_mark.column
    return key.start_mark.index, key.start_mark.index, line


def _from_scalar(node: Any, name: str, language: str, source: str, text: str) -> tuple[int, int, str]:
    """Turn a name into a mapping; an entry of a list that is a name alone becomes one with a key."""
    if node.start_mark.line != node.end_mark.line:
        raise EditError(f"the name «{node.value}» runs over several lines")
    both = mapping([(quoted(source), quoted(node.value)), (quoted(language), quoted(name))])
    before = text[: node.start_mark.index].rstrip(" ")
    bare = before.endswith(("-", "[", ",", "\n"))
    return node.start_mark.index, node.end_mark.index, f"name: {both}" if bare else both


def _without(node: Any, language: str, source: str) -> Any:
    """Return a tree without the texts in ``language``, its texts by language and its bare entries in one form."""
    if isinstance(node, list):
        return [_without(each, language, source) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _without(value, language, source) for key, value in node.items() if key != language}
    if len(kept) == 1:
        only = next(iter(kept))
        return kept[only] if only in {source, "name"} else kept
    return kept

"""The parser of the kit's Markdown."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING

from presskit.limits import MARKDOWN_NESTING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

__all__ = ["parser"]


def _with_end(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Return a rule of the parser that leaves in the last token it makes where what it has read ends.

    It is not tried where no words with an address follow: each bracket that begins none costs the rule 60 steps.
    """

    def placed(state: StateInline, silent: bool) -> bool:
        found = state.src[state.pos] in "[!" and state.pos < _last_address(state.src) and rule(state, silent)
        if found and not silent:
            state.tokens[-1].meta["end"] = state.pos
        return found

    return placed


@lru_cache(maxsize=4)
def _last_address(text: str) -> int:
    """Return where the address of the last link or picture begins, if there is one: links by reference are not read."""
    return text.rfind("](")


def _end_of_label(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: N803 -- the parser's name
    """Return where the bracket is that closes the one at ``start``; -1 where none is.

    As the parser's own (markdown-it, parse_link_label), but what it has skipped once costs no call: of brackets that are
    not closed, each is looked for through 60 others.
    """
    text, skipped, before, pos, level = state.src, state.cache, state.pos, start + 1, 1
    while pos < state.posMax:
        marker, at = text[pos], pos
        if marker == "]" and (level := level - 1) == 0:
            break
        state.pos = pos
        if (pos := skipped.get(at, -1)) < 0:
            state.md.inline.skipToken(state)
            pos = state.pos
        if marker == "[" and pos == at + 1:
            level += 1
        elif marker == "[" and disableNested:
            pos = state.posMax
    state.pos = before
    return pos if pos < state.posMax else -1


@cache
def parser() -> MarkdownIt:
    """Return the parser of the kit's Markdown: CommonMark, footnotes, parts; no HTML, no links by reference.

    A line of hyphens below a paragraph makes no heading of it: it is a line that somebody left behind.
    """
    from markdown_it import MarkdownIt, helpers
    from markdown_it.rules_inline import image, link
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    md = MarkdownIt("commonmark", {"html": False, "maxNesting": MARKDOWN_NESTING})
    md.enable("table").disable(["reference", "lheading"])
    md.inline.ruler.at("link", _with_end(link))
    md.inline.ruler.at("image", _with_end(image))
    md.helpers = SimpleNamespace(**{**vars(helpers), "parseLinkLabel": _end_of_label})  # type: ignore[assignment]
    md.use(footnote_plugin).use(container_plugin, name="part", validate=lambda *_: True)
    md.core.ruler.disable(["inline", "footnote_tail", "text_join"])
    md.inline.ruler.disable(["footnote_inline"])
    # Which links are let in is decided here, with a finding, and their addresses are kept as they are written.
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 -- the parser's signature
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return md

"""The Markdown of one paragraph → inlines, each with its line and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from presskit.diagnostics import Diagnostic
from presskit.formats.kit_yaml import VARIABLE, variable_of
from presskit.model.document import (
    VARIABLES,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    Strong,
    Text,
    plain_text,
)
from presskit.readers import rules, text_mistakes, words
from presskit.source import Span
from presskit.typography import clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

__all__ = ["InlinePicture", "MarkdownText", "parser", "read"]

MAX_NESTING = 60
_LONGEST = 200
"""Characters of a label or an id; what is longer is none. No expression here goes over the same text time and again."""
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--(?:(?!<!--|-->).)*+-->")
_NOTE = re.compile(rf"\[\^([^\]\s]{{1,{_LONGEST}}})\]")
_REFERENCE = re.compile(r"\[[^\]^[]+\]\[[^\][]*\]")
_MISPLACED = re.compile(r"\{#[^{}\s]*\}")
_LINE_END = re.compile(r" *\\?\n[ \t]*")
_SCHEMES = ("https:", "http:", "mailto:", "tel:")


def _any_address(url: str) -> bool:  # noqa: ARG001 -- the parser's signature
    return True


def _as_written(url: str) -> str:
    return url


def _with_end(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Return a rule of the parser that leaves in the last token it makes where what it has read ends."""

    def placed(state: StateInline, silent: bool) -> bool:
        found = rule(state, silent)
        if found and not silent:
            state.tokens[-1].meta["end"] = state.pos
        return found

    return placed


@cache
def parser() -> MarkdownIt:
    """Return the parser of the kit's Markdown: CommonMark, footnotes, parts; no HTML, no links by reference.

    A line of hyphens below a paragraph makes no heading of it: it is a line that somebody left behind.
    """
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import image, link
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    md = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING}).enable("table").disable(["reference", "lheading"])
    md.inline.ruler.at("link", _with_end(link))
    md.inline.ruler.at("image", _with_end(image))
    md.use(footnote_plugin).use(container_plugin, name="part", validate=lambda *_: True)
    md.core.ruler.disable(["inline", "footnote_tail", "text_join"])
    md.inline.ruler.disable(["footnote_inline"])
    # Which links are let in is decided here, with a finding, and their addresses are kept as they are written.
    md.validateLink = _any_address  # type: ignore[method-assign]
    md.normalizeLink = _as_written  # type: ignore[method-assign]
    return md


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """The Markdown of one block and where it stands: ``lines`` pairs each line's number with its first column.

    Not ``exact`` is a text that its file writes in another way, such as a title with escapes in quotation marks.
    """

    source: str
    text: str
    lines: tuple[tuple[int, int], ...]
    exact: bool = True

    @property
    def flat(self) -> str:
        """The text with a space for each line's end inside of a variable; as long as the text itself."""
        return VARIABLE.sub(lambda match: match.group().replace("\n", " "), self.text)

    def span(self, begin: int, end: int = -1) -> Span:
        """Return the place of the code points from ``begin`` to ``end`` of the text; without an end where that is left out."""
        line, column = self.place(begin)
        return Span(self.source, line, column, "line", *(self.place(end) if end >= 0 and self.exact else ()))

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column of a code point of the text."""
        at = max(0, min(offset, len(self.text)))
        index = min(self.text.count("\n", 0, at), len(self.lines) - 1)
        line, column = self.lines[index]
        return line, column + at - (self.text.rfind("\n", 0, at) + 1)


@dataclass(frozen=True, slots=True)
class InlinePicture:
    """A picture among inlines, before it is a figure of its own or a fault."""

    source: str
    alt: str
    caption: str
    span: Span


Piece = Inline | InlinePicture


@dataclass(slots=True)
class _Reader:
    passage: MarkdownText
    notes: frozenset[str]
    found: list[Diagnostic]
    flat: str
    cursor: int = 0
    before: int = 0
    open: list[tuple[str, Any, Span, list[Piece]]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def read(self, length: int) -> tuple[int, int]:
        """Move the cursor on; return where it was and where it is now."""
        begin = self.cursor
        self.cursor = min(begin + length, len(self.flat))
        return begin, self.cursor

    def line_end(self, *, hard: bool) -> Span:
        """Move past a line's end with the spaces on both sides of it, which the parser drops; return its place."""
        begin = self.cursor
        match = _LINE_END.match(self.flat, begin)
        self.cursor = match.end() if match else begin
        return self.passage.span(self.flat.find("\n", begin) if not hard else begin, self.cursor)

    def complain(self, complaint: words.Complaint, offset: int) -> None:
        rule, message, hint = complaint
        self.found.append(rule.at(self.passage.span(offset), message, hint))

    def add(self, piece: Piece) -> None:
        (self.open[-1][3] if self.open else self.pieces).append(piece)

    def token(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self.text(token)
            case "softbreak":
                self.add(Text(" ", self.line_end(hard=False)))
            case "hardbreak":
                self.add(LineBreak(self.line_end(hard=True)))
            case "em_open" | "strong_open" | "link_open":
                self.begin(token)
            case "em_close" | "strong_close" | "link_close":
                self.end(token)
            case "code_inline":
                self.code(token)
            case "image":
                self.picture(token)
            case "footnote_ref":
                label = str(token.meta["label"])
                self.add(NoteRef(label, span=self.passage.span(*self.read(len(label) + 3))))
            case _:
                raise AssertionError(token.type)

    def text(self, token: Token) -> None:
        if token.type == "text_special":
            self.words(token.content, *self.read(len(token.markup or token.content)))
            return
        bare = bool(self.open) and self.open[-1][1].markup == "autolink"
        offset, _ = self.read(self.flat.find(">", self.cursor) - self.cursor if bare else len(token.content))
        end = 0
        self.report_markup(token.content, offset)
        for match in VARIABLE.finditer(token.content):
            self.glued(token.content, match, offset)
            self.words(token.content[end : match.start()], offset + end, offset + match.start())
            self.variable(match, offset + match.start())
            end = match.end()
        self.words(token.content[end:], offset + end, self.cursor)

    def glued(self, text: str, match: re.Match[str], offset: int) -> None:
        """Report a variable that a word touches, where it is known: an unknown one is told of by itself."""
        apart = text_mistakes.glued(text, match.start(), match.end()) if match["name"] in VARIABLES else ""
        if apart:
            message = f"«{match.group()}» touches a word, and what is filled in is printed as one with it"
            self.complain((rules.GLUED_VARIABLE, message, f"write {apart}"), offset + match.start())

    def words(self, text: str, begin: int, end: int) -> None:
        kept = clean(text)
        if kept:
            self.add(Text(kept, self.passage.span(begin, end)))

    def variable(self, match: re.Match[str], offset: int) -> None:
        end = offset + len(match.group())
        known = variable_of(match, self.passage.span(offset, end))
        if known:
            self.add(known)
            return
        name = match["name"]
        if name in VARIABLES:
            message = f"a form of «{match.group()}» is empty, or has signs of Markdown"
            self.complain((rules.UNKNOWN_VARIABLE, message, "write plain words between the bars"), offset)
            self.words(match.group(), offset, end)
            return
        hint = words.did_you_mean(name, VARIABLES, "known: " + ", ".join(VARIABLES) + "; write \\{{ for two braces")
        self.complain((rules.UNKNOWN_VARIABLE, f"there is no variable «{name}»", hint), offset)
        self.words(match.group(), offset, end)

    def report_markup(self, text: str, offset: int) -> None:
        """Report what looks like markup and is none."""
        for match in _HTML.finditer(text):
            closes = re.match(r"</([A-Za-z][\w-]*)", match.group())
            if closes and re.search(rf"<{closes[1]}\b", self.passage.text[: offset + match.start()], re.IGNORECASE):
                continue  # its beginning has been told of
            message = f"«{match.group()[:40]}» is printed as it stands"
            hint = text_mistakes.tag(self.passage.text, offset + match.start(), match.group())
            self.complain((rules.RAW_HTML, message, hint), offset + match.start())
        self.asterisks(text, offset)
        for match in _NOTE.finditer(text):
            message = f"the footnote «{match[1]}» is called, but not written"
            hint = f"write it in a paragraph of its own: [^{match[1]}]: …"
            self.complain((rules.NOTE_UNDEFINED, message, hint), offset + match.start())
        for match in _REFERENCE.finditer(text):
            message = f"«{match.group()[:40]}» is printed as it stands"
            self.complain((rules.REFERENCE_LINK, message, "write [words](https://…)"), offset + match.start())
        for match in _MISPLACED.finditer(text):
            message = f"«{match.group()}» stands inside the text, and is printed"
            self.complain((rules.MISPLACED_ID, message, "put the id at the end of the block"), offset + match.start())

    def asterisks(self, text: str, offset: int) -> None:
        """Report «**» that makes nothing strong, once in a passage."""
        at = text.find("**")
        if at >= 0 and not any(each.code == rules.UNCLOSED_MARK.code for each in self.found[self.before :]):
            self.mistake(text_mistakes.strong(self.passage.text, offset + at))

    def mistake(self, mistake: text_mistakes.TextMistake | None) -> None:
        if mistake:
            self.complain((mistake.rule, mistake.message, mistake.hint), mistake.start)

    def begin(self, token: Token) -> None:
        length = len(token.markup) if token.type in {"em_open", "strong_open"} else 1
        self.open.append((token.type, token, self.passage.span(self.read(length)[0]), []))

    def end(self, token: Token | None = None) -> None:
        """Close what was opened last, with its closing mark."""
        kind, opened, begin, inside = self.open.pop()
        if token:
            self.cursor = token.meta.get("end", self.cursor + (len(token.markup) if kind != "link_open" else 1))
        span = begin.until(self.passage.span(0, self.cursor))
        children = tuple(piece for piece in _joined(inside) if not isinstance(piece, InlinePicture))
        for piece in inside:
            if isinstance(piece, InlinePicture):
                self.add(piece)
        if kind == "link_open":
            self.link(opened, children, span)
        elif plain_text(children) or children:
            self.add(Emphasis(children, span) if kind == "em_open" else Strong(children, span))

    def link(self, token: Token, children: tuple[Inline, ...], span: Span) -> None:
        target = str(token.attrs["href"])
        target = f"mailto:{target}" if token.markup == "autolink" and "@" in target and ":" not in target else target
        target = target.strip()
        if not target.lower().startswith(_SCHEMES) or re.search(r"[\s\x00-\x1f\x7f<>\"]", target):
            hint = _whole_address(target)
            self.found.append(rules.LINK_SCHEME.at(span, f"the link «{target[:60]}» leads nowhere that works", hint))
            for child in children:
                self.add(child)
            return
        if token.attrs.get("title"):
            message = f"the link's title «{token.attrs['title']}» is printed nowhere"
            self.found.append(rules.LINK_TITLE.at(span, message, "put it into the text"))
        if not plain_text(children).strip():
            self.found.append(rules.EMPTY_LINK.at(span, f"the link to «{target}» has no words", "write [words](address)"))
            children = (Text(clean(target), span),)
        self.add(Link(children, target, span))

    def code(self, token: Token) -> None:
        """Keep the words between backticks; the closing ones are as many as the opening ones (CommonMark, 6.1)."""
        begin = self.read(len(token.markup))[1]
        closing = re.compile(rf"(?<!`){token.markup}(?!`)").search(self.flat, begin)
        self.cursor = closing.end() if closing else len(self.flat)
        offset = self.flat.find(token.content, begin, self.cursor)
        message = f"«{token.content[:40]}» stands between backticks; it is kept as plain words"
        self.complain((rules.MARKDOWN_CODE, message, "take the backticks away"), offset if offset >= 0 else begin)
        self.words(token.content, begin - len(token.markup), self.cursor)

    def picture(self, token: Token) -> None:
        begin, end = self.cursor, token.meta["end"]
        self.cursor = end
        alt = clean("".join(_alt_words(token.children or ())))
        span = self.passage.span(begin, end)
        self.add(InlinePicture(str(token.attrs["src"]), alt.strip(), str(token.attrs.get("title", "")), span))


def _whole_address(target: str) -> str:
    """Return the hint about a link without a scheme: www.example.org and a@example.org need only one before them."""
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?", target) and not re.search(r"\.(?:html?|md|pdf|docx?)$", target):
        return f"write the whole address: https://{target}"
    if re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", target):
        return f"write mailto:{target}"
    return "write the whole address, such as https://example.org/page"


def _alt_words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        yield " " if token.type in {"softbreak", "hardbreak"} else token.content
        yield from _alt_words(token.children or ()) if token.type != "image" else ()


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Join neighbouring texts, so that a paragraph without marks is one text."""
    joined: list[Piece] = []
    for _, run in groupby(pieces, lambda piece: isinstance(piece, Text)):
        alike = list(run)
        texts = [piece for piece in alike if isinstance(piece, Text)]
        joined += [_one(texts)] if texts else alike
    return joined


def _one(texts: Sequence[Text]) -> Text:
    return Text(clean("".join(each.text for each in texts)), texts[0].span.until(texts[-1].span))


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Take the spaces off both ends."""
    while pieces and isinstance(pieces[0], Text) and not pieces[0].text.strip():
        pieces = pieces[1:]
    while pieces and isinstance(pieces[-1], Text) and not pieces[-1].text.strip():
        pieces = pieces[:-1]
    if pieces and isinstance(first := pieces[0], Text):
        pieces[0] = Text(first.text.lstrip(), first.span)
    if pieces and isinstance(last := pieces[-1], Text):
        pieces[-1] = Text(last.text.rstrip(), last.span)
    return pieces


def read(passage: MarkdownText, notes: frozenset[str], found: list[Diagnostic]) -> list[Piece]:
    """Return the inlines of a passage. ``notes`` are the labels that the statement defines."""
    env: dict[str, Any] = {"footnotes": {"refs": {f":{label}": -1 for label in notes}, "list": {}}}
    tokens: list[Token] = []
    md = parser()
    md.inline.parse(passage.flat, md, env, tokens)
    reader = _Reader(passage, notes, found, passage.flat, before=len(found))
    for token in tokens:
        reader.token(token)
    for mistake in text_mistakes.in_words(passage.text):
        reader.mistake(mistake)
    while reader.open:
        reader.end()
    return _trimmed(_joined(reader.pieces))

"""The Markdown of one paragraph → inlines, each with its line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from presskit.diagnostics import Diagnostic
from presskit.formats.kit_yaml import VARIABLE, variable_of
from presskit.limits import MARKDOWN_LABEL_CHARACTERS
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
from presskit.readers.markdown_parser import parser
from presskit.source import Span
from presskit.typography import clean

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["InlinePicture", "MarkdownText", "read"]

_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--(?:(?!<!--|-->).)*+-->")
_PRINTED = (
    (
        re.compile(rf"\[\^([^\]\s]{{1,{MARKDOWN_LABEL_CHARACTERS}}})\]"), rules.NOTE_UNDEFINED,
        "the footnote «{0[1]}» is called, but not written", "write it in a paragraph of its own: [^{0[1]}]: …",
    ),
    (
        re.compile(r"\[[^\]^[]+\]\[[^\][]*\]"), rules.REFERENCE_LINK,
        "«{0[0]:.40}» is printed as it stands", "write [words](https://…)",
    ),
    (
        re.compile(r"\{#[^{}\s]*\}"), rules.MISPLACED_ID,
        "«{0[0]}» stands inside the text, and is printed", "put the id at the end of the block",
    ),
)  # fmt: skip
"""Markup that is printed as it stands: the expression, the rule, message and hint, which take words from the match."""
_LINE_END = re.compile(r" *\\?\n[ \t]*")
_SCHEMES = ("https:", "http:", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """The Markdown of one block and where it stands: ``lines`` pairs each line's number with its first column.

    Not ``exact`` is a text that its file writes in another way, such as a title with escapes in quotation marks.
    """

    source: str
    text: str
    lines: tuple[tuple[int, int], ...]
    exact: bool = True
    starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = (0, *(match.end() for match in re.finditer("\n", self.text)))
        object.__setattr__(self, "starts", starts)

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
        index = bisect_right(self.starts, at) - 1
        line, column = self.lines[min(index, len(self.lines) - 1)]
        return line, column + at - self.starts[index]


@dataclass(frozen=True, slots=True)
class InlinePicture:
    """A picture among inlines, before it is a figure of its own or a fault."""

    source: str
    alt: str
    caption: str
    span: Span


Piece = Inline | InlinePicture


@dataclass(slots=True)
class _InlineReader:
    passage: MarkdownText
    notes: frozenset[str]
    found: list[Diagnostic]
    flat: str
    cursor: int = 0
    elements: dict[str, int] | None = None
    asterisks_told: bool = False
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
        self.found.append(complaint[0].at(self.passage.span(offset), *complaint[1:]))

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
        """Report a variable that a word touches, where it is known: an unknown one is reported by itself."""
        apart = text_mistakes.glued(text, match.start(), match.end()) if match["name"] in VARIABLES else ""
        if apart:
            message = f"«{match.group()}» touches a word, and what is filled in is printed as one with it"
            self.complain((rules.GLUED_VARIABLE, message, f"write {apart}"), offset + match.start())

    def words(self, text: str, begin: int, end: int) -> None:
        cleaned = clean(text)
        if cleaned:
            self.add(Text(cleaned, self.passage.span(begin, end)))

    def variable(self, match: re.Match[str], offset: int) -> None:
        end = offset + len(match.group())
        known = variable_of(match, self.passage.span(offset, end))
        if known:
            self.add(known)
            return
        name, message = match["name"], f"a form of «{match.group()}» is empty, or has signs of Markdown"
        hint = "write plain words between the bars"
        if name not in VARIABLES:
            message = f"there is no variable «{name}»"
            hint = words.did_you_mean(name, VARIABLES, "known: " + ", ".join(VARIABLES) + "; write \\{{ for two braces")
        self.complain((rules.UNKNOWN_VARIABLE, message, hint), offset)
        self.words(match.group(), offset, end)

    def report_markup(self, text: str, offset: int) -> None:
        """Report what looks like markup and is none."""
        for match in _HTML.finditer(text):
            closes = re.match(r"</([A-Za-z][\w-]*)", match.group())
            at = offset + match.start()
            if not closes or self.opened().get(closes[1].lower(), at) >= at:  # else its beginning has been reported
                message = f"«{match.group()[:40]}» is printed as it stands"
                self.complain((rules.RAW_HTML, message, text_mistakes.tag(self.passage.text, at, match.group())), at)
        self.asterisks(text, offset)
        for form, rule, message, hint in _PRINTED:
            for match in form.finditer(text):
                self.complain((rule, message.format(match), hint.format(match)), offset + match.start())

    def opened(self) -> dict[str, int]:
        """Return where each HTML element begins first, by its name and by what stands before a hyphen of it."""
        if self.elements is None:
            tags = [*re.finditer(r"<(([A-Za-z]\w*)[\w-]*)", self.passage.text)]
            self.elements = {match[group].lower(): match.start() for match in reversed(tags) for group in (1, 2)}
        return self.elements

    def asterisks(self, text: str, offset: int) -> None:
        """Report «**» that makes nothing strong, once in a passage."""
        at = text.find("**")
        if at >= 0 and not self.asterisks_told:
            mistake = text_mistakes.strong(self.passage.text, offset + at)
            self.asterisks_told = mistake is not None
            self.mistake(mistake)

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
        for picture in [piece for piece in inside if isinstance(piece, InlinePicture)]:
            self.add(picture)
        if kind == "link_open":
            self.link(opened, children, span)
        elif children:
            self.add(Emphasis(children, span) if kind == "em_open" else Strong(children, span))

    def link(self, token: Token, children: tuple[Inline, ...], span: Span) -> None:
        target = str(token.attrs["href"])
        is_address = token.markup == "autolink" and "@" in target and ":" not in target
        target = (f"mailto:{target}" if is_address else target).strip()
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
        span = self.passage.span(self.cursor, token.meta["end"])
        self.cursor = token.meta["end"]
        alt = clean("".join(_alt_words(token.children or ())))
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
        joined += [Text(clean("".join(each.text for each in texts)), texts[0].span.until(texts[-1].span))] if texts else alike
    return joined


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Take the spaces off both ends."""
    for at, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while pieces and isinstance(piece := pieces[at], Text) and not piece.text.strip():
            pieces.pop(at)
        if pieces and isinstance(piece := pieces[at], Text):
            pieces[at] = Text(strip(piece.text), piece.span)
    return pieces


@lru_cache(maxsize=4)
def _known_notes(notes: frozenset[str]) -> dict[str, Any]:
    """Return what the parser knows of notes: one for all passages of a statement, which may have as many notes.

    The parser numbers them in it as they are called; these numbers are not used.
    """
    return {"refs": {f":{label}": -1 for label in notes}, "list": {}}


def read(passage: MarkdownText, notes: frozenset[str], found: list[Diagnostic]) -> list[Piece]:
    """Return the inlines of a passage. ``notes`` are the labels that the statement defines."""
    env: dict[str, Any] = {"footnotes": _known_notes(notes)}
    tokens: list[Token] = []
    md = parser()
    md.inline.parse(passage.flat, md, env, tokens)
    reader = _InlineReader(passage, notes, found, passage.flat)
    for token in tokens:
        reader.token(token)
    for mistake in text_mistakes.in_words(passage.text):
        reader.mistake(mistake)
    while reader.open:
        reader.end()
    return _trimmed(_joined(reader.pieces))

"""HTML as word processors, mail programs and browsers give it → lines, one for each paragraph; nothing is fetched or run."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from presskit.formats.charsets import codec_of
from presskit.formats.xml_text import Element
from presskit.limits import IMPORT_TEXT_BYTES
from presskit.model.document import Figure
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.flow import Flow, picture_suffix, table_lines
from presskit.readers.importing.html_formatting import State, inside, next_mark, tag_of, target_of
from presskit.readers.importing.html_styles import Styles, page_styles
from presskit.readers.importing.html_words import CODE, framed_words, inputs_words, is_line_of_card, is_same_colour, unseen
from presskit.readers.importing.lines import InputLine, ListMark
from presskit.readers.importing.text_file import decoded, report_charset, report_too_large
from presskit.readers.word_paragraphs import Formatted
from presskit.source import Span

__all__ = ["Images", "html_lines"]

Images = tuple[tuple[str, bytes], ...]
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "ul",
})  # fmt: skip
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_HEAD = 4096
_TOLD_RULES = 5
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_TOLD = frozenset({"aside", "hidden", "navigation", "pale", "struck", "title"})
"""Why words are left out and told; the others are nobody's words."""


def html_lines(
    source: str, data: bytes | str, log: AuditLog, parts: Mapping[str, bytes] | None = None, above: int = 0
) -> tuple[tuple[InputLine, ...], Images]:
    """Return the paragraphs of a page and its pictures.

    ``parts`` are those of a mail, by content id, and ``above`` is the number of the paragraph above the page. Words that a
    reader does not see are reported, and left out. A page that cannot be read is a finding.
    """
    text = data if isinstance(data, str) else _characters(source, data, log)
    root = _root(source, text, log) if text else None
    if root is None or _is_too_large(source, root, log):
        return (), ()
    styles, hint = page_styles(root), "look at the page in a browser: what is not shown there may stand in the text"
    for selector in styles.unread[:_TOLD_RULES]:
        message = f"a rule of the page's style sheet hides words, and is not read: «{selector[:80]}»"
        log.report(rules.FURNITURE, Span(source), message, hint)
    reader = _Reader(Flow(source, log, above), log, dict(parts or {}), styles)
    reader.read(root)
    return tuple(reader.flow.lines), tuple(reader.images)


def _characters(source: str, data: bytes, log: AuditLog) -> str | None:
    """Return the text of a page, in the encoding that it states, or else in UTF-8 or one that is guessed."""
    match = _CHARSET.search(data[:_HEAD])
    stated = match[1].decode("ascii") if match else ""
    for name in filter(None, ("utf-8", codec_of(stated), "utf-16" if data[:2] in _MARKS else "")):
        try:
            return data.decode(name).removeprefix("\ufeff")
        except UnicodeError:
            continue
    if stated and not codec_of(stated):
        report_charset(source, stated, log)
    return decoded(source, data, log)


def _is_too_large(source: str, root: Element, log: AuditLog) -> bool:
    """Return whether a page has more words than are read, and report it; pictures in it do not count."""
    size = sum(map(len, root.itertext()))
    if size > IMPORT_TEXT_BYTES:
        report_too_large(source, size, log)
    return size > IMPORT_TEXT_BYTES


def _root(source: str, text: str, log: AuditLog) -> Element | None:
    """Return the root of a page, or None and a finding; one that the parser would read by halves is refused."""
    parser = etree.HTMLParser(no_network=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    too_much = any(each.type_name == "ERR_RESOURCE_LIMIT" for each in parser.error_log)
    if root is None or too_much:
        why = "has elements nested more deeply than any page" if too_much else "is no page of HTML"
        log.report(rules.UNREADABLE, Span(source), f"«{source}» {why}", "save its text as .txt or .docx, and import that")
        return None
    return root


@dataclass(slots=True)
class _Table:
    """A table that is being read: rows of cells, each its lines; ``outer`` are the lines of what stands around it."""

    outer: list[InputLine]
    rows: list[list[list[InputLine]]] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    flow: Flow
    log: AuditLog
    parts: dict[str, bytes]
    styles: Styles
    images: list[tuple[str, bytes]] = field(default_factory=list)
    states: list[State] = field(default_factory=lambda: [State()])
    tables: list[_Table] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    mark: str = ""
    item: bool = False
    shown: int = 0
    linked: list[int] = field(default_factory=list)

    @property
    def state(self) -> State:
        return self.states[-1]

    def read(self, root: Element) -> None:
        """Read a page, element by element, however deeply they stand inside each other."""
        for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
            if event == "comment":
                self.text(element.tail)
            elif event == "start":
                self.begin(element)
                self.text(element.text)
            else:
                self.close(element)
                self.text(element.tail)
        self.end()
        while self.tables:
            self.end_table()

    # Elements.

    def begin(self, element: Element) -> None:
        tag, state = tag_of(element), self.state
        self.break_before(element)
        if tag == "a":
            self.linked.append(self.shown)
        own = re.sub(r"(?:(?<!\s)\s+)?([:;])\s*", r"\1", element.get("style", "").lower())
        style = self.styles.style(element, own)
        here = inside(tag, element, style, state)
        pale = "pale" if is_same_colour(here.ink, here.below) else ""
        skip = (state.skip if state.skip != "pale" else "") or unseen(tag, element, style) or pale
        self.states.append(replace(here, skip="code" if tag in CODE else skip))
        if skip:
            self.unseen.append(framed_words(element) if tag == "iframe" else inputs_words(element) if tag == "input" else "")
            return
        if tag == "br":
            self.flow.add_break()
        elif tag == "img":
            self.picture(element)
        elif tag == "table":
            self.end()
            self.tables.append(_Table(self.flow.lines))
            self.flow.lines = []
        elif tag == "tr" and self.tables:
            self.tables[-1].rows.append([])
        elif tag in {"td", "th"} and self.tables:
            self.end()
            self.flow.lines = []
        elif tag == "li":
            self.item = True

    def break_before(self, element: Element) -> None:
        """End the paragraph before a block, and the line before what stands in one of its own on a card."""
        if tag_of(element) in _BLOCKS:
            self.end()
        elif is_line_of_card(element):
            self.flow.add_break()

    def close(self, element: Element) -> None:
        tag, state = tag_of(element), self.states.pop()
        if tag == "a":
            self.address(target_of(element), state.skip, has_words=self.shown > self.linked.pop())
        if state.skip:
            if not self.state.skip:
                self.left_out(tag, state.skip)
            return
        if tag in _BLOCKS:
            self.end(state, blank=tag in {"p", "div"})
        elif tag in {"td", "th"} and self.tables:
            self.end(state)
            rows = self.tables[-1].rows
            rows[-1:] = [[*(rows[-1] if rows else []), self.flow.lines]]
            self.flow.lines = []
        elif tag == "table" and self.tables:
            self.end(state)
            self.end_table()

    def end_table(self) -> None:
        table = self.tables.pop()
        inner, self.flow.lines = self.flow.lines, table.outer
        self.flow.lines += [*table_lines(table.rows, self.log), *inner]

    def left_out(self, tag: str, why: str) -> None:
        """Report the words of an element that is not shown; what a program reads is nobody's words."""
        if why in {"code", "mark"}:
            return
        words = "".join(self.unseen)
        self.unseen = []
        reasons = {
            "title": ("the title of the page", "if it is the release's title, write it into the text"),
            "struck": ("it is struck through", "take the line away if it belongs to the text"),
            "aside": (f"it is no running text of the page (<{tag}>)", "write it into the text if it belongs there"),
            "navigation": ("it is the navigation of the page", "write it into the text if it belongs there"),
            "pale": ("it has the colour of what it stands on", "give it another colour if it belongs to the text"),
            "hidden": ("it is hidden in the page", "show it in the program that it comes from"),
        }
        self.flow.leave_out(words, *reasons[why])

    def address(self, target: str, skip: str, *, has_words: bool) -> None:
        """Tell where a link leads that is left out, or that has no words."""
        if target and skip in _TOLD:
            self.unseen.append(f" ({target}) ")
        elif not skip and not has_words:
            self.flow.note_aside(target, "a link without words leads there")

    # Words.

    def text(self, text: str | None) -> None:
        if not text:
            return
        state = self.state
        if state.skip in _TOLD:
            self.unseen.append(text)
        elif state.skip == "mark":
            self.mark += text
        elif not state.skip:
            self.shown += not text.isspace()
            if state.spaced:
                for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
                    if number:
                        self.flow.add_break()
                    self.flow.add(line, state.look)
            else:
                self.flow.add(re.sub(r"[ \t\r\n\f]+", " ", text), state.look)

    def end(self, state: State | None = None, *, blank: bool = False) -> None:
        """End the paragraph; two breaks, as mail programs write an empty line, end one too."""
        state = state or self.state
        shape = state.shape
        mark = " ".join(self.mark.split())
        if mark and any(piece.text.strip() for piece in self.flow.found):
            digits = re.search(r"\d{1,6}", mark)
            shape = replace(shape, mark=ListMark(mark, int(digits[0]) if digits else None))
        elif self.item and state.lists and any(piece.text.strip() for piece in self.flow.found):
            shape = replace(shape, mark=next_mark(state.lists[-1]), depth=len(state.lists) - 1)
        for number, part in enumerate(_parted(self.flow.found)):
            self.flow.found, self.flow.gap = part, self.flow.gap or number > 0
            if self.flow.end(shape, blank=blank):
                self.mark, self.item = "", False
                shape = replace(shape, mark=None)

    # Pictures.

    def picture(self, element: Element) -> None:
        source, alt = element.get("src", "").strip(), " ".join(element.get("alt", "").split())
        if {element.get("width"), element.get("height")} & {"0", "1"}:
            return  # nobody sees it: it counts who opens a mail
        data = self.data(source)
        suffix = picture_suffix(data) if data else ""
        if not data or not suffix:
            what = "data" if source.startswith("data:") else source[:80]
            message = f"a picture ({what or 'without an address'}) is not in the file, or of no kind that can be printed"
            self.log.report(rules.PICTURE, self.flow.span, message, "save it as PNG or JPEG, and put it into the kit")
            if alt:
                self.flow.leave_out(alt, "it describes a picture that is not in the file", "write it below the picture")
            return
        self.end()
        self.images.append((f"picture-{len(self.images) + 1}{suffix}", data))
        name = self.images[-1][0]
        place = Span(f"{self.flow.source} (pictures)", len(self.images), 0, "paragraph")
        figure = Figure(name, alt, (), "", "", self.flow.span)
        self.flow.put(InputLine(place, alt or f"[picture {name}]", (), None, "figure", gap=True, alone=True, figure=figure))

    def data(self, source: str) -> bytes | None:
        """Return the bytes of a picture that the page, or its mail, holds itself."""
        if source.lower().startswith("cid:"):
            return self.parts.get(source[4:])
        head, comma, packed = source.partition(",")
        inside = comma and re.fullmatch(r"data:image/[\w.+-]+;base64", head.strip(), re.IGNORECASE)
        try:
            return base64.b64decode(packed) if inside else None
        except (binascii.Error, ValueError):
            return None


def _parted(found: Sequence[Formatted]) -> Iterator[list[Formatted]]:
    """Yield the words between two breaks and more that follow each other, as an empty line in a mail is written."""
    part: list[Formatted] = []
    breaks = 0
    for piece in found:
        if piece.other is not None and not piece.text:
            breaks += 1
        elif piece.text.strip():
            if breaks > 1 and part:
                yield part
                part = []
            breaks = 0
        part.append(piece)
    yield part

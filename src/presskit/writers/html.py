"""The page that the PDF is made from, which is also a self-contained web page."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any, Literal

from presskit.artefact import Artefact
from presskit.bidi import inserted, without_isolates
from presskit.formats.expected_text import page_accounts as accounts
from presskit.model.document import Inline, Table, Text, plain_text
from presskit.model.edition import Edition
from presskit.model.outputs import Format
from presskit.model.release import PageSize
from presskit.resources import Resources
from presskit.version import __version__
from presskit.writers.colours import readable
from presskit.writers.errors import PICTURE_LAYOUT_FAILED, WriterError, place_of
from presskit.writers.html_parts import Parts, runs
from presskit.writers.templates import render, within_limits

__all__ = ["TEMPLATE", "accounts", "page", "words", "write"]

TEMPLATE = "release.html.j2"
NARROW = 30
"""The longest telephone number or address, in characters, of contacts that stand three abreast."""
DATELINE_WORD = 13
"""Letters of a word of the dateline that fit into the column beside the text; a longer one stands above the text."""
BESIDE = 12
"""How many characters a line has in the column beside the text, where it is narrowest."""
Medium = Literal["screen", "print"]


def write(edition: Edition, resources: Resources) -> Artefact:
    """Return the web page: no script, no picture, no font from elsewhere; it prints like the PDF.

    Raises :class:`~presskit.writers.errors.WriterError` where a template or a picture cannot be used.
    """
    text = page(edition, resources, "screen")
    return Artefact(Format.HTML.file_name(edition.name), Format.HTML.media_type, text.encode(), edition.language)


def page(edition: Edition, resources: Resources, medium: Medium) -> str:
    """Return the HTML of an edition for the web (``screen``) or as the PDF is made from it (``print``)."""
    members = sum(len(group.members) for group in edition.signatories.groups) if edition.signatories else 0
    entries = members + len(edition.body) + len(edition.boilerplate) + (len(edition.notes.blocks) if edition.notes else 0)
    return within_limits(f"{__name__}:rendered", TEMPLATE, resources, edition, medium, entries=entries)


def rendered(edition: Edition, medium: Medium, resources: Resources) -> str:
    """Return the HTML of an edition; with templates of one's own, this is what a worker does."""
    return render(TEMPLATE, _context(edition, resources, medium), resources)


def _context(edition: Edition, resources: Resources, medium: Medium) -> dict[str, Any]:
    """Return what a template may use. Its names are the contract with templates of one's own."""
    parts = Parts(edition.direction, resources.assets, edition.labels.note, edition.foreign, edition.rights)
    title, notes = plain_text(edition.title.inlines), edition.notes.blocks if edition.notes else ()
    return {
        "edition": edition,
        "medium": medium,
        "words": parts.words,
        "headline": parts.inlines(_without_last_word_alone(edition.title.inlines)),
        "title": title,
        "subtitle": parts.inlines(edition.subtitle.inlines) if edition.subtitle else "",
        "accent": readable(edition.brand.accent),
        "list_size": _list_size(edition),
        "narrow_cards": _narrow(edition),
        "short_title": title if len(title) < 60 else title[:58].rsplit(" ", 1)[0] + "…",
        "beginning": "\u200f" if edition.direction == "rtl" else "",
        "foreign": parts.foreign,
        "put_in": lambda text: inserted(text, edition.direction),
        "bare": without_isolates,
        "hangs": hangs,
        "dateline_hangs": max(map(len, edition.dateline_place.split()), default=0) <= DATELINE_WORD,
        "runs": lambda members: runs(members, parts, marked_up=medium == "screen"),
        "apart": lambda items: _apart(items, edition.direction),
        "css": _css_string,
        "linked_data": _linked_data(edition),
        "generator": f"presskit {__version__}",
        "page_words": re.split(r"(\{pages?\})", edition.labels.page),
        "tables": any(isinstance(block, Table) for block in (*edition.body, *edition.boilerplate, *notes)),
        **_blocks(edition, parts),
    }


def _blocks(edition: Edition, parts: Parts) -> dict[str, Any]:
    """Return the parts of the text, and the logo; raise :class:`WriterError` where the kit lacks a picture."""
    try:
        return {
            "body": parts.blocks(edition.body),
            "boilerplate": parts.blocks(edition.boilerplate),
            "footnotes": [parts.footnote(note) for note in edition.footnotes],
            "notes": parts.blocks(edition.notes.blocks if edition.notes else ()),
            "logo": parts.picture(edition.brand.logo) if edition.brand.logo else "",
        }
    except KeyError as error:
        place, message = place_of(str(error.args[0]), edition), f"the picture «{error.args[0]}» is not in the kit"
        raise WriterError([PICTURE_LAYOUT_FAILED.at(place, message, "put it into the kit's folder")]) from error


def _list_size(edition: Edition) -> str:
    """Return the size of the list of signatories, as a class for the style sheet: ``few``, ``many``, ``thousands``."""
    count = sum(len(group.members) for group in edition.signatories.groups) if edition.signatories else 0
    return "few" if count <= 120 else "many" if count <= 900 else "thousands"


def _without_last_word_alone(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Hold the last two words of a headline together, so that none stands alone in its last line."""
    last = inlines[-1] if inlines else None
    if not isinstance(last, Text):
        return inlines
    head, space, word = last.text.rpartition(" ")
    if not space or len(word) > 14 or len(head) < 20:
        return inlines
    return (*inlines[:-1], Text(f"{head}\u00a0{word}", last.span))


def _narrow(edition: Edition) -> bool:
    """Return whether contacts fit three abreast: what must not be broken is short."""
    cards = edition.contacts.cards if edition.contacts else ()
    lines = [line for card in cards for line in (*(shown for shown, _ in card.phones), *card.emails)]
    return len(cards) > 2 and edition.page is not PageSize.A5 and max(map(len, lines), default=0) <= NARROW


def hangs(head: str) -> bool:
    """Return whether a small head can hang in the column beside the text: it takes two short lines at the most."""
    lines = textwrap.wrap(head, BESIDE, break_long_words=False)
    return len(lines) <= 2 and all(len(line) <= BESIDE for line in lines)


def _apart(items: Iterable[str], direction: str) -> str:
    """Join the words of a running line; each keeps its own direction (UAX #9, isolates), and the line the page's."""
    joined = " · ".join(f"\u2068{item}\u2069" if direction == "rtl" else item for item in items if item)
    return f"\u200f{joined}" if direction == "rtl" else joined


def _css_string(text: str) -> Any:
    """Return ``text`` as a CSS string (CSS Syntax 3, 4.3.5), with nothing in it that could end the string or the sheet."""
    from markupsafe import Markup

    escaped = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text)
    return Markup(f'"{escaped}"')  # noqa: S704 -- letters, digits, spaces and escapes alone


def _linked_data(edition: Edition) -> Any:
    """Return the release as JSON-LD (schema.org NewsArticle), fit to stand in a ``script`` element."""
    from markupsafe import Markup

    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": plain_text(edition.title.inlines),
        "description": edition.description or None,
        "inLanguage": edition.language,
        "datePublished": edition.date.isoformat() if edition.date else None,
        "author": [{"@type": "Organization", "name": name} for name in edition.authors] or None,
        "publisher": {"@type": "Organization", "name": edition.brand_name} if edition.brand_name else None,
        "keywords": ", ".join(edition.keywords) or None,
        "url": edition.website or None,
        "version": str(edition.version),
    }
    text = json.dumps({key: value for key, value in facts.items() if value}, ensure_ascii=False)
    escapes = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
    return Markup(text.translate(escapes))  # noqa: S704 -- JSON without the signs that HTML knows


_UNSEEN = frozenset({"head", "script", "style", "template", "nav", "header", "footer"})
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_BLOCKS = frozenset({
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "blockquote", "figcaption", "figure", "ol", "ul", "tr",
    "td", "th", "br", "main", "body", "title",
})  # fmt: skip


class _LineReader(HTMLParser):
    """Gathers the lines; ``open`` are the elements that are open, each with whether it is seen and its list's next number."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.open: list[tuple[str, bool]] = []
        self.counts: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in _BLOCKS:
            self.line()
        if tag in _VOID:
            return
        hidden = tag in _UNSEEN or attributes.get("aria-hidden") == "true" or "hidden" in attributes
        self.open.append((tag, self.seen and not hidden))
        if tag in {"ol", "ul"}:
            start = attributes.get("start") or "1"
            self.counts.append(int(start) if tag == "ol" and start.lstrip("-").isdecimal() else None)
        if tag == "li" and self.counts and (number := self.counts[-1]) is not None and self.seen:
            self.lines[-1] += f"{number}. "
            self.counts[-1] = number + 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.line()
        if tag in {"ol", "ul"} and self.counts:
            self.counts.pop()
        at = next((index for index in range(len(self.open) - 1, -1, -1) if self.open[index][0] == tag), None)
        if at is not None:
            del self.open[at:]

    def handle_data(self, data: str) -> None:
        if self.seen:
            self.lines[-1] += data

    @property
    def seen(self) -> bool:
        return not self.open or self.open[-1][1]

    def line(self) -> None:
        if self.lines[-1].strip():
            self.lines.append("")


def words(data: bytes) -> list[str]:
    """Return the lines of a page in the order of reading.

    What stands in ``header``, ``footer`` and ``nav``, or is hidden from readers (``aria-hidden``), is the site's and not the
    release's.
    """
    reader = _LineReader()
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    return [" ".join(line.split()) for line in reader.lines if line.strip()]

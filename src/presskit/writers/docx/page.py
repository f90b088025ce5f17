"""The sheet: its size, margins and columns (ECMA-376, part 1, 17.6), its headers and footers."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.parts.story import StoryPart

from presskit.bidi import Direction, directional_runs
from presskit.formats.ooxml.contract import Style
from presskit.model.digits import in_digits
from presskit.model.document import plain_text
from presskit.model.edition import Edition
from presskit.model.release import PageSize
from presskit.writers.docx.paragraphs import Paragraphs, Run
from presskit.writers.docx.pictures import Pictures
from presskit.writers.docx.template import Place, Template, recoloured
from presskit.writers.docx.xml import Element, name, properties_of, put, value, w
from presskit.writers.errors import broken

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.package import Package


__all__ = ["PLACES", "Furniture", "Page"]

MARGINS = {"top": 1417, "right": 1361, "bottom": 1304, "left": 1361, "header": 737, "footer": 624, "gutter": 0}
GAP = 450


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet with the template's margins; lengths are twentieths of a point."""

    size: PageSize
    direction: Direction
    margins: Element

    @classmethod
    def of(cls, size: PageSize, direction: Direction, template: Element | None) -> Page:
        """Return the sheet with the margins of a template, where they leave room for text."""
        margins = w("pgMar", **MARGINS)
        for attribute in MARGINS:
            if value(template, attribute).isdigit():
                margins.set(qn(f"w:{attribute}"), value(template, attribute))
        page = cls(size, direction, margins)
        return page if min(page.room) > 2000 else cls(size, direction, w("pgMar", **MARGINS))

    @property
    def room(self) -> tuple[int, int]:
        """Width and height of the text."""
        (width, height), side = self.size.twips, {each: int(value(self.margins, each)) for each in MARGINS}
        return width - side["left"] - side["right"] - side["gutter"], height - side["top"] - side["bottom"]

    def section(self, columns: int = 1, furniture: Mapping[Place, str] | None = None) -> Element:
        """Return a ``w:sectPr``. The first section brings the headers and footers, which the others inherit (17.10)."""
        width, height = self.size.twips
        section = w("sectPr")
        for (tag, kind), link in sorted((furniture or {}).items(), key=lambda each: (each[0][0] != "header", each[0][1])):
            reference = w(f"{tag}Reference", type=kind)
            reference.set(qn("r:id"), link)
            section.append(reference)
        count = {"num": columns} if columns > 1 else {}
        section.extend([
            w("type", val="nextPage" if furniture else "continuous"),
            w("pgSz", w=width, h=height),
            copy.deepcopy(self.margins),
            w("cols", **count, space=GAP),
            *([w("titlePg")] if furniture else []),
            *([w("bidi")] if self.direction == "rtl" else []),
        ])
        return section


PLACES: tuple[Place, ...] = (("header", "first"), ("header", "default"), ("footer", "first"), ("footer", "default"))
LOGO = (4000, 560)
LETTERS_A_PAGE = 3300  # of a release, counted in the samples; Word counts the pages anew when it opens the file
_OURS = {Style.MASTHEAD, Style.EMBARGO_HEAD, Style.RUNNING_HEAD, Style.FOOTER}


@dataclass(frozen=True, slots=True)
class Furniture:
    """Fills the template's headers and footers; what a designer put beside our paragraphs stays.

    The number of pages is estimated from the number of ``letters`` in a release.
    """

    edition: Edition
    template: Template
    page: Page
    pictures: Pictures
    accent: str
    letters: int

    def part(self, place: Place, package: Package) -> StoryPart:
        """Return the part of one place, such as the first page's header."""
        tag, kind = place
        is_header = tag == "header"
        part_type, content = (HeaderPart, CT.WML_HEADER) if is_header else (FooterPart, CT.WML_FOOTER)
        part: StoryPart = part_type(
            PackURI(f"/word/{tag}_{kind}.xml"), content, cast("BaseOxmlElement", w("hdr" if is_header else "ftr")), package
        )
        theirs = self.template.furniture.get(place)
        if isinstance(theirs, XmlPart):
            _copy(theirs, part)
        self._fill(part.element, self._paragraphs(place, part))
        recoloured(part.element, self.accent)
        return part

    def _fill(self, root: Element, paragraphs: Iterable[Element]) -> None:
        """Put our paragraphs where the template has samples of them."""
        ours = {self.template.ids[style] for style in _OURS}
        samples = [each for each in root if value(each.find(f"{name('pPr')}/{name('pStyle')}")) in ours or _is_blank(each)]
        place = root.index(samples[0]) if samples else 0
        for sample in samples:
            root.remove(sample)
        root[place:place] = [*paragraphs]

    def _paragraphs(self, place: Place, part: StoryPart) -> Iterator[Element]:
        make = Paragraphs(self.template, self.edition.direction, part)
        edition = self.edition
        if place[0] == "footer":
            facts = (edition.labels.release, edition.labels.version, edition.dateline_date, edition.revision)
            yield self._line(make, Style.FOOTER, make.runs([Run(self._with_dots(facts))]), [*self._count(make)])
            return
        if edition.embargo:
            yield make.make(Style.EMBARGO_HEAD, [Run(self._with_dots((edition.release_line, edition.embargo[0])))])
        if place == ("header", "first"):
            yield from self._letterhead(make, part)
        else:
            yield self._line(
                make,
                Style.RUNNING_HEAD,
                make.runs([Run(edition.brand_name or edition.kind)]),
                make.runs([Run(_short(edition))]),
            )

    def _with_dots(self, words: Iterable[str]) -> str:
        """Join words by dots; in a right-to-left line a mark at each dot holds them in order (UAX #9, 2.6)."""
        mark = "\u200f" if self.edition.direction == "rtl" else ""
        return f"{mark} · {mark}".join(word for word in words if word)

    def _letterhead(self, make: Paragraphs, part: StoryPart) -> Iterator[Element]:
        """Yield logo and name of the house; the empty line of a house without either carries the rule."""
        brand, words = self.edition.brand, self.edition.brand_name
        alt = self.edition.logo_alt or words
        logo = [w("r", self.pictures.drawing(brand.logo, alt, "logo", part, LOGO))] if brand.logo else []
        paragraph = make.around(Style.MASTHEAD, logo or make.runs([Run(words)]) if logo or words else [])
        if logo:
            put(properties_of(paragraph), w("spacing", line=240, lineRule="auto"))
        yield paragraph
        if logo and words:
            under = make.make(Style.MASTHEAD, [Run(words)])
            put(properties_of(under), w("pBdr"))
            yield under

    def _line(self, make: Paragraphs, style: Style, left: list[Element], right: list[Element]) -> Element:
        """Return a paragraph of two sides."""
        paragraph = make.around(style, [*left, w("r", w("tab")), *right])
        put(properties_of(paragraph), w("tabs", w("tab", val="right", pos=self.page.room[0])))
        return paragraph

    def _count(self, make: Paragraphs) -> Iterator[Element]:
        """Yield «Page x of y», its numbers as fields (17.16) that hold a result until they are counted."""
        fields = {"{page}": ("PAGE", 1), "{pages}": ("NUMPAGES", max(1, -(-self.letters // LETTERS_A_PAGE)))}
        pieces = re.split(r"(\{pages?\})", self.edition.labels.page)
        ways = {way for _, way in directional_runs("".join(each for each in pieces if each not in fields), make.base)}
        way = ways.pop() if len(ways) == 1 else make.base
        for piece in pieces:
            if piece in fields:
                code, result = fields[piece]
                yield w(
                    "fldSimple",
                    make.run(Run(in_digits(str(result), self.edition.digits), way=way)),
                    instr=f" {code} ",
                )
            elif piece:
                yield from make.runs([Run(piece)])


def _is_blank(element: Element) -> bool:
    """Return whether an element is an empty paragraph."""
    return element.tag == name("p") and not {each.tag for each in element.iter()} & {name("r"), name("hyperlink"), name("sdt")}


def _short(edition: Edition) -> str:
    title = plain_text(edition.title.inlines)
    return title if len(title) < 60 else title[:58].rsplit(" ", 1)[0] + "…"


def _copy(theirs: XmlPart, part: StoryPart) -> None:
    """Copy a header of the template, with its pictures and links; refuse anything else in it."""
    part.element.extend([copy.deepcopy(child) for child in theirs.element])
    for link, rel in theirs.rels.items():
        if rel.is_external and rel.reltype == RT.HYPERLINK:
            part.load_rel(rel.reltype, rel.target_ref, link, is_external=True)
        elif not rel.is_external and rel.reltype == RT.IMAGE:
            part.load_rel(rel.reltype, part.package.get_or_add_image_part(io.BytesIO(rel.target_part.blob)), link)
        else:
            raise broken(
                "release.docx",
                0,
                "the header or footer of the Word template holds an embedded object",
                "keep to text, pictures and links there",
            )

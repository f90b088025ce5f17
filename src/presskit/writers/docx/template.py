"""release.docx: its styles by name, its sample paragraphs as patterns, its headers and footers; its styles for one edition."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zipfile import BadZipFile

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.opc.part import Part, XmlPart
from lxml import etree

import docx
from presskit.bidi import Direction
from presskit.formats.ooxml.contract import ACCENT, CharacterStyle, Style
from presskit.formats.ooxml.package import Package, UnreadableError
from presskit.resources import MissingResourceError, Resources
from presskit.source import Span
from presskit.writers.docx.xml import Element, name, put_in_order, take, value, w
from presskit.writers.errors import MISSING_STYLE, WriterError, broken

__all__ = [
    "TEMPLATE", "Place", "Template", "centred", "languages", "opened", "recoloured", "recoloured_bytes", "settings", "turned",
]  # fmt: skip

TEMPLATE = "release.docx"
Place = tuple[str, str]
_NOT_OF_A_PATTERN = ("pStyle", "numPr", "rPr", "sectPr", "pPrChange", "bidi", "outlineLvl")
_HINT = "save it as .docx in Word or LibreOffice, or start anew from presskit's own release.docx"


@dataclass(frozen=True, slots=True)
class Template:
    """The parts of a template that the writer uses.

    ``ids`` are style ids by name, ``definitions`` the styles by id, ``furniture`` the template's headers and footers.
    """

    styles: Element
    definitions: Mapping[str, Element]
    numbering: Element | None
    others: Mapping[str, bytes]
    ids: Mapping[str, str]
    patterns: Mapping[str, Element]
    margins: Element | None
    furniture: Mapping[Place, Part]

    def pattern(self, style: Style) -> Element:
        """Return a new ``w:pPr`` as the first sample of ``style`` has it."""
        properties = copy.deepcopy(self.patterns[style]) if style in self.patterns else etree.Element(name("pPr"))
        take(properties, *(name(tag) for tag in _NOT_OF_A_PATTERN))
        return properties

    def style(self, style: str) -> Element | None:
        """Return the definition of a style."""
        return self.definitions.get(self.ids[style])


def opened(resources: Resources) -> Template:
    """Open the template; raises :class:`WriterError` where it is unfit, or with every style that it lacks."""
    try:
        data = resources.template(TEMPLATE)
        package = Package(data)
        package.every_root()
        if package.repeated:
            raise broken(TEMPLATE, 0, "the Word template cannot be used: it holds two parts of one name", _HINT)
        template = _template(docx.Document(io.BytesIO(data)).part)
    except MissingResourceError as error:
        raise broken(TEMPLATE, 0, str(error), "install presskit again") from error
    except UnreadableError as error:
        raise broken(TEMPLATE, 0, f"the Word template {error.clause}", error.hint) from error
    except (OpcError, BadZipFile, etree.LxmlError, KeyError, ValueError, TypeError, AttributeError, OSError) as error:
        raise broken(TEMPLATE, 0, "the Word template cannot be used: it is damaged, or not a .docx", _HINT) from error
    _demand_styles(template)
    return template


def _demand_styles(template: Template) -> None:
    hint = "give it back its name, or copy it from presskit's own release.docx"
    findings = [
        MISSING_STYLE.at(Span(TEMPLATE), f"the Word template has no style «{style}»", hint)
        for style in (*Style, *CharacterStyle)
        if style not in template.ids
    ]
    if findings:
        raise WriterError(findings)


def _template(part: Part) -> Template:
    root = _root(part)
    styles = _root(part.part_related_by(RT.STYLES))
    ids = {value(each.find(name("name"))): value(each, "styleId") for each in styles.iter(name("style"))}
    internal = [each for each in part.rels.values() if not each.is_external]
    section = next(iter(reversed([*root.iter(name("sectPr"))])), None)
    return Template(
        styles=styles,
        definitions={value(each, "styleId"): each for each in reversed(styles)},
        numbering=next((_root(each.target_part) for each in internal if each.reltype == RT.NUMBERING), None),
        others={each.reltype: each.target_part.blob for each in internal if each.reltype in {RT.THEME, RT.FONT_TABLE}},
        ids=ids,
        patterns=dict(_patterns(part, {style: label for label, style in ids.items()})),
        margins=section.find(name("pgMar")) if section is not None else None,
        furniture=dict(_furniture(part, section)),
    )


def _root(part: Part) -> Element:
    if not isinstance(part, XmlPart):
        raise broken(TEMPLATE, 0, "the Word template cannot be used: one of its parts is not what it is said to be", _HINT)
    root: Element = part.element
    put_in_order(root)
    return root


def _patterns(part: Part, labels: Mapping[str, str]) -> Iterator[tuple[str, Element]]:
    """Yield style and properties of each sample paragraph, the first of each style last, so that it prevails."""
    roots = [_root(part)]
    roots += [_root(rel.target_part) for rel in part.rels.values() if rel.reltype in {RT.HEADER, RT.FOOTER}]
    samples = [each for root in roots for p in root.iter(name("p")) for each in p.findall(name("pPr"))]
    labelled = ((labels.get(value(each.find(name("pStyle")))), each) for each in reversed(samples))
    return ((label, properties) for label, properties in labelled if label)


def _furniture(part: Part, section: Element | None) -> Iterator[tuple[Place, Part]]:
    """Yield the header and footer of the first page and of the others."""
    for reference in section if section is not None else ():
        tag = etree.QName(reference).localname.removesuffix("Reference")
        if tag in {"header", "footer"}:
            yield (tag, value(reference, "type")), part.rels[reference.get(f"{{{reference.nsmap['r']}}}id")].target_part


_WORD = "http://schemas.microsoft.com/office/word"
_MODERN = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
}
_RSID = re.compile(r"\}rsid\w*$")
_COLOURED = {name("val"), name("color"), name("fill")}
ARABIC_LEADING = 1.2
HALF_A_MARK = 95  # twentieths of a point


def languages(language: str, direction: Direction) -> Element:
    """Return ``w:lang``: the edition's language for its script, and the likeliest for words in the other one."""
    latin, complex_script = ("en", language) if direction == "rtl" else (language, "ar")
    return w("lang", val=latin, eastAsia=latin, bidi=complex_script)


def turned(styles: Element, language: str, direction: Direction) -> None:
    """Set the language of ``styles.xml`` and, for a right-to-left edition, leading, spacing and borders. Changes it."""
    for element in styles.iter():
        take(element, name("lang"), name("rsid"))
        for key in [key for key in element.attrib if _RSID.search(str(key))]:
            del element.attrib[key]
    _defaults(styles).append(languages(language, direction))
    if direction == "rtl":
        for style in styles.iter(name("docDefaults"), name("style")):
            _right_to_left(style)


def centred(numbering: Element) -> None:
    """Centre list marks on their place, for right-to-left editions. Changes ``numbering``.

    Word takes «left» for the beginning of a line, LibreOffice for the left of the page (17.9.7 says the latter): the
    middle is the same for both.
    """
    for mark in numbering.iter(name("lvlJc")):
        mark.set(name("val"), "center")
    for indent in numbering.iter(name("ind")):
        _inwards(indent)


def _inwards(indent: Element) -> None:
    """Move a centred mark off the margin, over which it would hang by its half."""
    left, hanging = value(indent, "left"), value(indent, "hanging")
    if left == hanging and left.isdigit() and int(left) > 2 * HALF_A_MARK:
        indent.set(name("hanging"), str(int(left) - HALF_A_MARK))


def _defaults(styles: Element) -> Element:
    """Return the ``w:rPr`` of the document's defaults, made where it is missing."""
    found = styles.find("/".join(map(name, ("docDefaults", "rPrDefault", "rPr"))))
    if found is not None:
        return found
    for old in styles.findall(name("docDefaults")):
        styles.remove(old)
    properties = w("rPr")
    styles.insert(0, w("docDefaults", w("rPrDefault", properties)))
    return properties


def _right_to_left(style: Element) -> None:
    """Arabic wants more leading and no space between its joined letters; the bar of a box stands where lines begin."""
    for spacing in style.iter(name("spacing")):
        if value(spacing, "lineRule") in {"exact", "atLeast"} and value(spacing, "line").isdigit():
            spacing.set(name("line"), str(round(int(value(spacing, "line")) * ARABIC_LEADING)))
    for properties in style.iter(name("rPr")):
        take(properties, name("spacing"))
    for borders in style.iter(name("pBdr")):
        _mirror(borders)
    for indent in style.iter(name("ind")):
        _inwards(indent)


def _mirror(borders: Element) -> None:
    """Exchange the left and the right border (CT_PBdr: top, left, bottom, right)."""
    left, right = borders.find(name("left")), borders.find(name("right"))
    if left is not None and right is not None:
        for attribute in {*left.attrib, *right.attrib}:
            one, other = left.get(attribute), right.get(attribute)
            left.set(attribute, other or "0")
            right.set(attribute, one or "0")


def recoloured(root: Element, accent: str) -> None:
    """Replace the template's own accent by ``accent`` (``RRGGBB``). Changes ``root``."""
    for element in root.iter():
        for key in _COLOURED & set(element.attrib):
            if element.get(key, "").upper() == ACCENT:
                element.set(key, accent)


def recoloured_bytes(theme: bytes, accent: str) -> bytes:
    """Return a theme with ``accent`` instead of the template's own."""
    return re.sub(rb'(?<=")' + ACCENT.encode() + rb'(?=")', accent.encode(), theme, flags=re.IGNORECASE)


def settings(language: str, direction: Direction) -> Element:
    """Return settings.xml in the order of CT_Settings: laid out as by Word 2013 ([MS-DOCX] 2.3), nothing personal."""
    themed = w("themeFontLang")
    themed.attrib.update({key: text for key, text in languages(language, direction).attrib.items() if key != name("eastAsia")})
    return w(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=567),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", *(w("compatSetting", name=key, uri=_WORD, val=number) for key, number in _MODERN.items())),
        themed,
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )

"""Makes release.docx, the template of the Word file: python templates/make_release_docx.py. Equal bytes on every machine.

Sizes are in half-points, spaces and indents in twentieths of a point, borders in eighths (ECMA-376, part 1, chapter 17).
Each style shows itself in one sample paragraph; the samples are never printed.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from xml.sax.saxutils import escape

from presskit.formats.ooxml.contract import ACCENT, CharacterStyle, Style

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{OFFICE}.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
GREY, LIGHT, TINT = "555555", "666666", "F5F3F1"
SANS = '<w:rFonts w:ascii="Noto Sans" w:hAnsi="Noto Sans" w:eastAsia="Noto Sans" w:cs="Noto Sans Arabic"/>'
SERIF = '<w:rFonts w:ascii="Noto Serif" w:hAnsi="Noto Serif" w:eastAsia="Noto Serif" w:cs="Noto Naskh Arabic"/>'
LISTS = {Style.BULLET: 1, Style.NUMBERED: 2, Style.CALL: 3, Style.SIGNATORY: 4, Style.FOOTNOTE: 5, Style.NOTE_BULLET: 6,
         Style.NOTE_NUMBERED: 7}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph style looks. ``size`` is the Latin one and the Arabic one; ``line`` an exact leading, 0 for any."""

    sample: str
    size: tuple[int, int] = (0, 0)
    line: int = 0
    before: int = 0
    after: int = 0
    colour: str = ""
    bold: bool | None = None
    italic: bool = False
    sans: bool = False
    based: str = ""
    then: str = ""
    borders: str = ""
    fill: str = ""
    indent: tuple[int, int, int] | None = None
    centred: bool = False
    flags: str = ""
    tracking: int = 0
    any_line: bool = False
    tight: bool = False


def border(side: str, size: int, space: int, colour: str = ACCENT) -> str:
    """Return one border of a paragraph."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def box(colour: str, left: str = "") -> str:
    """Return the borders of a tinted box, which are its padding."""
    left = left or border("left", 4, 5, colour)
    return border("top", 4, 6, colour) + left + border("bottom", 4, 6, colour) + border("right", 4, 5, colour)


NEXT, WHOLE = "<w:keepNext/>", "<w:keepLines/>"
NOTE = Look("", (17, 18), 240, 70, sans=True)
CALLS = box(TINT, border("left", 24, 8))
LOOKS: dict[Style, Look] = {
    Style.MASTHEAD: Look("The house", (21, 22), 280, 0, 120, bold=True, sans=True, borders=border("top", 30, 9)),
    Style.EMBARGO_HEAD: Look("Under embargo until Thursday, 15 December 2016, 14:00", (15, 16), 220, 0, 100, "FFFFFF", True,
                             sans=True, fill=ACCENT, centred=True, borders=box(ACCENT).replace('"6"', '"2"'),
                             indent=(110, 110, 0)),
    Style.RUNNING_HEAD: Look("The house\tA short title", (15, 16), 200, 0, 220, GREY, sans=True),
    Style.FOOTER: Look("Release, version, date\tPage 1 of 2", (15, 16), 200, 100, 0, GREY, sans=True),
    Style.RELEASE_LINE: Look("For immediate release", (17, 19), 240, 0, 165, ACCENT, True, sans=True, flags=NEXT),
    Style.EMBARGO: Look("Under embargo until Thursday, 15 December 2016, 14:00 Brussels time", (19, 21), 270, 0, 250, "FFFFFF",
                        True, sans=True, fill=ACCENT, borders=box(ACCENT), indent=(110, 110, 0), flags=NEXT + WHOLE,
                        tight=True),
    Style.TITLE: Look("A headline says in one sentence what happened", (46, 46), 550, 0, 0, bold=True, based="Heading1",
                      then=Style.SUBTITLE),
    Style.SUBTITLE: Look("One more line that adds what the headline had no room for", (25, 26), 340, 105, 0, "444444",
                         sans=True, flags=NEXT, then=Style.DATELINE),
    Style.DATELINE: Look("Brussels and Gaziantep, 15 December 2016", (18, 20), 290, 245, 0, bold=True, sans=True, flags=NEXT,
                         then=Style.LEDE),
    Style.LEDE: Look("The first paragraph tells the whole story in two sentences, a step larger than the text.", (23, 26), 330,
                     70, 0, based=Style.BODY, then=Style.BODY),
    Style.BODY: Look("The text runs on in paragraphs. It says who, what, when and where, and quotes people.", before=145),
    Style.HEADING_2: Look("A sub-heading", (23, 25), 300, 290, 0, bold=True, sans=True, based="Heading2", then=Style.BODY),
    Style.HEADING_3: Look("A lower sub-heading", (20, 22), 290, 230, 0, bold=True, sans=True, based="Heading3",
                          then=Style.BODY),
    Style.HEADING_4: Look("The lowest sub-heading", (20, 22), 290, 200, 0, GREY, True, sans=True, based="Heading4",
                          then=Style.BODY),
    Style.BULLET: Look("A point of a list", before=80, indent=(345, 0, -230)),
    Style.NUMBERED: Look("A numbered point", before=80, indent=(345, 0, -345)),
    Style.CALL_LEAD: Look("We call on all parties to:", (20, 22), 290, 275, 0, bold=True, sans=True, borders=CALLS, fill=TINT,
                          indent=(200, 110, 0), flags=NEXT + WHOLE, then=Style.CALL),
    Style.CALL: Look("let every civilian leave who wishes to.", before=85, borders=CALLS, fill=TINT, indent=(560, 110, -360),
                     flags=WHOLE),
    Style.QUOTE: Look("“We counted the children first.”", (22, 24), 310, 200, 0, italic=True, indent=(325, 325, 0), flags=WHOLE,
                      then=Style.ATTRIBUTION),
    Style.ATTRIBUTION: Look("A spokesperson", (18, 19), 260, 60, 90, GREY, sans=True, indent=(325, 325, 0), then=Style.BODY),
    Style.FIGURE: Look("A picture stands here", before=245, any_line=True, flags=NEXT, then=Style.CAPTION),
    Style.CAPTION: Look("What the picture shows", (18, 19), 260, 80, 0, "444444", sans=True, flags=WHOLE, then=Style.CREDIT),
    Style.CREDIT: Look("Who made it", (16, 17), 230, 30, 0, LIGHT, sans=True, then=Style.BODY),
    Style.SECTION: Look("Signatories", (20, 22), 280, 300, 80, ACCENT, True, sans=True, based="Heading2",
                        borders=border("bottom", 6, 2)),
    Style.COALITION: Look("A coalition", (18, 20), 261, 150, 40, bold=True, sans=True, based="Heading3", then=Style.SIGNATORY),
    Style.SIGNATORY: Look("An organisation (ACRO)", (18, 20), 261, indent=(540, 0, -205), flags=WHOLE),
    Style.ENDS: Look("ENDS", (18, 19), 260, 260, 160, GREY, True, sans=True, centred=True, tracking=25, then=Style.BOILERPLATE),
    Style.BOILERPLATE: replace(NOTE, sample="About the house, in two sentences."),
    Style.FOOTNOTE: replace(NOTE, sample="What the mark in the text leads to.", indent=(345, 0, -345)),
    Style.NOTE: replace(NOTE, sample="A note to editors."),
    Style.NOTE_BULLET: replace(NOTE, sample="A point among the notes", indent=(345, 0, -230)),
    Style.NOTE_NUMBERED: replace(NOTE, sample="A numbered note", indent=(345, 0, -345)),
    Style.CONTACT_NAME: Look("A name", (17, 18), 240, 130, 0, bold=True, sans=True, flags=NEXT, then=Style.CONTACT_LINE),
    Style.CONTACT_LINE: Look("+44 20 7946 0958", (17, 18), 240, sans=True, flags=WHOLE),
    Style.ORIGINAL: Look("The original: https://example.org/release", (17, 18), 240, 240, 0, GREY, sans=True),
}  # fmt: skip
FURNITURE = (Style.MASTHEAD, Style.EMBARGO_HEAD, Style.RUNNING_HEAD, Style.FOOTER)
CHARACTERS: dict[CharacterStyle, str] = {
    CharacterStyle.KIND: f'<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{GREY}"/>',
    CharacterStyle.COUNT: f'<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{LIGHT}"/>',
    CharacterStyle.ACRONYM: f'<w:color w:val="{LIGHT}"/>',
    CharacterStyle.DETAIL: '<w:color w:val="444444"/>',
    CharacterStyle.EMPHASIS: f'<w:color w:val="{ACCENT}"/>',
    CharacterStyle.LINK: f'<w:color w:val="{ACCENT}"/>',
    CharacterStyle.NOTE_MARK: f'<w:color w:val="{ACCENT}"/><w:vertAlign w:val="superscript"/>',
}
# Family, class, pitch and faces that stand in where the font is not installed.
FONTS = (
    ("Noto Serif", "Cambria,Georgia,Times New Roman", "02020600060500020200", "roman"),
    ("Noto Sans", "Segoe UI,Calibri,Arial", "020B0502040504020204", "swiss"),
    ("Noto Naskh Arabic", "Sakkal Majalla,Traditional Arabic,Geeza Pro", "020B0502040504020204", "roman"),
    ("Noto Sans Arabic", "Segoe UI,Dubai,Arial", "020B0502040504020204", "swiss"),
)


def identifier(name: str) -> str:
    """Return a style's id."""
    return name.replace(" ", "")


def paragraph_properties(style: Style, look: Look) -> str:
    """Return a style's ``w:pPr`` in the order of the schema (CT_PPrBase)."""
    numbered = f'<w:numPr><w:numId w:val="{LISTS[style]}"/></w:numPr>' if style in LISTS else ""
    borders = f"<w:pBdr>{look.borders}</w:pBdr>" if look.borders else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill}"/>' if look.fill else ""
    line = f' w:line="{look.line}" w:lineRule="exact"' if look.line else ""
    line = ' w:line="240" w:lineRule="auto"' if look.any_line else line
    spacing = f'<w:spacing w:before="{look.before}" w:after="{look.after}"{line}/>'
    centred = '<w:jc w:val="center"/>' if look.centred else ""
    tight = "<w:contextualSpacing/>" if look.tight else ""
    return f"<w:pPr>{look.flags}{numbered}{borders}{fill}{spacing}{indents(look.indent)}{tight}{centred}</w:pPr>"


def indents(indent: tuple[int, int, int] | None) -> str:
    """Return ``w:ind``: start, end, and the first line's where it hangs."""
    if indent is None:
        return ""
    start, end, first = indent
    hanging = f' w:hanging="{-first}"' if first else ""
    return f'<w:ind w:left="{start}" w:right="{end}"{hanging}/>'


def run_properties(look: Look) -> str:
    """Return a style's ``w:rPr`` in the order of the schema (EG_RPrBase): for Latin and for complex scripts."""
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    italic = "<w:i/>" if look.italic else ""
    colour = f'<w:color w:val="{look.colour}"/>' if look.colour else ""
    tracking = f'<w:spacing w:val="{look.tracking}"/>' if look.tracking else ""
    size = f'<w:sz w:val="{look.size[0]}"/><w:szCs w:val="{look.size[1]}"/>' if look.size[0] else ""
    return f"<w:rPr>{SANS if look.sans else ''}{bold}{italic}{colour}{tracking}{size}</w:rPr>"


def paragraph_style(style: Style, look: Look) -> str:
    """Return the definition of a paragraph style."""
    then = identifier(look.then or style)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identifier(style)}"><w:name w:val="{style}"/>'
        f'<w:basedOn w:val="{identifier(look.based or "Normal")}"/><w:next w:val="{then}"/><w:qFormat/>'
        f"{paragraph_properties(style, look)}{run_properties(look)}</w:style>"
    )


def character_style(style: CharacterStyle, properties: str) -> str:
    """Return the definition of a character style."""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{identifier(style)}"><w:name w:val="{style}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{properties}</w:rPr></w:style>'
    )


def heading(level: int) -> str:
    """Return Word's own heading style, which ours are based on: thereby programs know them for headings."""
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:uiPriority w:val="9"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>'
    )


def styles() -> str:
    """Return styles.xml."""
    size = '<w:color w:val="1A1A1A"/><w:sz w:val="20"/><w:szCs w:val="23"/><w:lang w:val="en" w:eastAsia="en" w:bidi="ar"/>'
    spacing = '<w:spacing w:before="0" w:after="0" w:line="290" w:lineRule="exact"/>'
    defaults = f"<w:rPrDefault><w:rPr>{SERIF}{size}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>{spacing}</w:pPr></w:pPrDefault>"
    own = [paragraph_style(style, LOOKS[style]) for style in Style]
    marks = [character_style(style, properties) for style, properties in CHARACTERS.items()]
    return (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults>{defaults}</w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>'
        f"{''.join(map(heading, range(1, 5)))}{''.join(own)}{''.join(marks)}</w:styles>"
    )


def level(style: Style, depth: int) -> str:
    """Return one level of a list."""
    start, _, first = LOOKS[style].indent or (345, 0, -345)
    left = start + depth * 345
    bullet = style in {Style.BULLET, Style.NOTE_BULLET}
    form, text = ("bullet", "•" if depth == 0 else "–") if bullet else ("decimal", f"%{depth + 1}.")
    linked = f'<w:pStyle w:val="{identifier(style)}"/>' if depth == 0 else ""
    side = "right" if style is Style.SIGNATORY else "left"
    colour, bold = (LIGHT, "") if style is Style.SIGNATORY else (ACCENT, "<w:b/><w:bCs/>")
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="{side}"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
        f'<w:ind w:left="{left}" w:hanging="{-first}"/></w:pPr>'
        f'<w:rPr>{bold}<w:i w:val="0"/><w:color w:val="{colour}"/></w:rPr></w:lvl>'
    )


def numbering() -> str:
    """Return numbering.xml: one list for each style that has one."""
    lists = [
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="5052{number:04X}"/>'
        '<w:multiLevelType w:val="hybridMultilevel"/>'
        f"{''.join(level(style, depth) for depth in range(9))}</w:abstractNum>"
        for style, number in LISTS.items()
    ]
    used = [f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in LISTS.values()]
    return f'{HEAD}<w:numbering xmlns:w="{W}">{"".join(lists)}{"".join(used)}</w:numbering>'


def fonts() -> str:
    """Return fontTable.xml: what stands in for a font that is not installed (ECMA-376, 17.8.3)."""
    entries = [
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:panose1 w:val="{panose}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, others, panose, family in FONTS
    ]
    return f'{HEAD}<w:fonts xmlns:w="{W}">{"".join(entries)}</w:fonts>'


def theme() -> str:
    """Return theme1.xml, whose first accent is the house's colour."""
    scheme = {"dk1": "1A1A1A", "lt1": "FFFFFF", "dk2": "444444", "lt2": TINT, "accent1": ACCENT, "accent2": GREY,
              "accent3": LIGHT, "accent4": "999999", "accent5": "BBBBBB", "accent6": "DDDDDD", "hlink": ACCENT,
              "folHlink": GREY}  # fmt: skip
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in scheme.items())
    face = '<a:latin typeface="{}"/><a:ea typeface=""/><a:cs typeface="{}"/>'
    major, minor = face.format("Noto Sans", "Noto Sans Arabic"), face.format("Noto Serif", "Noto Naskh Arabic")
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    line = '<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEAD}<a:theme xmlns:a="{A}" name="presskit"><a:themeElements><a:clrScheme name="presskit">{colours}</a:clrScheme>'
        f'<a:fontScheme name="presskit"><a:majorFont>{major}</a:majorFont><a:minorFont>{minor}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="presskit"><a:fillStyleLst>{plain}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect}</a:effectStyleLst><a:bgFillStyleLst>{plain}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def settings() -> str:
    """Return settings.xml: laid out as Word 2013 and later do."""
    mode = 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
    return f'{HEAD}<w:settings xmlns:w="{W}"><w:compat><w:compatSetting {mode}/></w:compat></w:settings>'


def sample(style: Style) -> str:
    """Return the paragraph that shows a style."""
    words = "</w:t><w:tab/><w:t>".join(map(escape, LOOKS[style].sample.split("\t")))
    tab = '<w:tabs><w:tab w:val="right" w:pos="9184"/></w:tabs>' if "\t" in LOOKS[style].sample else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{identifier(style)}"/>{tab}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


def furniture(tag: str, shown: Iterable[Style]) -> str:
    """Return a header (``hdr``) or a footer (``ftr``)."""
    return f'{HEAD}<w:{tag} xmlns:w="{W}">{"".join(map(sample, shown))}</w:{tag}>'


def document() -> str:
    """Return document.xml: one sample a style, on A4 with the margins of print.css."""
    references = "".join(
        f'<w:{tag}Reference w:type="{kind}" r:id="rId{number}"/>' for number, (tag, kind, _) in enumerate(PLACES, 10)
    )
    run = '<w:r><w:rPr><w:rStyle w:val="{}"/></w:rPr><w:t xml:space="preserve">{} </w:t></w:r>'
    marks = "".join(run.format(identifier(style), style) for style in CHARACTERS)
    body = "".join(sample(style) for style in Style if style not in FURNITURE)
    body += f'<w:p><w:pPr><w:pStyle w:val="PKBody"/></w:pPr>{marks}</w:p>'
    return (
        f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}<w:sectPr>{references}'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1361" w:bottom="1304" w:left="1361" w:header="737" '
        'w:footer="624" w:gutter="0"/><w:cols w:space="450"/><w:titlePg/></w:sectPr></w:body></w:document>'
    )


PLACES = (
    ("header", "first", (Style.EMBARGO_HEAD, Style.MASTHEAD)),
    ("header", "default", (Style.EMBARGO_HEAD, Style.RUNNING_HEAD)),
    ("footer", "first", (Style.FOOTER,)),
    ("footer", "default", (Style.FOOTER,)),
)
RELATED = (
    ("styles", "styles", styles), ("numbering", "numbering", numbering), ("fontTable", "fontTable", fonts),
    ("settings", "settings", settings), ("theme", "theme1", theme),
)  # fmt: skip


def parts() -> dict[str, str]:
    """Return the files of the package."""
    files = {"word/document.xml": document()}
    files |= {f"word/{name}.xml": make() for _, name, make in RELATED}
    roots = {"header": "hdr", "footer": "ftr"}
    files |= {f"word/{tag}_{kind}.xml": furniture(roots[tag], shown) for tag, kind, shown in PLACES}
    links = [(f"rId{n}", kind, name) for n, (kind, name, _) in enumerate(RELATED, 1)]
    links += [(f"rId{n}", tag, f"{tag}_{kind}") for n, (tag, kind, _) in enumerate(PLACES, 10)]
    inside = [f'<Relationship Id="{i}" Type="{R}/{kind}" Target="{name}.xml"/>' for i, kind, name in links]
    files["word/_rels/document.xml.rels"] = relationships(inside)
    files["_rels/.rels"] = relationships([f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'])
    return {"[Content_Types].xml": content_types(links), **dict(sorted(files.items()))}


def relationships(entries: Iterable[str]) -> str:
    """Return a relationships part."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{space}">{"".join(entries)}</Relationships>'


def content_types(links: Iterable[tuple[str, str, str]]) -> str:
    """Return [Content_Types].xml."""
    kinds = {name: f"{OFFICE}.theme+xml" if kind == "theme" else f"{WORD}.{kind}+xml" for _, kind, name in links}
    kinds["document"] = f"{WORD}.document.main+xml"
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    overrides = [f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in sorted(kinds.items())]
    return (
        f'{HEAD}<Types xmlns="{space}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(overrides)}</Types>'
    )


def make(path: Path) -> None:
    """Write the template; the time in the archive is the first that ZIP knows."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts().items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            archive.writestr(entry, text.encode(), compresslevel=9)


if __name__ == "__main__":
    make(Path(__file__).with_name("release.docx"))

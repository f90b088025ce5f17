"""Word files with a word of its own in every part and state that a Word file can have."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
V = "urn:schemas-microsoft-com:vml"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:wps="{WPS}" xmlns:v="{V}" xmlns:m="{M}"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(word: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{word} </w:t></w:r>'


def par(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(words: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{words}</w:instrText></w:r>'


def cell(word: str) -> str:
    return f"<w:tc><w:tcPr/>{par(run(word))}</w:tc>"


def row(*words: str) -> str:
    return f"<w:tr>{''.join(map(cell, words))}</w:tr>"


def table(*rows: tuple[str, ...]) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(row(*each) for each in rows)}</w:tbl>"


def box(word: str) -> str:
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{par(run(word))}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    drawing = f'<w:drawing><wp:inline><wp:docPr id="9" name="b"/><a:graphic><a:graphicData uri="x">{shape}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    older = f'<w:pict><v:shape id="s"><v:textbox><w:txbxContent>{par(run(word))}</w:txbxContent></v:textbox></v:shape></w:pict>'
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{older}</mc:Fallback></mc:AlternateContent></w:r>'


def sdt(inner: str) -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def drop_down(word: str) -> str:
    return f'<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="{word}" w:value="1"/></w:dropDownList></w:sdtPr><w:sdtContent>{run("—")}</w:sdtContent></w:sdt>'


BODY: dict[str, Callable[[str], str]] = {
    "plain": lambda w: par(run(w)),
    "highlighted": lambda w: par(run(w, '<w:highlight w:val="yellow"/>')),
    "struck": lambda w: par(run(w, "<w:strike/>")),
    "double struck": lambda w: par(run(w, "<w:dstrike/>")),
    "struck by a style": lambda w: par(run(w, '<w:rStyle w:val="PlantedStruck"/>')),
    "hidden": lambda w: par(run(w, "<w:vanish/>")),
    "hidden by a style": lambda w: par(run(w, '<w:rStyle w:val="PlantedHidden"/>')),
    "white": lambda w: par(run(w, '<w:color w:val="FFFFFF"/>')),
    "white by the theme": lambda w: par(run(w, '<w:color w:val="FFFFFF" w:themeColor="background1"/>')),
    "tiny": lambda w: par(run(w, '<w:sz w:val="2"/>')),
    "white on black": lambda w: par(run(w, '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>')),
    "inserted": lambda w: par(f'<w:ins w:id="901" w:author="T">{run(w)}</w:ins>'),
    "deleted": lambda w: par(f'<w:del w:id="902" w:author="T"><w:r><w:delText>{w}</w:delText></w:r></w:del>'),
    "moved from": lambda w: par(f'<w:moveFrom w:id="903" w:author="T">{run(w)}</w:moveFrom>'),
    "moved to": lambda w: par(f'<w:moveTo w:id="904" w:author="T">{run(w)}</w:moveTo>'),
    "after a field without an end": lambda w: par(char("begin") + code(" PAGE ") + run(w)),
    "shown by a field": lambda w: par(char("begin") + code(" QUOTE ") + char("separate") + run(w) + char("end")),
    "in a field's instruction": lambda w: par(
        char("begin") + code(f' IF 1 = 1 "{w}" ') + char("separate") + run("x") + char("end")
    ),
    "a text in an instruction": lambda w: par(
        char("begin") + code(" IF 1 = 1 ") + run(w) + char("separate") + run("x") + char("end")
    ),
    "shown by a button": lambda w: par(char("begin") + code(f" MACROBUTTON NoMacro {w} ") + char("end")),
    "a simple field": lambda w: par(f'<w:fldSimple w:instr=" AUTHOR ">{run(w)}</w:fldSimple>'),
    "a link": lambda w: par(f'<w:hyperlink w:anchor="x">{run(w)}</w:hyperlink>'),
    "a link's label": lambda w: par(f'<w:hyperlink w:anchor="x" w:tooltip="{w}">{run("here")}</w:hyperlink>'),
    "a smart tag": lambda w: par(f'<w:smartTag w:element="p">{run(w)}</w:smartTag>'),
    "a control in a paragraph": lambda w: par(sdt(run(w))),
    "a control around a paragraph": lambda w: sdt(par(run(w))),
    "a list of choices": lambda w: par(drop_down(w)),
    "a table of one column": lambda w: table((w,)),
    "a table of two columns": lambda w: table(("Left", w)),
    "the middle of three": lambda w: table(("one", w, "three")),
    "the middle of five": lambda w: table(("one", "two", w, "four", "five")),
    "a row in a control": lambda w: f"<w:tbl><w:tblPr/>{sdt(row('one', w, 'three'))}</w:tbl>",
    "a cell in a control": lambda w: f"<w:tbl><w:tblPr/><w:tr>{cell('one')}{sdt(cell(w))}{cell('three')}</w:tr></w:tbl>",
    "a table in a cell": lambda w: (
        f"<w:tbl><w:tblPr/><w:tr><w:tc>{table(('a', w, 'c'))}<w:p/></w:tc>{cell('two')}{cell('three')}</w:tr></w:tbl>"
    ),
    "a text box": lambda w: par(run("beside") + box(w)),
    "an old text box": lambda w: par(
        f'<w:r><w:pict><v:shape id="s"><v:textbox><w:txbxContent>{par(run(w))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
    ),
    "only for older programs": lambda w: par(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"/><mc:Fallback><w:pict><v:shape id="s"><v:textbox><w:txbxContent>{par(run(w))}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    ),
    "drawn letters": lambda w: par(f'<w:r><w:pict><v:shape id="s"><v:textpath string="{w}"/></v:shape></w:pict></w:r>'),
    "what a picture shows": lambda w: par(
        f'<w:r><w:drawing><wp:inline><wp:docPr id="8" name="p" descr="{w}"/></wp:inline></w:drawing></w:r>'
    ),
    "a formula": lambda w: par(f"<m:oMath><m:r><m:t>{w}</m:t></m:r></m:oMath>"),
    "above letters": lambda w: par(f"<w:r><w:ruby><w:rt>{run(w)}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby></w:r>"),
    "grey, not to be translated": lambda w: par(run(w, '<w:rStyle w:val="tw4winExternal"/>')),
    "a footnote's mark": lambda w: par(run("Text") + '<w:r><w:footnoteReference w:id="77"/></w:r>') if w else "",
}
"""Ways for a word to stand in the text."""


@dataclass(slots=True)
class Planted:
    """A file, and where which word was planted."""

    data: bytes
    words: dict[str, str] = field(default_factory=dict)


def word_of(number: int) -> str:
    """Return a word that no language has, of letters alone."""
    letters = "bdfgklmnprstvz"
    return "Qu" + "".join(letters[number // 14**at % 14] + "aeiou"[number // 14**at % 5] for at in range(3)) + "x"


def _parts(take: Callable[[str], str]) -> dict[str, tuple[str, str, bytes]]:
    """Return further parts: relationship's type, content type, bytes."""

    def wml(root: str, inner: str) -> bytes:
        return f'<?xml version="1.0"?><w:{root} {SPACES}>{inner}</w:{root}>'.encode()

    note = par("<w:r><w:footnoteRef/></w:r>" + run(take("a footnote")))
    notes = f'<w:footnote w:id="77">{note}</w:footnote><w:footnote w:id="78">{par(run(take("a footnote that nothing calls")))}</w:footnote>'
    notes += f'<w:footnote w:id="79">{table(("a", take("a table in a footnote"), "c"))}<w:p/></w:footnote>'
    comment = f'<w:comment w:id="5" w:author="Nour">{par(run(take("a comment")))}{table((take("a table in a comment"), "b"))}</w:comment>'
    inner = f'<?xml version="1.0"?><w:document {SPACES}><w:body>{par(run(take("an inserted Word file")))}</w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", inner)
    chart = f'<?xml version="1.0"?><c:chartSpace xmlns:c="{C}" xmlns:a="{A}"><c:title><a:p><a:r><a:t>{take("a chart")}</a:t></a:r></a:p></c:title><c:v>{take("a chart category")}</c:v></c:chartSpace>'
    diagram = f'<?xml version="1.0"?><dgm:dataModel xmlns:dgm="{DGM}" xmlns:a="{A}"><a:p><a:r><a:t>{take("a diagram")}</a:t></a:r></a:p></dgm:dataModel>'
    rtf = f"{{\\rtf1\\ansi {{\\fonttbl{{\\f0 Arial;}}}}\\pard {take('inserted RTF')}\\par}}"
    mht = f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>{take("an inserted web archive")}</p>\n--b--\n'
    header = par(run(take("a header"))) + par(run(take("struck in a header"), "<w:strike/>"))
    watermark = par(f'<w:r><w:pict><v:shape id="w"><v:textpath string="{take("a watermark")}"/></v:shape></w:pict></w:r>')
    return {
        "footnotes.xml": ("footnotes", f"{WML}.footnotes+xml", wml("footnotes", notes)),
        "endnotes.xml": (
            "endnotes",
            f"{WML}.endnotes+xml",
            wml("endnotes", f'<w:endnote w:id="7">{par(run(take("an endnote")))}</w:endnote>'),
        ),
        "comments.xml": ("comments", f"{WML}.comments+xml", wml("comments", comment)),
        "header9.xml": (
            "header",
            f"{WML}.header+xml",
            wml("hdr", header + watermark + table(("a", take("a header's table"), "c"))),
        ),
        "footer9.xml": ("footer", f"{WML}.footer+xml", wml("ftr", par(run(take("a footer"))))),
        "planted.html": ("aFChunk", "text/html", f"<html><body><p>{take('inserted HTML')}</p></body></html>".encode()),
        "planted.txt": ("aFChunk", "text/plain", take("an inserted text").encode()),
        "planted.rtf": ("aFChunk", "application/rtf", rtf.encode()),
        "planted.mht": ("aFChunk", "message/rfc822", mht.encode()),
        "planted.docx": ("aFChunk", f"{WML}.document.main+xml", made.getvalue()),
        "charts/chart1.xml": ("chart", "application/xml", chart.encode()),
        "diagrams/data1.xml": ("diagramData", "application/xml", diagram.encode()),
        "glossary/document.xml": (
            "glossaryDocument",
            f"{WML}.document.glossary+xml",
            wml("glossaryDocument", par(run(take("a building block")))),
        ),
    }


def planted(data: bytes, *, tracked: bool = True) -> Planted:
    """Return a Word file with a word of its own in every part and state, behind what it says already."""
    made = Planted(b"")

    def take(place: str) -> str:
        made.words[place] = word_of(len(made.words))
        return made.words[place]

    changes = {"inserted", "deleted", "moved from", "moved to"}
    body = "".join(way(take(name)) for name, way in BODY.items() if tracked or name not in changes)
    made.words.pop("a footnote's mark")
    parts = _parts(take)
    relations = "".join(
        f'<Relationship Id="planted{n}" Type="{R}/{kind}" Target="{name}"/>'
        for n, (name, (kind, _, _)) in enumerate(parts.items())
    )
    chunks = "".join(f'<w:altChunk r:id="planted{n}"/>' for n, (kind, _, _) in enumerate(parts.values()) if kind == "aFChunk")
    styles = "".join(
        f'<w:style w:type="character" w:styleId="Planted{name}"><w:name w:val="Planted {name}"/><w:rPr><w:{tag}/></w:rPr></w:style>'
        for name, tag in (("Struck", "strike"), ("Hidden", "vanish"))
    )
    made.data = _rewritten(data, {"document": body + chunks, "relations": relations, "styles": styles}, parts)
    return made


def _rewritten(data: bytes, more: dict[str, str], parts: dict[str, tuple[str, str, bytes]]) -> bytes:
    out = io.BytesIO()
    types = "".join(f'<Override PartName="/word/{name}" ContentType="{kind}"/>' for name, (_, kind, _) in parts.items())
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = _with_body(content, more["document"])
            elif name == "word/_rels/document.xml.rels":
                content = content.replace(b"</Relationships>", f"{more['relations']}</Relationships>".encode())
            elif name == "word/styles.xml":
                content = content.replace(b"</w:styles>", f"{more['styles']}</w:styles>".encode())
            elif name == "[Content_Types].xml":
                content = content.replace(b"</Types>", f"{types}</Types>".encode())
            if name.removeprefix("word/") not in parts:
                new.writestr(name, content)
        for name, (_, _, content) in parts.items():
            new.writestr(f"word/{name}", content)
    return out.getvalue()


def _with_body(content: bytes, more: str) -> bytes:
    root = etree.fromstring(content)
    body = next(iter(root.iter(f"{{{W}}}body")))
    last = body[-1]
    for each in etree.fromstring(f"<x {SPACES}>{more}</x>"):
        last.addprevious(each)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

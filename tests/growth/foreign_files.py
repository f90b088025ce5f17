"""Files of foreign formats that are made of one part again and again, by format: each takes how many parts it has."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pikepdf

from tests.importing.word_files import bare, p, part, r
from tests.tables.samples import NS, bare_xlsx, sheet_xml

__all__ = ["DRAWINGS", "MAILS", "PDFS", "TABLES", "WORD_FILES", "WORKBOOKS", "XLIFFS"]


def _xliff(inner: Callable[[int], str]) -> Callable[[int], bytes]:
    head = '<xliff version="1.2"><file original="a" target-language="fr"><body>'
    return lambda n: f"{head}{inner(n)}</body></file></xliff>".encode()


def _unit(key: object, target: str, after: str = "") -> str:
    return f'<trans-unit id="{key}"><source>Words here.</source><target>{target}</target>{after}</trans-unit>'


def _field(number: int) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText> REF a{number} </w:instrText></w:r>{marks[1]}{r(f'Words {number} ')}{marks[2]}"


def _open_fields(n: int) -> str:
    return '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * n + r("Words")


def _nested_fields(depth: int) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return (begin + separate + r("a ")) * depth + end * depth


def _long_field(n: int) -> str:
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{"<w:r><w:instrText>words </w:instrText></w:r>" * n}'


def _begun_bookmarks(n: int) -> str:
    return "".join(f'<w:bookmarkStart w:id="{each}" w:name="pk_a{each}"/>{r("a ")}' for each in range(n))


def _ended_bookmarks(n: int) -> str:
    return "".join(f'<w:bookmarkEnd w:id="{each}"/>{r("a ")}' for each in range(n))


def _bookmark(number: int, name: str = "") -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name or f"b{number}"}"/>{r(f"Words {number} ")}<w:bookmarkEnd w:id="{number}"/>'


def _commented(number: int) -> str:
    begin, end = (f'<w:commentRange{which} w:id="{number}"/>' for which in ("Start", "End"))
    return f'{begin}{r(f"Words {number} ")}{end}<w:r><w:commentReference w:id="{number}"/></w:r>'


def _with_comments(n: int) -> bytes:
    comments = "".join(f'<w:comment w:id="{each}" w:author="A">{p(f"Comment {each}")}</w:comment>' for each in range(n))
    return bare(p("A title") + p("".join(map(_commented, range(n)))), comments=part("comments", comments))


def _cell(inner: str) -> str:
    return f"<w:tc>{inner}</w:tc>"


def _table(rows: int, columns: int) -> str:
    row = "".join(_cell(p(f"Words {each}")) for each in range(columns))
    return f"<w:tbl>{f'<w:tr>{row}</w:tr>' * rows}</w:tbl>"


def _nested(depth: int) -> str:
    inner = p("Words")
    for _ in range(depth):
        inner = f"<w:tbl><w:tr>{_cell(inner + p('Words'))}</w:tr></w:tbl>"
    return inner


def _tracked(number: int) -> str:
    mark = f'w:id="{number}" w:author="A" w:date="2026-01-01T00:00:00Z"'
    return f'<w:ins {mark}>{r(f"more {number} ")}</w:ins><w:del {mark}><w:r><w:delText>less </w:delText></w:r></w:del>'


def _styles(n: int) -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{each}"><w:name w:val="s{each}"/><w:basedOn w:val="s{each + 1}"/></w:style>' for each in range(n)
    )
    return bare(p("A title") + "".join(p(f"Words {each}.", style=f"s{each}") for each in range(n)), styles=part("styles", styles))


def _in_one(piece: Callable[[int], str]) -> Callable[[int], bytes]:
    return lambda n: bare(p("A title") + p("".join(map(piece, range(n)))))


def _in_each(piece: Callable[[int], str]) -> Callable[[int], bytes]:
    return lambda n: bare(p("A title") + "".join(p(piece(each)) for each in range(n)))


WORD_FILES: dict[str, Callable[[int], bytes]] = {
    "runs": _in_one(lambda each: r(f"Words {each} ")),
    "runs, each of its look": _in_one(lambda each: r(f"Words {each} ", "<w:b/>" if each % 2 else "<w:i/>")),
    "paragraphs": _in_each(lambda each: f"Words {each}."),
    "empty paragraphs": _in_each(lambda _: "<w:r/>"),
    "fields": _in_one(_field),
    "fields, one a paragraph": _in_each(_field),
    "fields that are never closed": lambda n: bare(p("A title") + p(_open_fields(n))),
    "bookmarks": _in_one(_bookmark),
    "bookmarks, one a paragraph": _in_each(_bookmark),
    "bookmarks of one name": _in_one(lambda _: _bookmark(1)),
    "bookmarks that are never closed": _in_one(lambda each: f'<w:bookmarkStart w:id="{each}" w:name="b{each}"/>{r("a ")}'),
    "presskit's bookmarks": _in_one(lambda each: _bookmark(each, f"pk_a{each}")),
    "presskit's bookmarks that end together": lambda n: bare(p("A title") + p(_begun_bookmarks(n) + _ended_bookmarks(n))),
    "instructions of one field": lambda n: bare(p("A title") + p(_long_field(n))),
    "fields inside each other": lambda n: bare(p("A title") + p(_nested_fields(min(n, 250)) * (n // 250 + 1))),
    "comments": _with_comments,
    "rows of a table": lambda n: bare(p("A title") + _table(n, 2)),
    "columns of a table": lambda n: bare(p("A title") + _table(2, n)),
    "tables": lambda n: bare(p("A title") + (_table(1, 2) + p("Words")) * n),
    "tables inside a cell": lambda n: bare(p("A title") + f"<w:tbl><w:tr>{_cell((_nested(2) + p('a')) * n)}</w:tr></w:tbl>"),
    "tracked changes": _in_one(_tracked),
    "tracked changes, one a paragraph": _in_each(_tracked),
    "styles upon styles": _styles,
    "line breaks": _in_one(lambda each: f"<w:r><w:t>Words {each}</w:t><w:br/></w:r>"),
    "tabs": _in_one(lambda each: f"<w:r><w:t>Words {each}</w:t><w:tab/></w:r>"),
    "links": _in_one(lambda each: f'<w:hyperlink w:anchor="b{each}">{r("Words ")}</w:hyperlink>'),
    "footnotes": lambda n: bare(
        p("A title") + p("".join(f'{r("a ")}<w:r><w:footnoteReference w:id="{each + 2}"/></w:r>' for each in range(n))),
        footnotes=part("footnotes", "".join(f'<w:footnote w:id="{each + 2}">{p(f"Note {each}")}</w:footnote>' for each in range(n))),
    ),
    "content controls": _in_one(lambda each: f'<w:sdt><w:sdtPr><w:tag w:val="t{each}"/></w:sdtPr><w:sdtContent>{r("a ")}</w:sdtContent></w:sdt>'),
    "list items": _in_each(lambda each: f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{r(f"Item {each}")}'),
}  # fmt: skip

XLIFFS: dict[str, Callable[[int], bytes]] = {
    "units": _xliff(lambda n: "".join(_unit(each, f"Mots {each}.") for each in range(n))),
    "units of one id": _xliff(lambda n: "".join(_unit("a", f"Mots {each}.") for each in range(n))),
    "tags": _xliff(lambda n: _unit("a", "".join(f'<g id="{each}">Mots </g>' for each in range(n)))),
    "tags of one id": _xliff(lambda n: _unit("a", '<g id="1" ctype="bold">Mots </g>' * n)),
    "placeholders": _xliff(lambda n: _unit("a", "".join(f'a <x id="{each}"/> ' for each in range(n)))),
    "begun and ended tags": _xliff(lambda n: _unit("a", "".join(f'<bpt id="{each}">b</bpt>a<ept id="{each}">e</ept>' for each in range(n)))),
    "groups": _xliff(lambda n: "".join(f"<group>{_unit(each, 'Mots.')}</group>" for each in range(n))),
    "notes": _xliff(lambda n: _unit("a", "Mots.", "".join(f'<note from="A">Note {each}.</note>' for each in range(n)))),
    "files": lambda n: ('<xliff version="1.2">' + '<file original="a"><body/></file>' * n + "</xliff>").encode(),
    "text nodes": _xliff(lambda n: _unit("a", "a<!-- a -->" * n)),
}


def _rows(cell: Callable[[int, int], str], columns: int = 2) -> Callable[[int], str]:
    return lambda n: "".join(
        f'<row r="{row + 1}">{"".join(cell(row, column) for column in range(columns))}</row>' for row in range(n)
    )


def _inline(row: int, column: int) -> str:
    text = ("Organisation", "Country")[column] if row == 0 else f"River {row} Aid" if column == 0 else "Türkiye"
    return f'<c r="{"AB"[column]}{row + 1}" t="inlineStr"><is><t>{text}</t></is></c>'


def _shared(row: int, column: int) -> str:
    return f'<c r="{"AB"[column]}{row + 1}" t="s"><v>{2 * row + column}</v></c>'


def _strings(n: int) -> str:
    texts = "".join(f"<si><r><t>River </t></r><r><t>{each} Aid</t></r></si><si><t>Türkiye</t></si>" for each in range(1, n))
    return f"<sst {NS}><si><t>Organisation</t></si><si><t>Country</t></si>{texts}</sst>"


def _merged(n: int) -> str:
    cells = "".join(f'<mergeCell ref="A{2 * each + 2}:A{2 * each + 3}"/>' for each in range(n))
    return f"<mergeCells>{cells}</mergeCells>"


WORKBOOKS: dict[str, Callable[[int], bytes]] = {
    "rows": lambda n: bare_xlsx(sheet_xml(_rows(_inline)(n))),
    "rows, turned round": lambda n: bare_xlsx(sheet_xml("".join(reversed(_rows(_inline)(n).split("(?=<row)"))))),
    "shared strings": lambda n: bare_xlsx(sheet_xml(_rows(_shared)(n)), {"xl/sharedStrings.xml": _strings(n)}),
    "merged cells": lambda n: bare_xlsx(sheet_xml(_rows(_inline)(2 * n), _merged(n))),
    "merged cells upon each other": lambda n: bare_xlsx(
        sheet_xml(_rows(_inline)(2 * n), "<mergeCells>" + f'<mergeCell ref="A2:A{2 * n}"/>' * n + "</mergeCells>")
    ),
    "links": lambda n: bare_xlsx(
        sheet_xml(_rows(_inline)(n), "<hyperlinks>" + "".join(f'<hyperlink ref="A{each + 2}" location="b"/>' for each in range(n)) + "</hyperlinks>")
    ),
    "empty rows": lambda n: bare_xlsx(sheet_xml(_rows(_inline)(2) + "<row/>" * n)),
    "cells of a row": lambda n: bare_xlsx(sheet_xml(_rows(_inline)(3) + f"<row>{'<c><v>1</v></c>' * n}</row>")),
}  # fmt: skip


def _csv(row: Callable[[int], str], head: str = "Organisation,Country") -> Callable[[int], bytes]:
    return lambda n: (head + "\n" + "".join(f"{row(each)}\n" for each in range(n))).encode()


TABLES: dict[str, Callable[[int], bytes]] = {
    "names": _csv(lambda each: f"River {each} Aid,TR"),
    "one name": _csv(lambda _: "River Aid,TR"),
    "countries that are none": _csv(lambda each: f"River {each} Aid,Nowhere {each}"),
    "days that are none": _csv(lambda each: f"River {each} Aid,9{each}.13.2026", "Organisation,Date"),
    "addresses": _csv(lambda each: f"River {each} Aid,a{each}@example.org", "Organisation,Email"),
    "one address": _csv(lambda each: f"River {each} Aid,a@example.org", "Organisation,Email"),
    "answers that are open": _csv(lambda each: f"River {each} Aid,perhaps {each}", "Organisation,Do you sign?"),
    "names with commas": _csv(lambda each: f'"River {each}, Aid, Hope",TR'),
}


def _pdf(change: Callable[[Any, int], object]) -> Callable[[int], bytes]:
    def make(n: int) -> bytes:
        pdf, out = pikepdf.new(), io.BytesIO()
        pdf.add_blank_page(page_size=(200, 200))
        change(pdf, n)
        pdf.save(out)
        return out.getvalue()

    return make


def _painted(operators: Callable[[int], bytes], **resources: Any) -> Callable[[Any, int], object]:
    def change(pdf: Any, n: int) -> None:
        page = pdf.pages[0].obj
        page.Contents = pdf.make_stream(operators(n))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font), **resources)

    return change


def _pages(pdf: Any, n: int) -> None:
    for _ in range(n):
        pdf.add_blank_page(page_size=(200, 200))


def _deep(pdf: Any, n: int) -> None:
    page = pdf.pages[0].obj
    node = pdf.Root.Pages
    for _ in range(n):
        inner = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Count=1, Parent=node))
        node.Kids = pikepdf.Array([inner])
        node = inner
    node.Kids = pikepdf.Array([page])
    page.Parent = node


def _annotations(pdf: Any, n: int) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org"))
    notes = [
        pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)) for _ in range(n)
    ]
    pdf.pages[0].obj.Annots = pikepdf.Array(notes)


def _outline(pdf: Any, n: int) -> None:
    top = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Outlines))
    items = [pdf.make_indirect(pikepdf.Dictionary(Title=pikepdf.String(f"a{each}"), Parent=top)) for each in range(n)]
    for one, other in pairwise(items):
        one.Next, other.Prev = other, one
    top.First, top.Last, top.Count = items[0], items[-1], n
    pdf.Root.Outlines = top


def _structure(kind: Callable[[int], str], deep: bool) -> Callable[[Any, int], object]:
    def change(pdf: Any, n: int) -> None:
        root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        owner, made = root, []
        for each in range(n):
            element = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{kind(each)}"), P=owner, K=each))
            element.Pg = pdf.pages[0].obj
            made.append(element)
            if deep:
                owner.K = pikepdf.Array([element])
                owner = element
        if not deep:
            root.K = pikepdf.Array(made)
        pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, pikepdf.Dictionary(Marked=True)
        marked = b"".join(b"/P <</MCID %d>> BDC BT /F 9 Tf (a) Tj ET EMC\n" % each for each in range(n))
        _painted(lambda _: marked)(pdf, n)

    return change


def _role_map(pdf: Any, n: int) -> None:
    _structure(lambda _: "R0", deep=False)(pdf, n)
    roles = {f"/R{each}": pikepdf.Name(f"/R{each + 1}" if each + 1 < n else "/P") for each in range(n)}
    pdf.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary(roles)


def _forms(pdf: Any, n: int) -> None:
    """Forms that draw the next one."""
    form = pdf.make_stream(b"0 0 9 9 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    for _ in range(n):
        resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        form = pdf.make_stream(b"/X Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9], Resources=resources)
    _painted(lambda _: b"/X Do", XObject=pikepdf.Dictionary(X=form))(pdf, n)


def _form_often(pdf: Any, n: int) -> None:
    form = pdf.make_stream(b"0 0 9 9 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    _painted(lambda number: b"/X Do " * number, XObject=pikepdf.Dictionary(X=form))(pdf, n)


PDFS: dict[str, Callable[[int], bytes]] = {
    "operators": _pdf(_painted(lambda n: b"q 0 0 9 9 re f Q\n" * n)),
    "states that are never closed": _pdf(_painted(lambda n: b"q " * n)),
    "texts": _pdf(_painted(lambda n: b"BT /F 9 Tf 1 0 0 1 9 9 Tm (River Aid) Tj ET\n" * n)),
    "texts down the page": _pdf(_painted(lambda n: b"BT /F 9 Tf " + b"0 -1 Td (River Aid) Tj\n" * n + b"ET")),
    "letters of one string": _pdf(_painted(lambda n: b"BT /F 9 Tf (" + b"a " * n + b") Tj ET")),
    "array of strings": _pdf(_painted(lambda n: b"BT /F 9 Tf [" + b"(a) -9 " * n + b"] TJ ET")),
    "marked contents": _pdf(_painted(lambda n: b"/P <</MCID 0>> BDC " * n)),
    "operands": _pdf(_painted(lambda n: b"1 " * n + b"f")),
    "inks": _pdf(_painted(lambda n: b"".join(b"0.%d 0 0 rg 0 0 9 9 re f\n" % each for each in range(n)))),
    "streams of a page": _pdf(lambda pdf, n: setattr(pdf.pages[0].obj, "Contents", pikepdf.Array([pdf.make_stream(b"q Q")] * n))),
    "pages": _pdf(_pages),
    "depth of the page tree": _pdf(_deep),
    "annotations": _pdf(_annotations),
    "outline": _pdf(_outline),
    "elements": _pdf(_structure(lambda _: "P", deep=False)),
    "headings": _pdf(_structure(lambda each: f"H{each % 6 + 1}", deep=False)),
    "elements inside each other": _pdf(_structure(lambda _: "Div", deep=True)),
    "roles of roles": _pdf(_role_map),
    "forms inside each other": _pdf(_forms),
    "a form again and again": _pdf(_form_often),
    "entries of the metadata": _pdf(lambda pdf, n: [pdf.docinfo.__setitem__(f"/A{each}", pikepdf.String("a")) for each in range(n)]),
}  # fmt: skip


def _mail(head: str, body: str = "A title here\n\nWords are here.\n") -> bytes:
    return f"From: a@example.org\nSubject: A\n{head}\n{body}".encode()


def _multiparts(depth: int) -> bytes:
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{each}\n\n--b{each}\n" for each in range(depth))
    return _mail(head.rstrip("\n"), "\nContent-Type: text/plain\n\nWords\n" + "".join(f"--b{each}--\n" for each in reversed(range(depth))))


def _side_by_side(kind: str) -> Callable[[int], bytes]:
    inner = f"--b\nContent-Type: {kind}\n\nWords are here.\n"
    return lambda n: _mail("Content-Type: multipart/mixed; boundary=b\n", inner * n + "--b--\n")


MAILS: dict[str, Callable[[int], bytes]] = {
    "lines of the head": lambda n: _mail("".join(f"X-A{each}: a\n" for each in range(n))),
    "lines of one name": lambda n: _mail("To: a@example.org\n" * n),
    "a folded line": lambda n: _mail("To: a\n" + " b@example.org,\n" * n),
    "a folded subject": lambda n: b"Subject: a\n" + b" words\n" * n + b"\nWords.\n",
    "encoded words": lambda n: b"Subject: " + b"=?utf-8?b?w6k=?= \n " * n + b"a\n\nWords.\n",
    "encoded words in a line": lambda n: b"Subject: " + b"=?utf-8?q?a=C3=A9?= " * n + b"\n\nWords.\n",
    "encoded words that never end": lambda n: b"Subject: " + b"=?utf-8?q?" * n + b"\n\nWords.\n",
    "parameters": lambda n: _mail("Content-Type: text/plain" + "".join(f";\n a{each}=b" for each in range(n)) + "\n"),
    "continued parameters": lambda n: _mail("Content-Disposition: attachment" + "".join(f";\n filename*{each}=b" for each in range(n)) + "\n"),
    "quotation marks of a parameter": lambda n: _mail('Content-Type: text/plain; name="' + '\\"' * n + "\n"),
    "parts": _side_by_side("text/plain"),
    "attachments": _side_by_side("application/octet-stream"),
    "messages": _side_by_side("message/rfc822"),
    "boundaries": lambda n: _mail("Content-Type: multipart/mixed; boundary=b\n", "--b\n" * n),
    "parts inside each other": _multiparts,
    "lines of a body": lambda n: _mail("", "Words are here\n" * n),
    "quoted-printable": lambda n: _mail("Content-Transfer-Encoding: quoted-printable\n", "a=C3=A9=\n" * n),
    "base64": lambda n: _mail("Content-Transfer-Encoding: base64\n", "w6k=\n" * n),
    "HTML paragraphs": lambda n: _mail("Content-Type: text/html\n", "<p>Words are here.</p>\n" * n),
    "HTML elements inside each other": lambda n: _mail("Content-Type: text/html\n", "<div>" * n + "Words"),
    "HTML elements that are never closed": lambda n: _mail("Content-Type: text/html\n", "<p><b>a" * n),
}  # fmt: skip


def _drawing(piece: Callable[[int], str]) -> Callable[[int], bytes]:
    return lambda n: f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(map(piece, range(n)))}</svg>'.encode()


DRAWINGS: dict[str, Callable[[int], bytes]] = {
    "titles": _drawing(lambda _: "<title>a</title>words "),
    "what is not drawn": _drawing(lambda _: "<g display='none'/>words "),
    "metadata": _drawing(lambda _: "<g/><metadata/>words "),
    "uses": _drawing(lambda each: f"<g id='a{each}'/><use href='#a{each}'/>"),
    "namespaces": _drawing(lambda each: f"<a{each}:g xmlns:a{each}='u{each}'/>"),
    "attributes": _drawing(lambda each: f"<g a='' b='' c='' data-a{each}=''/>"),
    "comments of a style": lambda n: f'<svg xmlns="http://www.w3.org/2000/svg"><style>{"/* a */ p { } " * n}</style></svg>'.encode(),
}
"""Drawings (SVG)."""

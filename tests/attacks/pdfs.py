"""PDFs from elsewhere, checked: circles, depth, sizes that lie, what acts."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.attacks.attack import ANY, FOUND, Attack, Place

__all__ = ["ATTACKS"]


def _raw(name: str, advisory: str, body: bytes, codes: frozenset[int] = ANY) -> Attack:
    def make(place: Place) -> Sequence[object]:
        place.write("a.pdf", b"%PDF-1.7\n" + body)
        return ("check", "a.pdf")

    return Attack(name, advisory, make, codes)


def _made(name: str, advisory: str, change: Callable[[Any], object], *command: str, codes: frozenset[int] = FOUND) -> Attack:
    def make(place: Place) -> Sequence[object]:
        pdf, out = Pdf.new(), io.BytesIO()
        pdf.add_blank_page(page_size=(200, 200))
        change(pdf)
        pdf.save(out, compress_streams=False)
        place.write("a.pdf", out.getvalue())
        return ("check", "a.pdf", *command)

    return Attack(name, advisory, make, codes)


def _paint(operators: bytes, **resources: Any) -> Callable[[Any], object]:
    def change(pdf: Any) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(operators)
        pdf.pages[0].obj.Resources = Dictionary(**resources)

    return change


def _set(**entries: Any) -> Callable[[Any], object]:
    def change(pdf: Any) -> None:
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value(pdf) if callable(value) else value

    return change


def _circle(pdf: Any) -> Any:
    node = pdf.make_indirect(Dictionary())
    node.Kids, node.First, node.Next, node.Parent = Array([node, node]), node, node, node
    return node


def _packet(text: str) -> Callable[[Any], object]:
    return _set(Metadata=lambda pdf: pdf.make_stream(text.encode()))


def _bomb(pdf: Any) -> None:
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(1 << 20)) for _ in range(300)) + packer.flush()
    pdf.pages[0].obj.Contents = stream = pdf.make_stream(b"")
    stream.write(data, filter=Name.FlateDecode)


def _title(pdf: Any) -> None:
    pdf.docinfo["/Title"] = String("<script>alert(1)</script>\x1b[31m")
    pdf.Root.Lang = String("\x1b]0;owned\x07")


_TRAILER = b"\ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n9\n%%EOF"
_LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]><x>&a11;</x>"
_ACTIVE = {
    "a script": Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")),
    "a program": Dictionary(S=Name.Launch, F=String("cmd.exe")),
    "a form that is sent": Dictionary(S=Name.SubmitForm, F=String("http://127.0.0.1/")),
    "a file elsewhere": Dictionary(S=Name.GoToR, F=String("file:///etc/passwd"), D=Array([0, Name.Fit])),
}

ATTACKS = (
    _raw("tables of places in a circle", "CVE-2017-18186", b"xref\n0 1\n0000000000 65535 f \ntrailer<</Size 1/Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF", ANY),
    _raw("lists in lists", "CVE-2017-12595", b"1 0 obj\n" + b"[" * 50_000 + b"]" * 50_000 + b"\nendobj" + _TRAILER),
    _raw("dictionaries in dictionaries", "CVE-2018-9918", b"1 0 obj\n" + b"<</A" * 50_000 + b">>" * 50_000 + b"\nendobj" + _TRAILER),
    _raw("keys that are no names", "CVE-2018-9918", b"1 0 obj\n<<" + b"(a) [" * 20_000 + b"\nendobj" + _TRAILER),
    _raw("an object that is itself", "CVE-2015-9252", b"1 0 obj\n1 0 R\nendobj" + _TRAILER),
    _raw("a length that is itself", "CVE-2017-11627", b"1 0 obj\n<</Length 1 0 R>>stream\nx\nendstream\nendobj" + _TRAILER),
    _raw("a file in itself", "CVE-2017-18183", b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[2 0 R 2 0 R]>>\nendobj" + _TRAILER),
    _raw("pages without number", "CVE-2026-96640", b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 999999999/Kids[]>>\nendobj" + _TRAILER),
    _raw("objects without number", "CWE-770", b"1 0 obj\n<</Type/Catalog>>\nendobj\nxref\n0 999999999\ntrailer<</Size 999999999/Root 1 0 R>>\nstartxref\n45\n%%EOF"),
    _raw("a number of many digits", "CVE-2020-10735", b"1 0 obj\n" + b"9" * 50_000 + b"\nendobj" + _TRAILER),
    _raw("trailers in a chain", "CVE-2026-42310", b"trailer<</Prev 9>>\n" * 5_000 + _TRAILER),
    _made("an entity of the machine in the facts", "CVE-2021-29421", _packet('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>')),
    _made("entities of entities in the facts", "CVE-2026-40260", _packet(_LAUGHS)),
    _made("a page that unpacks without end", "CVE-2026-59200", _bomb),
    _made("words that save without end", "CWE-770", _paint(b"q " * 200_000 + b"Q " * 200_000)),
    _made("operands in operands", "CWE-674", _paint(b"[" * 5_000 + b"]" * 5_000 + b" TJ " + b"<<" * 500 + b">>" * 500 + b" /A BDC")),
    _made("a picture inside that never ends", "CWE-835", _paint(b"BI /W 9 /H 9 ID " + b"x" * 100_000)),
    _made("numbers beyond numbers", "CWE-1284", _paint(b"1e300 0 0 1e300 0 0 cm 1e300 1e300 1e300 1e300 re f")),
    _made("names in a circle", "CWE-674", _set(Names=lambda pdf: Dictionary(Dests=_circle(pdf), EmbeddedFiles=_circle(pdf)))),
    _made("chapters in a circle", "CWE-674", _set(Outlines=_circle)),
    _made("marks of structure in a circle", "CWE-674", _set(StructTreeRoot=lambda pdf: Dictionary(Type=Name.StructTreeRoot, K=_circle(pdf)))),
    _made("fields in a circle", "CWE-674", _set(AcroForm=lambda pdf: Dictionary(Fields=Array([_circle(pdf)])))),
    *(_made(f"{name} on opening", "CWE-829", _set(OpenAction=action)) for name, action in _ACTIVE.items()),
    _made("a form of another kind", "CVE-2021-29421", _set(AcroForm=Dictionary(XFA=String("<!DOCTYPE x SYSTEM 'file:///etc/hostname'><x/>")))),
    _made("a title that is a script", "CVE-2026-21483", _title, "--html", "report.html"),
    _made("labels of the wrong kind", "CWE-843", _set(PageLabels=5, ViewerPreferences=Name.A, MarkInfo=Array([]), Lang=Array([]), OutputIntents=Name.X)),
    _raw("nothing behind its head", "CWE-755", b""),
    _raw("noise behind its head", "CWE-755", bytes(range(256)) * 300),
)

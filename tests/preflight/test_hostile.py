"""Broken and hostile PDFs end soon and with words: never a fault, never a hang, never a full memory."""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

from presskit.formats.pdf_file import read_pdf
from presskit.model.outputs import Format
from tests.examples import many
from tests.preflight.files import codes, edition, found, good, with_defect

ENOUGH = 20.0
"""Seconds; what is found soonest stops after the limit of steps, not of time."""


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return out.getvalue()


def locked() -> bytes:
    return with_defect(good(Format.PDF), lambda _: None, encryption=pikepdf.Encryption(owner="a", user="b"))


UNREADABLE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "white": lambda: b" \n" * 50,
    "a zip": zipped,
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "a head alone": lambda: b"%PDF-1.7\n",
    "noise after the head": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 100,
    "cut off early": lambda: good(Format.PDF)[:900],
    "nested arrays": lambda: b"%PDF-1.4\n1 0 obj\n" + b"[" * 10_000 + b"]" * 10_000 + b"\nendobj\ntrailer<</Root 1 0 R>>",
    "a root that is no catalogue": lambda: b"%PDF-1.4\n1 0 obj\n[]\nendobj\ntrailer<</Root 1 0 R>>",
    "a password": locked,
}


@pytest.mark.parametrize("made", UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_pdf_is_told(made: Callable[[], bytes]) -> None:
    (finding,) = found(made())
    assert (finding.diagnostic.code, str(finding.diagnostic.severity)) == ("pdf-unreadable", "error")
    assert finding.diagnostic.message.endswith(".")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_file_that_is_cut_off_is_told(share: float) -> None:
    data = good(Format.PDF)
    assert found(data[: int(len(data) * share)], edition(Format.PDF))


def paint(pdf: Any, operators: bytes, **resources: Any) -> None:
    page = pdf.add_blank_page(page_size=(200, 200)).obj
    page.Contents = pdf.make_stream(operators)
    page.Resources = Dictionary(**resources)


def form(pdf: Any, operators: bytes) -> Any:
    stream = pdf.make_stream(operators)
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 100])
    return stream


def itself(pdf: Any) -> None:
    one = form(pdf, b"/A Do /A Do")
    one.Resources = Dictionary(XObject=Dictionary(A=one))
    paint(pdf, b"/A Do", XObject=Dictionary(A=one))


def doubling(pdf: Any) -> None:
    """Forms that paint the next one ten times each: ten to the twentieth squares."""
    last = form(pdf, b"0 0 1 1 re f")
    for _ in range(20):
        holder = form(pdf, b"/A Do " * 10)
        holder.Resources = Dictionary(XObject=Dictionary(A=last))
        last = holder
    paint(pdf, b"/A Do", XObject=Dictionary(A=last))


def bomb(pdf: Any) -> None:
    paint(pdf, b"")
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(1 << 20)) for _ in range(300)) + packer.flush()
    pdf.pages[0].obj.Contents = stream = pdf.make_stream(b"")
    stream.write(data, filter=Name.FlateDecode)


def bomb_of_a_table(pdf: Any) -> None:
    table = b"1 beginbfrange <0000> <ffff> <0041> endbfrange\n" * 400
    faces = {f"/F{n}": Dictionary(Type=Name.Font, Subtype=Name.Type0, ToUnicode=pdf.make_stream(table)) for n in range(40)}
    uses = b" ".join(f"/F{n} 9 Tf".encode() for n in range(40))
    paint(pdf, b"BT " + uses + b" ET", Font=Dictionary(faces))


def endless_saving(pdf: Any) -> None:
    paint(pdf, b"q " * 200_000 + b"/Span BMC " * 200_000 + b"1 0 0 rg 0 0 9 9 re f")


def deep_operands(pdf: Any) -> None:
    paint(pdf, b"[" * 5000 + b"]" * 5000 + b" TJ " + b"<<" * 400 + b">>" * 400 + b" /X BDC")


def tree_of_itself(pdf: Any) -> None:
    paint(pdf, b"/P <</MCID 0>> BDC EMC")
    element = pdf.make_indirect(Dictionary(S=Name.P))
    element.K = Array([element, element, 0])
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=element)


def deep_tree(pdf: Any) -> None:
    paint(pdf, b"")
    element = pdf.make_indirect(Dictionary(S=Name.Div))
    top = element
    for _ in range(3000):
        below = pdf.make_indirect(Dictionary(S=Name.Div))
        element.K = below
        element = below
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=top)


def names_of_themselves(pdf: Any) -> None:
    paint(pdf, b"")
    node = pdf.make_indirect(Dictionary())
    node.Kids = Array([node, node])
    pdf.Root.Names = Dictionary(Dests=node, EmbeddedFiles=node, JavaScript=node)
    action = pdf.make_indirect(Dictionary(S=Name.Named))
    action.Next = action
    pdf.Root.OpenAction = action


def laughs(pdf: Any) -> None:
    paint(pdf, b"")
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    packet = f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><x>&l19;</x>'
    pdf.Root.Metadata = pdf.make_stream(packet.encode())


def outside_entity(pdf: Any) -> None:
    paint(pdf, b"")
    head = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    names = 'xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:d="http://purl.org/dc/elements/1.1/"'
    packet = f"{head}<r:RDF {names}><r:Description><d:title>&e;</d:title></r:Description></r:RDF>"
    pdf.Root.Metadata = pdf.make_stream(packet.encode())


def huge_picture(pdf: Any) -> None:
    stream = pdf.make_stream(b"\0\0\0\0")
    stream.Subtype, stream.Width, stream.Height = Name.Image, 10**9, 10**9
    stream.ColorSpace, stream.BitsPerComponent = Name.DeviceCMYK, 8
    paint(pdf, b"100 0 0 100 0 0 cm /I Do", XObject=Dictionary(I=stream))


def huge_numbers(pdf: Any) -> None:
    paint(pdf, b"1e300 0 0 1e300 0 0 cm 1e300 1e300 1e300 1e300 re f 99999999999999999999 w 0 0 m 1 1 l S")


def wrong_types(pdf: Any) -> None:
    paint(pdf, b"/F (x) Tf (a) cm /X gs /Y cs /Z scn /W Do 1 2 rg [] TJ BT (x) Tj ET EMC EMC Q Q sh", Font=Array([1]))
    page = pdf.pages[0].obj
    page.Annots = Dictionary(A=1)
    page.TrimBox, page.BleedBox = String("x"), Array([1, 2])
    page.Group = Array([])
    pdf.Root.OutputIntents, pdf.Root.MarkInfo, pdf.Root.Lang = Name.X, 5, Array([])
    pdf.Root.StructTreeRoot = Array([1])


def space_in_itself(pdf: Any) -> None:
    space = pdf.make_indirect(Array([Name.Indexed]))
    space.append(space)
    paint(pdf, b"/C cs 0 scn 0 0 9 9 re f", ColorSpace=Dictionary(C=space))


HOSTILE: dict[str, Callable[[Any], None]] = {
    name: seed
    for name, seed in list(globals().items())
    if callable(seed)
    and getattr(seed, "__module__", "") == __name__
    and list(getattr(seed, "__annotations__", {})) == ["pdf", "return"]
}


@pytest.mark.parametrize("seed", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_ends_soon_with_findings(seed: Callable[[Any], None]) -> None:
    pdf, out = Pdf.new(), io.BytesIO()
    seed(pdf)
    pdf.save(out, compress_streams=False)
    begun = time.process_time()
    findings = found(out.getvalue())
    assert time.process_time() - begun < ENOUGH
    assert findings
    assert "hostname" not in "".join(each.diagnostic.message for each in findings)


@pytest.mark.parametrize("name", ["bomb", "deep_operands"])
def test_what_was_not_looked_at_is_told(name: str) -> None:
    pdf, out = Pdf.new(), io.BytesIO()
    HOSTILE[name](pdf)
    pdf.save(out, compress_streams=False)
    assert {"pdf-not-fully-read", "pdf-unreadable"} & codes(out.getvalue())


def test_there_are_as_many_hostile_files_as_are_written_here() -> None:
    assert len(HOSTILE) >= 14


def test_an_unbounded_stream_does_not_fill_the_memory() -> None:
    import resource

    pdf, out = Pdf.new(), io.BytesIO()
    bomb(pdf)
    pdf.save(out, compress_streams=False)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found(out.getvalue())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 250_000


def test_the_limits_of_qpdf_are_put_back() -> None:
    from pikepdf import settings

    before = settings.get_qpdf_limits()
    read_pdf(good(Format.PDF), "x")
    assert settings.get_qpdf_limits() == before


@settings(max_examples=many(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255)), min_size=1, max_size=12), st.sampled_from(["en", "ar"]))
def test_flipped_bytes_lead_to_no_fault(flips: list[tuple[int, int]], language: str) -> None:
    data = bytearray(good(Format.PDF, language))
    for place, value in flips:
        data[place % len(data)] = value
    found(bytes(data), edition(Format.PDF, language))


@settings(max_examples=many(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 2**20), st.binary(max_size=6)), min_size=1, max_size=8))
def test_changed_operators_lead_to_no_fault(changes: list[tuple[int, bytes]]) -> None:
    """The streams are laid open first, so that changes reach the content and the tables and not only their packing."""
    data = bytearray(_laid_open())
    for place, patch in changes:
        at = place % len(data)
        data[at : at + len(patch)] = patch
    found(bytes(data), edition(Format.PRINT))


_OPEN: list[bytes] = []


def _laid_open() -> bytes:
    if not _OPEN:
        options = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized}
        _OPEN.append(with_defect(good(Format.PRINT), lambda _: None, **options))
    return _OPEN[0]
